"""An announcement reaches whom it concerns, when it is time, and nobody else."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from accounts.models import User
from announcements.models import Announcement
from customers.models import Authority
from tests.factories import AnnouncementFactory, AuthorityFactory, BlockedTimeFactory
from tests.world import World

Sign = Callable[[User], Client]
PLACES = ("/portal/", "/portal/report/", "/announcements/")


@pytest.mark.parametrize("place", PLACES)
def test_authority_reads_what_concerns_it_before_it_reports(
    world: World, db: None, client_for: Sign, place: str
) -> None:
    AnnouncementFactory(title="Server steht", kind="restriction", authorities=[world.own["authority"]])
    AnnouncementFactory(title="Nacht der Updates", kind="maintenance", is_for_all=True)
    AnnouncementFactory(title="Nur nebenan", kind="restriction", authorities=[world.foreign["authority"]])
    page = client_for(world.people["reporter"]).get(place).content.decode()
    assert "Server steht" in page
    assert "Nacht der Updates" in page
    assert "Nur nebenan" not in page


@pytest.mark.parametrize("place", PLACES)
def test_what_is_planned_is_read_by_no_authority(world: World, db: None, client_for: Sign, place: str) -> None:
    AnnouncementFactory(
        title="Noch geheim", kind="maintenance", is_for_all=True, shown_from=timezone.now() + timedelta(hours=1)
    )
    assert "Noch geheim" not in client_for(world.people["reporter"]).get(place).content.decode()


def test_what_is_over_leaves_the_start_page_and_stays_to_be_looked_up(world: World, db: None, client_for: Sign) -> None:
    now = timezone.now()
    AnnouncementFactory(
        title="War gestern", is_for_all=True, shown_from=now - timedelta(days=2), shown_until=now - timedelta(days=1)
    )
    contact = client_for(world.people["reporter"])
    assert "War gestern" not in contact.get("/portal/").content.decode()
    assert "War gestern" in contact.get("/announcements/").content.decode()


def test_staff_see_what_is_planned_and_for_whom(world: World, db: None, client_for: Sign) -> None:
    AnnouncementFactory(
        title="Kommt bald", authorities=[world.own["authority"]], shown_from=timezone.now() + timedelta(days=1)
    )
    page = client_for(world.people["service-desk"]).get("/announcements/").content.decode()
    assert "Kommt bald" in page
    assert "für Ludwigslust" in page
    assert "Mitteilung schreiben" in page


def test_restriction_stands_above_the_newer_hint(world: World, db: None, client_for: Sign) -> None:
    AnnouncementFactory(
        title="Drucker stehen", kind="restriction", is_for_all=True, shown_from=timezone.now() - timedelta(days=1)
    )
    AnnouncementFactory(title="Neue Vorlage", is_for_all=True, shown_from=timezone.now() - timedelta(minutes=1))
    page = client_for(world.people["reporter"]).get("/portal/").content.decode()
    assert page.index("Drucker stehen") < page.index("Neue Vorlage")


def test_maintenance_is_told_in_the_order_in_which_it_comes(world: World, db: None, client_for: Sign) -> None:
    now = timezone.now()
    for title, days in (("In einer Woche", 7), ("Gerade jetzt", 0)):
        begins = now + timedelta(days=days) - timedelta(minutes=1)
        AnnouncementFactory(
            title=title, kind="maintenance", is_for_all=True, shown_from=now - timedelta(hours=8 - days),
            takes_place_from=begins, takes_place_until=begins + timedelta(hours=2),
        )  # fmt: skip
    browser = client_for(world.people["reporter"])
    start, report = (browser.get(url).content.decode() for url in ("/portal/", "/portal/report/"))
    assert start.index("Gerade jetzt") < start.index("In einer Woche")
    assert "Gerade jetzt" in report
    assert "In einer Woche" not in report  # what lies ahead is nothing to report


def test_text_is_shown_as_text(world: World, db: None, client_for: Sign) -> None:
    AnnouncementFactory(title="<b>fett</b>", text="<script>x</script>", is_for_all=True)
    page = client_for(world.people["reporter"]).get("/portal/").content.decode()
    assert "<script>x" not in page
    assert "&lt;b&gt;fett" in page


def test_announcement_does_not_end_before_it_begins(world: World, db: None) -> None:
    row = AnnouncementFactory()
    with pytest.raises(IntegrityError):
        Announcement.objects.filter(pk=row.pk).update(shown_until=row.shown_from)


def test_pages_take_as_many_queries_with_one_as_with_five(
    world: World, db: None, client_for: Sign, django_assert_max_num_queries: Callable[..., object]
) -> None:
    counts = []
    for _ in range(2):
        for _ in range(3):
            AnnouncementFactory(authorities=[world.own["authority"]])
        staff = client_for(world.people["service-desk"])
        staff.get("/announcements/")
        with django_assert_max_num_queries(50) as queries:  # type: ignore[attr-defined]
            staff.get("/announcements/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_maintenance_in_a_blocked_time_is_stored_and_its_writer_warned_in_words(
    administrator: User, ludwigslust: Authority, client_for: Sign
) -> None:
    begins = timezone.make_aware(datetime(2026, 9, 20, 18))  # noqa: DTZ001  # made aware at once
    BlockedTimeFactory(authority=ludwigslust, reason="Landtagswahl")
    BlockedTimeFactory(authority=AuthorityFactory(), reason="Woanders")
    typed = {
        "kind": "maintenance", "title": "Updates am Sonntag", "text": "Am Abend.", "shown_from": "2026-09-14T08:00:00",
        "takes_place_from": "2026-09-20T18:00:00", "takes_place_until": "2026-09-20T20:00:00",
        "Announcement_authorities-TOTAL_FORMS": "1", "Announcement_authorities-INITIAL_FORMS": "0",
        "Announcement_authorities-0-authority": str(ludwigslust.pk),
    }  # fmt: skip
    client = client_for(administrator)
    page = client.post("/admin/announcements/announcement/add/", typed, follow=True).content.decode()
    row = Announcement.objects.get(title="Updates am Sonntag")
    assert row.takes_place_from == begins
    assert list(row.authorities.all()) == [ludwigslust]
    assert "Die Wartung fällt in Sperrzeiten betroffener Behörden." in page
    assert "Stadt Ludwigslust, 20.09.2026, 18:00 bis 20:00 Uhr: Landtagswahl" in page
    assert "Woanders" not in page
    for change in (
        {"takes_place_from": "2026-09-21T18:00:00", "takes_place_until": "2026-09-21T20:00:00"},
        {"kind": "hint"},
    ):
        again = client.post("/admin/announcements/announcement/add/", typed | change, follow=True).content.decode()
        assert "Sperrzeiten betroffener" not in again
    assert Announcement.objects.filter(title="Updates am Sonntag").count() == 3
    wrong = client.post("/admin/announcements/announcement/add/", typed | {"takes_place_until": ""}).content.decode()
    assert "von wann bis wann gearbeitet wird" in wrong

"""How Fachverfahren stand: the worst of what holds, by hand, by a running change, by an outage; and who reads it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from accounts.models import User
from applications.models import ApplicationUse
from changes.actions import change_status, create_key, end_status, finish_change, set_status, start_change
from changes.actions.publishing import publish
from changes.levels import Effect, Level, Source
from changes.models import ServiceStatus
from changes.sections import last_changes, next_windows, standing_now
from changes.standing import known_between, not_normal, standings
from customers.models import Authority
from tests.factories import (
    ApplicationUseFactory,
    AuthorityFactory,
)
from tests.factories_changes import ServiceStatusFactory, published_change
from tickets.models import MajorIncident

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User], Client]


def level(use: ApplicationUse, user: User) -> Level:
    """How it stands for the authority now."""
    (row,) = standings(timezone.now(), user=user, authorities=[use.authority_id])[use.authority_id]
    return row.level


def test_worst_of_what_holds_wins(own_use: ApplicationUse, coordinator: User) -> None:
    application, now = own_use.application, timezone.now()
    assert level(own_use, coordinator) == Level.NORMAL
    ServiceStatusFactory(application=application)  # all users
    assert level(own_use, coordinator) == Level.RESTRICTED
    ServiceStatusFactory(application=application, authority=own_use.authority, level=Level.EMERGENCY)
    ServiceStatusFactory(application=application, authority=AuthorityFactory(), level=Level.DOWN)  # somebody else's
    ServiceStatusFactory(application=application, level=Level.DOWN, until=now - timedelta(minutes=1))  # over
    ServiceStatusFactory(application=application, level=Level.DOWN, since=now + timedelta(hours=1))  # to come
    ServiceStatusFactory(level=Level.DOWN)  # another Fachverfahren
    assert level(own_use, coordinator) == Level.EMERGENCY
    (row,) = not_normal(now, user=coordinator, authorities=[own_use.authority_id])
    assert row.application == application
    assert len(row.known) == 2


def test_running_change_counts_by_itself(ludwigslust: Authority, coordinator: User, administrator: User) -> None:
    change = published_change(ludwigslust, effect=Effect.EMERGENCY)
    use = change.applications.get().uses.get()
    ApplicationUseFactory(application=use.application, authority=AuthorityFactory())
    assert level(use, coordinator) == Level.NORMAL
    start_change(change=change, by=administrator, now=timezone.now(), is_meant_early=True)
    assert level(use, coordinator) == Level.EMERGENCY
    (row,) = not_normal(timezone.now(), user=coordinator, authorities=[ludwigslust.pk])
    assert row.worst is not None
    assert row.worst.source == Source.CHANGE
    finish_change(change=change, result="Gut.", by=administrator, now=timezone.now())
    assert level(use, coordinator) == Level.NORMAL
    now = timezone.now()
    (before,) = known_between(now - timedelta(days=1), now + timedelta(seconds=1), user=coordinator)
    assert before.level == Level.EMERGENCY


def test_as_many_queries_for_many_as_for_one(ludwigslust: Authority, coordinator: User) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            standings(timezone.now(), user=coordinator, authorities=[ludwigslust.pk])
        return len(captured)

    def one_more() -> None:
        change = published_change(ludwigslust, state="running", started_at=timezone.now())
        ServiceStatusFactory(application=change.applications.get(), authority=ludwigslust)

    one_more()
    queries()
    with_one = queries()
    for _ in range(4):
        one_more()
    assert queries() == with_one


def test_set_changed_and_ended_by_hand(own_use: ApplicationUse, service_desk: User, coordinator: User) -> None:
    now = timezone.now()
    row = set_status(
        application=own_use.application, level=Level.DOWN, text="Nicht erreichbar.", since=now, by=service_desk
    )  # fmt: skip
    row = change_status(
        status=row, level=Level.RESTRICTED, text="Langsam.", until=None, by=service_desk, version=row.version
    )  # fmt: skip
    with pytest.raises(ValidationError, match="inzwischen geändert"):
        change_status(status=row, level=Level.DOWN, text="Alt.", until=None, by=service_desk, version=1)
    end_status(status=row, by=service_desk, now=now + timedelta(minutes=5))
    with pytest.raises(ValidationError, match="schon beendet"):
        end_status(status=row, by=service_desk, now=now + timedelta(minutes=6))
    with pytest.raises(PermissionDenied):
        set_status(application=own_use.application, level=Level.DOWN, text="x", since=now, by=coordinator)
    with pytest.raises(ValidationError, match="nutzt das Fachverfahren nicht"):
        set_status(
            application=own_use.application, level=Level.DOWN, text="x", since=now, by=service_desk, authority=AuthorityFactory()
        )  # fmt: skip
    with pytest.raises(ValidationError, match="vor dem Beginn"):
        set_status(application=own_use.application, level=Level.DOWN, text="x", since=now, by=service_desk, until=now)


# Pages


def test_form_of_a_report_says_first_what_is_known(
    own_use: ApplicationUse, coordinator: User, client_for: ClientFor
) -> None:
    ServiceStatusFactory(application=own_use.application, authority=own_use.authority, text="Drucken geht nicht.")
    browser = client_for(coordinator)
    page = browser.get(reverse("portal:report")).content.decode()
    assert "Diese Störung ist bekannt: <b>Einwohnerwesen, eingeschränkt</b>" in page
    assert page.index("Drucken geht nicht.") < page.index("<form class")
    assert reverse("changes:status") in page
    assert (
        "Diese Störung ist bekannt"
        not in browser.get(reverse("portal:report"), {"kind": "service_request"}).content.decode()
    )
    assert "Einwohnerwesen (eingeschränkt)" in browser.get(reverse("portal:start")).content.decode()


def test_outage_is_told_once_with_its_button(incident: MajorIncident, coordinator: User, client_for: ClientFor) -> None:
    page = client_for(coordinator).get(reverse("portal:report")).content.decode()
    assert "Betrifft mich auch" in page
    assert "Diese Störung ist bekannt" not in page
    assert reverse("changes:status") in page


def test_status_page_of_an_authority_tells_nothing_of_others(
    own_use: ApplicationUse, coordinator: User, client_for: ClientFor
) -> None:
    other = AuthorityFactory(name="Amt Anderswo")
    ApplicationUseFactory(application=own_use.application, authority=other)
    ServiceStatusFactory(application=own_use.application, authority=other, text="Nur dort.")
    published_change(other, title="Fremde Wartung")
    own = published_change(own_use.authority, title="Eigene Wartung")
    browser = client_for(coordinator)
    for name in ("changes:status", "changes:status_now"):
        page = browser.get(reverse(name)).content.decode()
        assert "Einwohnerwesen" in page
        assert "Eigene Wartung" in page
        assert own.work not in page
        for word in ("Nur dort.", "Fremde Wartung", "Amt Anderswo"):
            assert word not in page
    history = browser.get(reverse("changes:history", args=[own_use.application_id])).content.decode()
    assert "Nur dort." not in history


def test_staff_see_what_is_not_normal_and_set_it(
    own_use: ApplicationUse, service_desk: User, client_for: ClientFor
) -> None:
    browser = client_for(service_desk)
    assert "Alles läuft, wie es soll." in browser.get(reverse("changes:standings")).content.decode()
    answer = browser.post(
        reverse("changes:set_status"),
        {"application": own_use.application_id, "authority": own_use.authority_id, "level": 4, "text": "Server aus."},
    )
    assert answer.status_code == 302
    row = ServiceStatus.objects.get()
    page = browser.get(reverse("changes:standings")).content.decode()
    assert own_use.authority.short_name in page
    assert reverse("changes:change_status", args=[row.pk]) in page
    browser.post(reverse("changes:end_status", args=[row.pk]))
    row.refresh_from_db()
    assert row.until is not None


def test_errors_stay_at_their_fields(own_use: ApplicationUse, service_desk: User, client_for: ClientFor) -> None:
    other = ApplicationUseFactory().authority
    asked = {"application": own_use.application_id, "authority": other.pk, "level": 2, "text": "Langsam."}
    page = client_for(service_desk).post(reverse("changes:set_status"), asked).content.decode()
    assert "nutzt das Fachverfahren nicht" in page
    assert "Langsam." in page


def test_sections_of_the_page_of_an_instance(
    ludwigslust: Authority, coordinator: User, service_desk: User, reporter: User
) -> None:
    now = timezone.now()
    change = published_change(ludwigslust)
    application = change.applications.get()
    done = {
        "state": "done",
        "started_at": now - timedelta(days=3),
        "finished_at": now - timedelta(days=3),
        "result": "Gut.",
    }
    before = published_change(ludwigslust, **done)
    before.applications.set([application])
    ServiceStatusFactory(application=application, authority=ludwigslust)
    for user in (coordinator, service_desk, reporter):
        assert standing_now(application, user, timezone.now()).is_shown
        assert next_windows(application, user, timezone.now()).rows
    assert len(last_changes(application, service_desk, timezone.now()).rows) == 1
    assert not last_changes(application, coordinator, timezone.now()).is_shown


def test_running_change_is_told_once_before_a_report(
    ludwigslust: Authority, coordinator: User, administrator: User, client_for: ClientFor
) -> None:
    change = published_change(ludwigslust, title="Nachtarbeit")
    publish(change, now=timezone.now())
    change.save()
    browser = client_for(coordinator)
    assert "Wartung: Nachtarbeit" in browser.get(reverse("portal:start")).content.decode()
    start_change(change=change, by=administrator, now=timezone.now(), is_meant_early=True)
    page = browser.get(reverse("portal:report")).content.decode()
    assert "Hier wird gerade gearbeitet" in page
    assert "Wartung: Nachtarbeit" not in page


def test_what_only_falls_back_on_something_else_is_restricted_at_most(
    ludwigslust: Authority, coordinator: User
) -> None:
    change = published_change(ludwigslust, effect=Effect.DOWN, state="running", started_at=timezone.now())
    use = change.applications.get().uses.get()
    assert level(use, coordinator) == Level.DOWN
    change.weakened.add(use.application)
    assert level(use, coordinator) == Level.RESTRICTED
    assert "eingeschränkt" in str(next_windows(use.application, coordinator, timezone.now()).rows)


def test_history_of_a_fachverfahren_says_where_it_is_known_from(
    ludwigslust: Authority, planners_browser: Client
) -> None:
    now = timezone.now()
    change = published_change(ludwigslust, state="running", started_at=now - timedelta(days=3))
    address = reverse("changes:history", args=[change.applications.get().pk])
    page = planners_browser.get(address).content.decode()
    assert "laufende Änderung" in page
    assert page.count(">Verlauf</h2>") == 1
    type(change).objects.update(state="done", finished_at=now - timedelta(days=2), result="Gut.")
    page = planners_browser.get(address).content.decode()
    assert "laufende Änderung" not in page
    assert ">Änderung<" in page


def test_window_at_a_server_names_the_own_fachverfahren_that_feel_it(
    ludwigslust: Authority, coordinator: User, client_for: ClientFor
) -> None:
    change = published_change(ludwigslust, title="Server wechseln", effect=Effect.DOWN)
    main = change.applications.get()
    change.applications.clear()
    archive = ApplicationUseFactory(authority=ludwigslust, application__name="Archiv").application
    foreign = ApplicationUseFactory(application__name="Friedhof").application
    former = ApplicationUseFactory(
        authority=ludwigslust, application__name="Altes", used_until=timezone.localdate() - timedelta(days=1)
    ).application
    change.reached.add(archive, foreign, former)
    change.weakened.add(archive)
    page = client_for(coordinator).get(reverse("changes:status")).content.decode()
    windows = page[page.index("Server wechseln") :]
    assert windows.index("ausgefallen") < windows.index(main.name) < windows.index("eingeschränkt")
    assert windows.index("eingeschränkt") < windows.index("Archiv")
    assert "Friedhof" not in page
    assert "Altes" not in page
    key = create_key(name="Outlook", by=coordinator, now=timezone.now())[1]
    (event,) = Calendar.from_ical(Client().get(reverse("changes:feed", args=[key])).content).walk("VEVENT")
    assert f"ausgefallen: {main.name}\neingeschränkt: Archiv" in str(event["DESCRIPTION"])
    assert "Friedhof" not in str(event["DESCRIPTION"])


def test_list_that_is_cut_says_so(own_use: ApplicationUse, service_desk: User, client_for: ClientFor) -> None:
    rows = [ServiceStatusFactory.build(application=own_use.application) for _ in range(101)]
    ServiceStatus.objects.bulk_create(rows[:100])
    browser = client_for(service_desk)
    addresses = [reverse("changes:standings"), reverse("changes:history", args=[own_use.application_id])]
    for address in addresses:
        assert "die ersten 100" not in browser.get(address).content.decode()
    ServiceStatus.objects.bulk_create(rows[100:])
    for address in addresses:
        assert "die ersten 100" in browser.get(address).content.decode()

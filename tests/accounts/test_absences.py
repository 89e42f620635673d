"""Who is away and who stands in: entered by oneself, seen by those it concerns, gone some weeks later."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actions import enter_absence, remove_absence
from accounts.models import Absence, StaffMember, User
from privacy.retention import RULES
from tests.factories import AbsenceFactory, StaffMemberFactory, TicketFactory
from tickets.lifecycle import State

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=ZoneInfo("Europe/Berlin"))
ClientFor = Callable[[User], Client]


def member(user: User) -> StaffMember:
    found = user.staff_profile
    assert found is not None
    return found


def test_person_enters_their_own_absence_and_takes_it_back(
    client_for: ClientFor, service_desk: User, on_site: User
) -> None:
    client, url = client_for(service_desk), reverse("accounts:absences")
    data = {"first_day": "2026-11-16", "last_day": "2026-11-20", "substitute": member(on_site).pk}
    with time_machine.travel(MONDAY, tick=False):
        assert "Abwesenheit und Vertretung" in client.get(reverse("accounts:me")).content.decode()
        assert "Wer ist abwesend?" not in client.get(url).content.decode()
        page = client.post(url, data, follow=True).content.decode()
        assert f"16.11.2026 bis 20.11.2026: {service_desk}, vertreten durch {on_site}" in page
        assert "ist schon eine Abwesenheit eingetragen" in client.post(url, data).content.decode()
        absence = Absence.objects.get()
        client.post(reverse("accounts:remove_absence", args=[absence.pk]))
    assert not Absence.objects.exists()


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [("2026-11-20", "2026-11-18", "Das Ende liegt vor dem Beginn."), ("2026-11-02", "2026-11-03", "schon vorbei")],
)
def test_days_that_make_no_sense_are_refused(
    client_for: ClientFor, service_desk: User, on_site: User, first: str, last: str, sentence: str
) -> None:
    data = {"first_day": first, "last_day": last, "substitute": member(on_site).pk}
    with time_machine.travel(MONDAY, tick=False):
        page = client_for(service_desk).post(reverse("accounts:absences"), data).content.decode()
    assert sentence in page
    assert not Absence.objects.exists()


def test_substitute_finds_the_reports_of_the_absent_among_their_own_and_marked(
    client_for: ClientFor, service_desk: User, on_site: User, application_care: User
) -> None:
    AbsenceFactory(member=member(service_desk), substitute=member(on_site))
    TicketFactory(subject="Von der Kollegin", assignee=member(service_desk), state=State.IN_PROGRESS)
    TicketFactory(subject="Eigene", assignee=member(on_site), state=State.IN_PROGRESS)
    TicketFactory(subject="Von jemand anderem", assignee=member(application_care), state=State.IN_PROGRESS)
    client = client_for(on_site)
    with time_machine.travel(MONDAY, tick=False):
        page = client.get("/tickets/?view=mine").content.decode()
        assert list(StaffMember.objects.stood_in_for_by(on_site, MONDAY.date())) == [member(service_desk)]
    assert "Von der Kollegin" in page
    assert "Eigene" in page
    assert "Von jemand anderem" not in page
    assert page.count("in Vertretung") == 1
    assert 'Meine <span id="tab-mine">1</span>' in page  # the reports of a colleague are listed and not counted
    with time_machine.travel(MONDAY + timedelta(days=7), tick=False):
        page = client.get("/tickets/?view=mine").content.decode()
    assert "Von der Kollegin" not in page
    assert 'Meine <span id="tab-mine">1</span>' in page


def test_absence_is_seen_by_those_it_concerns_and_by_who_keeps_the_staff(
    service_desk: User, on_site: User, application_care: User, administrator: User, manager: User, reporter: User
) -> None:
    AbsenceFactory(member=member(service_desk), substitute=member(on_site))
    seen = {user.pk for user in (service_desk, on_site, application_care, administrator, manager, reporter)
            if Absence.objects.visible_to(user).exists()}  # fmt: skip
    assert seen == {service_desk.pk, on_site.pk, administrator.pk}


def test_nobody_enters_or_removes_the_absence_of_others_but_the_administration(
    service_desk: User, on_site: User, administrator: User, client_for: ClientFor
) -> None:
    days = {"first_day": date(2026, 11, 16), "last_day": date(2026, 11, 17), "today": date(2026, 11, 16)}
    with pytest.raises(PermissionDenied):
        enter_absence(member=member(service_desk), substitute=member(on_site), by=on_site, **days)
    absence = enter_absence(member=member(service_desk), substitute=member(on_site), by=administrator, **days)
    with pytest.raises(PermissionDenied):
        remove_absence(absence=absence, by=on_site)
    with time_machine.travel(MONDAY, tick=False):
        assert "Wer ist abwesend?" in client_for(administrator).get(reverse("accounts:absences")).content.decode()
    remove_absence(absence=absence, by=administrator)


def test_database_keeps_absences_apart_and_lets_nobody_stand_in_for_themselves(service_desk: User) -> None:
    absence = AbsenceFactory(member=member(service_desk))
    with pytest.raises(IntegrityError), transaction.atomic():
        Absence.objects.create(
            member=absence.member, substitute=absence.substitute, first_day=absence.last_day, last_day=absence.last_day
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Absence.objects.filter(pk=absence.pk).update(substitute=absence.member)


def test_absence_is_deleted_some_weeks_after_its_end() -> None:
    AbsenceFactory()
    rule = next(rule for rule in RULES if rule.key == "absences")
    assert rule.count_due(MONDAY + timedelta(days=20)) == 0
    assert rule.count_due(MONDAY + timedelta(days=40)) == 1


def test_whoever_gives_work_to_somebody_reads_who_is_away_today_and_who_stands_in(
    client_for: ClientFor, service_desk: User, on_site: User
) -> None:
    away, present = (
        StaffMemberFactory(display_name=name, team=member(service_desk).team) for name in ("Aaron Fern", "Berta Nah")
    )
    ticket = TicketFactory(team=away.team)
    AbsenceFactory(member=away, substitute=member(on_site), first_day=date(2026, 11, 16), last_day=date(2026, 11, 20))
    AbsenceFactory(member=present, substitute=away, first_day=date(2026, 11, 17), last_day=date(2026, 11, 17))
    client = client_for(service_desk)
    words = f"heute abwesend, Vertretung: {member(on_site)}"
    with time_machine.travel(MONDAY, tick=False):
        page = client.get(ticket.get_absolute_url()).content.decode()
        menu = page[page.index('id="menu-assignee"') :].partition("</form>")[0]
        assert [part.partition("</button>")[0] for part in menu.split("Aaron Fern")[1:]] == [
            f' <span class="ku-muted">{words}</span>'
        ]
        assert menu.count("heute abwesend") == 1
        assert "20.11." not in menu
        queue = client.get("/tickets/").content.decode()
        assert f"An Aaron Fern ({words})</option>" in queue
        assert "An Berta Nah</option>" in queue
        with CaptureQueriesContext(connection) as few:
            client.get("/tickets/")
        for _ in range(3):
            AbsenceFactory(
                member=StaffMemberFactory(), substitute=away, first_day=MONDAY.date(), last_day=MONDAY.date()
            )
        with CaptureQueriesContext(connection) as many:
            client.get("/tickets/")
        assert len(many) == len(few)
    with time_machine.travel(MONDAY + timedelta(days=5), tick=False):
        assert "heute abwesend" not in client.get(ticket.get_absolute_url()).content.decode()

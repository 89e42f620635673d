"""Recurring reports: planned on their page, opened by the job once for each day, whatever happens in between."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from accounts.models import User
from customers.models import Contact
from notifications.tasks import tell_of_plan
from tests.factories import (
    BlockedTimeFactory,
    CategoryFactory,
    ChecklistTemplateFactory,
    HolidayFactory,
    RecurringRunFactory,
    RecurringTicketFactory,
    WeeklyBlockedTimeFactory,
    service_calendar_for_all,
)
from tickets import actions
from tickets.actions import recurring
from tickets.models import RecurringRun, RecurringTicket, Ticket
from tickets.tasks import open_recurring_tickets

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(service_desk: User, client_for: Callable[[User], Client]) -> Client:
    """The browser of the service desk."""
    return client_for(service_desk)


def due_days() -> list[str]:
    return [day.isoformat() for day in RecurringRun.objects.order_by("due_on").values_list("due_on", flat=True)]


def fields(contact: Contact, **changes: object) -> dict[str, object]:
    """What somebody types into the form: every first Monday of the month at seven."""
    return {
        "requester": contact.pk, "kind": "service_request", "category": CategoryFactory().pk,
        "subject": "Datensicherung prüfen", "impact": 4, "urgency": 3, "rhythm": "weekday_of_month", "every_weeks": 1,
        "weekdays": ["0"], "ordinal": 1, "day": 1, "month": 1, "otherwise": "next", "on_working_days_only": "on",
        "time_of_day": "07:00", "starts_on": "2026-01-01", "is_active": "on",
    } | changes  # fmt: skip


def test_plan_is_made_with_a_preview_in_words_and_shown_in_the_list(
    desk: Client, contact: Contact, monday: datetime
) -> None:
    url = reverse("tickets:recurring-add-for", args=[contact.authority_id])
    with time_machine.travel(monday, tick=False):
        assert desk.get(url).status_code == 200
        page = desk.post(url, fields(contact, preview="1")).content.decode()
        assert "am ersten Montag im Monat" in page
        assert page.count("Montag, ") == 6
        assert "07.12.2026" in page
        assert not RecurringTicket.objects.exists()
        page = desk.post(url, fields(contact), follow=True).content.decode()
    assert "Die wiederkehrende Meldung ist gespeichert." in page
    assert "am ersten Montag im Monat, 07:00 Uhr" in page
    # What lies before the day on which it was planned never comes.
    assert RecurringTicket.objects.get().planned_until == date(2026, 11, 15)


def test_double_click_plans_once(desk: Client, contact: Contact) -> None:
    url = reverse("tickets:recurring-add-for", args=[contact.authority_id])
    mark = desk.get(url).content.decode().split('name="mark" value="')[1].split('"')[0]
    data = fields(contact, mark=mark)
    assert desk.post(url, {**data, "subject": "x"}).status_code == 200  # refused, and sent again with the same mark
    for _ in range(2):
        assert desk.post(url, data).status_code == 302
    assert RecurringTicket.objects.count() == 1


def test_page_of_a_plan_shows_the_next_days_and_stores_changes(desk: Client, contact: Contact) -> None:
    plan = RecurringTicketFactory(authority=contact.authority, requester=contact)
    run = RecurringRunFactory(recurring=plan)
    page = desk.get(plan.get_absolute_url()).content.decode()
    assert "Nächste Termine" in page
    assert run.ticket.number in page
    data = fields(contact, subject="Neuer Betreff", rhythm="weekly", every_weeks=2, weekdays=["0", "3"])
    page = desk.post(plan.get_absolute_url(), data, follow=True).content.decode()
    assert "Neuer Betreff" in page
    assert "alle 2 Wochen am Montag und Donnerstag" in page
    # What the rhythm does not use is not on the page, and may hold anything.
    data = fields(contact, rhythm="last_working_day", day="99", every_weeks="", weekdays=["8"], month="")
    assert "am letzten Arbeitstag im Monat" in desk.post(plan.get_absolute_url(), data, follow=True).content.decode()
    plan.refresh_from_db()
    assert (plan.every_weeks, plan.weekdays) == (2, [0, 3])


def test_second_person_sees_what_the_first_planned_before_writing_over_it(
    desk: Client, contact: Contact, on_site: User
) -> None:
    plan = RecurringTicketFactory(authority=contact.authority, requester=contact, subject="Sicherung prüfen")
    opened = fields(contact, subject=plan.subject, category=plan.category_id, version=plan.version)
    colleague = RecurringTicket.objects.get()
    colleague.subject, colleague.weekdays = "Sicherung zurückspielen", [3]
    actions.save_recurring(recurring=colleague, by=on_site, now=timezone.now())
    url = plan.get_absolute_url()
    page = desk.post(url, opened | {"subject": "Bandsicherung prüfen"}).content.decode()
    assert "inzwischen geändert. Ihre Eingaben sind noch da." in page
    assert "Jetzt steht hier: „Sicherung zurückspielen“" in page
    assert 'value="3" ' in page.split('name="weekdays"')[4]
    assert "checked" in page.split('name="weekdays"')[4].split(">")[0]
    version = page.split('name="version" value="')[1].split('"')[0]
    again = opened | {"subject": "Bandsicherung prüfen", "weekdays": ["3"], "version": version}
    assert "ist gespeichert" in desk.post(url, again, follow=True).content.decode()
    plan.refresh_from_db()
    assert (plan.subject, plan.weekdays) == ("Bandsicherung prüfen", [3])


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"weekdays": ["0", "1"]}, "Bitte wählen Sie genau einen Wochentag."),
        ({"rhythm": "weekly", "weekdays": []}, "Bitte wählen Sie mindestens einen Wochentag."),
        ({"ends_on": "2025-12-31"}, "Das Ende liegt vor dem Beginn."),
        ({"rhythm": "yearly", "day": 32}, "31"),
    ],
)
def test_plan_that_makes_no_sense_is_refused_in_a_sentence(
    desk: Client, contact: Contact, changes: dict[str, object], sentence: str
) -> None:
    url = reverse("tickets:recurring-add-for", args=[contact.authority_id])
    assert sentence in desk.post(url, fields(contact, **changes)).content.decode()
    assert not RecurringTicket.objects.exists()


def test_person_of_another_authority_cannot_be_chosen(desk: Client, contact: Contact) -> None:
    other = RecurringTicketFactory().requester
    url = reverse("tickets:recurring-add-for", args=[contact.authority_id])
    assert "kern-error" in desk.post(url, fields(other)).content.decode()
    assert RecurringTicket.objects.count() == 1


def test_job_opens_the_report_on_its_day_at_its_time_and_not_twice(monday: datetime) -> None:
    template = ChecklistTemplateFactory()
    plan = RecurringTicketFactory(ordinal=3, time_of_day=time(9, 30), checklist=template)
    for minutes, opened in ((0, 0), (30, 1), (31, 0)):
        with time_machine.travel(monday + timedelta(minutes=minutes), tick=False):
            assert open_recurring_tickets(0) == opened
    ticket = Ticket.objects.get()
    assert (ticket.subject, ticket.requester, ticket.channel) == (plan.subject, plan.requester, "planned")
    assert ticket.events.get().by is None
    assert [item.text for item in ticket.checklists.get().items.all()] == template.texts
    assert due_days() == ["2026-11-16"]


def test_days_on_which_nothing_ran_are_caught_up_once(monday: datetime) -> None:
    RecurringTicketFactory(rhythm="weekly", weekdays=[0, 3], planned_until=date(2026, 11, 4), time_of_day=time(23))
    assert actions.open_due(now=monday) == 3
    assert actions.open_due(now=monday) == 0
    assert due_days() == ["2026-11-05", "2026-11-09", "2026-11-12"]  # the 16th comes at eleven in the evening
    assert actions.open_due(now=monday.replace(hour=23)) == 1


def test_what_dies_in_between_leaves_nothing_and_is_done_the_next_time(monday: datetime) -> None:
    RecurringTicketFactory(rhythm="weekly", planned_until=date(2026, 11, 8))

    with transaction.atomic():
        assert actions.open_due(now=monday) == 2
        transaction.set_rollback(True)
    assert not Ticket.objects.exists()
    assert actions.open_due(now=monday) == 2


def test_run_that_is_there_already_is_not_repeated(monday: datetime) -> None:
    plan = RecurringTicketFactory(rhythm="weekly")
    run = RecurringRunFactory(recurring=plan, due_on=date(2026, 11, 16))
    assert actions.open_due(now=monday) == 0
    with pytest.raises(IntegrityError), transaction.atomic():
        RecurringRun.objects.create(recurring=plan, due_on=run.due_on)


def test_holiday_moves_it_to_the_next_working_day(monday: datetime) -> None:
    RecurringTicketFactory(rhythm="weekly", time_of_day=time(7))
    HolidayFactory(day=date(2026, 11, 16))
    assert actions.open_due(now=monday) == 0
    assert actions.open_due(now=monday + timedelta(days=1)) == 1
    assert due_days() == ["2026-11-17"]


def test_plan_that_was_stopped_opens_nothing_for_the_time_in_between(service_desk: User, monday: datetime) -> None:
    plan = RecurringTicketFactory(rhythm="weekly", is_active=False, planned_until=date(2026, 10, 1))
    assert actions.open_due(now=monday) == 0
    plan.is_active = True
    actions.save_recurring(recurring=plan, by=service_desk, now=monday)
    assert actions.open_due(now=monday) == 1
    assert due_days() == ["2026-11-16"]


def test_one_plan_that_does_not_work_keeps_no_other_from_being_carried_out(monday: datetime) -> None:
    broken = RecurringTicketFactory(rhythm="weekly")
    RecurringTicket.objects.filter(pk=broken.pk).update(subject="x")
    RecurringTicketFactory(rhythm="weekly", subject="Geht")
    assert actions.open_due(now=monday) == 1
    assert Ticket.objects.get().subject == "Geht"


def test_plan_that_fails_says_so_in_the_list_and_to_its_team_once(
    desk: Client, service_desk: User, monday: datetime, settings: Settings
) -> None:
    settings.NOTIFY_BY_MAIL, settings.SITE_URL = True, "https://intranet.example"
    plan = RecurringTicketFactory(rhythm="weekly", category__team=service_desk.staff_profile.team)
    Contact.objects.filter(pk=plan.requester_id).update(is_active=False)
    RecurringTicketFactory(rhythm="weekly", subject="Geht", planned_until=date(2026, 11, 15))
    weeks = [monday + timedelta(weeks=week) for week in range(4)]
    for moment in weeks[:3]:
        with time_machine.travel(moment, tick=False):
            assert open_recurring_tickets(0) == 1
            assert open_recurring_tickets(0) == 0
    problem = f"{plan.requester} ist keine Ansprechperson mehr."
    for url in (reverse("tickets:recurring-tickets"), plan.get_absolute_url()):
        assert problem in desk.get(url).content.decode()
    (job,) = ProcrastinateJob.objects.filter(task_name="notifications.tasks.tell_of_plan")
    assert tell_of_plan(**job.args) == 1
    (letter,) = mail.outbox
    assert service_desk.email in letter.bcc
    assert problem in letter.body
    assert f"https://intranet.example{plan.get_absolute_url()}" in letter.body
    # Mended, only the newest missed day is opened, and the plan goes on as before.
    Contact.objects.filter(pk=plan.requester_id).update(is_active=True)
    with time_machine.travel(weeks[2] + timedelta(hours=1), tick=False):
        assert open_recurring_tickets(0) == 1
    assert [run.due_on for run in plan.runs.all()] == [weeks[2].date()]
    assert "wird nicht angelegt" not in desk.get(reverse("tickets:recurring-tickets")).content.decode()
    with time_machine.travel(weeks[3], tick=False):
        assert open_recurring_tickets(0) == 2
    mail.outbox.clear()
    assert tell_of_plan(**job.args) == 0


def test_error_of_the_program_is_kept_too_and_stops_no_other_plan(
    monkeypatch: pytest.MonkeyPatch, service_desk: User, monday: datetime
) -> None:
    first, second = RecurringTicketFactory(rhythm="weekly"), RecurringTicketFactory(rhythm="weekly", subject="Geht")
    does = recurring.blocked_days
    monkeypatch.setattr(recurring, "blocked_days", lambda plan: does(plan) if plan.pk == second.pk else 1 / 0)
    assert actions.open_due(now=monday) == 1
    first.refresh_from_db()
    assert first.problem.startswith("Beim Anlegen ist ein Fehler aufgetreten.")
    first.is_active = False
    assert actions.save_recurring(recurring=first, by=service_desk, now=monday).problem == ""


def test_planned_report_is_the_words_of_the_service_and_not_of_the_person(
    desk: Client, reporter: User, contact: Contact, client_for: Callable[[User], Client], monday: datetime
) -> None:
    RecurringTicketFactory(authority=contact.authority, requester=contact, rhythm="weekly", description="Bitte prüfen.")
    actions.open_due(now=monday)
    ticket = Ticket.objects.get()
    for client, name in ((desk, "tickets:ticket"), (client_for(reporter), "portal:ticket")):
        page = client.get(reverse(name, args=[ticket.number])).content.decode()
        assert 'aria-label="Meldung von Der Servicebetrieb"' in page


def test_nobody_but_the_system_opens_what_is_planned(reporter: User, contact: Contact, monday: datetime) -> None:
    with pytest.raises(ValueError, match="planned"):
        actions.open_ticket(requester=contact, by=None, subject="Ohne jemanden", category=CategoryFactory(), now=monday)


def test_authority_has_no_plans(client_for: Callable[[User], Client], reporter: User) -> None:
    assert client_for(reporter).get(reverse("tickets:recurring-tickets")).status_code == 403


def test_blocked_time_of_the_authority_moves_it_and_only_there(monday: datetime) -> None:
    here = RecurringTicketFactory(rhythm="weekly", time_of_day=time(7), avoids_blocked=True)
    elsewhere = RecurringTicketFactory(rhythm="weekly", time_of_day=time(7), avoids_blocked=True)
    BlockedTimeFactory(
        authority=here.requester.authority, starts_at=monday - timedelta(hours=1), ends_at=monday + timedelta(hours=10)
    )
    actions.open_due(now=monday)
    assert list(RecurringRun.objects.values_list("recurring_id", flat=True)) == [elsewhere.pk]
    actions.open_due(now=monday + timedelta(days=1))
    assert RecurringRun.objects.get(recurring=here).due_on == monday.date() + timedelta(days=1)


def test_preview_says_what_is_moved_and_why_and_what_of_a_day_is_blocked(
    desk: Client, contact: Contact, monday: datetime
) -> None:
    service_calendar_for_all()
    closing = timezone.make_aware(datetime(2026, 12, 7))  # noqa: DTZ001  # made aware at once
    BlockedTimeFactory(
        authority=contact.authority, reason="Jahresabschluss", starts_at=closing, ends_at=closing + timedelta(days=1)
    )
    WeeklyBlockedTimeFactory(authority=contact.authority, weekday=0, begins_at=time(8), ends_at=time(12))
    url = reverse("tickets:recurring-add-for", args=[contact.authority_id])
    with time_machine.travel(monday, tick=False):
        page = desk.post(url, fields(contact, preview="1", avoids_blocked="on")).content.decode()
        assert "Dienstag, 08.12.2026" in page
        assert "statt Montag, 07.12.2026: Jahresabschluss" in page
        # Some hours of a counter move nothing, and are told.
        assert "Montag, 04.01.2027" in page
        assert "gesperrt ist 08:00 bis 12:00 Uhr Sprechzeit im Bürgerbüro" in page
        page = desk.post(url, fields(contact, preview="1", avoids_blocked="on", otherwise="skip")).content.decode()
        assert "entfällt am Montag, 07.12.2026: Jahresabschluss" in page

"""What is entered beside a report: points, times and reminders, as the service desk uses them."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pghistory.models import Context
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.models import User
from customers.models import Contact
from tests.factories import (
    CategoryFactory,
    ChecklistFactory,
    ChecklistItemFactory,
    ChecklistTemplateFactory,
    ReminderFactory,
    TicketFactory,
    TimeEntryFactory,
)
from tickets import actions
from tickets.announcing import ATTACH_CHECKLISTS
from tickets.models import Category, Checklist, ChecklistItem, Reminder, Ticket, TimeEntry
from tickets.tasks import attach_checklists

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(service_desk: User, client_for: Callable[[User], Client]) -> Client:
    """The browser of the service desk."""
    return client_for(service_desk)


def post(client: Client, name: str, row: Ticket | ChecklistItem | TimeEntry | Reminder, **data: object) -> str:
    """Enter something and return what the page says then."""
    key = row.number if isinstance(row, Ticket) else row.pk
    response = client.post(reverse(f"tickets:{name}", args=[key]), data, follow=True)
    assert response.status_code == 200
    return str(response.content.decode())


# checklists


def test_list_comes_by_rule_when_an_authority_reports_and_is_never_doubled(
    service_desk: User,
    reporter: User,
    contact: Contact,
    category: Category,
    client_for: Callable[[User], Client],
    monday: datetime,
) -> None:
    other = CategoryFactory()
    ChecklistTemplateFactory(title="Bei Kategorie", category=category)
    ChecklistTemplateFactory(title="Bei Störung", kind="incident")
    ChecklistTemplateFactory(title="Bei Anfrage der Kategorie", kind="service_request", category=category)
    ChecklistTemplateFactory(title="Von Hand")
    ChecklistTemplateFactory(title="Bei anderer", category=other)
    ticket = actions.open_ticket(
        requester=contact, by=reporter, subject="Drucker druckt nicht", category=category, now=monday
    )

    def titles() -> set[str]:
        return set(Checklist.objects.filter(ticket=ticket).values_list("title", flat=True))

    waiting = ProcrastinateJob.objects.get(task_name=ATTACH_CHECKLISTS, status="todo")
    for _ in range(2):  # a job may be done twice
        attach_checklists(**waiting.args)
        assert titles() == {"Bei Kategorie", "Bei Störung"}
    assert ChecklistItem.objects.count() == 6
    actions.change_category(ticket=ticket, category=other, by=service_desk, now=monday)
    actions.change_category(ticket=ticket, category=category, by=service_desk, now=monday)
    assert titles() == {"Bei Kategorie", "Bei Störung", "Bei anderer"}
    assert ChecklistItem.objects.count() == 9
    page = client_for(reporter).get(reverse("portal:ticket", args=[ticket.number])).content.decode()
    assert "Konto anlegen" not in page


def test_list_is_there_at_once_when_staff_take_a_report_in(
    service_desk: User, contact: Contact, category: Category, monday: datetime
) -> None:
    ChecklistTemplateFactory(title="Bei Kategorie", category=category)
    ticket = actions.open_ticket(
        requester=contact, by=service_desk, subject="Drucker druckt nicht", category=category, now=monday,
        channel=Ticket.Channel.PHONE,
    )  # fmt: skip
    assert ticket.checklists.get().title == "Bei Kategorie"


def test_what_somebody_changed_is_not_the_work_of_a_job_because_a_list_came_with_it(
    desk: Client, category: Category
) -> None:
    ticket = TicketFactory()
    ChecklistTemplateFactory(title="Bei Kategorie", category=category)
    post(desk, "change-category", ticket, category=category.pk, version=ticket.version)
    assert ticket.checklists.get().title == "Bei Kategorie"
    assert {frozenset(made.metadata) for made in Context.objects.all()} == {frozenset({"user", "url"})}


def test_point_is_ticked_and_opened_again_in_one_click(desk: Client, ticket: Ticket, service_desk: User) -> None:
    point = ChecklistItemFactory(checklist=ChecklistFactory(ticket=ticket))
    ChecklistItemFactory(checklist=point.checklist, text="Gerät ausgeben")
    assert "0 von 2" in desk.get(ticket.get_absolute_url()).content.decode()
    assert "1 von 2" in post(desk, "tick-point", point, done="1")
    point.refresh_from_db()
    assert point.done_by == service_desk
    assert "0 von 2" in post(desk, "tick-point", point, done="0")


def test_who_ticked_first_stays(service_desk: User, on_site: User, monday: datetime) -> None:
    point = ChecklistItemFactory()
    actions.tick(item=point, is_done=True, by=service_desk, now=monday)
    assert actions.tick(item=point, is_done=True, by=on_site, now=monday).done_by == service_desk


def test_own_points_and_lists_by_hand(desk: Client, ticket: Ticket) -> None:
    template = ChecklistTemplateFactory(title="Umzug")
    assert "Der Punkt ist aufgenommen." in post(desk, "add-point", ticket, text="  Toner   bestellen ")
    page = post(desk, "attach-checklist", ticket, template=template.pk)
    assert "ist angehängt" in page
    assert "0 von 4" in page
    assert "new-checklist" not in page  # nothing is left to be attached
    post(desk, "attach-checklist", ticket, template=template.pk)
    assert ChecklistItem.objects.count() == 4
    assert "Bitte schreiben Sie, was zu tun ist." in post(desk, "add-point", ticket, text=" ")


def test_report_is_solved_with_open_points_and_says_so(
    desk: Client, ticket: Ticket, service_desk: User, monday: datetime
) -> None:
    ChecklistItemFactory(checklist=ChecklistFactory(ticket=ticket))
    actions.resolve(ticket=ticket, by=service_desk, solution="Erledigt.", now=monday)
    assert "Es sind noch Punkte offen." in desk.get(ticket.get_absolute_url()).content.decode()


# time


def test_time_is_entered_as_people_type_it_and_summed_per_kind(desk: Client, ticket: Ticket) -> None:
    assert "0:15 h aus der Ferne sind eingetragen." in post(desk, "add-time", ticket, duration="15 min", kind="remote")
    page = post(desk, "add-time", ticket, duration="1,5 h", kind="travel", note="Ludwigslust")
    assert "zusammen 1:45 h" in page
    assert "Diese Zeit ist nicht zu verstehen." in post(desk, "add-time", ticket, duration="bald", kind="remote")
    assert TimeEntry.objects.count() == 2


def test_others_see_sums_and_never_whose_time_it_was(
    desk: Client, ticket: Ticket, on_site: User, service_desk: User, client_for: Callable[[User], Client]
) -> None:
    TimeEntryFactory(ticket=ticket, by=on_site, note="Beim Amt vor Ort")
    page = desk.get(ticket.get_absolute_url()).content.decode()
    assert "zusammen 0:15 h" in page
    assert "Beim Amt vor Ort" not in page
    assert str(on_site) not in page
    assert "Beim Amt vor Ort" in client_for(on_site).get(ticket.get_absolute_url()).content.decode()


def test_entry_is_taken_back_once_by_its_writer_alone(
    desk: Client,
    ticket: Ticket,
    service_desk: User,
    on_site: User,
    client_for: Callable[[User], Client],
    monday: datetime,
) -> None:
    entry = TimeEntryFactory(ticket=ticket, by=service_desk)
    url = reverse("tickets:take-time-back", args=[entry.pk])
    assert client_for(on_site).post(url).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.take_time_back(entry=entry, by=on_site, now=monday)
    page = post(desk, "take-time-back", entry)
    assert "Der Eintrag ist zurückgenommen." in page
    assert "zusammen 0:" not in page
    post(desk, "take-time-back", entry)
    assert sorted(TimeEntry.objects.values_list("seconds", flat=True)) == [-900, 900]


def test_database_lets_nobody_change_an_entry_or_take_it_back_twice(service_desk: User, monday: datetime) -> None:
    entry = TimeEntryFactory(by=service_desk)
    actions.take_time_back(entry=entry, by=service_desk, now=monday)
    with pytest.raises(IntegrityError), transaction.atomic():
        TimeEntry.objects.create(
            ticket=entry.ticket,
            kind="remote",
            seconds=-900,
            worked_on=monday.date(),
            by=service_desk,
            at=monday,
            corrects=entry,
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        TimeEntry.objects.create(
            ticket=entry.ticket, kind="remote", seconds=-1, worked_on=monday.date(), by=service_desk, at=monday
        )
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        TimeEntry.objects.update(seconds=1)


# reminders


def test_reminder_is_asked_for_shown_when_due_and_done(
    desk: Client,
    ticket: Ticket,
    service_desk: User,
    on_site: User,
    client_for: Callable[[User], Client],
    monday: datetime,
) -> None:
    with time_machine.travel(monday, tick=False):
        page = post(desk, "remind", ticket, due_at="2026-11-17T08:00", note="Toner da?")
        assert "Sie werden am 17.11.2026 um 08:00 Uhr erinnert." in page
        assert "in der Zukunft" in post(desk, "remind", ticket, due_at="2026-11-16T08:00")
        post(desk, "remind", ticket, due_at="2026-11-17T08:00", note="Toner da?")
    reminder = Reminder.objects.get()
    assert list(Reminder.objects.due(monday)) == []
    assert list(Reminder.objects.due(monday + timedelta(days=1))) == [reminder]
    with time_machine.travel(monday + timedelta(days=1), tick=False):
        assert "1 Erinnerung ist fällig" in desk.get("/tickets/").content.decode()
        page = desk.get(reverse("tickets:reminders")).content.decode()
        assert "Fällig" in page
        assert "Toner da?" in page
        other = client_for(on_site)
        assert "Toner da?" not in other.get(reverse("tickets:reminders")).content.decode()
        assert "Toner da?" not in other.get(ticket.get_absolute_url()).content.decode()
        assert other.post(reverse("tickets:finish-reminder", args=[reminder.pk])).status_code == 404
        assert "Sie haben keine Erinnerungen." in post(desk, "finish-reminder", reminder)
        assert "ist fällig" not in desk.get("/tickets/").content.decode()


def test_nobody_sees_the_reminders_of_others(service_desk: User, administrator: User, reporter: User) -> None:
    own = ReminderFactory(user=service_desk)
    assert list(Reminder.objects.visible_to(service_desk)) == [own]
    assert not Reminder.objects.visible_to(administrator).exists()
    assert not Reminder.objects.visible_to(reporter).exists()


def test_page_takes_as_many_queries_with_many_entries_as_with_one(
    desk: Client, ticket: Ticket, service_desk: User
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            desk.get(ticket.get_absolute_url())
        return len(found)

    def more() -> None:
        ChecklistItemFactory(checklist=ChecklistFactory(ticket=ticket, template=ChecklistTemplateFactory()))
        entry = TimeEntryFactory(ticket=ticket, by=service_desk)
        actions.take_time_back(entry=entry, by=service_desk, now=ticket.created_at)
        TimeEntryFactory(ticket=ticket, by=service_desk)
        ReminderFactory(ticket=ticket, user=service_desk)

    more()
    queries()
    few = queries()
    for _ in range(4):
        more()
    assert queries() == few


def test_time_and_lists_of_a_planned_report_are_nothing_of_an_authority(
    client_for: Callable[[User], Client], reporter: User
) -> None:
    ticket = TicketFactory()
    for name in ("add-time", "add-point", "remind", "attach-checklist"):
        assert client_for(reporter).post(reverse(f"tickets:{name}", args=[ticket.number])).status_code == 403

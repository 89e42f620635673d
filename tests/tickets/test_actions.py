"""The steps of a report: who may take them, what they leave behind, and what happens when two people act at once."""

import contextlib
import re
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from contracts.models import Priority
from customers.models import Contact
from tests.factories import ApplicationUseFactory, CategoryFactory, SpecialistApplicationFactory, WorkstationFactory
from tickets import actions
from tickets.lifecycle import PAUSES, WAITING, Actor, State, may_follow
from tickets.models import Attachment, Category, Message, Ticket, TicketEvent
from tickets.priorities import Impact, Urgency

HOUR = timedelta(hours=1)


def kinds(ticket: Ticket) -> list[str]:
    return list(ticket.events.values_list("kind", flat=True))


def test_new_report_gets_number_team_priority_and_deadlines(
    ticket: Ticket, category: Category, monday: datetime
) -> None:
    assert re.fullmatch(r"26-\d{6}", ticket.number)
    assert (ticket.state, ticket.team, ticket.priority) == (State.NEW, category.team, Priority.NORMAL)
    assert ticket.response_due_at == monday + 4 * HOUR
    assert ticket.due_at == monday + timedelta(days=1, hours=6)  # sixteen hours of service: eight today, eight tomorrow
    assert kinds(ticket) == ["opened"]


def test_numbers_follow_each_other_and_begin_anew_each_year(
    ticket: Ticket, contact: Contact, reporter: User, category: Category, monday: datetime
) -> None:
    second = actions.open_ticket(requester=contact, by=reporter, subject="Noch etwas", category=category, now=monday)
    later = actions.open_ticket(
        requester=contact, by=reporter, subject="Im neuen Jahr", category=category, now=monday + timedelta(days=60)
    )
    assert int(second.number[3:]) == int(ticket.number[3:]) + 1
    assert later.number == "27-000001"


def test_without_agreement_there_is_no_deadline(
    contact: Contact, reporter: User, category: Category, monday: datetime
) -> None:
    ticket = actions.open_ticket(
        requester=contact, by=reporter, subject="Ohne Vereinbarung", category=category, now=monday
    )
    assert (ticket.response_due_at, ticket.due_at) == (None, None)


def test_contact_cannot_report_for_somebody_else(
    stranger: User, contact: Contact, category: Category, monday: datetime
) -> None:
    with pytest.raises(PermissionDenied):
        actions.open_ticket(requester=contact, by=stranger, subject="Fremd", category=category, now=monday)


def test_foreign_workstation_is_refused_at_its_field(
    contact: Contact, reporter: User, category: Category, monday: datetime
) -> None:
    with pytest.raises(ValidationError) as refused:
        actions.open_ticket(
            requester=contact,
            by=reporter,
            subject="Fremdes Gerät",
            category=category,
            workstation=WorkstationFactory(),
            now=monday,
        )
    assert "workstation" in refused.value.message_dict
    assert not Ticket.objects.exists()


def test_only_used_applications_can_be_reported(
    contact: Contact, reporter: User, category: Category, monday: datetime
) -> None:
    foreign = SpecialistApplicationFactory()
    with pytest.raises(ValidationError) as refused:
        actions.open_ticket(
            requester=contact,
            by=reporter,
            subject="Fremdes Verfahren",
            category=category,
            application=foreign,
            now=monday,
        )
    assert "application" in refused.value.message_dict
    used = ApplicationUseFactory(authority=contact.authority).application
    assert actions.open_ticket(
        requester=contact, by=reporter, subject="Unser Verfahren", category=category, application=used, now=monday
    )


def test_taking_meets_the_response_deadline(ticket: Ticket, service_desk: User, monday: datetime) -> None:
    taken = actions.take(ticket=ticket, by=service_desk, now=monday + HOUR)
    assert (taken.state, taken.assignee, taken.responded_at) == (
        State.IN_PROGRESS,
        service_desk.staff_profile,
        monday + HOUR,
    )
    assert kinds(ticket) == ["opened", "taken"]


def test_what_a_colleague_has_taken_is_not_taken_away(
    ticket: Ticket, service_desk: User, on_site: User, monday: datetime
) -> None:
    actions.take(ticket=ticket, by=service_desk, now=monday)
    with pytest.raises(ValidationError, match=str(service_desk)):
        actions.take(ticket=ticket, by=on_site, now=monday)


@pytest.mark.parametrize("action", [actions.take, actions.release, actions.resume])
def test_contacts_and_managers_do_not_work_on_reports(
    ticket: Ticket, reporter: User, manager: User, monday: datetime, action: Callable[..., object]
) -> None:
    for person in (reporter, manager):
        with pytest.raises(PermissionDenied):
            action(ticket=ticket, by=person, now=monday)


def test_waiting_moves_the_deadline_on(ticket: Ticket, service_desk: User, reporter: User, monday: datetime) -> None:
    due = ticket.due_at
    actions.reply(ticket=ticket, by=service_desk, body="Welche Farbe hat die Lampe?", then_wait=True, now=monday + HOUR)
    ticket.refresh_from_db()
    assert (ticket.state, ticket.paused_at) == (State.WAITING_FOR_CUSTOMER, monday + HOUR)
    actions.reply(ticket=ticket, by=reporter, body="Rot.", now=monday + 3 * HOUR)
    ticket.refresh_from_db()
    assert (ticket.state, ticket.paused_at) == (State.IN_PROGRESS, None)
    assert ticket.due_at == due + 2 * HOUR


def test_reply_by_staff_begins_the_work(ticket: Ticket, service_desk: User, monday: datetime) -> None:
    actions.reply(ticket=ticket, by=service_desk, body="Wir sehen nach.", now=monday)
    ticket.refresh_from_db()
    assert (ticket.state, ticket.responded_at) == (State.IN_PROGRESS, monday)


def test_note_leaves_state_and_clock_alone(ticket: Ticket, service_desk: User, monday: datetime) -> None:
    note = actions.add_note(ticket=ticket, by=service_desk, body="Schon das dritte Mal.", now=monday)
    ticket.refresh_from_db()
    assert (ticket.state, ticket.responded_at, note.kind) == (State.NEW, None, Message.Kind.NOTE)


def test_reply_sent_twice_is_one_message(ticket: Ticket, service_desk: User, monday: datetime) -> None:
    for seconds in (0, 2):
        actions.reply(ticket=ticket, by=service_desk, body="Wir sehen nach.", now=monday + timedelta(seconds=seconds))
    assert ticket.messages.count() == 1
    actions.reply(ticket=ticket, by=service_desk, body="Wir sehen nach.", now=monday + HOUR)
    assert ticket.messages.count() == 2


def content_of(row: Attachment) -> bytes:
    with row.file.open("rb") as file:
        return bytes(file.read())


def test_reply_sent_twice_with_its_file_is_one_message(ticket: Ticket, service_desk: User, monday: datetime) -> None:
    def send(content: bytes, name: str = "bild.txt") -> None:
        file = SimpleUploadedFile(name, content)
        actions.reply(ticket=ticket, by=service_desk, body="Siehe Anhang.", now=monday, files=[file])

    for content, name in ((b"eins", "bild.txt"), (b"eins", "bild.txt"), (b"zwei", "bild.txt"), (b"eins", "b.txt")):
        send(content, name)
    actions.reply(ticket=ticket, by=service_desk, body="Siehe Anhang.", now=monday)
    kept = [[(file.name, content_of(file)) for file in message.attachments.all()] for message in ticket.messages.all()]
    assert kept == [[("bild.txt", b"eins")], [("bild.txt", b"zwei")], [("b.txt", b"eins")], []]


def test_contact_cannot_write_notes(ticket: Ticket, reporter: User, monday: datetime) -> None:
    with pytest.raises(PermissionDenied):
        actions.add_note(ticket=ticket, by=reporter, body="Heimlich", now=monday)


def test_empty_text_is_refused_at_its_field(ticket: Ticket, service_desk: User, monday: datetime) -> None:
    with pytest.raises(ValidationError) as refused:
        actions.reply(ticket=ticket, by=service_desk, body=" \x00\n ", now=monday)
    assert "body" in refused.value.message_dict


def test_priority_follows_the_matrix_and_recomputes_from_the_beginning(
    ticket: Ticket, service_desk: User, monday: datetime
) -> None:
    changed = actions.change_priority(
        ticket=ticket, impact=Impact.WIDE, urgency=Urgency.CRITICAL, by=service_desk, now=monday + HOUR
    )
    assert (changed.priority, changed.due_at) == (Priority.CRITICAL, monday + 4 * HOUR)
    event = ticket.events.last()
    assert event is not None
    assert (event.before, event.after) == ("Normal", "Kritisch")


def test_other_team_takes_it_from_the_person(
    ticket: Ticket, service_desk: User, on_site: User, monday: datetime
) -> None:
    actions.take(ticket=ticket, by=service_desk, now=monday)
    team = on_site.staff_member.team
    moved = actions.change_team(ticket=ticket, team=team, by=service_desk, now=monday)
    assert (moved.team, moved.assignee) == (team, None)


def test_solution_reopening_and_confirmation(
    ticket: Ticket, service_desk: User, reporter: User, monday: datetime
) -> None:
    due = ticket.due_at
    actions.resolve(ticket=ticket, by=service_desk, solution="Neue Walze eingebaut.", now=monday + HOUR)
    actions.reopen(ticket=ticket, by=reporter, reason="Druckt wieder nur weiß.", now=monday + 4 * HOUR)
    ticket.refresh_from_db()
    assert (ticket.state, ticket.resolved_at, ticket.due_at) == (
        State.IN_PROGRESS,
        None,
        due + 17 * HOUR,
    )  # three of service: two today, one tomorrow from seven
    actions.resolve(ticket=ticket, by=service_desk, solution="Gerät getauscht.", now=monday + 5 * HOUR)
    closed = actions.confirm(ticket=ticket, by=reporter, now=monday + 6 * HOUR)
    assert (closed.state, closed.closed_at) == (State.CLOSED, monday + 6 * HOUR)
    assert kinds(ticket) == ["opened", "resolved", "reopened", "resolved", "confirmed"]


def test_closed_report_stays_closed(ticket: Ticket, service_desk: User, reporter: User, monday: datetime) -> None:
    actions.resolve(ticket=ticket, by=service_desk, solution="Erledigt.", now=monday)
    actions.close(ticket=ticket, by=service_desk, now=monday)
    with pytest.raises(ValidationError):
        actions.reopen(ticket=ticket, by=reporter, reason="Doch nicht", now=monday)
    with pytest.raises(ValidationError):
        actions.reply(ticket=ticket, by=service_desk, body="Noch etwas", now=monday)


def test_uncontested_solutions_are_closed_once(ticket: Ticket, service_desk: User, monday: datetime) -> None:
    actions.resolve(ticket=ticket, by=service_desk, solution="Erledigt.", now=monday)
    assert actions.close_uncontested(now=monday + timedelta(days=13)) == 0
    assert actions.close_uncontested(now=monday + timedelta(days=14)) == 1
    assert actions.close_uncontested(now=monday + timedelta(days=15)) == 0
    event = ticket.events.last()
    assert event is not None
    assert (event.kind, event.by, event.reason) == (TicketEvent.Kind.CLOSED, None, "14 Tage ohne Einwand")


def test_stale_step_names_who_was_quicker(ticket: Ticket, service_desk: User, on_site: User, monday: datetime) -> None:
    actions.change_category(
        ticket=ticket, category=CategoryFactory(name="Netz"), by=service_desk, version=ticket.version, now=monday
    )
    with pytest.raises(ValidationError, match=f"{service_desk} hat diese Meldung inzwischen geändert .*Netz"):
        actions.resolve(ticket=ticket, by=on_site, solution="Fertig.", version=ticket.version, now=monday)


def test_stale_step_names_who_wrote_last(ticket: Ticket, service_desk: User, on_site: User, monday: datetime) -> None:
    actions.add_note(ticket=ticket, by=service_desk, body="Ich sehe nach.", now=monday + HOUR)
    with pytest.raises(ValidationError, match=f"{service_desk} hat inzwischen zu dieser Meldung geschrieben"):
        actions.resolve(ticket=ticket, by=on_site, solution="Fertig.", version=ticket.version, now=monday + HOUR)


# Who may take a report from where to where: s staff, a authority, y the system itself, c the IT-Koordination,
# l who leads the service; in the order of the states.
MATRIX = """
from \\ to           waiting_approval new in_progress waiting_customer waiting_vendor waiting_change waiting_visit resolved closed cancelled
waiting_approval    -                cl  -           -                -              -              -             -        -      sacl
new                 -                -   s           s                s              s              s             s        -      sa
in_progress         -                -   -           s                s              s              s             s        -      sa
waiting_customer    -                -   say         -                s              s              s             s        -      sa
waiting_vendor      -                -   sy          s                -              s              s             s        -      sa
waiting_change      -                -   sy          s                s              -              s             s        -      sa
waiting_visit       -                -   sy          s                s              s              -             s        -      sa
resolved            -                -   sa          -                -              -              -             -        say    -
closed              -                -   -           -                -              -              -             -        -      -
cancelled           -                -   -           -                -              -              -             -        -      -
"""
ACTORS = {"s": Actor.STAFF, "a": Actor.AUTHORITY, "y": Actor.SYSTEM, "c": Actor.COORDINATION, "l": Actor.LEAD}
ROWS = [line.split() for line in MATRIX.strip().splitlines()]
CELLS = [(row[0], following, marks) for row in ROWS[1:] for following, marks in zip(ROWS[0][3:], row[1:], strict=True)]


@pytest.mark.parametrize(("current", "following", "marks"), CELLS)
def test_life_cycle_is_the_matrix(current: str, following: str, marks: str) -> None:
    for mark, actor in ACTORS.items():
        assert may_follow(State(current), State(following), actor=actor) == (mark in marks)


def take_to(ticket: Ticket, state: str, desk: User, now: datetime) -> Ticket:
    """A report in the state, by the steps that lead there."""
    match State(state):
        case State.NEW:
            pass
        case State.IN_PROGRESS:
            actions.take(ticket=ticket, by=desk, now=now)
        case State.RESOLVED | State.CLOSED:
            actions.resolve(ticket=ticket, by=desk, solution="Gelöst.", now=now)
            if state == State.CLOSED:
                actions.close(ticket=ticket, by=desk, now=now)
        case State.CANCELLED:
            actions.cancel(ticket=ticket, by=desk, reason="Doppelt.", now=now)
        case State.WAITING_FOR_APPROVAL:
            by, category = ticket.requester.user, ticket.category
            return actions.open_ticket(
                requester=ticket.requester, by=by, subject="Bitte", category=category, needs_approval=True, now=now
            )
        case waiting:
            actions.wait(ticket=ticket, state=waiting, by=desk, now=now)
    ticket.refresh_from_db()
    return ticket


def step_to(following: str, ticket: Ticket, by: User, now: datetime) -> None:
    """Take the step with which this person would bring a report into the state."""
    match State(following):
        case State.NEW:
            actions.approve(ticket=ticket, by=by, now=now)
        case State.IN_PROGRESS if ticket.state == State.RESOLVED:
            actions.reopen(ticket=ticket, by=by, reason="Geht nicht.", now=now)
        case State.IN_PROGRESS if by.is_service_staff:
            actions.resume(ticket=ticket, by=by, now=now)
        case State.IN_PROGRESS:
            actions.reply(ticket=ticket, by=by, body="So ist es.", now=now)
        case State.RESOLVED:
            actions.resolve(ticket=ticket, by=by, solution="Gelöst.", now=now)
        case State.CLOSED if by.is_service_staff:
            actions.close(ticket=ticket, by=by, now=now)
        case State.CLOSED:
            actions.confirm(ticket=ticket, by=by, now=now)
        case State.CANCELLED:
            cancel = actions.take_back_order if by.is_service_staff and ticket.awaits_approval else actions.cancel
            cancel(ticket=ticket, by=by, reason="Nicht mehr nötig.", now=now)
        case state if state in WAITING:
            actions.wait(ticket=ticket, state=state, by=by, now=now)


def decide(following: str, ticket: Ticket, by: User, now: datetime) -> None:
    """Decide about what waits for approval, as the IT-Koordination or in its place."""
    if following == State.NEW:
        approve = actions.approve_instead if by.is_service_staff else actions.approve
        approve(ticket=ticket, by=by, now=now, **({"reason": "Niemand da."} if by.is_service_staff else {}))
    elif following == State.CANCELLED:
        refuse = actions.refuse_instead if by.is_service_staff else actions.refuse
        refuse(ticket=ticket, by=by, reason="Zu teuer.", now=now)


@pytest.mark.parametrize(
    ("current", "following", "marks"), [cell for cell in CELLS if cell[0] != cell[1] != State.WAITING_FOR_APPROVAL]
)
def test_every_step_is_taken_by_those_who_may_and_leaves_one_entry(
    current: str,
    following: str,
    marks: str,
    ticket: Ticket,
    service_desk: User,
    reporter: User,
    coordinator: User,
    manager: User,
    monday: datetime,
) -> None:
    ticket = take_to(ticket, current, service_desk, monday)
    people = {"s": service_desk, "a": reporter}
    if current == State.WAITING_FOR_APPROVAL:  # everywhere else both are one of the other two, or nobody
        people |= {"c": coordinator, "l": manager}
    for mark, person in people.items():
        entries = ticket.events.count()
        with transaction.atomic():
            with contextlib.suppress(ValidationError, PermissionDenied):
                take = decide if mark in "cl" else step_to
                take(following, ticket, person, monday + HOUR)
            ticket.refresh_from_db()
            assert (ticket.state == following) is (mark in marks), person
            assert ticket.events.count() - entries == (1 if mark in marks else 0)
            transaction.set_rollback(True)
        ticket.refresh_from_db()


@pytest.mark.parametrize("state", WAITING)
def test_clock_stands_only_where_the_service_waits_for_others(
    state: State, ticket: Ticket, service_desk: User, monday: datetime
) -> None:
    due = ticket.due_at
    actions.wait(ticket=ticket, state=state, by=service_desk, now=monday)
    waited = actions.resume(ticket=ticket, by=service_desk, now=monday + 2 * HOUR)
    assert waited.due_at == (due + 2 * HOUR if state in PAUSES else due)


def test_clock_runs_again_when_waiting_goes_on_for_something_the_service_plans(
    ticket: Ticket, service_desk: User, monday: datetime
) -> None:
    due = ticket.due_at
    actions.wait(ticket=ticket, state=State.WAITING_FOR_VENDOR, by=service_desk, now=monday)
    planned = actions.wait(ticket=ticket, state=State.WAITING_FOR_VISIT, by=service_desk, now=monday + HOUR)
    assert (planned.paused_at, planned.due_at) == (None, due + HOUR)


def test_waiting_ends_on_its_day(ticket: Ticket, service_desk: User, monday: datetime) -> None:
    day = timezone.localdate(monday) + timedelta(days=2)
    actions.wait(ticket=ticket, state=State.WAITING_FOR_VENDOR, by=service_desk, wakes_on=day, now=monday)
    assert actions.wake(now=monday + timedelta(days=1)) == 0
    assert actions.wake(now=monday + timedelta(days=2)) == 1
    ticket.refresh_from_db()
    assert (ticket.state, ticket.wakes_on, ticket.paused_at) == (State.IN_PROGRESS, None, None)
    assert kinds(ticket)[-2:] == ["state", "woken"]
    assert actions.wake(now=monday + timedelta(days=3)) == 0


def test_day_of_waking_lies_ahead_and_can_be_changed(ticket: Ticket, service_desk: User, monday: datetime) -> None:
    today = timezone.localdate(monday)
    waiting: dict[str, Any] = {"ticket": ticket, "state": State.WAITING_FOR_VISIT, "by": service_desk, "now": monday}
    with pytest.raises(ValidationError, match="in der Zukunft"):
        actions.wait(**waiting, wakes_on=today)
    actions.wait(**waiting, wakes_on=today + timedelta(days=1))
    changed = actions.wait(**waiting, wakes_on=today + timedelta(days=9))
    assert changed.wakes_on == today + timedelta(days=9)
    assert actions.resume(ticket=ticket, by=service_desk, now=monday).wakes_on is None


def test_staff_say_why_a_report_is_taken_back_and_the_authority_need_not(
    ticket: Ticket, service_desk: User, reporter: User, stranger: User, monday: datetime
) -> None:
    with pytest.raises(ValidationError, match="warum"):
        actions.cancel(ticket=ticket, by=service_desk, reason=" ", now=monday)
    with pytest.raises(PermissionDenied):
        actions.cancel(ticket=ticket, by=stranger, reason="", now=monday)
    ended = actions.cancel(ticket=ticket, by=reporter, reason="", now=monday + HOUR)
    assert (ended.state, ended.closed_at, ended.resolved_at) == (State.CANCELLED, monday + HOUR, None)


@pytest.mark.django_db(transaction=True)
def test_of_two_people_at_once_one_takes_the_report(
    ticket: Ticket, service_desk: User, on_site: User, monday: datetime
) -> None:
    results: list[str] = []
    start = threading.Barrier(2)

    def take(person: User) -> None:
        try:
            start.wait()
            actions.take(ticket=ticket, by=person, now=monday)
            results.append("taken")
        except ValidationError:
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=[person]) for person in (service_desk, on_site)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["refused", "taken"]


@pytest.mark.django_db(transaction=True)
def test_reports_at_the_same_moment_get_different_numbers(
    contact: Contact, reporter: User, category: Category, monday: datetime
) -> None:
    numbers: list[str] = []
    start = threading.Barrier(4)

    def report() -> None:
        try:
            start.wait()
            numbers.append(
                actions.open_ticket(
                    requester=contact, by=reporter, subject="Gleichzeitig", category=category, now=monday
                ).number
            )
        finally:
            connection.close()

    threads = [threading.Thread(target=report) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(numbers)) == 4

"""What an authority has to approve: who may, what is shown to whom, and that no clock runs before it."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.roles import ADMINISTRATION
from customers.coordination import coordinators_of
from customers.models import Authority, Contact, Membership
from tests.factories import AuthorityFactory, HolidayFactory, MembershipFactory, service_calendar_for_all
from tests.people import contact_at, employed, with_fresh_rights
from tickets import actions
from tickets.actions.writing import attach
from tickets.deadlines import clock_of
from tickets.lifecycle import State
from tickets.models import Category, Ticket, TicketEvent
from tickets.views.portal import approvals
from ui.together import Together

Sign = Callable[[User], Client]
HOUR = timedelta(hours=1)
APPROVALS = "/portal/approvals/"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64


def text_of(response: HttpResponse) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def ordered(contact: Contact, by: User, category: Category, now: datetime) -> Ticket:
    return actions.open_ticket(
        requester=contact, by=by, subject="Zweiter Bildschirm", category=category, needs_approval=True, now=now,
        particulars=[("Größe", "27 Zoll")], kind=Ticket.Kind.SERVICE_REQUEST,
    )  # fmt: skip


@pytest.fixture
def order(reporter: User, contact: Contact, category: Category, monday: datetime) -> Ticket:
    """A screen that the reporter ordered, under an agreement."""
    service_calendar_for_all()
    return ordered(contact, reporter, category, monday)


def test_clock_begins_with_the_approval(order: Ticket, coordinator: User, monday: datetime) -> None:
    assert (order.state, order.agreement, order.due_at, order.response_due_at) == (
        State.WAITING_FOR_APPROVAL, None, None, None,
    )  # fmt: skip
    approved = actions.approve(ticket=order, by=coordinator, now=monday + 2 * HOUR)
    assert (approved.state, approved.approved_at) == (State.NEW, monday + 2 * HOUR)
    clock = clock_of(approved, monday + 3 * HOUR, Together())()
    assert clock is not None
    assert clock.used == 60
    assert approved.response_due_at is not None
    assert approved.response_due_at > monday + 2 * HOUR


def test_database_keeps_deadlines_away_from_what_is_not_approved(order: Ticket, monday: datetime) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Ticket.objects.filter(pk=order.pk).update(due_at=monday)


def test_answers_are_written_once(order: Ticket) -> None:
    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        order.particulars.update(value="34 Zoll")


def test_coordination_approves_in_one_click(
    order: Ticket, coordinator: User, reporter: User, client_for: Sign, monday: datetime
) -> None:
    browser = client_for(coordinator)
    page = browser.get(APPROVALS)
    for words in ("Zweiter Bildschirm", str(order.requester), "Größe 27 Zoll", "Freigaben 1"):
        assert words in text_of(page)
    done = browser.post(reverse("portal:approve", args=[order.number]), follow=True)
    assert "ist freigegeben" in text_of(done)
    assert "Nichts wartet auf Sie" in text_of(done)
    order.refresh_from_db()
    assert order.state == State.NEW
    again = browser.post(reverse("portal:approve", args=[order.number]), follow=True)
    assert f"schon entschieden (freigegeben von {coordinator})" in text_of(again)
    assert "hat die Bestellung freigegeben" in text_of(client_for(reporter).get(f"/portal/tickets/{order.number}/"))


def test_refusal_needs_a_reason_that_the_person_reads(
    order: Ticket, coordinator: User, reporter: User, client_for: Sign
) -> None:
    browser, refuse = client_for(coordinator), reverse("portal:refuse", args=[order.number])
    assert "Bitte nennen Sie den Grund" in text_of(browser.post(refuse, {"reason": "  "}))
    browser.post(refuse, {"reason": "Das Geld ist aufgebraucht."})
    order.refresh_from_db()
    assert (order.state, order.approved_at) == (State.CANCELLED, None)
    page = text_of(client_for(reporter).get(f"/portal/tickets/{order.number}/"))
    assert "Diese Bestellung wurde nicht freigegeben" in page
    assert f"{coordinator} hat entschieden: Das Geld ist aufgebraucht." in page


def test_whoever_approves_reads_the_files_of_the_order(
    order: Ticket, coordinator: User, reporter: User, client_for: Sign, monday: datetime
) -> None:
    sketch = SimpleUploadedFile("skizze.png", PNG)
    actions.reply(ticket=order, by=reporter, body="Hier noch die Skizze.", files=[sketch], now=monday)
    attach(ticket=order, message=None, files=[SimpleUploadedFile("angebot.png", PNG)], by=reporter, now=monday)
    page = client_for(coordinator).get(APPROVALS)
    assert order.attachments.count() == 2
    for file in order.attachments.all():
        assert file.name in text_of(page)
        assert reverse("tickets:attachment", args=[file.pk]) in page.content.decode()


def test_what_was_refused_is_told_from_what_was_taken_back(
    order: Ticket, coordinator: User, reporter: User, client_for: Sign, monday: datetime
) -> None:
    actions.refuse(ticket=order, by=coordinator, reason="Zu teuer.", now=monday + HOUR)
    taken_back = ordered(order.requester, reporter, order.category, monday + HOUR)
    actions.cancel(ticket=taken_back, by=reporter, reason="", now=monday + HOUR)
    for person in (coordinator, reporter):
        browser = client_for(person)
        rows = browser.get("/portal/tickets/", {"view": "done"}).content.decode()
        for ticket, words in ((order, "Nicht freigegeben"), (taken_back, "Zurückgezogen")):
            row = next(row for row in rows.split("<tr") if f"/portal/tickets/{ticket.number}/" in row)
            assert words in row
            page = text_of(browser.get(f"/portal/tickets/{ticket.number}/"))
            assert f"{words} Nummer {ticket.number}" in page
            assert f"{words} am " in page
        exported: Any = browser.get("/portal/tickets/", {"view": "done", "export": "csv"})
        assert "Nicht freigegeben" in b"".join(exported.streaming_content).decode("utf-8-sig")


def test_missing_reason_is_said_where_the_decision_was_taken(
    order: Ticket, coordinator: User, client_for: Sign, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, refuse = client_for(coordinator), reverse("portal:refuse", args=[order.number])
    problem = f'id="reason-{order.number}-error"'
    from_order = browser.post(refuse, {"reason": " ", "stay": "yes"})
    for part in (problem, 'id="write"', 'name="stay"'):  # the page of the order, with what to do next
        assert part in from_order.content.decode()
    from_list = browser.post(refuse, {"reason": " "})
    assert problem in from_list.content.decode()
    assert "Das haben Personen" in text_of(from_list)
    monkeypatch.setattr(approvals, "MOST_SHOWN", 0)  # the order is not among those that are shown
    assert problem in browser.post(refuse, {"reason": " "}).content.decode()


def test_address_of_a_decision_leads_to_the_order(order: Ticket, coordinator: User, client_for: Sign) -> None:
    for step in ("approve", "refuse"):
        opened = client_for(coordinator).get(reverse(f"portal:{step}", args=[order.number]))
        assert opened["Location"] == reverse("portal:ticket", args=[order.number])


def test_list_says_that_more_wait_only_if_more_wait(
    order: Ticket, coordinator: User, reporter: User, client_for: Sign, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(approvals, "MOST_SHOWN", 1)
    browser = client_for(coordinator)
    assert "Das sind die ältesten" not in text_of(browser.get(APPROVALS))
    later = ordered(order.requester, reporter, order.category, order.created_at + HOUR)
    text = text_of(browser.get(APPROVALS))
    assert "Das sind die ältesten 1." in text
    assert later.number not in text


def test_only_the_coordination_of_the_authority_or_of_its_amt_decides(
    order: Ticket, reporter: User, authority_head: User, stranger: User, service_desk: User, monday: datetime
) -> None:
    for person in (reporter, authority_head, stranger, service_desk, employed(ADMINISTRATION)):
        for decide in (actions.approve, lambda **what: actions.refuse(**what, reason="Nein.")):
            with pytest.raises(PermissionDenied):
                decide(ticket=order, by=person, now=monday)
    amt = AuthorityFactory(kind=Authority.Kind.AMT)
    MembershipFactory(member=order.authority, body=amt, kind=Membership.Kind.MEMBER_OF_AMT)
    at_amt = contact_at(amt, Contact.Role.IT_COORDINATOR)
    assert list(Ticket.objects.to_approve(at_amt, monday.date())) == [order]
    assert actions.approve(ticket=order, by=at_amt, now=monday).state == State.NEW


@pytest.fixture
def at_amt(order: Ticket) -> User:
    """The IT-Koordination of the Amt that the authority belongs to."""
    amt = AuthorityFactory(kind=Authority.Kind.AMT)
    MembershipFactory(member=order.authority, body=amt, kind=Membership.Kind.MEMBER_OF_AMT)
    return contact_at(amt, Contact.Role.IT_COORDINATOR)


def test_whoever_decides_too_late_reads_that_the_amt_was_first(
    order: Ticket, at_amt: User, coordinator: User, client_for: Sign
) -> None:
    client_for(at_amt).post(reverse("portal:approve", args=[order.number]))
    late = client_for(coordinator).post(reverse("portal:approve", args=[order.number]), follow=True)
    assert f"schon entschieden (freigegeben von {at_amt})" in text_of(late)


def test_people_of_the_amt_are_named_at_what_they_decided_and_asked(
    order: Ticket, at_amt: User, reporter: User, coordinator: User, client_for: Sign
) -> None:
    browser = client_for(at_amt)
    assert str(at_amt) not in text_of(client_for(reporter).get(f"/portal/tickets/{order.number}/"))
    browser.post(reverse("portal:reply", args=[order.number]), {"body": "Reicht nicht der alte?"})
    browser.post(reverse("portal:refuse", args=[order.number]), {"reason": "Das Geld ist aufgebraucht."})
    for person in (reporter, coordinator):
        page = text_of(client_for(person).get(f"/portal/tickets/{order.number}/"))
        assert f"{at_amt} hat entschieden: Das Geld ist aufgebraucht." in page
        assert f"{at_amt} hat die Bestellung nicht freigegeben" in page
        assert "Reicht nicht der alte?" in page
        assert "None" not in page
        assert "Der Servicebetrieb hat die Bestellung" not in page


def test_who_coordinates_is_said_the_same_from_both_sides(
    ludwigslust: Authority, coordinator: User, authority_head: User, reporter: User, monday: datetime
) -> None:
    amt = AuthorityFactory(kind=Authority.Kind.AMT)
    MembershipFactory(member=ludwigslust, body=amt, kind=Membership.Kind.MEMBER_OF_AMT)
    gone = contact_at(ludwigslust, Contact.Role.IT_COORDINATOR)
    gone.contacts.update(valid_until=monday.date() - timedelta(days=900))
    people = [
        coordinator,
        authority_head,
        reporter,
        with_fresh_rights(gone),
        contact_at(amt, Contact.Role.IT_COORDINATOR),
    ]
    day = monday.date()
    for authority in (ludwigslust, amt):
        rows = Authority.objects.filter(pk=authority.pk)
        forward = {one.pk for one in people if rows.coordinated_by(one, day).exists()}
        assert forward == set(coordinators_of(authority.pk, day)) & {one.pk for one in people}
    assert set(coordinators_of(ludwigslust.pk, day)) == {coordinator.pk, people[-1].pk}


def test_coordination_that_orders_itself_has_approved_it(
    coordinator: User, category: Category, monday: datetime
) -> None:
    service_calendar_for_all()
    own = ordered(coordinator.contacts.get(), coordinator, category, monday)
    assert (own.state, own.approved_at) == (State.NEW, monday)
    assert own.due_at is not None
    assert list(own.events.values_list("kind", flat=True)) == ["opened", "approved"]


def test_what_the_desk_files_for_the_coordination_waits_for_its_click(
    coordinator: User, service_desk: User, category: Category, monday: datetime
) -> None:
    assert ordered(coordinator.contacts.get(), service_desk, category, monday).state == State.WAITING_FOR_APPROVAL


def test_requester_takes_it_back_and_others_say_why(
    order: Ticket, reporter: User, coordinator: User, authority_head: User, monday: datetime
) -> None:
    for person in (coordinator, authority_head):
        with pytest.raises(ValidationError, match="mit einem Grund"):
            actions.cancel(ticket=order, by=person, reason="", now=monday)
    assert actions.cancel(ticket=order, by=reporter, reason="", now=monday).state == State.CANCELLED


def test_desk_sees_it_apart_and_works_on_nothing_unapproved(
    order: Ticket, service_desk: User, client_for: Sign, monday: datetime
) -> None:
    browser = client_for(service_desk)
    for view in ("mine", "unassigned", "at_risk", "waiting", "open"):
        assert order.number not in text_of(browser.get("/tickets/", {"view": view})), view
    assert order.number in text_of(browser.get("/tickets/", {"view": "approval"}))
    assert order.number in text_of(browser.get("/search/", {"q": order.subject}))
    with pytest.raises(ValidationError, match="wartet noch auf die Freigabe"):
        actions.take(ticket=order, by=service_desk, now=monday)
    actions.reply(ticket=order, by=service_desk, body="Welcher Anschluss?", now=monday + HOUR)
    order.refresh_from_db()
    assert (order.state, order.responded_at) == (State.WAITING_FOR_APPROVAL, None)
    page = text_of(browser.get(order.get_absolute_url()))
    assert "Diese Behörde hat keine IT-Koordination mit Konto" in page
    assert "Anstelle der Behörde entscheiden" not in page


def test_desk_takes_back_what_it_typed_wrongly_with_a_reason(
    contact: Contact, category: Category, reporter: User, service_desk: User, client_for: Sign, monday: datetime
) -> None:
    service_calendar_for_all()
    order, twin = (ordered(contact, service_desk, category, monday) for _ in range(2))
    browser, address = client_for(service_desk), reverse("tickets:cancel", args=[order.number])
    assert f'action="{address}"' in browser.get(order.get_absolute_url()).content.decode()
    assert "Bitte sagen Sie der Behörde" in text_of(browser.post(address, {"reason": " "}, follow=True))
    browser.post(address, {"reason": "Falsche Person ausgewählt."})
    order.refresh_from_db()
    assert (order.state, order.approved_at) == (State.CANCELLED, None)
    page = text_of(client_for(reporter).get(f"/portal/tickets/{order.number}/"))
    assert f"{service_desk} hat die Meldung zurückgezogen (Falsche Person ausgewählt.)" in page
    assert "nicht freigegeben" not in page
    # Nothing that waits for approval goes on under another number.
    with pytest.raises(ValidationError, match="wartet noch auf die Freigabe"):
        actions.merge(
            absorbed=twin, surviving=ordered(contact, service_desk, category, monday), by=service_desk, now=monday
        )


def test_who_leads_the_service_decides_instead_with_a_reason_for_all_to_read(
    order: Ticket, manager: User, reporter: User, client_for: Sign
) -> None:
    browser, address = client_for(manager), reverse("tickets:decide-instead", args=[order.number])
    assert "Anstelle der Behörde entscheiden" in text_of(browser.get(order.get_absolute_url()))
    refused = browser.post(address, {"decision": "approve", "reason": " "}, follow=True)
    assert "Bitte nennen Sie den Grund" in text_of(refused)
    browser.post(address, {"decision": "approve", "reason": "Der Bürgermeister hat zugestimmt."})
    order.refresh_from_db()
    assert order.state == State.NEW
    page = text_of(client_for(reporter).get(f"/portal/tickets/{order.number}/"))
    assert "anstelle der Behörde freigegeben (Der Bürgermeister hat zugestimmt.)" in page


def test_enter_in_the_reason_decides_nothing(order: Ticket, manager: User, client_for: Sign) -> None:
    browser, address = client_for(manager), reverse("tickets:decide-instead", args=[order.number])
    page = browser.get(order.get_absolute_url()).content.decode()
    form = page[page.index(f'action="{address}"') :]
    form = form[: form.index("</form>")]
    assert form.count('type="submit"') == 1
    assert not re.search(r"<button[^>]*name=", form)
    assert "checked" not in form
    said = browser.post(address, {"reason": "Der Bürgermeister hat zugestimmt."}, follow=True)
    assert "Bitte wählen Sie, ob die Bestellung freigegeben wird" in text_of(said)
    order.refresh_from_db()
    assert order.state == State.WAITING_FOR_APPROVAL
    browser.post(address, {"decision": "refuse", "reason": "Das ist anders geregelt."})
    order.refresh_from_db()
    assert order.state == State.CANCELLED


def test_reminder_comes_after_three_working_days_and_again(order: Ticket, monday: datetime) -> None:
    reminded = TicketEvent.objects.filter(ticket=order, kind="reminded")
    HolidayFactory(day=datetime(2026, 11, 18, tzinfo=ZoneInfo("Europe/Berlin")).date())  # the Wednesday
    morning = monday.replace(hour=6, minute=45)
    counts = []
    for days in range(1, 15):
        actions.remind_of_approvals(now=morning + timedelta(days=days))
        counts.append(reminded.count())
    # From Tuesday on: on Friday, on Wednesday, and on Monday, each the third working day after the one before.
    assert counts == [0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3]
    assert actions.remind_of_approvals(now=morning + timedelta(days=14)) == 0

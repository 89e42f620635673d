"""Many reports at once: what is previewed is what happens, refusals are told, and nothing passes the single steps."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from tests.factories import CategoryFactory, ContactFactory, StaffMemberFactory, TeamFactory, TicketFactory
from tickets.lifecycle import State
from tickets.models import Ticket, TicketEvent

ClientFor = Callable[[User], Client]


@pytest.fixture
def desk(service_desk: User, client_for: ClientFor) -> Client:
    """The browser of the service desk."""
    return client_for(service_desk)


def text_of(client: Client, path: str, status: int = 200, **data: object) -> str:
    response = client.post(f"/tickets/bulk/{path}", data)
    assert response.status_code == status, response.status_code
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def numbers(*tickets: Ticket) -> list[str]:
    return [ticket.number for ticket in tickets]


def seen(*tickets: Ticket) -> list[str]:
    """The rows as the preview hands them on: with the version that it showed."""
    return [f"{ticket.number}:{Ticket.objects.get(pk=ticket.pk).version}" for ticket in tickets]


def test_queue_offers_the_choice_only_to_those_who_work_on_reports(
    desk: Client, data_protection: User, client_for: ClientFor
) -> None:
    ticket = TicketFactory()
    assert f'name="ticket" value="{ticket.number}"' in desk.get("/tickets/").content.decode()
    looking_on = client_for(data_protection).get("/tickets/").content.decode()
    assert "data-select" not in looking_on
    assert "data-bulk" not in looking_on


def test_preview_tells_what_happens_to_each_row_and_stores_nothing(desk: Client, service_desk: User) -> None:
    free, taken, solved = TicketFactory(), TicketFactory(assignee=StaffMemberFactory()), TicketFactory(state="resolved")
    text = text_of(desk, "", do="take", ticket=numbers(free, taken, solved))
    assert "3 ausgewählt. Geändert wird 1. Nicht möglich bei 2." in text
    assert f"schon bei {taken.assignee}" in text
    assert "schon gelöst" in text
    assert f"{service_desk.staff_profile} · {service_desk.staff_profile.team}" in text
    assert "Nur die eine mögliche ändern" in text
    assert not TicketEvent.objects.exists()
    assert Ticket.objects.get(pk=free.pk).assignee is None


def test_all_are_changed_in_one_step(desk: Client) -> None:
    team, tickets = TeamFactory(name="Netze"), [TicketFactory() for _ in range(3)]
    assert "Alle 3 ändern" in text_of(desk, "", do=f"team:{team.pk}", ticket=numbers(*tickets))
    response = desk.post(
        "/tickets/bulk/apply/",
        {"do": f"team:{team.pk}", "ticket": seen(*tickets), "mode": "all", "list": "view=open&q=a"},
        follow=True,
    )
    assert response.redirect_chain[0][0] == "/tickets/?view=open&q=a"
    assert "Team: Netze: 3 Meldungen geändert." in response.content.decode()
    assert set(Ticket.objects.values_list("team__name", flat=True)) == {"Netze"}
    assert TicketEvent.objects.filter(kind="team").count() == 3


def test_one_refusal_keeps_all_as_they_were_where_all_were_asked_for(desk: Client) -> None:
    open_one, solved = TicketFactory(), TicketFactory(state="resolved")
    text = text_of(desk, "apply/", 422, do="state:waiting_vendor", ticket=seen(open_one, solved), mode="all")
    assert "Es wurde nichts geändert, weil 1 von 2" in text
    assert Ticket.objects.get(pk=open_one.pk).state == State.NEW


def test_only_the_possible_are_changed_and_the_others_reported(desk: Client) -> None:
    open_one, solved = TicketFactory(), TicketFactory(state="resolved", subject="Schon erledigt")
    text = text_of(desk, "apply/", do="close", ticket=seen(open_one, solved), mode="possible")
    assert "Geändert: 1 von 2. Abgelehnt: 1" in text
    assert "kann nicht auf „Geschlossen“ gesetzt werden" in text
    assert Ticket.objects.get(pk=solved.pk).state == State.CLOSED
    assert Ticket.objects.get(pk=open_one.pk).state == State.NEW


@pytest.mark.parametrize("do", ["take", "close", "priority:1-1", "state:in_progress"])
def test_what_somebody_changed_since_the_preview_is_refused(desk: Client, do: str) -> None:
    ticket = TicketFactory(state="resolved" if do == "close" else "new")
    then = seen(ticket)
    Ticket.objects.filter(pk=ticket.pk).update(version=9)
    assert "inzwischen geändert" in text_of(desk, "apply/", do=do, ticket=then, mode="possible", status=200)
    assert Ticket.objects.get(pk=ticket.pk).version == 9


def test_every_kind_of_step_does_what_its_single_step_does(desk: Client, service_desk: User) -> None:
    member, category = StaffMemberFactory(), CategoryFactory(name="Telefonie")
    day = timezone.localdate() + timedelta(days=3)
    for do, data, expected in (
        (f"assign:{member.pk}", {}, {"assignee": member.pk, "team": member.team_id}),
        ("release", {}, {"assignee": None}),
        (f"category:{category.pk}", {}, {"category": category.pk}),
        ("priority:1-1", {}, {"impact": 1, "urgency": 1, "priority": 1}),
        ("state:waiting_visit", {"wakes_on": day}, {"state": "waiting_visit", "wakes_on": day}),
        ("state:in_progress", {}, {"state": "in_progress"}),
    ):
        ticket = TicketFactory(assignee=StaffMemberFactory(), state="waiting_vendor")
        desk.post("/tickets/bulk/apply/", {"do": do, "ticket": seen(ticket), "mode": "all", **data})
        assert Ticket.objects.filter(pk=ticket.pk).values(*expected).get() == expected, do


def test_day_in_the_past_is_refused_for_each(desk: Client) -> None:
    ticket = TicketFactory()
    text = text_of(desk, "", do="state:waiting_vendor", ticket=numbers(ticket), wakes_on="2020-01-01")
    assert "muss in der Zukunft liegen" in text


def test_whole_list_is_the_filtered_one_in_its_order_and_bounded(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    category = CategoryFactory()
    wanted = [TicketFactory(category=category, subject=f"Netz {n}") for n in range(30)]
    TicketFactory(subject="Drucker")
    query = f"view=open&category={category.pk}&sort=-number"
    assert "Alle 30 der Liste" in desk.get(f"/tickets/?{query}").content.decode()
    text = text_of(desk, "", do="take", everything="1", list=query)
    assert "30 ausgewählt" in text
    assert "Drucker" not in text
    assert text.index(wanted[29].number) < text.index(wanted[0].number)
    monkeypatch.setattr("tickets.views.bulk.MOST_AT_ONCE", 7)
    assert "7 ausgewählt" in text_of(desk, "", do="take", everything="1", list=query)


def test_reports_of_one_person_are_not_changed_as_a_whole(desk: Client) -> None:
    """The preview would say how many there are."""
    person = ContactFactory()
    for _ in range(30):
        TicketFactory(requester=person, authority=person.authority)
    query = f"view=open&requester={person.pk}"
    assert "everything" not in desk.get(f"/tickets/?{query}").content.decode()
    response = desk.post("/tickets/bulk/", {"do": "take", "everything": "1", "list": query}, follow=True)
    assert "mindestens eine Meldung" in response.content.decode()


@pytest.mark.parametrize(
    "data", [{}, {"do": "take"}, {"ticket": "26-000001"}, {"do": "x:1", "ticket": "\x00"}, {"do": "team:0"}]
)
def test_nothing_chosen_is_a_sentence(desk: Client, data: dict[str, str]) -> None:
    response = desk.post("/tickets/bulk/", {**data, "list": "view=mine&x=\x00//evil"}, follow=True)
    assert response.redirect_chain[0][0].startswith("/tickets/?view=mine")
    assert "Bitte wählen Sie" in response.content.decode()


def test_preview_takes_the_same_queries_per_row(desk: Client) -> None:
    def asked(count: int) -> int:
        tickets = [TicketFactory() for _ in range(count)]
        with CaptureQueriesContext(connection) as captured:
            text_of(desk, "", do="take", ticket=numbers(*tickets))
        return len(captured)

    asked(1)
    one, two, five = asked(1), asked(2), asked(5)
    assert five - two == 3 * (two - one)
    assert two - one <= 6


def test_neighbours_follow_the_order_of_the_list(desk: Client) -> None:
    first, second, third = (TicketFactory(subject=word) for word in ("Anton", "Berta", "Cäsar"))
    page = desk.get(f"/tickets/{second.number}/", {"list": "view=open&sort=-subject"}).content.decode()
    assert re.search(rf'href="/tickets/{third.number}/[^"]*"[^>]*data-shortcut="k"', page)
    assert re.search(rf'href="/tickets/{first.number}/[^"]*"[^>]*data-shortcut="j"', page)

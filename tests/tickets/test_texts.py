"""Text modules with placeholders, and macros that take several steps at once or none."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from tests.factories import CategoryFactory, MacroFactory, TeamFactory, TextModuleFactory, WorkstationFactory
from tickets import actions
from tickets.lifecycle import State
from tickets.models import Draft, Macro, Message, TextModule, Ticket
from tickets.placeholders import PLACEHOLDERS, fill, unknown_in

ClientFor = Callable[[User], Client]


@pytest.fixture
def desk(service_desk: User, client_for: ClientFor) -> Client:
    """The browser of the service desk."""
    return client_for(service_desk)


def offered(client: Client, ticket: Ticket) -> str:
    return str(client.get(f"/tickets/{ticket.number}/texts/").content.decode())


def run(client: Client, ticket: Ticket, macro: Macro, **data: object) -> str:
    response = client.post(f"/tickets/{ticket.number}/macro/", {"macro": macro.pk, **data}, follow=True)
    assert response.status_code == 200
    return str(response.content.decode())


def test_text_comes_with_the_facts_of_the_report(desk: Client, ticket: Ticket, service_desk: User) -> None:
    TextModuleFactory(body="{{ansprechperson}}, {{ nummer }} in {{behoerde}}: {{mein_name}}. {{arbeitsplatz}}")
    assert f"{ticket.requester}, {ticket.number} in {ticket.authority}: {service_desk}. …" in offered(desk, ticket)
    ticket.workstation = WorkstationFactory(authority=ticket.authority)
    ticket.save()
    assert f"{service_desk}. {ticket.workstation}" in offered(desk, ticket)


def test_text_is_never_read_as_markup(desk: Client, ticket: Ticket) -> None:
    TextModuleFactory(body="<script>alert(1)</script> {{betreff}}")
    assert "<script>" not in offered(desk, ticket)


def test_only_what_fits_the_report_is_offered(desk: Client, ticket: Ticket) -> None:
    TextModuleFactory(title="Für alle")
    TextModuleFactory(title="Für dieses Team", team=ticket.team)
    TextModuleFactory(title="Für andere", team=TeamFactory())
    TextModuleFactory(title="Anderes Thema", category=CategoryFactory())
    TextModuleFactory(title="Abgelegt", is_active=False)
    shown = offered(desk, ticket)
    assert "Für alle" in shown
    assert "Für dieses Team" in shown
    for title in ("Für andere", "Anderes Thema", "Abgelegt"):
        assert title not in shown


def test_unknown_placeholder_is_a_sentence_when_the_text_is_kept(administrator: User, client_for: ClientFor) -> None:
    data = {"title": "Gruß", "body": "Guten Tag {{vorname}}", "is_active": "on"}
    page = client_for(administrator).post("/admin/tickets/textmodule/add/", data)
    assert "Diesen Platzhalter gibt es nicht: {{vorname}}" in page.content.decode()
    assert not TextModule.objects.exists()


def test_desk_keeps_its_texts_itself(desk: Client) -> None:
    data = {"title": "Gruß", "body": "Guten Tag {{ansprechperson}}", "is_active": "on"}
    assert desk.post("/admin/tickets/textmodule/add/", data).status_code == 302
    assert TextModule.objects.get().title == "Gruß"


def test_macro_says_what_it_does_and_does_all_of_it(desk: Client, ticket: Ticket) -> None:
    team, category = TeamFactory(name="Netz"), CategoryFactory(name="WLAN")
    macro = MacroFactory(
        title="Ab ins Netz", team=team, category=category, impact=1, urgency=1, note="Für {{nummer}}", then="wait",
        text=TextModuleFactory(title="Rückfrage", body="Guten Tag {{ansprechperson}}, welches Gerät?"),
    )  # fmt: skip
    shown = offered(desk, ticket)
    for words in ("Kategorie: WLAN", "Priorität: Kritisch", "an das Team Netz", "interne Notiz", "Antwort „Rückfrage“"):
        assert words in shown
    assert "Ab ins Netz: erledigt." in run(desk, ticket, macro)
    ticket.refresh_from_db()
    assert (ticket.team, ticket.category, ticket.priority, ticket.state) == (
        team, category, 1, State.WAITING_FOR_CUSTOMER,
    )  # fmt: skip
    assert list(ticket.messages.values_list("kind", "body")) == [
        ("note", f"Für {ticket.number}"),
        ("reply", f"Guten Tag {ticket.requester}, welches Gerät?"),
    ]


def test_macro_that_solves(desk: Client, ticket: Ticket) -> None:
    run(desk, ticket, MacroFactory(then="resolve"))
    ticket.refresh_from_db()
    assert ticket.state == State.RESOLVED


def test_macro_with_a_step_that_is_refused_takes_none(desk: Client, ticket: Ticket, service_desk: User) -> None:
    macro = MacroFactory(category=CategoryFactory(), note="Notiz", then="resolve")
    TextModule.objects.update(body="   ")  # what the reply refuses
    before = ticket.category
    assert "Bitte schreiben Sie einen Text." in run(desk, ticket, macro)
    ticket.refresh_from_db()
    assert ticket.category == before
    assert not Message.objects.exists()


def test_macro_upon_an_outdated_state_is_held_back(desk: Client, ticket: Ticket) -> None:
    assert "inzwischen" in run(desk, ticket, MacroFactory(), version=ticket.version + 1)
    assert not Message.objects.exists()


def test_what_was_being_typed_outlives_a_macro(desk: Client, ticket: Ticket) -> None:
    desk.post(f"/tickets/{ticket.number}/draft/", {"kind": "note", "body": "Halber Satz"})
    run(desk, ticket, MacroFactory())
    assert Draft.objects.get().body == "Halber Satz"


def test_macro_that_was_put_away_does_nothing(service_desk: User, ticket: Ticket) -> None:
    with pytest.raises(ValidationError, match="gibt es nicht mehr"):
        actions.run_macro(ticket=ticket, macro=MacroFactory(is_active=False), by=service_desk, now=ticket.created_at)


@pytest.mark.parametrize("facts", [{"then": "wait", "text": None}, {"impact": 1, "urgency": None}])
def test_half_a_macro_is_refused(db: None, facts: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        MacroFactory(**facts)


@given(st.text(), st.dictionaries(st.sampled_from(sorted(PLACEHOLDERS)), st.text()))
def test_filling_changes_nothing_but_known_placeholders(text: str, values: dict[str, str]) -> None:
    if "{{" not in text:
        assert fill(text, values) == text
        assert unknown_in(text) == []
    for name in PLACEHOLDERS:
        assert fill("{{" + name + "}}", values) == (values.get(name) or "…")


@given(st.sampled_from(sorted(PLACEHOLDERS)), st.sampled_from(sorted(PLACEHOLDERS)))
def test_what_is_put_in_is_not_read_again(outer: str, inner: str) -> None:
    assert fill("{{" + outer + "}}", {inner: "falsch", outer: "{{" + inner + "}}"}) == "{{" + inner + "}}"


@given(st.text(alphabet=st.characters(blacklist_characters="{}", categories=("L", "N")), min_size=1))
def test_every_other_name_is_unknown(name: str) -> None:
    assert unknown_in("{{" + name + "}}") == ([] if name in PLACEHOLDERS else [name])

"""Text modules and macros kept in the workspace: for oneself, for a team, for all, looked at beforehand with a real report."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import roles
from accounts.models import User
from tests.factories import MacroFactory, TeamFactory, TextModuleFactory
from tests.people import employed, widened
from tickets import actions
from tickets.lifecycle import State
from tickets.models import Macro, TextModule, Ticket

ClientFor = Callable[[User], Client]
TEXTS, MACROS = "/prepared/texts/add/", "/prepared/macros/add/"


@pytest.fixture
def desk(service_desk: User, client_for: ClientFor) -> Client:
    """The browser of the service desk."""
    return client_for(service_desk)


def page_after(client: Client, address: str, **data: object) -> str:
    response = client.post(address, data, follow=True)
    assert response.status_code == 200
    return str(response.content.decode())


def test_text_is_looked_at_with_a_report_and_kept_for_oneself(
    desk: Client, ticket: Ticket, on_site: User, service_desk: User, client_for: ClientFor
) -> None:
    typed = {"title": "Mein Gruß", "body": "Zu {{nummer}}, {{ vorname }}", "offered": "own", "is_active": "on"}
    part = desk.post(TEXTS, {**typed, "title": "", "preview": "1"}, headers={"HX-Request": "true"}).content.decode()
    assert f"Zu {ticket.number}, {{{{ vorname }}}}" in part
    assert "Diesen Platzhalter gibt es nicht: vorname" in part
    assert "<form" not in part
    assert "gibt es nicht." in page_after(desk, TEXTS, **typed, preview="1", sample="26-99999")
    assert not TextModule.objects.exists()
    assert "Diesen Platzhalter gibt es nicht" in page_after(desk, TEXTS, **typed)
    typed["body"] = "Zu {{nummer}}"
    assert "„Mein Gruß“ ist gespeichert." in page_after(desk, TEXTS, **typed)
    own = TextModule.objects.get()
    assert own.owner == service_desk
    other = client_for(on_site)
    assert "Mein Gruß" in desk.get(f"/tickets/{ticket.number}/texts/").content.decode()
    assert "Mein Gruß" not in other.get(f"/tickets/{ticket.number}/texts/").content.decode()
    assert "Mein Gruß" not in other.get("/prepared/").content.decode()
    assert other.get(own.get_absolute_url()).status_code == 404
    assert other.post(reverse("tickets:change-text-module", args=[own.pk]), {"do": "delete"}).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.delete_prepared(row=own, by=on_site)
    assert not Macro.objects.visible_to(on_site).filter(pk=MacroFactory(owner=service_desk).pk).exists()


def test_shared_texts_take_the_right_for_them_and_a_place_in_the_order(
    desk: Client, ticket: Ticket, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    team = TeamFactory(name="Netz")
    for title in ("Anfang", "Mitte", "Ende"):
        page_after(
            desk, TEXTS, title=title, body="Text", offered=team.pk if title == "Mitte" else "everywhere", is_active="on"
        )
    last = TextModule.objects.get(title="Ende")
    page = page_after(desk, reverse("tickets:change-text-module", args=[last.pk]), do="up")
    assert page.index(">Anfang<") < page.index(">Ende<") < page.index(">Mitte<")
    assert "bei Meldungen des Teams Netz" in page
    assert [row.title for row in TextModule.objects.fitting(ticket)] == ["Anfang", "Ende"]
    assert "gibt es schon" in page_after(desk, TEXTS, title="Ende", body="Noch einer", offered="everywhere")
    # Without the right, what is shared stays as it is; one's own does not need it.
    clerk = employed(widened(roles.MANAGEMENT, "tickets.work_ticket", monkeypatch=monkeypatch))
    browser = client_for(clerk)
    assert browser.get(last.get_absolute_url()).status_code == 403
    assert browser.post(TEXTS, {"title": "Für alle", "body": "Text", "offered": "everywhere"}).status_code == 403
    assert "ist gespeichert" in page_after(browser, TEXTS, title="Für mich", body="Text", offered="own")


def test_text_that_a_macro_writes_with_stays_and_stays_shared(desk: Client, service_desk: User) -> None:
    macro = MacroFactory(text=TextModuleFactory(title="Gebraucht"))
    page = page_after(desk, reverse("tickets:change-text-module", args=[macro.text.pk]), do="delete")
    assert "Ein Makro schreibt mit diesem Textbaustein." in page
    page = page_after(desk, macro.text.get_absolute_url(), title="Gebraucht", body="Text", offered="own")
    assert "Ein Makro für andere schreibt mit diesem Textbaustein." in page
    own = TextModuleFactory(owner=service_desk)
    assert "nur für eine Person" in page_after(desk, MACROS, title="Für alle", text=own.pk, offered="everywhere")
    page_after(desk, MACROS, title="Nur ich", text=own.pk, offered="own", is_active="on")
    assert Macro.objects.get(title="Nur ich").owner == service_desk


def test_macro_says_what_it_leaves_alone(desk: Client) -> None:
    page = desk.get(MACROS).content.decode()
    assert page.count(">nichts ändern<") == 4
    assert ">keine Antwort<" in page


def test_macro_lets_a_report_wait_and_come_back(
    desk: Client, ticket: Ticket, service_desk: User, on_site: User
) -> None:
    typed = {
        "title": "Beim Hersteller",
        "then": "vendor",
        "wakes_after": "3",
        "note": "Für {{nummer}}",
        "offered": "everywhere",
        "is_active": "on",
    }
    preview = page_after(desk, MACROS, **typed, preview="1")
    for words in ("wartet auf den Hersteller", "Wiedervorlage in 3 Tagen", f"Für {ticket.number}"):
        assert words in preview
    assert "nur eine Meldung, die wartet" in page_after(desk, MACROS, **{**typed, "then": ""})
    page_after(desk, MACROS, **typed)
    macro = Macro.objects.get()
    page_after(desk, f"/tickets/{ticket.number}/macro/", macro=macro.pk)
    ticket.refresh_from_db()
    assert (ticket.state, ticket.wakes_on) == (State.WAITING_FOR_VENDOR, timezone.localdate() + timedelta(days=3))
    question = MacroFactory(then="wait", wakes_after=1)
    page_after(desk, f"/tickets/{ticket.number}/macro/", macro=question.pk)
    ticket.refresh_from_db()
    assert (ticket.state, ticket.wakes_on) == (State.WAITING_FOR_CUSTOMER, timezone.localdate() + timedelta(days=1))
    own = MacroFactory(owner=on_site)
    with pytest.raises(ValidationError, match="gibt es nicht mehr"):
        actions.run_macro(ticket=ticket, macro=own, by=service_desk, now=timezone.now())


@pytest.mark.parametrize("factory", [TextModuleFactory, MacroFactory])
def test_second_person_sees_what_the_first_wrote_before_writing_over_it(
    factory: Callable[..., TextModule | Macro], desk: Client, on_site: User
) -> None:
    row = factory(title="Rückfrage", is_active=True)
    text = {"then": "", "text": row.text_id} if isinstance(row, Macro) else {"body": row.body}
    typed = {"title": "Rückfrage", "offered": "everywhere", "is_active": "on", "version": row.version, **text}
    colleague = type(row).objects.get()
    colleague.title, colleague.is_active = "Bitte um Rückruf", False
    actions.save_prepared(row=colleague, by=on_site)
    page = page_after(desk, row.get_absolute_url(), **{**typed, "title": "Frage"})
    assert "Jemand anderes hat „Bitte um Rückruf“ inzwischen geändert." in page
    assert "Jetzt steht hier: „Bitte um Rückruf“" in page
    assert 'value="Frage"' in page
    # What only the colleague changed is taken over.
    assert page.count('name="is_active"') == 1
    assert "checked" not in page.split('name="is_active"')[1].split(">")[0]
    version = page.split('name="version" value="')[1].split('"')[0]
    del typed["is_active"]
    assert "„Frage“ ist gespeichert." in page_after(
        desk, row.get_absolute_url(), **{**typed, "title": "Frage", "version": version}
    )
    row.refresh_from_db()
    assert (row.title, row.is_active) == ("Frage", False)

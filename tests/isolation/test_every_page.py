"""Every address, asked in every way, tells an authority nothing of another one.

Each is asked with `visible_to` taken away everywhere, so that only the database is left to hold the line. In operation
the same wall stands behind the gate: what the database gives no page, no page can tell, whatever the gate lets through.
That the gate holds too is in tests/test_visibility.py; what people do is tried here with it and without it.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import models, transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import resolve, reverse

from history.forgetting import rewriting
from tests.addresses import Address, all_addresses
from tests.documents import Document
from tests.factories import AttachmentFactory
from tests.isolation.foreign_world import MARK
from tests.page_access import PAGES, Page
from tests.test_pages import NOT_THERE, ask, text_of, url_of
from tests.world import World
from tickets.models import Ticket

CONTACTS = ("reporter", "it-coordinator")
"""Who sees least and who sees most of the own authority: for the database all people of an authority reach alike."""
SIGN_IN = re.compile(r"accounts:|account|mfa|socialaccount|usersessions|openid|saml|health")
ADDRESSES = [address for address in all_addresses() if not address.name.startswith("admin:")]
PLACES = [address for address in ADDRESSES if not SIGN_IN.match(address.name)]
SILENT_UNLESS_ASKED = {"tickets:ticket-news", "tickets:similar", "tickets:draft"}
"""Fragments that say something only when there is news, a word, or somebody who writes."""
FRAGMENT = {"HX-Request": "true"}
GATED = {
    type(model._default_manager.all()) for model in apps.get_models() if hasattr(model._default_manager, "visible_to")
}


@pytest.fixture
def without_the_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every `visible_to` lets everything through."""
    for queryset in GATED:
        monkeypatch.setattr(queryset, "visible_to", lambda rows, user: rows)


@pytest.fixture(params=["with the gate", "by the database alone"])
def walls(request: pytest.FixtureRequest) -> str:
    """Once as in operation, once with every `visible_to` letting everything through."""
    if request.param == "by the database alone":
        request.getfixturevalue("without_the_gate")
    return str(request.param)


@pytest.fixture(scope="module")
def browsers(marked: World) -> dict[str, Client]:
    """The browsers of contacts and of the Benutzerservice, signed in once for all tests."""
    return {role: signed_in(marked, role) for role in (*CONTACTS, "service-desk")}


@pytest.fixture
def browser(marked: World, db: None) -> Client:
    """The browser of the IT-Koordination, who sees everything of their own authority."""
    return signed_in(marked, "it-coordinator")


def signed_in(world: World, role: str) -> Client:
    client = Client()
    client.force_login(world.people[role])
    return client


def read(response: HttpResponseBase) -> str:
    """All that reached the browser, also out of a packed file and out of a document."""
    content = b"".join(response) if response.streaming else response.content  # type: ignore[attr-defined]  # one of both
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            content = b"".join(packed.read(name) for name in packed.namelist())
    if content.startswith(b"%PDF"):
        content = Document(content).text.encode()
    headers = " ".join(f"{name}: {value}" for name, value in response.headers.items())
    return content.decode(errors="replace") + headers


def url_for(address: Address, world: World, group: str = "own") -> str:
    page = PAGES[address.name]
    return url_of(address, page, getattr(world, group).get(page.row))


def questions(address: Address, world: World) -> Iterator[tuple[dict[str, Any], dict[str, str]]]:
    """What can be asked of a page: search, export, each filter set to the foreign row of its kind; as page and fragment."""
    yield {}, {}
    if PAGES[address.name].access["it-coordinator"] != "+":
        return
    yield {}, FRAGMENT
    yield {"q": MARK, "view": "all"}, {}
    yield {"q": MARK, "view": "all"}, FRAGMENT
    yield {"export": "csv", "view": "all"}, {}
    yield {"export": "xlsx", "view": "all"}, {}
    for name, row in named_in_addresses(address, world):
        yield {name: getattr(row, "number", row.pk), "view": "all"}, {}


def named_in_addresses(address: Address, world: World) -> Iterator[tuple[str, models.Model]]:
    """Names that a page may read from its address, each with a foreign row for it."""
    view = getattr(resolve(url_for(address, world)).func, "view_class", None)
    filters = getattr(getattr(view, "filterset_class", None), "base_filters", {})
    yield from ((name, world.foreign[name]) for name in ("authority", "workstation", "application"))
    yield "regarding", world.foreign["ticket"]
    for name in sorted(set(filters) - {"authority", "workstation", "application"}):
        yield name, world.foreign.get(name) or world.foreign["contact"]


@pytest.mark.parametrize("address", PLACES, ids=lambda address: address.name)
def test_page_tells_nothing_however_it_is_asked(
    address: Address, marked: World, browsers: dict[str, Client], db: None, without_the_gate: None
) -> None:
    url = url_for(address, marked)
    told = []
    for query, headers in questions(address, marked):
        text = read(browsers["it-coordinator"].get(url, query, headers=headers))
        for echo in (query.get("q"), query.get("regarding")):  # what was asked for may be repeated
            text = text.replace(str(echo), "") if echo else text
        if MARK in text:
            told.append((query, headers))
    assert told == []


@pytest.mark.parametrize("address", PLACES, ids=lambda address: address.name)
def test_staff_do_read_the_mark_where_it_stands(
    address: Address, marked: World, browsers: dict[str, Client], db: None
) -> None:
    """The walk above would be worth nothing if the mark could not be seen by anybody."""
    page = PAGES[address.name]
    if not page.row or page.post or page.access["service-desk"] != "+" or address.name in SILENT_UNLESS_ASKED:
        return
    assert MARK in read(browsers["service-desk"].get(url_for(address, marked, "foreign")))


@pytest.mark.parametrize("address", [one for one in PLACES if PAGES[one.name].row], ids=lambda address: address.name)
def test_what_is_elsewhere_answers_as_what_is_nowhere(
    address: Address, marked: World, browsers: dict[str, Client], db: None, without_the_gate: None
) -> None:
    page = PAGES[address.name]
    elsewhere, nowhere = url_for(address, marked, "foreign"), url_of(address, page, None)
    for role in CONTACTS:
        for way in (page, Page(page.marks, page.row, post=not page.post, arguments=page.arguments)):
            found, missing = ask(browsers[role], way, elsewhere), ask(browsers[role], way, nowhere)
            assert found.status_code == missing.status_code, (role, way.post)
            assert found.status_code in (403, 404, 405), (role, way.post)
            assert found.status_code == 404 or way is not page or page.access[role] != "+", role
            assert text_of(found, elsewhere) == text_of(missing, nowhere)


def report(**typed: Any) -> dict[str, Any]:
    return {"category": "", "affected": "", "subject": "Geht nicht", "description": "", "severity": "hindered", **typed}


@pytest.mark.parametrize("kind", ["workstation", "application"])
def test_foreign_key_in_a_form_is_refused_as_one_that_does_not_exist(
    kind: str, marked: World, browser: Client, walls: str
) -> None:
    category = Ticket.objects.get(pk=marked.own["ticket"].pk).category.key
    before = Ticket.objects.count()
    answers = [
        browser.post(reverse("portal:report"), report(category=category, affected=f"{kind}:{key}"))
        for key in (marked.foreign[kind].pk, NOT_THERE)
    ]
    errors = [answer.context["form"].errors["affected"] for answer in answers]
    assert errors[0] == errors[1]
    assert MARK not in read(answers[0])
    assert Ticket.objects.count() == before


def test_report_cannot_be_filed_for_another_authority(marked: World, browser: Client, walls: str) -> None:
    page = browser.get(reverse("portal:report"), {"authority": marked.foreign["authority"].pk})
    assert page.context["reporter"].authority_id == marked.own["authority"].pk


@pytest.mark.parametrize("step", ["portal:reply", "portal:confirm", "portal:reopen", "portal:cancel"])
def test_step_on_a_foreign_report_changes_nothing(step: str, marked: World, browser: Client, walls: str) -> None:
    ticket = Ticket.objects.get(pk=marked.foreign["ticket"].pk)
    Ticket.objects.filter(pk=ticket.pk).update(state="resolved", resolved_at=ticket.created_at)
    with transaction.atomic():
        answer = browser.post(reverse(step, args=[ticket.number]), {"body": "untergeschoben"})
    assert answer.status_code == 404
    ticket.refresh_from_db()
    assert ticket.state == "resolved"
    assert not ticket.messages.filter(body="untergeschoben").exists()


def test_foreign_file_is_not_handed_out(marked: World, browser: Client, walls: str) -> None:
    file = AttachmentFactory(ticket=marked.foreign["ticket"], uploaded_by=marked.people["service-desk"])
    assert browser.get(reverse("tickets:attachment", args=[file.pk])).status_code == 404


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("accounts:end_session", "session"),
        ("mfa_edit_webauthn", "authenticator"),
        ("mfa_remove_webauthn", "authenticator"),
        ("accounts:role_proposal", "role_proposal"),
        ("accounts:reset_second_factor", "account"),
    ],
)
def test_what_belongs_to_another_account_is_nowhere(name: str, row: str, marked: World, browser: Client) -> None:
    key = marked.foreign[row].pk
    for ask_for in (browser.get, browser.post):
        urls = [reverse(name, args=[pk]) for pk in (key, NOT_THERE)]
        elsewhere, nowhere = (ask_for(url) for url in urls)
        assert elsewhere.status_code == nowhere.status_code
        assert text_of(elsewhere, urls[0]) == text_of(nowhere, urls[1])
    assert type(marked.foreign[row])._default_manager.filter(pk=key).exists()


def test_counts_are_those_of_the_own_rows(marked: World, browser: Client, walls: str) -> None:
    """Tabs and figures count what the person sees; a foreign report more or less does not show in any of them."""
    addresses = (reverse("portal:start"), reverse("portal:tickets"))
    before = [numbers(browser.get(url)) for url in addresses]
    assert all(before)
    for whose, is_same in (("foreign", True), ("own", False)):
        with transaction.atomic():
            with rewriting():
                Ticket.objects.filter(pk=getattr(marked, whose)["ticket"].pk).delete()
            after = [numbers(browser.get(url)) for url in addresses]
            transaction.set_rollback(True)
        assert (before == after) is is_same


def numbers(response: Any) -> list[str]:
    text = re.sub(r"<script.*?</script>|csrf\S+|value=\S+", "", response.content.decode(), flags=re.DOTALL)
    return re.findall(r">\s*(\d+)\s*<", text)


def test_admin_is_closed_to_authorities(marked: World, browser: Client, walls: str) -> None:
    models_kept = [model for model in apps.get_models() if model._meta.label in ("customers.Contact", "tickets.Ticket")]
    for model in models_kept:
        assert_closed(browser, model, marked)


def assert_closed(browser: Client, model: type[models.Model], world: World) -> None:
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    key = world.foreign[str(model._meta.model_name)].pk
    answers = {
        browser.get(url, follow=True).status_code
        for url in (reverse(f"{name}_changelist"), reverse(f"{name}_change", args=[key]))
    }
    assert answers == {403}

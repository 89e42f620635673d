"""Views under a name: whose they are, that all they hold stands in the address, and that their numbers tell nothing of people."""

import re
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import roles
from accounts.models import User
from privacy.actions import erase_person
from privacy.persons import person_of_account
from tests.factories import CategoryFactory, TicketFactory
from tests.people import employed, with_fresh_rights
from tickets import actions
from tickets.actions.saved_views import MOST_OF_ONE
from tickets.models import SavedView

ClientFor = Callable[[User], Client]
Audience = SavedView.Audience


@pytest.fixture
def desk(service_desk: User, client_for: ClientFor) -> Client:
    """The browser of the service desk."""
    return client_for(service_desk)


def tabs(client: Client, query: str = "") -> list[str]:
    """The words of the tabs, the open one in brackets."""
    page = client.get(f"/tickets/?{query}").content.decode()
    nav = page[page.index('<nav class="ku-tabs"') :].partition("</nav>")[0]
    return [
        f"[{words}]" if "aria-current" in attributes else words
        for attributes, words in re.findall(r"<a ([^>]*)>(?:<svg.*?</svg>)?([^<]*?) ?(?:<|$)", nav, re.DOTALL)
    ]


def numbers(client: Client, query: str = "") -> dict[str, str]:
    """What the numbers beside the tabs are renewed to."""
    page = client.get(f"/tickets/news/?{query}").content.decode()
    return dict(re.findall(r'id="tab-(\w+)" hx-swap-oob="true">([^<]*)<', page))


def test_view_is_saved_from_the_list_and_opens_with_all_in_its_address(desk: Client, service_desk: User) -> None:
    category = CategoryFactory(name="Netz")
    TicketFactory(subject="Netz weg", category=category)
    TicketFactory(subject="Drucker leer")
    query = f"view=unassigned&category={category.pk}&sort=-number&columns=number&columns=team&page=3&state="
    response = desk.post("/tickets/views/save/", {"name": " Netz  frei ", "audience": "own", "query": query})
    view = SavedView.objects.get()
    assert (view.name, view.owner, view.team) == ("Netz frei", service_desk, None)
    assert view.query == f"view=unassigned&category={category.pk}&sort=-number&columns=number&columns=team"
    assert response["Location"] == f"/tickets/?{view.query}&saved={view.pk}"
    page = desk.get(response["Location"]).content.decode()
    assert "Netz weg" in page
    assert "Drucker leer" not in page
    assert tabs(desk, f"saved={view.pk}&{view.query}")[-1] == "[Netz frei]"


def test_own_are_one_s_own_and_shared_ones_reach_team_or_everyone(
    service_desk: User, on_site: User, client_for: ClientFor
) -> None:
    for audience in Audience:
        actions.save_view(by=service_desk, name=str(audience.value), query="", audience=audience)
    assert tabs(client_for(service_desk))[-3:] == ["own", "team", "everyone"]
    assert tabs(client_for(on_site))[-1:] == ["everyone"]
    on_site.staff_member.team = service_desk.staff_member.team
    on_site.staff_member.save()
    assert tabs(client_for(on_site))[-2:] == ["team", "everyone"]
    assert [*SavedView.objects.visible_to(on_site).values_list("name", flat=True)] == ["team", "everyone"]


def test_link_of_a_view_works_for_those_who_do_not_see_the_view(
    service_desk: User, on_site: User, client_for: ClientFor
) -> None:
    view = actions.save_view(by=service_desk, name="Nur meine", query="view=waiting", audience=Audience.OWN)
    assert tabs(client_for(on_site), view.get_absolute_url().partition("?")[2])[3] == "[Wartet]"
    assert tabs(client_for(service_desk), "saved=abc&view=waiting")[3] == "[Wartet]"


def test_numbers_are_asked_for_in_one_query_and_none_about_a_person(desk: Client, service_desk: User) -> None:
    ticket = TicketFactory(state="waiting_vendor", priority=1)
    keys = {}
    for name, query in (
        ("waiting", "view=waiting"), ("urgent", "priority=1"), ("none", "q=26-999999"),
        ("person", f"requester={ticket.requester_id}"), ("name", "q=Muster"),
    ):  # fmt: skip
        keys[name] = str(actions.save_view(by=service_desk, name=name, query=query, audience=Audience.OWN).pk)
    found = numbers(desk)
    assert {name: found.get(key) for name, key in keys.items()} == {
        "waiting": "1", "urgent": "1", "none": "0", "person": None, "name": None,
    }  # fmt: skip
    assert found["waiting"] == "1"  # the built-in one


def test_list_takes_as_many_queries_with_many_views_as_with_one(desk: Client, service_desk: User) -> None:
    def asked(path: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            desk.get(path)
        return len(captured)

    actions.save_view(by=service_desk, name="eine", query="view=mine", audience=Audience.OWN)
    desk.get("/tickets/")
    before = asked("/tickets/"), asked("/tickets/news/")
    for number in range(6):
        actions.save_view(by=service_desk, name=f"noch {number}", query="view=mine&sort=state", audience=Audience.OWN)
    assert (asked("/tickets/"), asked("/tickets/news/")) == before


def test_page_renames_shares_moves_and_deletes(desk: Client, service_desk: User) -> None:
    first, second = (
        actions.save_view(by=service_desk, name=name, query="", audience=Audience.OWN) for name in ("Eins", "Zwei")
    )
    url = f"/tickets/views/{second.pk}/"
    page = desk.post(url, {"do": "save", "name": "Zwo", "audience": "team"}, follow=True).content.decode()
    assert "Zwo“ ist gespeichert" in page
    second.refresh_from_db()
    assert (second.name, second.audience, second.team) == ("Zwo", "team", service_desk.staff_member.team)
    page = desk.get("/tickets/views/").content.decode()
    assert 'data-confirm="Ansicht „Zwo“ löschen? Sie verschwindet für alle, die sie sehen."' in page
    assert 'data-confirm="Ansicht „Eins“ löschen?"' in page
    desk.post(url, {"do": "up"})
    assert tabs(desk)[-2:] == ["Zwo", "Eins"]
    desk.post(url, {"do": "up"})
    assert tabs(desk)[-2:] == ["Zwo", "Eins"]
    desk.post(url, {"do": "down"})
    assert tabs(desk)[-2:] == ["Eins", "Zwo"]
    assert "Bitte geben Sie" in desk.post(url, {"do": "save", "audience": "own"}, follow=True).content.decode()
    desk.post(f"/tickets/views/{first.pk}/", {"do": "delete"})
    assert tabs(desk)[-1:] == ["Zwo"]


def test_view_of_somebody_else_is_neither_found_nor_changed(
    service_desk: User, on_site: User, administrator: User, client_for: ClientFor
) -> None:
    own = actions.save_view(by=service_desk, name="Eigene", query="", audience=Audience.OWN)
    shared = actions.save_view(by=service_desk, name="Geteilte", query="", audience=Audience.EVERYONE)
    other = client_for(on_site)
    assert other.post(f"/tickets/views/{own.pk}/", {"do": "delete"}).status_code == 404
    assert other.post(f"/tickets/views/{shared.pk}/", {"do": "delete"}).status_code == 403
    assert "Geteilte" in other.get("/tickets/views/").content.decode()
    with pytest.raises(PermissionDenied):
        actions.change_view(view=own, by=administrator, name="x", audience=Audience.OWN)
    actions.delete_view(view=shared, by=with_fresh_rights(administrator))
    assert SavedView.objects.get() == own


def test_what_somebody_shared_and_left_behind_is_taken_over_by_the_team(
    service_desk: User, on_site: User, data_protection: User, client_for: ClientFor
) -> None:
    colleague = employed(roles.SERVICE_DESK)
    colleague.staff_member.team = service_desk.staff_member.team
    colleague.staff_member.save()
    for audience in Audience:
        actions.save_view(by=colleague, name=str(audience.value), query="", audience=audience)
    own, of_team, of_everyone = SavedView.objects.all()
    url, data = f"/tickets/views/{of_team.pk}/", {"do": "save", "name": "Unsere", "audience": "team"}
    assert client_for(service_desk).post(url, data).status_code == 403
    User.objects.filter(pk=colleague.pk).update(is_active=False)
    assert "übernehmen Sie sie" in client_for(service_desk).get("/tickets/views/").content.decode()
    gone = person_of_account(with_fresh_rights(colleague))
    erase_person(person=gone, by=data_protection, now=timezone.now())
    assert not SavedView.objects.filter(pk=own.pk).exists()
    assert client_for(on_site).post(f"/tickets/views/{of_everyone.pk}/", {"do": "delete"}).status_code == 403
    assert "ist gespeichert" in client_for(service_desk).post(url, data, follow=True).content.decode()
    assert SavedView.objects.get(name="Unsere").owner == service_desk
    assert SavedView.objects.get(pk=of_everyone.pk).owner is None


def test_contact_keeps_no_view(reporter: User) -> None:
    with pytest.raises(PermissionDenied):
        actions.save_view(by=reporter, name="x", query="", audience=Audience.OWN)
    assert not SavedView.objects.visible_to(reporter).exists()


def test_number_of_views_is_bounded(service_desk: User) -> None:
    for number in range(MOST_OF_ONE):
        actions.save_view(by=service_desk, name=str(number), query="", audience=Audience.OWN)
    with pytest.raises(ValidationError, match="höchstens"):
        actions.save_view(by=service_desk, name="zu viel", query="", audience=Audience.OWN)


def test_columns_are_chosen_in_the_address(desk: Client) -> None:
    def headings(query: str) -> list[str]:
        page = desk.get(f"/tickets/?{query}").content.decode()
        return re.findall(r'id="sort-(\w+)"', page)

    TicketFactory()
    usual = headings("")
    assert headings("columns=team&columns=number") == ["subject", "team", "number"]
    assert headings("columns=number&columns=team") == ["number", "subject", "team"]
    assert headings("columns=team&columns=number&columns=subject&columns=team&columns=select") == [
        "team",
        "number",
        "subject",
    ]
    assert headings("columns=nix") == usual
    assert "team" not in usual
    page = desk.get("/tickets/?view=mine&columns=team&sort=team&q=x").content.decode()
    form = page[page.index('id="columns"') :].partition("</form>")[0]
    for kept in ('name="view" value="mine"', 'name="sort" value="team"', 'name="q" value="x"'):
        assert kept in form
    assert 'value="team" checked' in form
    assert 'name="view" value="mine" form="filter"' in page


def test_columns_move_left_and_right_and_stay_so_in_a_saved_view(desk: Client) -> None:
    TicketFactory()
    chosen = "columns=number&columns=subject&columns=team"
    response = desk.get(f"/tickets/?view=mine&{chosen}&left=team")
    address = "/tickets/?view=mine&columns=number&columns=team&columns=subject"
    assert response["Location"] == address
    assert desk.get(f"{address}&left=number")["Location"] == address
    assert desk.get(f"{address}&right=state")["Location"] == f"{address}&columns=state"
    page = desk.get("/tickets/?view=all&columns=team&columns=subject&columns=number").content.decode()
    form = page[page.index('id="columns"') :].partition("</form>")[0]
    shown = re.findall(r'name="columns" value="(\w+)"', form)
    assert shown[:4] == ["team", "subject", "number", "priority"]
    assert 'aria-label="Team nach rechts"' in form
    query = "view=all&columns=team&columns=subject&columns=number"
    view = desk.post("/tickets/views/save/", {"name": "Nach Team", "audience": "own", "query": query})
    page = desk.get(view["Location"]).content.decode()
    assert re.findall(r'id="sort-(\w+)"', page) == ["team", "subject", "number"]
    first_row = page[page.index("<tbody") :].partition("</tr>")[0]
    assert re.findall(r'data-label="([^"]*)"|role="(rowheader)"', first_row)[1:] == [
        ("Team", ""),
        ("", "rowheader"),
        ("Nr.", ""),
    ]

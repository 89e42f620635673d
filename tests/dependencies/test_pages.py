"""What the pages tell: by authority, as a graph, as a table, and one by one."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from customers.models import Authority
from dependencies.graph import MOST_GROUPS, MOST_NODES, graph_of
from dependencies.impact import impact_of
from dependencies.models import Relation
from dependencies.nodes import Node, number_of
from tests.factories import (
    ApplicationUseFactory,
    AuthorityFactory,
    InfrastructureItemFactory,
    RelationFactory,
    SpecialistApplicationFactory,
    WorkstationFactory,
)
from workstations.models import InfrastructureItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def link() -> InfrastructureItem:
    """What everything below hangs on."""
    return InfrastructureItemFactory(name="Anbindung", kind=InfrastructureItem.Kind.NETWORK_LINK)


@pytest.fixture
def browser(service_desk: User, client_for: Callable[[User], Client]) -> Client:
    """The browser of somebody of the desk."""
    return client_for(service_desk)


def connect(authority: Authority, link: InfrastructureItem, count: int, *, redundant: bool = False) -> None:
    for _ in range(count):
        RelationFactory(
            kind="connected_to", source_application=None, source_workstation=WorkstationFactory(authority=authority),
            target_item=link, is_redundant=redundant,
        )  # fmt: skip


def text_of(browser: Client, item: InfrastructureItem, name: str = "impact", **query: object) -> str:
    return browser.get(Node.of(item).page(name), query).content.decode()


def test_authorities_with_their_applications_and_workstations(browser: Client, link: InfrastructureItem) -> None:
    town, county = AuthorityFactory(name="Stadt Eins"), AuthorityFactory(name="Amt Zwei")
    connect(town, link, 3)
    connect(county, link, 2, redundant=True)
    application = SpecialistApplicationFactory(name="Meldewesen")
    RelationFactory(kind="depends_on", source_application=application, target_item=link)
    ApplicationUseFactory(application=application, authority=town)
    text = text_of(browser, link)
    assert (
        "sind 2 Behörden betroffen; es fallen aus: 1 Fachverfahren und 3 Arbeitsplätze; beeinträchtigt: 2 Arbeitsplätze."
        in text
    )
    assert text.index("Stadt Eins") < text.index("Amt Zwei")  # who feels most comes first
    assert f'authority={town.pk}&amp;consequence=fails">3</a>' in text
    assert f'authority={county.pk}&amp;consequence=weakened">2</a>' in text


def test_use_counts_only_while_it_lasts(browser: Client, link: InfrastructureItem) -> None:
    today = timezone.localdate()
    application = SpecialistApplicationFactory()
    RelationFactory(kind="depends_on", source_application=application, target_item=link)
    former, coming, present = (AuthorityFactory(name=name) for name in ("Amt Früher", "Amt Später", "Amt Heute"))
    ApplicationUseFactory(application=application, authority=former, used_until=today - timedelta(days=1))
    ApplicationUseFactory(application=application, authority=coming, used_since=today + timedelta(days=1))
    ApplicationUseFactory(application=application, authority=present, used_since=date(2020, 1, 1), used_until=today)
    text = text_of(browser, link)
    assert "Amt Heute" in text
    assert "Amt Früher" not in text
    assert "Amt Später" not in text


def test_a_failing_application_itself_concerns_those_who_use_it(browser: Client) -> None:
    use = ApplicationUseFactory(authority=AuthorityFactory(name="Stadt Eins"))
    text = browser.get(Node.of(use.application).page()).content.decode()
    assert "Stadt Eins" in text
    assert "ist eine Behörde betroffen" in text


def test_nothing_entered_is_said_and_not_taken_for_safety(browser: Client, link: InfrastructureItem) -> None:
    assert "vielleicht fehlt etwas" in text_of(browser, link)
    assert "Nichts fällt mit aus" in text_of(browser, link, "graph")


def test_list_of_workstations_shows_those_behind_the_number(browser: Client, link: InfrastructureItem) -> None:
    town, county = AuthorityFactory(), AuthorityFactory()
    connect(town, link, 2)
    connect(county, link, 1)
    other = WorkstationFactory(authority=town)
    text = text_of(browser, link, "workstations", authority=town.pk, consequence="fails")
    assert "2 IT-Arbeitsplätze" in text
    assert other.inventory_number not in text
    assert "Kein Treffer" in text_of(browser, link, "workstations", authority=town.pk, consequence="weakened")


def test_table_has_a_row_for_each_relation_of_the_way_and_can_be_taken_along(
    browser: Client, link: InfrastructureItem
) -> None:
    connect(AuthorityFactory(), link, 2)
    RelationFactory()  # elsewhere
    assert "2 Abhängigkeiten" in text_of(browser, link, "table")
    answer = browser.get(Node.of(link).page("table"), {"export": "csv"})
    rows = b"".join(answer).decode("utf-8-sig").splitlines()
    assert rows[0].startswith("Was;Art;Folge;Beziehung;Wovon")
    assert len(rows) == 3
    assert ";IT-Arbeitsplatz;fällt aus;ist angebunden über;Anbindung;Netzanbindung;nein" in rows[1]


def test_graph_takes_the_workstations_of_an_authority_as_one(service_desk: User, link: InfrastructureItem) -> None:
    town = AuthorityFactory(short_name="Eins")
    connect(town, link, 3)
    connect(town, link, 1, redundant=True)
    graph = graph_of(Node.of(link), impact_of(number_of(link)), user=service_desk)
    assert [vertex.label for vertex in graph.vertices] == [
        "Anbindung, Netzanbindung, fällt zuerst aus",
        "3 Arbeitsplätze, Eins, IT-Arbeitsplätze, fällt aus, ist angebunden über Anbindung",
        "1 Arbeitsplatz, Eins, IT-Arbeitsplätze, beeinträchtigt, ist angebunden über Anbindung",
    ]
    assert [line.is_redundant for line in graph.lines] == [False, True]


def test_graph_stays_small_and_says_what_it_leaves_out(service_desk: User, link: InfrastructureItem) -> None:
    for _ in range(MOST_NODES + 2):
        RelationFactory(kind="depends_on", target_item=link)
    for _ in range(MOST_GROUPS + 1):
        connect(AuthorityFactory(), link, 1)
    graph = graph_of(Node.of(link), impact_of(number_of(link)), user=service_desk)
    assert len(graph.vertices) == 1 + MOST_NODES + MOST_GROUPS
    assert graph.left_out == 3


@pytest.mark.parametrize("name", ["impact", "graph", "table", "workstations", "needs"])
def test_more_rows_take_no_more_queries(browser: Client, link: InfrastructureItem, name: str) -> None:
    def fill() -> None:
        authority = AuthorityFactory()
        connect(authority, link, 2)
        use = ApplicationUseFactory(authority=authority)
        RelationFactory(kind="depends_on", source_application=use.application, target_item=link)
        Relation.objects.create(kind="depends_on", source_item=link, target_item=InfrastructureItemFactory())

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(Node.of(link).page(name)).status_code == 200
        return len(captured)

    fill()
    queries()
    few = queries()
    for _ in range(4):
        fill()
    assert queries() == few


def test_what_it_stands_on_alone_is_named_in_one_sentence(browser: Client, link: InfrastructureItem) -> None:
    server = InfrastructureItemFactory(name="Zentralserver")
    vital = RelationFactory(kind="depends_on", source_application=None, source_item=server, target_item=link)
    RelationFactory(kind="depends_on", source_application=None, source_item=server, is_redundant=True)
    shown = text_of(browser, server, "needs")
    assert (
        "„Zentralserver“ fällt aus, sobald „Anbindung“ ausfällt, und braucht ein weiteres, auf das es allein" in shown
    )
    assert "<title>Wovon hängt „Zentralserver“ ab?" in shown
    assert f'Ändern<span class="kern-sr-only">: {vital}</span>' in shown or "Ändern<" not in shown


def test_the_number_of_authorities_stands_in_the_sentences_only(browser: Client, link: InfrastructureItem) -> None:
    connect(AuthorityFactory(), link, 3)
    figures = browser.get(Node.of(link).page()).context["figures"]
    assert [label for label, _, _ in figures] == ["Fachverfahren", "Arbeitsplätze", "Infrastruktur"]


def test_unknown_kind_is_not_found(browser: Client, link: InfrastructureItem) -> None:
    assert browser.get(f"/dependencies/nothing/{link.pk}/").status_code == 404

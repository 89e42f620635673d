"""Entering, changing and removing relations, and what the database itself refuses."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts import roles
from accounts.models import User
from dependencies.actions import change_relation, relate, remove_relation
from dependencies.fitting import misfit
from dependencies.models import Relation
from dependencies.nodes import Node
from tests.factories import InfrastructureItemFactory, RelationFactory, SpecialistApplicationFactory, WorkstationFactory
from tests.people import employed
from workstations.models import InfrastructureItem

pytestmark = pytest.mark.django_db
Kind = Relation.Kind


@pytest.fixture
def keeper() -> User:
    """Somebody who keeps the infrastructure."""
    return employed(roles.INFRASTRUCTURE)


@pytest.fixture
def browser(keeper: User, client_for: Callable[[User], Client]) -> Client:
    """Their browser."""
    return client_for(keeper)


def of_kind(kind: str, name: str = "") -> InfrastructureItem:
    """An item of a kind that the stock may not offer yet."""
    item = InfrastructureItemFactory(**({"name": name} if name else {}))
    InfrastructureItem.objects.filter(pk=item.pk).update(kind=kind)
    item.refresh_from_db()
    return item


def page(item: InfrastructureItem, name: str = "impact") -> str:
    return Node.of(item).page(name)


# What the database refuses


@pytest.mark.parametrize(
    "ends",
    [
        {"source_item": None},
        {"source_item": 1, "source_application": 1},
        {"target_item": None, "target_application": None},
        {"target_application": 1},
        {"source_item": "target", "source_application": None},
    ],
)
def test_exactly_one_row_at_each_end_and_never_the_same(ends: dict[str, object]) -> None:
    target, application = InfrastructureItemFactory(), SpecialistApplicationFactory()
    rows = {1: InfrastructureItemFactory(), "target": target}
    given: dict[str, object] = {"source_item": rows[1], "target_item": target}
    for name, wanted in ends.items():
        given[name] = application if wanted == 1 and name.endswith("application") else rows.get(wanted)
    with pytest.raises(IntegrityError), transaction.atomic():
        Relation.objects.create(kind=Kind.DEPENDS_ON, **given)


def test_the_same_relation_only_once() -> None:
    relation = RelationFactory()
    with pytest.raises(IntegrityError, match="relation_unique"), transaction.atomic():
        RelationFactory(source_application=relation.source_application, target_item=relation.target_item)
    RelationFactory(
        source_application=relation.source_application, target_item=relation.target_item, kind=Kind.DEPENDS_ON
    )


def test_relation_goes_with_what_it_is_about() -> None:
    relation = RelationFactory()
    relation.target.delete()
    assert not Relation.objects.exists()


# What fits


def test_what_does_not_fit_is_refused_in_words(keeper: User) -> None:
    server, link = InfrastructureItemFactory(name="srv"), of_kind("network_link", "Leitung")
    with pytest.raises(ValidationError, match="Möglich ist das mit einem Server") as refused:
        relate(kind=Kind.RUNS_ON, source=SpecialistApplicationFactory(), target=link, by=keeper)
    assert set(refused.value.error_dict) == {"kind"}
    with pytest.raises(ValidationError, match="So beginnen kann ein Fachverfahren"):
        relate(kind=Kind.RUNS_ON, source=server, target=InfrastructureItemFactory(), by=keeper)
    with pytest.raises(ValidationError, match="Nichts hängt von sich selbst ab"):
        relate(kind=Kind.DEPENDS_ON, source=server, target=server, by=keeper)


@pytest.mark.parametrize(
    ("source", "target", "fits"),
    [
        ("server", "rack", True), ("rack", "room", True), ("room", "data_centre", True), ("server", "data_centre", True),
        ("room", "rack", False), ("data_centre", "room", False), ("rack", "rack", False), ("virtual_machine", "rack", False),
        ("server", "server", False),
    ],
)  # fmt: skip
def test_things_stand_in_places_and_places_in_larger_ones(keeper: User, source: str, target: str, fits: bool) -> None:
    one, other = of_kind(source), of_kind(target)
    if fits:
        assert misfit(Kind.STANDS_IN, Node.of(one), Node.of(other)) == ""
    else:
        with pytest.raises(ValidationError):
            relate(kind=Kind.STANDS_IN, source=one, target=other, by=keeper)


# Who may


def test_whoever_does_not_keep_them_only_looks() -> None:
    desk = employed(roles.SERVICE_DESK)
    relation = RelationFactory()
    with pytest.raises(PermissionDenied):
        relate(kind=Kind.DEPENDS_ON, source=relation.source, target=relation.target, by=desk)
    with pytest.raises(PermissionDenied):
        change_relation(relation=relation, kind=relation.kind, is_redundant=True, note="", by=desk)
    with pytest.raises(PermissionDenied):
        remove_relation(relation=relation, by=desk)


# Through the pages


def test_relation_is_entered_from_either_end(browser: Client) -> None:
    server, switch = InfrastructureItemFactory(name="srv"), of_kind("network_device", "Kernverteiler")
    sent = {"kind": "needed:connected_to", "other": f"item-{server.pk}", "is_redundant": "on", "note": "Port 12"}
    answer = browser.post(page(switch, "add"), sent, follow=True)
    assert "Eingetragen: srv ist angebunden über Kernverteiler." in answer.content.decode()
    relation = Relation.objects.get()
    assert (relation.source, relation.target, relation.is_redundant, relation.note) == (server, switch, True, "Port 12")
    browser.post(page(switch, "add"), {"kind": "needs:depends_on", "other": f"item-{server.pk}"})
    assert Relation.objects.get(kind=Kind.DEPENDS_ON).source == switch


def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(browser: Client) -> None:
    server, application = InfrastructureItemFactory(name="srv"), SpecialistApplicationFactory(name="Meldewesen")
    sent = {"kind": "needs:depends_on", "other": "item-999999999", "note": "Wichtig"}
    text = browser.post(page(server, "add"), sent).content.decode()
    assert "Bitte wählen Sie ein Gegenstück aus der Liste." in text
    assert "Wichtig" in text
    sent = {"kind": "needs:connected_to", "other": f"application-{application.pk}", "note": "Wichtig"}
    text = browser.post(page(server, "add"), sent).content.decode()
    assert "„ist angebunden über“ passt nicht zu „Meldewesen“ (Fachverfahren)." in text
    assert f'<option value="application-{application.pk}" selected>' in text


def test_search_finds_rows_of_all_kinds_by_name_and_number(browser: Client) -> None:
    server = InfrastructureItemFactory(name="Zentralserver", inventory_number="RZ-4711")
    workstation = WorkstationFactory(inventory_number="AP-4711")
    application = SpecialistApplicationFactory(name="Verfahren 4711")
    text = browser.get(page(server, "choices"), {"q": "4711"}).content.decode()
    assert f'value="workstation-{workstation.pk}"' in text
    assert f'value="application-{application.pk}"' in text
    assert f'value="item-{server.pk}"' not in text  # itself


def test_search_offers_nothing_that_is_gone(browser: Client) -> None:
    node = of_kind("server", "srv-a")
    gone = of_kind("server", "srv-alt")
    url = page(node, "choices")
    assert "srv-alt" in browser.get(url, {"q": "srv"}).content.decode()
    InfrastructureItem.objects.filter(pk=gone.pk).update(state="retired", retired_on="2026-01-01")
    assert "srv-alt" not in browser.get(url, {"q": "srv"}).content.decode()


def test_a_closed_circle_is_named_and_allowed(browser: Client) -> None:
    first, second, third = (InfrastructureItemFactory(name=name) for name in "ABC")
    for one, other in ((first, second), (second, third)):
        browser.post(page(one, "add"), {"kind": "needs:depends_on", "other": f"item-{other.pk}"})
    sent = {"kind": "needs:depends_on", "other": f"item-{first.pk}"}
    assert "Kreis: C → A → B → C." in browser.post(page(third, "add"), sent, follow=True).content.decode()
    assert "Kreis: B → C → A → B." in browser.get(page(second, "needs")).content.decode()
    assert "Kreis" not in browser.get(page(InfrastructureItemFactory(), "needs")).content.decode()


def test_relation_is_changed_unless_somebody_was_quicker(browser: Client) -> None:
    relation = RelationFactory()
    url = reverse("dependencies:relation", args=[relation.pk])
    sent = {"kind": relation.kind, "is_redundant": "on", "note": "", "version": 1}
    browser.post(url, sent)
    relation.refresh_from_db()
    assert (relation.is_redundant, relation.version) == (True, 2)
    text = browser.post(url, {**sent, "note": "Zu spät"}).content.decode()
    assert "Jemand anderes hat" in text
    assert "Zu spät" in text


def test_what_was_changed_in_the_web_admin_is_not_written_over(
    browser: Client, client_for: Callable[[User], Client]
) -> None:
    relation = RelationFactory()
    kept = {
        "kind": relation.kind,
        "source_application": relation.source_application_id,
        "target_item": relation.target_item_id,
    }
    admin = client_for(employed(roles.ADMINISTRATION))
    url = reverse("admin:dependencies_relation_change", args=[relation.pk])
    assert admin.post(url, {**kept, "note": "Neu"}).status_code == 302
    sent = {"kind": relation.kind, "is_redundant": "on", "note": "", "version": 1}
    assert (
        "Jemand anderes hat"
        in browser.post(reverse("dependencies:relation", args=[relation.pk]), sent).content.decode()
    )
    relation.refresh_from_db()
    assert (relation.note, relation.is_redundant) == ("Neu", False)


def test_relation_is_removed_after_a_question(browser: Client) -> None:
    relation = RelationFactory()
    url = reverse("dependencies:remove", args=[relation.pk])
    assert "gilt dann nicht mehr" in browser.get(url).content.decode()
    assert Relation.objects.exists()
    browser.post(url)
    assert not Relation.objects.exists()


def test_web_admin_refuses_what_does_not_fit(client_for: Callable[[User], Client]) -> None:
    browser = client_for(employed(roles.ADMINISTRATION))
    item, application = InfrastructureItemFactory(), SpecialistApplicationFactory(name="Meldewesen")
    url = reverse("admin:dependencies_relation_add")
    wrong = {"kind": Kind.CONNECTED_TO, "source_application": application.pk, "target_item": item.pk}
    assert "passt nicht zu „Meldewesen“" in browser.post(url, wrong).content.decode()
    same = {"kind": Kind.DEPENDS_ON, "source_item": item.pk, "target_item": item.pk}
    assert "Nichts hängt von sich selbst ab." in browser.post(url, same).content.decode()
    half = {"kind": Kind.DEPENDS_ON, "source_item": item.pk}
    assert "genau ein Element, das gebraucht wird" in browser.post(url, half).content.decode()
    assert not Relation.objects.exists()
    assert browser.post(url, {**wrong, "kind": Kind.DEPENDS_ON}).status_code == 302
    assert Relation.objects.get().source == application

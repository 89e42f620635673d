"""What infrastructure inherits: the highest of all that need it, through circles, without what is gone; and deviations."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from applications.models import SpecialistApplication
from continuity.actions import deviate, withdraw
from continuity.inheritance import inheritance
from continuity.models import ProtectionDeviation
from continuity.standing import Standing, protection_of
from tests.factories import InfrastructureItemFactory, RelationFactory, SpecialistApplicationFactory
from tests.factories_continuity import ProtectionDeviationFactory, ProtectionNeedFactory
from workstations.models import InfrastructureItem

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 29)
Item = InfrastructureItem


def on(item: Item, *, availability: int = 1, integrity: int = 1, redundant: bool = False) -> SpecialistApplication:
    """A Fachverfahren with its need on a piece of infrastructure."""
    application = SpecialistApplicationFactory()
    ProtectionNeedFactory(application=application, availability=availability, integrity=integrity)
    RelationFactory(source_application=application, target_item=item, is_redundant=redundant)
    return application


def below(upper: Item, lower: Item, *, redundant: bool = False) -> None:
    RelationFactory(
        kind="depends_on", source_application=None, source_item=upper, target_item=lower, is_redundant=redundant
    )


def test_the_highest_of_each_value_is_inherited_and_says_from_whom() -> None:
    server = InfrastructureItemFactory()
    on(server, availability=2)
    first, second = on(server, availability=3), on(server, availability=3, integrity=2)
    found = inheritance(TODAY)[server.pk]
    assert (found.of("availability").level, found.of("availability").causes) == (3, (first.pk, second.pk))
    assert (found.of("integrity").level, found.of("integrity").count) == (2, 1)
    assert found.of("confidentiality").level == 1
    assert found.applications == 3


def test_it_goes_down_through_others_and_around_circles() -> None:
    server, storage, switch = (InfrastructureItemFactory() for _ in range(3))
    on(server, availability=2)
    below(server, storage)
    below(storage, switch)
    below(switch, storage)
    found = inheritance(TODAY)
    assert [found[item.pk].of("availability").level for item in (server, storage, switch)] == [2, 2, 2]


def test_it_goes_through_another_application() -> None:
    server = InfrastructureItemFactory()
    upper, lower = SpecialistApplicationFactory(), on(server)
    ProtectionNeedFactory(application=upper, integrity=3)
    RelationFactory(kind="depends_on", source_application=upper, target_item=None, target_application=lower)
    assert inheritance(TODAY)[server.pk].of("integrity").level == 3


def test_what_is_gone_or_no_longer_operated_hands_nothing_on() -> None:
    gone = InfrastructureItemFactory(state="retired", retired_on=TODAY)
    storage, server = InfrastructureItemFactory(), InfrastructureItemFactory()
    on(gone, availability=3)
    below(gone, storage)
    ended = on(server, availability=3)
    SpecialistApplication.objects.filter(pk=ended.pk).update(operated_until=TODAY - timedelta(days=1))
    assert inheritance(TODAY) == {}
    assert server.pk in inheritance(TODAY - timedelta(days=1))


def test_some_of_them_by_the_same_single_query() -> None:
    server, other = InfrastructureItemFactory(), InfrastructureItemFactory()
    for item in (server, other):
        for _ in range(7):
            on(item, availability=2)
    with CaptureQueriesContext(connection) as queries:
        found = inheritance(TODAY, [server.pk])
    assert len(queries) == 1
    assert set(found) == {server.pk}
    assert (found[server.pk].of("availability").count, len(found[server.pk].of("availability").causes)) == (7, 5)


def test_many_high_needs_hint_at_cumulation_and_redundant_ones_at_distribution(service_desk: User) -> None:
    crowded, spare = InfrastructureItemFactory(), InfrastructureItemFactory()
    for _ in range(3):
        on(crowded, integrity=2)
    on(spare, availability=2, redundant=True)
    standing = Standing(service_desk, TODAY)
    assert ["Integrität" in words and "kumuliert" in words for words in standing.of(crowded.pk).hints] == [True]
    assert ["Verteilung" in words for words in standing.of(spare.pk).hints] == [True]
    ProtectionDeviationFactory(item=spare, level=1, basis_level=2, effect="distribution")
    assert Standing(service_desk, TODAY).of(spare.pk).hints == []


def decide(item: Item, by: User, **said: object) -> ProtectionDeviation:
    values: dict[str, object] = {
        "value": "availability", "effect": "cumulation", "level": 3, "reason": "Alle hängen daran.", "decided_on": TODAY,
        "review_on": None,
    }  # fmt: skip
    return deviate(item=item, by=by, today=TODAY, **{**values, **said})


def test_a_deviation_takes_the_place_of_what_is_inherited(application_care: User) -> None:
    server = InfrastructureItemFactory()
    on(server, availability=2)
    row = decide(server, application_care)
    assert (row.basis_level, row.basis_count, row.version) == (2, 1, 1)
    protection = protection_of(server, application_care, TODAY)
    assert (protection.level("availability"), protection.level("integrity")) == (3, 1)
    withdraw(deviation=row, by=application_care)
    assert protection_of(server, application_care, TODAY).level("availability") == 2


def test_a_deviation_is_to_be_reviewed_once_its_basis_has_changed(application_care: User) -> None:
    server = InfrastructureItemFactory()
    on(server, availability=2)
    decide(server, application_care)
    assert protection_of(server, application_care, TODAY).reviews == []
    on(server, availability=2)
    assert "jetzt von 2 Fachverfahren" in protection_of(server, application_care, TODAY).reviews[0]
    on(server, availability=3)
    assert (
        "geerbt wird jetzt sehr hoch, bei der Entscheidung war es hoch"
        in protection_of(server, application_care, TODAY).reviews[0]
    )


def test_a_deviation_is_to_be_reviewed_when_its_day_has_come(application_care: User) -> None:
    server = InfrastructureItemFactory()
    on(server, availability=2)
    decide(server, application_care, review_on=TODAY + timedelta(days=1))
    assert protection_of(server, application_care, TODAY).reviews == []
    assert protection_of(server, application_care, TODAY + timedelta(days=1)).reviews


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"level": 2}, "level"),
        ({"level": 1}, "level"),
        ({"effect": "distribution", "level": 3}, "level"),
        ({"effect": "distribution", "level": 1, "value": "integrity"}, "effect"),
        ({"decided_on": TODAY + timedelta(days=1)}, "decided_on"),
        ({"reason": "  "}, "reason"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(
    said: dict[str, object], field: str, application_care: User
) -> None:
    server = InfrastructureItemFactory()
    on(server, availability=2, integrity=2)
    with pytest.raises(ValidationError) as refused:
        decide(server, application_care, **said)
    assert field in refused.value.error_dict


def test_the_database_takes_no_distribution_of_other_values() -> None:
    with pytest.raises(IntegrityError):
        ProtectionDeviationFactory(value="integrity", effect="distribution", level=1, basis_level=2)


def test_only_who_keeps_it_decides(service_desk: User, coordinator: User) -> None:
    for user in (service_desk, coordinator):
        with pytest.raises(PermissionDenied):
            decide(InfrastructureItemFactory(), user)

"""The restart of the house as it is read from the database: order, reasons, circles, times, authorities, gaps."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from applications.models import SpecialistApplication
from continuity.gaps import Gap, condition_of, gaps_of, with_facts
from continuity.house import Restart, restart
from customers.models import Authority
from tests.factories import (
    ApplicationUseFactory,
    AuthorityFactory,
    InfrastructureItemFactory,
    RelationFactory,
    SpecialistApplicationFactory,
)
from tests.factories_continuity import (
    ContinuityPlanFactory,
    ExerciseFactory,
    PlanDocumentFactory,
    ProtectionNeedFactory,
)
from workstations.models import InfrastructureItem

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 29)


def planned(name: str, rank: int | None, rto: int | None = 24, *uses: Authority) -> SpecialistApplication:
    """A Fachverfahren with a rank and a time, used by some authorities."""
    application = SpecialistApplicationFactory(name=name)
    agreed = (
        {"rank_agreed_on": TODAY, "rank_agreed_with": "Runde"}
        if rank
        else {"rank_agreed_on": None, "rank_agreed_with": ""}
    )
    ContinuityPlanFactory(application=application, restart_rank=rank, rto_hours=rto, **agreed)
    for authority in uses:
        ApplicationUseFactory(application=application, authority=authority)
    return application


def server(name: str, *above: SpecialistApplication | InfrastructureItem) -> InfrastructureItem:
    """Running infrastructure that some things need."""
    item = InfrastructureItemFactory(name=name, state="in_service", in_service_on=TODAY)
    for one in above:
        kind = "source_application" if isinstance(one, SpecialistApplication) else "source_item"
        RelationFactory(**{"kind": "depends_on", "source_application": None, kind: one}, target_item=item)
    return item


def names(found: Restart) -> list[str]:
    return [line.row.name for line in found.lines]


def line_of(found: Restart, name: str) -> str:
    return next(found.why(line) for line in found.lines if found.names[line.key] == name)


def test_what_is_needed_comes_first_and_says_for_whom(service_desk: User) -> None:
    late, early = planned("Kfz", 7), planned("Sozialwesen", 2)
    server("Netz", server("Server A", early))
    server("Server B", late)
    found = restart(service_desk, TODAY)
    assert names(found) == ["Netz", "Server A", "Sozialwesen", "Server B", "Kfz"]
    assert line_of(found, "Netz") == "weil „Sozialwesen“ (Rang 2) es braucht, über „Server A“"
    assert line_of(found, "Server B") == "weil „Kfz“ (Rang 7) es braucht"
    assert line_of(found, "Kfz") == "Rang 7 vereinbart"


def test_a_better_rank_from_above_is_the_reason(service_desk: User) -> None:
    low, high = planned("Archiv", 9), planned("Meldewesen", 1)
    RelationFactory(kind="depends_on", source_application=high, target_item=None, target_application=low)
    planned("Mitte", 5)
    found = restart(service_desk, TODAY)
    assert names(found) == ["Archiv", "Meldewesen", "Mitte"]
    assert line_of(found, "Archiv") == "weil „Meldewesen“ (Rang 1) es braucht"


def test_infrastructure_shows_the_shortest_time_and_all_authorities(service_desk: User) -> None:
    town, district = AuthorityFactory(), AuthorityFactory()
    first, second = planned("Eins", 1, 48, town), planned("Zwei", 2, 8, district)
    storage = server("Speicher", server("Server", first, second))
    line = next(line for line in restart(service_desk, TODAY).lines if line.row == storage)
    assert line.rto is not None
    assert line.rto.hours == 8
    assert line.authorities == {town.pk, district.pk}


def test_circles_are_named_and_stay_together(service_desk: User) -> None:
    application = planned("Eins", 1)
    upper = server("Verzeichnis", application)
    lower = server("Namensdienst", upper)
    RelationFactory(kind="depends_on", source_application=None, source_item=lower, target_item=upper)
    found = restart(service_desk, TODAY)
    assert [{found.names[key] for key in circle} for circle in found.circles] == [{"Verzeichnis", "Namensdienst"}]
    assert [line.number for line in found.lines] == [1, 1, 2]


def test_an_authority_gets_what_it_uses_and_what_that_needs_in_the_order_of_the_house(service_desk: User) -> None:
    town, other = AuthorityFactory(), AuthorityFactory()
    own, foreign = planned("Eigenes", 5, 24, town), planned("Fremdes", 1, 24, other)
    server("Gemeinsam", own, foreign)
    server("Nur fremd", foreign)
    found = restart(service_desk, TODAY, authority=town.pk)
    assert names(found) == ["Gemeinsam", "Eigenes"]
    assert line_of(found, "Gemeinsam") == "weil ein Fachverfahren anderer Behörden (Rang 1) es braucht"
    assert line_of(restart(service_desk, TODAY), "Gemeinsam") == "weil „Fremdes“ (Rang 1) es braucht"


def test_what_is_gone_not_operated_or_in_stock_is_not_started(service_desk: User) -> None:
    application = planned("Eins", 1)
    server("Läuft", application)
    InfrastructureItemFactory(name="Lager")
    gone = server("Weg", application)
    InfrastructureItem.objects.filter(pk=gone.pk).update(state="retired", retired_on=TODAY)
    SpecialistApplicationFactory(name="Früher", operated_until=date(2026, 1, 1))
    assert names(restart(service_desk, TODAY)) == ["Läuft", "Eins"]


def test_a_need_that_runs_later_than_what_needs_it_is_named(service_desk: User) -> None:
    upper, lower = planned("Oben", 1, 8), planned("Unten", 2, 24)
    between = server("Zwischen", upper)
    RelationFactory(
        kind="depends_on", source_application=None, source_item=between, target_item=None, target_application=lower
    )
    found = restart(service_desk, TODAY)
    assert [(found.names[one.needed], found.names[one.needer]) for one in found.too_late] == [("Unten", "Oben")]


def test_every_gap_is_found_alike_by_the_database_and_row_by_row() -> None:
    complete = planned("Vollständig", 1)
    ProtectionNeedFactory(application=complete)
    PlanDocumentFactory(application=complete)
    ExerciseFactory(application=complete, held_on=date(2024, 11, 29))
    RelationFactory(source_application=complete)
    SpecialistApplicationFactory(name="Leer")
    halfway = planned("Halb", None, None)
    ContinuityPlanFactory._meta.model.objects.filter(application=halfway).update(paper_fallback="")
    ExerciseFactory(application=halfway, held_on=date(2024, 11, 28))
    rows = with_facts(SpecialistApplication.objects.all())
    for gap in Gap:
        expected = {row.pk for row in rows if gap in gaps_of(row, TODAY)}
        assert set(rows.filter(condition_of(gap, TODAY)).values_list("pk", flat=True)) == expected, gap
    assert gaps_of(rows.get(pk=complete.pk), TODAY) == []
    assert set(gaps_of(rows.get(name="Leer"), TODAY)) == set(Gap)


def test_the_queries_do_not_grow(service_desk: User) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            restart(service_desk, TODAY)
        return len(queries)

    def grow(number: int) -> None:
        server(f"Server {number}", planned(f"Verfahren {number}", number, 24, AuthorityFactory()))

    _warm: Callable[[], int] = count
    grow(1)
    _warm()
    before = count()
    for number in range(2, 8):
        grow(number)
    assert count() == before

"""Fixed shares: copied whole, changed by nobody, corrected by another."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction

from accounts import roles
from accounts.models import User
from accounts.scope import PORTAL, SERVICE
from applications.models import ApplicationUse, SpecialistApplication
from sharing import actions
from sharing.models import Apportionment, ApportionmentCost, CostItem, Quote, Share, ShareWeight
from tests.factories import AuthorityFactory
from tests.factories_sharing import fixed_share
from tests.people import employed

NOW = datetime(2026, 11, 29, 9, 0, tzinfo=UTC)
FROZEN = (Apportionment, ApportionmentCost, Share, ShareWeight)


def fixed(application: SpecialistApplication, by: User) -> Apportionment:
    return actions.fix(application=application, year=2026, by=by, now=NOW)


def test_fixing_copies_costs_shares_weights_and_the_offer(shared: SpecialistApplication, commercial: User) -> None:
    row = fixed(shared, commercial)
    assert row.number == "KT-2026-0001"
    assert (row.total, row.share_count, row.key_in_words) == (Decimal("100.00"), 3, "benannte Nutzende")
    assert sorted(row.costs.values_list("label", "amount")) == [
        ("Bonus", Decimal("-20.00")),
        ("Pflege", Decimal("120.00")),
    ]
    shares = {share.authority_name: share for share in row.shares.all()}
    assert sum(share.amount for share in shares.values()) == row.total
    town = shares["Stadt Ludwigslust"]
    assert (town.quote_annual, town.quote_vendor, town.quote_source) == (
        Decimal("90.50"),
        "Muster-Software",
        "Angebot 2026-17",
    )
    assert town.saving == Decimal("33.36")
    assert shares["Amt Anderswo"].saving is None
    weight = town.weights.get()
    assert (weight.basis, weight.weight, weight.total) == ("named_users", 4, 7)


def test_later_changes_leave_what_is_fixed_as_it_is(shared: SpecialistApplication, commercial: User) -> None:
    row = fixed(shared, commercial)
    before = list(row.shares.values()), list(row.costs.values())
    CostItem.objects.filter(label="Pflege").update(amount=999)
    ApplicationUse.objects.update(user_count=1)
    Quote.objects.all().delete()
    assert (list(row.shares.values()), list(row.costs.values())) == before


def test_fixing_again_is_refused_in_words(shared: SpecialistApplication, commercial: User) -> None:
    fixed(shared, commercial)
    with pytest.raises(ValidationError, match="schon festgeschrieben"):
        fixed(shared, commercial)
    assert Apportionment.objects.count() == 1


def test_what_changed_since_it_was_shown_is_not_fixed(shared: SpecialistApplication, commercial: User) -> None:
    with pytest.raises(ValidationError, match="Inzwischen hat sich die Berechnung geändert"):
        actions.fix(application=shared, year=2026, seen="anders", by=commercial, now=NOW)
    assert not Apportionment.objects.exists()


def test_nothing_is_fixed_while_something_is_missing(application: SpecialistApplication, commercial: User) -> None:
    with pytest.raises(ValidationError, match="keine Kosten"):
        fixed(application, commercial)


@pytest.mark.parametrize(
    "role", [roles.CUSTOMER_CARE, roles.APPLICATION_CARE, roles.MANAGEMENT], ids=lambda role: role.key
)
def test_who_only_keeps_or_reads_costs_fixes_nothing(role: roles.Role, shared: SpecialistApplication) -> None:
    with pytest.raises(PermissionDenied):
        fixed(shared, employed(role))


def test_correction_says_why_and_the_wrong_one_stays(shared: SpecialistApplication, commercial: User) -> None:
    first = fixed(shared, commercial)
    before = list(first.shares.values())
    CostItem.objects.filter(label="Pflege").update(amount=127)
    second = actions.correct(apportionment=first, reason="Rechnung übersehen.", by=commercial, now=NOW)
    assert (second.number, second.corrects, second.total) == ("KT-2026-0002", first, Decimal("107.00"))
    assert list(first.shares.values()) == before
    assert list(Apportionment.objects.standing()) == [second]
    with pytest.raises(ValidationError, match="schon eine Berichtigung"):
        actions.correct(apportionment=first, reason="Noch einmal.", by=commercial, now=NOW)
    with pytest.raises(ValidationError, match="Grund"):
        actions.correct(apportionment=second, reason="  ", by=commercial, now=NOW)
    third = actions.correct(apportionment=second, reason="Doch nicht.", by=commercial, now=NOW)
    assert third.corrects == second


def run(statement: str, *values: object, role: str = "") -> None:
    """A statement past all pages, perhaps as a role of the application."""
    with transaction.atomic(), connection.cursor() as cursor:
        if role:
            cursor.execute("SELECT set_config('role', %s, true)", [role])
        cursor.execute(statement, values)


@pytest.mark.parametrize("model", FROZEN, ids=lambda model: model.__name__)
def test_nobody_changes_a_fixed_line_not_even_as_owner(
    model: type[Share], shared: SpecialistApplication, commercial: User
) -> None:
    fixed(shared, commercial)
    key = model.objects.values_list("pk", flat=True)[0]
    table = model._meta.db_table
    with pytest.raises(DatabaseError, match="Cannot update or delete"):
        run(f"UPDATE {table} SET id = id WHERE id = %s", key)  # noqa: S608  # a name of our own
    with pytest.raises(DatabaseError, match="Cannot update or delete"):
        run(f"DELETE FROM {table} WHERE id = %s", key)  # noqa: S608  # a name of our own


@pytest.mark.parametrize("role", [SERVICE, PORTAL])
@pytest.mark.parametrize("model", FROZEN, ids=lambda model: model.__name__)
def test_role_of_the_application_has_no_right_to_change_a_fixed_line(
    model: type[Share], role: str, shared: SpecialistApplication, commercial: User
) -> None:
    fixed(shared, commercial)
    table = model._meta.db_table
    for statement in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):  # noqa: S608  # a name of our own
        with pytest.raises(DatabaseError, match="permission denied"):
            run(statement, role=role)


def stored(*rows: Apportionment | ApportionmentCost | Share | ShareWeight) -> None:
    """Written and checked as at the end of a transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        for row in rows:
            row.save(force_insert=True)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def test_database_refuses_shares_that_do_not_add_up(shared: SpecialistApplication, commercial: User) -> None:
    row = fixed(shared, commercial)
    stored()
    share = row.shares.all()[0]
    of_stranger = {"apportionment": row, "authority": AuthorityFactory(), "authority_name": "X", "one_off": 0}
    cost = {"apportionment": row, "kind": "other", "label": "X", "amount": 0, "is_one_off": False, "source": "X"}
    for wrong in (
        Share(**of_stranger, recurring=Decimal("0.01")),
        Share(**of_stranger, recurring=0),  # sums to the same, and yet nobody put it there
        ApportionmentCost(**cost),
        ShareWeight(share=share, basis="equal_parts", per_mille=1, weight=1, total=3, origin="X"),
    ):
        with pytest.raises(DatabaseError, match="do not add up"):
            stored(wrong)
    stored()


def test_what_stands_in_for_a_real_one_in_other_tests_adds_up(shared: SpecialistApplication) -> None:
    fixed_share(AuthorityFactory())
    stored()


def test_saving_is_never_without_an_offer(shared: SpecialistApplication, commercial: User) -> None:
    row = fixed(shared, commercial)
    share = row.shares.get(authority_name="Amt Anderswo")
    share.pk, share.saving, share.authority = None, Decimal("5.00"), AuthorityFactory()
    with pytest.raises(DatabaseError, match="share_saving_needs_quote"), transaction.atomic():
        share.save(force_insert=True)

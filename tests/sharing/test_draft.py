"""The shares as they would be today: who bears what, what that saves, and what is missing."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from applications.models import ApplicationUse, SpecialistApplication
from customers.models import Authority
from sharing.draft import Draft, draft_of, saving_of
from sharing.models import AllocationKey, CostItem, Quote
from tests.factories import ApplicationUseFactory, WorkstationFactory
from tests.factories_sharing import (
    TODAY,
    AllocationKeyFactory,
    CostItemFactory,
    FixedShareFactory,
    KeyFigureFactory,
    QuoteFactory,
)

EUR = Decimal


def drafted(application: SpecialistApplication, user: User, year: int = 2026, today: date = TODAY) -> Draft:
    return draft_of(application, year, user, today=today)


def amounts(draft: Draft) -> list[Decimal]:
    """By the names of the authorities."""
    return [line.amount for line in draft.lines]


def words_of(draft: Draft) -> str:
    return " ".join(gap.words for gap in draft.gaps)


def test_cost_less_credit_is_shared_by_users_to_the_cent(shared: SpecialistApplication, commercial: User) -> None:
    draft = drafted(shared, commercial)
    assert draft.gaps == ()
    assert amounts(draft) == [EUR("14.29"), EUR("28.57"), EUR("57.14")]
    assert sum(amounts(draft)) == draft.total == EUR("100.00")
    assert [(one.weight, one.total) for one in draft.lines[2].weights] == [(4, 7)]


def test_saving_is_the_offer_less_the_share_and_nothing_is_estimated(
    shared: SpecialistApplication, commercial: User
) -> None:
    savings = [line.saving for line in drafted(shared, commercial).lines]
    assert savings == [None, None, EUR("33.36")]
    total = saving_of(savings)
    assert (total.total, total.known, total.unknown) == (EUR("33.36"), 1, 2)


def test_authority_that_would_pay_less_alone_is_named_as_dearer(
    shared: SpecialistApplication, uses: list[ApplicationUse], commercial: User
) -> None:
    QuoteFactory(application=shared, authority=uses[0].authority, annual_amount=EUR("10.00"))
    assert drafted(shared, commercial).lines[0].saving == EUR("-4.29")


def test_newest_offer_that_holds_in_the_year_counts(
    shared: SpecialistApplication, town: Authority, commercial: User
) -> None:
    Quote.objects.all().delete()
    of_town = {"application": shared, "authority": town}
    QuoteFactory(**of_town, annual_amount=EUR(1), dated_on=date(2024, 1, 1), valid_until=date(2025, 12, 31))
    assert drafted(shared, commercial).lines[2].quote is None
    assert drafted(shared, commercial).lines[2].outdated is not None
    QuoteFactory(**of_town, annual_amount=EUR(2), dated_on=date(2025, 1, 1), valid_until=date(2026, 1, 1))
    QuoteFactory(**of_town, annual_amount=EUR(3), dated_on=date(2024, 6, 1))
    QuoteFactory(**of_town, annual_amount=EUR(4), dated_on=date(2027, 1, 1))
    line = drafted(shared, commercial).lines[2]
    assert line.quote is not None
    assert (line.quote.annual_amount, line.outdated) == (EUR(2), None)


def test_one_off_cost_is_shared_and_left_out_of_the_yearly_saving(
    shared: SpecialistApplication, commercial: User
) -> None:
    CostItemFactory(application=shared, amount=EUR("70.00"), is_one_off=True)
    line = drafted(shared, commercial).lines[2]
    assert (line.recurring, line.one_off, line.amount) == (EUR("57.14"), EUR("40.00"), EUR("97.14"))
    assert line.saving == EUR("33.36")


def test_workstations_in_service_on_the_reference_day_count(
    shared: SpecialistApplication, uses: list[ApplicationUse], commercial: User
) -> None:
    AllocationKey.objects.update(named_users=0, workstations=1000)
    for use, days in zip(
        uses, ([date(2020, 1, 1)], [date(2019, 5, 1), date(2026, 6, 30)], [date(2026, 7, 1)]), strict=True
    ):
        for day in days:
            WorkstationFactory(authority=use.authority, state="in_service", in_service_on=day)
    WorkstationFactory(authority=uses[0].authority, state="closed", in_service_on=date(2020, 1, 1))
    draft = drafted(shared, commercial)
    assert [line.weights[0].weight for line in draft.lines] == [1, 2, 0]
    assert amounts(draft) == [EUR("33.33"), EUR("66.67"), EUR("0.00")]
    said = draft.lines[0].weights[0].origin
    assert said == "IT-Arbeitsplätze in Betrieb, Stand 29.11.2026; gezählt sind die, die es am 30.06.2026 schon waren"
    (on_the_day,) = {
        one.origin for line in drafted(shared, commercial, today=date(2026, 6, 30)).lines for one in line.weights
    }
    assert on_the_day == "IT-Arbeitsplätze in Betrieb, Stand 30.06.2026"


def test_named_users_say_as_of_when_they_were_counted(shared: SpecialistApplication, commercial: User) -> None:
    """The use keeps the number of today, so nothing claims to be that of the reference day."""
    assert drafted(shared, commercial).lines[0].weights[0].origin == "benannte Nutzende der Nutzung, Stand 29.11.2026"


def test_mixed_key_of_inhabitants_and_equal_parts(
    shared: SpecialistApplication, uses: list[ApplicationUse], commercial: User
) -> None:
    AllocationKey.objects.update(named_users=0, inhabitants=600, equal_parts=400)
    for use, value in zip(uses[:2], (1000, 3000), strict=True):
        KeyFigureFactory(authority=use.authority, value=value)
        KeyFigureFactory(authority=use.authority, value=9, as_of=date(2026, 12, 31))  # after the reference day
    missing = drafted(shared, commercial)
    assert "Für Stadt Ludwigslust fehlt die Zahl: Einwohnerinnen und Einwohner." in words_of(missing)
    assert missing.lines == ()
    KeyFigureFactory(authority=uses[2].authority, value=6000)
    draft = drafted(shared, commercial)
    assert amounts(draft) == [EUR("19.33"), EUR("31.33"), EUR("49.34")]
    assert sum(amounts(draft)) == EUR("100.00")


def test_agreed_count_stands_in_for_what_is_counted_in_its_year(
    shared: SpecialistApplication, uses: list[ApplicationUse], commercial: User
) -> None:
    KeyFigureFactory(
        authority=uses[0].authority, application=shared, basis="named_users", value=3, as_of=date(2026, 1, 15)
    )
    draft = drafted(shared, commercial)
    assert [line.weights[0].weight for line in draft.lines] == [3, 2, 4]
    assert "vereinbarte Anzahl, Stand 15.01.2026" in draft.lines[0].weights[0].origin
    assert [line.weights[0].weight for line in drafted(shared, commercial, 2025).lines] == []  # no costs there


def test_agreed_parts_leave_nobody_out_and_nobody_over(
    shared: SpecialistApplication, uses: list[ApplicationUse], commercial: User
) -> None:
    AllocationKey.objects.update(named_users=0, fixed_shares=1000)
    key = AllocationKey.objects.get()
    for use in uses[:2]:
        FixedShareFactory(key=key, authority=use.authority, parts=2)
    stranger = FixedShareFactory(key=key, parts=1).authority
    words = words_of(drafted(shared, commercial))
    assert "Für Stadt Ludwigslust ist kein fester Anteil vereinbart." in words
    assert f"{stranger.name} hat einen festen Anteil, nutzt das Fachverfahren am Stichtag aber nicht." in words
    key.fixed.filter(authority=stranger).delete()
    FixedShareFactory(key=key, authority=uses[2].authority, parts=1)
    assert amounts(drafted(shared, commercial)) == [EUR(40), EUR(40), EUR(20)]


def test_who_uses_it_on_other_days_only_bears_nothing_and_is_named(
    shared: SpecialistApplication, uses: list[ApplicationUse], commercial: User
) -> None:
    ApplicationUse.objects.filter(pk=uses[0].pk).update(used_until=date(2026, 6, 29))
    ApplicationUseFactory(application=shared, authority=uses[0].authority, used_since=date(2026, 7, 1))
    draft = drafted(shared, commercial)
    assert [line.authority for line in draft.lines] == [uses[1].authority, uses[2].authority]
    assert draft.taking_part.others == (uses[0].authority,)


def test_everything_that_is_missing_is_said(application: SpecialistApplication, commercial: User) -> None:
    words = words_of(drafted(application, commercial))
    assert "Für 2026 sind keine Kosten eingetragen." in words
    assert "Für 2026 gilt kein Verteilschlüssel." in words
    assert "nutzt keine Behörde" in words


def test_nothing_is_fixed_before_the_reference_day(shared: SpecialistApplication, commercial: User) -> None:
    draft = drafted(shared, commercial, today=date(2026, 6, 29))
    assert "Der Stichtag 30.06.2026 liegt noch vor uns" in words_of(draft)
    assert len(draft.lines) == 3
    assert not draft.can_be_fixed


def test_nobody_with_any_weight_is_said(shared: SpecialistApplication, commercial: User) -> None:
    ApplicationUse.objects.update(user_count=0)
    draft = drafted(shared, commercial)
    assert "hat keine Behörde ein Gewicht" in words_of(draft)
    assert draft.lines == ()


def test_mark_changes_with_whatever_the_shares_follow_from(shared: SpecialistApplication, commercial: User) -> None:
    marks = {drafted(shared, commercial).mark}
    ApplicationUse.objects.filter(user_count=1).update(user_count=3)
    marks.add(drafted(shared, commercial).mark)
    CostItem.objects.filter(label="Bonus").update(version=2)
    marks.add(drafted(shared, commercial).mark)
    Quote.objects.update(version=2)
    marks.add(drafted(shared, commercial).mark)
    assert len(marks) == 4


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (AllocationKey, {"named_users": 999}),
        (AllocationKey, {"last_year": 2019}),
        (CostItem, {"amount": EUR(0)}),
        (CostItem, {"kind": "credit"}),
        (Quote, {"source": ""}),
        (Quote, {"certainty": ""}),
    ],
)
def test_database_refuses_what_must_not_be(
    model: type[CostItem], values: dict[str, object], shared: SpecialistApplication
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.exclude(**{"kind": "credit"} if model is CostItem else {"pk": 0}).update(**values)


def test_two_keys_never_hold_in_one_year(shared: SpecialistApplication) -> None:
    AllocationKey.objects.update(last_year=2025)
    AllocationKeyFactory(application=shared, first_year=2026)
    with pytest.raises(IntegrityError), transaction.atomic():
        AllocationKeyFactory(application=shared, first_year=2025, last_year=2025)


def test_draft_takes_as_many_queries_with_many_authorities(
    shared: SpecialistApplication, commercial: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    AllocationKey.objects.update(named_users=200, workstations=200, inhabitants=200, equal_parts=200, fixed_shares=200)
    key = AllocationKey.objects.get()
    for _ in range(6):
        use = ApplicationUseFactory(application=shared)
        FixedShareFactory(key=key, authority=use.authority)
        KeyFigureFactory(authority=use.authority)
        WorkstationFactory(authority=use.authority, state="in_service")
    for use in ApplicationUse.objects.filter(application=shared).exclude(authority__key_figures__isnull=False):
        FixedShareFactory(key=key, authority=use.authority)
        KeyFigureFactory(authority=use.authority)
    with django_assert_num_queries(9):  # one of them asks what the person may reach
        draft = drafted(shared, commercial)
    assert draft.gaps == ()
    assert sum(amounts(draft)) == draft.total

"""Reasons, days and prices: the arithmetic of the plan."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from replacements.due import (
    Cause,
    Known,
    Prices,
    PriceSource,
    deciding,
    due_on,
    estimated,
    grown,
    reasons_of,
    years_later,
)

DAYS = st.dates(date(2005, 1, 1), date(2040, 12, 31))
MAYBE_DAY = st.none() | DAYS
MONEY = st.decimals(0, 100_000, places=2, allow_nan=False)
GROWTH = st.decimals(0, 25, places=2, allow_nan=False)
KNOWN = st.builds(
    Known,
    begun_on=MAYBE_DAY,
    service_years=st.none() | st.integers(1, 30),
    lease_ends_on=MAYBE_DAY,
    system=st.just("Windows 10"),
    system_ends_on=MAYBE_DAY,
    system_is_changed=st.booleans(),
    model_ends_on=MAYBE_DAY,
    warranty_until=MAYBE_DAY,
    warranty_counts=st.booleans(),
)


def test_age_is_said_in_words() -> None:
    reasons = reasons_of(Known(begun_on=date(2023, 2, 3), service_years=5))
    assert [reason.words for reason in reasons] == ["Nutzungsdauer 5 Jahre erreicht am 03.02.2028"]
    assert due_on(Known(begun_on=date(2023, 2, 3), service_years=1)) == date(2024, 2, 3)


def test_leap_day_ends_on_the_last_of_february() -> None:
    assert years_later(date(2024, 2, 29), 5) == date(2029, 2, 28)
    assert years_later(date(2024, 2, 29), 4) == date(2028, 2, 29)


def test_earliest_reason_decides_and_all_are_listed() -> None:
    known = Known(
        begun_on=date(2024, 1, 1),
        service_years=5,
        system="Windows 10 Pro 22H2",
        system_ends_on=date(2025, 10, 14),
        model_ends_on=date(2030, 6, 30),
    )
    reasons = reasons_of(known)
    assert [reason.cause for reason in reasons] == [Cause.SYSTEM, Cause.AGE, Cause.MODEL]
    decided = deciding(reasons)
    assert decided.words == "Unterstützung für Windows 10 Pro 22H2 endet am 14.10.2025"


def test_what_does_not_count_says_why() -> None:
    known = Known(
        begun_on=date(2020, 1, 1),
        service_years=4,
        lease_ends_on=date(2027, 12, 31),
        system_ends_on=date(2025, 10, 14),
        system_is_changed=True,
        warranty_until=date(2023, 1, 1),
    )
    reasons = {reason.cause: reason for reason in reasons_of(known)}
    assert due_on(known) == date(2027, 12, 31)
    assert reasons[Cause.AGE].why_not == "geleast, es zählt das Ende des Vertrags"
    assert reasons[Cause.SYSTEM].why_not == "das Betriebssystem wird gewechselt"
    assert "Garantieende zählt" in reasons[Cause.WARRANTY].why_not
    assert reasons[Cause.LEASE].counts


@given(KNOWN, DAYS)
def test_one_more_reason_never_makes_anything_later(known: Known, day: date) -> None:
    more = known._replace(model_ends_on=min(day, known.model_ends_on or day))
    assert due_on(known) is None or due_on(more) <= due_on(known)
    assert due_on(more) <= day


@given(KNOWN, st.integers(1, 29))
def test_longer_service_never_makes_anything_earlier(known: Known, years: int) -> None:
    shorter, longer = (known._replace(service_years=number) for number in (years, years + 1))
    assert due_on(shorter) is None or due_on(shorter) <= due_on(longer)


@given(KNOWN)
def test_due_day_is_that_of_the_first_reason_that_counts(known: Known) -> None:
    counting = [reason.on for reason in reasons_of(known) if reason.counts]
    assert due_on(known) == min(counting, default=None)
    assert [reason.on for reason in reasons_of(known)] == sorted(reason.on for reason in reasons_of(known))


@given(MONEY, GROWTH, st.integers(2020, 2035), st.integers(2015, 2060))
def test_prices_only_grow_and_are_whole_cents(price: Decimal, growth: Decimal, base: int, year: int) -> None:
    now, later = (grown(price, percent=growth, base_year=base, year=each) for each in (year, year + 1))
    assert price <= now <= later
    assert now == now.quantize(Decimal("0.01"))
    assert grown(price, percent=growth, base_year=base, year=base) == price


def test_nearest_price_is_taken() -> None:
    everything = {
        "own": Decimal(1),
        "other_model": Decimal(2),
        "other_model_year": 2026,
        "model": Decimal(3),
        "model_year": 2025,
        "kind": Decimal(4),
        "kind_year": 2026,
        "growth": Decimal(10),
    }

    def source_without(*names: str) -> tuple[Decimal | None, PriceSource]:
        left = {name: value for name, value in everything.items() if name not in names}
        return estimated(Prices(**left), year=2027)

    assert source_without() == (Decimal(1), PriceSource.OWN)  # what somebody said does not grow
    assert source_without("own") == (Decimal("2.20"), PriceSource.OTHER_MODEL)
    assert source_without("own", "other_model") == (Decimal("3.63"), PriceSource.MODEL)  # two years
    assert source_without("own", "other_model", "model") == (Decimal("4.40"), PriceSource.KIND)
    assert source_without("own", "other_model", "model", "kind") == (None, PriceSource.MISSING)
    assert estimated(Prices(kind=Decimal(4), is_leased=True), year=2027) == (None, PriceSource.LEASED)

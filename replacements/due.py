"""When something has to be replaced and what that will cost: every reason with its day, the deciding one, the price.

Pure arithmetic. `replacements/plan.py` computes the same for many rows in the database; a test holds both together.
"""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from django.db import models

CENT = Decimal("0.01")
MOST_YEARS_OF_GROWTH = 30  # further ahead nobody knows prices, and the arithmetic would run away


class Cause(models.TextChoices):
    """Why something is due; of two on the same day the upper one decides."""

    AGE = "age", "Nutzungsdauer"
    LEASE = "lease", "Leasingende"
    SYSTEM = "system", "Betriebssystem"
    MODEL = "model", "Ende der Herstellerunterstützung"
    WARRANTY = "warranty", "Garantieende"


class PriceSource(models.TextChoices):
    """Where an estimated price comes from."""

    OWN = "own", "eigene Angabe"
    OTHER_MODEL = "other_model", "Preis des vorgesehenen Modells"
    MODEL = "model", "Preis beim Modell"
    KIND = "kind", "Preis der Geräteart"
    LEASED = "leased", "geleast, kein Kaufpreis"
    MISSING = "missing", "kein Preis hinterlegt"


class Terms(NamedTuple):
    """What holds for things of a kind: how long they serve, what a new one costs, and whether their warranty counts."""

    service_years: int
    price: Decimal | None = None
    growth: Decimal = Decimal(0)  # percent a year
    base_year: int = 0  # the year of which the price is
    warranty_counts: bool = False


class Known(NamedTuple):
    """What is on record of one thing, as far as its replacement depends on it."""

    begun_on: date | None = None
    service_years: int | None = None
    lease_ends_on: date | None = None
    system: str = ""
    system_ends_on: date | None = None
    system_is_changed: bool = False  # it gets another system instead of being replaced
    model_ends_on: date | None = None
    warranty_until: date | None = None
    warranty_counts: bool = False


class Reason(NamedTuple):
    """One reason with its day; what does not count says why."""

    cause: Cause
    on: date
    words: str
    why_not: str = ""

    @property
    def counts(self) -> bool:
        """Whether it can make something due."""
        return not self.why_not


class Prices(NamedTuple):
    """The prices that are on record for a replacement, the nearest first, and of which year each is."""

    own: Decimal | None = None
    other_model: Decimal | None = None
    other_model_year: int = 0
    model: Decimal | None = None
    model_year: int = 0
    kind: Decimal | None = None
    kind_year: int = 0
    growth: Decimal = Decimal(0)
    is_leased: bool = False


def years_later(day: date, years: int) -> date:
    """The same day so many years later; for 29 February the last day of that month."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def reasons_of(known: Known) -> list[Reason]:
    """Every reason that is on record, the earliest first."""
    found = [*_age(known), *_lease(known), *_system(known), *_model(known), *_warranty(known)]
    return sorted(found, key=lambda reason: (reason.on, list(Cause).index(reason.cause)))


def deciding(reasons: Sequence[Reason]) -> Reason | None:
    """The earliest reason that counts."""
    return next((reason for reason in reasons if reason.counts), None)


def due_on(known: Known) -> date | None:
    """The day on which something has to be replaced, if any is known."""
    reason = deciding(reasons_of(known))
    return reason.on if reason else None


def grown(price: Decimal, *, percent: Decimal, base_year: int, year: int) -> Decimal:
    """A price in a later year, to the cent; before its own year it is what it is."""
    years = min(max(year - base_year, 0), MOST_YEARS_OF_GROWTH)
    return (price * (1 + percent / 100) ** years).quantize(CENT, ROUND_HALF_UP)


def estimated(prices: Prices, *, year: int) -> tuple[Decimal | None, PriceSource]:
    """What a replacement will cost in a year, and where that is from. What somebody said themselves does not grow."""
    if prices.own is not None:
        return prices.own, PriceSource.OWN
    if prices.other_model is not None:
        return _in_year(prices.other_model, prices.other_model_year, prices, year), PriceSource.OTHER_MODEL
    if prices.is_leased:
        return None, PriceSource.LEASED
    if prices.model is not None:
        return _in_year(prices.model, prices.model_year, prices, year), PriceSource.MODEL
    if prices.kind is not None:
        return _in_year(prices.kind, prices.kind_year, prices, year), PriceSource.KIND
    return None, PriceSource.MISSING


def _in_year(price: Decimal, base_year: int, prices: Prices, year: int) -> Decimal:
    return grown(price, percent=prices.growth, base_year=base_year, year=year)


def _age(known: Known) -> list[Reason]:
    if known.begun_on is None or known.service_years is None:
        return []
    on = years_later(known.begun_on, known.service_years)
    years = f"{known.service_years} {'Jahr' if known.service_years == 1 else 'Jahre'}"
    words = f"Nutzungsdauer {years} erreicht am {on:%d.%m.%Y}"
    leased = "geleast, es zählt das Ende des Vertrags" if known.lease_ends_on else ""
    return [Reason(Cause.AGE, on, words, leased)]


def _lease(known: Known) -> list[Reason]:
    on = known.lease_ends_on
    return [Reason(Cause.LEASE, on, f"Leasingvertrag endet am {on:%d.%m.%Y}")] if on else []


def _system(known: Known) -> list[Reason]:
    on = known.system_ends_on
    if on is None:
        return []
    words = f"Unterstützung für {known.system or 'das Betriebssystem'} endet am {on:%d.%m.%Y}"
    return [Reason(Cause.SYSTEM, on, words, "das Betriebssystem wird gewechselt" if known.system_is_changed else "")]


def _model(known: Known) -> list[Reason]:
    on = known.model_ends_on
    return [Reason(Cause.MODEL, on, f"Hersteller unterstützt das Modell bis {on:%d.%m.%Y}")] if on else []


def _warranty(known: Known) -> list[Reason]:
    on = known.warranty_until
    if on is None:
        return []
    why_not = "" if known.warranty_counts else "Garantieende zählt bei dieser Geräteart nicht"
    return [Reason(Cause.WARRANTY, on, f"Garantie endet am {on:%d.%m.%Y}", why_not)]

"""The apportionment of a year as it would be today: computed anew each time, with everything that is still missing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from applications.models import SpecialistApplication
from customers.models import Authority
from sharing.allocation import NoBasisError, Part, mixed, share_amount
from sharing.models import AllocationKey, Basis, CostItem, Quote
from sharing.weights import Participants, Weight, participants, strangers, weights_of

if TYPE_CHECKING:
    from accounts.models import User

ZERO = Decimal("0.00")
NO_QUOTE = "Keine Grundlage: Für diese Behörde liegt kein Angebot für den Alleinbetrieb vor."


class Gap(NamedTuple):
    """Something without which nothing can be fixed; `kind` says what helps: cost, key, figure, use or time."""

    kind: str
    words: str
    authority: Authority | None = None
    basis: str = ""


class Weighed(NamedTuple):
    """By which part of one basis an authority bears its share."""

    basis: Basis
    per_mille: int
    weight: int
    total: int
    origin: str


class Line(NamedTuple):
    """What one authority would bear."""

    authority: Authority
    weights: tuple[Weighed, ...]
    recurring: Decimal
    one_off: Decimal
    quote: Quote | None
    outdated: Quote | None  # the newest offer, where none can be compared any more

    @property
    def amount(self) -> Decimal:
        """All that it bears."""
        return self.recurring + self.one_off

    @property
    def saving(self) -> Decimal | None:
        """What it would pay more alone, each year; none without an offer, and negative where it would pay less."""
        return None if self.quote is None else self.quote.annual_amount - self.recurring


class Draft(NamedTuple):
    """Everything about one instance and year."""

    application: SpecialistApplication
    year: int
    key: AllocationKey | None
    reference_on: date | None
    counted_on: date  # the reference day, or today while that lies ahead
    costs: tuple[CostItem, ...]
    taking_part: Participants
    lines: tuple[Line, ...]
    gaps: tuple[Gap, ...]

    @property
    def recurring(self) -> Decimal:
        """What comes every year."""
        return sum((cost.amount for cost in self.costs if not cost.is_one_off), ZERO)

    @property
    def one_off(self) -> Decimal:
        """What came once."""
        return sum((cost.amount for cost in self.costs if cost.is_one_off), ZERO)

    @property
    def total(self) -> Decimal:
        """All that is shared."""
        return self.recurring + self.one_off

    @property
    def user_count(self) -> int:
        """The named users of all who take part."""
        return sum(use.user_count for use in self.taking_part.uses.values())

    @property
    def common_origins(self) -> tuple[str, ...]:
        """Where weights come from that are counted in one way for several; a figure of one authority is not among them."""
        found = Counter(origin for line in self.lines for origin in {one.origin for one in line.weights})
        return tuple(sorted(origin for origin, number in found.items() if number > 1))

    @property
    def can_be_fixed(self) -> bool:
        """Whether nothing is missing; offers never are."""
        return bool(self.lines) and not self.gaps

    @property
    def mark(self) -> str:
        """The draft in one word, another one as soon as anything in it is: what a yes is said to."""
        lines = [
            (
                line.authority.pk,
                line.weights,
                line.recurring,
                line.one_off,
                line.quote and (line.quote.pk, line.quote.version),
            )
            for line in self.lines
        ]
        costs = [(cost.pk, cost.version, cost.amount) for cost in self.costs]
        key = (self.key.pk, self.key.version) if self.key else None
        return sha256(repr((self.year, key, costs, lines)).encode()).hexdigest()[:24]


class Saving(NamedTuple):
    """The savings of those who have an offer, and how many have none."""

    total: Decimal
    known: int
    unknown: int


def saving_of(savings: Sequence[Decimal | None]) -> Saving:
    """A sum over those that are known only; nothing stands in for the others."""
    known = [one for one in savings if one is not None]
    return Saving(sum(known, ZERO), len(known), len(savings) - len(known))


def draft_of(application: SpecialistApplication, year: int, user: "User", *, today: date) -> Draft:
    """The shares of a year as they would be fixed today, by a constant number of queries."""
    costs = tuple(CostItem.objects.visible_to(user).filter(application=application, year=year))
    keys = AllocationKey.objects.visible_to(user).filter(application=application, first_year__lte=year)
    key = keys.exclude(last_year__lt=year).first()
    reference_on = key.day_in(year) if key else None
    day = reference_on or date(year, 6, 30)
    taking_part = participants(application, year, day, user)
    counted_on = min(day, today)
    weights = weights_of(key, taking_part, counted_on, user, today=today) if key else {}
    gaps = [*_gaps(costs, key, day, taking_part, today), *_gaps_of_weights(key, taking_part, weights)]
    lines: tuple[Line, ...] = ()
    if key and costs and not any(gap.kind in ("key", "figure", "use") for gap in gaps):
        quotes = quotes_of(application, year, user)
        try:
            lines = _lines(costs, key, weights, taking_part, quotes)
        except NoBasisError:
            gaps.append(Gap("figure", "Nach diesem Schlüssel hat keine Behörde ein Gewicht; es gibt nichts zu teilen."))
    return Draft(application, year, key, reference_on, counted_on, costs, taking_part, lines, tuple(gaps))


def quotes_of(
    application: SpecialistApplication, year: int, user: "User"
) -> dict[int, tuple[Quote | None, Quote | None]]:
    """For each authority the newest offer that can be compared with the year; beside it the newest where none can."""
    found: dict[int, tuple[Quote | None, Quote | None]] = {}
    rows = Quote.objects.visible_to(user).filter(application=application, dated_on__lte=date(year, 12, 31))
    for quote in rows.order_by("dated_on", "pk"):
        before = found.get(quote.authority_id, (None, None))[0]
        found[quote.authority_id] = (quote, None) if quote.holds_in(year) else (before, None if before else quote)
    return found


def _gaps(
    costs: Sequence[CostItem], key: AllocationKey | None, day: date, taking_part: Participants, today: date
) -> list[Gap]:
    gaps = []
    if not costs:
        gaps.append(Gap("cost", f"Für {day.year} sind keine Kosten eingetragen."))
    if key is None:
        gaps.append(Gap("key", f"Für {day.year} gilt kein Verteilschlüssel."))
    if not taking_part.uses:
        gaps.append(Gap("use", f"Am {day:%d.%m.%Y} nutzt keine Behörde dieses Fachverfahren."))
    elif key is not None and day > today:
        words = f"Der Stichtag {day:%d.%m.%Y} liegt noch vor uns; gezählt ist bis dahin der Stand von heute."
        gaps.append(Gap("time", words))
    return gaps


def _gaps_of_weights(
    key: AllocationKey | None, taking_part: Participants, weights: Mapping[Basis, Mapping[int, Weight]]
) -> list[Gap]:
    """What nobody has said yet, authority by authority."""
    if key is None:
        return []
    gaps = []
    for authority in taking_part.authorities:
        for basis, known in weights.items():
            if known[authority.pk].value is not None:
                continue
            if basis == Basis.FIXED_SHARES:
                gaps.append(Gap("key", f"Für {authority.name} ist kein fester Anteil vereinbart."))
            else:
                words = f"Für {authority.name} fehlt die Zahl: {basis.label}."
                gaps.append(Gap("figure", words, authority, basis.value))
    if Basis.FIXED_SHARES in weights:
        gaps += [
            Gap("key", f"{one.name} hat einen festen Anteil, nutzt das Fachverfahren am Stichtag aber nicht.")
            for one in strangers(key, taking_part)
        ]
    for basis, known in weights.items():
        values = [weight.value for weight in known.values()]
        if values and None not in values and not any(values):
            gaps.append(Gap("figure", f"Nach der Grundlage „{basis.label}“ hat keine Behörde ein Gewicht."))
    return gaps


def _lines(
    costs: Sequence[CostItem],
    key: AllocationKey,
    weights: Mapping[Basis, Mapping[int, Weight]],
    taking_part: Participants,
    quotes: Mapping[int, tuple[Quote | None, Quote | None]],
) -> tuple[Line, ...]:
    values = {basis: {pk: one.value or 0 for pk, one in known.items()} for basis, known in weights.items()}
    whole = mixed([Part(per_mille, values[basis]) for basis, per_mille in key.parts()])
    recurring = share_amount(sum((cost.amount for cost in costs if not cost.is_one_off), ZERO), whole)
    one_off = share_amount(sum((cost.amount for cost in costs if cost.is_one_off), ZERO), whole)
    lines = []
    for authority in taking_part.authorities:
        pk = authority.pk
        weighed = tuple(
            Weighed(basis, per_mille, values[basis][pk], sum(values[basis].values()), weights[basis][pk].origin)
            for basis, per_mille in key.parts()
        )
        lines.append(Line(authority, weighed, recurring[pk], one_off[pk], *quotes.get(pk, (None, None))))
    return tuple(lines)

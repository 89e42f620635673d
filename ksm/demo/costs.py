"""What the Fachverfahren of the demo cost and who bears it: invented amounts, offers for some only, shares fixed and corrected."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from django.utils import timezone

from accounts.models import User
from applications.models import ApplicationUse, SpecialistApplication
from customers.models import Authority
from history.models import Certainty
from ksm.demo.chance import stream
from ksm.demo.people import People
from sharing import actions
from sharing.draft import draft_of
from sharing.models import AllocationKey, Basis, CostItem, CostKind, KeyFigure, Quote

INVENTED = "Demodaten: erfundener Betrag"
NUMBER = "Demodaten: erfundene Zahl"
FIXED_DAYS_AGO = 130
CORRECTED_DAYS_AGO = 41
KEYS: Mapping[str, Mapping[Basis, int]] = {
    "Finanzwesen H&H proDoppik": {Basis.NAMED_USERS: 700, Basis.EQUAL_PARTS: 300},
    "Geoinformation kvwmap": {Basis.INHABITANTS: 1000},
    "Sozialwesen LÄMMkom": {Basis.FIXED_SHARES: 1000},
    "Ratsinformation ALLRIS": {Basis.EQUAL_PARTS: 1000},
    "E-Akte CC DMS": {Basis.WORKSTATIONS: 1000},
}
"""By what some are shared; the others by their named users."""
WITHOUT_KEY, WITHOUT_COSTS = "Kitaplaner", "Digitaler Bauantrag"
CORRECTED, FIXED = "Finanzwesen H&H proDoppik", ("Einwohnerwesen VOIS|MESO", "Standesamt AutiSta")


def share_costs(people: People, *, now: datetime) -> None:
    """Costs of last year and this one, and the shares of last year fixed for some instances."""
    by, today, random = people.accounts["kaufmaennisch"], timezone.localdate(now), stream("costs")
    for application in SpecialistApplication.objects.filter(is_demo=True).order_by("pk"):
        uses = list(ApplicationUse.objects.filter(application=application).select_related("authority").order_by("pk"))
        if not uses or application.name == WITHOUT_COSTS:
            continue
        invent_costs(application, uses, today.year, random, by)
        if application.name != WITHOUT_KEY:
            agree_on_key(application, uses, today, random, by)
        invent_offers(application, uses, today, random, by)
    then = now - timedelta(days=FIXED_DAYS_AGO)
    for name in (CORRECTED, *FIXED):
        fix_last_year(name, by, then)
    correct_last_year(by, now - timedelta(days=CORRECTED_DAYS_AGO))


def invent_costs(
    application: SpecialistApplication, uses: Sequence[ApplicationUse], year: int, random: Random, by: User
) -> None:
    """Licence, care, operation and staff by the number of users, a little more each year."""
    users = sum(use.user_count for use in uses)
    licence = Decimal(users * random.randint(90, 160)) + Decimal(random.randint(0, 99)) / 100
    parts = (
        (CostKind.LICENCE, "Lizenzen für benannte Nutzende", licence),
        (CostKind.MAINTENANCE, "Pflegevertrag", licence * 18 / 100),
        (CostKind.OPERATION, "Server, Speicher und Sicherung", Decimal(1800 + users * 14)),
        (CostKind.STAFF, "Verfahrensbetreuung", Decimal(3200 + users * 21)),
    )
    for of_year, factor in ((year - 1, Decimal(1)), (year, Decimal("1.035"))):
        for kind, label, amount in parts:
            cost(application, of_year, kind, label, amount * factor, by)
    if random.random() < 0.3:
        cost(
            application,
            year,
            CostKind.SERVICE,
            "Umstellung auf die neue Hauptversion",
            Decimal(4200),
            by,
            is_one_off=True,
        )


def cost(
    application: SpecialistApplication,
    year: int,
    kind: CostKind,
    label: str,
    amount: Decimal,
    by: User,
    *,
    is_one_off: bool = False,
) -> None:
    """One cost in whole cents."""
    row = CostItem(
        application=application, year=year, kind=kind, label=label, amount=amount.quantize(Decimal("0.01")),
        is_one_off=is_one_off, source=INVENTED, dated_on=date(year, 3, 1), is_demo=True,
    )  # fmt: skip
    actions.record(row=row, by=by)


def agree_on_key(
    application: SpecialistApplication, uses: Sequence[ApplicationUse], today: date, random: Random, by: User
) -> None:
    """A key with what it needs: agreed parts, or inhabitants that nobody has counted."""
    wanted = KEYS.get(application.name, {Basis.NAMED_USERS: 1000})
    key = AllocationKey(
        application=application, first_year=today.year - 2, agreed_in="Leistungsschein der Demodaten", is_demo=True,
        **{basis.value: per_mille for basis, per_mille in wanted.items()},
    )  # fmt: skip
    authorities: dict[int, Authority] = {use.authority_id: use.authority for use in uses}
    parts = {one: random.randint(2, 6) for one in authorities.values()} if Basis.FIXED_SHARES in wanted else {}
    actions.set_key(key=key, parts=parts, by=by)
    if Basis.INHABITANTS not in wanted:
        return
    for authority in list(authorities.values())[:-1]:  # of one nobody knows them yet
        figure = KeyFigure(
            authority=authority, basis=Basis.INHABITANTS, value=random.randint(4_000, 60_000),
            as_of=date(today.year - 2, 12, 31), source=NUMBER, certainty=Certainty.ASSUMED, is_demo=True,
        )  # fmt: skip
        actions.record(row=figure, by=by)


def invent_offers(
    application: SpecialistApplication, uses: Sequence[ApplicationUse], today: date, random: Random, by: User
) -> None:
    """Offers for some authorities only; a few would be cheaper than the share."""
    for use in uses:
        if random.random() < 0.55:
            continue
        amount = Decimal(use.user_count * random.randint(170, 420) + random.randint(1200, 5200))
        quote = Quote(
            application=application, authority=use.authority, vendor="Muster-Softwarehaus GmbH (erfunden)",
            annual_amount=amount, one_off_amount=Decimal(random.choice((0, 2500, 6800))),
            dated_on=date(today.year - 1, random.randint(1, 12), 1), source=INVENTED, certainty=Certainty.ASSUMED, is_demo=True,
        )  # fmt: skip
        actions.record(row=quote, by=by)


def fix_last_year(name: str, by: User, then: datetime) -> None:
    """The shares of the year before, as long as everything for them is there."""
    application = SpecialistApplication.objects.filter(name=name, is_demo=True).first()
    year = timezone.localdate(then).year - 1
    if application and draft_of(application, year, by, today=timezone.localdate(then)).can_be_fixed:
        actions.fix(application=application, year=year, by=by, now=then)


def correct_last_year(by: User, then: datetime) -> None:
    """A credit came too late, and the shares are fixed anew."""
    application = SpecialistApplication.objects.filter(name=CORRECTED, is_demo=True).first()
    fixed = application and application.apportionments.first()
    if not (application and fixed):
        return
    cost(application, fixed.year, CostKind.CREDIT, "Gutschrift zum Pflegevertrag", Decimal("-412.37"), by)
    reason = "Die Gutschrift zum Pflegevertrag kam erst nach dem Festschreiben."
    actions.correct(apportionment=fixed, reason=reason, by=by, now=then)

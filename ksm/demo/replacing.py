"""The replacement plan of the demo: invented prices, a frozen budget round and an open one, and a few decisions."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from accounts.models import User
from ksm.demo.accounts import OWN_REPORTER
from ksm.demo.people import People
from replacements.actions import Wish, decide, freeze_round, open_round, set_deadline, set_upgrades, take_note
from replacements.models import ReplacementRule, RoundAuthority
from workstations.lifecycle import State
from workstations.models import Device, DeviceKind, OperatingSystem

INVENTED = "Demodaten: erfundener Preis"
FROZEN_DAYS_AGO = 75
# Kind, years, price and growth a year; for some kinds no price is known, as in real operation.
RULES: tuple[tuple[DeviceKind, int, str | None, str], ...] = (
    (DeviceKind.DESKTOP, 5, "690.00", "2.5"),
    (DeviceKind.NOTEBOOK, 4, "1090.00", "2.5"),
    (DeviceKind.THIN_CLIENT, 6, "340.00", "2"),
    (DeviceKind.MONITOR, 7, "210.00", "1.5"),
    (DeviceKind.PRINTER, 5, "340.00", "2"),
    (DeviceKind.TELEPHONE, 7, "150.00", "1"),
    (DeviceKind.SCANNER, 6, None, "0"),
    (DeviceKind.SERVER, 5, "9800.00", "3"),
    (DeviceKind.STORAGE, 5, "24500.00", "3"),
    (DeviceKind.NETWORK, 6, "4200.00", "2"),
)
CHANGED_SYSTEM = "Windows 11 Pro"


def plan_replacements(people: People, *, now: datetime) -> None:
    """Two rounds: one frozen some time ago with the plan of then, one that still follows the plan of today."""
    planner, today = people.accounts["kaufmaennisch"], timezone.localdate(now)
    invent_prices(date(today.year, 1, 1))
    set_upgrades(systems=list(OperatingSystem.objects.filter(name=CHANGED_SYSTEM)), by=people.administrator)
    then = now - timedelta(days=FROZEN_DAYS_AGO)
    year = today.year + 1
    decide_some(first_wishes(year), planner, then)
    frozen = open_round(
        name=f"Haushaltsrunde {year}", first_year=year, last_year=year + 4,
        deadline=timezone.localdate(then) + timedelta(days=30), is_demo=True, by=planner,
        note="Alle Preise sind erfunden und dienen nur der Vorführung.",
    )  # fmt: skip
    freeze_round(round_=frozen, by=planner, now=then)
    head = User.objects.get(username=f"{OWN_REPORTER}-leitung")
    take_note(round_=frozen, by=head, now=then + timedelta(days=9))
    decide_some(later_wishes(year), planner, now - timedelta(days=12))
    following = open_round(
        name=f"Haushaltsrunde {year + 1}", first_year=year + 1, last_year=year + 5,
        deadline=date(year, 6, 30), previous=frozen, is_demo=True, by=planner,
    )  # fmt: skip
    first = RoundAuthority.objects.filter(round=frozen).select_related("authority").first()
    if first:
        set_deadline(round_=following, authority=first.authority, deadline=date(year, 5, 31), by=planner)


def invent_prices(valid_from: date) -> None:
    """Rules with prices that nobody has ever paid."""
    for kind, years, price, growth in RULES:
        rule = ReplacementRule(
            kind=kind, valid_from=valid_from, service_years=years, price=Decimal(price) if price else None,
            growth=Decimal(growth), warranty_counts=kind in (DeviceKind.SERVER, DeviceKind.STORAGE),
            source=INVENTED, certainty="G", is_demo=True,
        )  # fmt: skip
        rule.full_clean()
        rule.save()


def first_wishes(year: int) -> Sequence[tuple[DeviceKind, int, Wish]]:
    """Of which kind how many devices are planned otherwise, before the round was frozen."""
    return (
        (DeviceKind.PRINTER, 3, Wish("Wird nach dem Umzug ins Rathaus nicht mehr gebraucht.", is_kept=True)),
        (DeviceKind.DESKTOP, 4, Wish("Tausch zusammen mit dem neuen Fachverfahren.", year=year + 1)),
        (DeviceKind.NOTEBOOK, 2, Wish("Größeres Gerät für die Bauleitung.", price=Decimal("1690.00"))),
    )


def later_wishes(year: int) -> Sequence[tuple[DeviceKind, int, Wish]]:
    """What was decided since."""
    return (
        (DeviceKind.MONITOR, 5, Wish("Läuft ohne Mängel, Tausch zwei Jahre später.", year=year + 3)),
        (DeviceKind.DESKTOP, 2, Wish("Der Platz fällt weg.", is_kept=True)),
    )


def decide_some(wishes: Sequence[tuple[DeviceKind, int, Wish]], by: User, now: datetime) -> None:
    """The oldest devices in service of each kind about which nothing was decided yet."""
    for kind, count, wish in wishes:
        rows = Device.objects.filter(model__kind=kind, state=State.IN_SERVICE, planned_replacement=None)
        chosen = list(rows.order_by("purchased_on", "pk")[:count])
        if chosen:
            decide(devices=chosen, wish=wish, by=by, now=now)

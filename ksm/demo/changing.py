"""Changes of the demo: some over, one that runs, some to come and two of them at odds; and how Fachverfahren stand beside them."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils import timezone

from accounts.models import User
from applications.models import ProductVersion, SpecialistApplication
from changes.actions import (
    approve_change,
    end_status,
    finish_change,
    plan_change,
    roll_back_change,
    set_status,
    start_change,
    submit_change,
)
from changes.levels import Effect, Level
from changes.lifecycle import Kind, Risk
from changes.models import Change, ServiceStatus
from customers.models import Authority
from ksm.demo.people import People
from workstations.models import InfrastructureItem

EVENING = 18
LEAD = timedelta(days=10)
"""How long before their day changes were planned."""


class Story(NamedTuple):
    """One change: what it is about, how many days from today, and how it ended, if it did."""

    title: str
    things: tuple[str, ...]
    days: int
    hours: int
    effect: Effect
    reason: str
    work: str
    public: str
    kind: Kind = Kind.NORMAL
    risk: Risk = Risk.LOW
    result: str = ""
    is_rolled_back: bool = False
    begins: int = EVENING


OVER = (
    Story(
        "E-Akte: Sicherheitsaktualisierung", ("E-Akte CC DMS",), -20, 2, Effect.DOWN, "Der Hersteller schließt zwei Sicherheitslücken.",
        "Aktualisierung einspielen, Dienste neu starten, Anmeldung und Suche prüfen.",
        "Die E-Akte wird aktualisiert. Bitte speichern Sie vorher und melden Sie sich ab.", Kind.STANDARD,
        result="Eingespielt und geprüft, keine Auffälligkeiten.",
    ),
    Story(
        "Kernverteiler: neue Firmware", ("Kernverteiler 1",), -43, 3, Effect.RESTRICTED, "Fehler in der Firmware bei hoher Last.",
        "Firmware des ersten Verteilers einspielen; der zweite trägt solange alles.",
        "Verbindungen können kurz langsamer sein. Sie müssen nichts tun.", risk=Risk.MEDIUM,
        result="Umschaltung ohne Unterbrechung, Last wieder verteilt.",
    ),
    Story(
        "Datenbankserver: mehr Speicher", ("Datenbankserver 1",), -9, 4, Effect.DOWN, "Auswertungen dauern zu lange.",
        "Server herunterfahren, Speicher zuweisen, Dienste in der vorgesehenen Reihenfolge starten.",
        "Einige Fachverfahren stehen in dieser Zeit nicht zur Verfügung.", risk=Risk.HIGH, is_rolled_back=True,
        result="Die Datenbank startete mit dem neuen Speicher nicht. Alter Stand wiederhergestellt, neuer Versuch nach Rücksprache mit dem Hersteller.",
    ),
)  # fmt: skip
RUNNING = Story(
    "Finanzwesen: Korrektur für den Jahresabschluss", ("Finanzwesen H&H proDoppik",), 0, 2, Effect.RESTRICTED,
    "Fehlerhafte Buchungen beim Abschluss.", "Korrektur einspielen, Probelauf, Freigabe durch das Fachamt.",
    "Buchen ist möglich, Auswertungen sind bis zum Ende der Arbeiten gesperrt.",
)  # fmt: skip
AHEAD = Story(
    "Einwohnerwesen: neue Version", ("Einwohnerwesen VOIS|MESO",), 6, 4, Effect.DOWN, "Neue Fassung der Personenstandsverordnung.",
    "Sicherung, Aktualisierung der Datenbank, Prüfung mit dem Fachverantwortlichen.",
    "Das Einwohnerwesen wird aktualisiert. In dieser Zeit sind keine Auskünfte und Anträge möglich.", risk=Risk.MEDIUM,
)  # fmt: skip
AT_ODDS = Story(
    "Virtualisierungsserver: Tausch eines Netzteils", ("Virtualisierungsserver 1", "Anwendungsserver Fachverfahren 1"), 6, 3,
    Effect.RESTRICTED, "Ein Netzteil meldet Fehler.", "Lasten verschieben, Netzteil tauschen, Lasten zurück.",
    "Fachverfahren können kurz langsamer sein.", risk=Risk.MEDIUM, begins=EVENING + 1,
)  # fmt: skip
PREPARED = Story(
    "Gewerberegister: Umstieg auf die neue Version", ("Gewerberegister GESO",), 20, 3, Effect.DOWN,
    "Die bisherige Version wird nicht mehr unterstützt.", "Sicherung, Aktualisierung, Prüfung der Schnittstellen.",
    "Das Gewerberegister wird aktualisiert und steht währenddessen nicht zur Verfügung.",
)  # fmt: skip
EMERGENCY = Story(
    "Firewall: Lücke sofort schließen", ("Firewall 1",), -2, 1, Effect.RESTRICTED, "Warnung des CERT, die Lücke wird ausgenutzt.",
    "Regel sperren, Aktualisierung einspielen, Protokolle prüfen.", "Der Zugang von außen war kurz unterbrochen.", Kind.EMERGENCY,
    Risk.HIGH, result="Lücke geschlossen, keine Spuren eines Zugriffs.", begins=11,
)  # fmt: skip


def plan_changes(people: People, *, now: datetime) -> None:
    """All changes, versions whose support ends, and how some Fachverfahren stand."""
    planner = people.accounts["anwendungsbetreuung"]
    approver = people.accounts["kundenbetreuung"]
    _let_support_end(now)
    for story in OVER:
        _carry_out(story, planner, approver, now)
    _hurry(people.accounts["infrastruktur"], now)
    running = _planned(RUNNING._replace(begins=0), planner, now, starts=now - timedelta(minutes=25))
    _approve(running, planner, approver, running.starts_at - LEAD)
    start_change(change=running, by=planner, now=now - timedelta(minutes=25))
    _approve(_planned(AHEAD, planner, now), planner, approver, now - timedelta(days=2))
    odd = _planned(AT_ODDS, people.accounts["infrastruktur"], now)
    words = "Das Netzteil kann jederzeit ausfallen; ein zweiter Abend steht dem Hersteller erst in drei Wochen frei."
    submit_change(change=odd, conflict_reason=words, by=people.accounts["infrastruktur"], now=now - timedelta(hours=3))
    _planned(PREPARED, planner, now)
    _say_how_it_stands(planner, now)


def _planned(story: Story, by: User, now: datetime, *, starts: datetime | None = None) -> Change:
    day = timezone.localtime(now) + timedelta(days=story.days)
    starts = starts or day.replace(hour=story.begins, minute=0, second=0, microsecond=0)
    change = Change(
        title=story.title, kind=story.kind, reason=story.reason, work=story.work, risk=story.risk, public_text=story.public,
        backout="Sicherung unmittelbar davor; Entscheidung über die Rücknahme spätestens nach der halben Zeit.",
        starts_at=starts, ends_at=starts + timedelta(hours=story.hours), effect=story.effect, is_demo=True,
    )  # fmt: skip
    if story is PREPARED:
        change.target_version = _newest(story.things[0])
    return plan_change(change=change, things=_things(story.things), by=by, now=min(now, starts) - LEAD)


def _things(names: tuple[str, ...]) -> list[SpecialistApplication | InfrastructureItem]:
    applications = SpecialistApplication.objects.filter(name__in=names, is_demo=True)
    items = InfrastructureItem.objects.filter(name__in=names, is_demo=True)
    return [*applications, *items]


def _approve(change: Change, planner: User, approver: User, at: datetime) -> None:
    words = "Mit dem Fachamt so abgestimmt."
    change = submit_change(change=change, conflict_reason=words, by=planner, now=at)
    approve_change(change=change, by=approver, now=at + timedelta(hours=4))


def _carry_out(story: Story, planner: User, approver: User, now: datetime) -> None:
    change = _planned(story, planner, now)
    _approve(change, planner, approver, change.starts_at - LEAD + timedelta(days=1))
    start_change(change=change, by=planner, now=change.starts_at)
    end = roll_back_change if story.is_rolled_back else finish_change
    end(change=change, result=story.result, by=planner, now=change.ends_at - timedelta(minutes=20))


def _hurry(by: User, now: datetime) -> None:
    """What could not wait, and still has to be approved."""
    change = _planned(EMERGENCY, by, now)
    start_change(change=change, by=by, now=change.starts_at)
    finish_change(change=change, result=EMERGENCY.result, by=by, now=change.ends_at)


def _let_support_end(now: datetime) -> None:
    """One version is out of support, one will be soon; for both there is a newer one."""
    for name, days in ((PREPARED.things[0], -40), (AHEAD.things[0], 120)):
        version = SpecialistApplication.objects.get(name=name, is_demo=True).product_version
        if version is None:
            continue
        version.released_on = timezone.localdate(now) - timedelta(days=900)
        version.supported_until = timezone.localdate(now) + timedelta(days=days)
        version.save()
        released = timezone.localdate(now) - timedelta(days=60)
        ProductVersion.objects.create(product=version.product, name="10.0 (Demo)", released_on=released, is_demo=True)


def _newest(name: str) -> ProductVersion:
    application = SpecialistApplication.objects.get(name=name, is_demo=True)
    return ProductVersion.objects.filter(product=application.product_id, is_demo=True).latest("released_on")


def _say_how_it_stands(by: User, now: datetime) -> None:
    """By hand: for all users, for one authority, and what is over."""
    rows = (
        ("Ratsinformation ALLRIS", "", Level.RESTRICTED, "Dokumente öffnen sich langsam. Der Hersteller ist informiert.", 3, None),
        ("Geoinformation kvwmap", "stadt-ludwigslust", Level.EMERGENCY, "Karten sind nur lesbar; Änderungen bitte auf Papier sammeln.", 26, None),
        ("Kitaplaner", "", Level.DOWN, "Beim Hersteller ist ein Rechenzentrum ausgefallen.", 24 * 12, 24 * 12 - 5),
        ("Standesamt AutiSta", "", Level.RESTRICTED, "Drucken war nur einzeln möglich.", 24 * 19, 24 * 18),
    )  # fmt: skip
    for name, key, level, text, since, ended in rows:
        row: ServiceStatus = set_status(
            application=SpecialistApplication.objects.get(name=name, is_demo=True), level=level, text=text,
            authority=Authority.objects.get(key=key) if key else None, since=now - timedelta(hours=since), by=by, is_demo=True,
        )  # fmt: skip
        if ended is not None:
            end_status(status=row, by=by, now=now - timedelta(hours=ended))

"""How the demo protects its Fachverfahren and starts them again: ranks in the order that outages have taught, all of it invented."""

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import User
from applications.models import SpecialistApplication
from continuity import actions
from continuity.models import Exercise, Value
from workstations.models import InfrastructureItem

NORMAL, HIGH, VERY_HIGH = 1, 2, 3
AGREED_WITH = "Runde der IT-Koordinationen (Demo)"
REASONS = {
    NORMAL: "Ein Schaden wäre begrenzt und überschaubar.",
    HIGH: "Viele Menschen wären betroffen, Fristen und Ansprüche hängen daran.",
    VERY_HIGH: "Ein Schaden wäre nicht wiedergutzumachen: Beurkundetes muss auf Dauer stimmen.",
}
PAPER = "Vordrucke aus dem Notfallordner ausfüllen, mit Eingangsstempel sammeln, nach dem Wiederanlauf in zwei Tagen nacherfassen."
PLAN = """Wiederanlaufplan (Muster, erfunden)

1. Server und Datenbank prüfen.
2. Letzte Sicherung einspielen, Stand vermerken.
3. Probeanmeldung mit der Fachverantwortung.
4. Schnittstellen einzeln freischalten.
5. Behörden unterrichten, Nacherfassung beginnen.
"""


class Planned(NamedTuple):
    """One Fachverfahren: how its name begins, its need (confidentiality, integrity, availability), hours and rank."""

    name: str
    need: tuple[int, int, int] | None
    mtpd: int | None = None
    rto: int | None = None
    rank: int | None = None
    has_paper: bool = True
    practised: int | None = None  # days ago
    outcome: str = Exercise.Outcome.PASSED


# After 2021: telephony (1), payments and social benefits (2), school media (3), e-mail (4), then registration, the budget,
# Kfz (7), driving licences (8) and building files. What is no Fachverfahren here keeps its place free; some gaps are left.
PLANS = (
    Planned("Sozialwesen", (HIGH, HIGH, HIGH), 24, 8, 2, practised=120, outcome=Exercise.Outcome.FLAWED),
    Planned("Einwohnerwesen", (HIGH, HIGH, HIGH), 24, 8, 5, practised=60),
    Planned("Standesamt", (HIGH, VERY_HIGH, HIGH), 48, 24, 5, practised=820),
    Planned("Finanzwesen", (NORMAL, HIGH, HIGH), 72, 24, 6, practised=300),
    Planned("Digitaler Bauantrag", (HIGH, HIGH, NORMAL), 336, 240, 9),
    Planned("E-Akte", (HIGH, HIGH, HIGH), 72, 48, 10, practised=200, outcome=Exercise.Outcome.FAILED),
    Planned("Onlinedienste", (HIGH, HIGH, HIGH), 72, 48, 10, has_paper=False),
    Planned("Ordnungswidrigkeiten", (HIGH, HIGH, NORMAL), 240, 120, 11),
    Planned("Gewerberegister", (NORMAL, HIGH, NORMAL), 240, 120, 11, practised=400),
    Planned("Ratsinformation", (NORMAL, HIGH, NORMAL), 240, 168, 12),
    Planned("Geoinformation", (NORMAL, HIGH, NORMAL), has_paper=False),
    Planned("Kitaplaner", None),
)


def prepare_for_outages(*, by: User, now: datetime) -> int:
    """Needs, plans, papers, exercises, ranks and two deviations; return how many Fachverfahren have a plan."""
    today = timezone.localdate(now)
    applications = list(SpecialistApplication.objects.filter(is_demo=True))
    ranks: dict[int, int | None] = {}
    for planned in PLANS:
        for application in applications:
            if application.name.startswith(planned.name):
                _plan(application, planned, by=by, now=now, today=today)
                ranks[application.pk] = planned.rank
    actions.agree_ranks(
        ranks=ranks, seen=dict.fromkeys(ranks), agreed_on=today - timedelta(days=90), agreed_with=AGREED_WITH, by=by,
        today=today,
    )  # fmt: skip
    _deviate(by, today)
    return len(ranks)


def _plan(application: SpecialistApplication, planned: Planned, *, by: User, now: datetime, today: date) -> None:
    if planned.need:
        said: dict[str, Any] = {}
        for value, level in zip(Value, planned.need, strict=True):
            said |= {value: level, f"{value}_reason": REASONS[level]}
        actions.assess(
            application=application, by=by, today=today, assessed_on=today - timedelta(days=200),
            review_on=today + timedelta(days=165 if planned.rank != 6 else -5),
            **said,
        )  # fmt: skip
    if planned.rto:
        actions.save_plan(
            application=application, by=by, mtpd_hours=planned.mtpd, rto_hours=planned.rto, rpo_hours=24,
            minimum_operation="Auskunft und Annahme an einem Platz je Standort.",
            paper_fallback=PAPER if planned.has_paper else "", review_on=today + timedelta(days=30 * (planned.rank or 1) - 65),
        )  # fmt: skip
        paper = SimpleUploadedFile("wiederanlauf-muster.txt", PLAN.encode(), content_type="text/plain")
        actions.file_plan(application=application, by=by, now=now, file=paper, title="Wiederanlaufplan (Muster)")
    if planned.practised:
        flaws = planned.outcome != Exercise.Outcome.PASSED
        held_on = today - timedelta(days=planned.practised)
        actions.record_exercise(
            application=application, by=by, today=today, held_on=held_on, kind=Exercise.Kind.RESTART,
            outcome=planned.outcome, next_on=held_on + timedelta(days=365),
            findings="Sicherung zu alt; Rufnummern im Notfallordner veraltet." if flaws else "",
            open_findings=1 if flaws else 0,
        )  # fmt: skip


def _deviate(by: User, today: date) -> None:
    """One that rises since very much comes together, and one that falls since another takes over."""
    decided_on = today - timedelta(days=30)
    items = {row.name: row for row in InfrastructureItem.objects.filter(is_demo=True)}
    actions.deviate(
        item=items["Speichersystem 1"], value=Value.AVAILABILITY, effect="cumulation", level=VERY_HIGH,
        reason="Auf diesem System liegen die Daten fast aller Fachverfahren; fällt es aus, steht jede Behörde.",
        decided_on=decided_on, review_on=today + timedelta(days=335), by=by, today=today,
    )  # fmt: skip
    actions.deviate(
        item=items["Verzeichnisdienst 2"], value=Value.AVAILABILITY, effect="distribution", level=NORMAL,
        reason="Verzeichnisdienst 1 übernimmt alle Anmeldungen; getestet beim letzten Stromausfall der Demo.",
        decided_on=decided_on, review_on=None, by=by, today=today,
    )  # fmt: skip

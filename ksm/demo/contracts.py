"""Invented contracts beside the sourced ones: a draft, one before the Rechtsaufsicht, one whose notice comes near."""

from datetime import date, datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import User
from contracts import actions
from contracts.models import Agreement, AgreementDocument, Decision, ServiceAgreement
from contracts.notice import NoticeTo
from customers.models import Authority, TaskTransfer
from files.kinds import Upload

Scope = TaskTransfer.Scope
PRINT = (
    "LS-01", "Druck und Kuvertierung",
    "Der Anbieter druckt, kuvertiert und liefert Bescheide ein. Die Behörde übergibt die Druckdaten bis 12 Uhr.",
    "Zahl der gedruckten Seiten und der Sendungen im Monat",
)  # fmt: skip
PORTAL = (
    "LS-02", "Zustellung über das Verwaltungsportal",
    "Der Anbieter stellt Bescheide elektronisch zu, wenn die Empfängerin oder der Empfänger zugestimmt hat.",
    "Zahl der zugestellten Bescheide im Monat",
)  # fmt: skip
PAPER = """Muster eines Vertrags, erfunden für die Vorführung.

§ 1 Gegenstand
§ 2 Leistungen (siehe Leistungsscheine)
§ 3 Laufzeit und Kündigung
"""


def agree_on_tasks(*, by: User, now: datetime) -> None:
    """For towns that are customers anyway; everything here is marked as invented."""
    today = timezone.localdate(now)
    _in_force(Authority.objects.get(key="stadt-ludwigslust"), by, now, today)
    _before_the_supervision(Authority.objects.get(key="stadt-grabow"), by, now, today)
    actions.draft_agreement(
        by=by, authority=Authority.objects.get(key="stadt-ludwigslust"), kind=Agreement.Kind.PUBLIC_LAW,
        scope=Scope.SCHOOL_IT, name="Übernahme der Schul-IT (Demo)", effective_from=date(today.year + 1, 8, 1),
        notice_months=12, notice_to=NoticeTo.END_OF_YEAR, minimum_months=36,
        note="Zahl der Schulen und Geräte wird noch erhoben.", is_demo=True,
    )  # fmt: skip


def _in_force(town: Authority, by: User, now: datetime, today: date) -> None:
    """A service contract with two specifications, one of them renewed, and its text in two versions."""
    begins = date(today.year - 2, 1, 1)
    agreement = actions.draft_agreement(
        by=by, authority=town, kind=Agreement.Kind.SERVICE, scope=Scope.PRINT, needs_notice=False,
        name="Druck und Kuvertierung (Demo)", number="DEMO-4711", notice_months=3, notice_to=NoticeTo.END_OF_QUARTER,
        minimum_months=12, is_demo=True,
    )  # fmt: skip
    signed = begins - timedelta(days=40)
    actions.resolve(agreement=agreement, by=by, now=now, day=signed - timedelta(days=20))
    actions.sign(agreement=agreement, by=by, now=now, day=signed)
    agreement = actions.take_effect(agreement=agreement, by=by, now=now, day=begins)
    levels = ServiceAgreement.objects.in_force(today).filter(authority=None, application=None).first()
    for number, title, text, basis in (PRINT, PORTAL):
        row = actions.add_specification(
            agreement=agreement, by=by, number=number, title=title, text=text, quantity_basis=basis,
            service_agreement=levels, valid_from=begins,
        )  # fmt: skip
        if number == PORTAL[0]:
            actions.renew_specification(
                specification=row, by=by, valid_from=date(today.year, 1, 1), title=title,
                text=f"{text} Zustellnachweise bewahrt der Anbieter ein Jahr auf.", quantity_basis=basis,
                service_agreement=levels,
            )  # fmt: skip
    for note in ("Entwurf", "Endfassung"):
        actions.add_document(
            agreement=agreement, by=by, now=now, file=_paper(note), kind=AgreementDocument.Kind.CONTRACT,
            title="Vertragstext",
        )  # fmt: skip
    actions.add_document(
        agreement=agreement, by=by, now=now, file=_paper("Vermerk zur Kalkulation"), kind=AgreementDocument.Kind.OTHER,
        title="Vermerk zur Kalkulation", is_internal=True,
    )  # fmt: skip


def _before_the_supervision(town: Authority, by: User, now: datetime, today: date) -> None:
    """A contract that was notified a few weeks ago: the two months run."""
    decision = Decision(
        authority=town, kind=Decision.Kind.OTHER, body="Stadtvertretung", decided_on=today - timedelta(days=60),
        paper_number="DEMO/060", subject="Übertragung der Schul-IT (Demo)", votes_for=14, votes_against=3, abstentions=1,
        is_demo=True,
    )  # fmt: skip
    actions.save_decision(decision=decision, by=by, now=now)
    agreement = actions.draft_agreement(
        by=by, authority=town, kind=Agreement.Kind.PUBLIC_LAW, scope=Scope.SCHOOL_IT,
        name="Übertragung der Schul-IT (Demo)", notice_months=6, notice_to=NoticeTo.END_OF_YEAR, is_demo=True,
    )  # fmt: skip
    actions.resolve(agreement=agreement, by=by, now=now, day=today - timedelta(days=60), decision=decision)
    actions.sign(agreement=agreement, by=by, now=now, day=today - timedelta(days=45))
    actions.notify(agreement=agreement, by=by, now=now, day=today - timedelta(days=20))


def _paper(note: str) -> Upload:
    """A small text that says of itself that it is invented."""
    return SimpleUploadedFile("vertrag-muster.txt", f"{note}\n\n{PAPER}".encode(), content_type="text/plain")

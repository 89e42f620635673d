"""An invented takeover beside the sourced ones: a town hands over its schools' IT and waits for the Rechtsaufsicht."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from accounts.models import StaffMember
from contracts.models import Agreement, Decision
from customers.models import Authority, Contact, TaskTransfer
from files.kinds import Upload
from ksm.demo.people import People
from takeovers import actions
from takeovers.actions import WantedScope
from takeovers.models import BaselineItem, CaseKind, CaseTask, TakeoverCase

TOWN = "stadt-grabow"
AGREED_SO_FAR = 7
"""So many carriers have agreed; the councils of the others have not met yet."""
ITEMS = (
    (BaselineItem.Kind.SUPPLIER, "Muster-Systemhaus", "Fernwartung der Schulserver, Tausch defekter Geräte"),
    (BaselineItem.Kind.LEASE, "Schuldrucker", "acht Geräte mit Recht auf Tausch"),
    (BaselineItem.Kind.PROJECT, "Tablets für die Regionalschule", "Beschaffung läuft"),
)


def take_over(people: People, *, now: datetime) -> None:
    """The case from its beginning a year ago to the standstill of today, step by step."""
    care = people.accounts["kundenbetreuung"]
    town, today = Authority.objects.get(key=TOWN), timezone.localdate(now)
    begun = now - timedelta(days=240)
    member = StaffMember.objects.filter(user=care).first()
    coordinator = Contact.objects.filter(authority=town, role=Contact.Role.IT_COORDINATOR).first()
    case = actions.open_case(
        authority=town, kind=CaseKind.JOINING, started_on=begun.date(), by=care, now=begun, responsible=member,
        coordinator=coordinator, is_demo=True,
        scopes=[WantedScope(TaskTransfer.Scope.SCHOOL_IT, planned_on=today + timedelta(days=120))],
    )  # fmt: skip
    _tell_baseline(case, people, begun + timedelta(days=20))
    decided = begun + timedelta(days=30)
    adopted = {"outcome": Decision.Outcome.ADOPTED, "body": "Stadtvertretung", "is_demo": True}
    policy = Decision(subject="Prüfung der Übernahme der Schul-IT", decided_on=decided.date(), paper_number="DEMO/031", votes_for=15, votes_against=2, abstentions=1, **adopted)  # fmt: skip
    actions.record_resolution(case=case, is_policy=True, decision=policy, by=care, now=decided)
    final = Decision(subject="Übertragung der Schul-IT", decided_on=today - timedelta(days=60), paper_number="DEMO/060", votes_for=14, votes_against=3, abstentions=1, **adopted)  # fmt: skip
    actions.record_resolution(case=case, is_policy=False, decision=final, by=care, now=now - timedelta(days=60))
    _ask_carriers(case, people, now)
    agreement = Agreement.objects.filter(authority=town, scope=TaskTransfer.Scope.SCHOOL_IT, is_demo=True).first()
    actions.edit_case(
        case=case, by=care, now=now - timedelta(days=45), responsible=member, coordinator=coordinator, agreement=agreement,
        started_on=case.started_on, follow_up_on=None, note="",
    )  # fmt: skip
    _tick(case, people, now)


def _tell_baseline(case: TakeoverCase, people: People, now: datetime) -> None:
    care = people.accounts["kundenbetreuung"]
    told = {
        "told_on": now.date(),
        "own_share": "0.40",
        "people": 2,
        "workstations": 46,
        "data_location": "Server in den Schulen",
    }
    baseline = actions.save_baseline(case=case, values=told, by=care, now=now)
    for kind, name, what in ITEMS:
        item = BaselineItem(baseline=baseline, kind=kind, name=name, what=what, is_demo=True)
        actions.save_item(item=item, by=care, now=now)


def _ask_carriers(case: TakeoverCase, people: People, now: datetime) -> None:
    """All were asked; most have decided."""
    care, asked = people.accounts["kundenbetreuung"], now - timedelta(days=55)
    for number, consent in enumerate(case.consents.select_related("carrier").order_by("carrier__name")):
        planned = timezone.localdate(asked) + timedelta(days=20 + 6 * number)
        actions.plan_consent(consent=consent, asked_on=asked.date(), planned_on=planned, note="", by=care, now=asked)
        if number < AGREED_SO_FAR:
            decision = Decision(
                body="Amtsausschuss" if consent.carrier.kind == Authority.Kind.AMT else "Stadtvertretung",
                subject="Zustimmung zur Änderung des Vertrags", decided_on=planned, outcome=Decision.Outcome.ADOPTED,
                votes_for=11 + number, votes_against=number % 3, is_demo=True,
            )  # fmt: skip
            actions.record_consent(
                consent=consent, decision=decision, by=care, now=asked + timedelta(days=21 + 6 * number)
            )


def _tick(case: TakeoverCase, people: People, now: datetime) -> None:
    """Whatever nothing stands against is done, one step every few days."""
    care = people.accounts["kundenbetreuung"]
    tasks = CaseTask.objects.filter(case=case, scope=None).order_by("phase__position", "position")
    for number, task in enumerate(tasks):
        moment = min(now - timedelta(days=230) + timedelta(days=7 * number), now - timedelta(days=1))
        files = [_paper(task.title)] if task.proof == "file" else []
        try:
            with transaction.atomic():
                actions.settle_task(task=task, by=care, now=moment, files=files)
        except ValidationError:  # waits for what has not happened yet
            return


def _paper(title: str) -> Upload:
    """A small text that says of itself that it is invented."""
    return SimpleUploadedFile("nachweis-muster.txt", f"{title}\n\nErfunden für die Vorführung.\n".encode())

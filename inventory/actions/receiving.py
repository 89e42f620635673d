"""How a report arrives: recognised and taken over, or put before a person."""

import hashlib
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from inventory.applying import take_over
from inventory.models import AgentToken, Decision, InventoryReport, Outcome, ReviewCase
from inventory.recognition import Doubt, Mark, Recognition, recognise
from inventory.reports import Report
from workstations.lifecycle import GONE
from workstations.models import Device

DECIDED_FOR_A_DEVICE = (Decision.DEVICE, Decision.NEW)


@transaction.atomic
def receive(*, report: Report, token: AgentToken, now: datetime) -> InventoryReport:
    """Take in a report; the same report again is no new one, and changes only what is not as it says."""
    wait_for_turn(token.authority_id, report.identity)
    earlier = _said_before(report, token)
    case = _decided(report, token, now)
    recognition = _by_decision(case) or recognise(report, token.authority_id)
    if case is not None and case.decision == Decision.DISCARDED and not _is_entered(recognition):
        return _keep(report, token, now, Outcome.DISCARDED, earlier=earlier)
    if recognition.device is not None:
        try:
            device = take_over(recognition.device, report, now)
        except ValidationError as error:
            sentence = " ".join(error.messages)[:300]
            recognition = Recognition(sentence, doubt=Doubt.CONTRADICTION, candidates=(recognition.device,))
        else:
            _settle(report, token, device, now)
            return _keep(report, token, now, Outcome.TAKEN, device, recognition.mark, earlier)
    is_waiting = earlier is not None and earlier.outcome == Outcome.REVIEW
    _put_before_somebody(report, token, recognition, now, is_new=not is_waiting)
    return _keep(report, token, now, Outcome.REVIEW, earlier=earlier)


def wait_for_turn(authority_id: int, identity: str) -> None:
    """Reports and decisions about one device come one after the other, however many arrive at once."""
    digest = hashlib.sha256(f"{authority_id} {identity}".encode()).digest()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(digest[:8], signed=True)])


def _said_before(report: Report, token: AgentToken) -> InventoryReport | None:
    """The newest report of the same agent, if it said the same."""
    rows = InventoryReport.objects.filter(authority=token.authority_id, agent_id=report.agent_id)
    latest = rows.select_related("device").order_by("-last_received_at", "-pk").first()
    return latest if latest is not None and latest.digest == report.digest else None


def _heard_again(earlier: InventoryReport, mark: Mark | None, now: datetime) -> InventoryReport:
    earlier.times += 1
    earlier.last_received_at = max(now, earlier.last_received_at)
    earlier.recognised_by = mark or ""
    earlier.save(update_fields=["times", "last_received_at", "recognised_by"])
    return earlier


def _decided(report: Report, token: AgentToken, now: datetime) -> ReviewCase | None:
    """The newest decision of a person about reports that bear these marks; it is kept as long as such reports come."""
    case = newest_decision(token.authority_id, report.identity)
    if case is None or case.decision == Decision.WITHDRAWN:
        return None
    ReviewCase.objects.filter(pk=case.pk).update(last_reported_at=now)
    return case


def newest_decision(authority_id: int, identity: str) -> ReviewCase | None:
    """What a person decided last about reports that bear some marks, if anybody ever did."""
    rows = ReviewCase.objects.filter(authority=authority_id, identity=identity, decided_by__isnull=False)
    return rows.select_related("device__authority").order_by("-decided_at", "-pk").first()


def _by_decision(case: ReviewCase | None) -> Recognition | None:
    if case is None or case.decision not in DECIDED_FOR_A_DEVICE or case.device is None:
        return None
    is_current = case.device.authority_id == case.authority_id and case.device.state not in GONE
    return Recognition(Mark.DECISION.label, device=case.device, mark=Mark.DECISION) if is_current else None


def _is_entered(recognition: Recognition) -> bool:
    """Whether somebody has entered a device since its reports were discarded; that it is called alike says too little."""
    return recognition.device is not None and recognition.mark != Mark.NAME


def _settle(report: Report, token: AgentToken, device: Device, now: datetime) -> None:
    """What was in doubt is not any more, for instance because somebody has entered the device meanwhile."""
    rows = ReviewCase.objects.open().filter(authority=token.authority_id, identity=report.identity)
    rows.update(decision=Decision.SETTLED, decided_at=now, device=device, report={})


def _put_before_somebody(
    report: Report, token: AgentToken, recognition: Recognition, now: datetime, *, is_new: bool
) -> None:
    """One open case for each unknown device, with what was reported last."""
    current = {
        "token": token,
        "kind": recognition.doubt or Doubt.UNKNOWN,
        "sentence": recognition.sentence[:300],
        "title": (report.name or report.serial or report.agent_id or "Gerät ohne Namen")[:120],
        "candidates": [device.pk for device in recognition.candidates],
        "last_reported_at": now,
    }
    ReviewCase.objects.update_or_create(
        authority=token.authority, identity=report.identity, decision="",
        defaults={**current, "report": report.as_json()} if is_new else current,
        create_defaults={**current, "report": report.as_json(), "opened_at": now, "is_demo": token.is_demo},
    )  # fmt: skip


def _keep(
    report: Report,
    token: AgentToken,
    now: datetime,
    outcome: Outcome,
    device: Device | None = None,
    mark: Mark | None = None,
    earlier: InventoryReport | None = None,
) -> InventoryReport:
    if earlier is not None and (earlier.outcome, earlier.device) == (outcome, device):
        return _heard_again(earlier, mark, now)
    return InventoryReport.objects.create(
        token=token,
        authority=token.authority,
        agent_id=report.agent_id,
        agent=report.agent,
        received_at=now,
        last_received_at=now,
        digest=report.digest,
        facts=report.facts if outcome != Outcome.DISCARDED else {},
        device=device,
        recognised_by=mark or "",
        outcome=outcome,
        is_demo=token.is_demo,
    )

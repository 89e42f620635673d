"""The life of a budget round: opened, frozen for the councils, noted by the authorities, closed."""

from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from customers.models import Authority
from history.versions import refuse_stale
from replacements.lines import lines_today
from replacements.models import BudgetRound, RoundAuthority, RoundLine

if TYPE_CHECKING:
    from accounts.models import User

BATCH = 1000
State = BudgetRound.State


@transaction.atomic
def open_round(
    *,
    name: str,
    first_year: int,
    last_year: int,
    deadline: date | None = None,
    previous: BudgetRound | None = None,
    note: str = "",
    is_demo: bool = False,
    by: "User",
) -> BudgetRound:
    """Begin a round for some budget years."""
    if not by.has_perm("replacements.add_budgetround"):
        raise PermissionDenied
    round_ = BudgetRound(
        name=name.strip(), first_year=first_year, last_year=last_year, deadline=deadline, previous=previous,
        note=note.strip(), is_demo=is_demo,
    )  # fmt: skip
    return _stored(round_)


@transaction.atomic
def change_round(
    *,
    round_: BudgetRound,
    name: str,
    first_year: int,
    last_year: int,
    deadline: date | None,
    previous: BudgetRound | None,
    note: str,
    version: int | None = None,
    by: "User",
) -> BudgetRound:
    """Put right what a round is about, as long as nothing of it is frozen."""
    _require_changing(by)
    current = _locked(round_, State.OPEN, "Diese Runde ist schon festgeschrieben.")
    refuse_stale(current, version)
    current.name, current.first_year, current.last_year = name.strip(), first_year, last_year
    current.deadline, current.previous, current.note = deadline, previous, note.strip()
    current.version += 1
    return _stored(current)


@transaction.atomic
def discard_round(*, round_: BudgetRound, by: "User") -> None:
    """Give up a round of which nothing is frozen, with the deadlines set in it; its name is free again."""
    _require_changing(by)
    _locked(round_, State.OPEN, "Diese Runde ist schon festgeschrieben.").delete()


@transaction.atomic
def set_deadline(*, round_: BudgetRound, authority: Authority, deadline: date | None, by: "User") -> RoundAuthority:
    """Say until when an authority needs its figures."""
    _require_changing(by)
    _locked(round_, State.OPEN, "Die Runde ist festgeschrieben; der Anmeldeschluss bleibt, wie er war.")
    row, _ = RoundAuthority.objects.update_or_create(round=round_, authority=authority, defaults={"deadline": deadline})
    return row


@transaction.atomic
def freeze_round(*, round_: BudgetRound, by: "User", now: datetime) -> int:
    """Copy every line of the plan as it is today; from then on nobody changes them. Return how many there are."""
    _require_freezing(by)
    current = _locked(round_, State.OPEN, "Diese Runde ist schon festgeschrieben.")
    today = timezone.localdate(now)
    count, authorities = 0, set()
    all_lines = lines_today(current, by, today)
    while lines := list(islice(all_lines, BATCH)):
        RoundLine.objects.bulk_create(lines)
        count += len(lines)
        authorities |= {line.authority_id for line in lines if line.authority_id}
    if not count:
        raise ValidationError("Für diese Jahre ist kein Ersatz geplant; es gibt nichts festzuschreiben.")
    RoundAuthority.objects.bulk_create(
        [RoundAuthority(round=current, authority_id=key) for key in sorted(authorities)], ignore_conflicts=True
    )
    current.state, current.frozen_at, current.frozen_by = State.FROZEN, now, by
    current.save(update_fields=["state", "frozen_at", "frozen_by"])
    round_.state, round_.frozen_at, round_.frozen_by = current.state, now, by
    return count


@transaction.atomic
def close_round(*, round_: BudgetRound, on: date, by: "User") -> None:
    """The councils have decided; nobody takes note of the round any more."""
    _require_freezing(by)
    current = _locked(round_, State.FROZEN, "Abgeschlossen wird nur eine Runde, die festgeschrieben ist.")
    current.state, current.closed_on = State.CLOSED, on
    current.save(update_fields=["state", "closed_on"])
    round_.state, round_.closed_on = current.state, on


@transaction.atomic
def take_note(*, round_: BudgetRound, by: "User", now: datetime) -> int:
    """Whoever coordinates or heads an authority has read its plan; return for how many authorities that is new."""
    if by.is_service_staff or not by.has_perm("replacements.view_roundline"):
        raise PermissionDenied
    rows = RoundAuthority.objects.visible_to(by).filter(round=round_, round__state=State.FROZEN, noted_at=None)
    keys = list(rows.values_list("pk", flat=True))
    if not keys:
        raise ValidationError("Diese Planung ist schon zur Kenntnis genommen oder abgeschlossen.")
    return RoundAuthority.objects.filter(pk__in=keys).update(noted_at=now, noted_by=by)


def _stored(round_: BudgetRound) -> BudgetRound:
    if round_.previous is not None and round_.previous.is_open:
        raise ValidationError({"previous": "Verglichen wird mit einer Runde, die festgeschrieben ist."})
    round_.full_clean()
    round_.save()
    return round_


def _require_changing(by: "User") -> None:
    if not by.has_perm("replacements.change_budgetround"):
        raise PermissionDenied


def _require_freezing(by: "User") -> None:
    if not by.has_perm("replacements.freeze_budgetround"):
        raise PermissionDenied


def _locked(round_: BudgetRound, state: State, words: str) -> BudgetRound:
    current = BudgetRound.objects.select_for_update().get(pk=round_.pk)
    if current.state != state:
        raise ValidationError(words)
    return current

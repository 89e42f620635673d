"""Two entries that mean the same thing become one: a rehearsal that changes nothing, and the deed that was rehearsed."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import ForeignKey, Model

from ui.admin.refusals import in_words
from workstations.actions.computers import settle_computers
from workstations.lifecycle import PlaceState, State
from workstations.merging import Outcome, Thing, groups_of, mark_of, references_to, remark, words_for
from workstations.models import Device, Workstation

if TYPE_CHECKING:
    from accounts.models import User

NAMED_AT_MOST = 10
GONE = "Einen der beiden Einträge gibt es nicht mehr. Vielleicht hat ihn gerade jemand anders zusammengeführt."
HAS_MOVED = "Seit der Vorschau hat sich etwas geändert. Es wurde nichts zusammengeführt. Bitte sehen Sie sich die Vorschau noch einmal an."
STAYS_BEHIND = "{} „{}“ gehört zu einer anderen Behörde."


def rehearse_merge(*, stays: Thing, goes: Thing, taken: Collection[str], by: "User", on: date) -> Outcome:
    """What a merge would do, tried out to its end and taken back; whatever the database refuses is named."""
    with transaction.atomic():
        outcome = _carry_out(stays, goes, taken, by, on)
        transaction.set_rollback(True)
    return outcome


@transaction.atomic
def merge(*, stays: Thing, goes: Thing, taken: Collection[str], seen: str, by: "User", on: date) -> None:
    """Let one entry take the place of both, with the values `taken` from the one that goes; only as it was `seen` before."""
    outcome = _carry_out(stays, goes, taken, by, on)
    if outcome.based_on != seen:
        raise ValidationError(HAS_MOVED, code="stale")
    if outcome.conflicts:
        raise ValidationError(outcome.conflicts)


def _carry_out(stays: Thing, goes: Thing, taken: Collection[str], by: "User", on: date) -> Outcome:
    model: Any = type(stays)
    verbs = [f"workstations.{verb}_{model._meta.model_name}" for verb in ("change", "delete")]
    if not by.has_perms(verbs):
        raise PermissionDenied
    if stays.pk == goes.pk:
        raise ValidationError("Das ist derselbe Eintrag.")
    keys = [stays.pk, goes.pk]
    rows = {row.pk: row for row in model._default_manager.select_for_update().filter(pk__in=keys).order_by("pk")}
    if len(rows) < len(keys):
        raise ValidationError(GONE, code="stale")
    old, gone = rows[stays.pk], rows[goes.pk]
    row = model._default_manager.get(pk=stays.pk)
    _take_values(row, gone, taken, on)
    outcome = Outcome()
    if isinstance(row, Workstation) and row.authority_id != gone.authority_id:
        outcome.conflicts.append("Die beiden Arbeitsplätze gehören zu verschiedenen Behörden.")
    else:
        for reference in references_to(model):
            if reference.name != "computer" or reference.model is not Workstation:
                _repoint(reference, row, gone, outcome)
        if not outcome.conflicts:
            outcome.conflicts += _put_in_place(row, gone)
    outcome.based_on = mark_of(old, gone, taken, outcome)
    return outcome


def _take_values(row: Thing, gone: Thing, taken: Collection[str], on: date) -> None:
    for group in groups_of(type(row)):
        if group.key in taken:
            for name in group.fields:
                setattr(row, name, getattr(gone, name))
    row.note = "\n".join(filter(None, [row.note, gone.note if gone.note != row.note else "", remark(gone, on)]))
    row.is_demo = row.is_demo and gone.is_demo
    if isinstance(row, Device) and isinstance(gone, Device):
        row.last_seen_at = max(filter(None, [row.last_seen_at, gone.last_seen_at]), default=None)


def _repoint(reference: "ForeignKey[Any, Any]", row: Thing, gone: Thing, outcome: Outcome) -> None:
    """Let what points to the one that goes point to the one that stays; a link that is there already is not made twice."""
    rows = reference.model._default_manager.filter(**{reference.name: gone.pk})
    count = rows.count()
    if not count:
        return
    outcome.moves.append((words_for(reference), count))
    if reference.model._meta.auto_created:
        ends = [one for one in reference.model._meta.concrete_fields if one.is_relation and one.name != reference.name]
        there = reference.model._default_manager.filter(**{reference.name: row.pk})
        rows.filter(**{f"{end.name}__in": there.values(end.name) for end in ends}).delete()
    elif drop_doubles := getattr(reference.model, "drop_doubles", None):  # what nobody entered, nobody could tidy up
        drop_doubles(stays=row.pk, goes=gone.pk)
    strangers = [one for one in rows if _authority_of(one, reference) not in (None, row.authority_id)]
    if row.authority_id is not None and strangers:
        said = [STAYS_BEHIND.format(one._meta.verbose_name, one) for one in strangers]
    elif _refusal(rows, reference, row):  # together they were refused: which of them is it?
        alone = {one: reference.model._default_manager.filter(pk=one.pk) for one in rows}
        said = [
            f"{one._meta.verbose_name} „{one}“: {reason}"
            for one, itself in alone.items()
            if (reason := _refusal(itself, reference, row))
        ]
    else:
        return
    outcome.conflicts += said[:NAMED_AT_MOST]
    if len(said) > NAMED_AT_MOST:
        outcome.conflicts.append(f"{words_for(reference)}: und {len(said) - NAMED_AT_MOST} weitere.")


def _authority_of(one: Model, reference: "ForeignKey[Any, Any]") -> int | None:
    """The authority of what moves; of a link that of its other end."""
    if hasattr(one, "authority_id"):
        return one.authority_id  # type: ignore[no-any-return]  # whatever model it is
    if not one._meta.auto_created:
        return None
    ends = [getattr(one, end.name) for end in one._meta.concrete_fields if end.is_relation and end != reference]
    return next((end.authority_id for end in ends if hasattr(end, "authority_id")), None)


def _refusal(rows: Any, reference: "ForeignKey[Any, Any]", row: Thing) -> str:
    """Why the database does not let these rows point to another; empty when it has."""
    try:
        with transaction.atomic():
            rows.update(**{reference.name: row.pk})
            _check_now()
    except IntegrityError as error:
        return in_words(error)
    except DatabaseError:
        return "lässt sich nicht ändern und bleibt deshalb, wo es ist."
    return ""


def _check_now() -> None:
    """What the database would look at only in the end, it looks at now."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _put_in_place(row: Thing, gone: Thing) -> list[str]:
    """Delete the one, store the other; what the rules say against it is given back."""
    was_main: dict[int, int] = {}
    if isinstance(row, Device):
        was_main = dict(Workstation.objects.filter(computer__in=[row.pk, gone.pk]).values_list("pk", "computer"))
    key = gone.pk
    gone.delete()
    gone.pk = key
    try:
        if (
            isinstance(row, Device)
            and row.state not in (State.IN_SERVICE, State.IN_REPAIR)
            and row.loans.handed_out().exists()
        ):
            return [f"{row} ist ausgeliehen. Bitte nehmen Sie den Zustand des ausgeliehenen Geräts."]
        if isinstance(row, Workstation) and row.state == PlaceState.CLOSED and row.devices.exists():
            return ["Ein aufgegebener Arbeitsplatz hat keine Geräte. Bitte nehmen Sie den anderen Zustand."]
        row.full_clean()
        with transaction.atomic():
            row.save()
            _check_now()
    except (ValidationError, IntegrityError) as error:
        return [in_words(error)]
    if isinstance(row, Device):
        Workstation.objects.filter(computer=row.pk).exclude(pk=row.workstation_id or 0).update(computer=None)
        if row.workstation_id in was_main:
            Workstation.objects.filter(pk=row.workstation_id).update(computer=row.pk)
        settle_computers([row], left=was_main)
    elif row.used_by_id:
        row.shared_with.remove(row.used_by_id)
    return []

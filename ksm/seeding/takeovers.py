"""Seed files of takeovers: how they go, and what is publicly known of real ones, a „no“ among them."""

from ksm.seeding.loaders import Run, SeedFile
from ksm.seeding.reading import RefusedRowError, Row
from ksm.seeding.storing import Outcome, store
from takeovers.models import (
    Baseline,
    BaselineItem,
    InventorySnapshot,
    ProcessTemplate,
    TakeoverCase,
    TemplatePhase,
    TemplateTask,
)


def load_template(run: Run, row: Row) -> list[Outcome]:
    """A version of how it goes."""
    keys = {"kind": row.required("kind"), "version": row.number("version") or 0}
    template = ProcessTemplate.objects.filter(**keys).first() or ProcessTemplate(**keys)
    values = {"published_on": row.day("published_on"), "note": row.text("note")}
    return [store(template, {**values, **row.sourced()})]


def load_phase(run: Run, row: Row) -> list[Outcome]:
    """A phase of a version."""
    keys = {"template": _template(row), "key": row.required("phase")}
    phase = TemplatePhase.objects.filter(**keys).first() or TemplatePhase(**keys)
    values = {"position": row.number("position"), "name": row.required("name"), "behind": row.text("behind")}
    return [store(phase, {**values, "is_per_scope": row.flag("is_per_scope"), **row.sourced()})]


def load_task(run: Run, row: Row) -> list[Outcome]:
    """A step of a phase."""
    phase = TemplatePhase.objects.filter(template=_template(row), key=row.required("phase")).first()
    if phase is None:
        raise RefusedRowError(f"phase: „{row.text('phase')}“ steht nicht in takeover_phases.csv.")
    keys = {"phase": phase, "position": row.number("position")}
    task = TemplateTask.objects.filter(**keys).first() or TemplateTask(**keys)
    texts = {column: row.text(column) for column in ("title", "explanation", "side", "proof", "needed_for")}
    return [store(task, {**texts, "days_after_start": _days(row), **row.sourced()})]


def load_case(run: Run, row: Row) -> list[Outcome]:
    """A case that ended before this system knew of it; it has no steps, since nobody took them here."""
    keys = {"authority": run.authority(row), "kind": row.required("kind"), "ended_on": row.day("ended_on")}
    case = TakeoverCase.objects.filter(**keys).first() or TakeoverCase(**keys)
    template = ProcessTemplate.objects.filter(kind=row.text("kind")).order_by("version").first()
    if template is None:
        raise RefusedRowError("kind: Dafür steht kein Ablauf in takeover_templates.csv.")
    values = {
        "template": template,
        "state": row.text("state"),
        "started_on": row.day("started_on"),
        "reasons": row.text("reasons").split(),
        "reason": row.text("reason"),
        "note": row.text("note"),
    }
    return [store(case, {**values, **row.sourced()})]


def load_baseline(run: Run, row: Row) -> list[Outcome]:
    """What an authority told of its own operation."""
    case = _case(run, row)
    baseline = Baseline.objects.filter(case=case).first() or Baseline(case=case)
    values = {
        "told_on": row.day("told_on"),
        "own_share": row.decimal("own_share") if row.text("own_share") else None,
        "people": row.number("people"),
        "data_location": row.text("data_location"),
        "note": row.text("note"),
    }
    return [store(baseline, {**values, **row.sourced()})]


def load_baseline_item(run: Run, row: Row) -> list[Outcome]:
    """A supplier, a lease, a running project."""
    baseline = Baseline.objects.filter(case=_case(run, row)).first()
    if baseline is None:
        raise RefusedRowError(f"authority: „{row.text('authority')}“ steht nicht in baselines.csv.")
    keys = {"baseline": baseline, "kind": row.required("kind"), "name": row.required("name")}
    item = BaselineItem.objects.filter(**keys).first() or BaselineItem(**keys)
    return [store(item, {"what": row.text("what"), **row.sourced()})]


def load_snapshot(run: Run, row: Row) -> list[Outcome]:
    """How many workstations were taken over on a day."""
    keys = {"authority": run.authority(row), "scope": row.required("scope"), "effective_on": row.day("effective_on")}
    snapshot = InventorySnapshot.objects.filter(**keys).first() or InventorySnapshot(**keys)
    values = {
        "counted": row.number("counted"),
        "taken_over": row.number("taken_over"),
        "signed_off_on": row.day("signed_off_on"),
        "note": row.text("note"),
    }
    return [store(snapshot, {**values, **row.sourced()})]


def _template(row: Row) -> ProcessTemplate:
    found = ProcessTemplate.objects.filter(kind=row.required("kind"), version=row.number("version") or 0).first()
    if found is None:
        raise RefusedRowError("kind, version: Diese Fassung steht nicht in takeover_templates.csv.")
    return found


def _case(run: Run, row: Row) -> TakeoverCase:
    found = TakeoverCase.objects.filter(authority=run.authority(row)).order_by("ended_on").first()
    if found is None:
        raise RefusedRowError(f"authority: „{row.text('authority')}“ steht nicht in takeover_cases.csv.")
    return found


def _days(row: Row) -> int | None:
    """A whole number of days, negative for before."""
    value = row.text("days_after_start")
    if not value:
        return None
    if not value.removeprefix("-").isdecimal():
        raise RefusedRowError(f"days_after_start: „{value}“ ist keine ganze Zahl.")
    return int(value)


SEED_FILES = (
    SeedFile("takeover_templates.csv", ("kind", "version", "published_on", "note"), ("kind", "version"), load_template),
    SeedFile(
        "takeover_phases.csv",
        ("kind", "version", "phase", "position", "name", "is_per_scope", "behind"),
        ("kind", "version", "phase"),
        load_phase,
    ),
    SeedFile(
        "takeover_tasks.csv",
        (
            "kind",
            "version",
            "phase",
            "position",
            "title",
            "explanation",
            "side",
            "proof",
            "needed_for",
            "days_after_start",
        ),
        ("kind", "version", "phase", "position"),
        load_task,
    ),
    SeedFile(
        "takeover_cases.csv",
        ("authority", "kind", "state", "started_on", "ended_on", "reasons", "reason", "note"),
        ("authority", "kind", "ended_on"),
        load_case,
    ),
    SeedFile(
        "baselines.csv",
        ("authority", "told_on", "own_share", "people", "data_location", "note"),
        ("authority",),
        load_baseline,
    ),
    SeedFile(
        "baseline_items.csv", ("authority", "kind", "name", "what"), ("authority", "kind", "name"), load_baseline_item
    ),
    SeedFile(
        "inventory_snapshots.csv",
        ("authority", "scope", "effective_on", "counted", "taken_over", "signed_off_on", "note"),
        ("authority", "scope", "effective_on"),
        load_snapshot,
    ),
)

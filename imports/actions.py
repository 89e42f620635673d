"""What is done with imports: bring a file, say which column is what, look at the preview, apply or discard.

Checking and applying are the work of jobs; each is one transaction, and may be begun again when it was broken off.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pghistory
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from accounts.models import User
from history import log
from history.models import LogEntry
from imports import mapping as mappings
from imports.comparing import Outcome, compare, outcome_of
from imports.kinds import Entry, Kind
from imports.lifecycle import State, may_follow
from imports.models import FOLDER, Import, ImportRow
from imports.progress import Progress
from imports.sheets import Unreadable, open_sheet
from imports.sheets.cells import plain
from ui.admin.refusals import in_words

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

CHECK, APPLY = "imports.tasks.check_import", "imports.tasks.apply_import"
SAMPLES = 3
WITHOUT_ROW_AFTER = timedelta(hours=1)
LOCK = 0x494D50
"""The family of advisory locks that keeps two jobs from one import."""
TARGETS = """
    UPDATE imports_importrow line SET target = stored.target
    FROM unnest(%s::integer[], %s::bigint[]) stored (number, target) WHERE line.run_id = %s AND line.number = stored.number
"""
HAS_MOVED = "Seit der Vorschau hat sich etwas geändert. Es wurde nichts übernommen. Bitte sehen Sie sich die markierten Zeilen an."
NOTHING_APPLIED = "Es wurde nichts übernommen. {}"
OUR_FAULT = "Dabei ist ein Fehler aufgetreten, den Sie nicht verursacht haben. Bitte versuchen Sie es noch einmal."


@transaction.atomic
def upload(*, kind: Kind, file: "UploadedFile[Any]", by: User, now: datetime) -> Import:
    """Take a file and read its headings; which column is what is guessed, or known from the last time."""
    if not kind.may_be_imported_by(by):
        raise PermissionDenied
    try:
        sheet = open_sheet(file, file.size or 0)
        samples = []
        for row in sheet.rows():
            samples.append([plain(cell.text)[:80] for cell in row.cells])
            if len(samples) == SAMPLES:
                break
    except Unreadable as error:
        raise ValidationError({"file": str(error)}) from error
    if not samples:
        raise ValidationError({"file": "Die Datei enthält unter den Überschriften keine Zeile."})
    run = Import(
        kind=kind.key,
        file_name=plain(file.name or "")[-200:] or "Datei",
        size=file.size or 0,
        headings=sheet.headings,
        headings_digest=mappings.digest(sheet.headings),
        samples=samples,
        uploaded_by=by,
        uploaded_at=now,
    )
    run.mapping = _remembered(run) or mappings.guessed(kind, sheet.headings)
    file.seek(0)
    run.file.save("", file, save=False)
    run.save()
    return run


@transaction.atomic
def choose_mapping(*, run: Import, mapping: Mapping[str, int], by: User) -> Import:
    """Say which column holds which field, and have every row compared with what is stored."""
    row = _locked(run, State.CHECKING, by)
    if problems := mappings.problems(row.of_kind, mapping):
        raise ValidationError(problems)
    row.mapping, row.state, row.remark = dict(mapping), State.CHECKING, ""
    row.rows_done = row.rows_all = 0
    row.save()
    _begin(CHECK, row)
    return row


@transaction.atomic
def check(*, run: int, now: datetime, tell: Progress) -> None:
    """Compare every row of the file with what is stored, and keep what it would change; done again it changes nothing."""
    row = _at_work(run, State.CHECKING)
    if row is None:
        return
    try:
        _, entries = _compared(row, now, tell)
    except Unreadable as error:
        row.state, row.remark = State.FAILED, str(error)
        row.save()
        return
    _keep(row, entries, {})
    row.state = State.CHECKED
    row.save()


@transaction.atomic
def start_applying(*, run: Import, by: User) -> Import:
    """Have the previewed changes stored, all or none; a second time is refused."""
    row = _locked(run, State.APPLYING, by)
    if row.rows_wrong:
        raise ValidationError("Die Datei enthält Fehler. Bitte korrigieren Sie diese und laden Sie die Datei neu hoch.")
    if not row.may_be_applied:
        raise ValidationError("In dieser Datei steht nichts Neues. Es gibt nichts zu übernehmen.")
    row.state, row.applied_by, row.remark = State.APPLYING, by, ""
    row.rows_done = row.rows_all = 0
    row.save()
    _begin(APPLY, row)
    return row


@transaction.atomic
def apply(*, run: int, now: datetime, tell: Progress) -> None:
    """Compare once more and store: if anything is not as in the preview, or is refused, nothing is stored and that is told."""
    row = _at_work(run, State.APPLYING)
    if row is None:
        return
    previewed = {line.number: _as_previewed(line) for line in row.rows.all()}
    with pghistory.context(user=row.applied_by_id):
        try:
            with transaction.atomic():
                stock, entries = _compared(row, now, tell, lock=True)
                if {entry.number: _as_compared(entry) for entry in entries} != previewed:
                    _go_back(row, entries, previewed, HAS_MOVED)
                    return
                tell.offset = len(entries)
                affected = [entry for entry in entries if entry.is_new or entry.changes]
                for done in stock.save(affected, f"{row} vom {timezone.localtime(now):%d.%m.%Y}", row.applied_by):
                    tell(done)
        except (ValidationError, IntegrityError) as error:
            row.state, row.applied_by = State.CHECKED, None
            row.remark = NOTHING_APPLIED.format(in_words(error))[:500]
            row.save()
            return
        _keep_targets(row, affected)
        row.state, row.ended_at = State.APPLIED, now
        _drop_file(row)
        row.save()
        log.record(kind=LogEntry.Kind.IMPORTED, user=row.applied_by, subject=_in_the_log(row))


@transaction.atomic
def discard(*, run: Import, by: User, now: datetime) -> None:
    """Throw the file away with what was read from it; nothing is stored."""
    row = _locked(run, State.DISCARDED, by)
    row.rows.all().delete()
    row.state, row.ended_at = State.DISCARDED, now
    _drop_file(row)
    row.save()


def remove_files_without_row(*, now: datetime) -> int:
    """Delete files that no import names: the upload was taken back after the file had been written."""
    folder = Path(default_storage.path(FOLDER))
    latest = (now - WITHOUT_ROW_AFTER).timestamp()
    # The files before the rows: what is brought in between is not looked at.
    files = [path for path in (folder.iterdir() if folder.is_dir() else ()) if path.stat().st_mtime < latest]
    known = set(Import.objects.exclude(file="").values_list("file", flat=True))
    needless = [path for path in files if f"{FOLDER}/{path.name}" not in known]
    for path in needless:
        path.unlink(missing_ok=True)
    return len(needless)


@transaction.atomic
def refuse_malware(*, run: int, malware: str, now: datetime) -> None:
    """Throw away a file in which the virus scanner found something, and say so."""
    row = Import.objects.select_for_update().filter(pk=run, state=State.CHECKING).first()
    if row is not None:
        row.state, row.ended_at = State.DISCARDED, now
        row.remark = f"Der Virenscanner hat in der Datei Schadsoftware gefunden: {malware[:200]}. Sie wurde gelöscht."
        _drop_file(row)
        row.save()


@transaction.atomic
def give_up(*, run: int, remark: str = OUR_FAULT) -> None:
    """When the work cannot be done: nobody waits any longer, and the step can be taken again."""
    row = Import.objects.select_for_update().filter(pk=run).first()
    if row is not None and row.is_working:
        row.state = State.FAILED if row.state == State.CHECKING else State.CHECKED
        row.applied_by, row.remark = None, remark
        row.save()


def _locked(run: Import, wanted: State, by: User) -> Import:
    row = Import.objects.select_for_update().get(pk=run.pk)
    if not row.of_kind.may_be_imported_by(by):
        raise PermissionDenied
    if not may_follow(row.state, wanted):
        raise ValidationError(f"Das geht nicht mehr: Dieser Import ist „{row.get_state_display()}“.")
    return row


def _at_work(run: int, state: State) -> Import | None:
    """The import, if the work is still to be done; whoever comes second waits here and finds it done.

    The row itself is not locked before the end, so that progress can be written into it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, run])
    return Import.objects.filter(pk=run, state=state).first()


def _begin(task: str, run: Import) -> None:
    """The job stands in the same transaction as the state that waits for it."""
    app.configure_task(task, lock=f"import-{run.pk}").defer(run=run.pk)


def _remembered(run: Import) -> dict[str, int]:
    earlier = Import.objects.filter(kind=run.kind, headings_digest=run.headings_digest).exclude(
        state__in=[State.UPLOADED]
    )
    known = earlier.order_by("-uploaded_at").values_list("mapping", flat=True).first() or {}
    fields = {field.key for field in run.of_kind.fields}
    return {key: column for key, column in known.items() if key in fields}


def _compared(row: Import, now: datetime, tell: Progress, *, lock: bool = False) -> tuple[Any, list[Entry]]:
    with row.file.open("rb") as file:
        rows = list(open_sheet(file, row.size).rows())
    row.rows_all = tell.total = len(rows) * (2 if lock else 1)
    return compare(row.of_kind, row.mapping, rows, timezone.localdate(now), lock=lock, tell=tell)


def _as_compared(entry: Entry) -> tuple[Any, ...]:
    return outcome_of(entry), entry.target, [list(change) for change in entry.changes], [*map(list, entry.problems)]


def _as_previewed(line: ImportRow) -> tuple[Any, ...]:
    return line.outcome, line.target, line.changes, line.problems


def _go_back(row: Import, entries: Sequence[Entry], previewed: Mapping[int, Any], remark: str) -> None:
    _keep(row, entries, previewed)
    row.state, row.applied_by, row.remark = State.CHECKED, None, remark
    row.save()


def _keep(row: Import, entries: Sequence[Entry], previewed: Mapping[int, Any]) -> None:
    """Store what was found about every row in place of what was known before."""
    row.rows.all().delete()
    lines = [
        ImportRow(
            run=row, number=entry.number, outcome=outcome_of(entry), title=entry.title[:300], target=entry.target,
            changes=entry.changes, problems=entry.problems, doubts=entry.doubts,
            has_moved=bool(previewed) and previewed.get(entry.number) != _as_compared(entry),
        )
        for entry in entries
    ]  # fmt: skip
    ImportRow.objects.bulk_create(lines, batch_size=1000)
    counted = [line.outcome for line in lines]
    row.rows_new, row.rows_changed = counted.count(Outcome.NEW), counted.count(Outcome.CHANGED)
    row.rows_same, row.rows_wrong = counted.count(Outcome.SAME), counted.count(Outcome.WRONG)
    row.rows_all = row.rows_done = len(lines)


def _keep_targets(row: Import, entries: Sequence[Entry]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(TARGETS, [[entry.number for entry in entries], [entry.target for entry in entries], row.pk])


def _drop_file(row: Import) -> None:
    transaction.on_commit(partial(row.file.storage.delete, str(row.file.name)))
    row.file, row.samples = "", []


def _in_the_log(row: Import) -> str:
    return f"{row.of_kind.label} aus „{row.file_name}“: {row.rows_new} neu, {row.rows_changed} geändert ({row})"

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
from imports.comparing import Outcome, as_compared, compare, outcome_of, preview
from imports.kinds import Entry, Kind
from imports.lifecycle import Extent, State, may_follow
from imports.models import FOLDER, Import, ImportRow
from imports.progress import Progress
from imports.sheets import FOR_THE_FIRST_ROWS, Unreadable, open_sheet
from imports.sheets.cells import Row, plain, storable
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
        sheet = open_sheet(file, file.size or 0, FOR_THE_FIRST_ROWS)
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
    run.mapping = Import.objects.remembered_mapping(kind, sheet.headings) or mappings.guessed(kind, sheet.headings)
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
    row.rows.all().delete()
    _begin(CHECK, row)
    return row


@transaction.atomic
def check(*, run: int, now: datetime, tell: Progress) -> None:
    """Compare every row of the file with what is stored, and keep what it would change; done again it changes nothing."""
    row = _at_work(run, State.CHECKING)
    if row is None:
        return
    try:
        rows = _rows_of_file(row)
    except Unreadable as error:
        if _is_waited_for(row):
            row.state, row.remark = State.FAILED, str(error)
            row.save()
        return
    entries = preview(row.of_kind, row.mapping, rows, timezone.localdate(now), tell=tell)
    if _is_waited_for(row):
        _keep_preview(row, rows, entries)
        row.state = State.CHECKED
        row.save()


@transaction.atomic
def start_applying(*, run: Import, extent: Extent = Extent.WHOLE, by: User) -> Import:
    """Have the previewed changes stored, all or none; wrong rows are left out only by choice. A second time is refused."""
    row = _locked(run, State.APPLYING, by)
    if row.rows_wrong and extent == Extent.WHOLE:
        raise ValidationError("Die Datei enthält Fehler. Bitte korrigieren Sie diese und laden Sie die Datei neu hoch.")
    if extent == Extent.GOOD_ROWS and not row.rows_wrong:
        raise ValidationError("Die Datei enthält keine Fehler mehr. Bitte sehen Sie sich die Vorschau noch einmal an.")
    if not row.may_be_applied(extent):
        raise ValidationError("In dieser Datei steht nichts Neues. Es gibt nichts zu übernehmen.")
    row.state, row.extent, row.applied_by, row.remark = State.APPLYING, extent, by, ""
    row.rows_done = row.rows_all = 0
    row.save()
    _begin(APPLY, row)
    return row


@transaction.atomic
def apply(*, run: int, now: datetime, tell: Progress) -> None:
    """Compare once more and store: if anything is not as in the preview, or is refused, nothing is stored and that is told.

    What is compared is what is stored, and nothing else: the rows that were good in the preview, as a file of their own.
    """
    row = _at_work(run, State.APPLYING)
    if row is None:
        return
    previewed = {line.number: _as_previewed(line) for line in row.rows.defer("cells")}
    wanted = {number: found for number, found in previewed.items() if found[0] != Outcome.WRONG}
    rows = _rows_of_file(row)
    row.rows_all = row.rows_done = len(rows)
    taken = [one for one in rows if one.number in wanted]
    tell.total = 2 * len(taken)
    assert row.applied_by is not None  # noqa: S101 – a constraint of the table
    with pghistory.context(user=row.applied_by_id):
        try:
            with transaction.atomic():
                stock, entries = compare(row.of_kind, row.mapping, taken, timezone.localdate(now), lock=True, tell=tell)
                if {entry.number: as_compared(entry) for entry in entries} != wanted:
                    found = preview(row.of_kind, row.mapping, rows, timezone.localdate(now), tell=tell)
                    if _is_waited_for(row):
                        _keep_preview(row, rows, found, previewed)
                        _go_back(row, HAS_MOVED)
                    return
                tell.offset = len(entries)
                affected = [entry for entry in entries if entry.is_new or entry.changes]
                for done in stock.save(affected, f"{row} vom {timezone.localtime(now):%d.%m.%Y}", row.applied_by):
                    tell(done)
        except (ValidationError, IntegrityError) as error:
            if _is_waited_for(row):
                _go_back(row, NOTHING_APPLIED.format(in_words(error))[:500])
            return
        if not _is_waited_for(row):
            transaction.set_rollback(True)
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
        _go_back(row, remark, State.FAILED if row.state == State.CHECKING else State.CHECKED)


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


def _is_waited_for(row: Import) -> bool:
    """Whether the import is still as the job found it, and locked from here on: what was thrown away never comes back."""
    return Import.objects.select_for_update().filter(pk=row.pk, state=row.state).exists()


def _begin(task: str, run: Import) -> None:
    """The job stands in the same transaction as the state that waits for it."""
    app.configure_task(task, lock=f"import-{run.pk}").defer(run=run.pk)


def _rows_of_file(row: Import) -> list[Row]:
    with row.file.open("rb") as file:
        return list(open_sheet(file, row.size).rows())


def _as_previewed(line: ImportRow) -> tuple[Any, ...]:
    return line.outcome, line.target, line.changes, line.problems


def _go_back(row: Import, remark: str, state: State = State.CHECKED) -> None:
    """Nothing was stored, and whoever wants to try again agrees anew."""
    row.state, row.extent, row.applied_by, row.remark = state, Extent.WHOLE, None, remark
    row.save()


def _keep_preview(
    row: Import, rows: Sequence[Row], entries: Sequence[Entry], previewed: Mapping[int, Any] | None = None
) -> None:
    """Store what was found of every row in place of what was known before."""
    cells = {one.number: [storable(cell.text) for cell in one.cells] for one in rows}
    row.rows.all().delete()
    lines = [
        ImportRow(
            run=row, number=entry.number, outcome=outcome_of(entry), title=entry.title[:300], target=entry.target,
            changes=entry.changes, problems=entry.problems, doubts=entry.doubts,
            cells=cells[entry.number] if entry.problems else [],
            has_moved=previewed is not None and previewed.get(entry.number) != as_compared(entry),
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
    left_out = f", {row.rows_wrong} fehlerhafte ausgelassen" if row.is_in_part else ""
    return (
        f"{row.of_kind.label} aus „{row.file_name}“: {row.rows_new} neu, {row.rows_changed} geändert{left_out} ({row})"
    )

"""Loading a folder of seed files: everything in one transaction, or nothing and the list of all bad rows."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.db import transaction

from ksm.seeding import loaders, processing, register, replacements, takeovers
from ksm.seeding.loaders import Run, SeedFile
from ksm.seeding.reading import FollowUpError, Problem, RefusedFileError, RefusedRowError, Row, read_rows
from ksm.seeding.storing import Outcome


class SeedsRefusedError(Exception):
    """At least one row is bad, so none was loaded."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(*map(str, problems))
        self.problems = problems


@dataclass
class Loaded:
    """How many rows of the database one file made, changed and left alone; a holiday rule makes one for each year."""

    file: str
    outcomes: Counter[Outcome] = field(default_factory=Counter)


SEED_FILES = (
    *loaders.SEED_FILES,
    *register.SEED_FILES,
    *takeovers.SEED_FILES,
    *replacements.SEED_FILES,
    *processing.SEED_FILES,
)


@transaction.atomic
def load_seeds(*, directory: Path, today: date) -> list[Loaded]:
    """Bring the database in line with the seed files of a folder.

    Rows that are gone from a file are left alone. Raises SeedsRefusedError, with every bad row, and loads nothing then.
    """
    if not directory.is_dir():
        raise SeedsRefusedError([Problem(str(directory), 0, "Diesen Ordner gibt es nicht.")])
    run = Run(today=today)
    problems = unknown_files(directory)
    loaded = []
    for file in SEED_FILES:
        report, found = load_file(run, file, directory / file.name)
        loaded.append(report)
        problems += found
    if problems:
        raise SeedsRefusedError(problems)
    return loaded


def load_file(run: Run, file: SeedFile, path: Path) -> tuple[Loaded, list[Problem]]:
    """Load the good rows of a file and say what is wrong with the others.

    A refused row is tried again after the others: two periods may change places only when one of them has moved away.
    """
    report = Loaded(file.name)
    try:
        rows = read_rows(path, file.columns, file.key)
    except RefusedFileError as refused:
        run.refused_files.add(file.name)
        return report, [Problem(file.name, 0, str(refused))]
    problems = [Problem(file.name, row.line, fault) for row in rows for fault in row.faults]
    run.refused_rows |= {(file.name, row.text(file.key[0])) for row in rows if row.faults}
    waiting = [row for row in rows if not row.faults]
    while waiting:
        refusals = load_rows(run, file, waiting, report)
        if len(refusals) == len(waiting):
            problems += [Problem(file.name, row.line, reason) for row, reasons in refusals for reason in reasons]
            run.refused_rows |= {(file.name, row.text(file.key[0])) for row in waiting}
            break
        waiting = [row for row, _ in refusals]
    return report, sorted(problems)


def load_rows(run: Run, file: SeedFile, rows: list[Row], report: Loaded) -> list[tuple[Row, tuple[str, ...]]]:
    """Load rows and return those that were refused, with the reasons."""
    refusals = []
    for row in rows:
        try:
            report.outcomes.update(file.load(run, row))
        except RefusedRowError as refused:
            refusals.append((row, refused.reasons))
        except FollowUpError:
            run.refused_rows.add((file.name, row.text(file.key[0])))
    return refusals


def unknown_files(directory: Path) -> list[Problem]:
    """A CSV file that nobody loads is most likely misspelt."""
    known = {file.name for file in SEED_FILES}
    return [
        Problem(path.name, 0, "Diese Datei ist nicht bekannt.")
        for path in sorted(directory.glob("*.csv"))
        if path.name not in known
    ]

"""How long a file of many workstations, and one of as many devices, takes to be checked and applied; nothing is kept."""

from __future__ import annotations

import csv
import io
import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from tools.bench.checks import Check

ROWS = int(os.environ.get("ROWS", "10000"))
MOST = 60
"""Seconds that a file of 10,000 rows may take, from the choice of its columns until its rows are stored."""
STAFF = "administration"
HEADINGS = {
    "workstations": ("Inventarnummer", "Rechnername", "Behörde", "In Betrieb seit", "Bemerkung"),
    "devices": (
        "Inventarnummer", "Seriennummer", "Hersteller", "Modell", "Art", "Arbeitsplatz", "Behörde", "In Betrieb seit", "Preis",
        "Betriebssystem", "Version", "MAC-Adressen",
    ),
}  # fmt: skip


def look(name: str) -> list[Check]:
    """Import both files, one after the other, and take them back."""
    from django.db import transaction

    from accounts.models import User
    from accounts.scope import as_command

    with as_command("bench"):
        by = User.objects.get(username=STAFF)
    checks = []
    with transaction.atomic():
        for kind in HEADINGS:
            checked, applied = imported(kind, by)
            found = f"{checked:.1f} s to check, {applied:.1f} s to apply"
            checks.append(Check(f"import of {ROWS:,} {kind}", found, f"≤ {MOST} s", checked + applied <= MOST))
        transaction.set_rollback(True)
    return checks


def imported(kind: str, by: object) -> tuple[float, float]:
    """The seconds of both jobs; the foreign keys that are looked up at the end of a transaction are part of the second."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.db import connection
    from django.utils import timezone

    from accounts.scope import as_command
    from imports import actions, tasks
    from imports.kinds import KINDS
    from imports.models import Import

    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([HEADINGS[kind], *rows(kind)])
    file = SimpleUploadedFile(f"{kind}.csv", text.getvalue().encode())
    with as_command("bench"):
        run = actions.upload(kind=KINDS[kind], file=file, by=by, now=timezone.now())  # type: ignore[arg-type]
        path = Path(run.file.path)
        actions.choose_mapping(run=run, mapping=run.mapping, by=by)  # type: ignore[arg-type]
    try:
        started = time.perf_counter()
        tasks.check_import(run.pk)
        checked = time.perf_counter()
        with as_command("bench"):
            run.refresh_from_db()
            assert (run.rows_new, run.rows_wrong) == (ROWS, 0), (run.state, run.remark, run.counts)
            actions.start_applying(run=run, by=by)  # type: ignore[arg-type]
        tasks.apply_import(run.pk)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        applied = time.perf_counter()
        with as_command("bench"):
            assert Import.objects.get(pk=run.pk).is_applied
    finally:
        path.unlink(missing_ok=True)
    return checked - started, applied - checked


def rows(kind: str) -> Iterator[Sequence[object]]:
    """Rows as an authority would bring them: every second one of the same town, a handful of models and systems."""
    for n in range(ROWS):
        authority = "stadt-schwerin" if n % 2 else "stadt-ludwigslust"
        place = f"BENCH-AP-{n:05d}"
        if kind == "workstations":
            yield place, f"bench-pc-{n}", authority, "02.01.2026", "aus der Datei"
        else:
            address = ":".join(f"{n:012x}"[at : at + 2] for at in range(0, 12, 2))
            yield (
                f"BENCH-G-{n:05d}", f"SN-BENCH-{n}", "Musterwerk", f"Klapp {n % 20}", "Notebook", place, authority, "02.01.2026",
                "1.234,50", "Musteros", str(10 + n % 3), address,
            )  # fmt: skip

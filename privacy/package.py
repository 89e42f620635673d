"""A person's own data as one file: to read, to open in a spreadsheet, and to hand to another system."""

import csv
import io
import json
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import IO

from django.template.loader import render_to_string
from django.utils.text import slugify

from files.kinds import safe_name
from privacy.wording import Rows, in_german
from tickets.models import Attachment
from ui.export import UMLAUTS, guarded


def packed(name: str, tables: Mapping[str, Rows], files: Iterable[Attachment], now: datetime) -> IO[bytes]:
    """A ZIP file with one page to read, one CSV file for each table that is not empty, all of it as JSON, and the files.

    It lies on the disk: files may be many, and memory is shared.
    """
    target: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  # the response closes it after sending
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("uebersicht.html", render_to_string("privacy/own_data.html", page_of(name, tables, now)))
        file.writestr("daten.json", json.dumps({"person": name, **tables}, ensure_ascii=False, indent=2))
        for title, rows in tables.items():
            if rows:
                file.writestr(f"{slugify(title.translate(UMLAUTS))}.csv", _csv(rows))
        for attachment in files:
            _add(file, attachment)
    target.seek(0)
    return target


def _add(file: zipfile.ZipFile, attachment: Attachment) -> None:
    """One attachment piece by piece, under its number, since names repeat; one that the store has lost is left out."""
    try:
        stored = attachment.file.open("rb")
    except FileNotFoundError:
        return
    with stored, file.open(f"anhaenge/{attachment.pk}-{safe_name(attachment.name)}", "w") as target:
        for chunk in stored.chunks():
            target.write(chunk)


def page_of(name: str, tables: Mapping[str, Rows], now: datetime) -> dict[str, object]:
    """What the page to read shows."""
    shown = [
        (title, list(rows[0]) if rows else [], [list(row.values()) for row in rows]) for title, rows in tables.items()
    ]
    return {"name": name, "tables": shown, "at": in_german(now)}


def _csv(rows: Rows) -> str:
    lines = io.StringIO()
    lines.write("\ufeff")  # without the mark Excel reads umlauts wrongly
    writer = csv.writer(lines, delimiter=";", lineterminator="\r\n")
    writer.writerow(rows[0])
    writer.writerows([guarded(value) for value in row.values()] for row in rows)
    return lines.getvalue()

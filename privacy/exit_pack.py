"""Everything the system holds about one authority as one ZIP file: tables, files, an index to read, and checksums.

However much it is, only a few hundred rows are in memory at a time: rows come from a cursor of the server, and what is
written goes to the disk. Each table is read in a transaction of its own, so that the progress is seen meanwhile and no
transaction stays open for hours.
"""

import csv
import io
import json
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from itertools import islice
from pathlib import PurePosixPath
from typing import IO, Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Field, ForeignKey, Model
from django.utils import timezone
from django.utils.text import capfirst, slugify

from accounts.scope import as_authority
from files.kinds import safe_name
from files.models import StoredFile
from privacy.handed_back import HANDED_BACK, Table, reasons
from privacy.in_words import in_german
from ui.export import UMLAUTS, guarded
from ui.pdf import pdf

AT_A_TIME = 500
PIECE = 1024 * 1024
IN_MEMORY = 4 * PIECE
TABLES, FILES = "tabellen", "dateien"
README, INDEX, CHECKSUMS = "LIESMICH.txt", "uebersicht.pdf", "pruefsummen.sha256"
WAITING, INFECTED, LOST = "noch nicht auf Schadsoftware geprüft", "Schadsoftware gefunden", "nicht mehr vorhanden"

Words = dict[str, str]
Tell = Callable[[int], None]


@dataclass
class Contents:
    """What has come into a pack so far."""

    now: datetime
    tables: list[tuple[str, str, int]] = field(default_factory=list)  # name, file without its ending, rows
    files: int = 0
    left_out: list[tuple[str, str]] = field(default_factory=list)  # file, why
    sums: list[tuple[str, str]] = field(default_factory=list)  # digest, path

    @property
    def date_time(self) -> tuple[int, int, int, int, int, int]:
        """The moment of the pack as each of its files bears it, in the time of this place."""
        at = timezone.localtime(self.now)
        return at.year, at.month, at.day, at.hour, at.minute, at.second


def write(target: IO[bytes], *, authority: int, name: str, now: datetime, tell: Tell) -> Contents:
    """Write the pack of an authority; `tell` hears after each table how many are done."""
    contents = Contents(now)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as pack:
        for number, table in enumerate(HANDED_BACK, 1):
            with as_authority(authority):
                _add_table(pack, contents, number, table, authority)
            tell(number)
        _add(pack, contents, README, [_readme(name, now, contents).encode("utf-8-sig")])
        _add(pack, contents, INDEX, [_index(name, now, contents)])
        lines = "".join(f"{digest}  {path}\n" for digest, path in contents.sums)
        _add(pack, contents, CHECKSUMS, [lines.encode()])
    return contents


def _add_table(pack: zipfile.ZipFile, contents: Contents, number: int, table: Table, authority: int) -> None:
    """One table as CSV and as JSON, and the files of its rows; a table without rows has no file, and says so."""
    stem = f"{TABLES}/{number:02d}-{slugify(table.name.translate(UMLAUTS))}"
    rows = table.model._default_manager.filter(table.only(authority)).order_by("pk")
    headings = headings_of(table)
    count = 0
    with _spool() as as_csv, _spool() as as_json:
        lines = io.TextIOWrapper(as_csv, "utf-8", newline="", write_through=True)
        lines.write("\ufeff")  # without the mark Excel reads umlauts wrongly
        writer = csv.writer(lines, delimiter=";", lineterminator="\r\n")
        writer.writerow(headings)
        as_json.write(b"[")
        for some in _in_portions(rows.iterator(chunk_size=AT_A_TIME)):
            paths = _add_files(pack, contents, some)
            named = _names(table, some)
            for row in some:
                read, raw = _values(table, row, named, paths)
                writer.writerow([guarded(value) for value in read])
                line = json.dumps(dict(zip(headings, raw, strict=True)), ensure_ascii=False, default=str)
                as_json.write((",\n" if count else "\n").encode() + line.encode())
                count += 1
        as_json.write(b"\n]\n")
        if count:
            _add(pack, contents, f"{stem}.csv", _pieces(as_csv))
            _add(pack, contents, f"{stem}.json", _pieces(as_json))
        lines.detach()
    contents.tables.append((table.name, stem if count else "", count))


def headings_of(table: Table) -> list[str]:
    """The headings of a table, each once; what refers to another row has its number beside its name."""
    found: list[str] = []
    for column in table.fields:
        words = "Nr." if column.primary_key else capfirst(str(column.verbose_name))
        while words in found:
            words += " (weitere)"
        found.append(words)
        if isinstance(column, ForeignKey):
            found.append(f"{words}, Nr.")
    return found


def _values(
    table: Table, row: Model, named: Mapping[str, Mapping[Any, str]], paths: Mapping[Any, str]
) -> tuple[list[str], list[Any]]:
    """The cells of a row, to read and to process."""
    read: list[str] = []
    raw: list[Any] = []
    for column in table.fields:
        value = getattr(row, column.attname)
        if isinstance(column, ForeignKey):
            words = named[column.name].get(value, "")
            read += [words, "" if value is None else str(value)]
            raw += [words or None, value]
        elif isinstance(row, StoredFile) and column.name == "file":
            read.append(paths[row.pk])
            raw.append(paths[row.pk])
        else:
            words = _in_words(row, column, value)
            read.append(words)
            raw.append(words if column.choices else _plain(value))
    return read, raw


def _in_words(row: Model, column: "Field[Any, Any]", value: Any) -> str:
    if column.choices:
        return str(getattr(row, f"get_{column.name}_display")() or "")
    if isinstance(value, list):
        inner = dict(getattr(getattr(column, "base_field", None), "flatchoices", None) or ())
        return ", ".join(str(inner.get(part, part)) for part in value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else in_german(value)


def _plain(value: Any) -> Any:
    """A value as JSON has it: days and moments as ISO 8601."""
    return value.isoformat() if isinstance(value, date) else value


def _names(table: Table, rows: Sequence[Model]) -> dict[str, dict[Any, str]]:
    """How the rows are called that these refer to; one that the authority may not know stays a number."""
    found = {}
    for column in table.fields:
        if isinstance(column, ForeignKey):
            keys = {getattr(row, column.attname) for row in rows} - {None}
            others: Any = column.related_model
            found[column.name] = {key: _name_of(other) for key, other in others._default_manager.in_bulk(keys).items()}
    return found


def _name_of(row: Model) -> str:
    try:
        return str(row)
    except ObjectDoesNotExist:  # its name is made of a row that the authority may not know
        return ""


def _add_files(pack: zipfile.ZipFile, contents: Contents, rows: Sequence[Model]) -> dict[Any, str]:
    """The files of these rows into their folder; where each lies, or why it is not there."""
    return {row.pk: _add_file(pack, contents, row) for row in rows if isinstance(row, StoredFile)}


def _add_file(pack: zipfile.ZipFile, contents: Contents, row: StoredFile) -> str:
    folder = slugify(str(row._meta.verbose_name_plural).translate(UMLAUTS))
    name = f"{row.pk}-{safe_name(row.name)}"
    why = INFECTED if row.is_infected else WAITING if row.is_waiting else "" if row.file else LOST
    if not why:
        try:
            with row.file.open("rb") as stored:
                _add(pack, contents, f"{FILES}/{folder}/{name}", stored.chunks(PIECE))
        except FileNotFoundError:
            why = LOST
    if why:
        contents.left_out.append((f"{row._meta.verbose_name} {name}", why))
        return f"nicht enthalten: {why}"
    contents.files += 1
    return f"{FILES}/{folder}/{name}"


def _add(pack: zipfile.ZipFile, contents: Contents, path: str, pieces: Iterable[bytes]) -> None:
    """One file of the pack piece by piece, and its checksum."""
    digest = sha256()
    entry = zipfile.ZipInfo(path, contents.date_time)
    entry.compress_type = zipfile.ZIP_DEFLATED
    with pack.open(entry, "w", force_zip64=True) as target:
        for piece in pieces:
            digest.update(piece)
            target.write(piece)
    contents.sums.append((digest.hexdigest(), str(PurePosixPath(path))))


def _spool() -> IO[bytes]:
    return tempfile.SpooledTemporaryFile(IN_MEMORY)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while piece := file.read(PIECE):
        yield piece


def _in_portions(rows: Iterator[Model]) -> Iterator[list[Model]]:
    while some := list(islice(rows, AT_A_TIME)):
        yield some


def _readme(name: str, now: datetime, contents: Contents) -> str:
    """The words that whoever opens the pack reads first; nothing but an editor is needed."""
    tables = [
        f"  {words}: {count} {'Zeile' if count == 1 else 'Zeilen'}, {stem}.csv und .json"
        for words, stem, count in contents.tables
        if count
    ]
    empty = ", ".join(words for words, _, count in contents.tables if not count)
    left_out = [f"  {file}: {why}" for file, why in contents.left_out] or ["  keine"]
    stays = [f"  {words}: {reason}" for words, reason in reasons()]
    lines = [
        f"Austrittspaket für {name}",
        f"Stand: {in_german(now)}",
        "",
        "Dieses Paket enthält, was über die Behörde gespeichert ist, in offenen Formaten.",
        f"{INDEX} zeigt denselben Inhalt als barrierefreies Dokument.",
        "",
        "Tabellen",
        "  CSV: UTF-8 mit BOM, Trennzeichen Semikolon, zum Lesen und für Tabellenprogramme.",
        "  JSON: UTF-8, zum Weiterverarbeiten; Tage und Zeitpunkte nach ISO 8601.",
        "  „Nr.“ ist der Schlüssel einer Zeile; Spalten, deren Name auf „, Nr.“ endet, verweisen darauf.",
        "  Beginnt ein Text in einer CSV-Datei mit einem Apostroph vor =, +, - oder @, schützt er vor Formeln.",
        *tables,
        f"  Ohne Zeilen: {empty or 'keine'}",
        "",
        f"Dateien: {contents.files} im Ordner {FILES}; die Spalte „Datei“ der Tabellen nennt den Ort.",
        "Nicht enthaltene Dateien:",
        *left_out,
        "",
        "Nicht enthalten sind:",
        *stays,
        "",
        f"{CHECKSUMS} nennt die Prüfsumme (SHA-256) jeder Datei. Prüfen mit: sha256sum -c {CHECKSUMS}",
    ]
    return "\r\n".join(lines) + "\r\n"


def _index(name: str, now: datetime, contents: Contents) -> bytes:
    """The same as a document for every reader."""
    total = sum(count for _, _, count in contents.tables)
    filled = [[words, str(count), stem] for words, stem, count in contents.tables if count]
    empty = ", ".join(words for words, _, count in contents.tables if not count)
    data = {
        "stand": f"Stand: {in_german(now)}",
        "subtitle": f"Was über {name} gespeichert ist, in offenen Formaten",
        "notices": [],
        "figures": [
            {"value": str(len(filled)), "label": "Tabellen"},
            {"value": str(total), "label": "Zeilen"},
            {"value": str(contents.files), "label": "Dateien"},
        ],
        "sections": [
            _section("Tabellen", ["Tabelle", "Zeilen", "Ort im Paket, je als .csv und .json"], filled),
            _section("Tabellen ohne Zeilen", hint=empty or "Jede Tabelle hat Zeilen."),
            _section("Nicht enthaltene Dateien", ["Datei", "Grund"], contents.left_out, "Alle Dateien sind enthalten."),
            _section("Was nicht zum Paket gehört", ["Was", "Grund"], reasons()),
            _section("Prüfen", hint=f"{CHECKSUMS} nennt die Prüfsumme (SHA-256) jeder Datei des Pakets."),
        ],
    }
    return pdf("sheet.typ", data, title=f"Austrittspaket {name}")


def _section(
    title: str, headings: Sequence[str] = (), rows: Sequence[Sequence[str]] = (), hint: str = ""
) -> dict[str, object]:
    return {
        "title": title,
        "properties": [],
        "headings": list(headings),
        "rows": [list(row) for row in rows],
        "hint": hint,
    }

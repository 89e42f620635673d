"""A workbook that is unpacked only as far as somebody reads: its texts one by one, and never more than so many bytes."""

import zipfile
from typing import IO, Any, Self

from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from imports.sheets.cells import Unreadable

TOO_FAR = (
    "In dieser Excel-Datei steht zu viel vor den ersten Zeilen, zum Beispiel Formate. "
    "Bitte speichern Sie sie als „CSV UTF-8“."
)


class Reader(ExcelReader):  # type: ignore[misc]  # the library has no types
    """Reads a workbook row by row; with `at_most` so many bytes are unpacked of it, and no more."""

    def __init__(self, file: IO[bytes], at_most: int | None) -> None:
        super().__init__(file, read_only=True, data_only=False, keep_links=False)
        if at_most is not None:
            self.archive = BoundedArchive(file, at_most)

    def read_strings(self) -> None:
        """The texts that cells refer to; the library would read all of them before the first row."""
        part = self.package.find(SHARED_STRINGS)
        if part is not None:
            self.shared_strings = Strings(self.archive.open(part.PartName[1:]))


class Strings:
    """The texts of a workbook by their numbers, read as far as the highest that was asked for."""

    def __init__(self, part: Any) -> None:
        self.known: list[str] = []
        self.nodes = iterparse(part)

    def __getitem__(self, number: int) -> str:
        while number >= len(self.known):
            node = next((node for _, node in self.nodes if node.tag == f"{{{SHEET_MAIN_NS}}}si"), None)
            if node is None:
                raise IndexError(number)
            self.known.append(Text.from_tree(node).content.replace("x005F_", ""))
            node.clear()
        return self.known[number]


class BoundedArchive(zipfile.ZipFile):
    """An archive that breaks off when too much of it was unpacked, all parts together."""

    def __init__(self, file: IO[bytes], at_most: int) -> None:
        super().__init__(file)
        self.left = at_most

    def open(self, *args: Any, **options: Any) -> Any:
        """A part whose bytes are counted."""
        return BoundedPart(self, super().open(*args, **options))


class BoundedPart:
    """A part of an archive while it is read."""

    def __init__(self, archive: BoundedArchive, part: IO[bytes]) -> None:
        self.archive = archive
        self.part = part

    def read(self, size: int | None = -1) -> bytes:
        """The next bytes."""
        most = self.archive.left + 1
        content = self.part.read(most if size is None or size < 0 else min(size, most))
        self.archive.left -= len(content)
        if self.archive.left < 0:
            raise Unreadable(TOO_FAR)
        return content

    def close(self) -> None:
        """Done with it."""
        self.part.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

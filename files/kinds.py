"""Which files may come with a report, told from their content as well as from their name."""

import re
import unicodedata
from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import filetype
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

if TYPE_CHECKING:
    Upload = UploadedFile[Any]
else:
    Upload = UploadedFile

LONGEST_NAME = 200

# Extension → content type under which the file is handed out again.
ALLOWED = {
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif", "webp": "image/webp", "heic": "image/heic",
    "bmp": "image/bmp", "tif": "image/tiff", "tiff": "image/tiff",
    "pdf": "application/pdf", "txt": "text/plain", "log": "text/plain", "csv": "text/csv", "eml": "message/rfc822",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text", "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "zip": "application/zip", "mp4": "video/mp4",
}  # fmt: skip
TEXT = ("txt", "log", "csv", "eml")
ZIP_CONTAINERS = ("docx", "xlsx", "pptx", "odt", "ods", "zip")
ANYTHING = "application/octet-stream"
# What the same content may be called: cameras and office programs are not strict.
SAME_CONTENT = {"jpeg": "jpg", "tiff": "tif", "heif": "heic"}


def check_files(files: Sequence[Upload]) -> None:
    """Refuse files that are too many, too big, empty, or not of an allowed kind; every file is named with its reason."""
    problems = [problem for file in files if (problem := _problem(file))]
    if len(files) > settings.ATTACHMENTS_MAX:
        problems.insert(0, f"Bitte hängen Sie höchstens {settings.ATTACHMENTS_MAX} Dateien an.")
    if problems:
        raise ValidationError({"files": problems})


def safe_name(name: str) -> str:
    """A file name as it may be stored, shown and handed out: one line, no folders, nothing that hides its ending.

    Control characters and those that turn the direction of writing go (they make „fdp.exe“ look like „exe.pdf“), as do
    characters that no file system takes.
    """
    name = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    visible = "".join(
        " " if char.isspace() else char for char in name if not unicodedata.category(char).startswith("C")
    )
    plain = " ".join(re.sub(r'[<>:"|?*]', "_", visible).split()).strip(". ")
    ending = PurePath(plain).suffix[:20]
    if len(plain) > LONGEST_NAME:
        plain = plain[: LONGEST_NAME - len(ending)] + ending
    return plain or "Datei"


def served_type(stored: str) -> str:
    """The content type under which a stored file may leave the house: one that we know, or none that says anything."""
    return stored if stored in ALLOWED.values() else ANYTHING


def content_type_of(name: str) -> str:
    """The content type under which an accepted file is handed out."""
    return ALLOWED[extension_of(name)]


def extension_of(name: str) -> str:
    """The last part of a file name in small letters, without the dot."""
    return PurePath(name).suffix.lower().removeprefix(".")


def _problem(file: Upload) -> str:
    name, size = safe_name(file.name or ""), file.size or 0
    limit = settings.ATTACHMENT_MAX_BYTES
    if size > limit:
        return f"„{name}“ ist {_megabytes(size)} groß. Erlaubt sind höchstens {_megabytes(limit)} je Datei."
    if size == 0:
        return f"„{name}“ ist leer."
    extension = extension_of(name)
    if extension not in ALLOWED:
        return f"„{name}“ kann nicht angehängt werden: Dateien der Art „{extension or 'ohne Endung'}“ sind aus Sicherheitsgründen nicht erlaubt."
    if not _content_matches(file, extension):
        return f"„{name}“ kann nicht angehängt werden: Der Inhalt passt nicht zur Endung „{extension}“."
    return ""


def _content_matches(file: Upload, extension: str) -> bool:
    file.seek(0)
    head = file.read(8192)
    file.seek(0)
    found = filetype.guess(head)
    if extension in TEXT:
        return found is None and b"\x00" not in head
    if found is None:
        return False
    kind: str = SAME_CONTENT.get(found.extension, found.extension)
    if extension in ZIP_CONTAINERS:
        return kind in ZIP_CONTAINERS
    return kind == SAME_CONTENT.get(extension, extension)


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.1f}".replace(".", ",").removesuffix(",0") + "\u00a0MB"

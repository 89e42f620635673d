"""Files as programs write them, for tests."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from imports.models import Import
from imports.tasks import apply_import, check_import

Rows = Iterable[Sequence[Any]]
Choose = Callable[[dict[str, str]], None]


def as_offered(choice: dict[str, str]) -> None:
    """The columns stay as they were guessed or remembered."""


def csv_file(
    rows: Rows, *, sign: str = ";", encoding: str = "utf-8-sig", name: str = "datei.csv"
) -> SimpleUploadedFile:
    lines = io.StringIO()
    csv.writer(lines, delimiter=sign, lineterminator="\r\n").writerows(rows)
    return SimpleUploadedFile(name, lines.getvalue().encode(encoding))


def xlsx_file(rows: Rows, name: str = "datei.xlsx") -> SimpleUploadedFile:
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    content = io.BytesIO()
    book.save(content)
    return SimpleUploadedFile(name, content.getvalue())


def upload(client: Client, kind: str, file: SimpleUploadedFile) -> Any:
    return client.post(reverse("imports:add"), {"kind": kind, "file": file})


def checked(client: Client, kind: str, file: SimpleUploadedFile, choose: Choose = as_offered) -> Import:
    """The import after upload, mapping as it is offered and the work of the job."""
    response = upload(client, kind, file)
    assert response.status_code == 302, response.content.decode()
    run = Import.objects.latest("pk")
    form = client.get(response["Location"]).context["form"]
    choice = {name: str(form[name].value()) for name in form.fields}
    choose(choice)
    response = client.post(response["Location"], choice)
    assert response.status_code == 302, response.content.decode()
    check_import(run.pk)
    run.refresh_from_db()
    return run


def applied(client: Client, run: Import) -> Import:
    """The import after somebody agreed and the work of the job."""
    assert client.post(reverse("imports:apply", args=[run.pk])).status_code == 302
    apply_import(run.pk)
    run.refresh_from_db()
    return run

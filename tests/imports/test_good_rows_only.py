"""Where rows are wrong, somebody may choose to leave them out: what is stored then, what is told, and how the rest comes back."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from customers.models import Authority, Contact
from history.models import LogEntry
from imports.kinds import KINDS
from imports.lifecycle import Extent, State
from imports.mapping import NOTE, guessed
from imports.models import Import, ImportRow
from imports.sheets import open_sheet
from imports.tasks import apply_import
from privacy.actions import enforce_retention
from tests.factories import AuthorityFactory, ContactFactory, ImportFactory, ImportRowFactory
from tests.imports.files_of_rows import as_offered, checked, csv_file, xlsx_file

HEAD = ["Behörde", "Nachname", "E-Mail", "Telefon"]
AMT = ["Schlüssel", "Name", "Kurzname", "Art", "Amt", "Amt seit"]


@pytest.fixture
def care(customer_care: User, client_for: Callable[[User], Client]) -> Client:
    """The browser of somebody who keeps customer data."""
    return client_for(customer_care)


def row(name: str, authority: str = "stadt-ludwigslust", phone: object = "") -> list[object]:
    return [authority, name, f"{name.lower()}@lwl.example", phone]


def mixed(*more: list[object]) -> list[list[object]]:
    """Two good rows with a wrong one between them."""
    return [list(HEAD), row("Gut"), row("Falsch", "gibt-es-nicht"), row("Besser"), *more]


def chosen(client: Client, run: Import) -> Import:
    """The import after somebody chose the good rows, and the work of the job."""
    response = client.post(reverse("imports:apply_good_rows", args=[run.pk]))
    assert response.status_code == 302, response.content.decode()
    apply_import(run.pk)
    run.refresh_from_db()
    return run


def page(client: Client, run: Import, **query: object) -> str:
    return client.get(run.get_absolute_url(), query).content.decode()


def question(client: Client, run: Import) -> str:
    return client.get(reverse("imports:apply_good_rows", args=[run.pk])).content.decode()


def wrong_rows(client: Client, run: Import, file_format: str) -> SimpleUploadedFile:
    response = client.get(reverse("imports:wrong_rows", args=[run.pk, file_format]))
    assert response.status_code == 200
    return SimpleUploadedFile(f"rest.{file_format}", b"".join(response))


def lines_of(file: SimpleUploadedFile) -> list[list[str]]:
    """Headings and rows of a file as our own reader sees them."""
    content = file.read()
    file.seek(0)
    sheet = open_sheet(io.BytesIO(content), len(content))
    return [sheet.headings, *([cell.text for cell in line.cells] for line in sheet.rows())]


def names() -> set[str]:
    return set(Contact.objects.values_list("last_name", flat=True))


def test_good_rows_are_stored_by_choice_and_everybody_is_told_what_was_left_out(
    care: Client, customer_care: User, ludwigslust: Authority, django_capture_on_commit_callbacks: Callable
) -> None:
    run = checked(care, "contacts", csv_file(mixed()))
    text = page(care, run)
    assert "Datei korrigieren und neu hochladen" in text
    assert "Nur die fehlerfreien Zeilen übernehmen (2 von 3)" in text
    refused = care.post(reverse("imports:apply", args=[run.pk]))  # all of it still means all of it
    assert "Die Datei enthält Fehler" in refused.content.decode()
    asked = question(care, run)
    assert "2 von 3 Zeilen" in asked
    assert "wird ausgelassen" in asked
    assert Contact.objects.count() == 0
    storage, stored = run.file.storage, run.file.name
    with django_capture_on_commit_callbacks(execute=True):
        chosen(care, run)
    assert names() == {"Gut", "Besser"}
    assert (run.state, run.extent, run.applied_by) == (State.APPLIED, Extent.GOOD_ROWS, customer_care)
    assert (run.rows_new, run.rows_wrong, run.rows_all) == (2, 1, 3)
    assert not storage.exists(stored)
    text = page(care, run)
    assert "Eine Zeile wurde ausgelassen" in text
    assert "nur die fehlerfreien Zeilen" in text
    assert "ausgelassen<span>1</span>" in text
    assert "Was nicht übernommen wurde" in text
    assert "Was geändert wurde" in page(care, run, show="new")
    assert "teilweise übernommen" in care.get(reverse("imports:imports")).content.decode()
    assert "1 fehlerhafte ausgelassen" in LogEntry.objects.get(kind=LogEntry.Kind.IMPORTED).subject
    report = b"".join(care.get(reverse("imports:report", args=[run.pk, "csv"]))).decode()
    assert f"von {customer_care}. Umfang: nur die fehlerfreien Zeilen." in report
    assert "Ausgelassen: 1 von 3." in report
    assert "3;fehlerhaft, ausgelassen;" in report


def test_report_of_a_preview_says_that_nothing_is_stored_and_one_of_a_whole_file_that_all_is(
    care: Client, ludwigslust: Authority
) -> None:
    run = checked(care, "contacts", csv_file([HEAD, row("Gut")]))
    url = reverse("imports:report", args=[run.pk, "csv"])
    assert "Vorschau, noch nichts übernommen." in b"".join(care.get(url)).decode()
    care.post(reverse("imports:apply", args=[run.pk]))
    apply_import(run.pk)
    run.refresh_from_db()
    report = b"".join(care.get(url)).decode()
    assert "Umfang: alle Zeilen oder keine." in report
    assert "Ausgelassen" not in report
    assert run.rows_all == 1
    assert care.get(reverse("imports:wrong_rows", args=[run.pk, "csv"])).status_code == 404


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_left_out_rows_come_back_corrected_and_need_no_mapping(
    file_format: str, care: Client, ludwigslust: Authority
) -> None:
    """Headings that nobody could guess, a column that is not taken, and a second round before all is right."""

    def choose(choice: dict[str, str]) -> None:
        choice |= {"column_0": "authority", "column_1": "last_name", "column_2": "email", "column_3": ""}

    rows = [
        ["Wo", "Wer", "Post", "Zimmer"],
        ["stadt-ludwigslust", "Gut", "gut@lwl.example", "1"],
        ["ludwigslsut", "Eins", "eins@lwl.example", "00 2"],
        ["ludwigslsut", "Zwei", "kein-at", '3 "b"; =4'],
    ]
    run = chosen(care, checked(care, "contacts", csv_file(rows), choose))
    file = wrong_rows(care, run, file_format)
    headings, *left_out = lines_of(file)
    assert headings == ["Wo", "Wer", "Post", "Zimmer", NOTE]
    assert [line[:4] for line in left_out] == rows[2:]
    assert left_out[0][4] == "Behörde: Eine Behörde „ludwigslsut“ gibt es nicht."
    again = checked(care, "contacts", file, as_offered)
    assert again.mapping == {"authority": 0, "last_name": 1, "email": 2}
    assert (again.rows_new, again.rows_wrong) == (0, 2)  # as wrong as before, and the note does no harm

    make = csv_file if file_format == "csv" else xlsx_file
    half = checked(care, "contacts", make([headings, ["stadt-ludwigslust", *left_out[0][1:]], left_out[1]]))
    chosen(care, half)
    rest_headings, rest = lines_of(wrong_rows(care, half, file_format))
    assert rest_headings == headings  # the old note made way for the new one
    assert rest[1] == "Zwei"
    last = checked(
        care, "contacts", make([rest_headings, ["stadt-ludwigslust", "Zwei", "zwei@lwl.example", *rest[3:]]])
    )
    assert (last.mapping, last.rows_wrong) == (again.mapping, 0)
    care.post(reverse("imports:apply", args=[last.pk]))
    apply_import(last.pk)
    assert names() == {"Gut", "Eins", "Zwei"}


def test_last_column_named_like_the_note_stays_where_it_holds_a_field(care: Client, ludwigslust: Authority) -> None:
    def choose(choice: dict[str, str]) -> None:
        choice["column_3"] = "function"

    rows = [[*HEAD[:3], NOTE], [*row("Gut")[:3], "Bauamt"], [*row("Falsch", "nirgends")[:3], "Hauptamt"]]
    run = chosen(care, checked(care, "contacts", csv_file(rows), choose))
    assert Contact.objects.get().function == "Bauamt"
    headings, line = lines_of(wrong_rows(care, run, "xlsx"))
    assert headings == [*HEAD[:3], NOTE, NOTE]
    assert line[3] == "Hauptamt"
    again = checked(care, "contacts", xlsx_file([headings, line]))
    assert again.mapping == run.mapping
    fewer = checked(care, "contacts", csv_file([HEAD[:3], row("Neu")[:3]]))  # the same but for that column
    assert fewer.mapping == {"authority": 0, "last_name": 1, "email": 2}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_kind_takes_the_note_for_a_field(kind: str) -> None:
    headings = [field.label for field in KINDS[kind].fields]
    assert len(headings) not in guessed(KINDS[kind], [*headings, NOTE]).values()
    assert not guessed(KINDS[kind], [NOTE])


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_cells_come_back_as_they_came(file_format: str, care: Client, ludwigslust: Authority) -> None:
    """Also what no value can be made of; what was wrong with the row is wrong again, and nothing runs as a formula."""
    long = "x" * 5001
    rows: list[list[Any]] = [
        HEAD,
        row("Rechnet", "nirgends", "=1+1"),
        row("Fehlt", "nirgends", "#N/A"),
        row("Lang", "stadt-ludwigslust", long),
        [*row("Verrutscht"), "", "am Rand"],
        ["nirgends", "Kurz"],
    ]
    run = checked(care, "contacts", xlsx_file(rows))
    assert run.rows_wrong == 5
    file = wrong_rows(care, run, file_format)
    lines = {line[1]: line for line in lines_of(file)[1:]}
    assert lines["Rechnet"][3] == "'=1+1"  # the apostrophe keeps it from running
    assert lines["Fehlt"][3] == "#N/A"
    assert lines["Lang"][3] == long
    assert "5001" not in lines["Lang"][4]
    assert lines["Verrutscht"][5:] == ["", "am Rand"]
    assert lines["Kurz"][2:4] == ["", ""]
    again = checked(care, "contacts", file)
    assert again.rows_wrong == 5
    assert "Überschrift" in again.rows.get(title__contains="Verrutscht").problems[0][1]


def test_good_row_that_rests_on_a_wrong_one_is_left_out_too(care: Client) -> None:
    file = csv_file([
        AMT,
        ["gemeinde-a", "Gemeinde A", "A", "amtsangehörige Gemeinde", "amt-neu", "01.01.2026"],
        ["amt-neu", "Amt Neu", "", "Amt", "", ""],
        ["gemeinde-b", "Gemeinde B", "B", "amtsangehörige Gemeinde", "", ""],
    ])  # fmt: skip
    run = checked(care, "authorities", file)
    assert (run.rows_new, run.rows_wrong) == (1, 2)
    ((column, reason),) = run.rows.get(number=2).problems
    assert column == "Amt"
    assert "stützt sich auf eine fehlerhafte Zeile" in reason
    assert "„amt-neu“ gibt es nicht" in reason
    chosen(care, run)
    assert Authority.objects.filter(key__in=["gemeinde-a", "amt-neu", "gemeinde-b"]).get().key == "gemeinde-b"
    headings, first, second = lines_of(wrong_rows(care, run, "csv"))
    second[2] = "Neu"  # the one that was wrong is mended, and so both are good
    mended = checked(care, "authorities", csv_file([headings, first, second]))
    assert (mended.rows_new, mended.rows_wrong) == (2, 0)


def test_good_row_that_rests_on_what_a_wrong_one_would_change_is_left_out_too(care: Client) -> None:
    AuthorityFactory(key="bald-amt", name="Bald Amt", kind=Authority.Kind.SCHOOL, ars="", ags="")
    file = csv_file([
        AMT,
        ["bald-amt", "x" * 999, "", "Amt", "", ""],
        ["gemeinde-a", "Gemeinde A", "A", "amtsangehörige Gemeinde", "bald-amt", "01.01.2026"],
    ])  # fmt: skip
    run = checked(care, "authorities", file)
    assert (run.rows_new, run.rows_wrong) == (0, 2)
    assert "kein Amt" in run.rows.get(number=3).problems[0][1]


def test_of_two_rows_that_mean_the_same_neither_is_taken(care: Client, ludwigslust: Authority) -> None:
    rows = [HEAD, row("Gut"), row("Doppelt", phone="1"), row("Doppelt", phone="2"), row("Doppelt", phone="3")]
    run = checked(care, "contacts", csv_file(rows))
    assert [line.problems[0][1][-8:] for line in run.rows.filter(outcome="wrong")] == [
        "Zeile 4.",
        "Zeile 3.",
        "Zeile 3.",
    ]
    chosen(care, run)
    assert names() == {"Gut"}


def test_what_moved_among_the_rows_to_be_taken_stops_all_of_them(care: Client, ludwigslust: Authority) -> None:
    contact = ContactFactory(authority=ludwigslust, email="da@lwl.example", last_name="Da", phone="1")
    run = checked(care, "contacts", csv_file(mixed(row("Da", phone="2"))))
    Contact.objects.filter(pk=contact.pk).update(phone="1a")
    chosen(care, run)
    assert (run.state, run.extent, run.applied_by) == (State.CHECKED, Extent.WHOLE, None)
    assert names() == {"Da"}
    assert list(run.rows.filter(has_moved=True).values_list("number", flat=True)) == [5]
    assert "Seit der Vorschau hat sich etwas geändert" in page(care, run)
    chosen(care, run)  # seen, and chosen once more
    assert names() == {"Da", "Gut", "Besser"}
    assert Contact.objects.get(pk=contact.pk).phone == "2"


def test_row_that_turned_good_after_the_preview_is_still_left_out(care: Client, ludwigslust: Authority) -> None:
    """What was agreed to is taken, and nothing that nobody has seen as a change."""
    run = checked(care, "contacts", csv_file(mixed()))
    AuthorityFactory(key="gibt-es-nicht")
    chosen(care, run)
    assert run.state == State.APPLIED
    assert names() == {"Gut", "Besser"}


def test_row_that_turned_wrong_after_the_preview_takes_back_those_that_rest_on_it(care: Client) -> None:
    file = csv_file([
        AMT,
        ["gemeinde-a", "Gemeinde A", "A", "amtsangehörige Gemeinde", "amt-neu", "01.01.2026"],
        ["amt-neu", "Amt Neu", "Neu", "Amt", "", ""],
        ["schule", "Schule", "S", "Schule", "", ""],
        ["falsch", "", "", "", "", ""],
    ])  # fmt: skip
    run = checked(care, "authorities", file)
    assert (run.rows_new, run.rows_wrong) == (3, 1)
    AuthorityFactory(key="amt-neu", kind=Authority.Kind.SCHOOL, ars="", ags="")
    before = Authority.objects.count()
    chosen(care, run)
    assert run.state == State.CHECKED
    assert 3 in run.rows.filter(has_moved=True).values_list("number", flat=True)
    assert Authority.objects.count() == before


def test_row_that_the_database_refuses_takes_all_others_with_it(care: Client, ludwigslust: Authority) -> None:
    run = checked(care, "contacts", csv_file(mixed()))
    with connection.cursor() as cursor:
        cursor.execute("""
            CREATE FUNCTION refuse_besser() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN RAISE EXCEPTION ''no'' USING ERRCODE = ''check_violation''; END';
            CREATE TRIGGER refuse_besser BEFORE INSERT ON customers_contact FOR EACH ROW
            WHEN (NEW.last_name = 'Besser') EXECUTE FUNCTION refuse_besser()
        """)
    chosen(care, run)
    assert (run.state, run.extent, run.applied_by, run.rows_all) == (State.CHECKED, Extent.WHOLE, None, 3)
    assert "Es wurde nichts übernommen" in run.remark
    assert names() == set()
    assert run.file


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([HEAD, row("Gut")], "keine Fehler mehr"),
        ([HEAD, row("Falsch", "nirgends")], "nichts Neues"),
        ([HEAD, row("Falsch", "nirgends"), row("Da")], "nichts Neues"),
    ],
)
def test_choice_is_offered_only_where_it_makes_sense(
    rows: list[list[object]], reason: str, care: Client, ludwigslust: Authority
) -> None:
    ContactFactory(authority=ludwigslust, email="da@lwl.example", last_name="Da")
    run = checked(care, "contacts", csv_file(rows))
    url = reverse("imports:apply_good_rows", args=[run.pk])
    assert url not in page(care, run)
    assert care.get(url)["Location"] == run.get_absolute_url()
    assert reason in care.post(url).content.decode()
    run.refresh_from_db()
    assert run.state == State.CHECKED


def test_second_click_is_refused(care: Client, ludwigslust: Authority) -> None:
    run = checked(care, "contacts", csv_file(mixed()))
    url = reverse("imports:apply_good_rows", args=[run.pk])
    assert care.post(url).status_code == 302
    assert "wird übernommen" in care.post(url).content.decode()
    apply_import(run.pk)
    apply_import(run.pk)
    assert Contact.objects.count() == 2


def test_whoever_signed_in_long_ago_proves_it_again_before_rights_follow(care: Client, ludwigslust: Authority) -> None:
    run = checked(care, "contacts", csv_file(mixed()))
    session = care.session
    session["signed_in_at"] = 0
    session["account_authentication_methods"] = []
    session.save()
    response = care.post(reverse("imports:apply_good_rows", args=[run.pk]))
    assert response["Location"].startswith("/login/again/")
    run.refresh_from_db()
    assert run.state == State.CHECKED


def test_who_may_not_keep_contacts_gets_no_rows_of_them(
    care: Client, service_desk: User, client_for: Callable[[User], Client], ludwigslust: Authority
) -> None:
    run = checked(care, "contacts", csv_file(mixed()))
    other = client_for(service_desk)
    assert other.get(reverse("imports:wrong_rows", args=[run.pk, "csv"])).status_code == 403
    assert other.post(reverse("imports:apply_good_rows", args=[run.pk])).status_code == 403
    assert care.get(reverse("imports:wrong_rows", args=[run.pk, "pdf"])).status_code == 404


def test_left_out_rows_are_kept_for_fourteen_days_and_good_ones_not_at_all(
    care: Client, ludwigslust: Authority
) -> None:
    run = chosen(care, checked(care, "contacts", csv_file(mixed())))
    assert [line.cells for line in run.rows.order_by("number")] == [[], row("Falsch", "gibt-es-nicht"), []]
    Import.objects.filter(pk=run.pk).update(ended_at=timezone.now() - timedelta(days=16))
    enforce_retention(now=timezone.now())
    assert not run.rows.exists()
    assert care.get(reverse("imports:wrong_rows", args=[run.pk, "csv"])).status_code == 404
    text = page(care, run)
    assert "Eine Zeile wurde ausgelassen" in text  # the number stays, the way to the rows goes
    assert reverse("imports:wrong_rows", args=[run.pk, "csv"]) not in text


def test_file_is_forgotten_even_if_its_job_never_came(db: None) -> None:
    now = timezone.now()
    run = ImportFactory(rows_wrong=1, uploaded_at=now - timedelta(days=16))
    Import.objects.filter(pk=run.pk).update(state=State.APPLYING, extent=Extent.GOOD_ROWS, applied_by=run.uploaded_by)
    ImportRowFactory(run=run)
    enforce_retention(now=now)
    run.refresh_from_db()
    assert (run.state, run.extent, ImportRow.objects.count()) == (State.DISCARDED, Extent.WHOLE, 0)

"""Contacts from a file: found again, previewed cell by cell, stored all or none, through the pages."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from customers.models import Authority, Contact
from history.changes import events_of
from history.models import LogEntry
from imports.lifecycle import State
from imports.models import Import
from imports.tasks import apply_import, check_import
from tests.factories import AuthorityFactory, ContactFactory, SuccessionFactory
from tests.imports.files_of_rows import applied, checked, csv_file, upload, xlsx_file
from tests.people import contact_at, contact_of

HEAD = [
    "Behörde",
    "Nachname",
    "Vorname",
    "E-Mail",
    "Telefon",
    "Funktion",
    "Rolle im Portal",
    "Rolle gilt ab",
    "Rolle gilt bis",
]


@pytest.fixture
def care(customer_care: User, client_for: Callable[[User], Client]) -> Client:
    """The browser of somebody who keeps customer data."""
    return client_for(customer_care)


def row(**values: object) -> list[object]:
    names = ("authority", "last", "first", "email", "phone", "function", "role", "start", "end")
    given = {
        "authority": "stadt-ludwigslust",
        "last": "Muster",
        "first": "Grit",
        "email": "g.muster@lwl.example",
    } | values
    return [given.get(name, "") for name in names]


def page(client: Client, run: Import, **query: object) -> str:
    return client.get(reverse("imports:import", args=[run.pk]), query).content.decode()


@pytest.mark.parametrize("make", [csv_file, xlsx_file])
def test_new_and_changed_contacts_are_shown_then_stored(
    make: Callable, care: Client, ludwigslust: Authority, django_capture_on_commit_callbacks: Callable
) -> None:
    ContactFactory(authority=ludwigslust, email="alt@lwl.example", last_name="Alt", first_name="Udo", phone="0385 1")
    ContactFactory(authority=ludwigslust, email="gleich@lwl.example", last_name="Gleich", first_name="Eva", phone="")
    file = make([
        HEAD,
        row(role="IT-Koordination", start=date(2026, 1, 31) if make is xlsx_file else "31.01.2026"),
        row(last="Alt", first="Udo", email="ALT@lwl.example".lower(), phone="0385 2"),
        row(last="Gleich", first="Eva", email="gleich@lwl.example"),
    ])  # fmt: skip
    run = checked(care, "contacts", file)
    assert (run.state, run.rows_new, run.rows_changed, run.rows_same, run.rows_wrong) == (State.CHECKED, 1, 1, 1, 0)
    assert Contact.objects.filter(last_name="Muster").count() == 0
    text = page(care, run, show="changed")
    assert "0385 1" in text
    assert "0385 2" in text
    stored = run.file.name
    storage = run.file.storage
    with django_capture_on_commit_callbacks(execute=True):
        applied(care, run)
    run.refresh_from_db()
    assert run.state == State.APPLIED
    new = Contact.objects.get(last_name="Muster")
    assert (new.role, new.valid_from, new.user) == (Contact.Role.IT_COORDINATOR, date(2026, 1, 31), None)
    assert Contact.objects.get(last_name="Alt").phone == "0385 2"
    assert new.get_absolute_url() in page(care, run, show="new")
    assert not run.file
    assert not storage.exists(stored)


def test_change_names_the_person_and_the_log_tells_of_the_import(
    care: Client, customer_care: User, ludwigslust: Authority
) -> None:
    contact = ContactFactory(authority=ludwigslust, email="alt@lwl.example", phone="1")
    run = applied(
        care,
        checked(
            care, "contacts", csv_file([["Behörde", "E-Mail", "Telefon"], [ludwigslust.key, "alt@lwl.example", "2"]])
        ),
    )
    newest = events_of(Contact, contact.pk).select_related("pgh_context").first()
    assert newest.pgh_context.metadata["user"] == customer_care.pk
    entry = LogEntry.objects.get(kind=LogEntry.Kind.IMPORTED)
    assert entry.user == customer_care
    assert f"Import {run.pk}" in entry.subject


def test_empty_cell_leaves_and_the_word_empties(care: Client, ludwigslust: Authority) -> None:
    ContactFactory(authority=ludwigslust, email="a@lwl.example", phone="0385 1", function="Bauamt")
    file = csv_file([["Behörde", "E-Mail", "Telefon", "Funktion"], [ludwigslust.key, "a@lwl.example", "", "(LEER)"]])
    applied(care, checked(care, "contacts", file))
    stored = Contact.objects.get(email="a@lwl.example")
    assert (stored.phone, stored.function) == ("0385 1", "")


def test_same_file_again_changes_nothing_and_needs_no_mapping(care: Client, ludwigslust: Authority) -> None:
    rows = [["Wo", "Wie", "Wer", "Post"], [ludwigslust.key, "Grit", "Muster", "g@lwl.example"]]

    def choose(choice: dict[str, str]) -> None:
        choice |= {"column_0": "authority", "column_1": "first_name", "column_2": "last_name", "column_3": "email"}

    applied(care, checked(care, "contacts", csv_file(rows), choose))
    again = checked(care, "contacts", csv_file(rows))  # as it is offered: remembered
    assert (again.rows_new, again.rows_changed, again.rows_same) == (0, 0, 1)
    assert "Alles unverändert" in page(care, again)
    refused = care.post(reverse("imports:apply", args=[again.pk]))
    assert "nichts Neues" in refused.content.decode()


@pytest.mark.parametrize(
    ("values", "column", "reason"),
    [
        ({"authority": "gibt-es-nicht"}, "Behörde", "gibt es nicht"),
        ({"authority": "Doppelstadt"}, "Behörde", "Mehrere Behörden"),
        ({"email": "kein-at"}, "E-Mail", "gültige E-Mail"),
        ({"role": "Chef"}, "Rolle im Portal", "Möglich sind: Melder"),
        ({"start": "31.02.2026"}, "Rolle gilt ab", "kein Tag"),
        ({"start": "02.01.2026", "end": "01.01.2026"}, "Rolle gilt bis", "vor dem Beginn"),
        ({"last": ""}, "Nachname", "fehlt"),
        ({"last": "x" * 81}, "Nachname", "80"),
        ({"last": "(leer)"}, "Nachname", "nicht geleert"),
        ({"last": "Zwilling", "first": "A", "email": ""}, "Nachname", "Mehrere Ansprechpersonen"),
    ],
)
def test_wrong_cell_is_told_with_line_column_and_reason_and_nothing_is_stored(
    values: dict[str, str], column: str, reason: str, care: Client, ludwigslust: Authority
) -> None:
    for key in ("a", "b"):
        AuthorityFactory(key=f"doppelt-{key}", name="Doppelstadt")
        ContactFactory(authority=ludwigslust, first_name="A", last_name="Zwilling", email="")
    before = Contact.objects.count()
    run = checked(care, "contacts", csv_file([HEAD, row(), row(**{"email": "zwei@lwl.example"} | values)]))
    line = run.rows.get(number=3)
    assert [found for found, _ in line.problems] == [column]
    assert reason in line.problems[0][1]
    assert run.rows_wrong == 1
    text = page(care, run)
    assert reason in text
    refused = care.post(reverse("imports:apply", args=[run.pk]))
    assert "Die Datei enthält Fehler" in refused.content.decode()
    apply_import(run.pk)  # a job that nobody asked for does nothing either
    assert Contact.objects.count() == before


def test_two_rows_of_a_file_cannot_mean_the_same(care: Client, ludwigslust: Authority) -> None:
    run = checked(care, "contacts", csv_file([HEAD, row(), row(email="G.Muster@lwl.example", last="Anders")]))
    assert "wie Zeile 2" in run.rows.get(number=3).problems[0][1]


def test_found_by_name_is_told_as_a_doubt(care: Client, ludwigslust: Authority) -> None:
    ContactFactory(authority=ludwigslust, first_name="Grit", last_name="Muster", email="", phone="")
    run = checked(care, "contacts", csv_file([HEAD, row(email="", phone="0385 9")]))
    line = run.rows.get()
    assert line.outcome == "changed"
    assert "über den Namen" in line.doubts[0]
    assert "über den Namen" in page(care, run)


def test_other_address_is_a_new_person_with_a_doubt(care: Client, ludwigslust: Authority) -> None:
    ContactFactory(authority=ludwigslust, first_name="Grit", last_name="Muster", email="alt@lwl.example")
    line = checked(care, "contacts", csv_file([HEAD, row()])).rows.get()
    assert line.outcome == "new"
    assert "dieses Namens" in line.doubts[0]


def test_account_is_never_touched_and_its_rights_are_logged(care: Client, ludwigslust: Authority) -> None:
    user = contact_at(ludwigslust)
    contact = contact_of(user)
    file = csv_file([["Behörde", "E-Mail", "Rolle im Portal"], [ludwigslust.ars, contact.email, "IT-Koordination"]])
    run = checked(care, "contacts", file)
    assert "hat ein Konto" in run.rows.get().doubts[0]
    applied(care, run)
    contact.refresh_from_db()
    assert (contact.user, contact.role) == (user, Contact.Role.IT_COORDINATOR)
    given = LogEntry.objects.filter(kind=LogEntry.Kind.ROLES_GIVEN, about=user).latest("pk")
    assert "IT-Koordination bei Stadt Ludwigslust" in given.subject


def test_whoever_signed_in_long_ago_proves_it_again_before_rights_follow(care: Client, ludwigslust: Authority) -> None:
    run = checked(care, "contacts", csv_file([HEAD, row()]))
    session = care.session
    session["signed_in_at"] = 0
    session["account_authentication_methods"] = []
    session.save()
    response = care.post(reverse("imports:apply", args=[run.pk]))
    assert response.status_code == 302
    assert response["Location"].startswith("/login/again/")
    run.refresh_from_db()
    assert run.state == State.CHECKED


def test_what_changed_since_the_preview_is_told_and_nothing_happens(care: Client, ludwigslust: Authority) -> None:
    contact = ContactFactory(authority=ludwigslust, email="alt@lwl.example", phone="1")
    file = csv_file(
        [
            ["Behörde", "E-Mail", "Telefon", "Nachname"],
            [ludwigslust.key, "alt@lwl.example", "2", ""],
            [ludwigslust.key, "neu@lwl.example", "3", "Neu"],
        ]
    )
    run = checked(care, "contacts", file)
    Contact.objects.filter(pk=contact.pk).update(phone="1a")
    run = applied(care, run)
    assert run.state == State.CHECKED
    assert not Contact.objects.filter(email="neu@lwl.example").exists()
    text = page(care, run)
    assert "Seit der Vorschau hat sich etwas geändert" in text
    assert "1a" in text
    assert "seit der Vorschau anders" in text
    applied(care, run)  # seen, and agreed once more
    assert Contact.objects.get(pk=contact.pk).phone == "2"


def test_second_click_is_refused_and_a_second_job_does_nothing(care: Client, ludwigslust: Authority) -> None:
    run = checked(care, "contacts", csv_file([HEAD, row()]))
    url = reverse("imports:apply", args=[run.pk])
    assert care.post(url).status_code == 302
    assert "wird übernommen" in care.post(url).content.decode()
    assert "wird übernommen" in care.post(reverse("imports:discard", args=[run.pk])).content.decode()
    apply_import(run.pk)
    apply_import(run.pk)
    check_import(run.pk)
    assert Contact.objects.filter(last_name="Muster").count() == 1
    assert LogEntry.objects.filter(kind=LogEntry.Kind.IMPORTED).count() == 1


def test_discarded_file_is_gone(
    care: Client, ludwigslust: Authority, django_capture_on_commit_callbacks: Callable
) -> None:
    run = checked(care, "contacts", csv_file([HEAD, row()]))
    name, storage = run.file.name, run.file.storage
    assert storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        assert care.post(reverse("imports:discard", args=[run.pk])).status_code == 302
    run.refresh_from_db()
    assert (run.state, run.samples, run.rows.count()) == (State.DISCARDED, [], 0)
    assert not storage.exists(name)
    assert "verworfen" in page(care, run)


def test_report_holds_every_change_and_every_reason(care: Client, ludwigslust: Authority) -> None:
    run = checked(care, "contacts", csv_file([HEAD, row(), row(email="b@lwl.example", role="Chef")]))
    for file_format in ("csv", "xlsx"):
        content = b"".join(care.get(reverse("imports:report", args=[run.pk, file_format])))
        assert content
        if file_format == "csv":
            text = content.decode("utf-8-sig")
            assert "Zeile;Ergebnis;Bezeichnung;Spalte;bisher;neu;Hinweis" in text
            assert "Möglich sind: Melder" in text
            assert "g.muster@lwl.example" in text
    assert care.get(reverse("imports:report", args=[run.pk, "pdf"])).status_code == 404
    assert LogEntry.objects.filter(kind=LogEntry.Kind.EXPORTED, subject__contains="Import").count() == 2


def test_who_may_not_keep_contacts_cannot_import_them(
    service_desk: User, client_for: Callable[[User], Client], ludwigslust: Authority
) -> None:
    client = client_for(service_desk)
    assert upload(client, "contacts", csv_file([HEAD, row()])).status_code == 403
    assert client.get(reverse("imports:imports")).status_code == 403


def test_mapping_says_what_is_missing_or_chosen_twice(care: Client, ludwigslust: Authority) -> None:
    url = upload(care, "contacts", csv_file([["a", "b"], ["1", "2"]]))["Location"]
    assert "„E-Mail“ oder „Nachname“" in care.post(url, {"column_0": "authority", "column_1": ""}).content.decode()
    text = care.post(url, {"column_0": "email", "column_1": "email"}).content.decode()
    assert "ist schon der Spalte A zugeordnet" in text
    assert care.post(url, {"column_0": "erfunden", "column_1": "email"}).status_code == 200


def test_page_that_waits_is_led_on(care: Client, ludwigslust: Authority) -> None:
    url = upload(care, "contacts", csv_file([HEAD, row()]))["Location"]
    form = care.get(url).context["form"]
    care.post(url, {name: str(form[name].value()) for name in form.fields})
    run = Import.objects.latest("pk")
    assert "wird mit dem Bestand verglichen" in page(care, run)
    progress = reverse("imports:progress", args=[run.pk])
    assert "every 1s" in care.get(progress, headers={"HX-Request": "true"}).content.decode()
    check_import(run.pk)
    assert care.get(progress, headers={"HX-Request": "true"})["HX-Redirect"] == run.get_absolute_url()


def test_nobody_new_comes_to_an_authority_that_is_no_more(care: Client, ludwigslust: Authority) -> None:
    SuccessionFactory(predecessor=ludwigslust, effective_on=date(2020, 1, 1))
    run = checked(care, "contacts", csv_file([HEAD, row()]))
    assert "gibt es nicht mehr" in dict(run.rows.get().problems)["Behörde"]

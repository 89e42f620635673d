"""Fachverfahren, uses and services as files, through the pages: what is exported, changed and imported again."""

import csv
import io
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from applications.importing.storing import names_in_words, names_of
from applications.importing.uses import overlap
from applications.models import ApplicationUse, ProvidedService, PublicService, SpecialistApplication
from customers.models import Authority
from imports.models import Import
from imports.sheets.cells import plain
from imports.tasks import apply_import
from tests.factories import (
    ApplicationUseFactory,
    AuthorityFactory,
    ProductFactory,
    ProductVersionFactory,
    ProvidedServiceFactory,
    PublicServiceFactory,
    SpecialistApplicationFactory,
    TeamFactory,
    VendorFactory,
)
from tests.imports.files_of_rows import applied, checked, csv_file, upload, xlsx_file

BrowserFor = Callable[[User], Client]
KINDS = ("applications", "application-uses", "public-services")
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=25)
INSTANCE = ["Name", "Produkt", "Hersteller", "Version", "Betrieb", "Team", "Betrieben seit"]
USE = ["Fachverfahren", "Behörde", "Genutzt seit", "Genutzt bis", "Nutzende"]
SERVICE = ["LeiKa-Schlüssel", "Bezeichnung", "Fachverfahren"]


@pytest.fixture
def care(client_for: BrowserFor, application_care: User) -> Client:
    """The browser of somebody who keeps Fachverfahren."""
    return client_for(application_care)


def exported(client: Client, kind: str, file_format: str = "csv") -> bytes:
    return b"".join(client.get(reverse("imports:export", args=[kind, file_format])))


def lines_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def outcomes(run: Import) -> list[str]:
    return list(run.rows.order_by("number").values_list("outcome", flat=True))


def problems(run: Import) -> str:
    return str(list(run.rows.values_list("problems", flat=True)))


def changes(run: Import) -> list[list[str]]:
    return [change for row in run.rows.order_by("number") for change in row.changes]


@given(st.lists(WORDS.map(plain).filter(bool), unique=True, max_size=5))
def test_names_come_back_from_one_cell(names: list[str]) -> None:
    assert list(names_of(plain(names_in_words(names)))) == names


DAYS = st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2026, 1, 9)))


@given(st.tuples(DAYS, DAYS), st.tuples(DAYS, DAYS))
def test_periods_overlap_when_they_share_a_day(one: Any, other: Any) -> None:
    days = [date(2026, 1, number) for number in range(1, 10)]

    def of(period: Any) -> set[date]:
        return {day for day in days if (period[0] or day) <= day <= (period[1] or day)}

    if of(one) and of(other):  # a period that ends before it begins is refused elsewhere
        assert overlap(one, other) == bool(of(one) & of(other))
        assert overlap(one, other) == overlap(other, one)


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_everything_comes_back_unchanged(file_format: str, care: Client, ludwigslust: Authority) -> None:
    vendor = VendorFactory(name="HSH; Berlin")
    version = ProductVersionFactory(product=ProductFactory(name="VOIS|MESO", vendor=vendor), name="=5.1")
    ProductFactory(name="VOIS|MESO", vendor=None)
    residents = SpecialistApplicationFactory(
        name="Einwohner; VOIS|MESO", product=version.product, product_version=version, operated_since=date(2020, 1, 1),
        legal_basis="Erste Zeile\r\nZweite  Zeile", note="+49",
    )  # fmt: skip
    finance = SpecialistApplicationFactory(name="Finanzen\\Kasse", product=ProductFactory(vendor=None))
    ApplicationUseFactory(
        application=residents, authority=ludwigslust, used_since=None, used_until=date(2020, 12, 31), user_count=0
    )
    ApplicationUseFactory(application=residents, authority=ludwigslust, used_since=date(2021, 1, 1), scope="-alles")
    ApplicationUseFactory(application=finance, authority=ludwigslust, used_since=None, edition="groß")
    provided = ProvidedServiceFactory(application=residents, service__leika="01107108017000")
    ProvidedServiceFactory(application=finance, service=provided.service)
    PublicServiceFactory(source="FIM", certainty="C", ozg="10104")
    for kind in KINDS:
        file = SimpleUploadedFile(f"export.{file_format}", exported(care, kind, file_format))
        run = checked(care, kind, file)
        assert list(run.rows.exclude(outcome="same").values_list("title", "changes", "problems")) == []
        assert run.rows_same >= 2


def test_exported_changed_imported_and_exported_again(care: Client, ludwigslust: Authority) -> None:
    version = ProductVersionFactory(name="5.1")
    application = SpecialistApplicationFactory(
        name="Einwohner", product=version.product, product_version=version, hosting="ego_mv"
    )
    ProductVersionFactory(product=version.product, name="5.2")
    use = ApplicationUseFactory(application=application, authority=ludwigslust, user_count=12)
    provided = ProvidedServiceFactory(application=application, service__name="Anmelden")
    second = SpecialistApplicationFactory(name="Akte")
    edits = {
        "applications": ("Version", "5.1", "5.2"),
        "application-uses": ("Nutzende", "12", "34"),
        "public-services": ("Fachverfahren", "Einwohner", "Akte; Einwohner"),
    }
    for kind, (column, old, new) in edits.items():
        lines = lines_of(exported(care, kind))
        index = lines[0].index(column)
        row = next(line for line in lines[1:] if line[index] == old)
        row[index] = new
        run = checked(care, kind, csv_file(lines))
        assert changes(run) == [[column, old, new]], kind
        assert outcomes(run).count("changed") == 1
        applied(care, run)
        again = checked(care, kind, SimpleUploadedFile("noch-einmal.csv", exported(care, kind)))
        assert set(outcomes(again)) == {"same"}
        repeated = checked(care, kind, csv_file(lines))  # the same file twice changes nothing
        assert set(outcomes(repeated)) == {"same"}
    application.refresh_from_db()
    use.refresh_from_db()
    assert (str(application.product_version), application.version) == ("5.2", 2)
    assert (use.user_count, use.version) == (34, 2)
    servers = ProvidedService.objects.filter(service=provided.service).values_list("application__name", flat=True)
    assert set(servers) == {"Einwohner", second.name}


def test_new_fachverfahren_is_shown_then_stored(care: Client) -> None:
    version = ProductVersionFactory(product=ProductFactory(name="VOIS"), name="5.1")
    TeamFactory(key="anwendungen", name="Anwendungsbetreuung")
    line = ["Einwohner", "vois", "", "5.1", "DVZ M-V", "anwendungen", "01.01.2026"]
    run = checked(care, "applications", xlsx_file([INSTANCE, line]))
    assert outcomes(run) == ["new"]
    assert not SpecialistApplication.objects.exists()
    applied(care, run)
    found = SpecialistApplication.objects.get()
    assert (found.product, found.product_version, found.hosting) == (version.product, version, "dvz")
    assert (found.team.name, found.operated_since, found.is_demo) == ("Anwendungsbetreuung", date(2026, 1, 1), False)
    assert found.get_absolute_url() in care.get(run.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"Produkt": "Gibt es nicht"}, "Ein Produkt „Gibt es nicht“ gibt es hier nicht."),
        ({"Hersteller": "Anderer"}, "Ein Produkt „VOIS“ gibt es hier nicht."),
        ({"Version": "9.9"}, "Eine Version „9.9“ gibt es hier nicht."),
        ({"Betrieb": "Mond"}, "„Mond“ ist hier nicht möglich."),
        ({"Team": "niemand"}, "Ein Team „niemand“ gibt es hier nicht."),
        ({"Betrieben seit": "morgen"}, "ist kein Tag"),
        ({"Name": ""}, "Diese Angabe fehlt."),
        ({"Produkt": ""}, "Diese Angabe fehlt."),
        ({"Team": "(leer)"}, "Diese Angabe kann nicht geleert werden."),
    ],
)
def test_wrong_cell_is_named_in_its_row(care: Client, values: dict[str, str], problem: str) -> None:
    product = ProductFactory(name="VOIS")
    team = TeamFactory()
    line = dict(zip(INSTANCE, ["Einwohner", "VOIS", product.vendor.name, "", "DVZ M-V", team.name, ""], strict=True))
    run = checked(care, "applications", csv_file([INSTANCE, [*(line | values).values()]]))
    assert outcomes(run) == ["wrong"]
    assert problem in problems(run)
    assert problem.split("„", maxsplit=1)[0] in care.get(run.get_absolute_url()).content.decode()


def test_two_products_of_one_name_are_told_apart_by_their_maker(care: Client) -> None:
    one, two = ProductFactory(name="Session"), ProductFactory(name="Session")
    team = TeamFactory()
    line = ["Sitzungen", "Session", "", "", "DVZ M-V", team.name, ""]
    assert "nicht eindeutig" in problems(checked(care, "applications", csv_file([INSTANCE, line])))
    line[2] = two.vendor.name
    applied(care, checked(care, "applications", csv_file([INSTANCE, line])))
    assert SpecialistApplication.objects.get().product == two != one


def test_other_product_takes_the_version_with_it(care: Client) -> None:
    version = ProductVersionFactory()
    application = SpecialistApplicationFactory(product=version.product, product_version=version)
    other = ProductFactory(name="Neues")
    run = checked(care, "applications", csv_file([["Name", "Produkt"], [application.name, "Neues"]]))
    assert run.rows.get().doubts == ["Mit dem Produkt entfällt die bisherige Version."]
    applied(care, run)
    application.refresh_from_db()
    assert (application.product, application.product_version) == (other, None)


def test_good_rows_alone_can_be_taken(care: Client) -> None:
    application, wrong = SpecialistApplicationFactory(), SpecialistApplicationFactory()
    file = csv_file([["Name", "Betrieb"], [application.name, "DVZ M-V"], [wrong.name, "Mond"]])
    run = checked(care, "applications", file)
    assert outcomes(run) == ["changed", "wrong"]
    assert care.post(reverse("imports:apply_good_rows", args=[run.pk])).status_code == 302
    apply_import(run.pk)
    application.refresh_from_db()
    wrong.refresh_from_db()
    assert (application.hosting, wrong.hosting) == ("dvz", "own_data_centre")


def test_uses_follow_each_other_in_one_file_in_any_order(care: Client, ludwigslust: Authority) -> None:
    old = ApplicationUseFactory(authority=ludwigslust, used_since=date(2020, 1, 1), user_count=5)
    name = old.application.name
    lines = [
        [name, ludwigslust.key, "01.01.2027", "", "8"],
        [name, ludwigslust.name, "01.01.2020", "31.12.2026", ""],
    ]
    run = checked(care, "application-uses", csv_file([USE, *lines]))
    assert outcomes(run) == ["new", "changed"], problems(run)
    applied(care, run)
    stored = ApplicationUse.objects.order_by("used_since").values_list("used_until", "user_count")
    assert list(stored) == [(date(2026, 12, 31), 5), (None, 8)]


def test_overlapping_use_is_refused_in_its_row(care: Client, ludwigslust: Authority) -> None:
    old = ApplicationUseFactory(authority=ludwigslust, used_since=date(2020, 1, 1))
    line = [old.application.name, ludwigslust.key, "01.01.2027", "", "8"]
    run = checked(care, "application-uses", csv_file([USE, line]))
    assert "In diesem Zeitraum nutzt die Behörde das Fachverfahren schon." in problems(run)
    new = AuthorityFactory(key="neu").key
    both = [[old.application.name, new, day, "", ""] for day in ("01.01.2026", "01.02.2026")]
    assert outcomes(checked(care, "application-uses", csv_file([USE, *both]))) == ["wrong", "wrong"]


def test_use_without_a_day_is_the_only_one_or_refused(care: Client, ludwigslust: Authority) -> None:
    use = ApplicationUseFactory(authority=ludwigslust, used_since=date(2020, 1, 1), used_until=date(2020, 12, 31))
    line = [use.application.name, ludwigslust.key, "", "", "77"]
    assert outcomes(checked(care, "application-uses", csv_file([USE, line]))) == ["changed"]
    ApplicationUseFactory(application=use.application, authority=ludwigslust, used_since=date(2021, 1, 1))
    assert "in mehreren Zeiträumen" in problems(checked(care, "application-uses", csv_file([USE, line])))


def test_use_of_unknown_things_is_refused(care: Client, ludwigslust: Authority) -> None:
    lines = [["Nichts", ludwigslust.key, "", "", ""], [SpecialistApplicationFactory().name, "niemand", "", "", ""]]
    run = checked(care, "application-uses", csv_file([USE, *lines]))
    assert outcomes(run) == ["wrong", "wrong"]
    assert "Ein Fachverfahren „Nichts“ gibt es hier nicht." in problems(run)
    assert "Eine Behörde „niemand“ gibt es nicht." in problems(run)


def test_services_come_with_those_that_serve_them(care: Client) -> None:
    for name in ("Sozialwesen", "Kasse"):
        SpecialistApplicationFactory(name=name)
    run = checked(
        care, "public-services", csv_file([SERVICE, ["99 107 108 017 000", "Bürgergeld", "sozialwesen; Kasse"]])
    )
    assert outcomes(run) == ["new"], problems(run)
    applied(care, run)
    service = PublicService.objects.get()
    assert service.leika == "99107108017000"
    assert service.source  # that it came with a file
    assert service.provided_by.count() == 2
    other_way = csv_file([SERVICE, ["99.107.108.017.000", "", "Kasse"]])
    applied(care, checked(care, "public-services", other_way))
    assert [str(row.application) for row in service.provided_by.all()] == ["Kasse"]
    applied(care, checked(care, "public-services", csv_file([SERVICE, ["99107108017000", "", "(leer)"]])))
    assert not service.provided_by.exists()


@pytest.mark.parametrize(
    ("key", "problem"),
    [("9910710801", "hat 14 Ziffern"), ("98107108017000", "beginnt mit 99"), ("abc", "nur aus Ziffern")],
)
def test_wrong_keys_in_a_file_are_named(care: Client, key: str, problem: str) -> None:
    assert problem in problems(checked(care, "public-services", csv_file([SERVICE, [key, "x", ""]])))


def test_one_key_written_in_two_ways_is_one_service(care: Client) -> None:
    lines = [["99107108017000", "x", ""], ["99 107 108 017 000", "y", ""]]
    assert outcomes(checked(care, "public-services", csv_file([SERVICE, *lines]))) == ["wrong", "wrong"]


def test_unknown_server_is_named(care: Client) -> None:
    run = checked(care, "public-services", csv_file([SERVICE, ["99107108017000", "x", "Nichts"]]))
    assert "Ein Fachverfahren „Nichts“ gibt es hier nicht." in problems(run)


def test_long_numbers_of_a_spreadsheet_are_keys(care: Client) -> None:
    book = openpyxl.Workbook()
    for row in (SERVICE, [99107108017000, "Bürgergeld", ""]):
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    run = checked(care, "public-services", SimpleUploadedFile("x.xlsx", content.getvalue()))
    assert outcomes(run) == ["new"], problems(run)


@pytest.mark.parametrize(("name", "kind"), [*zip(("applications", "matrix", "services"), KINDS, strict=True)])
def test_lists_lead_to_import_and_export(
    name: str, kind: str, care: Client, service_desk: User, client_for: BrowserFor
) -> None:
    shown = care.get(reverse(f"applications:{name}")).content.decode()
    assert f"{reverse('imports:add')}?kind={kind}" in shown
    ApplicationUseFactory()
    shown = care.get(reverse(f"applications:{name}")).content.decode()
    for file_format in ("csv", "xlsx"):
        assert reverse("imports:export", args=[kind, file_format]) in shown
    assert "/imports/" not in client_for(service_desk).get(reverse(f"applications:{name}")).content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_who_keeps_none_of_it_imports_none(kind: str, customer_care: User, client_for: BrowserFor) -> None:
    client = client_for(customer_care)
    assert upload(client, kind, csv_file([["Name"], ["x"]])).status_code in (200, 403)
    assert client.get(reverse("imports:export", args=[kind, "csv"])).status_code in (403, 404)
    assert not Import.objects.exists()

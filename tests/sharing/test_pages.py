"""Pages of costs and shares through the front door, for the service and for authorities."""

import csv
import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from accounts import roles
from accounts.models import User
from accounts.scope import as_user
from applications.models import ApplicationUse, SpecialistApplication
from customers.models import Authority, Contact
from sharing.draft import NO_QUOTE
from sharing.models import AllocationKey, Apportionment, CostItem, KeyFigure, Quote, Share
from sharing.sections import cost_and_saving
from tests.factories import ApplicationUseFactory, AuthorityFactory
from tests.factories_sharing import TODAY, CostItemFactory, KeyFigureFactory, QuoteFactory
from tests.people import contact_at, employed

ClientFor = Callable[[User], Client]


def page(name: str, row: object, *further: object) -> str:
    return reverse(f"sharing:{name}", args=[getattr(row, "pk", row), *further])


def text_of(client: Client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status, response
    return response.content.decode()


def fixed(client: Client, application: SpecialistApplication) -> Apportionment:
    """Looked at and confirmed, as in a browser."""
    url = page("fix", application, 2026)
    form = client.get(url).context["form"]
    response = client.post(url, {"seen": form["seen"].value()})
    row = Apportionment.objects.standing().get(application=application)
    assert response["Location"] == row.get_absolute_url()
    return row


def pdf_text(client: Client, url: str) -> str:
    response = client.get(url)
    assert response["Content-Type"] == "application/pdf"
    reader = PdfReader(BytesIO(response.content))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    return " ".join("\n".join(part.extract_text() for part in reader.pages).split())


def test_page_of_a_year_shows_shares_offers_and_who_has_none(client: Client, shared: SpecialistApplication) -> None:
    text = text_of(client, page("year", shared, 2026))
    for words in ("14,29", "28,57", "57,14", "100,00", "33,36", "gespart", "Muster-Software", "Angebot 2026-17"):
        assert words in text
    assert text.count(NO_QUOTE) == 2
    assert "für 2 Behörden liegt kein Angebot vor" in text
    assert "Anteile festschreiben" in text


def test_what_is_missing_is_named_with_the_way_there(client: Client, application: SpecialistApplication) -> None:
    ApplicationUseFactory(application=application)
    text = text_of(client, page("year", application, 2026))
    assert "Für 2026 sind keine Kosten eingetragen." in text
    assert page("add_cost", application, 2026) in text
    assert page("add_key", application, 2026) in text
    assert "Anteile festschreiben" not in text


def test_reader_of_costs_changes_nothing(shared: SpecialistApplication, client_for: ClientFor) -> None:
    client = client_for(employed(roles.APPLICATION_CARE))
    text = text_of(client, page("year", shared, 2026))
    assert "57,14" in text
    for name in ("add_cost", "add_quote", "fix"):
        assert page(name, shared, 2026) not in text
        assert client.get(page(name, shared, 2026)).status_code == 403


def test_cost_is_entered_as_germans_write_it_and_changed_by_one_at_a_time(
    client: Client, application: SpecialistApplication
) -> None:
    values = {
        "kind": "licence",
        "label": "Lizenz",
        "amount": "12.400,50",
        "source": "Rechnung 1",
        "dated_on": "2026-03-01",
    }
    assert client.post(page("add_cost", application, 2026), values).status_code == 302
    row = CostItem.objects.get()
    assert (row.year, row.amount) == (2026, Decimal("12400.50"))
    form = client.get(page("edit_cost", row)).context["form"]
    seen = {name: form[name].value() or "" for name in form.fields} | {"dated_on": "2026-03-01", "is_one_off": ""}
    assert client.post(page("edit_cost", row), seen | {"amount": "13000"}).status_code == 302
    refused = client.post(page("edit_cost", row), seen | {"label": "Lizenzen"}).content.decode()
    assert "Jemand anderes hat" in refused
    assert "Lizenzen" in refused
    row.refresh_from_db()
    assert (row.label, row.amount, row.version) == ("Lizenz", Decimal("13000.00"), 2)
    assert client.post(page("remove_cost", row)).status_code == 302
    assert not CostItem.objects.exists()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"kind": "credit", "amount": "5"}, "eine Gutschrift steht mit Minus"),
        ({"amount": "-5"}, "eine Gutschrift steht mit Minus"),
        ({"amount": "0,001"}, "höchstens 2 Dezimalstellen"),
        ({"source": ""}, "Bitte ausfüllen: Beleg"),
    ],
)
def test_wrong_cost_is_refused_and_nothing_typed_is_lost(
    values: dict[str, str], words: str, client: Client, application: SpecialistApplication
) -> None:
    typed = {"kind": "licence", "label": "Besondere Lizenz", "amount": "5", "source": "Rechnung 1"} | values
    text = client.post(page("add_cost", application, 2026), typed).content.decode()
    assert words in text
    assert "Besondere Lizenz" in text
    assert not CostItem.objects.exists()


def test_key_with_agreed_parts(client: Client, application: SpecialistApplication, uses: list[ApplicationUse]) -> None:
    url = page("add_key", application, 2026)
    parts = {f"parts_{use.authority_id}": number for use, number in zip(uses, (1, 2, 7), strict=True)}
    zero = dict.fromkeys(("named_users", "workstations", "inhabitants", "equal_parts", "fixed_shares"), 0)
    values = {**zero, "fixed_shares": 1000, "first_year": 2026, "reference_day": "06-30", **parts}
    wrong = client.post(url, values | {"fixed_shares": 900})
    assert "ergeben 900 statt 1000 Promille" in wrong.content.decode()
    backwards = client.post(url, values | {"last_year": 2025})
    assert backwards.context["form"].errors["last_year"] == ["Das Ende liegt vor dem Beginn."]
    without = client.post(url, {name: value for name, value in values.items() if "parts_" not in name})
    assert "Bitte geben Sie die festen Anteile der Behörden an." in without.content.decode()
    assert not AllocationKey.objects.exists()
    assert client.post(url, values).status_code == 302
    key = AllocationKey.objects.get()
    assert sorted(key.fixed.values_list("parts", flat=True)) == [1, 2, 7]
    again = client.post(url, values).content.decode()
    assert "gilt für das Fachverfahren schon ein anderer Schlüssel" in again
    edit = page("edit_key", key)
    form = client.get(edit).context["form"]
    seen = {name: form[name].value() if form[name].value() is not None else "" for name in form.fields}
    assert client.post(edit, seen | {f"parts_{uses[0].authority_id}": ""}).status_code == 302
    assert sorted(key.fixed.values_list("parts", flat=True)) == [2, 7]
    assert client.post(page("remove_key", key)).status_code == 302
    assert not AllocationKey.objects.exists()


def test_figure_of_an_authority_and_of_a_fachverfahren(
    client: Client, shared: SpecialistApplication, town: Authority
) -> None:
    url = page("add_figure", shared, 2026)
    values = {
        "authority": town.pk,
        "value": 12000,
        "as_of": "2025-12-31",
        "source": "Statistisches Amt",
        "certainty": "A",
    }
    assert client.post(url, values | {"basis": "inhabitants"}).status_code == 302
    assert client.post(url, values | {"basis": "named_users", "as_of": "2026-01-01"}).status_code == 302
    assert "schon eingetragen" in client.post(url, values | {"basis": "inhabitants"}).content.decode()
    assert (
        "Bitte ausfüllen: Quelle" in client.post(url, values | {"basis": "inhabitants", "source": ""}).content.decode()
    )
    assert list(KeyFigure.objects.order_by("basis").values_list("basis", "application")) == [
        ("inhabitants", None),
        ("named_users", shared.pk),
    ]
    text = text_of(client, page("year", shared, 2026))
    counts = [page("edit_figure", row) in text for row in KeyFigure.objects.order_by("basis")]
    assert counts == [False, True]  # nobody shares by inhabitants here
    AllocationKey.objects.update(named_users=500, inhabitants=500)
    figure = KeyFigure.objects.get(application=None)
    edit = f"{page('edit_figure', figure)}?year=2026&application={shared.pk}"
    assert edit.replace("&", "&amp;") in text_of(client, page("year", shared, 2026))
    response = client.post(edit, values | {"value": 12500, "version": figure.version})
    assert response["Location"] == page("year", shared, 2026)
    figure.refresh_from_db()
    assert figure.value == 12500
    remove = f"{page('remove_figure', figure)}?year=2026&application={shared.pk}"
    assert client.post(remove)["Location"] == page("year", shared, 2026)


def test_offer_needs_source_day_and_certainty(client: Client, shared: SpecialistApplication, town: Authority) -> None:
    Quote.objects.all().delete()
    url = page("add_quote", shared, 2026)
    empty = client.post(url, {"authority": town.pk}).content.decode()
    for label in ("Anbieter", "Datum des Angebots", "Quelle"):
        assert f"Bitte ausfüllen: {label}" in empty
    values = {
        "authority": town.pk, "vendor": "Anbieter GmbH", "annual_amount": "4.800,00", "one_off_amount": "0",
        "dated_on": "2026-02-01", "valid_until": "2026-01-01", "source": "Akte 7", "certainty": "B",
    }  # fmt: skip
    assert "Das Ende liegt vor dem Beginn" in client.post(url, values).content.decode()
    assert client.post(url, values | {"valid_until": ""}).status_code == 302
    quote = Quote.objects.get()
    assert quote.annual_amount == Decimal("4800.00")
    edit = values | {"valid_until": "", "annual_amount": "10", "version": quote.version}
    assert client.post(page("edit_quote", quote), edit).status_code == 302
    assert "teurer" in text_of(client, page("year", shared, 2026))
    assert client.post(page("remove_quote", quote)).status_code == 302
    assert text_of(client, page("year", shared, 2026)).count(NO_QUOTE) == 3


def test_fixing_shows_what_it_fixes_and_says_yes_to_just_that(client: Client, shared: SpecialistApplication) -> None:
    url = page("fix", shared, 2026)
    text = text_of(client, url)
    assert "57,14" in text
    seen = client.get(url).context["form"]["seen"].value()
    CostItem.objects.filter(label="Pflege").update(amount=190)
    stale = client.post(url, {"seen": seen})
    assert "Inzwischen hat sich die Berechnung geändert" in stale.content.decode()
    assert not Apportionment.objects.exists()
    assert client.post(url, {"seen": stale.context["form"]["seen"].value()}).status_code == 302
    assert Apportionment.objects.get().total == Decimal("170.00")
    again = client.post(url, {"seen": ""}).content.decode()
    assert "schon festgeschrieben" in again


def test_correction_after_a_change_with_its_reason(client: Client, shared: SpecialistApplication) -> None:
    row = fixed(client, shared)
    assert "Heute ergäbe sich etwas anderes" not in text_of(client, page("year", shared, 2026))
    CostItemFactory(application=shared, amount=Decimal("7.00"), label="Nachtrag")
    text = text_of(client, page("year", shared, 2026))
    assert "Heute ergäbe sich etwas anderes" in text
    url = page("correct", row)
    assert url in text
    seen = client.get(url).context["form"]["seen"].value()
    assert "Bitte ausfüllen: Grund der Berichtigung" in client.post(url, {"seen": seen}).content.decode()
    assert client.post(url, {"seen": seen, "reason": "Nachtrag übersehen."}).status_code == 302
    old = text_of(client, page("apportionment", row))
    assert "gilt nicht mehr; sie ist berichtigt durch KT-" in old
    assert url not in old
    new = Apportionment.objects.standing().get()
    assert "Nachtrag übersehen." in text_of(client, page("apportionment", new))
    assert "gilt nicht mehr" in pdf_text(client, page("document", row))


def test_document_for_the_service_holds_everything(client: Client, shared: SpecialistApplication) -> None:
    text = pdf_text(client, page("document", fixed(client, shared)))
    for words in (
        "Amt Anderswo",
        "14,29",
        "57,14",
        "Pflege",
        "Bonus",
        "33,36",
        "Angebot 2026-17",
        "So wurde gerechnet",
    ):
        assert words in text


def test_authority_reads_its_own_share_and_nothing_of_another(
    client: Client, shared: SpecialistApplication, town: Authority, client_for: ClientFor
) -> None:
    row = fixed(client, shared)
    own, foreign = row.shares.get(authority=town), row.shares.get(authority_name="Amt Anderswo")
    for role in (Contact.Role.IT_COORDINATOR, Contact.Role.AUTHORITY_HEAD):
        portal = client_for(contact_at(town, role))
        texts = [text_of(portal, reverse("sharing:shares")), text_of(portal, page("share", own))]
        texts.append(pdf_text(portal, page("share_document", own)))
        for text in texts:
            assert "57,14" in text
            for words in ("Amt Anderswo", "Amt Beispiel", "14,29", "28,57"):
                assert words not in text
        assert "4 von 7" in texts[1]
        assert "33,36" in texts[1]
        for name in ("share", "share_document"):
            assert portal.get(page(name, foreign)).status_code == 404
        for url in (
            page("apportionment", row),
            page("document", row),
            page("year", shared, 2026),
            reverse("sharing:overview"),
        ):
            assert portal.get(url).status_code == 403
    assert client_for(contact_at(town)).get(reverse("sharing:shares")).status_code == 403


def test_authority_without_an_offer_reads_that_there_is_no_basis(
    client: Client, shared: SpecialistApplication, client_for: ClientFor
) -> None:
    share = fixed(client, shared).shares.get(authority_name="Amt Anderswo")
    portal = client_for(contact_at(share.authority, Contact.Role.AUTHORITY_HEAD))
    assert NO_QUOTE in text_of(portal, page("share", share))
    assert "Keine Grundlage" in pdf_text(portal, page("share_document", share))


def test_reason_of_a_correction_is_not_told_to_authorities(
    client: Client, shared: SpecialistApplication, town: Authority, client_for: ClientFor
) -> None:
    first = fixed(client, shared)
    CostItemFactory(application=shared, amount=Decimal("7.00"))
    url = page("correct", first)
    seen = client.get(url).context["form"]["seen"].value()
    client.post(url, {"seen": seen, "reason": "Amt Anderswo hatte recht."})
    portal = client_for(contact_at(town, Contact.Role.IT_COORDINATOR))
    for share in Share.objects.filter(authority=town):
        for text in (text_of(portal, page("share", share)), pdf_text(portal, page("share_document", share))):
            assert "hatte recht" not in text
    assert "berichtigt durch" in text_of(portal, page("share", first.shares.get(authority=town)))


def test_authority_that_a_correction_drops_reads_that_its_share_holds_no_longer(
    client: Client, shared: SpecialistApplication, town: Authority, client_for: ClientFor
) -> None:
    first = fixed(client, shared)
    portal = client_for(contact_at(town, Contact.Role.IT_COORDINATOR))
    own = page("share", first.shares.get(authority=town))
    assert "gilt nicht mehr" not in text_of(portal, own)
    ApplicationUse.objects.filter(authority=town).update(used_until=date(2025, 12, 31))
    url = page("correct", first)
    client.post(url, {"seen": client.get(url).context["form"]["seen"].value(), "reason": "Nutzte es nicht mehr."})
    second = Apportionment.objects.standing().get()
    assert not second.shares.filter(authority=town).exists()
    words = f"gilt nicht mehr; sie ist berichtigt durch {second.number}"
    for text in (text_of(portal, own), pdf_text(portal, page("share_document", first.shares.get(authority=town)))):
        assert words in text
        assert "Nutzte es nicht" not in text
    assert f"berichtigt durch {second.number}" in text_of(portal, reverse("sharing:shares"))
    assert not cost_and_saving(shared, contact_at(town, Contact.Role.IT_COORDINATOR), TODAY).is_shown
    with as_user(contact_at(town, Contact.Role.IT_COORDINATOR)):
        assert set(Apportionment.objects.all()) == {first, second}
        assert Share.objects.count() == 1
    with as_user(contact_at(AuthorityFactory(), Contact.Role.IT_COORDINATOR)):
        assert not Apportionment.objects.exists()


def test_page_shows_the_inhabitants_that_are_reckoned_with(
    client: Client, shared: SpecialistApplication, town: Authority
) -> None:
    AllocationKey.objects.update(named_users=500, inhabitants=500)
    counted = KeyFigureFactory(authority=town, value=12000)
    later = KeyFigureFactory(authority=town, value=13000, as_of=date(2026, 7, 1))  # after the reference day
    text = text_of(client, page("year", shared, 2026))
    assert page("edit_figure", counted) in text
    assert page("edit_figure", later) not in text


def test_shares_are_a_file_with_plain_numbers(client: Client, shared: SpecialistApplication) -> None:
    fixed(client, shared)
    content = b"".join(client.get(reverse("sharing:shares"), {"export": "csv"})).decode("utf-8-sig")
    lines = {line["Behörde"]: line for line in csv.DictReader(io.StringIO(content), delimiter=";")}
    assert lines["Stadt Ludwigslust"]["Anteil"] == "57,14"
    assert lines["Stadt Ludwigslust"]["Einsparung im Jahr"] == "33,36"
    assert lines["Amt Anderswo"]["Einsparung im Jahr"] == ""
    sheet = client.get(reverse("sharing:shares"), {"export": "xlsx"})
    assert sheet["Content-Type"].endswith("spreadsheetml.sheet")
    sheet.close()


def test_shares_of_today_are_a_file_before_they_are_fixed(client: Client, shared: SpecialistApplication) -> None:
    url = page("year", shared, 2026)
    assert f"{url}?export=csv" in text_of(client, url)
    content = b"".join(client.get(url, {"export": "csv"})).decode("utf-8-sig")
    lines = {line["Behörde"]: line for line in csv.DictReader(io.StringIO(content), delimiter=";")}
    town = lines["Stadt Ludwigslust"]
    assert (town["Anteil"], town["Angebot im Jahr"], town["Einsparung im Jahr"]) == ("57,14", "90,50", "33,36")
    assert lines["Amt Anderswo"]["Angebot und Quelle"] == NO_QUOTE
    assert lines["Amt Anderswo"]["Einsparung im Jahr"] == ""
    assert sum(int(line["Anteil"].replace(",", "")) for line in lines.values()) == 10_000
    assert not Apportionment.objects.exists()
    sheet = client.get(url, {"export": "xlsx"})
    assert sheet["Content-Type"].endswith("spreadsheetml.sheet")
    sheet.close()


def test_overview_says_for_each_instance_what_stands_and_what_is_missing(
    client: Client, shared: SpecialistApplication
) -> None:
    bare = ApplicationUseFactory(application__name="Standesamt").application
    url = reverse("sharing:overview")

    def names(**query: object) -> list[str]:
        return [row.name for row in client.get(url, {"year": 2026, **query}).context["page"].object_list]

    text = text_of(client, f"{url}?year=2026")
    assert "1 von 3" in text
    assert "Kosten, Verteilschlüssel, 1 Angebot" in text
    assert names(missing="costs") == names(missing="key") == [bare.name]
    assert names(missing="quotes") == [shared.name, bare.name]
    assert names(state="open") == [shared.name, bare.name]
    fixed(client, shared)
    assert names(state="fixed") == [shared.name]
    assert names(state="changed") == []
    CostItemFactory(application=shared)
    assert names(state="changed") == [shared.name]
    assert "andere Kosten als festgeschrieben" in text_of(client, f"{url}?year=2026")
    assert "Kosten und Einsparung 2025" in text_of(client, f"{url}?year=2025")


@pytest.mark.parametrize("year", ["1999", "2101", "99999999"])
def test_year_that_cannot_be_is_not_found(year: str, client: Client, shared: SpecialistApplication) -> None:
    for name in ("year", "add_cost", "add_key", "add_figure", "add_quote", "fix"):
        assert client.get(page(name, shared, year)).status_code == 404


def test_pages_take_as_many_queries_with_many_authorities(client: Client, shared: SpecialistApplication) -> None:
    def counted() -> list[int]:
        row = Apportionment.objects.standing().filter(application=shared).first()
        urls = [page("year", shared, 2026), page("add_key", shared, 2026), page("add_quote", shared, 2026)]
        urls += [page("apportionment", row), page("document", row)] if row else [page("fix", shared, 2026)]
        found = []
        for url in urls:
            client.get(url)
            with CaptureQueriesContext(connection) as captured:
                assert client.get(url).status_code == 200
            found.append(len(captured))
        return found

    few = counted()
    for _ in range(6):
        use = ApplicationUseFactory(application=shared)
        QuoteFactory(application=shared, authority=use.authority)
        KeyFigureFactory(authority=use.authority)
    assert counted() == few
    fixed(client, shared)
    few = counted()
    for _ in range(6):
        CostItemFactory(application=shared)
        ApplicationUseFactory(application=shared)
    row = Apportionment.objects.get()
    url = page("correct", row)
    seen = client.get(url).context["form"]["seen"].value()
    client.post(url, {"seen": seen, "reason": "Mehr Behörden."})
    assert counted()[:3] == few[:3]


def test_section_for_the_page_of_the_instance(
    client: Client, shared: SpecialistApplication, town: Authority, commercial: User
) -> None:
    words = {item.label: item.value for item in cost_and_saving(shared, commercial, TODAY).properties}
    assert words["Kosten 2026"] == "100,00\u00a0€"
    assert words["Anteile"] == "offen"
    assert "für 2 Behörden liegt kein Angebot vor" in words["Einsparung im Jahr"]
    coordinator, reporter = contact_at(town, Contact.Role.IT_COORDINATOR), contact_at(town)
    assert not cost_and_saving(shared, coordinator, TODAY).is_shown
    row = fixed(client, shared)
    words = {item.label: item.value for item in cost_and_saving(shared, commercial, TODAY).properties}
    assert row.number in words["Anteile"]
    own = cost_and_saving(shared, coordinator, TODAY)
    assert [line[2] for line in own.rows] == ["57,14\u00a0€"]
    assert not cost_and_saving(shared, reporter, TODAY).is_shown

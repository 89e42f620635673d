"""Products: their page, forms of makers, versions and statements, and successors without circles."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from applications import actions
from applications.models import Product, ProductStatement, ProductVersion, Vendor
from tests.factories import (
    ApplicationUseFactory,
    ProductFactory,
    ProductStatementFactory,
    ProductVersionFactory,
    SpecialistApplicationFactory,
    VendorFactory,
)

BrowserFor = Callable[[User], Client]
STATEMENT = {
    "subject": "support",
    "text": "Endet.",
    "stated_on": "2026-03-02",
    "source": "Rundschreiben",
    "certainty": "B",
}


@pytest.fixture
def care(client_for: BrowserFor, application_care: User) -> Client:
    """The browser of somebody who keeps Fachverfahren."""
    return client_for(application_care)


def page(name: str, *arguments: Any) -> str:
    return reverse(f"applications:{name}", args=arguments)


def text(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def names(client: Client, query: str = "") -> list[str]:
    return [row.name for row in client.get(page("products") + query).context["page"].object_list]


def test_products_are_found_by_maker_domain_and_support_in_operation(care: Client) -> None:
    today = timezone.localdate()
    vendor = VendorFactory(name="Ostsee Software")
    over = ProductVersionFactory(
        product=ProductFactory(name="Alt", vendor=vendor, domain="Gewerbe"), supported_until=today - timedelta(days=1)
    )
    SpecialistApplicationFactory(product=over.product, product_version=over)
    unused = ProductVersionFactory(product=ProductFactory(name="Neu"), supported_until=today - timedelta(days=1))
    assert names(care, f"?vendor={vendor.pk}") == ["Alt"]
    assert names(care, "?domain=Gewerbe") == ["Alt"]
    assert names(care, "?q=ostsee") == ["Alt"]
    assert names(care, "?support=ended") == ["Alt"]  # what nobody runs may end
    SpecialistApplicationFactory(
        product=unused.product, product_version=unused, operated_until=today - timedelta(days=1)
    )
    assert names(care, "?support=ended") == ["Alt"]
    assert "beendet" in text(care, page("products"))


def test_page_of_a_product_shows_everything_that_is_kept_of_it(care: Client) -> None:
    old, new = ProductFactory(name="MESO"), ProductFactory(name="VOIS|MESO", note="Nachfolger am Markt")
    Product.objects.filter(pk=old.pk).update(successor=new)
    version = ProductVersionFactory(product=new, name="5.1", supported_until=date(2019, 12, 31))
    application = SpecialistApplicationFactory(name="Einwohner", product=new, product_version=version)
    ApplicationUseFactory(application=application, user_count=1234)
    ProductStatementFactory(product=new, text="Alles wird gut.", stated_on=date(2019, 1, 1), source="hsh, 01/2019")
    ProductStatementFactory(product=new, text="Noch besser.", stated_on=timezone.localdate())
    shown = text(care, page("product", new.pk))
    for words in (
        "Nachfolger am Markt", "MESO", "5.1", "31.12.2019", "beendet", "Einwohner", "1.234", "Alles wird gut.", "hsh, 01/2019",
        "Presse oder Hersteller", "Version eintragen", "Aussage eintragen",
    ):  # fmt: skip
        assert words in shown, words
    assert shown.count("älter als zwei Jahre") == 1
    assert page("product", new.pk) in text(care, page("product", old.pk))


def test_page_of_a_product_takes_as_many_queries_with_many_rows(care: Client) -> None:
    product = ProductFactory()

    def more(count: int) -> None:
        for _ in range(count):
            version = ProductVersionFactory(product=product)
            ApplicationUseFactory(application=SpecialistApplicationFactory(product=product, product_version=version))
            ProductStatementFactory(product=product)
            ProductFactory(successor=product)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            care.get(page("product", product.pk))
        return len(captured)

    more(2)
    queries()
    few = queries()
    more(12)
    assert queries() == few


def test_who_only_looks_up_finds_no_form(client_for: BrowserFor, service_desk: User) -> None:
    product = ProductFactory()
    shown = text(client_for(service_desk), page("product", product.pk))
    for words in ("Bearbeiten", "Version eintragen", "Aussage eintragen", "Stammdaten bearbeiten"):
        assert words not in shown, words
    assert "Noch ist keine Version eingetragen." in shown


def test_maker_and_product_are_entered_and_changed(care: Client) -> None:
    assert care.post(page("add_vendor"), {"name": "HSH", "city": "Berlin"}).status_code == 302
    vendor = Vendor.objects.get(name="HSH")
    values = {"name": "VOIS", "vendor": vendor.pk, "domain": "Einwohnerwesen", "source": "Vertrag", "certainty": "A"}
    assert care.post(page("add_product"), values).status_code == 302
    product = Product.objects.get(name="VOIS")
    assert (product.vendor, product.certainty, product.version) == (vendor, "A", 1)
    assert (
        care.post(page("edit_product", product.pk), {**values, "domain": "Meldewesen", "version": 1}).status_code == 302
    )
    product.refresh_from_db()
    assert (product.domain, product.version) == ("Meldewesen", 2)
    assert care.post(page("edit_vendor", vendor.pk), {"name": "HSH GmbH", "version": 1}).status_code == 302
    assert Vendor.objects.get().name == "HSH GmbH"
    assert "HSH GmbH ändern" in text(care, page("vendors"))


def test_same_product_twice_is_refused_and_nothing_typed_is_lost(care: Client) -> None:
    product = ProductFactory(name="VOIS")
    answer = care.post(page("add_product"), {"name": "VOIS", "vendor": product.vendor_id, "domain": "Eigenes Gebiet"})
    assert answer.status_code == 200
    shown = answer.content.decode()
    assert "Dieses Produkt gibt es bei diesem Hersteller schon." in shown
    assert "Eigenes Gebiet" in shown


def test_whoever_was_slower_sees_what_stands_there_now(care: Client) -> None:
    product = ProductFactory(name="VOIS", domain="Alt")
    values = {"name": "VOIS", "vendor": product.vendor_id, "domain": "Von mir", "version": 1}
    care.post(page("edit_product", product.pk), {**values, "domain": "Von anderen"})
    answer = care.post(page("edit_product", product.pk), values)
    shown = answer.content.decode()
    assert "inzwischen geändert" in shown
    assert "Jetzt steht hier: „Von anderen“" in shown
    assert 'value="Von mir"' in shown
    assert care.post(page("edit_product", product.pk), {**values, "version": 2}).status_code == 302
    assert Product.objects.get(pk=product.pk).domain == "Von mir"


def test_successors_form_no_circle(care: Client, application_care: User) -> None:
    one, two, three = (ProductFactory(name=name) for name in ("Eins", "Zwei", "Drei"))
    actions.keep_product(product=one, successor=two, by=application_care)
    actions.keep_product(product=two, successor=three, by=application_care)
    values = {"name": "Drei", "vendor": three.vendor_id, "domain": three.domain, "successor": one.pk, "version": 1}
    shown = care.post(page("edit_product", three.pk), values).content.decode()
    assert "Das wäre ein Kreis: Drei → Eins → Zwei → Drei." in shown
    with pytest.raises(ValidationError) as refused:
        actions.keep_product(product=three, successor=three, by=application_care)
    assert "successor" in refused.value.message_dict
    three.refresh_from_db()
    assert three.successor is None
    assert f'value="{three.pk}"' not in str(care.get(page("edit_product", three.pk)).context["form"]["successor"])


def test_version_is_entered_changed_and_checked(care: Client) -> None:
    product = ProductFactory(is_demo=True)
    values = {"name": "5.1", "released_on": "2024-01-01", "supported_until": "2023-12-31"}
    shown = care.post(page("add_version", product.pk), values).content.decode()
    assert "Das Ende liegt vor dem Beginn." in shown
    assert care.post(page("add_version", product.pk), {**values, "supported_until": "2028-12-31"}).status_code == 302
    version = ProductVersion.objects.get()
    assert (version.product, version.is_demo) == (product, True)
    again = care.post(page("add_version", product.pk), {"name": "5.1"}).content.decode()
    assert "Diese Version gibt es bei diesem Produkt schon." in again
    answer = care.post(page("edit_version", version.pk), {"name": "5.1", "supported_until": "2029-12-31", "version": 1})
    assert answer["Location"] == product.get_absolute_url()
    version.refresh_from_db()
    assert (version.supported_until, version.version) == (date(2029, 12, 31), 2)


@pytest.mark.parametrize("missing", ["source", "certainty", "stated_on", "text"])
def test_statement_without_one_of_its_parts_is_refused_at_the_field(care: Client, missing: str) -> None:
    product = ProductFactory()
    answer = care.post(page("add_statement", product.pk), {**STATEMENT, missing: ""})
    assert list(answer.context["form"].errors) == [missing]
    assert not ProductStatement.objects.exists()


def test_statement_of_tomorrow_is_refused(care: Client) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    answer = care.post(page("add_statement", ProductFactory().pk), {**STATEMENT, "stated_on": tomorrow})
    assert answer.context["form"].errors["stated_on"] == ["Dieser Tag liegt in der Zukunft."]


def test_statement_is_noted_and_corrected(care: Client) -> None:
    product = ProductFactory()
    assert care.post(page("add_statement", product.pk), STATEMENT).status_code == 302
    statement = ProductStatement.objects.get()
    changed = {**STATEMENT, "text": "Endet 2028.", "version": 1}
    assert care.post(page("edit_statement", statement.pk), changed).status_code == 302
    statement.refresh_from_db()
    assert (statement.text, statement.version) == ("Endet 2028.", 2)
    twice = care.post(page("add_statement", product.pk), {**STATEMENT, "text": "Endet 2028."}).content.decode()
    assert "Diese Aussage ist schon eingetragen." in twice


def test_action_asks_for_source_day_and_certainty_itself(application_care: User) -> None:
    with pytest.raises(ValidationError) as refused:
        actions.add_statement(product=ProductFactory(), text="x", today=date(2026, 1, 1), by=application_care)
    assert set(refused.value.message_dict) == {"source", "certainty", "stated_on"}


def test_only_those_who_keep_products_change_them(service_desk: User, coordinator: User) -> None:
    for user in (service_desk, coordinator):
        with pytest.raises(PermissionDenied):
            actions.keep_vendor(vendor=Vendor(), name="Neu", by=user)
        with pytest.raises(PermissionDenied):
            actions.keep_product(product=ProductFactory(), name="Neu", by=user)


def test_change_in_the_web_admin_is_noticed_in_the_workspace(
    administrator: User, client_for: BrowserFor, application_care: User
) -> None:
    product = ProductFactory(name="VOIS")
    admin = client_for(administrator)
    url = reverse("admin:applications_product_change", args=[product.pk])
    form = admin.get(url)
    seen = form.context["seen"]
    values = {"name": "VOIS", "vendor": product.vendor_id, "domain": "Im Admin", "_seen": seen}
    assert admin.post(url, values).status_code == 302
    product.refresh_from_db()
    assert (product.domain, product.version) == ("Im Admin", 2)
    with pytest.raises(ValidationError, match="inzwischen geändert"):
        actions.keep_product(product=product, domain="Zu spät", by=application_care, version=1)

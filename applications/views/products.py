"""Products and makers: the lists, a product's page, and the forms of what is kept about them."""

from typing import Any

from django.db.models import Count, Max, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from accounts.signed_in import signed_in
from applications import actions
from applications.filters import ProductFilter, VendorFilter, operated_in
from applications.forms.register import ProductForm, ProductVersionForm, StatementForm, VendorForm
from applications.models import Product, ProductStatement, ProductVersion, SpecialistApplication, Vendor
from applications.tables import ProductTable, VendorTable
from applications.views.keeping import KeepPage
from applications.views.tabs import RegisterPage
from ui.pages import Link


class ProductList(RegisterPage):
    """Products on the market with what of them is in operation."""

    permission_required = "applications.view_product"
    model = Product
    table_class = ProductTable
    filterset_class = ProductFilter
    page_title = "Produkte"
    tab = "products"
    intro = "Was am Markt ist; betrieben wird davon, was als Fachverfahren eingetragen ist. Die Unterstützung ist die der betriebenen Versionen."
    empty_text = "Noch ist kein Produkt eingetragen."

    def get_rows(self) -> QuerySet[Product]:
        instances = SpecialistApplication.objects.visible_to(signed_in(self.request))
        instances = instances.filter(operated_in(["today"], timezone.localdate()), product=OuterRef("pk"))
        of_row = instances.order_by().values("product")
        statements = ProductStatement.objects.filter(product=OuterRef("pk")).order_by().values("product")
        rows = Product.objects.visible_to(signed_in(self.request)).select_related("vendor", "successor")
        return rows.annotate(
            instance_count=Coalesce(Subquery(of_row.annotate(n=Count("pk")).values("n")), 0),
            support_until=Subquery(of_row.annotate(day=Min("product_version__supported_until")).values("day")),
            statement_on=Subquery(statements.annotate(day=Max("stated_on")).values("day")),
        )

    def get_table_options(self) -> dict[str, Any]:
        return {"day": timezone.localdate()}

    def get_actions(self) -> list[Link]:
        may_add = self.request.user.has_perm("applications.add_product")
        return [Link("Produkt eintragen", reverse("applications:add_product"), "add")] if may_add else []


class VendorList(RegisterPage):
    """Makers of software."""

    permission_required = "applications.view_vendor"
    model = Vendor
    table_class = VendorTable
    filterset_class = VendorFilter
    page_title = "Hersteller"
    tab = "vendors"
    empty_text = "Noch ist kein Hersteller eingetragen."

    def get_rows(self) -> QuerySet[Vendor]:
        products = Product.objects.filter(vendor=OuterRef("pk")).order_by().values("vendor")
        return Vendor.objects.annotate(
            product_count=Coalesce(Subquery(products.annotate(n=Count("pk")).values("n")), 0)
        )

    def get_table_options(self) -> dict[str, Any]:
        return {} if self.request.user.has_perm("applications.change_vendor") else {"exclude": ("change",)}

    def get_actions(self) -> list[Link]:
        may_add = self.request.user.has_perm("applications.add_vendor")
        return [Link("Hersteller eintragen", reverse("applications:add_vendor"), "add")] if may_add else []


class OfVendor(KeepPage):
    """What the forms of a maker share."""

    model = Vendor
    form_class = VendorForm
    success_message = "Der Hersteller ist gespeichert."

    def get_rows(self) -> QuerySet[Vendor]:
        return Vendor.objects.all()

    def get_success_url(self) -> str:
        return reverse("applications:vendors")

    def get_breadcrumb(self) -> list[Link]:
        return [Link("Hersteller", reverse("applications:vendors"))]

    def perform(self, form: Any) -> Vendor:
        return actions.keep_vendor(vendor=self.object or Vendor(), by=signed_in(self.request), **form.cleaned_data)


class AddVendor(OfVendor):
    """A maker that is not entered yet."""

    permission_required = "applications.add_vendor"
    page_title = "Hersteller eintragen"


class EditVendor(OfVendor):
    """Other facts about a maker."""

    permission_required = "applications.change_vendor"

    @property
    def page_title(self) -> str:  # type: ignore[override]  # named after the maker
        """Whose facts these are."""
        return f"{self.object} ändern"


class OfProduct(KeepPage):
    """What the forms of a product, and of what belongs to one, share."""

    model: Any = Product

    def get_rows(self) -> QuerySet[Any]:
        return self.model._default_manager.all()

    @property
    def product(self) -> Product | None:
        """The product that the form is about; none while one is entered."""
        return getattr(self.object, "product", self.object)

    def get_success_url(self) -> str:
        return self.product.get_absolute_url() if self.product else reverse("applications:products")

    def get_breadcrumb(self) -> list[Link]:
        way = [Link("Produkte", reverse("applications:products"))]
        return [*way, Link(str(self.product), self.product.get_absolute_url())] if self.product else way


class AddProduct(OfProduct):
    """A product that is not entered yet."""

    permission_required = "applications.add_product"
    form_class = ProductForm
    page_title = "Produkt eintragen"
    question = "Steht der Hersteller nicht in der Auswahl, tragen Sie ihn bitte zuerst unter „Hersteller“ ein."
    success_message = "Das Produkt ist eingetragen."

    def perform(self, form: Any) -> Product:
        return actions.keep_product(product=Product(), by=signed_in(self.request), **form.cleaned_data)


class EditProduct(OfProduct):
    """Other facts about a product."""

    permission_required = "applications.change_product"
    form_class = ProductForm
    success_message = "Das Produkt ist gespeichert."

    @property
    def page_title(self) -> str:  # type: ignore[override]  # named after the product
        """Whose facts these are."""
        return f"{self.object} ändern"

    def perform(self, form: Any) -> Product:
        return actions.keep_product(product=self.object, by=signed_in(self.request), **form.cleaned_data)


class AddVersion(OfProduct):
    """A version of a product."""

    permission_required = "applications.add_productversion"
    form_class = ProductVersionForm
    page_title = "Version eintragen"
    success_message = "Die Version ist eingetragen."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": ProductVersion(product=self.object)}

    def perform(self, form: Any) -> ProductVersion:
        version = ProductVersion(product=self.object)
        return actions.keep_version(version_row=version, by=signed_in(self.request), **form.cleaned_data)


class EditVersion(OfProduct):
    """Other facts about a version."""

    permission_required = "applications.change_productversion"
    model = ProductVersion
    form_class = ProductVersionForm
    page_title = "Version ändern"
    success_message = "Die Version ist gespeichert."

    def perform(self, form: Any) -> ProductVersion:
        return actions.keep_version(version_row=self.object, by=signed_in(self.request), **form.cleaned_data)


class AddStatement(OfProduct):
    """What somebody says about a product."""

    permission_required = "applications.add_productstatement"
    form_class = StatementForm
    page_title = "Aussage eintragen"
    question = "Was über ein Produkt gesagt wird, veraltet. Darum gehört zu jeder Aussage, woher sie kommt, von wann sie ist und wie sicher sie ist."
    success_message = "Die Aussage ist eingetragen."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": ProductStatement(product=self.object)}

    def perform(self, form: Any) -> ProductStatement:
        values = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        return actions.add_statement(
            product=self.object, today=timezone.localdate(), by=signed_in(self.request), **values
        )


class EditStatement(OfProduct):
    """A statement that was noted wrongly."""

    permission_required = "applications.change_productstatement"
    model = ProductStatement
    form_class = StatementForm
    page_title = "Aussage ändern"
    question = "Ändern Sie nur, was falsch notiert ist. Was heute anders gesagt wird, ist eine neue Aussage."
    success_message = "Die Aussage ist gespeichert."

    def perform(self, form: Any) -> ProductStatement:
        return actions.change_statement(
            statement=self.object, today=timezone.localdate(), by=signed_in(self.request), **form.cleaned_data
        )

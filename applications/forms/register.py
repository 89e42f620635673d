"""Forms of the register: makers, products, versions, statements, services to the public and who serves them."""

from typing import Any, ClassVar

from django import forms

from accounts.models import User
from applications.models import (
    Product,
    ProductStatement,
    ProductVersion,
    PublicService,
    SpecialistApplication,
    Vendor,
)
from ui.choosing import Choice, let_search
from ui.forms import KernForm, VersionedForm

SOURCE = ("source", "certainty")
NO_CERTAINTY = {"certainty": "keine Angabe"}
FREE_APPLICATIONS = Choice(
    lambda user, service: SpecialistApplication.objects.visible_to(user).exclude(provided_services__service=service),
    ("name", "product__name"),
)
FREE_SERVICES = Choice(
    lambda application: PublicService.objects.exclude(provided_by__application=application),
    ("name", "leika"),
    lambda row: f"{row.name} ({row.key_in_groups})",
)


class CheckedByTheAction(VersionedForm):
    """A form whose row is checked by the action, on the row as it is in the database."""

    def _post_clean(self) -> None:
        pass


class VendorForm(CheckedByTheAction):
    """A maker."""

    no_choice = NO_CERTAINTY

    class Meta:
        model = Vendor
        fields = ("name", "city", *SOURCE)


class ProductForm(CheckedByTheAction):
    """A product with what comes after it."""

    no_choice = NO_CERTAINTY | {"vendor": "nicht bekannt", "successor": "keiner bekannt"}

    class Meta:
        model = Product
        fields = ("name", "vendor", "domain", "successor", "note", *SOURCE)
        widgets = {"note": forms.Textarea({"rows": 3})}
        help_texts = {"successor": "Das Produkt, das nach Angabe des Herstellers an seine Stelle tritt."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        successor: Any = self.fields["successor"]
        successor.queryset = Product.objects.select_related("vendor").exclude(pk=self.instance.pk)
        successor.label_from_instance = in_words


def in_words(product: Product) -> str:
    """A product with its maker, since two makers may use one name."""
    return f"{product.name} ({product.vendor.name})" if product.vendor else product.name


class ProductVersionForm(CheckedByTheAction):
    """A version of a product."""

    no_choice = NO_CERTAINTY

    class Meta:
        model = ProductVersion
        fields = ("name", "released_on", "supported_until", *SOURCE)


class StatementForm(CheckedByTheAction):
    """What somebody says about a product; without source and certainty it is not taken."""

    no_choice: ClassVar = {"certainty": "Bitte wählen"}

    class Meta:
        model = ProductStatement
        fields = ("subject", "text", "stated_on", *SOURCE)
        widgets = {"text": forms.Textarea({"rows": 4})}
        help_texts = {"source": "Wer es wo und wann gesagt hat, zum Beispiel: Hersteller, Rundschreiben, 02.03.2026."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in SOURCE:
            self.fields[name].required = True
            self.fields[name].widget.is_required = True


class ServiceForm(CheckedByTheAction):
    """A service to the public with its checked key."""

    no_choice = NO_CERTAINTY

    class Meta:
        model = PublicService
        fields = ("leika", "name", "ozg", *SOURCE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["leika"] = self.instance.key_in_groups


class ServingApplicationForm(KernForm):
    """One more Fachverfahren that serves a service."""

    application = forms.ModelChoiceField(
        SpecialistApplication.objects.none(), label="Fachverfahren", help_text="Suchen Sie nach dem Namen."
    )

    def __init__(self, *args: Any, service: PublicService, user: User, url: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["application"]
        field.queryset = SpecialistApplication.objects.visible_to(user)
        let_search(self, "application", FREE_APPLICATIONS, url, user, service)


class ServedServiceForm(KernForm):
    """One more service that a Fachverfahren serves."""

    service = forms.ModelChoiceField(
        PublicService.objects.all(),
        label="Verwaltungsleistung",
        help_text="Suchen Sie nach Bezeichnung oder Schlüssel.",
    )

    def __init__(self, *args: Any, application: SpecialistApplication, url: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        let_search(self, "service", FREE_SERVICES, url, application)

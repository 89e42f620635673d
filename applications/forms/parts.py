"""What is asked about an instance and all that hangs on it."""

from datetime import date
from typing import Any, ClassVar

from django import forms

from accounts.models import User
from applications.models import (
    ApplicationData,
    ApplicationUse,
    DataCategory,
    Interface,
    ProductVersion,
    SpecialistApplication,
    Training,
    UseContact,
)
from customers.models import Authority, Contact
from ui.forms import KernModelForm, VersionedForm

FEW_LINES = forms.Textarea({"rows": 3})


class InstanceForm(VersionedForm):
    """An operated instance; its product stays what it is, since another product is another Fachverfahren."""

    class Meta:
        model = SpecialistApplication
        fields = (
            "name", "product", "product_version", "hosting", "team", "operated_since", "operated_until", "legal_basis", "note",
        )  # fmt: skip
        widgets: ClassVar = {"legal_basis": FEW_LINES, "note": FEW_LINES}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["product_version"].queryset = ProductVersion.objects.none()
        if self.instance.pk:
            del fields["product"]
            fields["product_version"].queryset = ProductVersion.objects.filter(product=self.instance.product_id)
        else:  # which versions there are is known with the product
            del fields["product_version"]


class UseForm(VersionedForm):
    """The use by an authority; the authority stays what it is."""

    class Meta:
        model = ApplicationUse
        fields = ("authority", "used_since", "used_until", "user_count", "scope", "edition", "note")
        widgets: ClassVar = {"note": FEW_LINES}

    def __init__(self, *args: Any, user: User, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        if self.instance.pk:
            del fields["authority"]
        else:
            fields["authority"].queryset = Authority.objects.visible_to(user).existing_on(day).only("name")


class UseContactForm(KernModelForm):
    """Who answers for the Fachverfahren at the authority."""

    class Meta:
        model = UseContact
        fields = ("contact", "role")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people: Any = self.fields["contact"]
        people.queryset = Contact.objects.visible_to(user).filter(
            authority=self.instance.use.authority_id, is_active=True
        )
        people.help_text = "Wer hier fehlt, wird zuerst als Ansprechperson der Behörde eingetragen."


class TrainingForm(VersionedForm):
    """A training: how many came, never who."""

    class Meta:
        model = Training
        fields = ("held_on", "topic", "participants")


class InterfaceForm(VersionedForm):
    """A link to the outside."""

    no_choice: ClassVar = {"partner_application": "Gegenstelle ist kein Fachverfahren"}

    class Meta:
        model = Interface
        fields = (
            "name", "partner", "partner_application", "direction", "protocol", "needs_state_network", "reconnecting",
        )  # fmt: skip
        widgets: ClassVar = {"reconnecting": FEW_LINES}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others: Any = self.fields["partner_application"]
        rows = SpecialistApplication.objects.visible_to(user).exclude(pk=self.instance.application_id)
        others.queryset = rows.only("name")

    def clean(self) -> dict[str, Any]:
        """The other Fachverfahren is named exactly when the other side is one."""
        cleaned: dict[str, Any] = super().clean() or {}
        is_application = cleaned.get("partner") == Interface.Partner.APPLICATION
        if is_application and not cleaned.get("partner_application"):
            self.add_error(
                "partner_application", "Bitte wählen Sie, mit welchem Fachverfahren Daten ausgetauscht werden."
            )
        elif cleaned.get("partner") and not is_application:
            cleaned["partner_application"] = None
        return cleaned


class DataForm(VersionedForm):
    """Data of one category that the instance holds."""

    class Meta:
        model = ApplicationData
        fields = ("category", "persons", "kept_for")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        if self.instance.pk:
            del fields["category"]
        else:
            held = ApplicationData.objects.filter(application=self.instance.application_id)
            fields["category"].queryset = DataCategory.objects.exclude(pk__in=held.values("category"))

"""Where the catalogue is kept: areas, services with their questions, and what decides whether a question is asked."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from catalogue.answers import named_in
from catalogue.models import Condition, FormField, ServiceArea, ServiceOffer
from history.admin import RecordAdmin
from tickets.admin import CategoryAdmin
from tickets.models import Category
from ui.admin import RowFormSet, RowInline

LAST = 10**9
"""A question that is not stored yet comes after those that stand at the same place."""

WHAT_REPORTERS_SEE = (
    "Wer im Portal nur für sich selbst meldet, bekommt bei „Person der Behörde“ nur sich und bei „IT-Arbeitsplatz der "
    "Behörde“ nur den eigenen zur Auswahl. Bei Personen, IT-Arbeitsplätzen und Orten lässt sich deshalb immer auch „Steht "
    "nicht in der Liste“ wählen und der Name als Text angeben."
)
"""Said where a question is kept, since whoever keeps it sees every row."""


@admin.register(ServiceArea)
class ServiceAreaAdmin(RecordAdmin):
    """The headings of the catalogue."""

    list_display = ["name", "position"]
    search_fields = ["name"]


class CategoryForm(forms.ModelForm):  # type: ignore[type-arg]  # the admin names the model
    """A category that services go to stays."""

    def clean_is_active(self) -> bool:
        is_active: bool = self.cleaned_data["is_active"]
        if not is_active and self.instance.pk:
            titles = ServiceOffer.objects.filter(category=self.instance, is_active=True).values_list("title", flat=True)
            if titles:
                named = ", ".join(f"„{title}“" for title in titles)
                raise ValidationError(
                    f"Mit dieser Kategorie werden Leistungen bestellt: {named}. Bitte geben Sie ihnen zuerst eine andere."
                )
        return is_active


admin.site.unregister(Category)


@admin.register(Category)
class CategoryOfOffersAdmin(CategoryAdmin):
    """Categories, with what the catalogue asks of them."""

    form = CategoryForm


def check_places(conditions: QuerySet[Condition], places: Mapping[int, tuple[int, int]]) -> None:
    """Refuse places at which a question would come before one that decides whether it is asked."""
    for condition in conditions.select_related("on", "field"):
        both = (places.get(condition.on_id), places.get(condition.field_id))
        if None not in both and both[0] >= both[1]:  # type: ignore[operator]  # neither is None
            raise ValidationError(
                f"„{condition.field.label}“ hängt von „{condition.on.label}“ ab und muss dahinter stehen."
            )


def in_braces(keys: Iterable[str]) -> str:
    """As they stand in a subject."""
    return ", ".join("{{" + key + "}}" for key in keys)


class QuestionFormSet(RowFormSet):
    """Questions keep the order that their conditions need."""

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        self._check_subject()
        if not self.instance.pk:
            return
        places = {
            form.instance.pk: (form.cleaned_data.get("position", 0), form.instance.pk or LAST)
            for form in self.forms
            if form.cleaned_data and not form.cleaned_data.get("DELETE")
        }
        check_places(Condition.objects.filter(field__offer=self.instance), places)

    def _check_subject(self) -> None:
        """The subject of orders names only questions that are asked here."""
        kept = [form.cleaned_data for form in self.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
        keys = [row["key"] for row in kept if row.get("kind") != FormField.Kind.HEADING and "key" in row]
        if unknown := [name for name in named_in(self.instance.subject) if name not in keys]:
            raise ValidationError(
                f"„Betreff der Bestellung“ nennt Fragen, die es nicht gibt: {in_braces(unknown)}. "
                f"Möglich sind: {in_braces(keys) or 'keine'}."
            )


class QuestionInline(RowInline):
    """The questions of a service; help, limits and what decides whether one is asked stand on the page of each."""

    model = FormField
    formset = QuestionFormSet
    fields = ["position", "key", "label", "kind", "is_required", "choices"]
    formfield_overrides = {
        models.CharField: {"widget": forms.TextInput(attrs={"size": 22})},
        models.TextField: {"widget": forms.Textarea(attrs={"rows": 2, "cols": 20})},
    }


class OrderingAuthorityInline(RowInline):
    """Who may order it."""

    model: Any = ServiceOffer.authorities.through
    verbose_name = "Behörde, die bestellen darf"
    verbose_name_plural = "Behörden, die bestellen dürfen"
    raw_id_fields = ["authority"]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """The table that Django makes has no German word for its column."""
        return super().formfield_for_foreignkey(db_field, request, **{"label": "Behörde"} | kwargs)


@admin.register(ServiceOffer)
class ServiceOfferAdmin(RecordAdmin):
    """Services with their forms; the workspace shows each as authorities see it, and copies it."""

    list_display = ["title", "area", "needs_approval", "is_for_all", "is_active", "valid_from", "valid_until"]
    list_filter = ["area", "is_active", "needs_approval", "is_for_all"]
    list_select_related = ["area"]
    search_fields = ["title", "summary"]
    inlines = [QuestionInline, OrderingAuthorityInline]
    fieldsets = [
        (None, {"fields": ["area", "position", "title", "summary", "included", "your_part", "delivery"]}),
        ("Was aus einer Bestellung wird", {"fields": ["subject", "category", "impact", "urgency", "needs_approval"]}),
        ("Wer wann bestellen kann", {"fields": ["is_active", "valid_from", "valid_until", "is_for_all"]}),
        ("Herkunft", {"fields": ["is_demo"]}),
    ]


class ConditionInline(RowInline):
    """What was answered before, so that the question is asked."""

    model = Condition
    fk_name = "field"
    fields = ["on", "operator", "value"]
    show_change_link = False

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Only questions of the same form can be chosen."""
        if db_field.name == "on":
            key = (request.resolver_match.kwargs if request.resolver_match else {}).get("object_id", "")
            question = FormField.objects.filter(pk=key).first() if str(key).isdecimal() else None
            rows = FormField.objects.exclude(kind=FormField.Kind.HEADING)
            kwargs["queryset"] = (
                rows.filter(offer=question.offer_id).exclude(pk=question.pk) if question else rows.none()
            )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class QuestionForm(forms.ModelForm):  # type: ignore[type-arg]  # the admin names the model
    """A question stays between those that it hangs on and those that hang on it."""

    def clean_position(self) -> int:
        position: int = self.cleaned_data["position"]
        if self.instance.pk:
            rows = Condition.objects.filter(Q(on=self.instance) | Q(field=self.instance))
            fields = FormField.objects.filter(offer=self.instance.offer_id)
            places = {row.pk: row.place for row in fields} | {self.instance.pk: (position, self.instance.pk)}
            check_places(rows, places)
        return position


@admin.register(FormField)
class FormFieldAdmin(RecordAdmin):
    """Questions with their conditions."""

    list_display = ["label", "offer", "position", "kind", "is_required"]
    list_filter = ["kind", "offer"]
    list_select_related = ["offer"]
    search_fields = ["label", "key"]
    form = QuestionForm
    inlines = [ConditionInline]
    fieldsets = [
        (
            None,
            {
                "fields": ["offer", "position", "key", "label", "help_text", "kind", "is_required"],
                "description": WHAT_REPORTERS_SEE,
            },
        ),
        ("Je nach Art", {"fields": ["choices", "minimum", "maximum"]}),
        ("Wann gefragt wird", {"fields": ["needs_all"]}),
    ]

    def get_object_links(self, request: HttpRequest, row: Any) -> Sequence[tuple[str, str]]:
        return [("Alle Fragen der Leistung", reverse("admin:catalogue_serviceoffer_change", args=[row.offer_id]))]

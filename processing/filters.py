"""Filters of these lists."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import Provider
from accounts.signed_in import signed_in
from applications.models import SpecialistApplication
from customers.filters import visible_authorities
from history.validity import valid_on
from processing.gaps import GAPS, NEAR, any_gap
from processing.models import IssuedDocument, ProcessingAgreement, SecurityMeasure
from ui.filters import AnyOf, BaseFilterSet, OneChoice, OneOf

REVIEWS = (("overdue", "überfällig"), ("soon", "in 60 Tagen"))
YES_OR_NO = (("yes", "ja"), ("no", "nein"))


def visible_applications(request: HttpRequest) -> QuerySet[SpecialistApplication]:
    """Fachverfahren that may be chosen in a filter."""
    return SpecialistApplication.objects.visible_to(signed_in(request)).only("name")


def visible_agreements(request: HttpRequest) -> QuerySet[ProcessingAgreement]:
    """Agreements that may be chosen in a filter."""
    return ProcessingAgreement.objects.visible_to(signed_in(request)).only("number")


def providers(request: HttpRequest) -> QuerySet[Provider]:
    """The companies of the service."""
    return Provider.objects.only("name")


class UseFilter(BaseFilterSet):
    """Uses by authority, Fachverfahren and what is missing."""

    search_fields = ("application__name", "authority__name")

    authority = OneOf(label="Behörde", queryset=visible_authorities)
    application = OneOf(label="Fachverfahren", queryset=visible_applications)
    gap = OneChoice(
        label="Was fehlt", choices=(("any", "irgendetwas"), *((gap.name, gap.label) for gap in GAPS)), method="by_gap"
    )

    def by_gap(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Those with one kind of gap, or with any."""
        return rows.filter(any_gap() if value == "any" else any_gap([value]))


class SumFilter(BaseFilterSet):
    """Authorities or Fachverfahren by name."""

    search_fields = ("name",)


class ReviewedFilter(BaseFilterSet):
    """Rows that are looked at again on a day."""

    review = OneChoice(label="Prüfung", choices=REVIEWS, method="by_review")

    def by_review(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Those whose review is overdue, or comes within the next days."""
        return reviewed(rows, overdue=value == "overdue")


def reviewed(rows: QuerySet[Any], *, overdue: bool) -> QuerySet[Any]:
    """Of agreements or entries those to look at."""
    today = timezone.localdate()
    if overdue:
        return rows.filter(review_on__lt=today)
    return rows.filter(review_on__range=(today, today + timedelta(days=NEAR)))


class AgreementFilter(ReviewedFilter):
    """Processing agreements by authority, provider, Fachverfahren, standing and review."""

    search_fields = ("number", "subject", "authority__name")
    further = ("provider", "application")

    authority = OneOf(label="Behörde", queryset=visible_authorities)
    standing = OneChoice(
        label="Stand", choices=(("in_force", "in Kraft"), ("draft", "Entwurf"), ("other", "künftig oder beendet")),
        method="by_standing",
    )  # fmt: skip
    provider = OneOf(label="Auftragsverarbeiter", queryset=providers)
    application = OneOf(label="Fachverfahren", queryset=visible_applications, method="by_application")

    def by_standing(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Those in force today, those nobody has signed, and the others."""
        if value == "draft":
            return rows.filter(signed_on__isnull=True)
        holding = ProcessingAgreement.objects.in_force(timezone.localdate()).values("pk")
        if value == "in_force":
            return rows.filter(pk__in=holding)
        return rows.exclude(pk__in=holding).filter(signed_on__isnull=False)

    def by_application(self, rows: QuerySet[Any], name: str, value: SpecialistApplication) -> QuerySet[Any]:
        """Those that cover a Fachverfahren, or once did."""
        return rows.filter(pk__in=value.covered_by.values("agreement"))


class EntryFilter(ReviewedFilter):
    """Entries of the register by review."""

    search_fields = ("application__name", "purpose", "recipients")


class SubProcessorFilter(BaseFilterSet):
    """Sub-processors by where they sit and what they work on."""

    search_fields = ("name", "seat", "country")

    third_country = OneChoice(label="Drittland", choices=YES_OR_NO, method="by_country")
    application = OneOf(label="Fachverfahren", queryset=visible_applications, method="by_application")

    def by_country(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Inside or outside of the Union."""
        return rows.filter(is_third_country=value == "yes")

    def by_application(self, rows: QuerySet[Any], name: str, value: SpecialistApplication) -> QuerySet[Any]:
        """Those with a task in a Fachverfahren."""
        return rows.filter(pk__in=value.sub_processings.values("sub_processor"))


class MeasureFilter(BaseFilterSet):
    """Measures by group, company, and whether they hold today."""

    search_fields = ("code", "title", "text")

    group = AnyOf(label="Bereich", choices=SecurityMeasure.Group.choices)
    provider = OneOf(label="Unternehmen", queryset=providers)
    holding = OneChoice(label="Gilt heute", choices=YES_OR_NO, method="by_day")

    def by_day(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Editions that hold today, or the others."""
        holds = valid_on(timezone.localdate())
        return rows.filter(holds) if value == "yes" else rows.exclude(holds)


class DocumentFilter(BaseFilterSet):
    """Issued documents by kind, authority and agreement."""

    search_fields = ("authority__name", "agreement__number")

    kind = AnyOf(label="Art", choices=IssuedDocument.Kind.choices)
    authority = OneOf(label="Behörde", queryset=visible_authorities)
    agreement = OneOf(label="Vereinbarung", queryset=visible_agreements, words=("number",))

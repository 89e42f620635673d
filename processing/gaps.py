"""What is missing: uses of Fachverfahren without agreement, entry, news or reason, as expressions of the database."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, Exists, IntegerField, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from applications.models import ApplicationData, ApplicationUse
from processing.models import (
    CoveredApplication,
    ProcessingAgreement,
    RegisterEntry,
    SubProcessing,
    SubProcessorApproval,
)

NEAR = 60
"""Days before a review from which it is shown."""


class Gap(NamedTuple):
    """One kind of gap: its column, what it is called in a list, and how its number is said."""

    name: str
    label: str
    counted: str


GAPS = (
    Gap("has_no_agreement", "keine AVV", "ohne Vereinbarung zur Auftragsverarbeitung"),
    Gap("has_no_officer", "Datenschutzbeauftragte fehlen", "ohne Angabe der Datenschutzbeauftragten"),
    Gap("has_no_entry", "kein Verzeichniseintrag", "ohne Eintrag im Verzeichnis"),
    Gap("is_overdue", "Prüfung überfällig", "mit überfälliger Prüfung"),
    Gap("is_due_soon", "Prüfung in 60 Tagen", "mit Prüfung in den nächsten 60 Tagen"),
    Gap("is_untold", "Unterauftrag nicht mitgeteilt", "mit nicht mitgeteiltem Unterauftragsverarbeiter"),
    Gap("is_objected", "Widerspruch einer Behörde", "mit Widerspruch gegen einen Unterauftragsverarbeiter"),
    Gap("has_no_safeguard", "Drittland ohne Garantien", "mit Drittland ohne Garantien"),
    Gap("has_no_reason", "besondere Kategorien ohne Grund", "mit besonderen Kategorien ohne Grund"),
)
"""In the order in which they are told; each is a column of `with_gaps`."""
NAMES = tuple(gap.name for gap in GAPS)


def covering(day: date) -> QuerySet[CoveredApplication]:
    """What covers a use on a day; for conditions on rows of `ApplicationUse`."""
    rows: QuerySet[CoveredApplication] = CoveredApplication.objects.open_on(day).filter(
        application=OuterRef("application"),
        agreement__authority=OuterRef("authority"),
        agreement__in=ProcessingAgreement.objects.in_force(day).values("pk"),
    )
    return rows


def with_gaps(uses: QuerySet[ApplicationUse], day: date) -> QuerySet[Any]:
    """Uses with a column for every gap."""
    entries = RegisterEntry.objects.filter(application=OuterRef("application"))
    covered = covering(day)
    soon = day + timedelta(days=NEAR)
    told = SubProcessorApproval.objects.filter(
        sub_processing=OuterRef("pk"), agreement__authority=OuterRef(OuterRef("authority"))
    )
    special = ApplicationData.objects.filter(application=OuterRef("application"), category__is_special=True)
    return uses.annotate(
        has_no_agreement=~Exists(covered),
        has_no_officer=Exists(
            covered.filter(Q(agreement__officer_contact="") | Q(agreement__provider__officer_contact=""))
        ),
        has_no_entry=~Exists(entries),
        is_overdue=Exists(covered.filter(agreement__review_on__lt=day)) | Exists(entries.filter(review_on__lt=day)),
        is_due_soon=Exists(covered.filter(agreement__review_on__range=(day, soon)))
        | Exists(entries.filter(review_on__range=(day, soon))),
        is_untold=Exists(SubProcessing.objects.open_on(day).filter(~Exists(told), application=OuterRef("application"))),
        is_objected=Exists(
            SubProcessing.objects.open_on(day).filter(
                Exists(told.filter(state=SubProcessorApproval.State.OBJECTED)), application=OuterRef("application")
            )
        ),
        has_no_safeguard=Exists(entries.exclude(third_country="").filter(third_country_safeguard="")),
        has_no_reason=Exists(special.filter(application__legal_basis="")) & ~Exists(entries.exclude(special_reason="")),
    )


def any_gap(names: Iterable[str] = NAMES) -> Q:
    """Rows of `with_gaps` that have one of these gaps."""
    condition = Q()
    for name in names:
        condition |= Q(**{name: True})
    return condition


def counts(uses: QuerySet[ApplicationUse], day: date) -> dict[str, int]:
    """How many uses have each gap, by one query."""
    found = with_gaps(uses, day).aggregate(
        all_uses=Count("pk"), **{f"with_{name}": Count("pk", filter=Q(**{name: True})) for name in NAMES}
    )
    return {"all": found["all_uses"], **{name: found[f"with_{name}"] for name in NAMES}}


def summed(rows: QuerySet[Any], uses: QuerySet[ApplicationUse], of: str, day: date) -> QuerySet[Any]:
    """Authorities or Fachverfahren (`of`) with how many uses they have, and how many of these have each gap."""
    with_columns = with_gaps(uses, day).filter(**{of: OuterRef("pk")}).order_by()

    def number(found: QuerySet[Any]) -> Coalesce:
        counted = found.values(of).annotate(number=Count("pk")).values("number")
        return Coalesce(Subquery(counted, output_field=IntegerField()), 0)

    gaps = {f"with_{name}": number(with_columns.filter(**{name: True})) for name in NAMES}
    used = uses.filter(**{of: OuterRef("pk")}).order_by()
    found: QuerySet[Any] = rows.filter(Exists(used)).annotate(uses_count=number(used), **gaps)
    return found


def labels(row: Model) -> list[str]:
    """The gaps of one row of `with_gaps` in words."""
    return [gap.label for gap in GAPS if getattr(row, gap.name)]

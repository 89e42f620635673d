"""All instances of a year: what they cost, by what that is shared, what is fixed and what is missing."""

from datetime import date
from typing import Any

from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from accounts.signed_in import signed_in
from applications.models import ApplicationUse, SpecialistApplication
from sharing.allocation import WHOLE
from sharing.filters import OverviewFilter
from sharing.models import FIRST_YEAR, LAST_YEAR, AllocationKey, Apportionment, Basis, CostItem, Quote
from sharing.tables import OverviewTable
from ui.pages import Link, ListPage, filtered


class Overview(ListPage):
    """„Kosten und Einsparung“: the instances that are operated in a year."""

    permission_required = "sharing.view_costitem"
    model = SpecialistApplication
    template_name = "sharing/overview.html"
    table_class = OverviewTable
    filterset_class = OverviewFilter
    intro = (
        "Was jedes Fachverfahren in einem Jahr kostet und wie die Behörden das teilen. Eine Einsparung wird nur dort genannt, wo ein "
        "Angebot für den Alleinbetrieb vorliegt."
    )
    empty_text = "In diesem Jahr wird kein Fachverfahren betrieben, auf das die Filter passen."

    @property
    def year(self) -> int:
        """The year that was asked for, or this one."""
        text = self.request.GET.get("year", "")
        year = int(text) if text.isdecimal() and len(text) == 4 else 0
        return year if FIRST_YEAR <= year <= LAST_YEAR else timezone.localdate().year

    @property
    def page_title(self) -> str:  # type: ignore[override]  # named after the year
        """The heading."""
        return f"Kosten und Einsparung {self.year}"

    def get_rows(self) -> QuerySet[SpecialistApplication]:
        return with_year(
            SpecialistApplication.objects.visible_to(signed_in(self.request)), self.year, self.request.user
        )

    def get_table_options(self) -> dict[str, Any]:
        return {"year": self.year}

    def get_actions(self) -> list[Link]:
        return [Link("Festgeschriebene Anteile", filtered("sharing:shares", year=self.year), "lock")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        here = reverse("sharing:overview")
        years = [year for year in range(self.year - 2, self.year + 2) if FIRST_YEAR <= year <= LAST_YEAR]
        choices = [(Link(str(year), f"{here}?year={year}"), year == self.year) for year in years]
        return super().get_context_data(years=choices, **kwargs)


def with_year(rows: QuerySet[SpecialistApplication], year: int, user: Any) -> QuerySet[Any]:
    """Instances operated in a year, or with costs of it, each with its figures as expressions of the one query."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    of_row = {"application": OuterRef("pk")}
    costs = CostItem.objects.visible_to(user).filter(year=year, **of_row).order_by().values("application")
    in_year = ApplicationUse.objects.visible_to(user).filter(
        Q(used_since=None) | Q(used_since__lte=last), Q(used_until=None) | Q(used_until__gte=first)
    )
    uses, of_quote = in_year.filter(**of_row), in_year.filter(application=OuterRef("application"))
    quotes = (
        Quote.objects.visible_to(user).holding_in(year).filter(authority__in=of_quote.values("authority"), **of_row)
    )
    keys = AllocationKey.objects.visible_to(user).filter(first_year__lte=year, **of_row).exclude(last_year__lt=year)
    fixed = Apportionment.objects.visible_to(user).standing().filter(year=year, **of_row)
    words = Case(
        *(When(Q((basis.value, WHOLE)), then=Value(basis.label)) for basis in Basis), default=Value("gemischt")
    )
    operated = (
        Q(operated_since=None) | Q(operated_since__lte=last),
        Q(operated_until=None) | Q(operated_until__gte=first),
    )
    return rows.annotate(
        cost_total=Subquery(costs.annotate(total=Sum("amount")).values("total")),
        use_count=_authorities(uses),
        quote_count=_authorities(quotes),
        key_words=Subquery(keys.annotate(words=words).values("words")[:1]),
        fixed_number=Subquery(fixed.values("number")[:1]),
        fixed_total=Subquery(fixed.annotate(both=F("recurring_total") + F("one_off_total")).values("both")[:1]),
    ).filter(operated[0] & operated[1] | Q(cost_total__isnull=False))


def _authorities(rows: QuerySet[Any]) -> Coalesce:
    counted = rows.order_by().values("application").annotate(number=Count("authority", distinct=True))
    return Coalesce(Subquery(counted.values("number")), 0)

"""The devices and infrastructure of the plan: lists, and why one of them is due."""

from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.urls import reverse
from django.utils import timezone

from accounts.signed_in import signed_in
from history.rights import may_read_history
from replacements.actions import MOST_AT_ONCE, mark_of
from replacements.due import deciding, estimated, reasons_of
from replacements.filters import PlannedDeviceFilter, PlannedItemFilter
from replacements.plan import (
    RELATED,
    decision_on,
    known_of,
    missing_price,
    planned_devices,
    planned_items,
    prices_of,
    terms_on,
)
from replacements.tables import PlannedDeviceTable, PlannedItemTable, euro
from ui import cells
from ui.pages import DetailPage, Link, ListPage, Property, Section
from workstations.models import Device, InfrastructureItem


class WithTerms:
    """What holds today, read once."""

    request: Any

    @cached_property
    def today(self) -> Any:
        """The day of the plan."""
        return timezone.localdate()

    @cached_property
    def terms(self) -> Any:
        """The rules that hold on it."""
        return terms_on(self.today)

    def planned_devices(self) -> QuerySet[Any]:
        """Devices with what their rows show."""
        rows = planned_devices(signed_in(self.request), self.terms, self.today)
        return rows.select_related(*RELATED, "lease", "authority", "provider")

    def planned_items(self) -> QuerySet[Any]:
        """Infrastructure with what its rows show."""
        rows = planned_items(signed_in(self.request), self.terms, self.today)
        return rows.select_related(*RELATED, "provider")


class PlannedList(WithTerms, ListPage):
    """What is planned, with the sum of all filtered rows beside their number."""

    permission_required = "replacements.view_plannedreplacement"

    def get_table_options(self) -> dict[str, Any]:
        return {"terms": self.terms, "today": self.today, "order_by": "year"}

    def result_in_words(self) -> str:
        """How many, and what they cost together."""
        sums = self.filterset.qs.order_by().aggregate(
            euro=Sum("plan_price", filter=Q(plan_year__isnull=False)), missing=Count("pk", filter=missing_price())
        )
        words = f"{super().result_in_words()}, zusammen {euro(sums['euro'] or Decimal(0))}"
        return f"{words}, {cells.number(sums['missing'])} ohne Preis" if sums["missing"] else words


class PlannedDevices(PlannedList):
    """Devices of the plan; some or all that are listed can be planned otherwise together."""

    model = Device
    table_class = PlannedDeviceTable
    filterset_class = PlannedDeviceFilter
    template_name = "replacements/devices.html"
    page_title = "Ersatzplanung: Geräte"

    def get_rows(self) -> QuerySet[Any]:
        return self.planned_devices()

    def get_table_options(self) -> dict[str, Any]:
        exclude = () if self.may_plan else ("select",)
        return {**super().get_table_options(), "exclude": exclude}

    @property
    def may_plan(self) -> bool:
        """Whether this person decides about devices."""
        return bool(self.request.user.has_perm("replacements.change_plannedreplacement"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_plan=self.may_plan, most_at_once=MOST_AT_ONCE, **kwargs)


class PlannedItems(PlannedList):
    """Infrastructure of the plan."""

    model = InfrastructureItem
    table_class = PlannedItemTable
    filterset_class = PlannedItemFilter
    page_title = "Ersatzplanung: Zentrale Infrastruktur"

    def get_rows(self) -> QuerySet[Any]:
        return self.planned_items()


class PlannedThingPage(WithTerms, DetailPage):
    """Why one thing is due, what a new one will cost, and what was decided about it."""

    permission_required = "replacements.view_plannedreplacement"
    field: str  # of the actions
    decide_name: str
    withdraw_name: str

    def get_subtitle(self) -> str:
        return str(self.object.model or "")

    def get_sections(self) -> list[Section]:
        return [Section("Geplant", self._plan()), self._reasons(), self._decision()]

    def get_actions(self) -> list[Link]:
        if not self.request.user.has_perm("replacements.change_plannedreplacement"):
            return []
        pk, decision = self.object.pk, decision_on(self.object)
        words = "Planung ändern" if decision else "Anders planen"
        actions = [Link(words, reverse(self.decide_name, args=[pk]), "edit")]
        if decision:
            seen = {"seen": mark_of(**{self.field: [self.object]})}
            actions.append(Link("Wieder wie berechnet", reverse(self.withdraw_name, args=[pk]), "undo", post=seen))
        return actions

    def _plan(self) -> list[Property]:
        row, decision = self.object, decision_on(self.object)
        if decision is not None and decision.is_kept:
            return [Property("Jahr", "wird nicht ersetzt"), Property("Grund", decision.reason)]
        if row.plan_year is None:
            return [Property("Jahr", "nicht bekannt, weil kein Grund mit einem Tag eingetragen ist")]
        reason = deciding(reasons_of(known_of(row, self.terms)))
        _, source = estimated(prices_of(row, self.terms), year=max(row.plan_year, self.today.year))
        year = f"{row.plan_year} (überfällig)" if row.plan_year < self.today.year else str(row.plan_year)
        is_moved = bool(decision and decision.year)
        because = decision.reason if decision and is_moved else (reason.words if reason else "")
        return [
            Property("Jahr", year),
            Property("Maßgeblich", because),
            Property("Geschätzter Preis", euro(row.plan_price) or source.label),
            Property("Herkunft des Preises", source.label),
        ]

    def _reasons(self) -> Section:
        reasons = reasons_of(known_of(self.object, self.terms))
        first = deciding(reasons)
        rows = [
            (
                reason.words,
                cells.day(reason.on),
                reason.why_not or ("maßgeblich" if reason is first else "später als der maßgebliche"),
            )
            for reason in reasons
        ]
        hint = "Es ist weder ein Beginn der Nutzung noch ein anderer Tag eingetragen."
        return Section("Berechnete Gründe", headings=("Grund", "Tag", "Zählt"), rows=rows, hint=hint)

    def _decision(self) -> Section:
        row = decision_on(self.object)
        if row is None:
            return Section("Abweichende Planung", hint="Es gilt, was berechnet ist.")
        return Section(
            "Abweichende Planung",
            [
                Property("Entscheidung", str(row)),
                Property("Begründung", row.reason),
                Property("Entschieden am", cells.moment(row.decided_at)),
                Property("von", str(row.decided_by)),
            ],
        )

    def _changes(self) -> list[Link]:
        """The change history of the decision."""
        row = decision_on(self.object)
        if row is None or not may_read_history(signed_in(self.request), type(row)):
            return []
        return [
            Link("Verlauf der Planung", reverse("history:changes", args=[row._meta.label_lower, row.pk]), "history")
        ]


class PlannedDevicePage(PlannedThingPage):
    """A device in the plan."""

    model = Device
    parent = ("Ersatzplanung: Geräte", "replacements:devices")
    field = "devices"
    decide_name, withdraw_name = "replacements:decide_device", "replacements:withdraw_device"

    def get_rows(self) -> QuerySet[Any]:
        return self.planned_devices().select_related("planned_replacement__decided_by")

    def get_title(self) -> str:
        return f"Ersatz von {self.object.model.get_kind_display()} {self.object}"

    def get_links(self) -> list[Link]:
        return [Link("Seite des Geräts", self.object.get_absolute_url(), "computer"), *self._changes()]


class PlannedItemPage(PlannedThingPage):
    """A piece of infrastructure in the plan."""

    model = InfrastructureItem
    parent = ("Ersatzplanung: Zentrale Infrastruktur", "replacements:items")
    field = "items"
    decide_name, withdraw_name = "replacements:decide_item", "replacements:withdraw_item"

    def get_rows(self) -> QuerySet[Any]:
        return self.planned_items().select_related("planned_replacement__decided_by")

    def get_title(self) -> str:
        return f"Ersatz von {self.object.get_kind_display()} {self.object}"

    def get_links(self) -> list[Link]:
        return [Link("Seite des Elements", self.object.get_absolute_url(), "domain"), *self._changes()]

"""The central infrastructure: the list, one item, and the steps of its life."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils import timezone

from accounts.signed_in import signed_in
from ui import cells
from ui.bulk import BulkBar
from ui.pages import DetailPage, Link, ListPage, Property, Section
from workstations.actions import change_infrastructure_state
from workstations.actions.taking_in import MOST_AT_ONCE
from workstations.filters import InfrastructureFilter
from workstations.forms.bulk import ITEM_STEPS
from workstations.forms.states import InfrastructureDispose, InfrastructureRepair, StateChange
from workstations.lifecycle import STEPS, State, steps_from
from workstations.models import DataErasure, Disposal, InfrastructureItem
from workstations.tables import InfrastructureTable, state_badge, system_with_support
from workstations.views.devices import erasure_section
from workstations.views.steps import StateChangePage


def infrastructure_steps(row: InfrastructureItem) -> list[Link]:
    """A button for every step that can be taken now; what needs an answer or ends something asks first."""
    url = reverse("workstations:infrastructure_state", args=[row.pk])
    links = []
    for step in steps_from(State(row.state)):
        values = {"state": step.leads_to.value, "seen": row.state}
        asks = step.is_final or step.leads_to in (State.IN_REPAIR, State.RETIRED)
        links.append(
            Link(step.words, f"{url}?state={step.leads_to.value}" if asks else url, step.icon, post=None if asks else values)
        )  # fmt: skip
    return links


def infrastructure_rows(request: HttpRequest) -> QuerySet[InfrastructureItem]:
    """The infrastructure that a person may see, with what a row shows."""
    rows = InfrastructureItem.objects.visible_to(signed_in(request))
    return rows.select_related("model__operating_system", "provider", "site", "room", "operating_system")


def listed_infrastructure(
    request: HttpRequest, query: QueryDict
) -> tuple[InfrastructureFilter, QuerySet[InfrastructureItem]]:
    """The filters of an address of the list and all its rows, in the order in which the page shows them."""
    filterset = InfrastructureFilter(query, queryset=infrastructure_rows(request), request=request)
    table = InfrastructureTable(filterset.qs, today=timezone.localdate())
    table.sort(query.getlist("sort"))
    return filterset, table.sorted_rows()


class InfrastructureList(ListPage):
    """The central infrastructure, for staff."""

    permission_required = "workstations.view_infrastructureitem"
    model = InfrastructureItem
    table_class = InfrastructureTable
    filterset_class = InfrastructureFilter
    page_title = "Zentrale Infrastruktur"

    def get_rows(self) -> QuerySet[InfrastructureItem]:
        return infrastructure_rows(self.request)

    @property
    def may_step(self) -> bool:
        """Whether this person may bring infrastructure into another state."""
        return self.request.user.has_perm("workstations.change_infrastructureitem")

    def get_table_options(self) -> dict[str, Any]:
        return {"today": timezone.localdate(), "exclude": [] if self.may_step else ["select"]}

    def get_bulk(self) -> BulkBar | None:
        if not self.may_step:
            return None
        return BulkBar(reverse("workstations:infrastructure_at_once"), "Element", "Elemente", ITEM_STEPS, MOST_AT_ONCE)


class InfrastructureDetail(DetailPage):
    """One piece of central infrastructure."""

    permission_required = "workstations.view_infrastructureitem"
    model = InfrastructureItem
    template_name = "workstations/item.html"
    parent = ("Zentrale Infrastruktur", "workstations:infrastructure")

    def get_rows(self) -> QuerySet[InfrastructureItem]:
        return infrastructure_rows(self.request)

    def get_title(self) -> str:
        return self.object.name

    def get_subtitle(self) -> str:
        return self.object.inventory_number

    def get_sections(self) -> list[Section]:
        row = self.object
        properties = [
            Property("Art", row.get_kind_display()),
            Property("Modell", str(row.model or "")),
            Property("Unternehmen", row.provider.name),
            Property("Standort", row.site.name),
            Property("Raum", row.room.name if row.room else ""),
            Property("Betriebssystem", system_with_support(row.system, timezone.localdate())),
            Property("Seriennummer", row.serial_number),
            Property("Platz", row.position),
            Property("Leitungsanbieter", row.carrier),
            Property("Leitungsnummer", row.line_number),
            Property("Bandbreite", f"{cells.number(row.bandwidth_mbit)} Mbit/s" if row.bandwidth_mbit else ""),
            Property("Beschafft am", cells.day(row.purchased_on) if row.purchased_on else ""),
            Property("Garantie bis", cells.day(row.warranty_until) if row.warranty_until else ""),
            Property("In Betrieb seit", cells.day(row.in_service_on) if row.in_service_on else ""),
            Property("In Reparatur bei", row.repaired_by),
            Property("Ausgemustert am", cells.day(row.retired_on) if row.retired_on else ""),
            Property("Abgegeben am", cells.day(row.disposed_on) if row.disposed_on else ""),
            Property("Verbleib", row.get_disposal_display()),
            Property("Bemerkung", row.note),
        ]
        erased = DataErasure.objects.visible_to(signed_in(self.request)).filter(item=row)
        return [Section("Angaben", [one for one in properties if one.value]), erasure_section(erased)]

    def get_actions(self) -> list[Link]:
        if not self.request.user.has_perm("workstations.change_infrastructureitem"):
            return []
        return infrastructure_steps(self.object)

    def get_links(self) -> list[Link]:
        node, user, links = ["item", self.object.pk], self.request.user, []
        if user.has_perm("dependencies.view_relation"):
            links.append(Link("Was fällt mit ihm aus?", reverse("dependencies:impact", args=node), "account_tree"))
            links.append(Link("Wovon hängt es ab?", reverse("dependencies:needs", args=node), "account_tree"))
        if user.has_perm("continuity.view_protectiondeviation"):
            links.append(Link("Schutzbedarf", reverse("continuity:item", args=[self.object.pk]), "shield"))
        if user.has_perm("replacements.view_plannedreplacement"):
            url = reverse("replacements:item", args=[self.object.pk])
            links.append(Link("Ersatzplanung", url, "published_with_changes"))
        return links

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(state=state_badge(self.object.state), **kwargs)


class InfrastructureState(StateChangePage):
    """A step in the life of a piece of infrastructure."""

    permission_required = "workstations.change_infrastructureitem"
    model = InfrastructureItem
    form_class = StateChange
    page_name = "workstations:infrastructure_item"

    def get_form_class(self) -> type[StateChange]:
        if self.wanted == State.IN_REPAIR:
            return InfrastructureRepair
        return InfrastructureDispose if self.wanted == State.DISPOSED else StateChange

    def get_form_kwargs(self) -> dict[str, Any]:
        known = {"item": self.object, "day": timezone.localdate()} if self.wanted == State.DISPOSED else {}
        return {**super().get_form_kwargs(), **known}

    def perform(self, form: Any) -> None:
        data = form.cleaned_data
        self.object.state = data["seen"]  # the action refuses when the row has moved on since
        change_infrastructure_state(
            item=self.object,
            state=State(data["state"]),
            repaired_by=data.get("repaired_by", ""),
            disposal=Disposal(data["disposal"]) if data.get("disposal") else None,
            erasure=form.erasure if isinstance(form, InfrastructureDispose) else None,
            by=signed_in(self.request),
            on=timezone.localdate(),
        )

    def get_words(self, wanted: str) -> tuple[str, str]:
        step = next((step for step in STEPS if step.leads_to == wanted), None)
        if step is None:
            return "Zustand ändern", ""
        return step.words, "Das lässt sich nicht zurücknehmen." if step.is_final else ""

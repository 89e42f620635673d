"""Pages of workstations and of the central infrastructure, and the steps of their life."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.signed_in import signed_in
from ui import cells
from ui.pages import ActionPage, DetailPage, Link, ListPage, Property, Section, filtered
from workstations.actions import change_infrastructure_state, change_workstation_state
from workstations.filters import InfrastructureFilter, WorkstationFilter
from workstations.forms import StateChange
from workstations.lifecycle import STEPS, State
from workstations.models import Device, InfrastructureItem, Workstation
from workstations.tables import InfrastructureTable, WorkstationTable, state_badge, system_with_support

STEP_WORDS = {
    State.IN_STOCK: ("Ins Lager nehmen", "inventory_2"),
    State.IN_SERVICE: ("In Betrieb nehmen", "play_arrow"),
    State.IN_REPAIR: ("In Reparatur geben", "build"),
    State.RETIRED: ("Ausmustern", "archive"),
}


def steps(row: Workstation | InfrastructureItem, url_name: str) -> list[Link]:
    """A button for every state that may follow; retiring asks first, since nothing leads back."""
    url = reverse(url_name, args=[row.pk])
    links = []
    for state in STEPS[State(row.state)]:
        values = {"state": state.value, "seen": row.state}
        words, icon = STEP_WORDS[state]
        asks = state == State.RETIRED
        links.append(Link(words, f"{url}?state={state.value}" if asks else url, icon, post=None if asks else values))
    return links


class WorkstationList(ListPage):
    """Workstations; an authority sees its own."""

    permission_required = "workstations.view_workstation"
    model = Workstation
    table_class = WorkstationTable
    filterset_class = WorkstationFilter
    page_title = "IT-Arbeitsplätze"

    def get_rows(self) -> QuerySet[Workstation]:
        rows = Workstation.objects.visible_to(signed_in(self.request))
        return rows.select_related("authority", "site", "room", "used_by", "operating_system")

    def get_table_options(self) -> dict[str, Any]:
        return {"today": timezone.localdate(), "exclude": () if self.is_for_staff else ("authority",)}


class WorkstationDetail(DetailPage):
    """One workstation: where it stands, who uses it, which devices belong to it."""

    permission_required = "workstations.view_workstation"
    model = Workstation
    template_name = "workstations/item.html"
    parent = ("IT-Arbeitsplätze", "workstations:workstations")

    def get_rows(self) -> QuerySet[Workstation]:
        rows = Workstation.objects.visible_to(signed_in(self.request))
        return rows.select_related("authority", "site", "room", "used_by", "operating_system")

    def get_title(self) -> str:
        return f"Arbeitsplatz {self.object.inventory_number}"

    def get_subtitle(self) -> str:
        return self.object.name

    def get_sections(self) -> list[Section]:
        return [Section("Angaben", self._properties()), self._devices()]

    def get_links(self) -> list[Link]:
        pk, links = self.object.pk, []
        if self.is_for_staff:
            links.append(
                Link("Meldungen zu diesem Arbeitsplatz", filtered("tickets:queue", view="all", workstation=pk), "inbox")
            )
        else:
            links.append(
                Link("Störung an diesem Arbeitsplatz melden", filtered("portal:report", workstation=pk), "bolt")
            )
        others = filtered("workstations:workstations", authority=self.object.authority_id)
        return [*links, Link("Alle Arbeitsplätze der Behörde", others, "computer")]

    def get_actions(self) -> list[Link]:
        if not self.request.user.has_perm("workstations.change_workstation"):
            return []
        return steps(self.object, "workstations:workstation_state")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(state=state_badge(self.object.state), **kwargs)

    def _properties(self) -> list[Property]:
        row = self.object
        person = str(row.used_by) if row.used_by else ""
        if person and self.request.user.has_perm("customers.view_contact"):
            person = cells.link(reverse("customers:contact", args=[row.used_by_id]), person)
        properties = [
            Property("Rechnername", row.name),
            Property(
                "Behörde", cells.link(reverse("dashboards:authority", args=[row.authority_id]), row.authority.name)
            ),
            Property("Standort", row.site.name if row.site else ""),
            Property("Raum", row.room.name if row.room else ""),
            Property("Genutzt von", person),
            Property("Betriebssystem", system_with_support(row.operating_system, timezone.localdate())),
            Property("Netz", row.get_network_display()),
            Property("In Betrieb seit", cells.day(row.in_service_on) if row.in_service_on else ""),
        ]
        return [*properties, Property("Bemerkung", row.note)] if self.is_for_staff else properties

    def _devices(self) -> Section:
        devices = Device.objects.visible_to(signed_in(self.request)).filter(workstation=self.object)
        rows = [
            (
                device.get_kind_display(),
                f"{device.manufacturer} {device.model_name}".strip(),
                device.serial_number,
                cells.day(device.purchased_on) if device.purchased_on else "",
                cells.day(device.warranty_until) if device.warranty_until else "",
            )
            for device in devices
        ]
        headings = ("Art", "Modell", "Seriennummer", "Beschafft am", "Garantie bis")
        return Section("Geräte", headings=headings, rows=rows, hint="Diesem Arbeitsplatz ist kein Gerät zugeordnet.")


class InfrastructureList(ListPage):
    """The central infrastructure, for staff."""

    permission_required = "workstations.view_infrastructureitem"
    model = InfrastructureItem
    table_class = InfrastructureTable
    filterset_class = InfrastructureFilter
    page_title = "Zentrale Infrastruktur"

    def get_rows(self) -> QuerySet[InfrastructureItem]:
        rows = InfrastructureItem.objects.visible_to(signed_in(self.request))
        return rows.select_related("provider", "site", "room", "operating_system")

    def get_table_options(self) -> dict[str, Any]:
        return {"today": timezone.localdate()}


class InfrastructureDetail(DetailPage):
    """One piece of central infrastructure."""

    permission_required = "workstations.view_infrastructureitem"
    model = InfrastructureItem
    template_name = "workstations/item.html"
    parent = ("Zentrale Infrastruktur", "workstations:infrastructure")

    def get_rows(self) -> QuerySet[InfrastructureItem]:
        rows = InfrastructureItem.objects.visible_to(signed_in(self.request))
        return rows.select_related("provider", "site", "room", "operating_system")

    def get_title(self) -> str:
        return self.object.name

    def get_subtitle(self) -> str:
        return self.object.inventory_number

    def get_sections(self) -> list[Section]:
        row = self.object
        properties = [
            Property("Art", row.get_kind_display()),
            Property("Unternehmen", row.provider.name),
            Property("Standort", row.site.name),
            Property("Raum", row.room.name if row.room else ""),
            Property("Betriebssystem", system_with_support(row.operating_system, timezone.localdate())),
            Property("In Betrieb seit", cells.day(row.in_service_on) if row.in_service_on else ""),
            Property("Bemerkung", row.note),
        ]
        return [Section("Angaben", properties)]

    def get_actions(self) -> list[Link]:
        if not self.request.user.has_perm("workstations.change_infrastructureitem"):
            return []
        return steps(self.object, "workstations:infrastructure_state")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(state=state_badge(self.object.state), **kwargs)


class StateChangePage(ActionPage):
    """Brings a thing into its next state; asks first when opened instead of posted."""

    template_name = "ui/confirm.html"
    form_class = StateChange
    page_name: str

    def get_initial(self) -> dict[str, Any]:
        return {"state": self.request.GET.get("state", ""), "seen": self.object.state}

    def get_success_url(self) -> str:
        return reverse(self.page_name, args=[self.object.pk])

    def get_back_url(self) -> str:
        return self.get_success_url()

    def get_success_message(self) -> str:
        return f"{self.object}: {State(self.object.state).label}."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wanted = self.request.POST.get("state") or self.request.GET.get("state")
        words = next((words for state, (words, _) in STEP_WORDS.items() if state == wanted), "Zustand ändern")
        is_final = wanted == State.RETIRED
        return super().get_context_data(
            page_title=f"{self.object}: {words}?",
            submit_label=words,
            is_dangerous=is_final,
            question="Das lässt sich nicht zurücknehmen." if is_final else "",
            **kwargs,
        )


class WorkstationState(StateChangePage):
    """A step in the life of a workstation."""

    permission_required = "workstations.change_workstation"
    model = Workstation
    page_name = "workstations:workstation"

    def perform(self, form: StateChange) -> None:
        self.object.state = form.cleaned_data["seen"]  # the action refuses when the row has moved on since
        wanted = State(form.cleaned_data["state"])
        change_workstation_state(
            workstation=self.object, state=wanted, by=signed_in(self.request), on=timezone.localdate()
        )


class InfrastructureState(StateChangePage):
    """A step in the life of a piece of infrastructure."""

    permission_required = "workstations.change_infrastructureitem"
    model = InfrastructureItem
    page_name = "workstations:infrastructure_item"

    def perform(self, form: StateChange) -> None:
        self.object.state = form.cleaned_data["seen"]  # the action refuses when the row has moved on since
        wanted = State(form.cleaned_data["state"])
        change_infrastructure_state(item=self.object, state=wanted, by=signed_in(self.request), on=timezone.localdate())

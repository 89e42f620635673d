"""Devices: the list and one device."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.signed_in import signed_in
from ui import cells
from ui.bulk import BulkBar
from ui.pages import DetailPage, Link, ListPage, Property, Section, filtered
from workstations.actions.taking_in import MOST_AT_ONCE
from workstations.filters import DeviceFilter
from workstations.forms.bulk import DEVICE_STEPS
from workstations.lifecycle import State
from workstations.models import DataErasure, Device, Loan
from workstations.tables import DeviceTable, loan_badge, state_badge, system_with_support
from workstations.views.delivery import delivery_link
from workstations.views.device_steps import device_steps
from workstations.views.merging import duplicates_link, merge_link

RELATED = (
    "model__operating_system", "authority", "provider", "lease", "workstation", "held_by", "site", "room", "stored_at",
    "operating_system",
)  # fmt: skip


MOST_LOANS = 5


def device_rows(request: HttpRequest) -> QuerySet[Device]:
    """The devices that a person may see, with what a row shows."""
    return Device.objects.visible_to(signed_in(request)).select_related(*RELATED)


def listed_devices(request: HttpRequest, query: QueryDict) -> tuple[DeviceFilter, QuerySet[Device]]:
    """The filters of an address of the list and all its rows, in the order in which the page shows them."""
    filterset = DeviceFilter(query, queryset=device_rows(request), request=request)
    table = DeviceTable(filterset.qs, today=timezone.localdate())
    table.sort(query.getlist("sort"))
    return filterset, table.sorted_rows()


class DeviceList(ListPage):
    """Devices; an authority sees its own, people theirs."""

    permission_required = "workstations.view_device"
    model = Device
    table_class = DeviceTable
    filterset_class = DeviceFilter
    page_title = "Geräte"
    empty_text = "Noch ist kein Gerät eingetragen."

    def get_rows(self) -> QuerySet[Device]:
        return device_rows(self.request)

    @property
    def may_step(self) -> bool:
        """Whether this person may move devices."""
        return self.request.user.has_perm("workstations.change_device")

    def get_table_options(self) -> dict[str, Any]:
        exclude = [] if self.is_for_staff else ["authority"]
        return {"today": timezone.localdate(), "exclude": exclude if self.may_step else [*exclude, "select"]}

    def get_actions(self) -> list[Link]:
        links = []
        if self.request.user.has_perm("workstations.add_device"):
            links.append(Link("Geräte aufnehmen", reverse("workstations:take_in"), "add"))
        links += delivery_link(self.request.user)
        if self.is_for_staff:
            shown = self.request.GET.urlencode()
            links.append(Link("Etiketten drucken", f"{reverse('handovers:labels')}?all=devices&{shown}", "label"))
        return [*links, *duplicates_link(signed_in(self.request))]

    def get_bulk(self) -> BulkBar | None:
        if not self.may_step:
            return None
        labels = Link("Etiketten", reverse("handovers:labels_of_ticked_devices"), "label")
        return BulkBar(
            reverse("workstations:devices_at_once"), "Gerät", "Geräte", DEVICE_STEPS, MOST_AT_ONCE, others=[labels]
        )


class DeviceDetail(DetailPage):
    """One device: what it is, whose it is, where it is, and what was done with it."""

    permission_required = "workstations.view_device"
    model = Device
    template_name = "workstations/item.html"
    parent = ("Geräte", "workstations:devices")

    def get_rows(self) -> QuerySet[Device]:
        return device_rows(self.request)

    def get_actions(self) -> list[Link]:
        """The steps that can be taken; what is lent comes back by its loan."""
        row, user = self.object, signed_in(self.request)
        lent = row.loans.visible_to(user).handed_out().first() if row.is_for_loan else None
        if lent and user.has_perm("workstations.change_loan"):
            return [Link("Zurücknehmen", reverse("workstations:take_back", args=[lent.pk]), "undo")]
        links = device_steps(row, user)
        if row.state == State.ORDERED:
            links = [*delivery_link(user, device=row.pk), *links]
        if row.lease and row.lease.may_be_swapped and self._stands_somewhere and links:
            links.append(Link("Gerät tauschen", reverse("workstations:swap_leased", args=[row.pk]), "swap_horiz"))
        if row.is_for_loan and user.has_perm("workstations.add_loan"):
            links.insert(0, Link("Reservieren", filtered("workstations:reserve", device=row.pk), "event"))
        return links

    @property
    def _stands_somewhere(self) -> bool:
        row = self.object
        is_used = row.state in (State.IN_SERVICE, State.IN_REPAIR)
        return is_used and bool(row.workstation_id or row.held_by_id or row.site_id)

    def get_title(self) -> str:
        return f"{self.object.model.get_kind_display()} {self.object}"

    def get_subtitle(self) -> str:
        return str(self.object.model)

    def get_sections(self) -> list[Section]:
        return [
            Section("Wo es ist", _known(self._place())),
            Section("Was es ist", _known(self._facts())),
            Section("Beschaffung", _known(self._purchase())),
            self._loans(),
            erasure_section(DataErasure.objects.visible_to(signed_in(self.request)).filter(device=self.object)),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(state=state_badge(self.object.state), **kwargs)

    def get_links(self) -> list[Link]:
        row, user = self.object, signed_in(self.request)
        if not self.is_for_staff:
            return []
        links = [Link("Alle Geräte dieses Modells", filtered("workstations:devices", model=row.model_id), "computer")]
        if row.authority_id is not None:
            others = filtered("workstations:devices", authority=row.authority_id)
            links.append(Link("Alle Geräte der Behörde", others, "computer"))
        return [*self._further_pages(), *links, *merge_link(user, row)]

    def _further_pages(self) -> list[Link]:
        """What the floors above know of it: hand-overs, reports of agents, the year of its replacement."""
        pk, user, links = self.object.pk, self.request.user, []
        if user.has_perm("handovers.add_handover") and self.object.state in (State.IN_STOCK, State.IN_SERVICE):
            is_issue = self.object.state == State.IN_STOCK
            words = "Mit Unterschrift ausgeben" if is_issue else "Mit Unterschrift zurücknehmen"
            url = filtered("handovers:new", device=pk, direction="issue" if is_issue else "return")
            links.append(Link(words, url, "edit"))
        if user.has_perm("handovers.view_handover"):
            links.append(Link("Übergaben dieses Geräts", filtered("handovers:handovers", device=pk), "description"))
        links.append(Link("Etikett drucken", filtered("handovers:labels", device=pk), "label"))
        if user.has_perm("inventory.view_installedsoftware"):
            links.append(Link("Meldungen und Programme", reverse("inventory:device", args=[pk]), "laptop_windows"))
        if user.has_perm("replacements.view_plannedreplacement"):
            links.append(Link("Ersatzplanung", reverse("replacements:device", args=[pk]), "published_with_changes"))
        return links

    def _place(self) -> list[Property]:
        row, user = self.object, self.request.user
        person = str(row.held_by) if row.held_by else ""
        if person and user.has_perm("customers.view_contact"):
            person = cells.link(reverse("customers:contact", args=[row.held_by_id]), person)
        place = str(row.workstation or "")
        if row.workstation_id:
            place = cells.link(reverse("dashboards:workstation", args=[row.workstation_id]), place)
        stock = ", ".join(filter(None, [row.stored_at.name if row.stored_at else "", row.shelf]))
        owner = row.provider.name if row.provider else ("geleast" if row.is_leased else "der Behörde")
        return [
            Property("Behörde", self._authority()),
            Property("Eigentum", owner),
            Property("IT-Arbeitsplatz", place),
            Property("Ausgegeben an", person),
            Property("Standort", row.site.name if row.site else ""),
            Property("Raum", row.room.name if row.room else ""),
            Property("Lager", stock),
            Property("In Reparatur bei", row.repaired_by),
            Property("In Betrieb seit", cells.day(row.in_service_on) if row.in_service_on else ""),
            Property("Ausgemustert am", cells.day(row.retired_on) if row.retired_on else ""),
            Property("Abgegeben am", cells.day(row.disposed_on) if row.disposed_on else ""),
            Property("Verbleib", row.get_disposal_display()),
        ]

    def _authority(self) -> str:
        row = self.object
        if row.authority is None:
            return "Reserve des Service"
        return cells.link(reverse("dashboards:authority", args=[row.authority_id]), row.authority.name)

    def _facts(self) -> list[Property]:
        row = self.object
        facts = [
            Property("Seriennummer", row.serial_number),
            Property("Rechnername", row.host_name),
            Property("Betriebssystem", system_with_support(row.system, timezone.localdate())),
            Property("Prozessor", row.processor),
            Property("Arbeitsspeicher", f"{cells.number(row.memory_mib / 1024)} GiB" if row.memory_mib else ""),
            Property("Datenspeicher", f"{cells.number(row.storage_gib)} GiB" if row.storage_gib else ""),
        ]
        if not self.is_for_staff:
            return facts
        return [
            *facts,
            Property("UUID", row.uuid),
            Property("MAC-Adressen", ", ".join(row.mac_addresses)),
            Property("Zuletzt gemeldet", cells.moment(row.last_seen_at) if row.last_seen_at else ""),
            Property("Bemerkung", row.note),
        ]

    def _purchase(self) -> list[Property]:
        row = self.object
        may_read = row.lease is not None and self.request.user.has_perm("workstations.view_lease")
        lease = cells.link(row.lease.get_absolute_url(), str(row.lease)) if row.lease and may_read else ""
        return [
            Property("Beschafft am", cells.day(row.purchased_on) if row.purchased_on else ""),
            Property("Garantie bis", cells.day(row.warranty_until) if row.warranty_until else ""),
            Property("Preis", f"{cells.number(row.price, 2)} €" if row.price is not None and self.is_for_staff else ""),
            Property("Leasingvertrag", lease),
        ]

    def _loans(self) -> Section:
        if not self.request.user.has_perm("workstations.view_loan"):
            return Section("Ausleihen")
        today = timezone.localdate()
        rows = Loan.objects.visible_to(signed_in(self.request)).filter(device=self.object).order_by("-starts_on", "pk")
        shown = [
            (cells.link(row.get_absolute_url(), str(row)), row.authority.short_name, loan_badge(row.standing(today)))
            for row in rows.select_related("authority")[:MOST_LOANS]
        ]
        hint = "Noch ist es für niemanden reserviert." if self.object.is_for_loan else ""
        return Section("Ausleihen", headings=("Zeitraum", "Behörde", "Stand"), rows=shown, hint=hint)


def _known(properties: list[Property]) -> list[Property]:
    """Only what is known: of a device that lies in stock no room is missing."""
    return [row for row in properties if row.value]


def erasure_section(rows: QuerySet[DataErasure]) -> Section:
    """The proofs that data were erased."""
    shown = [
        (cells.day(row.erased_on), row.get_method_display(), row.carried_out_by, row.protocol_number, _validity(row))
        for row in rows
    ]
    headings = ("Am", "Verfahren", "Ausgeführt von", "Nachweis", "Gilt")
    return Section("Datenlöschung", headings=headings, rows=shown)


def _validity(row: DataErasure) -> SafeString | str:
    if row.outdated_on is None:
        return "ja"
    return format_html("nein, am {} wieder in Betrieb", cells.day(row.outdated_on))

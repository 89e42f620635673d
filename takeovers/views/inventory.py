"""Pages of the inventory of the day on which operation changes hands, and of what deviates from it since."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from accounts.signed_in import signed_in
from takeovers import actions
from takeovers.deviations import Deviations, Now, deviations
from takeovers.forms import ItemForm
from takeovers.models import InventorySnapshot, SnapshotItem
from takeovers.stock import place_of, workstations_of
from takeovers.views.changing import AsksForDay, ForEitherSide, OfScope
from ui import cells
from ui.forms import KernForm
from ui.pages import ActionPage, DetailPage, Link, Property

MOST_SHOWN = 200


class TakeInventory(AsksForDay, OfScope):
    """The workstations are copied as they are on record now."""

    page_title = "Bestand aufnehmen"
    day_label = "Stichtag"
    question = (
        "Die IT-Arbeitsplätze der Behörde werden so festgehalten, wie sie jetzt eingetragen sind. "
        "Bis zur Bestätigung können Sie das wiederholen."
    )
    submit_label = "Aufnehmen"
    success_message = "Der Bestand ist aufgenommen. Bitte prüfen und bestätigen Sie ihn."

    def get_initial(self) -> dict[str, Any]:
        return {"day": self.object.planned_on or timezone.localdate()}

    def perform(self, form: Any) -> None:
        day = form.cleaned_data["day"]
        self.snapshot = actions.take_inventory(
            scope=self.object, effective_on=day, by=signed_in(self.request), now=timezone.now()
        )

    def get_success_url(self) -> str:
        return self.snapshot.get_absolute_url()


class SnapshotPage(DetailPage):
    """An inventory with its workstations, and how today deviates from it."""

    permission_required = "takeovers.view_inventorysnapshot"
    model = InventorySnapshot
    template_name = "takeovers/snapshot.html"
    parent = ("Aufnahmen und Austritte", "takeovers:cases")

    def get_rows(self) -> Any:
        rows = InventorySnapshot.objects.visible_to(signed_in(self.request))
        return rows.select_related("authority", "case_scope__case", "signed_off_by")

    def get_title(self) -> str:
        return f"Bestand zum {self.object.effective_on:%d.%m.%Y}: {self.object.authority.name}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        snapshot, user = self.object, signed_in(self.request)
        items = list(SnapshotItem.objects.visible_to(user).filter(snapshot=snapshot))
        today = self._today()
        may_keep = self.is_for_staff and user.has_perm("takeovers.change_takeovercase")
        is_open = snapshot.signed_off_on is None
        return super().get_context_data(
            properties=self._properties(),
            items=items[:MOST_SHOWN],
            is_cut=len(items) > MOST_SHOWN,
            deviations=deviations(items, today) if items else Deviations((), (), (), 0),
            has_items=bool(items),
            count_today=len(today),
            difference=len(today) - snapshot.taken_over,
            may_mark=may_keep and is_open,
            may_sign=is_open and bool(items) and (may_keep or not self.is_for_staff),
            **kwargs,
        )

    def _today(self) -> list[Now]:
        """The workstations in use today that belong to the same scope."""
        rows = workstations_of(self.object.authority_id, self.object.scope)
        return [Now(row.inventory_number, row.name, place_of(row)) for row in rows]

    def _properties(self) -> list[Property]:
        row = self.object
        signed = str(row.signed_off_by) if row.signed_off_by else ""
        rows = [
            Property("Aufgabe", row.get_scope_display()),
            Property("Stichtag", cells.day(row.effective_on)),
            Property("Vorgefunden", cells.number(row.counted)),
            Property("Übernommen", f"{cells.number(row.taken_over)} von {cells.number(row.counted)}"),
            Property("Bestätigt", cells.day(row.signed_off_on) if row.signed_off_on else "noch nicht"),
        ]
        if signed:
            rows.append(Property("von", signed))
        if row.note:
            rows.append(Property("Bemerkung", row.note))
        if row.source:
            rows.append(Property("Quelle", f"{row.source} ({row.get_certainty_display()})"))
        return rows

    def get_links(self) -> list[Link]:
        scope = self.object.case_scope
        links = [Link("Behörde", self.object.authority.get_absolute_url(), "apartment")]
        if scope:
            links.insert(0, Link("Zum Vorhaben", scope.case.get_absolute_url(), "flag"))
        return links


class OfSnapshot(ForEitherSide):
    """Something that is done with an inventory."""

    permission_required = "takeovers.view_inventorysnapshot"
    model = InventorySnapshot

    def get_rows(self) -> Any:
        return InventorySnapshot.objects.visible_to(signed_in(self.request)).select_related(
            "authority", "case_scope__case"
        )

    def get_breadcrumb(self) -> list[Link]:
        return [
            Link("Aufnahmen und Austritte", reverse("takeovers:cases")),
            Link(str(self.object), self.get_back_url()),
        ]


class SignOff(OfSnapshot):
    """The inventory is confirmed."""

    form_class = KernForm
    page_title = "Bestand bestätigen"
    question = "Danach bleibt die Aufnahme, wie sie ist; spätere Abweichungen werden gegen sie gezeigt."
    submit_label = "Bestätigen"
    success_message = "Der Bestand ist bestätigt."

    def perform(self, form: Any) -> InventorySnapshot:
        return actions.sign_off(
            snapshot=self.object, on=timezone.localdate(), by=signed_in(self.request), now=timezone.now()
        )


class MarkItem(ActionPage):
    """Whether a workstation is taken over."""

    permission_required = "takeovers.change_takeovercase"
    model = SnapshotItem
    form_class = ItemForm
    page_title = "Arbeitsplatz der Aufnahme"
    success_message = "Die Angabe ist gespeichert."

    def get_rows(self) -> Any:
        return SnapshotItem.objects.visible_to(signed_in(self.request)).select_related("snapshot")

    def get_initial(self) -> dict[str, Any]:
        return {"is_taken_over": self.object.is_taken_over, "reason": self.object.reason}

    def perform(self, form: Any) -> None:
        actions.mark_item(item=self.object, **form.cleaned_data, by=signed_in(self.request))

    def get_success_url(self) -> str:
        return self.get_back_url()

    def get_back_url(self) -> str:
        return str(self.object.snapshot.get_absolute_url())

"""What the agent of a device says of it, what people keep against that, and its last reports."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from accounts.signed_in import signed_in
from inventory import actions
from inventory.actions.locking import MAY_CHANGE, newest_report
from inventory.comparing import known_of, screens_of
from inventory.forms import ChangeField
from inventory.models import FieldLock, InstalledSoftware, InventoryReport, KnownField
from ui.pages import ActionPage, DetailPage, Link, filtered
from workstations.models import Device

MAY_SEE = "inventory.view_inventoryreport"
REPORTS_SHOWN = 20


class DevicePage(DetailPage):
    """One device as its agent sees it."""

    permission_required = MAY_SEE
    model = Device
    template_name = "inventory/device.html"
    parent = ("Geräte", "workstations:devices")

    def get_rows(self) -> QuerySet[Device]:
        rows = Device.objects.visible_to(signed_in(self.request))
        return rows.select_related("authority", "model", "operating_system")

    def get_title(self) -> str:
        return f"Meldungen zu {self.object}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        device: Device = self.object
        user = signed_in(self.request)
        report = newest_report(device)
        locks = FieldLock.objects.visible_to(user).filter(device=device).select_related("locked_by")
        reports = InventoryReport.objects.visible_to(user).filter(device=device)
        programs = InstalledSoftware.objects.visible_to(user).filter(device=device).present().count()
        return super().get_context_data(
            known=known_of(device, report, {lock.field: lock for lock in locks}),
            monitors=screens_of(report, device.authority_id) if report else [],
            reports=list(reports[:REPORTS_SHOWN]),
            programs=programs,
            programs_url=filtered("inventory:installed", device=device.pk, state="there"),
            may_change=self.request.user.has_perm(MAY_CHANGE),
            **kwargs,
        )

    def get_links(self) -> list[Link]:
        return [Link("Zum Gerät", self.object.get_absolute_url(), "computer")]


class FieldPage(ActionPage):
    """Something done with one column of a device."""

    permission_required = MAY_CHANGE
    model = Device

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if kwargs["field"] not in KnownField.values:
            raise Http404
        self.field = KnownField(kwargs["field"])
        return super().dispatch(request, *args, **kwargs)

    def get_success_url(self) -> str:
        return reverse("inventory:device", args=[self.object.pk])

    def get_back_url(self) -> str:
        return self.get_success_url()

    def get_breadcrumb(self) -> list[Link]:
        return [Link(f"Meldungen zu {self.object}", self.get_back_url())]


class ChangeFieldPage(FieldPage):
    """Enters a value, and keeps it against reports."""

    form_class = ChangeField

    def get_form_kwargs(self) -> dict[str, Any]:
        locks = FieldLock.objects.visible_to(signed_in(self.request))
        lock = locks.filter(device=self.object, field=self.field).first()
        initial = {"reason": lock.reason} if lock else {}
        return super().get_form_kwargs() | {"device": self.object, "field": self.field, "initial": initial}

    def perform(self, form: ChangeField) -> None:
        actions.change_field(
            device=self.object, field=self.field, by=signed_in(self.request), now=timezone.now(), **form.cleaned_data
        )

    def get_success_message(self) -> str:
        return f"{self.field.label}: gespeichert."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(page_title=f"{self.field.label} ändern oder festhalten", **kwargs)


class ReleaseField(FieldPage):
    """Lets reports change a value again."""

    template_name = "ui/confirm.html"
    submit_label = "Freigeben"
    question = (
        "Was der Agent zuletzt gemeldet hat, wird gleich eingetragen. Künftige Meldungen ändern die Angabe wieder."
    )

    def perform(self, form: Any) -> None:
        actions.release_field(device=self.object, field=self.field, by=signed_in(self.request))

    def get_success_message(self) -> str:
        return f"{self.field.label}: freigegeben."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(page_title=f"{self.field.label} freigeben", **kwargs)

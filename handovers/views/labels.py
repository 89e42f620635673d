"""Labels for chosen devices and workstations, or for all that a filter finds."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views import View

from accounts.signed_in import signed_in
from handovers.forms import LabelForm
from handovers.labels import MOST_LABELS, SHEETS, sheet_of, sheet_pdf
from ui.bulk import list_query, list_url
from ui.pages import ActionPage, Link
from ui.pdf import as_download
from workstations.filters import DeviceFilter, WorkstationFilter
from workstations.models import Device, Workstation

CHOSEN = "chosen_sheet"  # in the session: what was in the printer the last time


class Labels(ActionPage):
    """Choose what is in the printer, and get the labels as a document.

    `?device=1&device=2&workstation=3` names single ones; `?all=devices` or `?all=workstations` takes the filters of that
    list beside it. What is posted names the same.
    """

    permission_required = "workstations.view_device"
    template_name = "handovers/labels.html"
    form_class = LabelForm
    page_title = "Etiketten drucken"
    submit_label = "PDF erstellen"

    def has_permission(self) -> bool:
        return super().has_permission() and self.is_for_staff

    def get_initial(self) -> dict[str, Any]:
        return {"sheet": self.request.session.get(CHOSEN, SHEETS[0].key)}

    def form_valid(self, form: LabelForm) -> HttpResponse:
        things = self._things()
        if not things:
            form.add_error(None, "Bitte wählen Sie zuerst Geräte oder Arbeitsplätze aus.")
            return self.form_invalid(form)
        if len(things) > MOST_LABELS:
            form.add_error(None, f"Das sind mehr als {MOST_LABELS} Etiketten. Bitte grenzen Sie die Auswahl ein.")
            return self.form_invalid(form)
        sheet = sheet_of(form.cleaned_data["sheet"])
        self.request.session[CHOSEN] = sheet.key
        content = sheet_pdf(things, sheet, form.cleaned_data["start"])
        return as_download(self.request, content, name="Etiketten", names_people=False)

    def get_back_url(self) -> str:
        return reverse("workstations:devices")

    def get_breadcrumb(self) -> list[Link]:
        return [Link("Geräte", self.get_back_url())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        things = self._things()
        return super().get_context_data(
            count=len(things), things=things[:12], further=max(len(things) - 12, 0), most=MOST_LABELS, **kwargs
        )

    def _things(self) -> list[Any]:
        """What gets a label, one more than allowed at most, so that too many are noticed."""
        given, user = self.request.GET, signed_in(self.request)
        devices = Device.objects.visible_to(user).select_related("model", "authority")
        places = Workstation.objects.visible_to(user).select_related("authority")
        wanted: list[QuerySet[Any]] = []
        if given.get("all") == "devices":
            wanted = [DeviceFilter(given, queryset=devices, request=self.request).qs]
        elif given.get("all") == "workstations":
            wanted = [WorkstationFilter(given, queryset=places, request=self.request).qs]
        else:
            wanted = [
                devices.filter(pk__in=_keys(given.getlist("device"))),
                places.filter(pk__in=_keys(given.getlist("workstation"))),
            ]
        found: list[Any] = []
        for rows in wanted:
            found += rows.order_by("inventory_number", "pk")[: MOST_LABELS + 1 - len(found)]
        return found


class LabelsOfTicked(PermissionRequiredMixin, View):
    """From a list to the labels of its ticked rows, or of all that it shows."""

    http_method_names = ["post"]
    permission_required = "workstations.view_device"
    kind = "device"

    def has_permission(self) -> bool:
        return super().has_permission() and signed_in(self.request).is_service_staff

    def post(self, request: HttpRequest) -> HttpResponse:
        """A tick is the key of its row and, behind a colon, what was seen of it."""
        if request.POST.get("everything"):
            chosen = [
                ("all", f"{self.kind}s"),
                *((name, value) for name, value in list_query(request) if name != "all"),
            ]
        else:
            keys = _keys([tick.partition(":")[0] for tick in request.POST.getlist(self.kind)])
            chosen = [(self.kind, str(key)) for key in keys]
        if not chosen:
            messages.error(request, "Bitte wählen Sie zuerst aus, was ein Etikett bekommen soll.")
            return HttpResponseRedirect(list_url(request, f"workstations:{self.kind}s"))
        return HttpResponseRedirect(f"{reverse('handovers:labels')}?{urlencode(chosen)}")


def _keys(given: list[str]) -> list[int]:
    return [int(key) for key in given[: MOST_LABELS + 1] if key.isdecimal() and len(key) < 12]

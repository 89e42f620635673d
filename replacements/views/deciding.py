"""Planning devices and infrastructure otherwise than computed: one, or many with a preview."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.generic.base import View

from accounts.signed_in import signed_in
from replacements import actions
from replacements.actions import MOST_AT_ONCE, Foreseen
from replacements.forms import KEEP, REPLACE, DecisionForm, ManyForm
from replacements.plan import decision_on, planned_devices, planned_items, rule_kind, terms_on
from replacements.sums import Group, Total
from replacements.tables import euro
from ui import cells
from ui.charts import counted
from ui.pages import Link, Section, VisibleRows, show_errors
from ui.renewing import GuardedPage, renew
from workstations.models import Device, DeviceKind, InfrastructureItem

NOT_SELECTED = "Bitte wählen Sie zuerst Geräte aus der Liste aus."


def devices_of_plan(request: HttpRequest) -> QuerySet[Any]:
    """The devices of the plan that this person may see, with what a decision needs."""
    today = timezone.localdate()
    rows = planned_devices(signed_in(request), terms_on(today), today)
    return rows.select_related("model", "planned_replacement__replacement_model")


def items_of_plan(request: HttpRequest) -> QuerySet[Any]:
    """The infrastructure of the plan, likewise."""
    today = timezone.localdate()
    rows = planned_items(signed_in(request), terms_on(today), today)
    return rows.select_related("model", "planned_replacement__replacement_model")


class OfThing:
    """What is planned for one thing."""

    page_name: str
    field: str  # of the actions

    def things(self, row: Any) -> dict[str, Any]:
        """How the actions are told which thing is meant."""
        return {self.field: [row]}

    def page(self, row: Any) -> str:
        """Where it stands in the plan."""
        return reverse(self.page_name, args=[row.pk])


class Decide(OfThing, GuardedPage):
    """One thing is planned otherwise."""

    permission_required = "replacements.change_plannedreplacement"
    form_class = DecisionForm
    success_message = "Die Planung ist gespeichert."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "kinds": (rule_kind(self.object),)}

    def get_initial(self) -> dict[str, Any]:
        row, seen = decision_on(self.object), actions.mark_of(**self.things(self.object))
        if row is None:
            return {"decision": REPLACE, "seen": seen}
        names = ("year", "price", "replacement_model", "reason")
        values = {name: getattr(row, name) for name in names}
        return {"decision": KEEP if row.is_kept else REPLACE, "seen": seen, **values}

    def perform(self, form: DecisionForm) -> None:
        wish = form.wish()
        if wish is None:  # this form does not offer it
            raise ValidationError({"decision": "Bitte wählen Sie, was geplant werden soll."})
        seen = form.cleaned_data["seen"] or None
        things = self.things(self.object)
        actions.decide(**things, wish=wish, seen=seen, by=signed_in(self.request), now=timezone.now())

    def renew(self, form: Any) -> None:
        """`initial` is read anew with every request, so it is what stands there now."""
        renew(form, DecisionForm(initial=self.get_initial(), kinds=(rule_kind(self.object),)))

    def get_back_url(self) -> str:
        return self.page(self.object)

    def get_success_url(self) -> str:
        return self.get_back_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kind = DeviceKind(rule_kind(self.object)).label
        title = f"Ersatz von {kind} {self.object} anders planen"
        return super().get_context_data(**{"page_title": title, **kwargs})


class DecideDevice(Decide):
    """A device is planned otherwise."""

    model = Device
    page_name, field = "replacements:device", "devices"

    def get_rows(self) -> QuerySet[Any]:
        return devices_of_plan(self.request)


class DecideItem(Decide):
    """A piece of infrastructure is planned otherwise."""

    model = InfrastructureItem
    page_name, field = "replacements:item", "items"

    def get_rows(self) -> QuerySet[Any]:
        return items_of_plan(self.request)


class Withdraw(OfThing, PermissionRequiredMixin, VisibleRows, View):
    """One thing is planned as computed again."""

    permission_required = "replacements.change_plannedreplacement"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = get_object_or_404(self.get_rows(), pk=pk)
        try:
            seen = request.POST.get("seen") or None
            actions.withdraw(**self.things(row), seen=seen, by=signed_in(request))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, "Es gilt wieder, was berechnet ist.")
        return HttpResponseRedirect(self.page(row))


class WithdrawDevice(Withdraw):
    """A device is planned as computed again."""

    model = Device
    page_name, field = "replacements:device", "devices"

    def get_rows(self) -> QuerySet[Any]:
        return devices_of_plan(self.request)


class WithdrawItem(Withdraw):
    """A piece of infrastructure is planned as computed again."""

    model = InfrastructureItem
    page_name, field = "replacements:item", "items"

    def get_rows(self) -> QuerySet[Any]:
        return items_of_plan(self.request)


class DecideMany(PermissionRequiredMixin, View):
    """Many devices at once: a form, what it would do to the sums, and doing it."""

    permission_required = "replacements.change_plannedreplacement"
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        devices = self._devices(request)
        if not devices:
            messages.error(request, NOT_SELECTED)
            return HttpResponseRedirect(reverse("replacements:devices"))
        kinds = tuple({device.model.kind for device in devices})
        step = request.POST.get("step", "")
        initial = {"decision": REPLACE, "seen": actions.mark_of(devices=devices)}
        form = ManyForm(request.POST if step else None, kinds=kinds, initial=initial)
        foreseen = None
        if step and form.is_valid():
            try:
                if step == "apply":
                    return self._apply(request, form, devices)
                foreseen = actions.foresee(devices=devices, wish=form.wish(), by=signed_in(request), now=timezone.now())
            except ValidationError as error:
                show_errors(form, error)
        if step:  # whatever comes next is decided on what the page says now
            data = request.POST.copy()
            data["seen"] = actions.mark_of(devices=devices)
            form.data = data
        return self._page(request, form, devices, foreseen)

    def _devices(self, request: HttpRequest) -> list[Device]:
        keys = [key for key in request.POST.getlist("device")[:MOST_AT_ONCE] if key.isdecimal() and len(key) < 18]
        return list(devices_of_plan(request).filter(pk__in=keys).select_related("authority"))

    def _apply(self, request: HttpRequest, form: ManyForm, devices: list[Device]) -> HttpResponse:
        wish, seen = form.wish(), form.cleaned_data["seen"] or None
        if wish is None:
            count = actions.withdraw(devices=devices, seen=seen, by=signed_in(request))
        else:
            count = actions.decide(devices=devices, wish=wish, seen=seen, by=signed_in(request), now=timezone.now())
        messages.success(request, f"Die Planung ist für {counted(count, 'Gerät', 'Geräte')} gespeichert.")
        return HttpResponseRedirect(reverse("replacements:devices"))

    def _page(
        self, request: HttpRequest, form: ManyForm, devices: list[Device], foreseen: Foreseen | None
    ) -> HttpResponse:
        context = {
            "page_title": "Mehrere Geräte anders planen",
            "breadcrumb": [Link("Ersatzplanung: Geräte", reverse("replacements:devices"))],
            "form": form,
            "devices": devices,
            "changed": sum(decision_on(device) is not None for device in devices),
            "preview": _preview(foreseen) if foreseen else None,
            "back_url": reverse("replacements:devices"),
        }
        return render(request, "replacements/many.html", context, status=422 if form.errors else 200)


def _preview(foreseen: Foreseen) -> Section:
    """Counts and euros per year, before and after."""
    years = {group.year for group in (*foreseen.before, *foreseen.after) if not group.is_kept and group.year}
    rows = [_row(str(year), foreseen, year) for year in sorted(years)]
    rows.append(_row("nicht bekannt", foreseen, None))
    kept = [sum(group.total.count for group in groups if group.is_kept) for groups in (foreseen.before, foreseen.after)]
    rows.append(("nicht ersetzt", cells.number(kept[0]), "–", cells.number(kept[1]), "–"))
    return Section("Vorschau", headings=("Jahr", "Bisher", "Betrag bisher", "Danach", "Betrag danach"), rows=rows)


def _row(words: str, foreseen: Foreseen, year: int | None) -> tuple[str, ...]:
    before, after = _in_year(foreseen.before, year), _in_year(foreseen.after, year)
    return (words, cells.number(before.count), euro(before.price), cells.number(after.count), euro(after.price))


def _in_year(groups: list[Group], year: int | None) -> Total:
    return sum((group.total for group in groups if group.year == year and not group.is_kept), Total())

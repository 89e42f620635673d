"""The stock: what lies ready at each service point, and what is missing by its minimums."""

from collections import defaultdict
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.safestring import SafeString

from accounts.signed_in import signed_in
from customers.models import ServicePoint
from history.versions import as_seen
from ui import cells
from ui.charts import counted
from ui.pages import ActionPage, DetailPage, Link, ListPage, Section, filtered
from ui.renewing import GuardedPage, renew
from workstations.actions import remove_minimum, save_minimum
from workstations.filters import StockFilter
from workstations.forms.stock import MinimumForm
from workstations.lifecycle import State
from workstations.models import Device, DeviceKind, DeviceModel, StockMinimum
from workstations.querysets import with_stock
from workstations.tables import StockTable, shortage_badge
from workstations.views.delivery import delivery_link

MOST_RETIRED = 20


class StockList(ListPage):
    """All service points with what lies there, shortages first."""

    permission_required = "workstations.view_stockminimum"
    model = ServicePoint
    table_class = StockTable
    filterset_class = StockFilter
    page_title = "Lager"
    intro = "Was an den Service-Points bereitliegt. Leihgeräte zählen nicht mit."

    def has_permission(self) -> bool:
        return super().has_permission() and self.is_for_staff

    def get_rows(self) -> QuerySet[ServicePoint]:
        return with_stock(ServicePoint.objects.visible_to(signed_in(self.request)))

    def get_actions(self) -> list[Link]:
        if not self.request.user.has_perm("workstations.add_device"):
            return []
        take_in = Link("Geräte aufnehmen", reverse("workstations:take_in"), "add")
        return [take_in, *delivery_link(self.request.user)]


class StockPlace(DetailPage):
    """What lies at one service point: minimums, what is ready by model, and what waits to be given away."""

    permission_required = "workstations.view_stockminimum"
    model = ServicePoint
    parent = ("Lager", "workstations:stock")

    def has_permission(self) -> bool:
        return super().has_permission() and self.is_for_staff

    def get_rows(self) -> QuerySet[ServicePoint]:
        return ServicePoint.objects.visible_to(signed_in(self.request))

    def get_title(self) -> str:
        return f"Lager {self.object.name}"

    def get_subtitle(self) -> str:
        missing = sum(max(row.missing, 0) for row in self.minimums)
        ready = counted(sum(self.ready.values()), "Gerät liegt", "Geräte liegen")
        return f"{ready} bereit, {'nichts fehlt' if not missing else counted(missing, 'fehlt', 'fehlen')}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = signed_in(self.request)
        self.devices = Device.objects.visible_to(user).filter(stored_at=self.object)
        rows = self.devices.ready().values_list("model__kind", "model", "provider", "shelf", "authority__short_name")
        self.lying: dict[tuple[str, int], list[tuple[int | None, str, str | None]]] = defaultdict(list)
        for kind, model, provider, shelf, authority in rows.order_by(
            "model__kind", "model__manufacturer", "model__name"
        ):
            self.lying[kind, model].append((provider, shelf, authority))
        self.ready = {key: len(found) for key, found in self.lying.items()}
        minimums: QuerySet[Any] = StockMinimum.objects.visible_to(user).filter(service_point=self.object).with_ready()
        self.minimums = list(minimums.select_related("model").order_by("-missing", "kind", "pk"))
        return super().get_context_data(**kwargs)

    def get_actions(self) -> list[Link]:
        user, pk, actions = self.request.user, self.object.pk, []
        if user.has_perm("workstations.add_stockminimum"):
            actions.append(Link("Mindestbestand festlegen", reverse("workstations:add_minimum", args=[pk]), "add"))
        if user.has_perm("workstations.add_device"):
            actions.append(Link("Geräte aufnehmen", filtered("workstations:take_in", stored_at=pk), "add"))
        actions += delivery_link(user, service_point=pk)
        return actions

    def get_links(self) -> list[Link]:
        pk = self.object.pk
        lying = filtered("workstations:devices", state=State.IN_STOCK.value, stored_at=pk)
        links = [
            Link("Service-Point", self.object.get_absolute_url(), "location_on"),
            Link("Alle Geräte in diesem Lager", lying, "inventory_2"),
        ]
        if self.request.user.has_perm("workstations.change_device"):
            links.append(Link("Ausstattung ausgeben", filtered("workstations:issue", service_point=pk), "badge"))
        return links

    def get_sections(self) -> list[Section]:
        return [self._minimums(), self._lying(), self._retired()]

    def _minimums(self) -> Section:
        may_change = self.request.user.has_perm("workstations.change_stockminimum")
        rows = [
            (
                cells.link(reverse("workstations:minimum", args=[row.pk]), row.what) if may_change else row.what,
                row.quantity,
                row.ready,
                shortage_badge(row.missing),
            )
            for row in self.minimums
        ]
        hint = "Noch ist nicht festgelegt, wie viel hier mindestens liegen soll."
        return Section("Mindestbestand", headings=("Was", "Soll", "Da", "Stand"), rows=rows, hint=hint)

    def _lying(self) -> Section:
        models = DeviceModel.objects.in_bulk([model for _, model in self.lying])
        labels, kinds = dict(DeviceKind.choices), [kind.value for kind in DeviceKind]
        rows = [
            (
                labels[kind],
                str(models[model]),
                self._link(len(found), models[model]),
                _reserve(found) or None,
                _owned(found) or None,
                ", ".join(sorted({shelf for _, shelf, _ in found if shelf})) or None,
            )
            for (kind, model), found in sorted(self.lying.items(), key=lambda pair: kinds.index(pair[0][0]))
        ]
        headings = ("Art", "Modell", "Anzahl", "Reserve des Service", "Von Behörden", "Fach")
        return Section("Liegt bereit", headings=headings, rows=rows, hint="Hier liegt gerade nichts bereit.")

    def _link(self, count: int, model: DeviceModel) -> SafeString:
        ready = {"state": State.IN_STOCK.value, "stored_at": self.object.pk, "is_for_loan": "false"}
        return cells.link(filtered("workstations:devices", **ready, model=model.pk), count)

    def _retired(self) -> Section:
        """What is out of use and waits to be given away, the longest waiting first."""
        found = list(
            self.devices.waiting_for_disposal().select_related("model").order_by("retired_on", "pk")[: MOST_RETIRED + 1]
        )
        rows = [
            (
                cells.link(row.get_absolute_url(), str(row)),
                f"{row.model.get_kind_display()} {row.model}",
                cells.day(row.retired_on),
                row.shelf or None,
                "geht zurück" if row.is_leased else None,
            )
            for row in found[:MOST_RETIRED]
        ]
        url = filtered("workstations:devices", state=State.RETIRED.value, stored_at=self.object.pk)
        more = Link("Alle ausgemusterten", url) if len(found) > MOST_RETIRED else None
        headings = ("Gerät", "Modell", "Ausgemustert am", "Fach", "Leasing")
        return Section("Wartet auf Abgabe", headings=headings, rows=rows, hint="Nichts wartet auf Abgabe.", more=more)


def _reserve(found: list[tuple[int | None, str, str | None]]) -> int:
    return sum(authority is None for _, _, authority in found)


def _owned(found: list[tuple[int | None, str, str | None]]) -> str:
    counts: dict[str, int] = defaultdict(int)
    for _, _, authority in found:
        if authority:
            counts[authority] += 1
    return ", ".join(f"{name}: {count}" for name, count in sorted(counts.items()))


class MinimumPage(ActionPage):
    """How many should lie ready."""

    form_class = MinimumForm
    question = "Leihgeräte zählen nicht mit, Geräte der Behörden und Reserve schon."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": signed_in(self.request), "instance": self.get_minimum()}

    def get_minimum(self) -> StockMinimum:
        """The row that the form is about."""
        raise NotImplementedError

    def perform(self, form: MinimumForm) -> StockMinimum:
        version = form.cleaned_data["version"]
        return save_minimum(minimum=form.instance, by=signed_in(self.request), version=version)


class AddMinimum(MinimumPage):
    """A minimum for one more kind or model."""

    permission_required = "workstations.add_stockminimum"
    model = ServicePoint
    page_title = "Mindestbestand festlegen"
    success_message = "Der Mindestbestand ist festgelegt."

    def get_minimum(self) -> StockMinimum:
        return StockMinimum(service_point=self.object)

    def get_back_url(self) -> str:
        return reverse("workstations:stock_place", args=[self.kwargs["pk"]])


class EditMinimum(MinimumPage, GuardedPage):
    """A minimum that is there."""

    permission_required = "workstations.change_stockminimum"
    model = StockMinimum
    template_name = "workstations/removable.html"
    page_title = "Mindestbestand ändern"
    success_message = "Der Mindestbestand ist geändert."

    def get_rows(self) -> QuerySet[StockMinimum]:
        return StockMinimum.objects.visible_to(signed_in(self.request)).select_related("service_point", "model")

    def get_minimum(self) -> StockMinimum:
        return get_object_or_404(self.get_rows(), pk=self.object.pk)

    def renew(self, form: Any) -> None:
        row = self.get_minimum()
        fresh = MinimumForm(instance=row, user=signed_in(self.request))
        renew(form, fresh, seen=as_seen(row, form.cleaned_data["version"]))

    def get_breadcrumb(self) -> list[Link]:
        return [Link(f"Lager {self.object.service_point}", self.get_back_url())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_remove = self.request.user.has_perm("workstations.delete_stockminimum")
        url = reverse("workstations:remove_minimum", args=[self.object.pk]) if may_remove else ""
        return super().get_context_data(remove_url=url, **kwargs)


class RemoveMinimum(ActionPage):
    """No minimum any more."""

    permission_required = "workstations.delete_stockminimum"
    model = StockMinimum
    template_name = "ui/confirm.html"
    page_title = "Mindestbestand entfernen?"
    submit_label = "Entfernen"
    is_dangerous = True
    success_message = "Der Mindestbestand ist entfernt."

    def get_rows(self) -> QuerySet[StockMinimum]:
        return StockMinimum.objects.visible_to(signed_in(self.request)).select_related("service_point", "model")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question = f"{self.object} – {self.object.service_point}. Danach fehlt dort nichts mehr davon."
        return super().get_context_data(**{"question": question, **kwargs})

    def perform(self, form: Any) -> None:
        remove_minimum(minimum=self.object, by=signed_in(self.request))

    def get_success_url(self) -> str:
        return reverse("workstations:stock_place", args=[self.object.service_point_id])

    def get_back_url(self) -> str:
        return self.get_success_url()

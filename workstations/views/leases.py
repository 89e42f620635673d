"""Leases: the list, one lease with its devices, its terms, and the right to swap."""

from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.signed_in import signed_in
from history.versions import as_seen
from ui import cells
from ui.charts import counted
from ui.pages import ActionPage, DetailPage, Link, ListPage, Property, Section, filtered
from ui.renewing import GuardedPage, renew
from workstations.actions import save_lease, swap_leased_device
from workstations.filters import LeaseFilter
from workstations.forms.stock import LeaseForm, LeaseSwapForm
from workstations.lifecycle import State
from workstations.models import Device, Lease
from workstations.tables import LeaseTable, due_badge, state_badge
from workstations.views.steps import StepPage


def lease_rows(request: Any) -> QuerySet[Lease]:
    """The leases that a person may see, with how many of their devices are not given back."""
    return Lease.objects.visible_to(signed_in(request)).with_outstanding().select_related("authority")


class LeaseList(ListPage):
    """Leases, those that end first on top."""

    permission_required = "workstations.view_lease"
    model = Lease
    table_class = LeaseTable
    filterset_class = LeaseFilter
    page_title = "Leasingverträge"
    empty_text = "Noch ist kein Leasingvertrag eingetragen."

    def get_rows(self) -> QuerySet[Lease]:
        return lease_rows(self.request)

    def get_table_options(self) -> dict[str, Any]:
        return {"today": timezone.localdate(), "exclude": () if self.is_for_staff else ("authority",)}

    def get_actions(self) -> list[Link]:
        if not self.request.user.has_perm("workstations.add_lease"):
            return []
        return [Link("Leasingvertrag eintragen", reverse("workstations:add_lease"), "add")]


class LeaseDetail(DetailPage):
    """One lease: from whom, how long, what may be swapped, and which devices are under it."""

    permission_required = "workstations.view_lease"
    model = Lease
    template_name = "workstations/item.html"
    parent = ("Leasingverträge", "workstations:leases")

    def get_rows(self) -> QuerySet[Lease]:
        return lease_rows(self.request)

    def get_title(self) -> str:
        return f"Leasingvertrag {self.object.contract_number}"

    def get_subtitle(self) -> str:
        return self.object.lessor

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(state=due_badge(self.object, timezone.localdate()) or "", **kwargs)

    def get_actions(self) -> list[Link]:
        user, pk, actions = self.request.user, self.object.pk, []
        if user.has_perm("workstations.change_lease"):
            actions.append(Link("Bedingungen ändern", reverse("workstations:edit_lease", args=[pk]), "edit"))
        if user.has_perm("workstations.add_device"):
            actions.append(Link("Geräte aufnehmen", filtered("workstations:take_in", lease=pk), "add"))
        return actions

    def get_sections(self) -> list[Section]:
        return [self._return(), self._devices(), self._terms()]

    def _return(self) -> Section:
        """What is due: until when to announce, until when to give back, what has not gone back yet."""
        row = self.object
        if row.ends_on is None or row.announce_by is None:
            return Section(
                "Rückgabe", hint="Der Vertrag läuft, bis jemand kündigt. Dann sind die Geräte zurückzugeben."
            )
        left: Any = row
        return Section(
            "Rückgabe",
            [
                Property("Ankündigen bis", _day_in_words(row.announce_by, left.outstanding)),
                Property("Zurückgeben bis", _day_in_words(row.ends_on, left.outstanding)),
                Property(
                    "Noch nicht zurück",
                    counted(left.outstanding, "Gerät", "Geräte") if left.outstanding else "alles ist zurück",
                ),
            ],
        )

    def _devices(self) -> Section:
        """How many devices stand where in their life, and the ones that wait to go back."""
        rows = Device.objects.visible_to(signed_in(self.request)).filter(lease=self.object)
        counts = dict(rows.order_by().values_list("state").annotate(Count("pk")))
        shown = [
            (
                state_badge(state.value),
                cells.link(
                    filtered("workstations:devices", lease=self.object.pk, state=state.value), counts[state.value]
                ),
            )
            for state in State
            if state.value in counts
        ]
        hint = "Noch ist kein Gerät unter diesem Vertrag aufgenommen."
        return Section("Geräte", headings=("Zustand", "Anzahl"), rows=shown, hint=hint)

    def _terms(self) -> Section:
        row = self.object
        owner = cells.link(reverse("dashboards:authority", args=[row.authority_id]), row.authority.name)
        rate = f"{cells.number(row.monthly_rate, 2)} €" if row.monthly_rate is not None else ""
        return Section(
            "Bedingungen",
            [
                Property("Behörde", owner),
                Property("Leasinggeber", row.lessor),
                Property("Beginn", cells.day(row.starts_on)),
                Property("Ende", cells.day(row.ends_on) if row.ends_on else "unbefristet"),
                Property("Rate im Monat", rate),
                Property("Tauschrecht", (row.swap_terms or "ja") if row.may_be_swapped else "nein"),
                Property("Rückgabe ankündigen", f"{row.return_notice_days} Tage vor dem Ende"),
                Property("Bemerkung", row.note if self.is_for_staff else ""),
            ],
        )

    def get_links(self) -> list[Link]:
        pk = self.object.pk
        waiting = filtered("workstations:devices", lease=pk, state=State.RETIRED.value)
        return [
            Link("Alle Geräte dieses Vertrags", filtered("workstations:devices", lease=pk), "print"),
            Link("Ausgemustert, noch nicht zurück", waiting, "archive"),
        ]


def _day_in_words(day: date, outstanding: int) -> SafeString | str:
    """A day by which something is due; once it has passed and something is left, it says so."""
    today = timezone.localdate()
    if day < today and outstanding:
        return format_html("{} {}", cells.day(day), cells.badge("danger", "error", "vorbei"))
    return cells.day(day)


class LeasePage(ActionPage):
    """The terms of a lease."""

    form_class = LeaseForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": signed_in(self.request), "instance": self.object}

    def get_initial(self) -> dict[str, Any]:
        asked = self.request.GET.get("authority", "")
        return {"authority": asked} if asked.isdecimal() and len(asked) < 13 else {}

    def perform(self, form: LeaseForm) -> Lease:
        return save_lease(lease=form.instance, by=signed_in(self.request), version=form.cleaned_data["version"])


class AddLease(LeasePage):
    """A new lease."""

    permission_required = "workstations.add_lease"
    page_title = "Leasingvertrag eintragen"
    submit_label = "Eintragen"
    success_message = "Der Leasingvertrag ist eingetragen. Nehmen Sie nun seine Geräte auf."

    def get_back_url(self) -> str:
        return reverse("workstations:leases")

    def get_breadcrumb(self) -> list[Link]:
        return [Link("Leasingverträge", self.get_back_url())]


class EditLease(LeasePage, GuardedPage):
    """Other terms of a lease; what was agreed before stays in its history."""

    permission_required = "workstations.change_lease"
    model = Lease
    page_title = "Bedingungen ändern"
    question = "Zum Beispiel eine Verlängerung. Was vorher galt, bleibt im Änderungsverlauf."
    success_message = "Die Bedingungen sind geändert."

    def get_rows(self) -> QuerySet[Lease]:
        return Lease.objects.visible_to(signed_in(self.request)).select_related("authority")

    def renew(self, form: Any) -> None:
        row = self.get_rows().get(pk=self.object.pk)
        fresh = LeaseForm(instance=row, user=signed_in(self.request))
        renew(form, fresh, seen=as_seen(row, form.cleaned_data["version"]))


class SwapLeased(StepPage):
    """The right to swap, used for one device."""

    permission_required = "workstations.change_device"
    model = Device
    form_class = LeaseSwapForm
    page_name = "workstations:device"
    submit_label = "Gerät tauschen"

    def get_rows(self) -> QuerySet[Device]:
        rows = Device.objects.visible_to(signed_in(self.request)).filter(lease__may_be_swapped=True)
        return rows.select_related("model", "lease", "workstation", "held_by", "site", "room")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": signed_in(self.request), "device": self.object}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lease = self.object.lease
        if lease is None:
            raise Http404
        terms = f"Tauschrecht: {lease.swap_terms}. " if lease.swap_terms else ""
        question = (
            f"{terms}Das neue Gerät kommt an dieselbe Stelle, das bisherige wird ausgemustert, bis es zurückgeht."
        )
        title = f"{self.object}: Gerät tauschen"
        context = super().get_context_data(**{"page_title": title, "question": question, **kwargs})
        if not context["form"].fields["replacement"].queryset:
            context["form"].fields[
                "replacement"
            ].help_text = "Unter diesem Vertrag liegt gerade kein Gerät im Lager. Nehmen Sie das neue zuerst auf, auf der Seite des Vertrags."
        return context

    def perform(self, form: LeaseSwapForm) -> None:
        data = form.cleaned_data
        self.object.state = data["seen"]  # the action refuses when the row has moved on since
        swap_leased_device(
            device=self.object,
            replacement=data["replacement"],
            service_point=data["service_point"],
            shelf=data["shelf"],
            by=signed_in(self.request),
            on=timezone.localdate(),
        )
        self.replacement = data["replacement"]

    def get_success_message(self) -> str:
        return f"{self.replacement} steht jetzt dort. {self.object} wartet auf die Rückgabe."

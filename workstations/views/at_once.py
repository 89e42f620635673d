"""One step for many devices, workstations or pieces of infrastructure: what would happen, then doing it, then what was refused."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from accounts.signed_in import signed_in
from ui.bulk import BulkPage, BulkStep, Outcome, take_each
from workstations.actions.stepping import SOMEBODY_WAS_QUICKER, lock_devices
from workstations.actions.taking_in import MOST_AT_ONCE
from workstations.forms.bulk import (
    DETAILS,
    DEVICE_STEPS,
    ITEM_DETAILS,
    ITEM_STEPS,
    PLACE_STEPS_AT_ONCE,
    OneStep,
    device_step,
    item_step,
    place_step,
    standing,
    whereabouts,
)
from workstations.forms.states import StepForm
from workstations.lifecycle import State, no_step, step_to
from workstations.models import Device, InfrastructureItem, Workstation
from workstations.views.devices import device_rows, listed_devices
from workstations.views.infrastructure import infrastructure_rows, listed_infrastructure
from workstations.views.places import listed_workstations, workstation_rows


class StatesAtOnce(BulkPage):
    """Rows that carry a state; whoever was slower than somebody else is told so of each."""

    most = MOST_AT_ONCE
    groups: ClassVar[list[Any]]
    form: OneStep

    def get_form(self) -> OneStep:
        return OneStep(self.request.POST, groups=self.groups)

    def get_words(self) -> str:
        return self.form.words()

    def get_everything(self) -> list[Any]:
        """All rows of the list; never those of one person, see `may_count`."""
        filterset, rows = self.listed(QueryDict(self.request.POST.get("list", "")))
        return list(rows[: self.most]) if filterset.may_count() and not filterset.problems() else []

    def listed(self, query: QueryDict) -> tuple[Any, Any]:
        """The filters of the list and its rows."""
        raise NotImplementedError

    def rows(self) -> Any:
        """All rows that this person may see."""
        raise NotImplementedError

    def get_chosen(self) -> list[Any]:
        keys = [int(match["key"]) for match in self.ticked()]
        found = {row.pk: row for row in self.rows().filter(pk__in=keys)}
        return [found[key] for key in dict.fromkeys(keys) if key in found]

    def apply(self, rows: Sequence[Any], step: BulkStep[Any]) -> tuple[list[Outcome[Any]], bool]:
        seen = {int(match["key"]): match["seen"] for match in self.ticked() if match["seen"]}
        return take_each(
            rows,
            step,
            signed_in(self.request),
            timezone.now(),
            seen=seen,
            stale=_stale,
            all_or_nothing=self.all_or_nothing,
        )

    def marked(self, row: Any) -> str:
        return f"{row.pk}:{row.state}"


class LivesAtOnce(StatesAtOnce):
    """What has the life of a device: some steps ask for something that all rows then share."""

    details: ClassVar[dict[str, type[StepForm]]]

    def make_step(self, following: str, words: str, details: StepForm | None) -> BulkStep[Any]:
        """The step with the answers that all rows share."""
        raise NotImplementedError

    def facts(self, row: Any) -> str:
        """Where a row stands in its life."""
        raise NotImplementedError

    def get_details(self) -> StepForm | None:
        """Bound once it was asked for; the first preview comes from the list, which knows no answers."""
        kind = self.details.get(self.form.cleaned_data["do"])
        if kind is None:
            return None
        is_answered = self.is_applied or "asked" in self.request.POST
        data = self.request.POST if is_answered else None
        return kind(data, user=signed_in(self.request), day=timezone.localdate())

    def get_step(self) -> BulkStep[Any] | None:
        details = self.get_details()
        if details is not None and not details.is_valid():
            return None
        return self.make_step(self.form.cleaned_data["do"], self.get_words(), details)

    def foresee(self, rows: Sequence[Any]) -> list[Outcome[Any]]:
        following = State(self.form.cleaned_data["do"])
        return [
            Outcome(row, self.facts(row), following.label)
            if step_to(State(row.state), following)
            else Outcome(row, self.facts(row), "", no_step(State(row.state), following))
            for row in rows
        ]


class DevicesAtOnce(LivesAtOnce):
    """The ticked devices of the list."""

    permission_required = "workstations.change_device"
    list_page = "workstations:devices"
    preview_page = "workstations:devices_at_once"
    apply_page = "workstations:devices_at_once_apply"
    field = "device"
    one, a_one, many, of_many = "Gerät", "ein Gerät", "Geräte", "Geräten"
    list_title = "Geräte"
    headings = ("Art", "Gerät", "Behörde")
    groups = DEVICE_STEPS
    details = DETAILS

    def listed(self, query: QueryDict) -> tuple[Any, Any]:
        return listed_devices(self.request, query)

    def rows(self) -> Any:
        return device_rows(self.request)

    def make_step(self, following: str, words: str, details: StepForm | None) -> BulkStep[Device]:
        return device_step(following, words, details)

    def facts(self, row: Device) -> str:
        return whereabouts(row)

    @transaction.atomic
    def apply(self, rows: Sequence[Device], step: BulkStep[Device]) -> tuple[list[Outcome[Device]], bool]:
        lock_devices(row.pk for row in rows)
        return super().apply(rows, step)

    def describe(self, row: Device) -> tuple[str, str, str]:
        owner = row.authority.short_name if row.authority else "Reserve"
        return row.model.get_kind_display(), f"{row} {row.model}", owner


class InfrastructureAtOnce(LivesAtOnce):
    """The ticked pieces of central infrastructure."""

    permission_required = "workstations.change_infrastructureitem"
    list_page = "workstations:infrastructure"
    preview_page = "workstations:infrastructure_at_once"
    apply_page = "workstations:infrastructure_at_once_apply"
    field = "item"
    one, a_one, many, of_many = "Element", "ein Element", "Elemente", "Elementen"
    list_title = "Zentrale Infrastruktur"
    headings = ("Art", "Element", "Unternehmen")
    groups = ITEM_STEPS
    details = ITEM_DETAILS

    def listed(self, query: QueryDict) -> tuple[Any, Any]:
        return listed_infrastructure(self.request, query)

    def rows(self) -> Any:
        return infrastructure_rows(self.request)

    def make_step(self, following: str, words: str, details: StepForm | None) -> BulkStep[InfrastructureItem]:
        return item_step(following, words, details)

    def facts(self, row: InfrastructureItem) -> str:
        return standing(row)

    def describe(self, row: InfrastructureItem) -> tuple[str, str, str]:
        return row.get_kind_display(), str(row), row.provider.code


class WorkstationsAtOnce(StatesAtOnce):
    """The ticked workstations of the list."""

    permission_required = "workstations.change_workstation"
    list_page = "workstations:workstations"
    preview_page = "workstations:workstations_at_once"
    apply_page = "workstations:workstations_at_once_apply"
    field = "workstation"
    one, a_one, many, of_many = "Arbeitsplatz", "einen Arbeitsplatz", "Arbeitsplätze", "Arbeitsplätzen"
    list_title = "IT-Arbeitsplätze"
    headings = ("Inventarnummer", "Rechnername", "Behörde")
    groups = PLACE_STEPS_AT_ONCE

    def listed(self, query: QueryDict) -> tuple[Any, Any]:
        return listed_workstations(self.request, query)

    def rows(self) -> Any:
        return workstation_rows(self.request)

    def get_step(self) -> BulkStep[Workstation]:
        return place_step(self.form.cleaned_data["do"], self.get_words())

    def describe(self, row: Workstation) -> tuple[str, str, str]:
        return row.inventory_number, row.name, row.authority.short_name


def _stale(row: Any, state: str) -> str:
    return "" if row.state == state else SOMEBODY_WAS_QUICKER

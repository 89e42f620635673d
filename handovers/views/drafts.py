"""A hand-over is prepared: begun, filled with devices, changed, thrown away."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.signed_in import signed_in
from customers.models import Authority, Contact, ServicePoint
from handovers.actions import (
    add_device,
    change_handover,
    change_item,
    correct_handover,
    discard_handover,
    remove_device,
    start_handover,
)
from handovers.forms import DetailsForm, ItemForm, StartForm, TypedForm
from handovers.lifecycle import Direction, State
from handovers.models import Condition, Handover, HandoverItem
from handovers.people import MOST, found_people
from handovers.places import is_open_to
from handovers.scanning import find
from handovers.sections import prepared_items
from ui.pages import ActionPage, Link, filtered
from workstations.models import Device, Workstation


class StartHandover(ActionPage):
    """Begin a hand-over; what the page before knew is filled in."""

    permission_required = "handovers.add_handover"
    form_class = StartForm
    page_title = "Neue Übergabe"
    question = "Auf der nächsten Seite kommen die Geräte dazu."
    submit_label = "Weiter zu den Geräten"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": signed_in(self.request)}

    def get_initial(self) -> dict[str, Any]:
        user, given = signed_in(self.request), self.request.GET
        member = user.staff_profile
        own = member.service_points.first() if member else None
        point = _row(ServicePoint.objects.visible_to(user), given.get("service_point")) or own
        device, place = self._device(), self._workstation()
        person = _row(Contact.objects.visible_to(user), given.get("contact"))
        if person is None and device is not None:
            person = device.held_by or (device.workstation.used_by if device.workstation else None)
        if person is None and place is not None:
            person = place.used_by
        direction = given.get("direction")
        return {
            "direction": direction if direction in Direction.values else Direction.ISSUE,
            "contact": person and person.pk,
            "service_point": point and point.pk,
        }

    def perform(self, form: StartForm) -> Handover:
        data, device, place = form.cleaned_data, self._device(), self._workstation()
        contact = data["contact"]
        is_issue = data["direction"] == Direction.ISSUE
        handover = Handover(
            direction=data["direction"],
            authority=contact.authority,
            contact=contact,
            service_point=data["service_point"],
            workstation=place if place and is_issue and is_open_to(contact, place) else None,
        )
        return start_handover(
            handover=handover, devices=[device] if device else [], by=signed_in(self.request), now=timezone.now()
        )

    def get_back_url(self) -> str:
        return reverse("handovers:handovers")

    def get_breadcrumb(self) -> list[Link]:
        return [Link("Übergaben", self.get_back_url())]

    def _device(self) -> Device | None:
        rows = Device.objects.visible_to(signed_in(self.request)).select_related("held_by", "workstation__used_by")
        device: Device | None = _row(rows, self.request.GET.get("device"))
        return device

    def _workstation(self) -> Workstation | None:
        rows = Workstation.objects.visible_to(signed_in(self.request)).select_related("used_by")
        place: Workstation | None = _row(rows, self.request.GET.get("workstation"))
        return place


class DraftPage(ActionPage):
    """Something done with a hand-over while it is prepared; later there is only the record."""

    permission_required = "handovers.change_handover"
    model: type[Model] = Handover
    states: tuple[State, ...] = (State.DRAFT,)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.has_permission():
            row = get_object_or_404(self.get_rows(), pk=kwargs["pk"])
            handover = row if isinstance(row, Handover) else row.handover
            if handover.state not in self.states:
                messages.error(request, "Diese Übergabe wird nicht mehr vorbereitet.")
                return HttpResponseRedirect(handover.get_absolute_url())
        return super().dispatch(request, *args, **kwargs)


class EditHandover(DraftPage):
    """Change for whom it is, who comes instead, where the devices go, and the remark."""

    form_class = DetailsForm
    page_title = "Angaben der Übergabe ändern"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.object, "user": signed_in(self.request)}

    def perform(self, form: DetailsForm) -> None:
        change_handover(handover=form.instance, by=signed_in(self.request))


class AddDevice(DraftPage):
    """Put what was scanned or typed on the list; where it could be several things, they are offered."""

    form_class = TypedForm
    http_method_names = ("post",)
    template_name = "handovers/handover.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The list with the device on it, or with what stands against it."""
        user, typed = signed_in(request), request.POST.get("typed", "")[:200]
        problem, candidates = "", []
        device = _row(Device.objects.visible_to(user), request.POST.get("device"))
        if device is None:
            found = find(typed, user, devices_only=True)
            device, candidates = found.thing, found.candidates
        if device is not None:
            try:
                add_device(handover=self.object, device=device, by=user)
                typed = ""
            except ValidationError as error:
                problem = " ".join(error.messages)
        elif not candidates:
            problem = (
                f"Zu „{typed.strip()}“ gibt es kein Gerät."
                if typed.strip()
                else "Bitte scannen Sie ein Etikett oder geben Sie eine Nummer ein."
            )
        if not getattr(request, "htmx", None):
            return self._whole_page(problem, candidates, typed)
        context = {
            "object": self.object,
            "items": prepared_items(self.object),
            "candidates": candidates,
            "typed": typed,
            "problem": problem,
            "added": device if not problem else None,
        }
        return render(request, "handovers/_devices.html", context)

    def _whole_page(self, problem: str, candidates: list[Any], typed: str) -> HttpResponse:
        if problem:
            messages.error(self.request, problem)
        url = self.object.get_absolute_url()
        if candidates:
            url = filtered("handovers:scan", handover=self.object.pk, typed=typed)
        return HttpResponseRedirect(url)


class EditItem(DraftPage):
    """Say what comes with a device, and in which condition it is."""

    model = HandoverItem
    form_class = ItemForm

    def get_rows(self) -> QuerySet[HandoverItem]:
        rows = HandoverItem.objects.visible_to(signed_in(self.request))
        return rows.select_related("handover", "device__model")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.object}

    def perform(self, form: ItemForm) -> None:
        data = form.cleaned_data
        change_item(
            item=self.object,
            accessories=data["accessories"],
            condition=Condition(data.get("condition", Condition.FINE)),
            goes_to_repair=data.get("goes_to_repair", False),
            remark=data["remark"],
            by=signed_in(self.request),
        )

    def get_success_url(self) -> str:
        return str(self.object.handover.get_absolute_url())

    def get_back_url(self) -> str:
        return self.get_success_url()

    def get_breadcrumb(self) -> list[Link]:
        return [Link(str(self.object.handover), self.get_back_url())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        device = self.object.device
        return super().get_context_data(page_title=f"{device}: {device.model}", **kwargs)


class RemoveDevice(EditItem):
    """Take a device off the list."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Back to the list without it."""
        url, words = self.get_success_url(), str(self.object.device)
        try:
            remove_device(item=self.object, by=signed_in(request))
        except ValidationError as error:  # it is being signed just now
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, f"{words} ist von der Liste genommen.")
        return HttpResponseRedirect(url)


class DiscardHandover(DraftPage):
    """Throw away what was only prepared."""

    template_name = "ui/confirm.html"
    page_title = "Übergabe verwerfen?"
    submit_label = "Verwerfen"
    is_dangerous = True
    success_message = "Die vorbereitete Übergabe ist verworfen."

    def perform(self, form: Any) -> None:
        discard_handover(handover=self.object, by=signed_in(self.request))

    def get_success_url(self) -> str:
        return reverse("handovers:handovers")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question = f"Die Liste für {self.object.contact} wird gelöscht. An den Geräten ändert sich nichts."
        return super().get_context_data(question=question, **kwargs)


class CorrectHandover(ActionPage):
    """Begin a document that corrects a signed one."""

    permission_required = "handovers.change_handover"
    model = Handover
    template_name = "ui/confirm.html"
    page_title = "Übergabe berichtigen?"
    submit_label = "Berichtigung vorbereiten"

    def perform(self, form: Any) -> Handover:
        return correct_handover(handover=self.object, by=signed_in(self.request), now=timezone.now())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question = (
            f"Das unterschriebene Dokument {self.object} für {self.object.contact_name} bleibt, wie es ist. Es entsteht eine neue "
            "Übergabe mit denselben Angaben, die darauf verweist und wieder unterschrieben wird. An den Geräten, die schon darin "
            "stehen, ändert sich dadurch nichts."
        )
        return super().get_context_data(question=question, **kwargs)


@require_safe
@permission_required("handovers.add_handover", raise_exception=True)
def people(request: HttpRequest) -> HttpResponse:
    """The options of a selection of people that match what was typed."""
    user, words = signed_in(request), request.GET.get("q", "").strip()
    rows = Contact.objects.visible_to(user).reporting()
    authority = _row(Authority.objects.visible_to(user), request.GET.get("authority"))
    if authority:
        rows = rows.filter(authority=authority)
    found = found_people(rows, words)
    return render(request, "handovers/_people.html", {"found": found, "words": words, "is_cut": len(found) == MOST})


def _row(rows: QuerySet[Any], key: str | None) -> Any:
    """The row of that key among those, or none: what stands in an address may be anything."""
    return rows.filter(pk=int(key)).first() if key and key.isdecimal() and len(key) < 12 else None

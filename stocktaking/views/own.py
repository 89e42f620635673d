"""„Meine Geräte“: what people have according to the stock, and during a stock-taking whether that is right."""

from collections.abc import Iterable
from datetime import date
from itertools import chain
from typing import Any, NamedTuple

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.generic import TemplateView
from django.views.generic.base import View

from accounts.models import User
from accounts.signed_in import signed_in
from stocktaking import actions
from stocktaking.badges import answer_badge
from stocktaking.forms import AnswerForm, OwnUnlistedForm
from stocktaking.lifecycle import Answer
from stocktaking.models import Campaign, CampaignDevice, UnlistedDevice
from stocktaking.querysets import CampaignDeviceQuerySet
from ui.keys import key_of
from ui.pages import ActionPage, Link, filtered
from workstations.models import Device, Workstation
from workstations.querysets import DeviceQuerySet


class Card(NamedTuple):
    """One device as its person sees it; `row` is the question about it, if one is open or answered."""

    title: str
    model: str
    number: str
    serial_number: str
    where: str
    url: str
    report_url: str
    row: CampaignDevice | None = None

    @property
    def is_asked(self) -> bool:
        """Whether nothing has been said about it yet."""
        return self.row is not None and self.row.answer == Answer.OPEN

    @property
    def answer(self) -> SafeString | str:
        return answer_badge(self.row.answer) if self.row else ""


def own_devices(user: User) -> DeviceQuerySet:
    """What a person was given, and what stands where they work; not what only stands nearby."""
    there = Workstation.objects.used_by_any(user.access.contacts).order_by().values("pk")
    rows = (
        Device.objects.visible_to(user).living().filter(Q(held_by__in=user.access.contacts) | Q(workstation__in=there))
    )
    return rows.select_related("model", "site", "room", "workstation__site", "workstation__room")


def own_questions(user: User) -> CampaignDeviceQuerySet:
    """What a person is asked in stock-takings that run."""
    return CampaignDevice.objects.visible_to(user).of_people(user.access.contacts).running()


class ForAuthorities(PermissionRequiredMixin, View):
    """For people of authorities; staff see the whole stock in their workspace."""

    permission_required = "workstations.view_device"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and request.user.is_service_staff:
            if request.method not in {"GET", "HEAD"} or not self.sends_staff_on:
                raise PermissionDenied("Für ihre Geräte antworten die Behörden selbst.")
            return redirect("workstations:devices")
        return super().dispatch(request, *args, **kwargs)

    sends_staff_on = False


class MyDevices(ForAuthorities, TemplateView):
    """One's own devices, and those of one's workstation."""

    template_name = "stocktaking/my_devices.html"
    sends_staff_on = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = signed_in(self.request)
        questions = list(own_questions(user).select_related("campaign"))
        cards = list(
            cards_of(own_devices(user).order_by("workstation__inventory_number", "model__kind", "pk"), questions)
        )
        return super().get_context_data(
            page_title="Meine Geräte",
            cards=cards,
            to_confirm=[card.row for card in cards if card.is_asked and card.row],
            asking=asking_of(questions, timezone.localdate()),
            may_report=Campaign.objects.visible_to(user).running().exists(),
            **kwargs,
        )


class Asking(NamedTuple):
    """A stock-taking that asks somebody something: whether all is answered, and whether its last day has passed."""

    campaign: Campaign
    is_done: bool
    is_late: bool


def asking_of(questions: Iterable[CampaignDevice], today: date) -> list[Asking]:
    """Each stock-taking that asks these questions."""
    of_campaigns: dict[Campaign, list[CampaignDevice]] = {}
    for row in questions:
        of_campaigns.setdefault(row.campaign, []).append(row)
    return [
        Asking(campaign, all(row.answer != Answer.OPEN for row in rows), campaign.is_late(today))
        for campaign, rows in of_campaigns.items()
    ]


def cards_of(devices: Iterable[Device], questions: Iterable[CampaignDevice]) -> Iterable[Card]:
    """First the devices that are on record today, then what was asked about and is not on record any more."""
    asked: dict[int, list[CampaignDevice]] = {}  # of two entries that became one both were asked about
    for row in questions:
        if row.device_id:
            asked.setdefault(row.device_id, []).append(row)
    for device in devices:
        place = device.workstation
        site, room = (place.site, place.room) if place else (device.site, device.room)
        parts = [
            f"Arbeitsplatz {place}" if place else "",
            site.name if site else "",
            f"Raum {room.name}" if room else "",
        ]
        report_url = filtered("portal:report", workstation=place.pk) if place else reverse("portal:report")
        yield Card(
            title=device.model.get_kind_display(), model=str(device.model), number=device.inventory_number,
            serial_number=device.serial_number, where=", ".join(filter(None, parts)), url=device.get_absolute_url(),
            report_url=report_url, row=asked[device.pk].pop() if asked.get(device.pk) else None,
        )  # fmt: skip
    for row in chain.from_iterable(asked.values()):
        yield Card(
            title=row.get_kind_display(), model=row.model_name, number=row.number, serial_number=row.serial_number,
            where=row.place, url="", report_url=reverse("portal:report"), row=row,
        )  # fmt: skip


class ConfirmDevices(ForAuthorities):
    """„Ja, ist bei mir“, for one device or for all that the page showed."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        keys = [key for key in map(key_of, request.POST.getlist("row")) if key is not None]
        count = actions.confirm_devices(keys=keys, by=signed_in(request), now=timezone.now())
        if count:
            messages.success(
                request, "Danke, das Gerät ist bestätigt." if count == 1 else f"Danke, {count} Geräte sind bestätigt."
            )
        else:
            messages.info(request, "Dazu war nichts mehr offen.")
        return HttpResponseRedirect(reverse("stocktaking:my_devices"))


class AnswerPage(ForAuthorities, ActionPage):
    """„Stimmt nicht …“: what is otherwise about a device; the IT-Koordination answers for the whole authority."""

    model = CampaignDevice
    form_class = AnswerForm
    submit_label = "Antworten"
    success_message = "Danke, Ihre Antwort ist gespeichert."
    object: CampaignDevice

    def get_rows(self) -> CampaignDeviceQuerySet:
        user = signed_in(self.request)
        rows = CampaignDevice.objects.visible_to(user).select_related("campaign")
        if user.has_perm("stocktaking.answer_for_authority"):
            return rows
        return rows.of_people(user.access.contacts)

    @property
    def is_own(self) -> bool:
        """Whether the person answers for themselves."""
        return own_questions(signed_in(self.request)).filter(pk=self.object.pk).exists()

    def get_initial(self) -> dict[str, Any]:
        row = self.object
        return {} if row.answer == Answer.OPEN else {"answer": row.answer, "remark": row.remark}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "is_own": self.is_own}

    def perform(self, form: Any) -> None:
        actions.answer_device(
            row=self.object, answer=Answer(form.cleaned_data["answer"]), remark=form.cleaned_data["remark"],
            by=signed_in(self.request), now=timezone.now(),
        )  # fmt: skip

    def get_success_url(self) -> str:
        return reverse("stocktaking:my_devices") if self.is_own else str(self.object.campaign.get_absolute_url())

    def get_back_url(self) -> str:
        return self.get_success_url()

    def get_breadcrumb(self) -> list[Link]:
        return [Link("Meine Geräte" if self.is_own else str(self.object.campaign), self.get_back_url())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.object
        what = " ".join(filter(None, [row.get_kind_display(), row.model_name, row.number]))
        where = f"Im Bestand steht: {row.place}."
        return super().get_context_data(page_title=what, question=where, **kwargs)


class ReportUnlisted(ForAuthorities, ActionPage):
    """„Dieses Gerät steht nicht in der Liste“."""

    form_class = OwnUnlistedForm
    page_title = "Ein Gerät steht nicht in der Liste"
    question = "Sagen Sie uns, was Sie haben. Die Nummer steht meist auf einem Aufkleber am Gerät."
    submit_label = "Melden"
    success_message = "Danke, wir sehen uns das an."

    def get_campaigns(self) -> Any:
        """Stock-takings that run at an authority where the person works."""
        return Campaign.objects.visible_to(signed_in(self.request)).running()

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": UnlistedDevice(), "campaigns": self.get_campaigns()}

    def perform(self, form: Any) -> None:
        user, campaign = signed_in(self.request), form.cleaned_data["campaign"]
        theirs = campaign.authorities.filter(pk__in=user.access.authorities)
        works_there = theirs.filter(contacts__in=user.access.contacts)  # others are municipalities of the own Amt
        names = ("kind", "number", "place", "remark")
        values = {name: form.cleaned_data[name] for name in names}
        device = UnlistedDevice(campaign=campaign, authority=works_there.first() or theirs.first(), **values)
        actions.report_unlisted(device=device, by=user, now=timezone.now())

    def get_success_url(self) -> str:
        return reverse("stocktaking:my_devices")

    def get_breadcrumb(self) -> list[Link]:
        return [Link("Meine Geräte", self.get_success_url())]

"""The service on its way through rooms, with a phone and perhaps a hand scanner."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.views.generic import TemplateView

from accounts.signed_in import signed_in
from customers.models import Authority
from stocktaking import actions
from stocktaking.actions import Found
from stocktaking.badges import answer_badge
from stocktaking.forms import ScanForm, UnlistedForm
from stocktaking.lifecycle import Answer
from stocktaking.models import Campaign, CampaignDevice, UnlistedDevice
from stocktaking.progress import Progress, by
from stocktaking.views.campaigns import site_anchor
from stocktaking.views.running import OfCampaign
from ui.keys import key_of
from ui.pages import Link, VisibleRows, show_errors


class RoomLine(NamedTuple):
    """A room with how far it is, and where it is gone through."""

    name: str
    progress: Progress
    url: str


@dataclass
class SiteLines:
    """A site of an authority with its rooms."""

    title: str
    anchor: str
    rooms: list[RoomLine]


class OnSitePage(PermissionRequiredMixin, VisibleRows, TemplateView):
    """A page for those who run a stock-taking that takes answers."""

    permission_required = "stocktaking.change_campaign"
    model = Campaign

    @cached_property
    def campaign(self) -> Campaign:
        """The stock-taking; one that is not there is not found."""
        return get_object_or_404(self.get_rows(), pk=self.kwargs["pk"])


class RoomsPage(OnSitePage):
    """All rooms with how far they are."""

    template_name = "stocktaking/rooms.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        campaign = self.campaign
        rows = CampaignDevice.objects.visible_to(signed_in(self.request)).filter(campaign=campaign)
        sites: dict[tuple[int, str], SiteLines] = {}
        for part in by(rows, "authority__short_name", "authority", "site_name", "room_name"):
            name, authority, site, room = part.key
            anchor = f"site-{authority}-{site_anchor(site)}"
            lines = sites.setdefault((authority, site), SiteLines(f"{name}, {site or 'ohne Standort'}", anchor, []))
            url = room_url(campaign, authority, site, room)
            lines.rooms.append(RoomLine(f"Raum {room}" if room else "ohne Raum", part.progress, url))
        return super().get_context_data(
            page_title="Vor Ort prüfen",
            campaign=campaign,
            sites=list(sites.values()),
            breadcrumb=way_to(campaign),
            **kwargs,
        )


def way_to(campaign: Campaign) -> list[Link]:
    """Where pages within a stock-taking hang."""
    return [
        Link("Bestandsabgleiche", reverse("stocktaking:campaigns")),
        Link(campaign.title, campaign.get_absolute_url()),
    ]


def room_url(campaign: Campaign, authority: int, site: str, room: str) -> str:
    """The page of one room; rooms are told apart by their words, since that is what was copied."""
    return address("stocktaking:check", campaign, authority=authority, site=site, room=room)


def address(name: str, campaign: Campaign, **values: Any) -> str:
    """A page of a stock-taking, and which part of it is meant."""
    return f"{reverse(name, args=[campaign.pk])}?{urlencode(values)}"


class CheckPage(OnSitePage):
    """One room: what should be there, to tick off or to scan."""

    template_name = "stocktaking/check.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "authority" not in request.GET:  # which room?
            return redirect("stocktaking:rooms", pk=self.campaign.pk)
        return self.render_to_response(self.get_context_data(form=ScanForm(), unknown=""))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if "number" in request.POST:
            return self._scan()
        keys = [key for key in map(key_of, request.POST.getlist("row")) if key is not None]
        try:
            count = actions.check_room(campaign=self.campaign, keys=keys, by=signed_in(request), now=timezone.now())
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, f"{count} bestätigt." if count else "Nichts angekreuzt.")
        return HttpResponseRedirect(request.get_full_path())

    def _scan(self) -> HttpResponse:
        form, (authority, site, room) = ScanForm(self.request.POST), self._room()
        if form.is_valid():
            number = form.cleaned_data["number"]
            try:
                row, found = actions.scan(
                    campaign=self.campaign, authority=authority, site_name=site, room_name=room, number=number,
                    by=signed_in(self.request), now=timezone.now(),
                )  # fmt: skip
            except ValidationError as error:
                show_errors(form, error)
                unknown = actions.number_on(number, signed_in(self.request))
                return self.render_to_response(self.get_context_data(form=form, unknown=unknown))
            self._tell(row, found)
            return HttpResponseRedirect(self.request.get_full_path())
        return self.render_to_response(self.get_context_data(form=form, unknown=""))

    def _tell(self, row: CampaignDevice, found: Found) -> None:
        if found == Found.FROM_ELSEWHERE:
            messages.warning(
                self.request, f"{row} gehört laut Bestand woandershin ({row.place}). Das ist jetzt vermerkt."
            )
        elif found == Found.ALREADY:
            messages.info(self.request, f"{row} war schon bestätigt.")
        else:
            messages.success(self.request, f"{row} ist da.")

    def _room(self) -> tuple[Authority, str, str]:
        key = key_of(self.request.GET.get("authority", ""))
        if key is None:
            raise Http404("Diesen Raum gibt es nicht.")
        authority = get_object_or_404(Authority.objects.visible_to(signed_in(self.request)), pk=key)
        return authority, self.request.GET.get("site", ""), self.request.GET.get("room", "")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        campaign, (authority, site, room) = self.campaign, self._room()
        rows = CampaignDevice.objects.visible_to(signed_in(self.request)).filter(
            campaign=campaign, authority=authority, site_name=site, room_name=room
        )
        if not rows.exists():
            raise Http404("Diesen Raum gibt es in diesem Abgleich nicht.")
        ordered = sorted(rows, key=lambda row: (row.workstation_number, row.number))
        to_check: list[tuple[CampaignDevice, SafeString]] = []
        known: list[tuple[CampaignDevice, SafeString]] = []
        for row in ordered:
            is_known = not campaign.is_running or row.answer == Answer.CONFIRMED or row.settled_at
            (known if is_known else to_check).append((row, answer_badge(row.answer)))
        place = f"{site or 'ohne Standort'}, {f'Raum {room}' if room else 'ohne Raum'}"
        back = reverse("stocktaking:rooms", args=[campaign.pk])
        unknown = kwargs.get("unknown", "")
        found_url = address("stocktaking:found", campaign, authority=authority.pk, place=place, number=unknown)
        return super().get_context_data(
            page_title=place,
            campaign=campaign,
            authority=authority,
            to_check=to_check,
            known=known,
            breadcrumb=[*way_to(campaign), Link("Vor Ort prüfen", back)],
            found_url=found_url,
            **kwargs,
        )


class FoundPage(OfCampaign):
    """Something is there that stands in no list."""

    form_class = UnlistedForm
    page_title = "Gerät ohne Eintrag aufnehmen"
    question = "Es wird vermerkt und unter „Geräte ohne Eintrag“ geklärt; in den Bestand kommt es dadurch noch nicht."
    submit_label = "Aufnehmen"
    success_message = "Das Gerät ist vermerkt."

    def get_initial(self) -> dict[str, Any]:
        return {"number": self.request.GET.get("number", "")[:80], "place": self.request.GET.get("place", "")[:200]}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": UnlistedDevice()}

    def perform(self, form: Any) -> None:
        key = key_of(self.request.GET.get("authority", ""))
        of_campaign = self.object.authorities.all()
        authority = of_campaign.filter(pk=key or 0).first() or (
            of_campaign.first() if of_campaign.count() == 1 else None
        )
        if authority is None:
            raise ValidationError(
                "Bitte öffnen Sie diese Seite von einem Raum aus, damit klar ist, bei welcher Behörde das Gerät steht."
            )
        names = ("kind", "number", "place", "remark")
        device = UnlistedDevice(
            campaign=self.object, authority=authority, **{name: form.cleaned_data[name] for name in names}
        )
        actions.report_unlisted(device=device, by=signed_in(self.request), now=timezone.now())

    def get_success_url(self) -> str:
        return reverse("stocktaking:rooms", args=[self.object.pk])

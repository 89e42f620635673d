"""Stock-takings: the list, the page of one with how far it is, and its report."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic.base import View

from accounts.signed_in import signed_in
from customers.models import Authority
from stocktaking.asking import devices_in_question, preview
from stocktaking.badges import answer_badge, state_badge
from stocktaking.filters import CampaignFilter
from stocktaking.lifecycle import Answer, State
from stocktaking.models import Campaign, CampaignDevice, UnlistedDevice
from stocktaking.progress import Part, by, overall
from stocktaking.report import file_name, report
from stocktaking.tables import CampaignTable
from ui import cells
from ui.pages import DetailPage, Link, ListPage, Section, VisibleRows, filtered
from ui.pdf import as_download

MOST_SHOWN = 10
MOST_PARTS = 60


class CampaignList(ListPage):
    """Stock-takings; an authority sees those that it takes part in."""

    permission_required = "stocktaking.view_campaign"
    model = Campaign
    table_class = CampaignTable
    filterset_class = CampaignFilter
    page_title = "Bestandsabgleiche"

    def get_rows(self) -> QuerySet[Campaign]:
        user = signed_in(self.request)
        own = CampaignDevice.objects.visible_to(user).filter(campaign=OuterRef("pk")).order_by()

        def number(rows: Any) -> Any:
            return Coalesce(Subquery(rows.values("campaign").annotate(number=Count("pk")).values("number")), 0)

        return Campaign.objects.visible_to(user).annotate(
            devices_all=number(own),
            devices_answered=number(own.exclude(answer=Answer.OPEN)),
            devices_to_settle=number(own.to_settle()),
        )

    def get_actions(self) -> list[Link]:
        if not self.request.user.has_perm("stocktaking.add_campaign"):
            return []
        return [Link("Abgleich planen", reverse("stocktaking:plan"), "add")]


class CampaignPage(DetailPage):
    """One stock-taking: what it asks, how far it is, what is to be settled."""

    permission_required = "stocktaking.view_campaign"
    model = Campaign
    template_name = "stocktaking/campaign.html"
    parent = ("Bestandsabgleiche", "stocktaking:campaigns")
    object: Campaign

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.may_run = self.is_for_staff and self.request.user.has_perm("stocktaking.change_campaign")
        row, user = self.object, signed_in(self.request)
        today = timezone.localdate()
        rows = CampaignDevice.objects.visible_to(user).filter(campaign=row)
        authorities = list(Authority.objects.visible_to(user).filter(stocktakings=row).only("name", "short_name"))
        context = super().get_context_data(
            state=state_badge(row.state),
            is_late=row.is_late(today),
            authorities=authorities,
            preview=preview(devices_in_question(authorities), today) if row.state == State.PLANNED else None,
            progress=overall(rows) if row.state != State.PLANNED else None,
            devices_url=filtered("stocktaking:devices", campaign=row.pk),
            **kwargs,
        )
        return {**context, "admin_links": []}  # the web admin only shows it

    def get_sections(self) -> list[Section]:
        if self.object.state == State.PLANNED:
            return []
        user = signed_in(self.request)
        rows = CampaignDevice.objects.visible_to(user).filter(campaign=self.object)
        unlisted = UnlistedDevice.objects.visible_to(user).filter(campaign=self.object)
        return [
            *([] if self.object.state == State.FINISHED else self._waiting(rows, unlisted)),
            self._by_authority(rows),
            self._by_site(rows),
        ]

    def _waiting(self, rows: Any, unlisted: Any) -> list[Section]:
        """What the service settles, or the authority still has to say."""
        return [self._differences(rows), self._unlisted(unlisted)] if self.is_for_staff else [self._unanswered(rows)]

    def _differences(self, rows: Any) -> Section:
        shown = [
            (
                cells.link(row.get_absolute_url(), row.number),
                row.model_name,
                answer_badge(row.answer),
                row.remark,
                row.place,
            )
            for row in rows.to_settle()[:MOST_SHOWN]
        ]
        every = Link("Alle Abweichungen", filtered("stocktaking:devices", campaign=self.object.pk, settled="open"))
        headings = ("Gerät", "Modell", "Antwort", "Anmerkung", "Im Bestand")
        return Section(
            "Zu klären",
            headings=headings,
            rows=shown,
            hint="Keine Abweichung ist offen.",
            more=every if shown else None,
        )

    def _unlisted(self, rows: Any) -> Section:
        shown = [
            (cells.link(row.get_absolute_url(), str(row)), row.place, row.remark)
            for row in rows.to_settle()[:MOST_SHOWN]
        ]
        every = Link("Alle Geräte ohne Eintrag", filtered("stocktaking:unlisted_devices", campaign=self.object.pk))
        return Section("Geräte ohne Eintrag", headings=("Gerät", "Wo es steht", "Anmerkung"), rows=shown, more=every)

    def _unanswered(self, rows: Any) -> Section:
        """For the authority: devices, never the people who were asked."""
        shown = [
            (cells.link(row.get_absolute_url(), row.number), row.get_kind_display(), row.model_name, row.place)
            for row in rows.unanswered()[:MOST_SHOWN]
        ]
        every = Link(
            "Alle ohne Antwort", filtered("stocktaking:devices", campaign=self.object.pk, answer=Answer.OPEN.value)
        )
        hint = "Zu jedem Gerät gibt es eine Antwort."
        headings = ("Gerät", "Art", "Modell", "Im Bestand")
        return Section("Noch ohne Antwort", headings=headings, rows=shown, hint=hint, more=every if shown else None)

    def _by_authority(self, rows: Any) -> Section:
        parts = by(rows, "authority__short_name", "authority")
        if len(parts) < 2:
            return Section("Behörden")
        campaign = self.object.pk
        shown = [
            (
                cells.link(filtered("stocktaking:devices", campaign=campaign, authority=part.key[1]), part.key[0]),
                *counted(part),
            )
            for part in parts[:MOST_PARTS]
        ]
        return Section(_cut("Behörden", parts), headings=("Behörde", *COUNTED), rows=shown)

    def _by_site(self, rows: Any) -> Section:
        parts = by(rows, "authority__short_name", "authority", "site_name")
        is_checked = self.may_run and self.object.is_running
        has_several = len({part.key[1] for part in parts}) > 1
        shown = []
        for part in parts[:MOST_PARTS]:
            site = part.key[2] or "ohne Standort"
            name = f"{part.key[0]}, {site}" if has_several else site
            url = rooms_url(self.object, part.key[1], part.key[2])
            shown.append((cells.link(url, name) if is_checked else name, *counted(part)))
        rooms = Link("Alle Standorte und Räume", reverse("stocktaking:rooms", args=[self.object.pk]))
        more = rooms if is_checked and len(parts) > MOST_PARTS else None
        return Section(_cut("Standorte", parts), headings=("Standort", *COUNTED), rows=shown, more=more)

    def get_actions(self) -> list[Link]:
        pk, state = self.object.pk, self.object.state
        actions_ = []
        if self.may_run and state == State.PLANNED:
            actions_ = [Link("Beginnen", reverse("stocktaking:start", args=[pk]), "play_arrow")]
        if self.may_run and state == State.RUNNING:
            actions_ = [Link("Vor Ort prüfen", reverse("stocktaking:rooms", args=[pk]), "fact_check")]
            if self.object.reminded_at is None and not self.object.is_late(timezone.localdate()):
                actions_.append(Link("Einmal erinnern", reverse("stocktaking:remind", args=[pk]), "mail"))
            actions_.append(Link("Abschließen", reverse("stocktaking:finish", args=[pk]), "check"))
        if self.may_run and state != State.FINISHED:
            actions_.append(Link("Ändern", reverse("stocktaking:edit", args=[pk]), "edit"))
        return actions_

    def get_links(self) -> list[Link]:
        if self.object.state == State.PLANNED:
            return []
        pk = self.object.pk
        word = "Bericht" if self.object.state == State.FINISHED else "Zwischenstand"
        return [
            Link("Alle Geräte des Abgleichs", filtered("stocktaking:devices", campaign=pk), "computer"),
            Link("Geräte ohne Eintrag", filtered("stocktaking:unlisted_devices", campaign=pk), "search_off"),
            Link(f"{word} als PDF", reverse("stocktaking:report", args=[pk]), "download"),
            Link(f"{word} als CSV", filtered("stocktaking:devices", campaign=pk, export="csv"), "download"),
            Link(f"{word} für Excel", filtered("stocktaking:devices", campaign=pk, export="xlsx"), "download"),
        ]


COUNTED = ("Geräte", "beantwortet", "ohne Antwort", "Abweichungen")


def _cut(title: str, parts: Sequence[Part]) -> str:
    """The title of a table; where it does not hold all, it says so. The report does."""
    if len(parts) <= MOST_PARTS:
        return title
    return f"{title}: die ersten {MOST_PARTS} von {cells.number(len(parts))}, alle stehen im Bericht"


def counted(part: Part) -> tuple[str, ...]:
    """The numbers of one authority, site or room."""
    one = part.progress
    differences = cells.number(one.differences)
    if one.to_settle:
        left = "" if one.to_settle == one.differences else f"davon {cells.number(one.to_settle)} "
        differences = f"{differences}, {left}zu klären"
    return cells.number(one.all), f"{one.percent} %", cells.number(one.open), differences


def rooms_url(campaign: Campaign, authority: int, site_name: str) -> str:
    """The rooms of one site, to go through them."""
    url = reverse("stocktaking:rooms", args=[campaign.pk])
    return f"{url}#site-{authority}-{site_anchor(site_name)}"


def site_anchor(site_name: str) -> str:
    """The name of a site's place on the page of rooms."""
    return Section(site_name or "ohne Standort").anchor


class CampaignReport(PermissionRequiredMixin, VisibleRows, View):
    """What was found, as a document."""

    permission_required = "stocktaking.view_campaign"
    model = Campaign

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        now = timezone.now()
        campaign = get_object_or_404(self.get_rows().exclude(state=State.PLANNED), pk=pk)
        content = report(campaign, signed_in(request), now)
        return as_download(request, content, name=file_name(campaign, now), names_people=False)

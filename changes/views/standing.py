"""How Fachverfahren stand: for an authority, for the service across all, and over the last thirty days."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from accounts.sign_in.polling import polled
from accounts.signed_in import signed_in
from applications.models import ApplicationUse, SpecialistApplication
from changes import actions
from changes.actions.standing import FOLLOWS_INCIDENT
from changes.filters import StatusFilter
from changes.forms import NewStatusForm, StatusForm
from changes.levels import Level
from changes.models import Change, ServiceStatus
from changes.showing import application_line, history_section, known_section, standing_section, windows_section
from changes.standing import felt_by, known_at, known_between, standings, worst
from changes.tables import StatusTable
from customers.models import Authority
from history.versions import as_seen
from ui.ordering import GermanOrder
from ui.pages import ActionPage, DetailPage, Link, ListPage, Section, VisibleRows, filtered
from ui.renewing import GuardedPage, renew

SHOWN_BACK = timedelta(days=30)
MOST_WINDOWS = 10
PER_PAGE = 50
FOR_AUTHORITIES = "Stand der Fachverfahren"


class StatusPage(PermissionRequiredMixin, TemplateView):
    """„Stand der Fachverfahren“ for the authorities of a person; staff see all of them elsewhere."""

    permission_required = "changes.view_servicestatus"
    template_name = "changes/status.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and request.user.is_service_staff and self.has_permission():
            return redirect("changes:standings")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**status_context(self.request), **kwargs)


@polled
@require_safe
@permission_required("changes.view_servicestatus", raise_exception=True)
def status_now(request: HttpRequest) -> HttpResponse:
    """The same as it stands now, for a page that asks again by itself."""
    if signed_in(request).is_service_staff:
        raise PermissionDenied
    return render(request, "changes/_status.html", status_context(request))


def status_context(request: HttpRequest) -> dict[str, Any]:
    """What an authority reads; a part for each of the person's authorities."""
    user, now = signed_in(request), timezone.now()
    authorities = {row.pk: row for row in Authority.objects.visible_to(user).filter(pk__in=user.access.authorities)}
    found = standings(now, user=user, authorities=list(authorities))
    several = len(authorities) > 1
    sections = [
        standing_section(rows, f"Fachverfahren: {authorities[key].name}" if several else "Ihre Fachverfahren", now)
        for key, rows in found.items()
    ]
    ahead = list(Change.objects.visible_to(user).ahead(now)[:MOST_WINDOWS])
    windows = windows_section(ahead, "Nächste Wartungsfenster", is_for_staff=False, felt=felt_by(ahead, user))
    return {
        "page_title": FOR_AUTHORITIES,
        "now": now,
        "is_normal": all(row.is_normal for rows in found.values() for row in rows),
        "sections": [*sections, windows],
    }


class StandingsPage(PermissionRequiredMixin, VisibleRows, TemplateView):
    """How everything stands, for staff: what is not as usual first, then every Fachverfahren."""

    permission_required = "changes.view_change"
    template_name = "changes/standings.html"
    model = SpecialistApplication

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, now = signed_in(self.request), timezone.now()
        rows: QuerySet[Any] = self.get_rows().order_by(GermanOrder("name"), "pk")
        page = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("page"))
        known = known_at(now, user=user)
        may_set = user.has_perm("changes.add_servicestatus")
        names = SpecialistApplication.objects.visible_to(user).in_bulk({one.application for one in known})
        return super().get_context_data(
            page_title="Betriebszustand der Fachverfahren",
            now=now,
            actions=[Link("Zustand setzen", reverse("changes:set_status"), "add")] if may_set else [],
            current=known_section([one for one in known if not one.is_normal], names, user, now),
            every=self._all(list(page), known),
            page_obj=page,
            is_paginated=page.has_other_pages(),
            **kwargs,
        )

    def _all(self, rows: list[SpecialistApplication], known: list[Any]) -> Section:
        lines = [application_line(row, worst(one for one in known if one.application == row.pk)) for row in rows]
        return Section("Alle Fachverfahren", headings=("Fachverfahren", "Stand", "Letzte 30 Tage"), rows=lines)


class StatusList(ListPage):
    """Everything that was said of how Fachverfahren stand."""

    permission_required = "changes.view_change"
    model = ServiceStatus
    table_class = StatusTable
    filterset_class = StatusFilter
    page_title = "Einträge zum Betriebszustand"
    intro = "Was von Hand oder durch Großstörungen gesetzt wurde. Laufende Änderungen zählen von selbst und stehen bei den Änderungen."
    empty_text = "Noch ist kein Zustand gesetzt worden."

    def get_rows(self) -> QuerySet[ServiceStatus]:
        return super().get_rows().select_related("application", "authority")

    def get_table_options(self) -> dict[str, Any]:
        return {} if self.request.user.has_perm("changes.change_servicestatus") else {"exclude": ("change",)}

    def get_actions(self) -> list[Link]:
        may_set = self.request.user.has_perm("changes.add_servicestatus")
        return [Link("Zustand setzen", reverse("changes:set_status"), "add")] if may_set else []


class HistoryPage(DetailPage):
    """How one Fachverfahren stood in the last thirty days."""

    permission_required = "changes.view_servicestatus"
    model = SpecialistApplication
    parent = ("Betriebszustand", "changes:status")

    def get_rows(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_rows()
        if self.is_for_staff:
            return rows
        uses = ApplicationUse.objects.visible_to(signed_in(self.request)).current(timezone.localdate())
        return rows.filter(pk__in=uses.order_by().values("application"))

    def get_title(self) -> str:
        return f"{self.object.name}: die letzten 30 Tage"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if not self.is_for_staff:
            context["breadcrumb"] = [Link(FOR_AUTHORITIES, reverse("changes:status"))]
        return context

    def get_sections(self) -> list[Section]:
        user, now = signed_in(self.request), timezone.now()
        own = {"applications": [self.object.pk]}
        before = known_between(now - SHOWN_BACK, now, user=user, **own)
        ahead = Change.objects.visible_to(user).ahead_at(self.object, now)[:MOST_WINDOWS]
        return [
            history_section(before, user),
            windows_section(ahead, "Nächste Wartungsfenster", is_for_staff=self.is_for_staff),
        ]

    def get_links(self) -> list[Link]:
        links = [Link(self.object.name, self.object.get_absolute_url(), "apps")]
        if self.is_for_staff:
            links.append(Link("Einträge dazu", filtered("changes:statuses", application=self.object.pk), "history"))
        return links


class SetStatus(ActionPage):
    """Says by hand how a Fachverfahren stands."""

    permission_required = "changes.add_servicestatus"
    form_class = NewStatusForm
    page_title = "Betriebszustand setzen"
    question = "Wer das Fachverfahren nutzt, liest es auf der Statusseite und bevor etwas gemeldet wird. Gelten mehrere Einträge, zählt der schlechteste."
    submit_label = "Setzen"
    success_message = "Der Betriebszustand ist gesetzt."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": signed_in(self.request)}

    def get_initial(self) -> dict[str, Any]:
        return {"level": Level.RESTRICTED, "application": self.request.GET.get("application", "").replace("\x00", "")}

    def perform(self, form: NewStatusForm) -> ServiceStatus:
        return actions.set_status(by=signed_in(self.request), since=timezone.now(), **form.cleaned_data)

    def get_success_url(self) -> str:
        return reverse("changes:standings")

    def get_breadcrumb(self) -> list[Link]:
        return [Link("Betriebszustand", self.get_success_url())]


class ChangeStatus(GuardedPage):
    """Says it otherwise."""

    permission_required = "changes.change_servicestatus"
    model = ServiceStatus
    template_name = "changes/change_status.html"
    form_class = StatusForm
    success_message = "Der Betriebszustand ist geändert."

    def get_rows(self) -> QuerySet[Any]:
        return super().get_rows().select_related("application", "authority")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.object}

    def perform(self, form: StatusForm) -> None:
        values = {"until": self.object.until} | form.cleaned_data
        actions.change_status(status=self.object, by=signed_in(self.request), **values)

    def renew(self, form: Any) -> None:
        fresh = ServiceStatus.objects.get(pk=self.object.pk)
        other = StatusForm(instance=fresh)
        for name in set(other.fields) - set(form.fields):  # the outage that it followed has ended meanwhile
            del other.fields[name]
        renew(form, other, seen=as_seen(fresh, form.cleaned_data["version"]))

    def get_success_url(self) -> str:
        return reverse("changes:standings")

    def get_back_url(self) -> str:
        return self.get_success_url()

    def get_breadcrumb(self) -> list[Link]:
        return [Link("Betriebszustand", self.get_success_url())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row: ServiceStatus = self.object
        whom = row.authority.name if row.authority else "alle, die es nutzen"
        return super().get_context_data(
            page_title=f"{row.application}: Zustand ändern",
            question=f"Gilt für: {whom}." + (f" {FOLLOWS_INCIDENT}" if row.follows_incident else ""),
            end_url=reverse("changes:end_status", args=[row.pk]) if self._may_end(row) else "",
            **kwargs,
        )

    def _may_end(self, row: ServiceStatus) -> bool:
        return row.holds(timezone.now()) and not row.follows_incident


class EndStatus(ActionPage):
    """It is as usual again."""

    permission_required = "changes.change_servicestatus"
    model = ServiceStatus
    template_name = "ui/confirm.html"
    page_title = "Wieder normal?"
    submit_label = "Beenden"
    success_message = "Der Eintrag ist beendet."

    def get_rows(self) -> QuerySet[Any]:
        return super().get_rows().select_related("application", "authority")

    def perform(self, form: Any) -> None:
        actions.end_status(status=self.object, by=signed_in(self.request), now=timezone.now())

    def get_success_url(self) -> str:
        return reverse("changes:standings")

    def get_back_url(self) -> str:
        return self.get_success_url()

    def get_breadcrumb(self) -> list[Link]:
        return [Link("Betriebszustand", self.get_success_url())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row: ServiceStatus = self.object
        whom = f" bei: {row.authority}" if row.authority else ""
        question = (
            f"„{row.application}: {row.get_level_display()}“{whom} gilt dann nicht mehr. Andere Einträge bleiben."
        )
        return super().get_context_data(question=question, **kwargs)

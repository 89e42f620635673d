"""The page of an authority, and its sheet."""

from datetime import datetime
from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic.base import View

from accounts.models import User
from accounts.signed_in import signed_in
from customers.models import Authority
from customers.tables import role_badge
from customers.views.relations import relations_link
from customers.views.successions import what_became
from dashboards.authorities.facts import with_facts
from dashboards.authorities.sections import main_sections, side_sections
from dashboards.authorities.sheet import file_name, sheet
from dashboards.authorities.standing import key_figures, since, warnings
from ui.pages import DetailPage, Link, Section, VisibleRows, filtered
from ui.pdf import as_download


def authorities_for(user: User, now: datetime) -> QuerySet[Authority]:
    """The authorities whose page this person may open, with what the page asks for again and again."""
    day = timezone.localdate(now)
    return with_facts(Authority.objects.visible_to(user).with_current_role(day), user, day)


class AuthorityPage(DetailPage):
    """Everything about an authority on one page, for the call that comes next."""

    permission_required = "customers.view_authority"
    model = Authority
    template_name = "dashboards/authorities/authority.html"
    parent = ("Behörden", "customers:authorities")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.now = timezone.now()

    def get_rows(self) -> QuerySet[Authority]:
        return authorities_for(signed_in(self.request), self.now)

    def get_subtitle(self) -> str:
        return self.object.get_kind_display()

    def get_sections(self) -> list[Section]:
        return main_sections(self.object, signed_in(self.request), self.now)

    def get_actions(self) -> list[Link]:
        pk, actions = self.object.pk, relations_link(self.object, self.request.user)
        if self.request.user.has_perm("tickets.work_ticket"):
            actions.append(Link("Meldung aufnehmen", reverse("tickets:open-for", args=[pk]), "phone_in_talk"))
        if self.request.user.has_perm(AuthoritySheet.permission_required):
            actions.append(Link("Steckbrief als PDF", reverse("dashboards:authority_sheet", args=[pk]), "download"))
        return actions

    def get_links(self) -> list[Link]:
        pk = self.object.pk
        links = [
            Link("IT-Arbeitsplätze", filtered("workstations:workstations", authority=pk), "computer"),
            Link("Fachverfahren", filtered("applications:applications", authority=pk), "apps"),
            Link("Service-Points", filtered("counter:service_points", authority=pk), "location_on"),
        ]
        if self.is_for_staff:
            links.insert(
                0, Link("Meldungen dieser Behörde", filtered("tickets:queue", view="all", authority=pk), "inbox")
            )
        if self.request.user.has_perm("customers.view_contact"):
            links.append(Link("Ansprechpersonen", filtered("customers:contacts", authority=pk), "group"))
        if self.request.user.has_perm("contracts.view_blockedtime"):
            links.append(Link("Sperrzeiten", filtered("contracts:blocked_times", authority=pk), "event"))
        if self.request.user.has_perm("customers.add_site"):
            links.append(Link("Standort anlegen", reverse("customers:add_site", args=[pk]), "add"))
        if self.request.user.has_perm("tickets.view_boards"):
            links.append(Link("Kennzahlen", filtered("dashboards:service", authority=pk), "dashboard"))
        return links

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        authority, user = self.object, signed_in(self.request)
        role = authority.current_role
        return super().get_context_data(
            role=role_badge(role) if role else "",
            since=since(authority, timezone.localdate(self.now)) if role else None,
            what_became=what_became(authority, for_staff=self.is_for_staff),
            warnings=warnings(authority, user, self.now),
            figures=key_figures(authority, user, self.now),
            side=side_sections(authority, user, self.now),
            **kwargs,
        )


class AuthoritySheet(PermissionRequiredMixin, VisibleRows, View):
    """The same facts as a document to take along; for staff, and for those who see their whole authority."""

    permission_required = "customers.view_contact"
    model = Authority

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        now, user = timezone.now(), signed_in(request)
        authority = get_object_or_404(authorities_for(user, now), pk=pk)
        return as_download(request, sheet(authority, user, now), name=file_name(authority, now))

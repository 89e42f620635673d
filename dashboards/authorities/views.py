"""The page of an authority."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from accounts.signed_in import signed_in
from customers.models import Authority
from customers.tables import role_badge
from dashboards.authorities.sections import sections
from ui.pages import DetailPage, Link, Section, filtered


class AuthorityPage(DetailPage):
    """An authority on one page: what it is, what it handed over, where it sits, whom to call."""

    permission_required = "customers.view_authority"
    model = Authority
    template_name = "dashboards/authorities/authority.html"
    parent = ("Behörden", "customers:authorities")

    def get_rows(self) -> QuerySet[Authority]:
        return Authority.objects.visible_to(signed_in(self.request)).with_current_role(timezone.localdate())

    def get_subtitle(self) -> str:
        return self.object.get_kind_display()

    def get_sections(self) -> list[Section]:
        return sections(self.object, signed_in(self.request), timezone.now())

    def get_links(self) -> list[Link]:
        pk = self.object.pk
        links = [
            Link("IT-Arbeitsplätze", filtered("workstations:workstations", authority=pk), "computer"),
            Link("Fachverfahren", filtered("applications:applications", authority=pk), "apps"),
            Link("Service-Points", filtered("customers:service_points", authority=pk), "location_on"),
        ]
        if self.is_for_staff:
            links.insert(
                0, Link("Meldungen dieser Behörde", filtered("tickets:queue", view="all", authority=pk), "inbox")
            )
        if self.request.user.has_perm("customers.view_contact"):
            links.append(Link("Ansprechpersonen", filtered("customers:contacts", authority=pk), "group"))
        return links

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        role = self.object.current_role
        return super().get_context_data(role=role_badge(role) if role else "", **kwargs)

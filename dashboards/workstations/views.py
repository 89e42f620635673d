"""The page of a workstation."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from accounts.models import User
from accounts.signed_in import signed_in
from dashboards.workstations.sections import main_sections, side_sections
from dashboards.workstations.standing import warnings
from handovers.sections import ways_to_hand_over
from ui.pages import DetailPage, Link, Section, filtered
from workstations.lifecycle import PlaceState
from workstations.models import Workstation
from workstations.tables import place_badge
from workstations.views.merging import merge_link
from workstations.views.places import place_steps
from workstations.views.placing import workstation_deeds

RELATED = (
    "authority", "site", "room", "used_by", "computer__model__operating_system", "computer__operating_system", "computer__lease",
)  # fmt: skip


def workstations_for(user: User) -> QuerySet[Workstation]:
    """The workstations whose page this person may open, with what the sections ask for again and again."""
    return Workstation.objects.visible_to(user).select_related(*RELATED)


class WorkstationPage(DetailPage):
    """Everything about a workstation on one page, for the call that is just on the line."""

    permission_required = "workstations.view_workstation"
    model = Workstation
    template_name = "dashboards/workstations/workstation.html"
    parent = ("IT-Arbeitsplätze", "workstations:workstations")
    object: Workstation

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.now = timezone.now()

    def get_rows(self) -> QuerySet[Workstation]:
        return workstations_for(signed_in(self.request))

    def get_title(self) -> str:
        return f"Arbeitsplatz {self.object.inventory_number}"

    def get_subtitle(self) -> str:
        room = f"Raum {self.object.room.name}" if self.object.room else ""
        return ", ".join(filter(None, [self.object.site.name if self.object.site else "", room]))

    def get_sections(self) -> list[Section]:
        return main_sections(self.object, signed_in(self.request), self.now)

    def get_actions(self) -> list[Link]:
        row, user, actions = self.object, self.request.user, []
        if user.has_perm("tickets.work_ticket"):
            known = {"workstation": row.pk, **({"requester": row.used_by_id} if row.used_by_id else {})}
            url = f"{reverse('tickets:open-for', args=[row.authority_id])}?{urlencode(known)}"
            actions.append(Link("Meldung aufnehmen", url, "phone_in_talk"))
        if not user.has_perm("workstations.change_workstation"):
            return actions
        if row.state != PlaceState.CLOSED:
            actions += workstation_deeds(row, may_move_devices=user.has_perm("workstations.change_device"))
        return [*actions, *place_steps(row)]

    def get_links(self) -> list[Link]:
        pk, links = self.object.pk, []
        if self.is_for_staff:
            links.append(
                Link("Meldungen zu diesem Arbeitsplatz", filtered("tickets:queue", view="all", workstation=pk), "inbox")
            )
        if self.request.user.has_perm("workstations.view_device"):
            links.append(
                Link("Geräte dieses Arbeitsplatzes", filtered("workstations:devices", workstation=pk), "print")
            )
        if self.is_for_staff and self.request.user.has_perm("workstations.change_device"):
            links.append(Link("Ausstattung ausgeben", filtered("workstations:issue", workstation=pk), "badge"))
        others = filtered("workstations:workstations", authority=self.object.authority_id)
        links.append(Link("Alle Arbeitsplätze der Behörde", others, "computer"))
        user = signed_in(self.request)
        return [*links, *ways_to_hand_over(self.object, user), *merge_link(user, self.object)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, user = self.object, signed_in(self.request)
        is_open = row.state != PlaceState.CLOSED
        may_report = is_open and not self.is_for_staff and user.has_perm("tickets.add_ticket")
        return super().get_context_data(
            state=place_badge(row.state),
            report_url=filtered("portal:report", workstation=row.pk) if may_report else "",
            warnings=warnings(row, user, self.now),
            side=side_sections(row, user, self.now),
            **kwargs,
        )

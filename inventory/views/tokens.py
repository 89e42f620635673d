"""Keys of agents: the list, a new one that is shown once, one with the command it goes into, revoking."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from accounts.signed_in import signed_in
from inventory import actions
from inventory.filters import TokenFilter
from inventory.forms import NewToken
from inventory.models import AgentToken, InventoryReport
from inventory.tables import TokenTable, standing_badge
from ui import cells
from ui.pages import ActionPage, DetailPage, Link, ListPage, Property, Section, filtered, show_errors

MAY_SEE, MAY_ADD, MAY_REVOKE = "inventory.view_agenttoken", "inventory.add_agenttoken", "inventory.change_agenttoken"
UNKNOWN = "SCHLÜSSEL"


def address(key: str) -> str:
    """Where agents with a key report to."""
    return f"{settings.SITE_URL.rstrip('/')}{reverse('inventory:agent_with_password')}{key}/"


def commands(key: str) -> list[tuple[str, str]]:
    """What has to be entered on a device, by agent."""
    place = address(key)
    return [
        ("GLPI-Agent unter Windows", f'GLPI-Agent-x64.msi /quiet SERVER="{place}" RUNNOW=1'),
        ("GLPI-Agent unter Linux", f"glpi-agent --server={place} --force"),
        ("FusionInventory-Agent", f"fusioninventory-agent --server={place} --force"),
    ]


class TokenList(ListPage):
    """Keys by authority."""

    permission_required = MAY_SEE
    model = AgentToken
    table_class = TokenTable
    filterset_class = TokenFilter
    page_title = "Agentenschlüssel"
    intro = "Mit einem Schlüssel melden die Agenten einer Behörde, welche Geräte es gibt. Jede Behörde hat eigene."
    empty_text = "Noch keine Behörde hat einen Agentenschlüssel."

    def get_rows(self) -> QuerySet[AgentToken]:
        rows = AgentToken.objects.visible_to(signed_in(self.request)).select_related("authority")
        return rows.with_standing(timezone.localdate())

    def get_actions(self) -> list[Link]:
        if not self.request.user.has_perm(MAY_ADD):
            return []
        return [Link("Neuer Schlüssel", reverse("inventory:add_token"), "key")]


class NewTokenPage(ActionPage):
    """Makes a key and shows it, once."""

    permission_required = MAY_ADD
    form_class = NewToken
    page_title = "Neuer Agentenschlüssel"
    question = "Der Schlüssel wird danach ein einziges Mal gezeigt. Gespeichert wird nur eine Prüfsumme."
    submit_label = "Schlüssel anlegen"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": signed_in(self.request)}

    def form_valid(self, form: NewToken) -> HttpResponse:
        try:
            token, key = actions.create_token(by=signed_in(self.request), now=timezone.now(), **form.cleaned_data)
        except ValidationError as error:
            show_errors(form, error)
            return self.form_invalid(form)
        context = {
            "page_title": f"Schlüssel „{token.name}“",
            "breadcrumb": self.get_breadcrumb(),
            "object": token,
            "key": key,
            "place": address(key),
            "open_place": address("")[:-1],
            "commands": commands(key),
        }
        response = render(self.request, "inventory/new_token.html", context)
        add_never_cache_headers(response)
        return response

    def get_back_url(self) -> str:
        return reverse("inventory:tokens")

    def get_breadcrumb(self) -> list[Link]:
        return [Link("Inventarmeldungen", reverse("inventory:cases")), Link("Agentenschlüssel", self.get_back_url())]


class TokenPage(DetailPage):
    """One key: whose, since when, how much it is used."""

    permission_required = MAY_SEE
    model = AgentToken
    template_name = "inventory/token.html"
    parent = ("Agentenschlüssel", "inventory:tokens")

    def get_title(self) -> str:
        return f"Agentenschlüssel „{self.object.name}“"

    def get_rows(self) -> QuerySet[AgentToken]:
        rows = AgentToken.objects.visible_to(signed_in(self.request))
        return rows.select_related("authority", "created_by", "revoked_by").with_standing(timezone.localdate())

    def get_sections(self) -> list[Section]:
        row: AgentToken = self.object
        agents = (
            InventoryReport.objects.visible_to(signed_in(self.request))
            .filter(token=row)
            .values("agent_id")
            .distinct()
            .count()
        )
        properties = [
            Property(
                "Behörde", cells.link(reverse("dashboards:authority", args=[row.authority_id]), row.authority.name)
            ),
            Property("Angelegt", f"{timezone.localtime(row.created_at):%d.%m.%Y} von {row.created_by}"),
            Property("Gültig bis", cells.day(row.valid_until) if row.valid_until else "auf Widerruf"),
            Property("Zuletzt benutzt", cells.moment(row.last_used_at) if row.last_used_at else "noch nie"),
            Property("Agenten, die ihn benutzen", cells.number(agents)),
        ]
        if row.revoked_at:
            gone = f"{timezone.localtime(row.revoked_at):%d.%m.%Y} von {row.revoked_by}"
            properties.append(Property("Gesperrt", gone))
        return [Section("Angaben", properties)]

    def get_links(self) -> list[Link]:
        cases = filtered("inventory:cases", authority=self.object.authority_id)
        return [Link("Prüffälle dieser Behörde", cases, "fact_check")]

    def get_actions(self) -> list[Link]:
        if self.object.revoked_at or not self.request.user.has_perm(MAY_REVOKE):
            return []
        return [Link("Sperren …", reverse("inventory:revoke_token", args=[self.object.pk]), "lock")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            state=standing_badge(self.object.standing), commands=commands(UNKNOWN), **kwargs
        )


class RevokeToken(ActionPage):
    """Lets a key open nothing any more."""

    permission_required = MAY_REVOKE
    model = AgentToken
    template_name = "ui/confirm.html"
    page_title = "Agentenschlüssel sperren"
    question = "Agenten mit diesem Schlüssel werden ab sofort abgewiesen. Das lässt sich nicht zurücknehmen."
    submit_label = "Sperren"
    is_dangerous = True
    success_message = "Der Schlüssel ist gesperrt."

    def perform(self, form: Any) -> None:
        actions.revoke_token(token=self.object, by=signed_in(self.request), now=timezone.now())

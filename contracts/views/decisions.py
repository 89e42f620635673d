"""What councils decided: list, page and form."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.signed_in import signed_in
from contracts import actions
from contracts.filters import DecisionFilter
from contracts.forms import DecisionForm
from contracts.models import Agreement, Decision
from contracts.tables import DecisionTable, outcome_badge, state_badge
from customers.views.facts import source_property
from ui import cells
from ui.pages import ActionPage, DetailPage, Link, ListPage, Property, Section, filtered


class DecisionList(ListPage):
    """All decisions."""

    permission_required = "contracts.view_decision"
    model = Decision
    table_class = DecisionTable
    filterset_class = DecisionFilter
    template_name = "contracts/list.html"
    page_title = "Beschlüsse"
    empty_text = "Noch kein Beschluss."

    def get_rows(self) -> QuerySet[Decision]:
        return Decision.objects.visible_to(signed_in(self.request)).select_related("authority")

    def get_actions(self) -> list[Link]:
        may_add = self.request.user.has_perm("contracts.add_decision")
        return [Link("Beschluss eintragen", reverse("contracts:add_decision"), "add")] if may_add else []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        here = reverse("contracts:decisions")
        tabs = [("Vereinbarungen", reverse("contracts:agreements"), False), ("Beschlüsse", here, True)]
        return super().get_context_data(tabs=tabs, **kwargs)


class DecisionPage(DetailPage):
    """One decision with its votes and what rests on it."""

    permission_required = "contracts.view_decision"
    model = Decision
    template_name = "contracts/decision.html"
    parent = ("Beschlüsse", "contracts:decisions")

    def get_rows(self) -> QuerySet[Decision]:
        return Decision.objects.visible_to(signed_in(self.request)).select_related("authority")

    def get_title(self) -> str:
        return str(self.object.subject)

    def get_subtitle(self) -> str:
        return str(self.object.get_kind_display())

    def get_actions(self) -> list[Link]:
        if not (self.is_for_staff and self.request.user.has_perm("contracts.change_decision")):
            return []
        return [Link("Bearbeiten", reverse("contracts:edit_decision", args=[self.object.pk]), "edit")]

    def get_sections(self) -> list[Section]:
        decision = self.object
        link = cells.link(decision.link, "Im Ratsinformationssystem ansehen") if decision.link else ""
        known = [
            Property("Vorlage", decision.paper_number),
            Property("Stimmen", _votes(decision)),
            Property("Im Netz", link),
            Property("Bemerkung", decision.note if self.is_for_staff else ""),
        ]
        properties = [
            Property("Behörde", decision.authority.name),
            Property("Gremium", decision.body),
            Property("Sitzung", cells.day(decision.decided_on) or "Tag nicht bekannt"),
            *(line for line in known if line.value),
            *(source_property(decision) if self.is_for_staff else []),
        ]
        return [Section("Angaben", properties), self._agreements()]

    def get_links(self) -> list[Link]:
        authority = self.object.authority
        return [
            Link(authority.name, authority.get_absolute_url(), "apartment"),
            Link("Alle Beschlüsse der Behörde", filtered("contracts:decisions", authority=authority.pk), "gavel"),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(outcome=outcome_badge(self.object.outcome), **kwargs)

    def _agreements(self) -> Section:
        found = Agreement.objects.visible_to(signed_in(self.request)).filter(decision=self.object)
        rows = [(cells.link(row.get_absolute_url(), row), state_badge(row.state)) for row in found]
        return Section("Darauf beruhen", headings=("Vereinbarung", "Stand"), rows=rows)


class WriteDecisionPage(ActionPage):
    """What entering and changing a decision share."""

    model = Decision
    form_class = DecisionForm
    success_message = "Der Beschluss ist gespeichert."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": signed_in(self.request), "instance": self.object}

    def get_initial(self) -> dict[str, Any]:
        authority = self.request.GET.get("authority", "")
        return {"authority": authority} if authority.isdecimal() else {}

    def get_breadcrumb(self) -> list[Link]:
        return [Link("Beschlüsse", reverse("contracts:decisions")), *super().get_breadcrumb()]

    def get_back_url(self) -> str:
        return str(self.object.get_absolute_url()) if self.object else reverse("contracts:decisions")

    def perform(self, form: Any) -> Decision:
        return actions.save_decision(decision=form.instance, by=signed_in(self.request), now=timezone.now())


class AddDecisionPage(WriteDecisionPage):
    """Enter a decision."""

    permission_required = "contracts.add_decision"
    page_title = "Beschluss eintragen"


class EditDecisionPage(WriteDecisionPage):
    """Change a decision."""

    permission_required = "contracts.change_decision"
    page_title = "Beschluss bearbeiten"

    def get_initial(self) -> dict[str, Any]:
        return {}


def _votes(decision: Decision) -> str:
    """The votes as far as they are known: „12 dafür, 3 dagegen, 1 Enthaltung“."""
    known = [
        (decision.votes_for, "dafür"),
        (decision.votes_against, "dagegen"),
        (decision.abstentions, "Enthaltung" if decision.abstentions == 1 else "Enthaltungen"),
        (decision.biased, "befangen"),
    ]
    return ", ".join(f"{count} {words}" for count, words in known if count is not None)

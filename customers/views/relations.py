"""Pages on which roles, memberships and transferred tasks of an authority are entered and ended."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.signed_in import signed_in
from customers.actions import (
    add_membership,
    end_membership,
    end_role,
    end_transfer,
    give_role,
    transfer_task,
)
from customers.forms import LastDayForm, MembershipForm, RoleForm, TransferForm
from customers.merging import relation
from customers.models import Authority, AuthorityRole, Membership, TaskTransfer
from customers.tables import role_badge
from customers.views.facts import span
from ui import cells
from ui.pages import ActionPage, DetailPage, Link, Section


def relations_link(authority: Authority, user: Any) -> list[Link]:
    """The way from an authority's page to where its relations are kept, for those who may keep them."""
    if not user.has_perm("customers.change_authority"):
        return []
    return [Link("Rollen und Aufgaben ändern", reverse("customers:relations", args=[authority.pk]), "edit")]


class AuthorityRelations(DetailPage):
    """Every role, membership and transferred task of an authority, with its days, and where each is ended."""

    permission_required = "customers.change_authority"
    model = Authority
    parent = ("Behörden", "customers:authorities")

    def get_title(self) -> str:
        return f"Rollen und Aufgaben: {self.object.name}"

    def get_subtitle(self) -> str:
        return str(self.object.get_kind_display())

    def get_actions(self) -> list[Link]:
        deeds = (
            ("Rolle eintragen", "role-add", "add_authorityrole", "badge"),
            ("Zugehörigkeit eintragen", "membership-add", "add_membership", "account_tree"),
            ("Aufgabe übertragen", "transfer-add", "add_tasktransfer", "handshake"),
            ("Nachfolge eintragen", "merge", "add_succession", "merge"),
        )
        may = self.request.user.has_perm
        return [
            Link(words, reverse(f"customers:{name}", args=[self.object.pk]), icon)
            for words, name, right, icon in deeds
            if may(f"customers.{right}")
        ]

    def get_sections(self) -> list[Section]:
        today = timezone.localdate()
        return [self._roles(today), self._memberships(today), self._transfers(today)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["breadcrumb"] = [*context["breadcrumb"], Link(self.object.name, self.object.get_absolute_url())]
        return context

    def _roles(self, today: date) -> Section:
        rows = [
            (
                role_badge(row.role),
                span(row.valid_from, row.valid_until),
                row.get_outcome_display(),
                _end_link("role-end", row, row.valid_until, today, str(row)),
            )
            for row in self.object.roles.all()
        ]
        headings = ("Rolle", "Zeitraum", "Ausgang", "Ende")
        return Section("Rollen", headings=headings, rows=rows, hint="Noch keine Rolle eingetragen.")

    def _memberships(self, today: date) -> Section:
        above = self.object.memberships.select_related("body")
        below = self.object.members.select_related("member")
        rows = [
            (
                row.member.name,
                row.get_kind_display(),
                row.body.name,
                span(row.valid_from, row.valid_until),
                _end_link("membership-end", row, row.valid_until, today, relation(row, row.body)),
            )
            for row in (*above, *below)
        ]  # fmt: skip
        headings = ("Behörde", "Beziehung", "zu", "Zeitraum", "Ende")
        return Section("Zugehörigkeiten", headings=headings, rows=rows, hint="Keine Zugehörigkeit eingetragen.")

    def _transfers(self, today: date) -> Section:
        rows = [
            (
                str(row),
                cells.day(row.resolved_on),
                cells.day(row.contracted_on),
                span(row.starts_on, row.ends_on),
                _end_link("transfer-end", row, row.ends_on, today, str(row)),
            )
            for row in self.object.task_transfers.all()
        ]
        headings = ("Aufgabe", "Beschluss", "Vertrag", "Betrieb", "Ende")
        return Section("Übertragene Aufgaben", headings=headings, rows=rows, hint="Keine Aufgabe übertragen.")


def _end_link(name: str, row: Model, last: date | None, today: date, words: str) -> SafeString | str:
    """Where a row is ended, unless that is past."""
    if last and last < today:
        return "beendet"
    url = reverse(f"customers:{name}", args=[row.pk])
    return format_html('<a class="ku-link" href="{}">Beenden<span class="kern-sr-only">: {}</span></a>', url, words)


class RelationPage(ActionPage):
    """What is entered about an authority; it leads back to its relations."""

    model: type[Model] = Authority

    def get_authority(self) -> Authority:
        """The authority that this is about."""
        found: Authority = self.object
        return found

    def get_success_url(self) -> str:
        return reverse("customers:relations", args=[self.get_authority().pk])

    def get_back_url(self) -> str:
        return self.get_success_url()

    def get_breadcrumb(self) -> list[Link]:
        authority = self.get_authority()
        return [
            Link("Behörden", reverse("customers:authorities")),
            Link(authority.name, authority.get_absolute_url()),
            Link("Rollen und Aufgaben", self.get_success_url()),
        ]


class AddRole(RelationPage):
    """Give an authority a role."""

    permission_required = "customers.add_authorityrole"
    form_class = RoleForm
    page_title = "Rolle eintragen"
    success_message = "Die Rolle ist eingetragen."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": AuthorityRole(authority=self.object)}

    def perform(self, form: Any) -> None:
        give_role(role=form.instance, ends_previous=form.cleaned_data["ends_previous"], by=signed_in(self.request))


class AddMembership(RelationPage):
    """Say where an authority belongs."""

    permission_required = "customers.add_membership"
    form_class = MembershipForm
    page_title = "Zugehörigkeit eintragen"
    success_message = "Die Zugehörigkeit ist eingetragen."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            **super().get_form_kwargs(),
            "instance": Membership(member=self.object),
            "user": signed_in(self.request),
            "day": timezone.localdate(),
        }

    def perform(self, form: Any) -> None:
        add_membership(membership=form.instance, by=signed_in(self.request))


class AddTransfer(RelationPage):
    """Note a task that an authority hands over."""

    permission_required = "customers.add_tasktransfer"
    form_class = TransferForm
    page_title = "Aufgabe übertragen"
    question = "Beschluss, Vertrag und Beginn des Betriebs sind drei verschiedene Tage. Tragen Sie ein, was Sie kennen."
    success_message = "Die Aufgabe ist eingetragen."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": TaskTransfer(authority=self.object)}

    def perform(self, form: Any) -> None:
        transfer_task(transfer=form.instance, by=signed_in(self.request))


class EndPage(RelationPage):
    """Say until when something holds."""

    form_class = LastDayForm
    submit_label = "Ende eintragen"
    success_message = "Das Ende ist eingetragen."
    owner: ClassVar = "authority"

    def get_rows(self) -> QuerySet[Any]:
        return super().get_rows().select_related(*self.also())

    def also(self) -> Iterable[str]:
        """What is read with the row."""
        return (self.owner,)

    def get_authority(self) -> Authority:
        found: Authority = getattr(self.object, self.owner)
        return found

    def get_initial(self) -> dict[str, Any]:
        return {"last_day": timezone.localdate()}


class EndRole(EndPage):
    """End a role."""

    permission_required = "customers.change_authorityrole"
    model = AuthorityRole
    page_title = "Rolle beenden"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question = f"{self.object.authority} ist {self.object}. Bis wann gilt das?"
        return super().get_context_data(question=question, **kwargs)

    def perform(self, form: Any) -> None:
        end_role(role=self.object, last_day=form.cleaned_data["last_day"], by=signed_in(self.request))


class EndMembership(EndPage):
    """End a membership."""

    permission_required = "customers.change_membership"
    model = Membership
    page_title = "Zugehörigkeit beenden"
    owner = "member"

    def also(self) -> Iterable[str]:
        return ("member", "body")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question = f"{relation(self.object, self.object.body)}. Bis wann gilt das?"
        return super().get_context_data(question=question, **kwargs)

    def perform(self, form: Any) -> None:
        end_membership(membership=self.object, last_day=form.cleaned_data["last_day"], by=signed_in(self.request))


class EndTransfer(EndPage):
    """End a transferred task."""

    permission_required = "customers.change_tasktransfer"
    model = TaskTransfer
    page_title = "Übertragene Aufgabe beenden"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question = f"{self.object.authority} hat die Aufgabe „{self.object}“ übertragen. An welchem Tag wird sie zuletzt ausgeführt?"
        return super().get_context_data(question=question, **kwargs)

    def perform(self, form: Any) -> None:
        end_transfer(transfer=self.object, last_day=form.cleaned_data["last_day"], by=signed_in(self.request))

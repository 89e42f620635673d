"""Pages of authorities."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.generic import TemplateView

from accounts.signed_in import signed_in
from customers.filters import AuthorityFilter
from customers.forms import DayForm
from customers.models import Authority, Contact, ContactFunction, Membership, Room, Site
from customers.tables import AuthorityTable, role_badge
from customers.tree import tree
from customers.views.facts import address, mail, phone, source, source_property, span
from history.validity import valid_on
from ui import cells
from ui.ordering import GermanOrder
from ui.pages import DetailPage, Link, ListPage, Property, Section, filtered


class AuthorityList(ListPage):
    """All authorities with their current role and Amt."""

    permission_required = "customers.view_authority"
    model = Authority
    table_class = AuthorityTable
    filterset_class = AuthorityFilter
    page_title = "Behörden"

    def get_actions(self) -> list[Link]:
        return [Link("Als Baum", reverse("customers:tree"), "account_tree")]

    def get_rows(self) -> QuerySet[Authority]:
        day = timezone.localdate()
        of_amt = Membership.objects.filter(valid_on(day), member=OuterRef("pk"), kind=Membership.Kind.MEMBER_OF_AMT)
        rows = Authority.objects.visible_to(signed_in(self.request)).with_current_role(day)
        return rows.annotate(amt_name=Subquery(of_amt.values("body__name")[:1]))


class AuthorityTree(PermissionRequiredMixin, TemplateView):
    """Which authority stands below which, and what each is to the provider, today or on another day."""

    permission_required = "customers.view_authority"
    template_name = "customers/tree.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = DayForm(self.request.GET)
        day = (form.cleaned_data["day"] if form.is_valid() else None) or timezone.localdate()
        user = signed_in(self.request)
        rows = Authority.objects.visible_to(user).with_current_role(day).only("name", "kind", "ars", "is_demo")
        memberships = Membership.objects.visible_to(user).filter(valid_on(day))
        branches = tree(list(rows), memberships)
        wants_all = self.request.GET.get("show") == "all"
        shows_all = wants_all or not any(branch.has_role for branch in branches)
        return super().get_context_data(
            page_title="Behörden als Baum",
            breadcrumb=[Link("Behörden", reverse("customers:authorities"))],
            form=form,
            day=day,
            wants_all=wants_all,
            shows_all=shows_all,
            branches=branches if shows_all else [branch for branch in branches if branch.has_role],
            **kwargs,
        )


class AuthorityDetail(DetailPage):
    """An authority on one page: what it is, what it handed over, where it sits, whom to call."""

    permission_required = "customers.view_authority"
    model = Authority
    template_name = "customers/authority.html"
    parent = ("Behörden", "customers:authorities")

    def get_rows(self) -> QuerySet[Authority]:
        return Authority.objects.visible_to(signed_in(self.request)).with_current_role(timezone.localdate())

    def get_subtitle(self) -> str:
        return self.object.get_kind_display()

    def get_sections(self) -> list[Section]:
        authority = self.object
        return [
            Section("Angaben", self._properties()),
            self._roles_section(),
            _transfers_section(authority),
            *self._membership_sections(),
            self._sites_section(),
            *self._contacts_sections(),
        ]

    def get_actions(self) -> list[Link]:
        if not self.request.user.has_perm("customers.add_site"):
            return []
        return [Link("Standort anlegen", reverse("customers:add_site", args=[self.object.pk]), "add")]

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
        return links

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        role = self.object.current_role
        return super().get_context_data(role=role_badge(role) if role else "", **kwargs)

    def _properties(self) -> list[Property]:
        authority = self.object
        properties = [
            Property("Art", authority.get_kind_display()),
            Property("Kurzname", authority.short_name),
            Property("AGS", authority.ags),
            Property("ARS", authority.ars),
            Property("Anschrift", address(authority)),
        ]
        return (
            [*properties, Property("Bemerkung", authority.note), *source_property(authority)]
            if self.is_for_staff
            else properties
        )

    def _roles_section(self) -> Section:
        """What the authority was and is to the provider; why it decided so is for staff."""
        rows = []
        for role in self.object.roles.all():
            why = (
                ". ".join(filter(None, [role.get_outcome_display(), role.reason, role.note]))
                if self.is_for_staff
                else role.get_outcome_display()
            )
            rows.append((role_badge(role.role), span(role.valid_from, role.valid_until), why, source(role)))
        headings = ("Rolle", "Zeitraum", "Ausgang und Bemerkung", "Quelle")
        return Section("Rollen im Zeitverlauf", headings=headings, rows=rows, hint="Noch keine Rolle eingetragen.")

    def _membership_sections(self) -> Iterable[Section]:
        """The bodies above and below; only staff can open them."""
        today = valid_on(timezone.localdate())
        above = self.object.memberships.select_related("body").filter(today)
        if above:
            rows = [(row.get_kind_display(), self._authority_link(row.body), source(row)) for row in above]
            yield Section("Gehört zu", headings=("Beziehung", "Behörde", "Quelle"), rows=rows)
        below = self.object.members.select_related("member").filter(today).order_by(GermanOrder("member__name"))
        if below:
            rows = [(self._authority_link(row.member), row.get_kind_display(), row.member.ags) for row in below]
            yield Section("Mitglieder", headings=("Behörde", "Beziehung", "AGS"), rows=rows)

    def _authority_link(self, authority: Authority) -> SafeString | str:
        return (
            cells.link(reverse("customers:authority", args=[authority.pk]), authority.name)
            if self.is_for_staff
            else authority.name
        )

    def _sites_section(self) -> Section:
        sites = (
            Site.objects.visible_to(signed_in(self.request))
            .filter(authority=self.object)
            .prefetch_related(Prefetch("rooms", Room.objects.all()))
        )
        rows = [
            (
                cells.link(site.get_absolute_url(), site.name) if self.is_for_staff else site.name,
                address(site),
                ", ".join(room.name for room in site.rooms.all()),
            )
            for site in sites
        ]
        return Section(
            "Standorte", headings=("Standort", "Anschrift", "Räume"), rows=rows, hint="Kein Standort eingetragen."
        )

    def _contacts_sections(self) -> Iterable[Section]:
        if not self.request.user.has_perm("customers.view_contact"):
            return
        people = Contact.objects.visible_to(signed_in(self.request)).filter(
            authority=self.object, role__in=Contact.SEES_WHOLE_AUTHORITY, is_active=True
        )
        rows = [
            (cells.link(reverse("customers:contact", args=[person.pk]), str(person)), person.get_role_display(), phone(person.phone), mail(person.email))
            for person in people[:20]
        ]  # fmt: skip
        today = timezone.localdate()
        functions = ContactFunction.objects.visible_to(signed_in(self.request)).holding_on(today)
        rows += [
            (cells.link(row.contact.get_absolute_url(), str(row.contact)), str(row), phone(row.contact.phone), mail(row.contact.email))
            for row in functions.filter(contact__authority=self.object).select_related("contact")
        ]  # fmt: skip
        yield Section(
            "Funktionen",
            headings=("Name", "Funktion", "Telefon", "E-Mail"),
            rows=rows,
            hint="Niemand eingetragen.",
        )


def _transfers_section(authority: Authority) -> Section:
    rows = [
        (task.get_scope_display(), cells.day(task.resolved_on), cells.day(task.contracted_on), span(task.starts_on, task.ends_on), task.workstations_at_start, source(task))
        for task in authority.task_transfers.all()
    ]  # fmt: skip
    headings = ("Aufgabe", "Beschluss", "Vertrag", "Betrieb", "Arbeitsplätze zu Beginn", "Quelle")
    return Section("Übertragene Aufgaben", headings=headings, rows=rows, hint="Keine Aufgabe übertragen.")

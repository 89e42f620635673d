"""Pages of authorities, service points and contacts, for staff and for the authorities themselves."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from customers.filters import AuthorityFilter, ContactFilter, ServicePointFilter
from customers.models import Authority, Contact, Membership, OpeningHours, Room, ServicePoint, Site
from customers.models.service_points import Weekday
from customers.querysets import valid_on
from customers.tables import AuthorityTable, ContactTable, ServicePointTable, open_badge, role_badge
from history.models import SourcedRecord
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

    def get_rows(self) -> QuerySet[Authority]:
        day = timezone.localdate()
        of_amt = Membership.objects.filter(valid_on(day), member=OuterRef("pk"), kind=Membership.Kind.MEMBER_OF_AMT)
        rows = Authority.objects.visible_to(self.request.user).with_current_role(day)
        return rows.annotate(amt_name=Subquery(of_amt.values("body__name")[:1]))


class AuthorityDetail(DetailPage):
    """An authority on one page: what it is, what it handed over, where it sits, whom to call."""

    permission_required = "customers.view_authority"
    model = Authority
    template_name = "customers/authority.html"
    parent = ("Behörden", "customers:authorities")

    def get_rows(self) -> QuerySet[Authority]:
        return Authority.objects.visible_to(self.request.user).with_current_role(timezone.localdate())

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

    def get_links(self) -> list[Link]:
        pk = self.object.pk
        links = [
            Link("IT-Arbeitsplätze", filtered("workstations:workstations", authority=pk), "computer"),
            Link("Fachverfahren", filtered("applications:applications", authority=pk), "apps"),
            Link("Service-Points", filtered("customers:service_points", authority=pk), "location_on"),
        ]
        if self.is_for_staff:
            links.insert(0, Link("Meldungen dieser Behörde", filtered("tickets:queue", authority=pk), "inbox"))
        if self.request.user.has_perm("customers.view_contact"):
            links.append(Link("Ansprechpersonen", filtered("customers:contacts", authority=pk), "group"))
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
            [*properties, Property("Bemerkung", authority.note), *sources(authority)]
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
            Site.objects.visible_to(self.request.user)
            .filter(authority=self.object)
            .prefetch_related(Prefetch("rooms", Room.objects.all()))
        )
        rows = [(site.name, address(site), ", ".join(room.name for room in site.rooms.all())) for site in sites]
        return Section(
            "Standorte", headings=("Standort", "Anschrift", "Räume"), rows=rows, hint="Kein Standort eingetragen."
        )

    def _contacts_sections(self) -> Iterable[Section]:
        if not self.request.user.has_perm("customers.view_contact"):
            return
        people = Contact.objects.visible_to(self.request.user).filter(
            authority=self.object, role__in=Contact.SEES_WHOLE_AUTHORITY, is_active=True
        )
        rows = [
            (cells.link(reverse("customers:contact", args=[person.pk]), str(person)), person.get_role_display(), phone(person.phone), mail(person.email))
            for person in people[:20]
        ]  # fmt: skip
        yield Section(
            "IT-Koordination und Leitung",
            headings=("Name", "Rolle", "Telefon", "E-Mail"),
            rows=rows,
            hint="Niemand eingetragen.",
        )


class ServicePointList(ListPage):
    """All service points, with whether they are open now."""

    permission_required = "customers.view_servicepoint"
    model = ServicePoint
    table_class = ServicePointTable
    filterset_class = ServicePointFilter
    page_title = "Service-Points"

    def get_rows(self) -> QuerySet[ServicePoint]:
        rows = ServicePoint.objects.visible_to(self.request.user)
        return rows.select_related("provider", "team").prefetch_related("opening_hours")

    def get_table_options(self) -> dict[str, Any]:
        return {"now": timezone.localtime()}


class ServicePointDetail(DetailPage):
    """A service point: where it is, when it is open, whom it serves."""

    permission_required = "customers.view_servicepoint"
    model = ServicePoint
    template_name = "customers/service_point.html"
    parent = ("Service-Points", "customers:service_points")

    def get_rows(self) -> QuerySet[ServicePoint]:
        rows = ServicePoint.objects.visible_to(self.request.user)
        return rows.select_related("provider", "team").prefetch_related("opening_hours", "staff")

    def get_sections(self) -> list[Section]:
        place = self.object
        properties = [
            Property("Unternehmen", place.provider.name),
            Property("Anschrift", address(place)),
            Property("Telefon", phone(place.phone)),
            Property("Team", place.team),
        ]
        if self.is_for_staff:
            properties += [Property("Bemerkung", place.note), *sources(place)]
        served = Authority.objects.visible_to(self.request.user).filter(service_points=place)
        links = [
            (cells.link(reverse("customers:authority", args=[row.pk]), row.name), row.get_kind_display())
            for row in served[:100]
        ]
        sections = [
            Section("Angaben", properties),
            Section("Öffnungszeiten", week(place.opening_hours.all()), hint="Keine Öffnungszeiten eingetragen."),
            Section("Betreute Behörden", headings=("Name", "Art"), rows=links, hint="Keine Behörde zugeordnet."),
        ]
        if self.is_for_staff:
            people = [(person.display_name, person.job_title) for person in place.staff.all()]
            sections.append(
                Section("Mitarbeitende am Ort", headings=("Name", "Funktion"), rows=people, hint="Niemand zugeordnet.")
            )
        return sections

    def get_links(self) -> list[Link]:
        return [
            Link(
                "Betreute Behörden als Liste",
                filtered("customers:authorities", service_point=self.object.pk),
                "apartment",
            )
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(opening=open_badge(self.object, timezone.localtime()), **kwargs)


class ContactList(ListPage):
    """The people at the authorities; a coordinator sees those of the own authority."""

    permission_required = "customers.view_contact"
    model = Contact
    table_class = ContactTable
    filterset_class = ContactFilter
    page_title = "Ansprechpersonen"

    def get_rows(self) -> QuerySet[Contact]:
        return Contact.objects.visible_to(self.request.user).select_related("authority")


class ContactDetail(DetailPage):
    """One person at an authority."""

    permission_required = "customers.view_contact"
    model = Contact
    parent = ("Ansprechpersonen", "customers:contacts")

    def get_rows(self) -> QuerySet[Contact]:
        return Contact.objects.visible_to(self.request.user).select_related("authority")

    def get_subtitle(self) -> str:
        return self.object.get_role_display()

    def get_sections(self) -> list[Section]:
        person = self.object
        properties = [
            Property(
                "Behörde", cells.link(reverse("customers:authority", args=[person.authority_id]), person.authority.name)
            ),
            Property("Funktion", person.function),
            Property("Rolle im Portal", person.get_role_display()),
            Property("Telefon", phone(person.phone)),
            Property("E-Mail", mail(person.email)),
            Property("Portalzugang", "ja" if person.user_id else "nein"),
            Property("Aktiv", "ja" if person.is_active else "nein"),
        ]
        return [Section("Angaben", properties)]

    def get_links(self) -> list[Link]:
        pk = self.object.pk
        links = [Link("IT-Arbeitsplätze", filtered("workstations:workstations", used_by=pk), "computer")]
        if self.is_for_staff:
            links.insert(0, Link("Meldungen dieser Person", filtered("tickets:queue", requester=pk), "inbox"))
        return links


def _transfers_section(authority: Authority) -> Section:
    rows = [
        (task.get_scope_display(), cells.day(task.resolved_on), cells.day(task.contracted_on), span(task.starts_on, task.ends_on), task.workstations_at_start, source(task))
        for task in authority.task_transfers.all()
    ]  # fmt: skip
    headings = ("Aufgabe", "Beschluss", "Vertrag", "Betrieb", "Arbeitsplätze zu Beginn", "Quelle")
    return Section("Übertragene Aufgaben", headings=headings, rows=rows, hint="Keine Aufgabe übertragen.")


def address(place: Any) -> str:
    """Street and town in one line."""
    return ", ".join(filter(None, [place.street, f"{place.postcode} {place.city}".strip()]))


def phone(number: str) -> SafeString | str:
    return cells.link(f"tel:{number.replace(' ', '')}", number) if number else ""


def mail(address_: str) -> SafeString | str:
    return cells.link(f"mailto:{address_}", address_) if address_ else ""


def span(first: date | None, last: date | None) -> SafeString:
    """A period in words: „seit …“, „bis …“, „… bis …“."""
    if first and last:
        return format_html("{} bis {}", cells.day(first), cells.day(last))
    if first:
        return format_html("seit {}", cells.day(first))
    return format_html("bis {}", cells.day(last)) if last else format_html("{}", "Beginn nicht bekannt")


def source(row: SourcedRecord) -> str:
    """Where a fact was read, and how sure it is."""
    return f"{row.source} ({row.get_certainty_display()})" if row.source and row.certainty else row.source


def sources(row: SourcedRecord) -> list[Property]:
    return [Property("Quelle", source(row))] if row.source else []


def week(spans: Iterable[OpeningHours]) -> list[Property]:
    """The opening hours by weekday, days without hours left out."""
    by_day: dict[int, list[OpeningHours]] = {}
    for hours in spans:
        by_day.setdefault(hours.weekday, []).append(hours)
    return [
        Property(
            Weekday(day).label,
            format_html_join(", ", "{}–{} Uhr", ((f"{h.opens_at:%H:%M}", f"{h.closes_at:%H:%M}") for h in hours)),
        )
        for day, hours in sorted(by_day.items())
    ]

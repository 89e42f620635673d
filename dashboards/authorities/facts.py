"""What an authority is by itself: keys, roles, handed-over tasks, bodies above and below, places, people to call."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from accounts.models import User
from contracts.opening import schedules
from customers.models import Authority, AuthorityRole, Contact, ContactFunction, Membership, Room, ServicePoint, Site
from customers.tables import open_badge, role_badge
from customers.views.facts import address, mail, phone, source, span
from history.models import SourcedRecord
from history.validity import valid_on
from ui import cells
from ui.ordering import GermanOrder
from ui.pages import Link, Property, Section, filtered

MOST = 20
"""So many rows a section shows at most; where there may be more, it leads to all."""
MOST_SERVICE_POINTS = 3


def with_facts(rows: QuerySet[Authority], user: User, day: date) -> QuerySet[Authority]:
    """Authorities with what several sections ask for, so that it is read once."""
    sites = Site.objects.visible_to(user).prefetch_related(Prefetch("rooms", Room.objects.all()))
    points = (
        ServicePoint.objects.visible_to(user)
        .select_related("team")
        .prefetch_related("opening_hours", "opening_exceptions")
    )
    return rows.prefetch_related(
        "roles",
        "task_transfers",
        Prefetch("memberships", Membership.objects.filter(valid_on(day)).select_related("body")),
        Prefetch("sites", sites),
        Prefetch("service_points", points),
    )


def particulars(authority: Authority, user: User, day: date) -> Section:
    """Kind, keys and address; remarks are for staff."""
    properties = [
        Property("Art", authority.get_kind_display()),
        Property("Kurzname", authority.short_name),
        Property("AGS", authority.ags),
        Property("ARS", authority.ars),
        Property("Anschrift", address(authority)),
    ]
    if user.is_service_staff:
        properties.append(Property("Bemerkung", authority.note))
    return Section("Angaben", properties)


def contacts(authority: Authority, user: User, day: date) -> Section:
    """Whom to call: IT-Koordination and head; a reporter has no list of people."""
    title = "IT-Koordination und Leitung"
    if not user.has_perm("customers.view_contact"):
        return Section(title)
    people = Contact.objects.visible_to(user).acting_on(day)
    people = people.filter(authority=authority, role__in=Contact.SEES_WHOLE_AUTHORITY)
    rows = [
        (cells.link(reverse("customers:contact", args=[person.pk]), str(person)), person.get_role_display(), phone(person.phone), mail(person.email))
        for person in people.order_by("-role", "last_name", "first_name")[:MOST]
    ]  # fmt: skip
    every = Link("Alle Ansprechpersonen", filtered("customers:contacts", authority=authority.pk))
    headings = ("Name", "Rolle", "Telefon", "E-Mail")
    return Section(title, headings=headings, rows=rows, hint="Niemand eingetragen.", more=every)


def functions(authority: Authority, user: User, day: date) -> Section:
    """Who is there for data protection, invoices and emergencies; the number for emergencies is for those who may call it."""
    if not user.has_perm("customers.view_contactfunction"):
        return Section("Funktionen")
    held = ContactFunction.objects.visible_to(user).holding_on(day).filter(contact__authority=authority)
    rows = [
        (str(row), cells.link(row.contact.get_absolute_url(), str(row.contact)), phone(row.phone or row.contact.phone), mail(row.email or row.contact.email))
        for row in held.select_related("contact")[:MOST]
    ]  # fmt: skip
    return Section("Funktionen", headings=("Funktion", "Name", "Telefon", "E-Mail"), rows=rows)


def service_points(authority: Authority, user: User, now: datetime) -> Section:
    """Where the service sits near the authority, and whether it is open."""
    local = timezone.localtime(now)
    known = schedules(authority.service_points.all(), since=local.date())
    properties: list[Property] = []
    for point in list(authority.service_points.all())[:MOST_SERVICE_POINTS]:
        properties += [
            Property("Service-Point", cells.link(point.get_absolute_url(), point.name)),
            Property("Jetzt", open_badge(known[point.pk], local) or "Öffnungszeiten nicht bekannt"),
            Property("Telefon", phone(point.phone)),
            Property("Anschrift", address(point)),
        ]
        if user.is_service_staff:
            properties.append(Property("Team", point.team.name if point.team else ""))
    return Section("Service-Point", properties, hint="" if properties else "Kein Service-Point zugeordnet.")


def roles(authority: Authority, user: User, day: date) -> Section:
    """What the authority was and is to the provider; why it decided so is for staff."""
    rows = [
        (role_badge(role.role), span(role.valid_from, role.valid_until), _outcome(role, user))
        for role in authority.roles.all()
    ]
    headings = ("Rolle", "Zeitraum", "Ausgang und Bemerkung")
    return Section("Rollen im Zeitverlauf", headings=headings, rows=rows, hint="Noch keine Rolle eingetragen.")


def _outcome(role: AuthorityRole, user: User) -> str:
    said = (role.get_outcome_display(), *((role.reason, role.note) if user.is_service_staff else ()))
    return ". ".join(filter(None, said))


def transfers(authority: Authority, user: User, day: date) -> Section:
    """The tasks it handed over, each with the day of the decision, of the contract and of the start."""
    rows = [
        (str(task), cells.day(task.resolved_on), cells.day(task.contracted_on), span(task.starts_on, task.ends_on), task.workstations_at_start)
        for task in authority.task_transfers.all()
    ]  # fmt: skip
    headings = ("Aufgabe", "Beschluss", "Vertrag", "Betrieb", "Arbeitsplätze zu Beginn")
    return Section("Übertragene Aufgaben", headings=headings, rows=rows, hint="Keine Aufgabe übertragen.")


def bodies_above(authority: Authority, user: User, day: date) -> Section:
    """Where it belongs."""
    rows = [
        (row.get_kind_display(), _authority_link(row.body, user), span(row.valid_from, row.valid_until))
        for row in authority.memberships.all()
    ]
    return Section("Gehört zu", headings=("Beziehung", "Behörde", "Zeitraum"), rows=rows)


def bodies_below(authority: Authority, user: User, day: date) -> Section:
    """What belongs to it, the first by name; the tree shows all."""
    below = authority.members.select_related("member").filter(valid_on(day)).order_by(GermanOrder("member__name"))
    found = list(below[: MOST + 1])
    rows = [(_authority_link(row.member, user), row.get_kind_display(), row.member.ags) for row in found[:MOST]]
    more = Link("Alle im Baum ansehen", f"{reverse('customers:tree')}?show=all") if len(found) > MOST else None
    return Section("Mitglieder", headings=("Behörde", "Beziehung", "AGS"), rows=rows, more=more)


def sites(authority: Authority, user: User, day: date) -> Section:
    """Its buildings with their rooms."""
    rows = [
        (
            cells.link(site.get_absolute_url(), site.name) if user.is_service_staff else site.name,
            address(site),
            ", ".join(room.name for room in list(site.rooms.all())[:MOST]),
        )
        for site in list(authority.sites.all())[:MOST]
    ]
    headings = ("Standort", "Anschrift", "Räume")
    return Section("Standorte", headings=headings, rows=rows, hint="Kein Standort eingetragen.")


def sources(authority: Authority, user: User, day: date) -> Section:
    """Where all this was read, and how sure it is."""
    told: dict[str, list[str]] = {}
    for what, row in _sourced(authority, user):
        if row.source:
            told.setdefault(source(row), []).append(what)
    rows = [(words, ", ".join(dict.fromkeys(facts))) for words, facts in list(told.items())[:MOST]]
    return Section("Quellen", headings=("Quelle", "Angaben"), rows=rows)


def _sourced(authority: Authority, user: User) -> Iterable[tuple[str, SourcedRecord]]:
    if user.is_service_staff:
        yield "Angaben", authority
    yield from ((f"Rolle {row.get_role_display()}", row) for row in authority.roles.all())
    yield from ((f"Aufgabe {row.get_scope_display()}", row) for row in authority.task_transfers.all())
    yield from ((f"{row.get_kind_display()} {row.body.short_name}", row) for row in authority.memberships.all())
    yield from _of_places(authority, user)


def _of_places(authority: Authority, user: User) -> Iterator[tuple[str, SourcedRecord]]:
    if user.is_service_staff:
        yield from ((f"Standort {row.name}", row) for row in authority.sites.all())
        yield from ((row.name, row) for row in authority.service_points.all())


def _authority_link(authority: Authority, user: User) -> SafeString | str:
    """Only staff can open other authorities."""
    return cells.link(authority.get_absolute_url(), authority.name) if user.is_service_staff else authority.name

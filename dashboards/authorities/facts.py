"""What an authority is by itself: keys, roles, handed-over tasks, bodies above and below, places, people to call."""

from datetime import date

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.safestring import SafeString

from accounts.models import User
from customers.models import Authority, Contact, Room, Site
from customers.tables import role_badge
from customers.views.facts import address, mail, phone, source, source_property, span
from history.validity import valid_on
from ui import cells
from ui.ordering import GermanOrder
from ui.pages import Property, Section


def particulars(authority: Authority, user: User, day: date) -> Section:
    """Kind, keys and address; remarks and sources are for staff."""
    properties = [
        Property("Art", authority.get_kind_display()),
        Property("Kurzname", authority.short_name),
        Property("AGS", authority.ags),
        Property("ARS", authority.ars),
        Property("Anschrift", address(authority)),
    ]
    if user.is_service_staff:
        properties += [Property("Bemerkung", authority.note), *source_property(authority)]
    return Section("Angaben", properties)


def roles(authority: Authority, user: User, day: date) -> Section:
    """What the authority was and is to the provider; why it decided so is for staff."""
    rows = []
    for role in authority.roles.all():
        why = (
            ". ".join(filter(None, [role.get_outcome_display(), role.reason, role.note]))
            if user.is_service_staff
            else role.get_outcome_display()
        )
        rows.append((role_badge(role.role), span(role.valid_from, role.valid_until), why, source(role)))
    headings = ("Rolle", "Zeitraum", "Ausgang und Bemerkung", "Quelle")
    return Section("Rollen im Zeitverlauf", headings=headings, rows=rows, hint="Noch keine Rolle eingetragen.")


def transfers(authority: Authority, user: User, day: date) -> Section:
    """The tasks it handed over, each with the day of the decision, of the contract and of the start."""
    rows = [
        (task.get_scope_display(), cells.day(task.resolved_on), cells.day(task.contracted_on), span(task.starts_on, task.ends_on), task.workstations_at_start, source(task))
        for task in authority.task_transfers.all()
    ]  # fmt: skip
    headings = ("Aufgabe", "Beschluss", "Vertrag", "Betrieb", "Arbeitsplätze zu Beginn", "Quelle")
    return Section("Übertragene Aufgaben", headings=headings, rows=rows, hint="Keine Aufgabe übertragen.")


def bodies_above(authority: Authority, user: User, day: date) -> Section:
    """Where it belongs."""
    above = authority.memberships.select_related("body").filter(valid_on(day))
    rows = [(row.get_kind_display(), _authority_link(row.body, user), source(row)) for row in above]
    return Section("Gehört zu", headings=("Beziehung", "Behörde", "Quelle"), rows=rows)


def bodies_below(authority: Authority, user: User, day: date) -> Section:
    """What belongs to it."""
    below = authority.members.select_related("member").filter(valid_on(day)).order_by(GermanOrder("member__name"))
    rows = [(_authority_link(row.member, user), row.get_kind_display(), row.member.ags) for row in below]
    return Section("Mitglieder", headings=("Behörde", "Beziehung", "AGS"), rows=rows)


def sites(authority: Authority, user: User, day: date) -> Section:
    """Its buildings with their rooms."""
    places = (
        Site.objects.visible_to(user)
        .filter(authority=authority)
        .prefetch_related(Prefetch("rooms", Room.objects.all()))
    )
    rows = [(site.name, address(site), ", ".join(room.name for room in site.rooms.all())) for site in places]
    return Section(
        "Standorte", headings=("Standort", "Anschrift", "Räume"), rows=rows, hint="Kein Standort eingetragen."
    )


def contacts(authority: Authority, user: User, day: date) -> Section:
    """Whom to call: IT-Koordination and head; a reporter has no list of people."""
    headings = ("Name", "Rolle", "Telefon", "E-Mail")
    if not user.has_perm("customers.view_contact"):
        return Section("IT-Koordination und Leitung")
    people = Contact.objects.visible_to(user).filter(
        authority=authority, role__in=Contact.SEES_WHOLE_AUTHORITY, is_active=True
    )
    rows = [
        (cells.link(reverse("customers:contact", args=[person.pk]), str(person)), person.get_role_display(), phone(person.phone), mail(person.email))
        for person in people[:20]
    ]  # fmt: skip
    return Section("IT-Koordination und Leitung", headings=headings, rows=rows, hint="Niemand eingetragen.")


def _authority_link(authority: Authority, user: User) -> SafeString | str:
    """Only staff can open other authorities."""
    return cells.link(authority.get_absolute_url(), authority.name) if user.is_service_staff else authority.name

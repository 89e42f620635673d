"""What people work with at a workstation: Fachverfahren, and for the service the programs and what hangs on what."""

from dataclasses import replace
from datetime import date

from django.urls import reverse

from accounts.models import User
from applications.models import SpecialistApplication
from dashboards.authorities import operation
from dependencies.models import Relation
from dependencies.nodes import number_of
from inventory.models import InstalledSoftware
from ui import cells
from ui.pages import Link, Section
from workstations.models import Workstation

MOST_PROGRAMS = 12
MOST_RELATIONS = 10
MOST_APPLICATIONS = 20


def applications(row: Workstation, user: User, day: date) -> Section:
    """The Fachverfahren that the workstation needs, as far as that is entered, else those of its authority."""
    if not user.has_perm("applications.view_specialistapplication"):
        return operation.applications(row.authority, user, day)
    needed = Relation.objects.visible_to(user).filter(source_workstation=row).order_by().values("target_application")
    found = SpecialistApplication.objects.visible_to(user).filter(pk__in=needed)[:MOST_APPLICATIONS]
    rows = [(cells.link(one.get_absolute_url(), one.name), one.get_hosting_display()) for one in found]
    if not rows:
        return replace(operation.applications(row.authority, user, day), title="Fachverfahren der Behörde")
    title = "Fachverfahren dieses Arbeitsplatzes"
    return Section(title, headings=("Name", "Betrieb"), rows=rows, more=operation.applications_link(row.authority))


def software(row: Workstation, user: User, day: date) -> Section:
    """The programs on the computer here, as an agent reported them last; those that came last on top."""
    title = "Programme auf dem Rechner"
    if row.computer_id is None or not user.has_perm("inventory.view_installedsoftware"):
        return Section(title)
    rows = InstalledSoftware.objects.visible_to(user).present().filter(device=row.computer_id).select_related("title")
    found = list(rows.order_by("-first_seen_on", "title__name", "pk")[: MOST_PROGRAMS + 1])
    shown = [
        (one.title.name, one.version, one.title.publisher, cells.day(one.first_seen_on))
        for one in found[:MOST_PROGRAMS]
    ]
    url = reverse("inventory:device", args=[row.computer_id])
    more = Link("Alle Programme und Meldungen dieses Rechners", url) if found else None
    headings = ("Programm", "Version", "Hersteller", "seit")
    return Section(
        title, headings=headings, rows=shown, hint="Für diesen Rechner hat noch kein Agent gemeldet.", more=more
    )


def relations(row: Workstation, user: User, day: date) -> Section:
    """What the workstation needs, and what needs it."""
    title = "Abhängigkeiten"
    if not user.has_perm("dependencies.view_relation"):
        return Section(title)
    rows = Relation.objects.visible_to(user).of_node(number_of(row)).with_ends()
    shown = [
        (relation.source_name, relation.get_kind_display(), cells.link(relation.target.get_absolute_url(), relation.target_name))
        for relation in rows.order_by("pk")[:MOST_RELATIONS]
    ]  # fmt: skip
    more = Link("Wovon dieser Platz abhängt", reverse("dependencies:needs", args=["workstation", row.pk]))
    headings = ("Was", "Beziehung", "Wovon")
    return Section(title, headings=headings, rows=shown, hint="Es ist keine Abhängigkeit eingetragen.", more=more)

"""What people work with at a workstation: Fachverfahren, and for the service the programs and what hangs on what."""

from collections.abc import Callable
from datetime import date
from functools import partial

from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import User
from applications.models import SpecialistApplication
from dashboards.authorities import operation
from dependencies.models import Relation
from dependencies.nodes import number_of
from inventory.models import InstalledSoftware
from ui import cells
from ui.pages import Link, Section
from ui.together import Together
from workstations.models import Workstation

MOST_PROGRAMS = 12
MOST_RELATIONS = 10
MOST_APPLICATIONS = 20


def applications(row: Workstation, user: User, day: date, page: Together) -> Callable[[], Section]:
    """The Fachverfahren that the workstation needs, as far as that is entered, else those of its authority."""
    if not user.has_perm("applications.view_specialistapplication"):
        return partial(operation.applications, row.authority, user, day)

    def needed(workstation: int) -> QuerySet[SpecialistApplication]:
        relations = Relation.objects.visible_to(user).filter(source_workstation=workstation).order_by()
        rows = SpecialistApplication.objects.visible_to(user).filter(pk__in=relations.values("target_application"))
        return rows[:MOST_APPLICATIONS]

    found = page.objects(
        SpecialistApplication, needed, "name", "hosting", words=("needed here", user.reach), given=[row.pk]
    )

    def section() -> Section:
        rows = [(cells.link(one.get_absolute_url(), one.name), one.get_hosting_display()) for one in found]
        if not rows:
            return operation.applications(row.authority, user, day)._replace(title="Fachverfahren der Behörde")
        title = "Fachverfahren dieses Arbeitsplatzes"
        return Section(title, headings=("Name", "Betrieb"), rows=rows, more=operation.applications_link(row.authority))

    return section


def software(row: Workstation, user: User, day: date, page: Together) -> Callable[[], Section]:
    """The programs on the computer here, as an agent reported them last; those that came last on top."""
    title = "Programme auf dem Rechner"
    if row.computer_id is None or not user.has_perm("inventory.view_installedsoftware"):
        return lambda: Section(title)

    def present(computer: int) -> QuerySet[InstalledSoftware]:
        rows = InstalledSoftware.objects.visible_to(user).present().filter(device=computer)
        return rows.order_by("-first_seen_on", "title__name", "pk")[: MOST_PROGRAMS + 1]

    columns = ("version", "first_seen_on", "title_id", "title__name", "title__publisher")
    found = page.objects(InstalledSoftware, present, *columns, words=("programs", user.reach), given=[row.computer_id])
    url = reverse("inventory:device", args=[row.computer_id])

    def section() -> Section:
        return Section(
            title,
            headings=("Programm", "Version", "Hersteller", "seit"),
            rows=[
                (one.title.name, one.version, one.title.publisher, cells.day(one.first_seen_on))
                for one in found.made[:MOST_PROGRAMS]
            ],
            hint="Für diesen Rechner hat noch kein Agent gemeldet.",
            more=Link("Alle Programme und Meldungen dieses Rechners", url) if found.made else None,
        )

    return section


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

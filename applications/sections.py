"""Parts about the register for the pages of others."""

from datetime import date

from django.urls import reverse

from accounts.models import User
from applications.models import ProvidedService, SpecialistApplication
from ui import cells
from ui.ordering import GermanOrder
from ui.parts import Link, Section

MOST = 20


def provided_services(application: SpecialistApplication, user: User, day: date) -> Section:
    """Which services to the public a Fachverfahren serves; nothing for those who see nothing of it."""
    rows = ProvidedService.objects.visible_to(user).filter(application=application).select_related("service")
    may_open = user.has_perm("applications.view_publicservice")
    found = list(rows.order_by(GermanOrder("service__name"), "pk")[: MOST + 1])
    lines = [
        (
            cells.link(row.service.get_absolute_url(), row.service.name) if may_open else row.service.name,
            row.service.key_in_groups,
        )
        for row in found[:MOST]
    ]
    may_add = user.is_service_staff and user.has_perm("applications.add_providedservice")
    page = reverse("applications:application_services", args=[application.pk])
    return Section(
        "Verwaltungsleistungen",
        headings=("Leistung", "LeiKa-Schlüssel"),
        rows=lines,
        hint="Noch ist keine Verwaltungsleistung eingetragen, die dieses Fachverfahren bedient." if may_add else "",
        more=Link("Zuordnen und entfernen", page, "edit") if may_add else None,
    )

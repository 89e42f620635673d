"""What a Fachverfahren is: product and version, how it is run, what it is linked to, holds and serves."""

from datetime import date

from django.urls import reverse
from django.utils.safestring import SafeString

from accounts.models import User
from applications.models import ApplicationData, Interface, ProductVersion, SpecialistApplication
from applications.support import Support, support_state
from dependencies.models import Relation
from dependencies.nodes import Node, number_of
from ui import cells
from ui.ordering import GermanOrder
from ui.pages import Link, Property, Section

MOST_INTERFACES = 20
MOST_CATEGORIES = 20
MOST_RELATIONS = 12


def particulars(row: SpecialistApplication, user: User, day: date) -> Section:
    """Product, version and how it is run."""
    vendor = row.product.vendor.name if row.product.vendor else ""
    properties = [
        Property("Produkt", row.product.name),
        Property("Hersteller", vendor),
        Property("Version", version(row.product_version, day)),
        Property("Betrieb", row.get_hosting_display()),
        Property("Betrieben seit", cells.day(row.operated_since) if row.operated_since else ""),
        Property("Betrieben bis", cells.day(row.operated_until) if row.operated_until else ""),
        Property("Betreuendes Team", row.team.name),
    ]
    if user.access.is_staff or user.access.whole_authorities:
        properties.append(Property("Rechtsgrundlage", row.legal_basis))
    if user.is_service_staff:
        properties.append(Property("Bemerkung", row.note))
    return Section("Angaben", properties)


def version(row: ProductVersion | None, day: date) -> SafeString | str:
    """A version with what is known of its support: ended, ending soon, or until when."""
    if row is None:
        return ""
    if row.supported_until is None:
        return row.name
    words, state = f"{row.supported_until:%d.%m.%Y}", support_state(row.supported_until, day)
    if state == Support.ENDED:
        return cells.badge("danger", "error", f"{row.name}, nicht mehr unterstützt seit {words}")
    if state == Support.ENDING:
        return cells.badge("warning", "warning", f"{row.name}, unterstützt nur noch bis {words}")
    return f"{row.name}, unterstützt bis {words}"


def interfaces(row: SpecialistApplication, user: User, day: date) -> Section:
    """What it exchanges data with; after an outage each is set up again by itself."""
    title = "Schnittstellen"
    if not user.has_perm("applications.view_interface"):
        return Section(title)
    may_change = user.is_service_staff and user.has_perm("applications.change_interface")
    found = Interface.objects.visible_to(user).filter(application=row).select_related("partner_application")
    rows = [
        (
            cells.link(reverse("applications:edit_interface", args=[one.pk]), one.name) if may_change else one.name,
            _partner(one, user),
            one.get_direction_display(),
            ", ".join(filter(None, [one.protocol, "über das Landesnetz" if one.needs_state_network else ""])),
        )
        for one in found[:MOST_INTERFACES]
    ]
    headings = ("Bezeichnung", "Gegenstelle", "Richtung", "Übertragung")
    hint = "Noch ist keine Schnittstelle eingetragen." if user.is_service_staff else ""
    return Section(title, headings=headings, rows=rows, hint=hint)


def _partner(interface: Interface, user: User) -> SafeString | str:
    """The other side; another Fachverfahren is named to the service alone, who else uses what is nobody else's affair."""
    if interface.partner_application and user.is_service_staff:
        return cells.link(interface.partner_application.get_absolute_url(), interface.partner_application.name)
    return interface.get_partner_display()


def data(row: SpecialistApplication, user: User, day: date) -> Section:
    """Which data it holds, about whom, and how long."""
    title = "Daten"
    if not user.has_perm("applications.view_applicationdata"):
        return Section(title)
    may_change = user.is_service_staff and user.has_perm("applications.change_applicationdata")
    held = ApplicationData.objects.visible_to(user).filter(application=row).select_related("category")
    rows = [
        (
            cells.link(reverse("applications:edit_data", args=[one.pk]), one.category.name)
            if may_change
            else one.category.name,
            "besonders geschützt" if one.category.is_special else "",
            one.persons,
            one.kept_for,
        )
        for one in held.order_by(GermanOrder("category__name"))[:MOST_CATEGORIES]
    ]
    headings = ("Kategorie", "Art. 9, 10 DSGVO", "Betroffene", "Löschfrist")
    hint = "Noch ist nicht eingetragen, welche Daten es verarbeitet." if user.is_service_staff else ""
    return Section(title, headings=headings, rows=rows, hint=hint)


def relations(row: SpecialistApplication, user: User, day: date) -> Section:
    """Where it runs and what it needs, and what needs it."""
    title = "Wo es läuft und was es braucht"
    if not user.has_perm("dependencies.view_relation"):
        return Section(title)
    own = number_of(row)
    found = Relation.objects.visible_to(user).of_node(own).with_ends().order_by("pk")
    shown = [_end(relation, is_own_need=relation.source_node == own) for relation in found[:MOST_RELATIONS]]
    more = Link("Alles, was es braucht", Node.of(row).page("needs"))
    headings = ("Beziehung", "Womit")
    hint = "Es ist nicht eingetragen, worauf es läuft. Ohne das ist nicht zu sagen, was mit einem Server ausfällt."
    return Section(title, headings=headings, rows=shown, hint=hint, more=more)


def _end(relation: Relation, *, is_own_need: bool) -> tuple[str, SafeString]:
    """How it hangs together with the other end, and the way there."""
    if is_own_need:
        return relation.get_kind_display(), cells.link(relation.target.get_absolute_url(), relation.target_name)
    words = f"wird gebraucht ({relation.get_kind_display()})"
    return words, cells.link(relation.source.get_absolute_url(), relation.source_name)

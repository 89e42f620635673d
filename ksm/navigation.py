"""Where a signed-in person can go: the menu, and the frame that their pages stand in."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from customers.acting import acting_contacts
from ksm.waiting import BELL, REMINDERS, STOPWATCH, waiting_at
from tickets.stopwatch import Shown, shown_to
from ui.addresses import address
from ui.menus import Group, Place
from ui.together import together

if TYPE_CHECKING:
    from accounts.models import User


class Entry(NamedTuple):
    """A place in the menu: the right it takes, its name, its symbol."""

    url_name: str
    label: str
    icon: str
    permission: str = ""
    shortcut: str = ""


WORKSPACE: tuple[tuple[str, tuple[Entry, ...]], ...] = (
    ("", (
        Entry("tickets:queue", "Meldungen", "inbox", "tickets.view_ticket", "g t"),
        Entry("announcements:announcements", "Mitteilungen", "campaign", "announcements.view_announcement"),
        Entry("changes:changes", "Änderungen", "build", "changes.view_change"),
        Entry("changes:standings", "Betriebszustand", "monitor", "changes.view_change"),
        Entry("knowledge:articles", "Wissen", "menu_book", "knowledge.view_article"),
        Entry("tickets:outages", "Großstörungen", "warning", "tickets.view_ticket"),
        Entry("catalogue:offers", "Leistungen", "shopping_cart", "catalogue.view_serviceoffer"),
        Entry("tickets:reminders", "Meine Erinnerungen", "notifications", "tickets.work_ticket"),
        Entry("tickets:recurring-tickets", "Wiederkehrende Meldungen", "sync", "tickets.work_ticket"),
        Entry("tickets:prepared", "Textbausteine", "description", "tickets.work_ticket"),
        Entry("mailboxes:mails", "E-Mails", "mail", "tickets.work_ticket"),
    )),
    ("Bestand", (
        Entry("customers:authorities", "Behörden", "apartment", "customers.view_authority"),
        Entry("takeovers:cases", "Aufnahmen und Austritte", "flag", "takeovers.view_takeovercase"),
        Entry("customers:contacts", "Ansprechpersonen", "group", "customers.view_contact"),
        Entry("contracts:agreements", "Vereinbarungen", "contract", "contracts.view_agreement"),
        Entry("customers:sites", "Standorte", "domain", "customers.view_site"),
        Entry("counter:service_points", "Service-Points", "location_on", "customers.view_servicepoint"),
        Entry("contracts:blocked_times", "Sperrzeiten", "event", "contracts.view_blockedtime"),
        Entry("workstations:workstations", "IT-Arbeitsplätze", "computer", "workstations.view_workstation"),
        Entry("workstations:devices", "Geräte", "print", "workstations.view_device"),
        Entry("workstations:stock", "Lager", "inventory_2", "workstations.view_stockminimum"),
        Entry("workstations:kits", "Ausstattungen", "devices", "workstations.view_kit"),
        Entry("workstations:loans", "Ausleihen", "event", "workstations.view_loan"),
        Entry("handovers:handovers", "Übergaben", "handshake", "handovers.view_handover"),
        Entry("handovers:scan", "Scannen", "photo_camera", "workstations.view_device"),
        Entry("handovers:labels", "Etiketten", "label", "workstations.view_device"),
        Entry("workstations:leases", "Leasingverträge", "contract", "workstations.view_lease"),
        Entry("inventory:cases", "Inventarmeldungen", "fact_check", "inventory.review"),
        Entry("inventory:software", "Software", "laptop_windows", "inventory.view_installedsoftware"),
        Entry("stocktaking:campaigns", "Bestandsabgleich", "fact_check", "stocktaking.view_campaign"),
        Entry("workstations:infrastructure", "Infrastruktur", "domain", "workstations.view_infrastructureitem"),
        Entry("applications:applications", "Fachverfahren", "apps", "applications.view_specialistapplication"),
        Entry("changes:versions", "Versionen im Einsatz", "sync", "changes.view_change"),
        Entry("dependencies:relations", "Abhängigkeiten", "account_tree", "dependencies.view_relation"),
        Entry("continuity:restart", "Wiederanlauf", "restart_alt", "continuity.view_exercise"),
        Entry("imports:imports", "Importe", "upload_file", "imports.view_import"),
    )),
    ("Auswertung", (
        Entry("dashboards:service", "Kennzahlen", "dashboard", "tickets.view_boards", "g d"),
        Entry("replacements:plan", "Ersatzplanung", "published_with_changes", "replacements.view_plannedreplacement"),
        Entry("dashboards:fleet", "Altersstruktur", "analytics", "replacements.view_plannedreplacement"),
        Entry("sharing:overview", "Kosten und Einsparung", "call_split", "sharing.view_costitem"),
    )),
    ("Datenschutz", (
        Entry("processing:uses", "Auftragsverarbeitung", "verified", "processing.view_registerentry"),
        Entry("history:log", "Protokoll", "history", "history.view_logentry"),
        Entry("privacy:retention", "Aufbewahrung", "hourglass_empty", "privacy.view_deletionproof"),
        Entry("privacy:persons", "Personen", "lock_person", "privacy.view_person"),
        Entry("privacy:exit-packs", "Austrittspakete", "archive", "privacy.make_exit_pack"),
    )),
    ("Verwaltung", (
        Entry("accounts:role_proposals", "Vorgeschlagene Rollen", "badge", "accounts.decide_roleproposal"),
    )),
)  # fmt: skip
PORTAL = (
    Entry("portal:start", "Start", "home"),
    Entry("portal:report", "Störung melden", "bolt", "tickets.add_ticket"),
    Entry("catalogue:services", "Leistungen", "shopping_cart", "tickets.add_ticket"),
    Entry("portal:approvals", "Freigaben", "fact_check", "tickets.approve_ticket"),
    Entry("portal:tickets", "Meine Meldungen", "inbox", "tickets.view_ticket"),
    Entry("stocktaking:my_devices", "Meine Geräte", "laptop_windows", "workstations.view_device"),
    Entry("announcements:announcements", "Mitteilungen", "campaign", "announcements.view_announcement"),
    Entry("changes:status", "Stand der Fachverfahren", "monitor", "changes.view_servicestatus"),
    Entry("help:overview", "Hilfe", "menu_book", "knowledge.view_article"),
    Entry("workstations:workstations", "IT-Arbeitsplätze", "computer", "workstations.view_workstation"),
    Entry("workstations:devices", "Geräte", "print", "customers.view_contact"),  # others have „Meine Geräte“
    Entry("workstations:loans", "Ausleihen", "event", "workstations.view_loan"),
    Entry("handovers:handovers", "Übergaben", "handshake", "handovers.view_handover"),
    Entry("workstations:leases", "Leasingverträge", "contract", "workstations.view_lease"),
    Entry("stocktaking:campaigns", "Bestandsabgleich", "fact_check", "stocktaking.view_campaign"),
    Entry("dashboards:our_applications", "Unsere Fachverfahren", "apps", "applications.view_specialistapplication"),
    Entry("counter:service_points", "Service-Points", "location_on", "customers.view_servicepoint"),
    Entry("customers:contacts", "Ansprechpersonen", "group", "customers.view_contact"),
    Entry("contracts:agreements", "Vereinbarungen", "contract", "contracts.view_agreement"),
    Entry("contracts:blocked_times", "Sperrzeiten", "event", "contracts.view_blockedtime"),
    Entry("replacements:rounds", "Ersatzplanung", "published_with_changes", "replacements.view_roundline"),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The context every page has: the frame it stands in, the menu, and whether this is the demo."""
    user: User | None = getattr(request, "user", None)  # nobody yet on the page that refuses a foreign host name
    context: dict[str, Any] = {"demo_mode": settings.DEMO, "frame": "plain.html", "navigation": [], "contacts": []}
    context |= {"unseen_reports": 0, "stopwatch": None}
    if user is None or not user.is_authenticated:  # anonymous people have neither profile and get the plain frame
        return context
    is_staff, page = user.is_service_staff, together(request)
    groups = WORKSPACE if is_staff else (("", PORTAL),) if user.access.contacts else ()
    found = [(label, _items(request, user, entries)) for label, entries in groups]
    context["navigation"] = [Group(label, items) for label, items in found if items]
    context["unseen_reports"] = waiting_at(BELL, user, page)
    if is_staff:
        context |= {"frame": "workspace.html", "stopwatch": partial(_shown, user, waiting_at(STOPWATCH, user, page))}
        context["due_reminders"] = waiting_at(REMINDERS, user, page)
    elif user.access.contacts:
        context |= {"frame": "portal.html", "contacts": acting_contacts(request)}
    return context


def _items(request: HttpRequest, user: "User", entries: tuple[Entry, ...]) -> list[Place]:
    """The entries this person may open; the current one is the longest address that the page's own begins with."""
    allowed = [
        (entry, address(entry.url_name)) for entry in entries if not entry.permission or user.has_perm(entry.permission)
    ]
    is_refused = getattr(request, "is_refused", False)  # a page that only says no counts nothing
    current = max((url for _, url in allowed if request.path.startswith(url)), key=len, default="")
    return [
        Place(
            entry.label, url, entry.icon, url == current, entry.shortcut,
            int if is_refused else waiting_at(entry.url_name, user, together(request)),
        )
        for entry, url in allowed
    ]  # fmt: skip


def _shown(user: "User", count: Callable[[], int]) -> Shown | None:
    """The person's own stopwatch; asked for only where there is one."""
    return shown_to(user, timezone.now()) if count() else None

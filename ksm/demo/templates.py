"""Text modules, macros and templates of the demo: invented, as a team might write them."""

from typing import Any

from accounts.models import Team
from tickets.models import Category, ChecklistTemplate, Macro, TextModule, Ticket, TicketTemplate
from tickets.priorities import Impact, Urgency

GREETING = "Guten Tag {{ansprechperson}},\n\n"
CLOSING = "\n\nMit freundlichen Grüßen\n{{mein_name}}"
TEXTS = {
    "Eingang bestätigt": "vielen Dank für Ihre Meldung {{nummer}}. Wir kümmern uns bis {{frist}} darum.",
    "Rückfrage: Fehlermeldung": "damit wir weiterkommen: Welche Meldung sehen Sie genau, und seit wann? Ein Foto des Bildschirms genügt.",
    "Rückfrage: Erreichbarkeit": "wann erreichen wir Sie am besten am Arbeitsplatz {{arbeitsplatz}}?",
    "Bitte neu starten": "bitte starten Sie den Rechner {{arbeitsplatz}} einmal neu und geben Sie uns kurz Bescheid, ob es danach geht.",
    "Termin vor Ort": "wir kommen zu Ihnen in {{behoerde}}. Den Termin stimmen wir telefonisch mit Ihnen ab.",
    "Passwort zurückgesetzt": "wir haben Ihr Passwort zurückgesetzt. Bitte vergeben Sie bei der ersten Anmeldung ein neues.",
    "Gelöst": "die Störung ist behoben. Wenn sie wieder auftritt, öffnen Sie die Meldung {{nummer}} bitte wieder.",
}
MACROS: dict[str, dict[str, Any]] = {
    "Nachfragen und warten": {"text": "Rückfrage: Fehlermeldung", "then": Macro.Then.WAIT},
    "Beim Hersteller nachfragen": {
        "note": "Hersteller wegen {{nummer}} angefragt ({{fachverfahren}}).",
        "then": Macro.Then.VENDOR,
        "wakes_after": 3,
    },
    "Passwort zurückgesetzt und gelöst": {"text": "Passwort zurückgesetzt", "then": Macro.Then.RESOLVE},
    "An den Vor-Ort-Service": {
        "text": "Termin vor Ort",
        "team": "vor-ort-ludwigslust",
        "note": "Bitte Termin abstimmen: {{ansprechperson}}, {{arbeitsplatz}}.",
    },
}
REPORTS: dict[str, dict[str, Any]] = {
    "Kennwort vergessen": {
        "kind": Ticket.Kind.SERVICE_REQUEST,
        "category": "zugang",
        "subject": "Kennwort zurücksetzen für {{ansprechperson}}",
        "description": "Konto: …\nGesperrt seit: …\nRückruf unter: …",
        "urgency": Urgency.HIGH,
    },
    "Drucker druckt nicht": {
        "kind": Ticket.Kind.INCIDENT,
        "category": "drucker",
        "subject": "Drucker druckt nicht in {{behoerde}}",
        "description": "Gerät und Raum: …\nAnzeige am Gerät: …\nDruckt es von einem anderen Arbeitsplatz: …\nBetroffen: {{arbeitsplatz}}",
    },
    "Arbeitsplatz umziehen": {
        "kind": Ticket.Kind.SERVICE_REQUEST,
        "category": "arbeitsplatz",
        "subject": "Umzug des Arbeitsplatzes von {{ansprechperson}}",
        "description": "Von Raum: …\nNach Raum: …\nGewünschter Tag: …",
        "checklist": "Umzug eines Arbeitsplatzes",
    },
    "Fachverfahren startet nicht": {
        "kind": Ticket.Kind.INCIDENT,
        "category": "fachverfahren",
        "subject": "{{fachverfahren}} startet nicht",
        "description": "Wortlaut der Meldung: …\nSeit wann: …\nWie viele Personen sind betroffen: …",
        "impact": Impact.SMALL,
    },
}


def write_templates() -> None:
    """What is offered in the composer from the first day of the demo."""
    for title, body in TEXTS.items():
        TextModule.objects.get_or_create(title=title, defaults={"body": GREETING + body + CLOSING, "is_demo": True})
    teams = {team.key: team for team in Team.objects.all()}
    for title, parts in MACROS.items():
        Macro.objects.get_or_create(
            title=title,
            defaults={
                "text": TextModule.objects.get(title=parts["text"]) if "text" in parts else None,
                "then": parts.get("then", ""),
                "team": teams.get(parts.get("team", "")),
                "note": parts.get("note", ""),
                "wakes_after": parts.get("wakes_after"),
                "is_demo": True,
            },
        )


def write_report_templates() -> None:
    """What new reports can begin with; categories and checklists are there by now."""
    categories = {category.key: category for category in Category.objects.all()}
    checklists = {checklist.title: checklist for checklist in ChecklistTemplate.objects.all()}
    for position, (title, parts) in enumerate(REPORTS.items()):
        TicketTemplate.objects.create(
            title=title,
            position=position,
            is_demo=True,
            **parts
            | {
                "category": categories.get(parts["category"]),
                "checklist": checklists.get(parts.get("checklist", "")),
            },
        )

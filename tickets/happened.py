"""What each step of a report is called in its timeline, and the symbol beside it."""

from tickets.models import TicketEvent

STEP_ICONS = {
    TicketEvent.Kind.OPENED: "flag",
    TicketEvent.Kind.TAKEN: "person_add",
    TicketEvent.Kind.ASSIGNED: "person_add",
    TicketEvent.Kind.RELEASED: "undo",
    TicketEvent.Kind.TEAM: "groups",
    TicketEvent.Kind.STATE: "sync",
    TicketEvent.Kind.PRIORITY: "flag",
    TicketEvent.Kind.CATEGORY: "category",
    TicketEvent.Kind.RESOLVED: "check_circle",
    TicketEvent.Kind.CONFIRMED: "verified",
    TicketEvent.Kind.REOPENED: "undo",
    TicketEvent.Kind.CLOSED: "lock",
    TicketEvent.Kind.CANCELLED: "cancel",
    TicketEvent.Kind.WOKEN: "alarm",
    TicketEvent.Kind.MALWARE: "warning",
    TicketEvent.Kind.EDITED: "edit",
    TicketEvent.Kind.WARNED: "timer",
    TicketEvent.Kind.BREACHED: "error",
    TicketEvent.Kind.LINKED: "link",
    TicketEvent.Kind.UNLINKED: "link_off",
    TicketEvent.Kind.MERGED: "merge",
    TicketEvent.Kind.SPLIT: "call_split",
    TicketEvent.Kind.OUTAGE: "campaign",
    TicketEvent.Kind.APPROVED: "fact_check",
    TicketEvent.Kind.REFUSED: "block",
    TicketEvent.Kind.OVERRIDDEN: "gavel",
    TicketEvent.Kind.REMINDED: "alarm",
}


WORDS = {
    TicketEvent.Kind.TAKEN: "hat die Meldung übernommen",
    TicketEvent.Kind.ASSIGNED: "hat die Meldung {after} zugewiesen",
    TicketEvent.Kind.RELEASED: "hat die Meldung in die Liste zurückgegeben",
    TicketEvent.Kind.TEAM: "hat die Meldung von {before} an {after} gegeben",
    TicketEvent.Kind.PRIORITY: "hat die Priorität von {before} auf {after} gesetzt",
    TicketEvent.Kind.CATEGORY: "hat die Kategorie von „{before}“ auf „{after}“ geändert",
    TicketEvent.Kind.RESOLVED: "hat die Meldung gelöst",
    TicketEvent.Kind.CONFIRMED: "hat die Lösung bestätigt",
    TicketEvent.Kind.REOPENED: "hat die Meldung wieder geöffnet",
    TicketEvent.Kind.CLOSED: "hat die Meldung geschlossen",
    TicketEvent.Kind.CANCELLED: "hat die Meldung zurückgezogen",
    TicketEvent.Kind.WOKEN: "hat die Meldung wieder vorgelegt (bis dahin: {before})",
    TicketEvent.Kind.MALWARE: "hat in der Datei „{after}“ Schadsoftware gefunden und die Datei entfernt",
    TicketEvent.Kind.EDITED: "hat {after} geändert",
    TicketEvent.Kind.WARNED: "hat gewarnt: {after}",
    TicketEvent.Kind.BREACHED: "hat gemeldet: {after}",
    TicketEvent.Kind.LINKED: "hat die Meldung verknüpft: {after}",
    TicketEvent.Kind.UNLINKED: "hat die Verknüpfung gelöst: {after}",
    TicketEvent.Kind.MERGED: "hat zusammengeführt: {after}",
    TicketEvent.Kind.SPLIT: "hat aufgeteilt: {after}",
    TicketEvent.Kind.APPROVED: "hat die Bestellung freigegeben",
    TicketEvent.Kind.REFUSED: "hat die Bestellung nicht freigegeben",
    TicketEvent.Kind.OVERRIDDEN: "hat die Bestellung anstelle der Behörde freigegeben",
    TicketEvent.Kind.REMINDED: "hat an die Freigabe erinnert",
}
"""What each step was, said of whoever took it."""


def words_of(kind: TicketEvent.Kind, before: str, after: str, *, for_staff: bool, declared: bool) -> str:
    """What was done, said of whoever did it; `declared` of the step that made a report lead an outage."""
    if kind == TicketEvent.Kind.OUTAGE:
        return _of_outage(after, for_staff=for_staff, declared=declared)
    if kind == TicketEvent.Kind.STATE:
        return _change_of_state(before, after)
    return WORDS[kind].format(before=before, after=after)


def _of_outage(title: str, *, for_staff: bool, declared: bool) -> str:
    if for_staff:
        return (
            f"hat die Großstörung „{title}“ ausgerufen"
            if declared
            else f"hat die Meldung der Großstörung „{title}“ zugeordnet"
        )
    return f"hat die Meldung {'als größere Störung eingestuft' if declared else 'einer größeren Störung zugeordnet'}: {title}"


def _change_of_state(before: str, after: str) -> str:
    if before == after:
        return f"hat die Wiedervorlage geändert ({after})"
    return f"hat den Status von „{before}“ auf „{after}“ gesetzt"

"""What people read about a happening: staff in the words of the desk, people at authorities in everyday ones."""

from notifications.models import Notification
from notifications.topics import Topic

SERVICE = "Der Servicebetrieb"

FOR_STAFF: dict[str, str] = {
    Topic.OPENED: "Neue Meldung",
    Topic.ASSIGNED: "Ihnen zugewiesen",
    Topic.RELEASED: "In die Liste des Teams zurückgegeben",
    Topic.TEAM: "An Ihr Team gegeben",
    Topic.REPLY: "Neue Antwort",
    Topic.NOTE: "Neue interne Notiz",
    Topic.WAITING: "Wartet auf Rückmeldung",
    Topic.RESOLVED: "Gelöst",
    Topic.CONFIRMED: "Die Behörde hat die Lösung bestätigt",
    Topic.REOPENED: "Wieder geöffnet",
    Topic.CLOSED: "Geschlossen",
    Topic.CANCELLED: "Zurückgezogen",
    Topic.WOKEN: "Wieder vorgelegt",
    Topic.MALWARE: "In einer Datei wurde Schadsoftware gefunden; die Datei ist entfernt",
    Topic.MERGED: "Mit einer anderen Meldung zusammengeführt",
    Topic.M_WAITING: "Zusammengeführte Meldung: wartet auf Rückmeldung",
    Topic.M_RESOLVED: "Zusammengeführte Meldung: gelöst",
    Topic.M_REOPENED: "Zusammengeführte Meldung: wieder geöffnet",
    Topic.M_CLOSED: "Zusammengeführte Meldung: geschlossen",
    Topic.OUTAGE: "Einer Großstörung zugeordnet",
    Topic.APPROVAL: "Bestellung ohne IT-Koordination: Sie entscheiden über die Freigabe",
    Topic.APPROVED: "Freigegebene Bestellung",
    Topic.REFUSED: "Bestellung, nicht freigegeben",
    Topic.REMINDED: "Eine Bestellung wartet noch auf die Freigabe",
    Topic.WARNED: "Die Frist ist bald erreicht",
    Topic.BREACHED: "Die Frist ist überschritten",
    Topic.MENTION: "Sie wurden erwähnt",
    Topic.REMINDER: "Ihre Erinnerung",
}

IN_SUBSTITUTION: dict[str, str] = {
    Topic.ASSIGNED: "Zugewiesen",
    Topic.TEAM: "An ein anderes Team gegeben",
    Topic.MENTION: "In einer internen Notiz erwähnt",
    Topic.REMINDER: "Erinnerung",
}
"""What would speak of the person who reads it, and means the one who is away."""

AT_AUTHORITIES: dict[str, str] = {
    Topic.OPENED: "Die Meldung ist bei uns eingegangen.",
    Topic.WAITING: "Wir brauchen eine Antwort von Ihnen, damit es weitergehen kann.",
    Topic.RESOLVED: "Die Meldung ist gelöst. Besteht das Problem weiter? Dann öffnen Sie die Meldung bitte wieder.",
    Topic.REOPENED: "Wir arbeiten wieder an der Meldung.",
    Topic.CLOSED: "Die Meldung ist abgeschlossen.",
    Topic.CANCELLED: "Die Meldung wurde zurückgezogen. Wir arbeiten nicht weiter daran.",
    Topic.MERGED: "Wir haben die Meldung mit einer anderen zum selben Problem zusammengefasst.",
    Topic.M_WAITING: "Wir warten noch auf eine Antwort aus Ihrer Behörde, damit es weitergehen kann. Gefragt haben wir "
    "in der Meldung, mit der diese zusammengefasst ist.",
    Topic.M_RESOLVED: "Das Problem ist gelöst, zusammen mit der Meldung, mit der diese zusammengefasst ist. "
    "Besteht es bei Ihnen weiter? Dann melden Sie es bitte neu.",
    Topic.M_REOPENED: "Wir arbeiten wieder an der Meldung, mit der diese zusammengefasst ist.",
    Topic.M_CLOSED: "Die Meldung, mit der diese zusammengefasst ist, ist abgeschlossen.",
    Topic.APPROVAL: "Die Bestellung ist eingegangen und wartet auf die Freigabe durch die IT-Koordination.",
    Topic.APPROVED: "Die Bestellung ist freigegeben. Wir kümmern uns jetzt darum.",
    Topic.REFUSED: "Die Bestellung wurde nicht freigegeben. Wir arbeiten nicht daran.",
    Topic.REMINDED: "Die Bestellung wartet noch auf Ihre Entscheidung.",
    Topic.OUTAGE: "Die Meldung gehört zu einer größeren Störung, an der wir bereits arbeiten.",
}


BY_MAIL: dict[str, str] = AT_AUTHORITIES | {
    Topic.RESOLVED: "Die Meldung ist gelöst. Besteht das Problem weiter? Dann antworten Sie bitte auf diese E-Mail.",
}
"""The same for people without an account, who open nothing and answer by mail."""


WITH_A_REASON = (Topic.CANCELLED, Topic.REFUSED, Topic.APPROVED)
"""What the authority reads together with the reason that was given for it."""


def sentence(notification: Notification, *, for_staff: bool) -> str:
    """What happened, in one sentence or a few words."""
    if for_staff:
        who, absence = _author(notification), notification.absence
        table = FOR_STAFF | IN_SUBSTITUTION if absence else FOR_STAFF
        for_whom = f"In Vertretung für {absence.member}: " if absence else ""
        return f"{for_whom}{table[notification.topic]}{f' von {who}' if who else ''}"
    if notification.topic == Topic.REPLY:
        message = notification.message
        return f"{SERVICE if message is None or message.author_is_staff else message.writer} hat geantwortet."
    words = BY_MAIL if notification.contact_id else AT_AUTHORITIES
    return words.get(notification.topic, "Es gibt Neues zu der Meldung.")


def quoted(notification: Notification, *, for_staff: bool) -> str:
    """The words that a letter repeats: what was written to the authority, and why a report was taken back or an order refused.

    Letters to staff repeat nothing: they work in the application, and a mailbox is no place for inner notes.
    """
    if for_staff:
        return ""
    if notification.message:
        return notification.message.body
    return notification.event.reason if notification.event and notification.topic in WITH_A_REASON else ""


def _author(notification: Notification) -> str:
    """Who wrote, where that matters to staff."""
    written = notification.message.writer if notification.message else None
    return str(written) if written else ""

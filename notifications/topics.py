"""What people can be told of, and what each may wish about it. Pure lists without database."""

from django.db import models


class Topic(models.TextChoices):
    """What happened, as far as somebody is told of it."""

    OPENED = "opened", "Neue Meldung"
    ASSIGNED = "assigned", "Zugewiesen"
    RELEASED = "released", "In die Liste zurückgegeben"
    TEAM = "team", "An das Team gegeben"
    REPLY = "reply", "Neue Antwort"
    NOTE = "note", "Interne Notiz"
    WAITING = "waiting", "Antwort gebraucht"
    RESOLVED = "resolved", "Gelöst"
    CONFIRMED = "confirmed", "Lösung bestätigt"
    REOPENED = "reopened", "Wieder geöffnet"
    CLOSED = "closed", "Abgeschlossen"
    CANCELLED = "cancelled", "Zurückgezogen"
    WOKEN = "woken", "Wieder vorgelegt"
    MALWARE = "malware", "Schadsoftware gefunden"
    MERGED = "merged", "Zusammengeführt"
    OUTAGE = "outage", "Großstörung"
    APPROVAL = "approval", "Freigabe gebraucht"
    APPROVED = "approved", "Freigegeben"
    REFUSED = "refused", "Nicht freigegeben"
    REMINDED = "reminded", "Freigabe steht noch aus"
    WARNED = "warned", "Frist bald erreicht"
    BREACHED = "breached", "Frist überschritten"
    # The same of a report that was merged into another one, told to who reported it.
    M_WAITING = "m_waiting", "Antwort gebraucht, unter anderer Nummer"
    M_RESOLVED = "m_resolved", "Gelöst, unter anderer Nummer"
    M_REOPENED = "m_reopened", "Wieder in Arbeit, unter anderer Nummer"
    M_CLOSED = "m_closed", "Abgeschlossen, unter anderer Nummer"
    MENTION = "mention", "Erwähnung"
    REMINDER = "reminder", "Erinnerung"


DEADLINES = (Topic.WARNED, Topic.BREACHED)
"""Of these a person gets one letter about all reports: they come in heaps."""


class Way(models.TextChoices):
    """How somebody is told."""

    NONE = "none", "Gar nicht"
    IN_APP = "in_app", "Nur hier"
    MAIL = "mail", "Hier und per E-Mail"
    DAILY = "daily", "Hier und einmal am Tag gesammelt per E-Mail"


class Group(models.TextChoices):
    """Why somebody is told: what people state their wishes about."""

    MINE = "mine", "Meldungen, die Sie bearbeiten"
    TEAM = "team", "Meldungen Ihres Teams, die noch niemand bearbeitet"
    DEADLINES = "deadlines", "Fristen der Meldungen Ihres Teams"
    ESCALATIONS = "escalations", "Überschrittene Fristen aller Teams"
    MENTIONS = "mentions", "Wenn Sie jemand erwähnt"
    WATCHED = "watched", "Meldungen, die Sie beobachten"
    REMINDERS = "reminders", "Ihre Erinnerungen"
    APPROVALS = "approvals", "Bestellungen, über deren Freigabe Sie entscheiden"
    OWN = "own", "Ihre eigenen Meldungen"
    AUTHORITY = "authority", "Meldungen anderer Personen Ihrer Behörde"


DEFAULTS = {
    Group.MINE: Way.MAIL,
    Group.TEAM: Way.IN_APP,
    Group.DEADLINES: Way.IN_APP,
    Group.ESCALATIONS: Way.MAIL,
    Group.MENTIONS: Way.MAIL,
    Group.WATCHED: Way.IN_APP,
    Group.REMINDERS: Way.MAIL,
    Group.APPROVALS: Way.MAIL,
    Group.OWN: Way.MAIL,
    Group.AUTHORITY: Way.NONE,
}
"""What holds until somebody wishes otherwise. An assumption until KSM confirms it."""

ABOUT_THE_PORTAL = (Group.OWN, Group.AUTHORITY)
"""The groups that concern people at authorities; approvals concern whoever may decide, all others staff."""

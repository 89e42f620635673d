"""Mails of this morning that a person has to look at, and one that is discarded by itself."""

from datetime import timedelta

from ksm.demo.reports import Stage
from mailboxes.actions import process, store
from mailboxes.models import IncomingMail, Mailbox

MAILS = (
    (95, "Hella Beispiel <h.beispiel@privat.example>", "Drucker im Ordnungsamt",
     ("Guten Morgen,\n\nich schreibe von zu Hause: Der Drucker im Ordnungsamt zieht seit gestern kein Papier mehr ein.\n\n"
     "Viele Grüße\nHella Beispiel\n\nAm 12.11.2026 um 14:02 schrieb Servicebetrieb:\n> Bitte melden Sie sich, wenn es wieder auftritt.\n")),
    (62, "Softwarehaus Beispiel <support@softwarehaus.example>", "Wartungsfenster am Wochenende",
     "Sehr geehrte Damen und Herren,\n\nam Samstag von 8 bis 12 Uhr spielen wir eine neue Fassung ein.\n\nMit freundlichen Grüßen\nIhr Support"),
    (40, "Jost Beispiel <j.beispiel@anderswo.example>\r\nAuto-Submitted: auto-replied", "Automatische Antwort: Ihre Meldung",
     "Ich bin bis Freitag nicht im Büro. Ihre Nachricht wird nicht weitergeleitet."),
)  # fmt: skip
"""How many minutes ago, from whom, about what; a machine names itself in the line below the sender."""


def let_mail_come_in(stage: Stage) -> None:
    """A mailbox that is not fetched, since its server is invented, and what would have come in there."""
    mailbox = Mailbox.objects.create(
        name="Servicepostfach (Demo)",
        address="service@servicebetrieb.example",
        host="imap.servicebetrieb.example",
        user="service",
        password_variable="MAILBOX_SERVICE",  # noqa: S106 – the name of a variable
        category=min(stage.categories.values(), key=lambda category: category.position),
        is_active=False,
    )
    for minutes, sender, subject, text in MAILS:
        at = stage.now - timedelta(minutes=minutes)
        raw = f"From: {sender}\r\nSubject: {subject}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}".encode()
        row, _ = store(raw=raw, mailbox=mailbox, now=at)
        process(mail=row, now=at)
        IncomingMail.objects.filter(pk=row.pk).update(is_demo=True)

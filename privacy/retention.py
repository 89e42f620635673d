"""The rules of retention: what is kept how long from which moment, what happens then, and who says so.

There is no law that says how long reports of faults are kept. The periods marked as assumptions are proposals, to be
decided by the data protection officer and the councils of the staff; whoever changes one changes it here.
"""

from datetime import datetime
from typing import Any

from django.contrib.admin.models import LogEntry as AdminLogEntry
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob

from accounts.models import Absence, RoleProposal, SecondFactorReset
from changes.models import CalendarKey, ChangeNotice, ServiceStatus
from customers.models import ContactFunction, Shift
from handovers.lifecycle import State as HandoverState
from handovers.models import Handover
from history.forgetting import event_models, unused_contexts
from history.models import LogEntry
from imports.models import Import, ImportRow
from imports.querysets import FILE_IS_KEPT
from inventory.models import AgentToken, InstalledSoftware, InventoryReport, ReviewCase
from mailboxes.models import IncomingMail
from notifications.models import Notification
from privacy import expiry, former
from privacy.models import EXIT_PACK_IS_KEPT, ExitPack
from privacy.rule import Rule
from stocktaking.models import Campaign
from takeovers.models import TaskReminder
from tickets.models import Attachment, Draft, Reminder, Stopwatch, Ticket, TicketRead

FINISHED = ("succeeded", "failed", "cancelled", "aborted")
ASSUMPTION = "Annahme, von Datenschutz und Personalvertretungen zu entscheiden"


def finished_jobs(end: datetime) -> QuerySet[Any]:
    """Jobs that will not run again and of which nothing was heard since a moment; their arguments may name accounts."""
    since = ProcrastinateEvent.objects.filter(job=OuterRef("pk"), at__gte=end)
    return ProcrastinateJob.objects.filter(~Exists(since), status__in=FINISHED)


RULES = (
    Rule(
        "attachments", "Anhänge von Meldungen", "Schließen der Meldung", 6, deletes=True, basis=ASSUMPTION,
        rows=lambda end: [Attachment.objects.filter(ticket__closed_at__lt=end)],
        forget=expiry.delete_attachments,
    ),
    Rule(
        "ticket-texts", "Texte und Namen in Meldungen", "Schließen der Meldung", 12, deletes=False, basis=ASSUMPTION,
        rows=lambda end: [Ticket.objects.filter(closed_at__lt=end, texts_removed_at__isnull=True)],
        forget=expiry.remove_texts,
    ),
    Rule(
        "tickets", "Meldungen mit ihrem Verlauf", "Schließen der Meldung", 36, deletes=True, basis=ASSUMPTION,
        rows=lambda end: [Ticket.objects.filter(closed_at__lt=end)],
        forget=expiry.delete_tickets,
    ),
    Rule(
        "ticket-reads", "Vermerke, bis wohin jemand eine Meldung gelesen hat", "Schließen der Meldung", 0, deletes=True,
        basis="Art. 5 Abs. 1 Buchst. e DSGVO: nicht länger als nötig",
        rows=lambda end: [TicketRead.objects.filter(ticket__closed_at__lt=end)],
        forget=expiry.delete_rows,
    ),
    Rule(
        "mails", "Eingegangene E-Mails im Original", "Entscheidung über die E-Mail", 3, deletes=True, basis=ASSUMPTION,
        rows=lambda end: [IncomingMail.objects.filter(decided_at__lt=end)],
        forget=expiry.delete_mails,
    ),
    Rule(
        "import-files", "Hochgeladene Importdateien", "Hochladen", 0, days=FILE_IS_KEPT.days, deletes=True, basis=ASSUMPTION,
        rows=lambda end: [Import.objects.with_file_until(end)],
        forget=expiry.discard_imports,
    ),
    Rule(
        "import-rows", "Zeilen übernommener Importe mit ihren Änderungen", "Übernehmen", 0, days=FILE_IS_KEPT.days, deletes=True,
        basis=ASSUMPTION,
        rows=lambda end: [ImportRow.objects.filter(run__ended_at__lt=end)],
        forget=expiry.delete_rows,
    ),
    Rule(
        "imports", "Importe mit Dateiname und Zahlen", "Übernehmen oder Verwerfen", 12, deletes=True, basis=ASSUMPTION,
        rows=lambda end: [Import.objects.filter(ended_at__lt=end)],
        forget=expiry.delete_with_history,
    ),
    Rule(
        "inventory-reports", "Meldungen von Inventaragenten mit Rechnername und Kennung", "letzte gleiche Meldung", 3, deletes=True,
        basis=ASSUMPTION,
        rows=lambda end: [InventoryReport.objects.filter(last_received_at__lt=end)],
        forget=expiry.delete_rows,
    ),
    Rule(
        "gone-software", "Programme, die auf Geräten nicht mehr installiert sind", "letzte Meldung", 12, deletes=True, basis=ASSUMPTION,
        rows=lambda end: [InstalledSoftware.objects.filter(last_seen_on__lt=timezone.localdate(end))],
        forget=expiry.delete_rows,
    ),
    Rule(
        "silent-review-cases", "Prüffälle zu Geräten, die sich nicht mehr melden", "letzte Meldung", 6, deletes=True, basis=ASSUMPTION,
        rows=lambda end: [ReviewCase.objects.open().filter(last_reported_at__lt=end)],
        forget=expiry.delete_with_history,
    ),
    Rule(
        "review-cases", "Entschiedene Prüffälle zu Inventarmeldungen", "Entscheidung und letzte Meldung", 12,
        deletes=True, basis=ASSUMPTION,
        rows=lambda end: [ReviewCase.objects.filter(decided_at__lt=end, last_reported_at__lt=end)],
        forget=expiry.delete_with_history,
    ),
    Rule(
        "agent-tokens", "Gesperrte Agentenschlüssel, zu denen nichts mehr aufbewahrt ist", "Sperren", 12, deletes=True, basis=ASSUMPTION,
        rows=lambda end: [AgentToken.objects.filter(revoked_at__lt=end, reports=None, review_cases=None)],
        forget=expiry.delete_with_history,
    ),
    Rule(
        "exit-packs", "Dateien erstellter Austrittspakete", "Erstellen", 0, days=EXIT_PACK_IS_KEPT.days, deletes=True,
        basis=ASSUMPTION,
        rows=lambda end: [ExitPack.objects.filter(state=ExitPack.State.READY, made_at__lt=end)],
        forget=expiry.discard_exit_packs,
    ),
    Rule(
        "exit-pack-entries", "Einträge zu Austrittspaketen ohne Datei", "Anfordern", 36, deletes=True, basis=ASSUMPTION,
        rows=lambda end: [ExitPack.objects.filter(file="", uploaded_at__lt=end)],
        forget=expiry.delete_with_history,
    ),
    Rule(
        "task-reminders", "Hinweise auf fällige Schritte von Vorhaben", "Hinweis", 12, deletes=True, basis=ASSUMPTION,
        rows=lambda end: [TaskReminder.objects.filter(created_at__lt=end)],
        forget=expiry.delete_rows,
    ),
    Rule(
        "stocktaking-people", "Personen und Anmerkungen in Bestandsabgleichen", "Abschluss des Abgleichs", 12, deletes=False,
        basis=ASSUMPTION,
        rows=lambda end: [Campaign.objects.filter(finished_at__lt=end, names_removed_at__isnull=True)],
        forget=expiry.remove_people_of_stocktakings,
    ),
    Rule(
        "former-contacts", "Ehemalige Ansprechpersonen", "Ende der Rolle und letzte Änderung", 24, deletes=False,
        basis=ASSUMPTION,
        rows=lambda end: [former.former_contacts(end)],
        forget=former.forget_contacts,
    ),
    Rule(
        "handover-drafts", "Vorbereitete Übergaben, die niemand abgeschlossen hat", "Anlegen", 3, deletes=True, basis=ASSUMPTION,
        rows=lambda end: [Handover.objects.filter(state=HandoverState.DRAFT, created_at__lt=end)],
        forget=expiry.delete_handovers,
    ),
    Rule(
        "handover-names", "Namen und Unterschriften in Übergaben",
        "Unterschrift oder Zurückziehen, solange kein Gerät mehr bei der Person ist", 60, deletes=False, basis=ASSUMPTION,
        rows=lambda end: [Handover.objects.over_before(end)],
        forget=expiry.remove_names_of_handovers,
    ),
    Rule(
        "change-notices", "Wem welche Änderung angekündigt wurde", "Ankündigung", 12, deletes=True, basis=ASSUMPTION,
        rows=lambda end: [ChangeNotice.objects.filter(created_at__lt=end)],
        forget=expiry.delete_rows,
    ),
    Rule(
        "service-statuses", "Vergangene Betriebszustände von Fachverfahren", "Ende des Zustands", 24, deletes=True, basis=ASSUMPTION,
        rows=lambda end: [ServiceStatus.objects.filter(until__lt=end)],
        forget=expiry.delete_with_history,
    ),
    Rule(
        "calendar-keys", "Gesperrte Kalenderadressen", "Sperren", 12, deletes=True, basis=ASSUMPTION,
        rows=lambda end: [CalendarKey.objects.filter(revoked_at__lt=end)],
        forget=expiry.delete_with_history,
    ),
    Rule(
        "emergency-numbers", "Private Nummern von Notfallkontakten", "Ende der Funktion", 0, deletes=False,
        basis="Art. 6 Abs. 1 Buchst. a DSGVO: nur mit Einwilligung und für diesen Zweck",
        rows=lambda end: [ContactFunction.objects.with_a_number().ended_before(timezone.localdate(end))],
        forget=expiry.remove_numbers,
    ),
    Rule(
        "former-accounts", "Konten ohne Rechte, auch ausgeschiedener Beschäftigter", "letzte Rolle und letzte Anmeldung",
        24, deletes=False, basis=ASSUMPTION,
        rows=lambda end: [former.accounts_without_rights(end)],
        forget=former.forget_accounts,
    ),
    Rule(
        "second-factor-resets", "Zurückgesetzte zweite Stufen mit ihrem Grund", "Zurücksetzen", 12, deletes=True,
        basis=ASSUMPTION,
        rows=lambda end: [SecondFactorReset.objects.filter(at__lt=end)],
        forget=expiry.delete_with_history,
    ),
    Rule(
        "role-proposals", "Entschiedene Vorschläge von Rollen", "Entscheidung", 12, deletes=True, basis=ASSUMPTION,
        rows=lambda end: [RoleProposal.objects.filter(decided_at__lt=end)],
        forget=expiry.delete_with_history,
    ),
    Rule(
        "absences", "Abwesenheiten und Vertretungen", "letzter Tag der Abwesenheit", 1, deletes=True, basis=ASSUMPTION,
        rows=lambda end: [Absence.objects.filter(last_day__lt=timezone.localdate(end))],
        forget=expiry.delete_with_history,
    ),
    Rule(
        "shifts", "Dienste an Service-Points", "Tag des Dienstes", 1, deletes=True, basis=ASSUMPTION,
        rows=lambda end: [Shift.objects.filter(day__lt=timezone.localdate(end))],
        forget=expiry.delete_with_history,
    ),
    Rule(
        "reminders", "Erledigte Erinnerungen", "Erledigung", 1, deletes=True, basis=ASSUMPTION,
        rows=lambda end: [Reminder.objects.filter(done_at__lt=end)],
        forget=expiry.delete_with_history,
    ),
    Rule(
        "stopwatches", "Stoppuhren, deren Zeit niemand eingetragen hat", "Start", 1, deletes=True, basis=ASSUMPTION,
        rows=lambda end: [Stopwatch.objects.filter(began_at__lt=end)],
        forget=expiry.delete_rows,
    ),
    Rule(
        "drafts", "Entwürfe von Beiträgen", "letztes Speichern", 1, deletes=True, basis=ASSUMPTION,
        rows=lambda end: [Draft.objects.filter(saved_at__lt=end)],
        forget=expiry.delete_rows,
    ),
    Rule(
        "seen-notifications", "Gesehene Benachrichtigungen", "Ansehen", 3, deletes=True, basis=ASSUMPTION,
        rows=lambda end: [Notification.objects.filter(seen_at__lt=end)],
        forget=expiry.delete_rows,
    ),
    Rule(
        "notifications", "Benachrichtigungen, auch ungesehene", "Ereignis", 6, deletes=True, basis=ASSUMPTION,
        rows=lambda end: [Notification.objects.filter(created_at__lt=end)],
        forget=expiry.delete_rows,
    ),
    Rule(
        "jobs", "Erledigte Aufträge an den Hintergrunddienst", "letzter Schritt", 1, deletes=True, basis=ASSUMPTION,
        rows=lambda end: [finished_jobs(end)],
        forget=expiry.delete_jobs,
    ),
    Rule(
        "changes", "Änderungsverlauf aller Angaben", "Änderung", 36, deletes=True, basis=ASSUMPTION,
        rows=lambda end: [
            *(events._default_manager.filter(pgh_created_at__lt=end) for events in event_models()),
            unused_contexts().filter(created_at__lt=end),
        ],
        forget=expiry.delete_rows,
    ),
    Rule(
        "log", "Protokoll", "Eintrag", 12, deletes=True, basis=ASSUMPTION,
        rows=lambda end: [LogEntry.objects.filter(at__lt=end)],
        forget=expiry.delete_rows,
    ),
    Rule(
        "admin-log", "„Neueste Aktionen“ der Verwaltung", "Eintrag", 12, deletes=True, basis=ASSUMPTION,
        rows=lambda end: [AdminLogEntry.objects.filter(action_time__lt=end)],
        forget=expiry.delete_rows,
    ),
    Rule(
        "sessions", "Abgelaufene Sitzungen", "Ablauf der Sitzung", 0, deletes=True,
        basis="Art. 5 Abs. 1 Buchst. e DSGVO: nicht länger als nötig",
        rows=lambda end: [Session.objects.filter(expire_date__lt=end)],
        forget=expiry.delete_rows,
    ),
)  # fmt: skip

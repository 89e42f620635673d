"""Where in the data a person can be named, and in which table of their own data each place is told."""

HANDED_OUT = {
    "accounts.StaffMember.user": "Beschäftigung",
    "customers.ServicePoint_staff.staffmember": "Service-Points",
    "customers.Contact.user": "Ansprechperson",
    "workstations.Workstation.used_by": "IT-Arbeitsplätze",
    "tickets.Ticket.requester": "Meldungen",
    "tickets.Ticket.assignee": "Meldungen in Bearbeitung",
    "tickets.RecurringTicket.requester": "Wiederkehrende Meldungen",
    "tickets.ChecklistItem.done_by": "Erledigte Punkte von Checklisten",
    "tickets.TimeEntry.by": "Zeiteinträge",
    "tickets.Stopwatch.user": "Stoppuhr",
    "tickets.Reminder.user": "Erinnerungen",
    "accounts.Absence.member": "Abwesenheiten",
    "accounts.Absence.substitute": "Vertretungen",
    "accounts.RoleAssignment.user": "Rollen",
    "accounts.RoleProposal.user": "Vorgeschlagene Rollen",
    "accounts.RoleProposal.decided_by": "Entscheidungen zu anderen",
    "accounts.SecondFactorReset.user": "Zurückgesetzte zweite Stufe",
    "accounts.SecondFactorReset.reset_by": "Entscheidungen zu anderen",
    "privacy.DeletionProof.by": "Entscheidungen zu anderen",
    "tickets.Message.author": "Beiträge",
    "tickets.Attachment.uploaded_by": "Anhänge",
    "tickets.SavedView.owner": "Gespeicherte Ansichten",
    "tickets.TicketRead.user": "Gelesene Meldungen",
    "tickets.TicketEvent.by": "Schritte an Meldungen",
    "tickets.Draft.user": "Entwürfe",
    "tickets.Watcher.user": "Beobachtete Meldungen",
    "tickets.Mention.member": "Nennungen in Notizen",
    "notifications.Notification.recipient": "Benachrichtigungen",
    "notifications.Preference.user": "Wünsche zu Benachrichtigungen",
    "mailboxes.IncomingMail.contact": "E-Mails",
    "mailboxes.IncomingMail.decided_by": "Entscheidungen zu anderen",
    "usersessions.UserSession.user": "Sitzungen",
    "socialaccount.SocialAccount.user": "Anmeldung über ein Verzeichnis",
    "account.EmailAddress.user": "Weitere Anmeldedaten",
    "mfa.Authenticator.user": "Weitere Anmeldedaten",
    "admin.LogEntry.user": "Arbeit in der Verwaltung",
    "history.LogEntry.user": "Protokoll",
    "history.LogEntry.about": "Protokoll",
}
"""Every field that points to a person, and the table in which what hangs on it is told."""

NOT_HANDED_OUT = {
    "accounts.User_groups.user": "is not used: rights come from roles alone",
    "accounts.User_user_permissions.user": "is not used: rights come from roles alone",
}
"""Fields that point to a person and hold nothing, each with its reason."""

"""What each table shows to an authority: the one table to read when a model is added.

Staff, jobs and commands see every row; which of them a page shows is decided by `visible_to`. A contact of an
authority reaches only rows for which the condition here holds, whatever a page forgot to filter. The conditions draw
the line between authorities; who sees what inside of one is again `visible_to`.
"""

from accounts.scope import JOB, NOBODY, PORTAL, RETENTION, SEED, SERVICE

# The authorities of the transaction as one value, so that an index can be searched by it.
OWN = "ANY ((SELECT scope_authorities())::bigint[])"

PORTAL_READS: dict[str, str] = {
    # Own authorities, and the names of the bodies that these belong to or that belong to these.
    "customers.Authority": f"""id = {OWN} OR EXISTS (
        SELECT FROM customers_membership m WHERE customers_authority.id IN (m.member_id, m.body_id))""",
    "customers.Membership": f"member_id = {OWN} OR body_id = {OWN}",
    "customers.AuthorityRole": f"authority_id = {OWN}",
    "customers.TaskTransfer": f"authority_id = {OWN}",
    "customers.Site": f"authority_id = {OWN}",
    "customers.Room": "EXISTS (SELECT FROM customers_site s WHERE s.id = site_id)",
    "customers.Contact": f"authority_id = {OWN}",
    "customers.ServicePoint": """EXISTS (
        SELECT FROM customers_servicepoint_authorities a WHERE a.servicepoint_id = customers_servicepoint.id)""",
    "customers.ServicePoint_authorities": f"authority_id = {OWN}",
    "customers.ServicePoint_staff": "EXISTS (SELECT FROM customers_servicepoint p WHERE p.id = servicepoint_id)",
    "customers.OpeningHours": "EXISTS (SELECT FROM customers_servicepoint p WHERE p.id = service_point_id)",
    "workstations.Workstation": f"authority_id = {OWN}",
    "workstations.Device": f"authority_id = {OWN}",
    "workstations.InfrastructureItem": "false",
    "applications.SpecialistApplication": """EXISTS (
        SELECT FROM applications_applicationuse u WHERE u.application_id = applications_specialistapplication.id)""",
    "applications.ApplicationUse": f"authority_id = {OWN}",
    "tickets.Ticket": f"authority_id = {OWN}",
    # What staff write among themselves never leaves the service.
    "tickets.Message": "kind = 'reply' AND EXISTS (SELECT FROM tickets_ticket t WHERE t.id = ticket_id)",
    "tickets.Attachment": """EXISTS (SELECT FROM tickets_ticket t WHERE t.id = ticket_id)
        AND (message_id IS NULL OR EXISTS (SELECT FROM tickets_message m WHERE m.id = message_id))""",
    "tickets.TicketEvent": "is_public AND EXISTS (SELECT FROM tickets_ticket t WHERE t.id = ticket_id)",
    # Oneself, colleagues, and staff: their names stand below what they wrote.
    "accounts.User": "NOT is_foreign_account(id)",
    "accounts.RoleAssignment": "user_id = (SELECT scope_account())",
    "accounts.RoleProposal": "user_id = (SELECT scope_account())",
    "accounts.SecondFactorReset": "user_id = (SELECT scope_account())",
    "history.LogEntry": "(SELECT scope_account()) IN (user_id, about_id)",
    "privacy.DeletionProof": "false",
}
"""The condition on a row of each model that belongs to an authority, or that only staff may see."""

BEFORE_SIGN_IN: dict[str, str] = {
    "accounts.User": "true",
    "accounts.RoleAssignment": "true",
    "accounts.RoleProposal": "true",
    "history.LogEntry": "true",
}
"""What can be read before anybody is signed in: the account that wants to, what its directory proposes, and the log of it."""

CHANGED_AT_SIGN_IN = ("accounts.User", "accounts.RoleProposal", "accounts.FailedSignIns")
"""What changes while somebody signs in: the moment of it, a new password, an account made by a directory, a count of failures."""

ONLY_ADDED: dict[str, tuple[str, ...]] = {
    "history.LogEntry": (NOBODY, PORTAL, SERVICE, JOB, SEED, RETENTION),
    "privacy.DeletionProof": (RETENTION,),
}
"""What is written once, and by whom; only retention shortens it."""

SHARED: dict[str, str] = {
    "accounts.FailedSignIns": "counts behind keys that tell nobody's name",
    "accounts.Provider": "the companies of the service itself",
    "accounts.Team": "the teams of the service itself",
    "accounts.StaffMember": "colleagues of the service; their names stand in the reports of every authority",
    "applications.Vendor": "who makes software is no secret",
    "applications.Product": "what is on the market is no secret",
    "workstations.OperatingSystem": "versions on the market",
    "contracts.Holiday": "the public holidays of the country",
    "contracts.ServiceCalendar": "service hours are the same for all authorities",
    "contracts.ServiceHours": "service hours are the same for all authorities",
    "contracts.ServiceLevel": "service levels are the same for all authorities",
    "tickets.Category": "what can be reported is the same for all authorities",
    "tickets.TicketCounter": "a number, no content",
}
"""The models of this house that belong to no authority, each with the reason."""

PORTAL_WRITES: dict[str, str] = {
    "accounts.User": "UPDATE",
    "accounts.FailedSignIns": "INSERT, UPDATE, DELETE",
    "accounts.RoleProposal": "INSERT, UPDATE",
    "tickets.Ticket": "INSERT, UPDATE",
    "tickets.TicketCounter": "INSERT, UPDATE",
    "tickets.TicketEvent": "INSERT",
    "tickets.Message": "INSERT",
    "tickets.Attachment": "INSERT",
}
"""What a contact may change in the tables of this house at all; everything else is only read."""

OWN_APPS = ("history", "accounts", "customers", "workstations", "applications", "contracts", "tickets", "privacy")

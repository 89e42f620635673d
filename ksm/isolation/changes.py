"""Which rows are changed by whom: what an authority writes, what sign-in writes, and what is never written again.

A table that is not named here is only read by authorities, and changed freely by the service.
"""

from accounts.scope import JOB, NOBODY, PORTAL, RETENTION, SEED, SERVICE
from ksm.isolation.rules import OWN

PORTAL_WRITES: dict[str, str] = {
    "accounts.User": "UPDATE",
    "accounts.FailedSignIns": "INSERT, UPDATE, DELETE",
    "accounts.RoleProposal": "INSERT, UPDATE",
    "customers.ContactFunction": "INSERT, UPDATE",  # the IT-Koordination says who is there for what
    "contracts.BlockedTime": "INSERT, UPDATE, DELETE",
    "contracts.WeeklyBlockedTime": "INSERT, UPDATE, DELETE",
    # What people say about their devices.
    "stocktaking.CampaignDevice": "UPDATE (answer, remark, answered_at, channel)",
    "stocktaking.UnlistedDevice": "INSERT",
    "tickets.Ticket": "INSERT, UPDATE",
    "tickets.TicketCounter": "INSERT, UPDATE",
    "tickets.ClockPause": "INSERT, UPDATE",  # their answer ends it
    "tickets.Message": "INSERT",
    "tickets.Attachment": "INSERT",
    "tickets.Rating": "INSERT, UPDATE",
    "knowledge.Feedback": "INSERT, UPDATE",
    # Ticking the own part of a takeover with its proof, and confirming the inventory.
    "takeovers.CaseTask": "UPDATE (state, settled_at, settled_by_id, remark)",
    "takeovers.Evidence": "INSERT",
    "takeovers.CaseEvent": "INSERT",
    "takeovers.InventorySnapshot": "UPDATE (signed_off_on, signed_off_by_id)",
    "replacements.RoundAuthority": "UPDATE (noted_at, noted_by_id)",  # taking note of the own plan
    # The person who took the devices says yes or what is wrong.
    "handovers.Handover": "UPDATE (state, signed_at, signature_kind, signed_name, confirmed_by_id, objection, objected_at)",
    "processing.SubProcessorApproval": "UPDATE (state, decided_on, remark)",  # the authority approves or objects
    "changes.CalendarKey": "INSERT, UPDATE (revoked_at)",  # one's own calendar
    "tickets.TicketLink": "INSERT",  # „Betrifft mich auch“
    "notifications.Notification": "UPDATE (seen_at)",
    "notifications.Preference": "INSERT, UPDATE",
}
"""What a contact may change in the tables of this house at all; everything else is only read."""

PORTAL_CHANGES: dict[str, str] = {
    # One's own account, and nobody makes themselves one that may do everything.
    "accounts.User": "id = (SELECT scope_account()) AND NOT is_superuser",
    # When nothing is planned at the own authority; that clocks stand still is agreed with the service.
    "contracts.BlockedTime": f"authority_id = {OWN} AND NOT stops_clock",
    # While people are asked; what the service has settled, and what is finished, stays as it is.
    "stocktaking.CampaignDevice": f"""authority_id = {OWN} AND settled_at IS NULL AND EXISTS (
        SELECT FROM stocktaking_campaign c WHERE c.id = campaign_id AND c.state = 'running')""",
    "stocktaking.UnlistedDevice": f"""authority_id = {OWN} AND settled_at IS NULL AND EXISTS (
        SELECT FROM stocktaking_campaign c WHERE c.id = campaign_id AND c.state = 'running')""",
}
"""Where a contact may change less than they read: the condition on the row before and after the change."""

CHANGED_AT_SIGN_IN: dict[str, str] = {
    "accounts.User": "INSERT, UPDATE",
    "accounts.RoleProposal": "INSERT, UPDATE",
    "accounts.FailedSignIns": "INSERT, UPDATE, DELETE",
}
"""What changes while somebody signs in: the moment of it, a new password, an account made by a directory, a count of failures."""

ONLY_ADDED: dict[str, tuple[str, ...]] = {
    "handovers.HandoverDocument": (PORTAL, SERVICE, JOB, SEED, RETENTION),
    "history.LogEntry": (NOBODY, PORTAL, SERVICE, JOB, SEED, RETENTION),
    "privacy.DeletionProof": (RETENTION,),
    "processing.IssuedDocument": (SERVICE, SEED),
    "replacements.RoundLine": (SERVICE, SEED),
    "sharing.Apportionment": (SERVICE, SEED),
    "sharing.ApportionmentCost": (SERVICE, SEED),
    "sharing.Share": (SERVICE, SEED),
    "sharing.ShareWeight": (SERVICE, SEED),
    "takeovers.CaseEvent": (PORTAL, SERVICE, JOB, SEED, RETENTION),
    "takeovers.GateOverride": (SERVICE, JOB, SEED, RETENTION),
    "tickets.Particular": (PORTAL, SERVICE, JOB, SEED, RETENTION),
    "tickets.TicketEvent": (PORTAL, SERVICE, JOB, SEED, RETENTION),
    "tickets.TimeEntry": (SERVICE, JOB, SEED, RETENTION),
}
"""What is written once, and by whom; only retention shortens it."""

OWN_APPS = (
    "history", "accounts", "imports", "customers", "workstations", "inventory", "handovers", "replacements", "stocktaking", "applications",
    "dependencies", "contracts", "sharing", "processing", "continuity", "changes", "takeovers", "announcements", "knowledge", "tickets", "catalogue", "notifications", "mailboxes", "privacy",
)  # fmt: skip
"""The apps whose tables an authority only reads unless `PORTAL_WRITES` says otherwise."""

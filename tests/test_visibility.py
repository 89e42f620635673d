"""Who sees which rows: one line per model that has the gate `visible_to`. A model without a line fails."""

import pytest
from django.apps import apps
from django.db import models

from accounts.models import User
from accounts.roles import STAFF_ROLES
from ksm.isolation import rules
from tests.factories import DeletionProofFactory, LogEntryFactory
from tests.world import NOBODY, World

# Per kind of row in tests/world.py: which of (own, colleague's, other authority's) a reporter and a coordinator see.
# A row of the authority as a whole has no colleague's.
OWN = frozenset({"own"})
AUTHORITYS = frozenset({"own", "colleague"})
NONE: frozenset[str] = frozenset()
GATES: dict[str, dict[str, tuple[frozenset[str], frozenset[str]]]] = {
    "accounts.StaffMember": {},
    "history.LogEntry": {},
    "privacy.DeletionProof": {},
    "privacy.ExitPack": {"exit_pack": (NONE, NONE)},
    "accounts.RoleProposal": {},  # tests/accounts/sign_in/test_role_proposals.py
    "customers.Authority": {"authority": (OWN, OWN)},
    "customers.AuthorityRole": {"authority_role": (OWN, OWN)},
    "customers.Succession": {"succession": (OWN, OWN)},
    "customers.Location": {"location": (OWN, OWN)},
    "customers.TaskTransfer": {"task_transfer": (OWN, OWN)},
    "customers.Contact": {"contact": (OWN, AUTHORITYS)},
    "customers.ContactFunction": {"contact_function": (OWN, AUTHORITYS)},
    "accounts.RoleAssignment": {},
    "customers.Site": {"site": (OWN, OWN)},
    "customers.Room": {"room": (OWN, OWN)},
    "customers.ServicePoint": {"service_point": (OWN, OWN)},
    "customers.OpeningHours": {"opening_hours": (OWN, OWN)},
    "customers.OpeningException": {"opening_exception": (OWN, OWN)},
    "customers.Shift": {"shift": (NONE, NONE)},
    "customers.SiteOfServicePoint": {"served_site": (OWN, OWN)},
    "customers.AuthorityOfServicePoint": {"served_authority": (OWN, OWN)},
    "customers.StaffAtServicePoint": {"staff_there": (OWN, OWN)},
    "customers.Membership": {"membership": (OWN, OWN)},
    "workstations.Workstation": {"workstation": (OWN, AUTHORITYS)},
    "workstations.Device": {"device": (OWN, AUTHORITYS), "stored_device": (NONE, OWN)},
    "workstations.SharedUse": {"shared_use": (OWN, AUTHORITYS)},
    "workstations.DeviceNearby": {"device_nearby": (OWN, AUTHORITYS)},
    "workstations.Lease": {"lease": (NONE, OWN)},
    "workstations.Loan": {"loan": (OWN, AUTHORITYS)},
    "stocktaking.Campaign": {"campaign": (OWN, OWN)},
    "stocktaking.AuthorityOfCampaign": {"campaign_authority": (OWN, OWN)},
    "stocktaking.CampaignDevice": {"campaign_device": (OWN, AUTHORITYS), "difference": (OWN, AUTHORITYS)},
    "stocktaking.UnlistedDevice": {"unlisted_device": (OWN, AUTHORITYS)},
    "workstations.DataErasure": {"data_erasure": (NONE, OWN)},
    "workstations.StockMinimum": {"stock_minimum": (NONE, NONE)},
    "workstations.Kit": {"kit": (NONE, NONE)},
    "workstations.KitItem": {"kit_item": (NONE, NONE)},
    "workstations.InfrastructureItem": {"infrastructure_item": (NONE, NONE)},
    "replacements.ReplacementRule": {"replacement_rule": (NONE, NONE)},
    "replacements.UpgradePath": {"upgrade_path": (NONE, NONE)},
    "replacements.PlannedReplacement": {"planned_replacement": (NONE, NONE)},
    "replacements.BudgetRound": {"budget_round": (NONE, OWN)},
    "replacements.RoundAuthority": {"round_authority": (NONE, OWN)},
    "replacements.RoundLine": {"round_line": (NONE, OWN)},
    "sharing.CostItem": {"cost_item": (NONE, NONE)},
    "sharing.AllocationKey": {"allocation_key": (NONE, NONE)},
    "sharing.FixedShare": {"agreed_share": (NONE, NONE)},
    "sharing.KeyFigure": {"key_figure": (NONE, NONE)},
    "sharing.Quote": {"quote": (NONE, NONE)},
    "sharing.Apportionment": {"apportionment": (NONE, OWN)},
    "sharing.ApportionmentCost": {"apportionment_cost": (NONE, NONE)},
    "sharing.Share": {"cost_share": (NONE, OWN)},
    "sharing.ShareWeight": {"share_weight": (NONE, OWN)},
    "handovers.Handover": {
        "handover": (OWN, AUTHORITYS),
        "waiting_handover": (OWN, AUTHORITYS),
        "draft_handover": (NONE, NONE),
    },
    "handovers.HandoverItem": {"handover_item": (OWN, AUTHORITYS), "draft_handover_item": (NONE, NONE)},
    "handovers.HandoverDocument": {"handover_document": (OWN, AUTHORITYS)},
    "applications.SpecialistApplication": {"application": (OWN, OWN)},
    "applications.ApplicationUse": {"application_use": (OWN, OWN)},
    "applications.UseContact": {"use_contact": (NONE, OWN)},
    "applications.Training": {"training": (NONE, OWN)},
    "applications.Product": {"product": (NONE, NONE)},
    "applications.PublicService": {"public_service": (NONE, NONE)},
    "applications.Interface": {"interface": (NONE, OWN)},
    "applications.ApplicationData": {"application_data": (NONE, OWN)},
    "applications.ProvidedService": {"provided_service": (NONE, OWN)},
    "dependencies.Relation": {"relation": (NONE, NONE)},
    "continuity.ProtectionNeed": {"protection_need": (NONE, OWN)},
    "continuity.ProtectionDeviation": {"protection_deviation": (NONE, NONE)},
    "continuity.ContinuityPlan": {"continuity_plan": (NONE, OWN)},
    "continuity.PlanDocument": {"plan_document": (NONE, OWN), "inner_plan_document": (NONE, NONE)},
    "continuity.Exercise": {"exercise": (NONE, NONE)},
    "announcements.Announcement": {"announcement": (OWN, OWN)},
    "announcements.AuthorityOfAnnouncement": {"concerned_authority": (OWN, OWN)},
    "changes.Change": {"change": (OWN, OWN), "planned_change": (NONE, NONE)},
    "changes.ChangedApplication": {"changed_application": (NONE, NONE)},
    "changes.ChangedItem": {"changed_item": (NONE, NONE)},
    "changes.ReachedApplication": {"reached_application": (OWN, OWN)},
    "changes.WeakenedApplication": {"weakened_application": (OWN, OWN)},
    "changes.AffectedByChange": {"affected_by_change": (OWN, OWN)},
    "changes.ChangeNotice": {"change_notice": (NONE, NONE)},
    "changes.ServiceStatus": {"service_status": (OWN, OWN), "common_status": (OWN, OWN)},
    "changes.CalendarKey": {"calendar_key": (OWN, NONE)},
    "knowledge.Article": {
        "article": (OWN, OWN),
        "article_of_application": (OWN, OWN),
        "inner_article": (NONE, NONE),
        "draft_article": (NONE, NONE),
    },
    "knowledge.AuthorityOfArticle": {"reading_authority": (OWN, OWN)},
    "knowledge.ApplicationOfArticle": {"application_of_article": (OWN, OWN)},
    "knowledge.Feedback": {"feedback": (OWN, NONE)},
    "tickets.ArticleUse": {"article_use": (NONE, NONE)},
    "tickets.Ticket": {"ticket": (OWN, AUTHORITYS)},
    "tickets.Message": {"reply": (OWN, AUTHORITYS), "note": (NONE, NONE)},
    "tickets.Attachment": {"attachment": (OWN, AUTHORITYS), "note_attachment": (NONE, NONE)},
    "tickets.Particular": {"particular": (OWN, AUTHORITYS)},
    "catalogue.ServiceOffer": {"offer": (OWN, OWN)},
    "catalogue.AuthorityOfOffer": {"ordering_authority": (OWN, OWN)},
    "catalogue.FormField": {"question": (OWN, OWN)},
    "catalogue.Condition": {"condition": (OWN, OWN)},
    "tickets.Rating": {"rating": (OWN, AUTHORITYS)},
    "contracts.ServiceAgreement": {"service_agreement": (OWN, OWN)},
    "contracts.BlockedTime": {"blocked_time": (OWN, OWN)},
    "takeovers.TakeoverCase": {"takeover_case": (NONE, OWN)},
    "takeovers.CaseScope": {"case_scope": (NONE, OWN)},
    "takeovers.CaseTask": {"case_task": (NONE, OWN)},
    "takeovers.TaskReminder": {"task_reminder": (NONE, NONE)},
    "takeovers.Consent": {"consent": (NONE, OWN)},
    "takeovers.Evidence": {"evidence": (NONE, OWN)},
    "takeovers.GateOverride": {"gate_override": (NONE, OWN)},
    "takeovers.CaseEvent": {"case_event": (NONE, OWN), "inner_case_event": (NONE, NONE)},
    "takeovers.Baseline": {"baseline": (NONE, OWN)},
    "takeovers.BaselineItem": {"baseline_item": (NONE, OWN)},
    "takeovers.InventorySnapshot": {"inventory_snapshot": (NONE, OWN)},
    "takeovers.SnapshotItem": {"snapshot_item": (NONE, OWN)},
    "contracts.Decision": {"decision": (NONE, OWN)},
    "contracts.Agreement": {"agreement": (NONE, OWN)},
    "contracts.ServiceSpecification": {"service_specification": (NONE, OWN)},
    "contracts.AgreementDocument": {"agreement_document": (NONE, OWN), "inner_agreement_document": (NONE, NONE)},
    "contracts.AgreementWarning": {"agreement_warning": (NONE, NONE)},
    "contracts.WeeklyBlockedTime": {"weekly_blocked_time": (OWN, OWN)},
    "processing.ProcessingAgreement": {"processing_agreement": (NONE, OWN)},
    "processing.SignedPaper": {"signed_paper": (NONE, OWN)},
    "processing.CoveredApplication": {"covered_application": (NONE, OWN)},
    "processing.SubProcessing": {"sub_processing": (NONE, OWN)},
    "processing.SubProcessor": {"sub_processor": (NONE, OWN)},
    "processing.SubProcessorApproval": {"sub_processor_approval": (NONE, OWN)},
    "processing.SecurityMeasure": {"security_measure": (NONE, NONE)},
    "processing.RegisterEntry": {"register_entry": (NONE, NONE)},
    "processing.IssuedDocument": {"issued_document": (NONE, OWN)},
    "tickets.ClockPause": {"clock_pause": (OWN, AUTHORITYS)},
    "tickets.TicketLink": {"merged_link": (OWN, AUTHORITYS), "inner_link": (NONE, NONE)},
    # An outage concerns a whole authority, whoever of it leads it.
    "tickets.MajorIncident": {"outage": (AUTHORITYS, AUTHORITYS)},
    "tickets.AffectedAuthority": {"affected_authority": (AUTHORITYS, AUTHORITYS)},
    "tickets.SavedView": {},  # tests/tickets/test_saved_views.py
    "tickets.TicketRead": {},  # tests/tickets/test_unread.py
    "tickets.Draft": {"draft": (NONE, NONE)},
    "tickets.Macro": {"macro": (NONE, NONE)},
    "tickets.TicketTemplate": {"ticket_template": (NONE, NONE)},
    "tickets.Mention": {"mention": (NONE, NONE)},
    "tickets.TextModule": {"text_module": (NONE, NONE)},
    "tickets.Watcher": {"watcher": (NONE, NONE)},
    "tickets.SearchEntry": {"search_entry": (OWN, AUTHORITYS), "inner_search_entry": (NONE, NONE)},
    "tickets.Tally": {"tally": (NONE, NONE)},
    "workstations.WorkstationTally": {"workstation_tally": (NONE, NONE)},
    "notifications.Notification": {},  # tests/notifications/test_telling.py
    "notifications.Preference": {},
    "mailboxes.Mailbox": {"mailbox": (NONE, NONE)},
    "mailboxes.IncomingMail": {"mail": (NONE, NONE)},
    "imports.Import": {"import_run": (NONE, NONE), "import_with_wrong_row": (NONE, NONE)},
    "imports.ImportRow": {"import_row": (NONE, NONE), "wrong_import_row": (NONE, NONE)},
    "inventory.AgentToken": {"agent_token": (NONE, NONE)},
    "inventory.InventoryReport": {"inventory_report": (NONE, NONE)},
    "inventory.ReviewCase": {"review_case": (NONE, NONE)},
    "inventory.FieldLock": {"field_lock": (NONE, NONE)},
    "inventory.SoftwareTitle": {"software_title": (NONE, NONE)},
    "inventory.InstalledSoftware": {"installed_software": (NONE, NONE)},
    "tickets.TicketEvent": {"event": (OWN, AUTHORITYS), "inner_event": (NONE, NONE)},
    "tickets.RecurringTicket": {"recurring_ticket": (NONE, NONE)},
    "tickets.RecurringRun": {"recurring_run": (NONE, NONE)},
    "tickets.ChecklistTemplate": {"checklist_template": (NONE, NONE)},
    "tickets.Checklist": {"checklist": (NONE, NONE)},
    "tickets.ChecklistItem": {"checklist_item": (NONE, NONE)},
    "tickets.TimeEntry": {"time_entry": (NONE, NONE)},
    "tickets.Stopwatch": {"stopwatch": (NONE, NONE)},
    "tickets.Reminder": {"reminder": (NONE, NONE)},
    "accounts.Absence": {"absence": (NONE, NONE)},
}
WITHOUT_A_GATE = {
    "accounts.User": "names below what somebody wrote; the web admin and the pages of privacy ask for a right",
    "accounts.SecondFactorReset": "the record of a reset, on no page",
    "contracts.ServiceLevel": "read with its agreement",
    "knowledge.ArticleWord": "word stems, looked up by the search for articles that are visible",
    "tickets.SearchWord": "word stems without a report; read by a function of the database alone",
    "admin.LogEntry": "read by the web admin alone",
    "account.EmailAddress": "read by the library, of the signed-in account",
    "account.EmailConfirmation": "read by the library, of the signed-in account",
    "mfa.Authenticator": "read by the library, of the signed-in account",
    "socialaccount.SocialAccount": "read by the library, of the signed-in account",
    "socialaccount.SocialToken": "read by the library, of the signed-in account",
    "usersessions.UserSession": "read by the library, of the signed-in account",
}
"""Models with a condition in the database and none in code, each with the way by which alone it is read."""
ONES_OWN = {
    "tickets.Draft": "below",
    "tickets.Watcher": "below",
    "tickets.TextModule": "tests/tickets/test_prepared.py",
    "tickets.Macro": "tests/tickets/test_prepared.py",
    "tickets.TicketTemplate": "tests/tickets/test_ticket_templates.py",
    "tickets.Stopwatch": "tests/tickets/test_stopwatch.py",
    "tickets.Reminder": "tests/tickets/test_work_panels.py",
    "tickets.SavedView": "tests/tickets/test_saved_views.py",
    "tickets.TicketRead": "tests/tickets/test_unread.py",
    "changes.CalendarKey": "tests/changes/test_calendar.py",
    "accounts.Absence": "tests/accounts/test_absences.py",
    "notifications.Notification": "tests/notifications/test_telling.py",
    "notifications.Preference": "tests/notifications/test_pages.py",
}
"""What each member of the staff sees only of their own, and where that is tested."""
# What not even every member of the staff sees.
NEEDS_A_RIGHT = {
    "history.LogEntry": {"history.view_logentry"},
    "privacy.DeletionProof": {"privacy.view_deletionproof"},
    "privacy.ExitPack": {"privacy.make_exit_pack"},
    "mailboxes.IncomingMail": {"tickets.work_ticket"},
    # Those in the world are imports of contacts.
    "imports.Import": {"imports.add_import", "customers.add_contact"},
    "imports.ImportRow": {"imports.add_import", "customers.add_contact"},
}
GATED = {model._meta.label: model for model in apps.get_models() if hasattr(model._default_manager, "visible_to")}
KINDS = [(label, kind) for label, kinds in GATES.items() for kind in kinds]


def seen(world: World, label: str, kind: str, user: User) -> set[str]:
    """Which of the three rows of a kind the gate lets through."""
    rows = {name: group[kind] for name, group in vars(world).items() if name != "people" and kind in group}
    visible = set(gate(label, user).filter(pk__in=[row.pk for row in rows.values()]).values_list("pk", flat=True))
    return {name for name, row in rows.items() if row.pk in visible}


def gate(label: str, user: User) -> models.QuerySet[models.Model]:
    rows: models.QuerySet[models.Model] = GATED[label]._default_manager.visible_to(user)  # type: ignore[attr-defined]
    return rows


def test_table_has_a_line_for_every_gate() -> None:
    assert set(GATES) == set(GATED)
    tables = {str(model._meta.concrete_model._meta.label) for model in GATED.values() if model._meta.concrete_model}
    assert tables - set(rules.SHARED) == set(rules.PORTAL_READS) - set(WITHOUT_A_GATE)


@pytest.mark.parametrize(("label", "kind"), KINDS)
def test_reporter_and_coordinator_see_what_the_table_says(label: str, kind: str, world: World, db: None) -> None:
    for_reporter, for_coordinator = GATES[label][kind]
    assert seen(world, label, kind, world.people["reporter"]) == for_reporter
    assert seen(world, label, kind, world.people["it-coordinator"]) == for_coordinator
    assert seen(world, label, kind, world.people["authority-head"]) == for_coordinator


@pytest.mark.parametrize("label", sorted(set(GATED) - set(ONES_OWN)))
def test_staff_see_every_row_that_takes_no_right_of_its_own(label: str, world: World, db: None) -> None:
    LogEntryFactory()
    DeletionProofFactory()
    for role in STAFF_ROLES:
        sees = NEEDS_A_RIGHT.get(label, set()) <= set(role.permissions)
        assert gate(label, world.people[role.key]).count() == (GATED[label]._default_manager.count() if sees else 0)


def test_ones_own_is_seen_by_nobody_else_of_the_staff(world: World, db: None) -> None:
    for kind in ("draft", "watcher"):
        row = world.own[kind]
        label = row._meta.label
        sees = {key for key, user in world.people.items() if gate(label, user).filter(pk=row.pk).exists()}
        assert sees == {STAFF_ROLES[0].key}


@pytest.mark.parametrize("label", sorted(GATED))
def test_nobody_sees_nothing(label: str, world: World, db: None) -> None:
    assert not gate(label, world.people[NOBODY]).exists()


@pytest.mark.parametrize("label", sorted(GATED))
def test_people_who_left_see_nothing(label: str, world: World, db: None) -> None:
    for key in ("service-desk", "reporter", "authority-head"):
        User.objects.filter(pk=world.people[key].pk).update(is_active=False)
        assert not gate(label, User.objects.get(pk=world.people[key].pk)).exists()

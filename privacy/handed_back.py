"""Which tables an authority gets back when it leaves, and which not and why.

Both together are all tables that the second wall knows; a test holds them against it. Whose rows come along is decided by
the database itself: it is asked in the name of the authority (`accounts.scope.as_authority`), and so shows what the
authority may know and nothing of another one. `only` narrows that further to what is about this authority alone.
"""

from collections.abc import Callable
from typing import NamedTuple

from django.apps import apps
from django.db.models import Field, Model, Q

FOR_THE_SERVICE = "Liest nur der Service"
"""Columns whose hint begins like this hold what the service writes for itself; they stay here."""
TECHNICAL = ("is_demo", "search", "password")


class Table(NamedTuple):
    """One table that is handed back."""

    label: str
    only: Callable[[int], Q] = lambda authority: Q()
    leave_out: tuple[str, ...] = ()

    @property
    def model(self) -> type[Model]:
        return apps.get_model(self.label)

    @property
    def name(self) -> str:
        """What the rows are, in the words of the house."""
        words = str(self.model._meta.verbose_name_plural)
        return words[:1].upper() + words[1:]

    @property
    def fields(self) -> "list[Field[object, object]]":
        """The columns that are handed back."""
        fields = self.model._meta.concrete_fields
        kept = [field for field in fields if not str(field.help_text).startswith(FOR_THE_SERVICE)]
        return [field for field in kept if field.name not in (*TECHNICAL, *self.leave_out)]


def _own(authority: int) -> Q:
    return Q(authority=authority)


HANDED_BACK = (
    Table("customers.Authority", only=lambda authority: Q(pk=authority), leave_out=("note", "key")),
    Table("customers.AuthorityRole", leave_out=("outcome", "reason", "note")),
    Table("customers.Membership"),
    Table("customers.Succession"),
    Table("customers.TaskTransfer", leave_out=("note",)),
    Table("customers.Site", leave_out=("key",)),
    Table("customers.Room"),
    Table("customers.Location", only=lambda authority: Q(authority=authority) | Q(site__authority=authority)),
    Table("customers.Contact"),
    Table("customers.ContactFunction"),
    Table("customers.ServicePoint", leave_out=("note", "key")),
    Table("customers.OpeningHours"),
    Table("customers.OpeningException"),
    Table("workstations.Workstation", leave_out=("note",)),
    Table("workstations.Device"),
    Table("workstations.Lease", leave_out=("note",)),
    Table("workstations.Loan"),
    Table("workstations.DataErasure", leave_out=("item",)),
    Table("replacements.BudgetRound", leave_out=("frozen_by", "previous")),
    Table("replacements.RoundAuthority"),
    Table("replacements.RoundLine", leave_out=("provider", "item_key")),
    Table("stocktaking.Campaign", leave_out=("made_by", "names_removed_at")),
    Table("stocktaking.CampaignDevice", leave_out=("reminded_at",)),
    Table("stocktaking.UnlistedDevice"),
    Table("handovers.Handover", leave_out=("signature",)),
    Table("handovers.HandoverItem", leave_out=("seen_state",)),
    Table("handovers.HandoverDocument"),
    Table("applications.SpecialistApplication", leave_out=("note",)),
    Table("applications.ApplicationUse", leave_out=("note",)),
    Table("applications.UseContact"),
    Table("applications.Training"),
    Table("applications.Interface", leave_out=("reconnecting",)),
    Table("applications.ApplicationData"),
    Table("applications.ProvidedService"),
    Table("sharing.Apportionment", leave_out=("fixed_by", "corrects", "share_count", "cost_count")),
    Table("sharing.Share"),
    Table("sharing.ShareWeight"),
    Table("continuity.ProtectionNeed"),
    Table("continuity.ContinuityPlan", leave_out=("rank_agreed_with",)),
    Table("continuity.PlanDocument"),
    Table("contracts.Decision"),
    Table("contracts.Agreement", leave_out=("warn_days", "last_reason")),
    Table("contracts.ServiceSpecification"),
    Table("contracts.AgreementDocument"),
    Table("contracts.ServiceAgreement", only=_own),
    Table("contracts.ServiceLevel", only=lambda authority: Q(agreement__authority=authority)),
    Table("processing.ProcessingAgreement"),
    Table("processing.SignedPaper"),
    Table("processing.CoveredApplication"),
    Table("processing.SubProcessor"),
    Table("processing.SubProcessing"),
    Table("processing.SubProcessorApproval"),
    Table("processing.IssuedDocument"),
    Table("contracts.BlockedTime", only=_own),
    Table("contracts.WeeklyBlockedTime"),
    Table("takeovers.TakeoverCase", leave_out=("follow_up_on",)),
    Table("takeovers.CaseScope"),
    Table("takeovers.CaseTask"),
    Table("takeovers.Evidence"),
    Table("takeovers.Consent", leave_out=("decision", "note")),
    Table("takeovers.GateOverride"),
    Table("takeovers.CaseEvent"),
    Table("takeovers.Baseline"),
    Table("takeovers.BaselineItem"),
    Table("takeovers.InventorySnapshot"),
    Table("takeovers.SnapshotItem"),
    Table("announcements.Announcement", only=lambda authority: Q(is_for_all=False)),
    Table(
        "changes.Change",
        leave_out=(
            "kind",
            "reason",
            "work",
            "risk",
            "backout",
            "planned_by",
            "planned_at",
            "submitted_by",
            "conflict_reason",
            "decided_by",
            "decided_at",
            "decision_note",
            "frozen_at",
            "result",
            "announcement",
            "told_at",
            "sequence",
        ),
    ),
    Table("changes.AffectedByChange", leave_out=("why", "reason", "is_by_hand", "is_left_out")),
    Table("changes.ServiceStatus", leave_out=("incident", "is_text_by_hand")),
    Table("tickets.Ticket"),
    Table("tickets.Message"),
    Table("tickets.Attachment"),
    Table("tickets.Particular"),
    Table("tickets.TicketEvent"),
    Table("tickets.Rating"),
    Table("tickets.ClockPause"),
    Table("tickets.TicketLink"),
    Table("tickets.AffectedAuthority"),
    Table("tickets.MajorIncident"),
)
"""The tables in the order in which one reads them."""

OF_THE_SERVICE = "Gehört zur Arbeitsweise des Dienstleisters und ist keine Angabe über die Behörde."
INTERNAL = "Was der Dienstleister für sich selbst festhält, verlässt ihn nicht."
OF_PERSONS = "Gehört einzelnen Personen; jede nimmt ihre Angaben unter „Meine Daten“ selbst mit."
DERIVED = "Wird aus anderen Tabellen dieses Pakets berechnet."
LINKS_ONLY = "Verknüpft nur; was verknüpft wird, steht in den Tabellen dieses Pakets oder gehört dem Dienstleister."
GENERAL_HELP = "Anleitungen und Leistungen des Dienstleisters, die er für mehrere Behörden schreibt."
SIGN_IN = "Daten der Anmeldung; aus Gründen der Sicherheit verlassen sie das System nicht."

STAYS = {
    "customers.ServicePoint_authorities": LINKS_ONLY,
    "customers.ServicePoint_sites": LINKS_ONLY,
    "customers.ServicePoint_staff": OF_THE_SERVICE,
    "workstations.Workstation_shared_with": LINKS_ONLY,
    "workstations.Workstation_nearby_devices": LINKS_ONLY,
    "stocktaking.Campaign_authorities": LINKS_ONLY,
    "announcements.Announcement_authorities": LINKS_ONLY,
    "knowledge.Article": GENERAL_HELP,
    "knowledge.Article_authorities": LINKS_ONLY,
    "knowledge.Article_applications": LINKS_ONLY,
    "knowledge.ArticleWord": DERIVED,
    "knowledge.Feedback": OF_PERSONS,
    "catalogue.ServiceOffer": GENERAL_HELP,
    "catalogue.ServiceOffer_authorities": LINKS_ONLY,
    "catalogue.FormField": GENERAL_HELP,
    "catalogue.Condition": GENERAL_HELP,
    "changes.Change_reached": LINKS_ONLY,
    "changes.Change_weakened": LINKS_ONLY,
    "changes.CalendarKey": OF_PERSONS,
    "tickets.SearchEntry": DERIVED,
    "notifications.Notification": OF_PERSONS,
    "notifications.Preference": OF_PERSONS,
    "accounts.User": OF_PERSONS,
    "accounts.RoleAssignment": OF_PERSONS,
    "accounts.RoleProposal": OF_PERSONS,
    "accounts.SecondFactorReset": OF_PERSONS,
    "history.LogEntry": OF_PERSONS,
    "account.EmailAddress": SIGN_IN,
    "account.EmailConfirmation": SIGN_IN,
    "mfa.Authenticator": SIGN_IN,
    "socialaccount.SocialAccount": SIGN_IN,
    "socialaccount.SocialToken": SIGN_IN,
    "usersessions.UserSession": SIGN_IN,
}
"""What the wall shows to an authority or its people and is not handed back, each with the reason that the pack tells."""

NEVER_SHOWN = "Interne Notizen, Zeiten, Entwürfe, Vorlagen und eingegangene E-Mails des Dienstleisters"
"""In words what the wall shows to no authority at all."""


def reasons() -> list[tuple[str, str]]:
    """What stays and why, one line for each reason."""
    found: dict[str, list[str]] = {}
    for label, reason in STAYS.items():
        if reason not in (OF_THE_SERVICE, LINKS_ONLY, SIGN_IN, DERIVED):
            found.setdefault(reason, []).append(str(apps.get_model(label)._meta.verbose_name_plural))
    lines = [(", ".join(names), reason) for reason, names in found.items()]
    return [
        *lines,
        ("Beschäftigte an Service-Points", OF_THE_SERVICE),
        ("Verknüpfungen", LINKS_ONLY),
        ("Sucheinträge", DERIVED),
        ("Anmeldedaten", SIGN_IN),
        (NEVER_SHOWN, INTERNAL),
    ]

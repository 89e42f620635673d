"""The roles of the house as code: what each may do and who may hold it. A test holds the permissions against the models."""

from typing import NamedTuple

LOOK_UP = (
    "customers.view_authority", "customers.view_site", "customers.view_room", "customers.view_servicepoint", "customers.view_contact",
    "customers.view_contactfunction",
    "workstations.view_workstation", "workstations.view_device", "workstations.view_devicemodel", "workstations.view_lease", "workstations.view_loan",
    "inventory.view_inventoryreport", "inventory.view_installedsoftware",
    "workstations.view_infrastructureitem", "workstations.view_stockminimum", "workstations.view_kit", "stocktaking.view_campaign",
    "workstations.view_infrastructureitem", "workstations.view_stockminimum", "workstations.view_kit", "handovers.view_handover",
    "applications.view_specialistapplication", "applications.view_product", "applications.view_vendor", "applications.view_applicationuse",
    "applications.view_productversion", "applications.view_productstatement", "applications.view_interface", "applications.view_datacategory",
    "applications.view_applicationdata", "applications.view_usecontact", "applications.view_training",
    "applications.view_publicservice", "applications.view_providedservice",
    "dependencies.view_relation",
    "continuity.view_protectionneed", "continuity.view_protectiondeviation", "continuity.view_continuityplan",
    "continuity.view_plandocument", "continuity.view_exercise",
    "changes.view_change", "changes.view_servicestatus", "changes.view_calendarkey", "changes.add_calendarkey", "changes.change_calendarkey",
    "tickets.view_ticket", "announcements.view_announcement", "knowledge.view_article", "catalogue.view_serviceoffer",
    "accounts.view_staffmember", "accounts.view_team",
    "contracts.view_blockedtime", "contracts.view_weeklyblockedtime", "customers.view_shift", "customers.view_openingexception",
)  # fmt: skip


def _keep(app: str, *models: str) -> tuple[str, ...]:
    """All four model permissions: whoever keeps a kind of master data may also remove a mistaken row."""
    return tuple(f"{app}.{verb}_{model}" for model in models for verb in ("view", "add", "change", "delete"))


DESK_WORK = (
    *LOOK_UP, "tickets.add_ticket", "tickets.work_ticket", *_keep("tickets", "textmodule", "macro", "tickettemplate"),
    *_keep("knowledge", "article", "topic"),  # whoever solves something may write down how
)  # fmt: skip
HANDOVERS = ("handovers.view_handover", "handovers.add_handover", "handovers.change_handover")
WORKSTATION_DATA = (
    *_keep(
        "workstations", "workstation", "device", "operatingsystem", "devicemodel", "lease", "loan", "dataerasure", "stockminimum", "kit", "kititem",
    ),
    *HANDOVERS,
)  # fmt: skip
CONTINUITY_DATA = tuple(
    f"continuity.{verb}_{model}"
    for model in ("protectionneed", "protectiondeviation", "continuityplan", "plandocument", "exercise")
    for verb in ("view", "add", "change")
)
"""Whoever runs or looks after Fachverfahren says how they are protected and started again."""
RANKS = ("continuity.agree_ranks",)
OWN_CONTINUITY = ("continuity.view_protectionneed", "continuity.view_continuityplan", "continuity.view_plandocument")
"""What those who speak for an authority see of it."""
RELATION_DATA = _keep("dependencies", "relation")
INFRASTRUCTURE_DATA = (*WORKSTATION_DATA, *RELATION_DATA, *_keep("workstations", "infrastructureitem"))
APPLICATION_DATA = (
    *RELATION_DATA,
    *_keep(
        "applications", "vendor", "product", "productversion", "productstatement", "specialistapplication", "applicationuse",
        "interface", "datacategory", "applicationdata", "usecontact", "training", "publicservice", "providedservice",
    ),
)  # fmt: skip
INVENTORY_REVIEW = (
    "inventory.review",
    "inventory.view_reviewcase",
    "inventory.view_fieldlock",
    "inventory.view_softwaretitle",
)
"""Whoever keeps devices decides what agents leave open."""
AGENT_TOKENS = ("inventory.view_agenttoken", "inventory.add_agenttoken", "inventory.change_agenttoken")
STOCKTAKINGS = ("stocktaking.add_campaign", "stocktaking.change_campaign")
"""Whoever begins a stock-taking also goes through it to its end."""
CUSTOMER_DATA = _keep(
    "customers", "authority", "membership", "authorityrole", "tasktransfer", "site", "room", "contact", "contactfunction", "servicepoint", "openinghours",
    "succession", "location", "openingexception", "shift",
)  # fmt: skip
AGREEMENT_DATA = _keep("contracts", "decision", "agreement", "servicespecification", "agreementdocument")
AGREEMENTS = tuple(name for name in AGREEMENT_DATA if ".view_" in name)
TAKEOVERS = ("takeovers.view_takeovercase", "takeovers.view_inventorysnapshot")
TAKEOVER_DATA = (
    *TAKEOVERS, "takeovers.add_takeovercase", "takeovers.change_takeovercase",
    *_keep("takeovers", "processtemplate", "templatephase", "templatetask"),
)  # fmt: skip
REPLACEMENTS = (
    "replacements.view_plannedreplacement", "replacements.view_replacementrule", "replacements.view_upgradepath",
    "replacements.view_budgetround", "replacements.view_roundline",
)  # fmt: skip
REPLACEMENT_PLANNING = (
    *REPLACEMENTS, *_keep("replacements", "plannedreplacement", "replacementrule", "upgradepath"),
    "replacements.add_budgetround", "replacements.change_budgetround",
)  # fmt: skip
FREEZING = ("replacements.freeze_budgetround",)
FROZEN_PLANS = ("replacements.view_budgetround", "replacements.view_roundline")
"""What the heads of an authority see of the plan for it: what is frozen."""
OWN_SHARES = ("sharing.view_share",)
"""What those who see a whole authority see of the cost of its Fachverfahren: what is fixed for it."""
COSTS = (
    *OWN_SHARES, "sharing.view_costitem", "sharing.view_allocationkey", "sharing.view_keyfigure", "sharing.view_quote",
    "sharing.view_apportionment",
)  # fmt: skip
COST_DATA = (*COSTS, *_keep("sharing", "costitem", "allocationkey", "keyfigure", "quote"))
FIXING_SHARES = ("sharing.add_apportionment",)
OWN_PROCESSING = (
    "processing.view_processingagreement", "processing.view_coveredapplication", "processing.view_signedpaper",
    "processing.view_subprocessing", "processing.view_subprocessorapproval", "processing.view_issueddocument",
)  # fmt: skip
"""What an authority reads of the processing on its behalf."""
PROCESSING = (
    *OWN_PROCESSING,
    "processing.view_subprocessor",
    "processing.view_securitymeasure",
    "processing.view_registerentry",
)
REGISTER_DATA = (*PROCESSING, *_keep("processing", "registerentry"))
PROCESSING_AGREEMENTS = (
    *PROCESSING, *_keep("processing", "processingagreement", "coveredapplication", "signedpaper", "subprocessorapproval"),
    "processing.decide_subprocessorapproval",
)  # fmt: skip
PROCESSING_DATA = (
    *PROCESSING_AGREEMENTS, *REGISTER_DATA, *_keep("processing", "subprocessor", "subprocessing", "securitymeasure"),
    "processing.add_issueddocument",
)  # fmt: skip
IMPORTS = ("imports.view_import", "imports.add_import")
BLOCKED_TIMES = (*_keep("contracts", "blockedtime", "weeklyblockedtime"), "contracts.view_servicecalendar")
"""Whoever hears of an election or a session may enter it."""
DESK_SETTINGS = (
    *_keep("contracts", "servicecalendar", "servicehours", "serviceagreement", "servicelevel", "holiday"),
    "tickets.change_savedview",
    *_keep("tickets", "category", "checklisttemplate"),
    *_keep("mailboxes", "mailbox"),
)
CATALOGUE = _keep("catalogue", "servicearea", "serviceoffer", "formfield", "condition")
ANNOUNCEMENTS = _keep("announcements", "announcement")
WATCHING = ("history.view_logentry", "history.view_changes", "privacy.view_deletionproof")
HANDING_BACK = ("privacy.make_exit_pack",)
PERSONAL_DATA = ("privacy.view_person", "privacy.erase_person")
ACCOUNT_DATA = (
    *_keep("accounts", "user", "provider", "team", "staffmember", "roleassignment", "absence"),
    "accounts.decide_roleproposal",
)


STATUS_WORK = ("changes.add_servicestatus", "changes.change_servicestatus")
CHANGE_WORK = ("changes.add_change", "changes.change_change", *STATUS_WORK)
"""Whoever plans work also carries it out, and says how things stand."""
APPROVING_CHANGES = ("changes.approve_change",)
OWN_CALENDAR = ("changes.view_calendarkey", "changes.add_calendarkey", "changes.change_calendarkey")


DECIDED_BY_ONE_ROLE = frozenset({"takeovers.override_gate"})
"""What a single role decides and nobody else, those who keep accounts and give this role included."""


class Role(NamedTuple):
    """What a group of people may do, in words and as permissions."""

    key: str
    name: str
    description: str
    permissions: tuple[str, ...]
    uses_admin: bool = False


SERVICE_DESK = Role(
    "service-desk", "Benutzerservice",
    "Nimmt Störungen und Anfragen an, bearbeitet und löst sie und pflegt Ansprechpersonen und Arbeitsplätze.",
    (*DESK_WORK, *WORKSTATION_DATA, *INVENTORY_REVIEW, *_keep("customers", "contact", "contactfunction"), *BLOCKED_TIMES, *ANNOUNCEMENTS, *STATUS_WORK), uses_admin=True,
)  # fmt: skip
ON_SITE = Role(
    "on-site", "Vor-Ort-Service",
    "Hilft an den Service-Points und in den Behörden vor Ort, plant die Dienste dort und pflegt Arbeitsplätze und Geräte.",
    (*DESK_WORK, *WORKSTATION_DATA, *INVENTORY_REVIEW, *STOCKTAKINGS, *IMPORTS, *_keep("customers", "openingexception", "shift"), *BLOCKED_TIMES), uses_admin=True,
)  # fmt: skip
APPLICATION_CARE = Role(
    "application-care", "Anwendungsbetreuung",
    "Betreut die Fachverfahren und ihre Nutzung durch die Behörden.",
    (*DESK_WORK, *APPLICATION_DATA, *IMPORTS, *ANNOUNCEMENTS, *COSTS, *REGISTER_DATA, *CONTINUITY_DATA, *RANKS, *CHANGE_WORK), uses_admin=True,
)  # fmt: skip
INFRASTRUCTURE = Role(
    "infrastructure", "Infrastruktur",
    "Betreibt Rechenzentrum, Netze und Server.",
    (*DESK_WORK, *INFRASTRUCTURE_DATA, *CONTINUITY_DATA, *INVENTORY_REVIEW, *AGENT_TOKENS, *IMPORTS, *ANNOUNCEMENTS, *CHANGE_WORK), uses_admin=True,
)  # fmt: skip
CUSTOMER_CARE = Role(
    "customer-care", "Kundenbetreuung",
    "Pflegt Behörden, Ansprechpersonen und Service-Points und sieht die Kennzahlen.",
    (*DESK_WORK, *CUSTOMER_DATA, *STOCKTAKINGS, *IMPORTS, *AGREEMENT_DATA, *TAKEOVER_DATA, *BLOCKED_TIMES, *ANNOUNCEMENTS, *CATALOGUE, *REPLACEMENT_PLANNING, *COST_DATA, "tickets.view_boards", *PROCESSING_AGREEMENTS, *APPROVING_CHANGES), uses_admin=True,
)  # fmt: skip
COMMERCIAL = Role(
    "commercial", "Kaufmännische Leitung",
    "Sieht Bestand, Nutzung und Kennzahlen für Planung und Abrechnung; plant den Ersatz von Geräten und schreibt Haushaltsrunden fest; "
    "teilt die Kosten der Fachverfahren auf und schreibt die Anteile fest.",
    (*LOOK_UP, *AGREEMENTS, *TAKEOVERS, *REPLACEMENT_PLANNING, *FREEZING, *COST_DATA, *FIXING_SHARES, "tickets.view_boards"),
)  # fmt: skip
MANAGEMENT = Role(
    "management", "Leitung",
    "Sieht alle Kennzahlen und die Zeilen dahinter; entscheidet mit Begründung über eine Freigabe, die eine Behörde nicht erteilen kann, "
    "und hebt allein Sperren von Aufnahmen und Austritten auf.",
    (*LOOK_UP, *AGREEMENTS, *TAKEOVERS, *REPLACEMENTS, *FREEZING, *COSTS, "tickets.view_boards", "tickets.override_approval", "takeovers.override_gate", *PROCESSING, *RANKS, *APPROVING_CHANGES),
)  # fmt: skip
ADMINISTRATION = Role(
    "administration", "Administration",
    "Pflegt alle Stammdaten, Konten und Einstellungen.",
    (*DESK_WORK, *CUSTOMER_DATA, *STOCKTAKINGS, *IMPORTS, *AGREEMENT_DATA, *TAKEOVER_DATA, *BLOCKED_TIMES, *INFRASTRUCTURE_DATA, *INVENTORY_REVIEW, *AGENT_TOKENS, *APPLICATION_DATA, *DESK_SETTINGS, *ANNOUNCEMENTS, *CATALOGUE, *ACCOUNT_DATA, *WATCHING, *HANDING_BACK, *REPLACEMENT_PLANNING, *FREEZING, *COST_DATA, *FIXING_SHARES, "tickets.view_boards", *PROCESSING_DATA, *CONTINUITY_DATA, *RANKS,
     "tickets.override_approval", *CHANGE_WORK, *APPROVING_CHANGES),
    uses_admin=True,
)  # fmt: skip
DATA_PROTECTION = Role(
    "data-protection", "Datenschutz und Informationssicherheit",
    "Prüft Daten, Änderungsverläufe und Protokoll, gibt Auskunft über Personen und löscht sie, gibt Behörden ihre Daten mit; führt Vereinbarungen "
    "und Verzeichnis der Auftragsverarbeitung und stellt deren Dokumente aus; ändert sonst nichts.",
    (*LOOK_UP, "accounts.view_user", "accounts.view_provider", "accounts.view_roleassignment", "customers.view_membership", "customers.view_authorityrole",
     "customers.view_tasktransfer", "customers.view_succession", "customers.view_location", *AGREEMENTS, *PROCESSING_DATA, *TAKEOVERS, *WATCHING, *HANDING_BACK, *PERSONAL_DATA),
    uses_admin=True,
)  # fmt: skip

PORTAL = (
    "tickets.view_ticket", "tickets.add_ticket", "workstations.view_workstation", "workstations.view_device", "workstations.view_loan",
    "applications.view_specialistapplication", "customers.view_authority", "customers.view_servicepoint",
    "announcements.view_announcement", "knowledge.view_article", "catalogue.view_serviceoffer", "handovers.view_handover", "changes.view_servicestatus",
)  # fmt: skip
OWN_AUTHORITY = (
    "customers.view_contactfunction", "customers.add_contactfunction", "customers.change_contactfunction",
    "workstations.view_lease", "stocktaking.view_campaign", "stocktaking.answer_for_authority",
    *_keep("contracts", "blockedtime", "weeklyblockedtime"), *OWN_CALENDAR,
)  # fmt: skip
"""What the IT-Koordination keeps of its own authority: who is there for what, and when nothing is to be changed."""
OWN_APPLICATIONS = (
    "applications.view_applicationuse", "applications.view_usecontact", "applications.view_training", "applications.view_interface",
    "applications.view_applicationdata", "applications.view_providedservice",
)  # fmt: skip
"""What those who speak for an authority see of the Fachverfahren that it uses."""
REPORTER = Role(
    "reporter", "Melder",
    "Meldet Störungen und Anfragen und sieht die eigenen Meldungen.",
    PORTAL,
)  # fmt: skip
IT_COORDINATOR = Role(
    "it-coordinator", "IT-Koordination",
    "Sieht alle Meldungen, Arbeitsplätze, Fachverfahren und Ansprechpersonen der eigenen Behörde und gibt Bestellungen frei.",
    (*PORTAL, *AGREEMENTS, *TAKEOVERS, *FROZEN_PLANS, "customers.view_contact", *OWN_AUTHORITY, *OWN_APPLICATIONS, "tickets.approve_ticket", *OWN_SHARES, *OWN_PROCESSING, "processing.decide_subprocessorapproval", *OWN_CONTINUITY),
)  # fmt: skip
AUTHORITY_HEAD = Role(
    "authority-head", "Verwaltungsleitung",
    "Sieht alles, was die eigene Behörde betrifft.",
    (*PORTAL, *AGREEMENTS, *TAKEOVERS, *FROZEN_PLANS, *OWN_APPLICATIONS, "customers.view_contact", "customers.view_contactfunction", "workstations.view_lease", "stocktaking.view_campaign", "contracts.view_blockedtime", "contracts.view_weeklyblockedtime", *OWN_SHARES, *OWN_PROCESSING, "processing.decide_subprocessorapproval", *OWN_CONTINUITY, *OWN_CALENDAR),
)  # fmt: skip

STAFF_ROLES = (
    SERVICE_DESK, ON_SITE, APPLICATION_CARE, INFRASTRUCTURE, CUSTOMER_CARE, COMMERCIAL, MANAGEMENT, ADMINISTRATION, DATA_PROTECTION,
)  # fmt: skip
AUTHORITY_ROLES = (REPORTER, IT_COORDINATOR, AUTHORITY_HEAD)
PORTAL_ROLES = {"reporter": REPORTER, "it_coordinator": IT_COORDINATOR, "authority_head": AUTHORITY_HEAD}
"""What a contact may do, by the role that stands in the contact's row."""
ALL_ROLES = (*STAFF_ROLES, *AUTHORITY_ROLES)

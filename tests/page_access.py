"""Who may open which page: one line per URL. A URL without a line fails the tests.

The columns are the roles in this order; the marks say what a person of the role gets:

    +   the page (200), or for what is posted: the action is carried out or its errors are shown
    -   the right is missing (403)
    0   not found (404)
    >   sent elsewhere (302)
    L   asked to sign in (302 to the sign-in page)
    m   the address only takes what is posted (405)
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

COLUMNS = (
    "service-desk", "on-site", "application-care", "infrastructure", "customer-care",
    "commercial", "management", "administration", "data-protection",
    "reporter", "it-coordinator", "authority-head",
    "nobody", "anonymous",
)  # fmt: skip


@dataclass(frozen=True)
class Page:
    """The access of each column, and which row of the world the address names."""

    marks: str
    row: str = ""  # a kind of row in tests/world.py: own rows open, those of another authority are not found
    post: bool = False
    arguments: Mapping[str, str] = field(default_factory=dict)  # parts of the address that name no row

    @property
    def access(self) -> dict[str, str]:
        return dict(zip(COLUMNS, self.marks.replace(" ", ""), strict=True))


#                                     desk on-site apps infra care  comm mgmt admin dp   contacts  nobody anonymous
PUBLIC = "+++++ ++++ +++ + +"  # for everybody, signed in or not
SIGNED_IN = "+++++ ++++ +++ + L"  # for everybody who is signed in
LOOK_UP = "+++++ ++++ +++ - L"  # staff look up, authorities see their own
STAFF_LOOK_UP = "+++++ ++++ --- - L"  # staff only
CONTACT_LOOK_UP = "+++++ ++++ -++ - L"  # people at authorities: not for reporters
DESK_WORK = "+++++ --+- --- - L"  # staff who work on reports
PORTAL = "----- ---- +++ - L"  # contacts of authorities
PORTAL_PAGE = ">>>>> >>>> +++ - L"  # staff are sent to where they see the same
APPROVER = ">>>>> >>>> -+- - L"  # who approves for an authority; staff are sent to what waits
APPROVES = "----- ---- -+- - L"  # the same, for what is posted
LEADS = "----- -++- --- - L"  # who decides in place of an authority
KEEPS_AUTHORITIES = "----+ --+- --- - L"  # who keeps the authorities
KEEPS_CATALOGUE = "----+ --+- --- - L"  # who keeps the catalogue
AGREEMENTS = "----+ ++++ -++ - L"  # who reads contracts and decisions; of an authority those who see all of it
KEEPS_AGREEMENTS = "----+ --+- --- - L"  # who keeps them
BOTH_SIDES = "----+ --+- -++ - L"  # what the service and those who speak for an authority do
OVERRIDES_GATES = "----- -+-- --- - L"  # the one role that opens a gate by decision
KEEPS_DEVICES = "++-+- --+- --- - L"  # who keeps devices, and decides what agents leave open
KEEPS_TOKENS = "---+- --+- --- - L"  # who lets agents in
AGENTS = "mmmmm mmmm mmm m m"  # nobody reads here; what agents send is in tests/inventory
IMPORTS = "-+-++ --+- --- - L"  # who brings files of rows
IMPORT_OF_CONTACTS = "-0-0+ --+- --- - L"  # the same where the file is one of contacts, which not all of them keep
MERGES = "++-+- --+- --- - L"  # who keeps workstations and devices
KEEPS_FUNCTIONS = "+---+ --+- -+- - L"  # who says what people at authorities are there for
KEEPS_BLOCKED_TIMES = "++--+ --+- -+- - L"  # who says when nothing is planned at an authority
PLANS = "-+--+ --+- --- - L"  # who plans what happens at service points
KEEPS_RELATIONS = "--++- --+- --- - L"  # who says what needs what
TAKES_STOCK = "-+--+ --+- --- - L"  # who begins a stock-taking and goes through it
KEEPS_DEVICES = "++-+- --+- --- - L"  # who keeps workstations and devices
MOVES_MANY = ">>->- -->- --- - L"  # the same, for what leads back where it came from
HANDS_OVER = "++-+- --+- --- - L"  # who gives out devices and takes them back
HANDED_OVER = "----- ---- +-- - L"  # who took the devices, and nobody else
BOARDS = "----+ +++- --- - L"  # who sees the figures
PLANS_REPLACEMENTS = "----+ +-+- --- - L"  # who plans the replacement of devices
FREEZES = "----- +++- --- - L"  # who freezes a plan for the councils
FROZEN_PLANS = "----+ +++- -++ - L"  # who reads what is frozen

PLANS_CHANGES = "--++- --+- --- - L"  # who plans changes and carries them out
APPROVES_CHANGES = "----+ -++- --- - L"  # who approves what others have planned
SETS_STATUS = "+-++- --+- --- - L"  # who says how Fachverfahren stand
OWN_CALENDAR = "+++++ ++++ -++ - L"  # who has maintenance windows in their own calendar

AT_THE_DOOR = ">>>>> >>>> >>> > +"  # who is signed in goes on into the house
ELSEWHERE = ">>>>> >>>> >>> > >"  # nobody stays here
NOBODYS = "00000 0000 000 0 0"  # there is nothing

PAGES: dict[str, Page] = {
    # where people land
    "home":                          Page(">>>>> >>>> >>> - L"),
    "health-live":                   Page(PUBLIC),
    "health-ready":                  Page(PUBLIC),
    # oneself
    "accounts:login":                Page(AT_THE_DOOR),
    "account_login":                 Page(AT_THE_DOOR),
    "accounts:cancel_sign_in":       Page(ELSEWHERE, post=True),
    "accounts:forgotten_password":   Page(PUBLIC),
    "accounts:forgotten_password_sent": Page(PUBLIC),
    "accounts:new_password":         Page(PUBLIC, arguments={"uidb64": "MQ", "token": "x-y"}),
    "accounts:new_password_done":    Page(PUBLIC),
    "accounts:logout":               Page(">>>>> >>>> >>> > L", post=True),
    "accounts:password":             Page(SIGNED_IN),
    "accounts:me":                   Page(SIGNED_IN),
    "accounts:absences":             Page(STAFF_LOOK_UP),
    "accounts:remove_absence":       Page("00000 0000 --- - L", post=True, arguments={"pk": "999999999"}),
    "accounts:security":             Page(SIGNED_IN),
    "accounts:end_session":          Page("00000 0000 000 0 L", post=True, arguments={"pk": "999999999"}),
    "accounts:end_other_sessions":   Page(">>>>> >>>> >>> > L", post=True),
    # between password and house, and proving oneself again
    "mfa_authenticate":              Page(ELSEWHERE),
    "mfa_login_webauthn":            Page(ELSEWHERE),
    "account_reauthenticate":        Page(SIGNED_IN),
    "mfa_reauthenticate":            Page(">>>>> >>>> >>> > L"),
    "mfa_reauthenticate_webauthn":   Page(">>>>> >>>> >>> > L"),
    # directories; there is none in most tests
    "openid_connect_login":          Page(NOBODYS, arguments={"provider_id": "kreis"}),
    "openid_connect_callback":       Page(NOBODYS, arguments={"provider_id": "kreis"}),
    "saml_login":                    Page(NOBODYS, arguments={"organization_slug": "kreis"}),
    "saml_acs":                      Page(NOBODYS, arguments={"organization_slug": "kreis"}, post=True),
    "saml_finish_acs":               Page(NOBODYS, arguments={"organization_slug": "kreis"}),
    "saml_metadata":                 Page(NOBODYS, arguments={"organization_slug": "kreis"}),
    "saml_sls":                      Page(NOBODYS, arguments={"organization_slug": "kreis"}),
    # one's own second factor
    "mfa_index":                     Page(">>>>> >>>> >>> > L"),
    "mfa_list_webauthn":             Page(">>>>> >>>> >>> > L"),
    "mfa_activate_totp":             Page(SIGNED_IN),
    "mfa_deactivate_totp":           Page("00000 0000 000 0 L"),
    "mfa_add_webauthn":              Page(SIGNED_IN),
    "mfa_edit_webauthn":             Page("00000 0000 000 0 L", arguments={"pk": "999999999"}),
    "mfa_remove_webauthn":           Page("00000 0000 000 0 L", arguments={"pk": "999999999"}),
    "mfa_view_recovery_codes":       Page("00000 0000 000 0 L"),
    "mfa_generate_recovery_codes":   Page(SIGNED_IN),
    # the sign-in of others
    "accounts:role_proposals":       Page("----- --+- --- - L"),
    "accounts:role_proposal":        Page("----- --0- --- - L", arguments={"pk": "999999999"}),
    "accounts:reset_second_factor":  Page("----- --0- --- - L", arguments={"pk": "999999999"}),
    # the application itself
    "ui:preferences":                Page(PUBLIC),
    "ui:licences":                   Page(PUBLIC),
    "ui:licence":                    Page(PUBLIC, arguments={"key": "django"}),
    "ui:accessibility":              Page(PUBLIC),
    # authorities
    "customers:authorities":         Page(LOOK_UP),
    "customers:tree":                Page(LOOK_UP),
    "customers:map":                 Page(LOOK_UP),
    "customers:relations":           Page(KEEPS_AUTHORITIES, row="authority"),
    "customers:role-add":            Page(KEEPS_AUTHORITIES, row="authority"),
    "customers:membership-add":      Page(KEEPS_AUTHORITIES, row="authority"),
    "customers:transfer-add":        Page(KEEPS_AUTHORITIES, row="authority"),
    "customers:merge":               Page(KEEPS_AUTHORITIES, row="authority"),
    "customers:role-end":            Page(KEEPS_AUTHORITIES, row="authority_role"),
    "customers:membership-end":      Page(KEEPS_AUTHORITIES, row="membership"),
    "customers:transfer-end":        Page(KEEPS_AUTHORITIES, row="task_transfer"),
    "customers:add_site":            Page("----+ --+- --- - L", row="authority"),
    "customers:sites":               Page(STAFF_LOOK_UP),
    "customers:site":                Page(STAFF_LOOK_UP, row="site"),
    "customers:edit_site":           Page("----+ --+- --- - L", row="site"),
    "customers:add_room":            Page("----+ --+- --- - L", row="site"),
    "customers:room":                Page("----+ --+- --- - L", row="room"),
    "customers:remove_room":         Page("----+ --+- --- - L", row="room"),
    "customers:contacts":            Page(CONTACT_LOOK_UP),
    "customers:contact":             Page(CONTACT_LOOK_UP, row="contact"),
    "customers:give_function":       Page(KEEPS_FUNCTIONS, row="contact"),
    "customers:function":            Page(KEEPS_FUNCTIONS, row="contact_function"),
    "customers:end_function":        Page(KEEPS_FUNCTIONS, row="contact_function"),
    # service points
    "counter:service_points":        Page(LOOK_UP),
    "counter:service_point":         Page(LOOK_UP, row="service_point"),
    "counter:rota":                  Page(STAFF_LOOK_UP, row="service_point"),
    "counter:copy_week":             Page(PLANS, row="service_point"),
    "counter:add_shift":             Page(PLANS, row="service_point"),
    "counter:shift":                 Page(PLANS, row="shift"),
    "counter:remove_shift":          Page(PLANS, row="shift"),
    "counter:add_exception":         Page(PLANS, row="service_point"),
    "counter:exception":             Page(PLANS, row="opening_exception"),
    "counter:remove_exception":      Page(PLANS, row="opening_exception"),
    # when nothing is planned
    "contracts:blocked_times":       Page(CONTACT_LOOK_UP),
    "contracts:add_blocked_time":    Page(KEEPS_BLOCKED_TIMES),
    "contracts:blocked_time":        Page(KEEPS_BLOCKED_TIMES, row="blocked_time"),
    "contracts:remove_blocked_time": Page(KEEPS_BLOCKED_TIMES, row="blocked_time"),
    "contracts:weekly_blocked_times": Page(CONTACT_LOOK_UP),
    "contracts:add_weekly_blocked_time": Page(KEEPS_BLOCKED_TIMES),
    "contracts:weekly_blocked_time": Page(KEEPS_BLOCKED_TIMES, row="weekly_blocked_time"),
    "contracts:remove_weekly_blocked_time": Page(KEEPS_BLOCKED_TIMES, row="weekly_blocked_time"),
    # workstations and infrastructure
    "workstations:workstations":     Page(LOOK_UP),
    "workstations:duplicates":       Page(MERGES),
    "workstations:merge_devices":    Page(MERGES, row="device"),
    "workstations:merge_workstations": Page(MERGES, row="workstation"),
    "workstations:workstation_state": Page(KEEPS_DEVICES, row="workstation", post=True),
    "workstations:workstations_at_once": Page(MOVES_MANY, post=True),
    "workstations:workstations_at_once_apply": Page(MOVES_MANY, post=True),
    "workstations:swap_computer":    Page(KEEPS_DEVICES, row="workstation"),
    "workstations:people":           Page(KEEPS_DEVICES, row="workstation"),
    "workstations:nearby":           Page(KEEPS_DEVICES, row="workstation"),
    "workstations:devices":          Page(LOOK_UP),
    "workstations:device":           Page(LOOK_UP, row="device"),
    "workstations:take_in":          Page(KEEPS_DEVICES),
    "workstations:delivery":        Page(KEEPS_DEVICES),
    "workstations:choices":          Page(KEEPS_DEVICES, arguments={"kind": "workstation"}),
    "workstations:devices_at_once":  Page(MOVES_MANY, post=True),
    "workstations:devices_at_once_apply": Page(MOVES_MANY, post=True),
    "workstations:device_store":     Page(KEEPS_DEVICES, row="device"),
    "workstations:device_install":   Page(MOVES_MANY, row="device"),  # it is in service already
    "workstations:device_repair":    Page(KEEPS_DEVICES, row="device"),
    "workstations:device_retire":    Page(KEEPS_DEVICES, row="device"),
    "workstations:device_dispose":   Page(MOVES_MANY, row="device"),  # it is not retired yet
    "workstations:device_cancel":   Page(MOVES_MANY, row="device"),  # it is delivered already
    "workstations:swap_leased":      Page(KEEPS_DEVICES, row="leased_device"),
    "workstations:stock":            Page(STAFF_LOOK_UP),
    "workstations:stock_place":      Page(STAFF_LOOK_UP, row="service_point"),
    "workstations:add_minimum":      Page(KEEPS_DEVICES, row="service_point"),
    "workstations:minimum":          Page(KEEPS_DEVICES, row="stock_minimum"),
    "workstations:remove_minimum":   Page(KEEPS_DEVICES, row="stock_minimum"),
    "workstations:kits":             Page(STAFF_LOOK_UP),
    "workstations:kit":              Page(STAFF_LOOK_UP, row="kit"),
    "workstations:add_kit":          Page(KEEPS_DEVICES),
    "workstations:edit_kit":         Page(KEEPS_DEVICES, row="kit"),
    "workstations:add_kit_item":     Page(KEEPS_DEVICES, row="kit"),
    "workstations:kit_item":         Page(KEEPS_DEVICES, row="kit_item"),
    "workstations:remove_kit_item":  Page(KEEPS_DEVICES, row="kit_item"),
    "workstations:issue":            Page(KEEPS_DEVICES),
    "workstations:issue_parts":      Page("00-0- --0- --- - L"),  # without a choice there is nothing to give out
    "workstations:loans":            Page(LOOK_UP),
    "workstations:loan_weeks":       Page(STAFF_LOOK_UP),
    "workstations:loan":             Page(LOOK_UP, row="loan"),
    "workstations:reserve":          Page(KEEPS_DEVICES),
    "workstations:hand_out":         Page(KEEPS_DEVICES, row="loan"),
    "workstations:take_back":        Page(KEEPS_DEVICES, row="loan"),
    "workstations:cancel_loan":      Page(KEEPS_DEVICES, row="loan"),
    "workstations:leases":           Page(CONTACT_LOOK_UP),
    "workstations:lease":            Page(CONTACT_LOOK_UP, row="lease"),
    "workstations:add_lease":        Page(KEEPS_DEVICES),
    "workstations:edit_lease":       Page(KEEPS_DEVICES, row="lease"),
    "workstations:infrastructure":   Page(STAFF_LOOK_UP),
    "workstations:infrastructure_at_once": Page("--->- -->- --- - L", post=True),
    "workstations:infrastructure_at_once_apply": Page("--->- -->- --- - L", post=True),
    # changes, and how Fachverfahren stand
    "changes:changes":               Page(STAFF_LOOK_UP),
    "changes:calendar":              Page(STAFF_LOOK_UP),
    "changes:change":                Page(STAFF_LOOK_UP, row="change"),
    "changes:new":                   Page(PLANS_CHANGES),
    "changes:choices":               Page(PLANS_CHANGES, arguments={"kind": "thing"}),
    "changes:edit":                  Page(PLANS_CHANGES, row="planned_change"),
    "changes:add_thing":             Page(PLANS_CHANGES, row="planned_change"),
    "changes:remove_thing":          Page("--00- --0- --- - L", arguments={"pk": "999999999", "kind": "item", "thing": "1"}),
    "changes:add_affected":          Page(PLANS_CHANGES, row="planned_change"),
    "changes:recompute":             Page(PLANS_CHANGES, row="planned_change"),
    "changes:leave_out":             Page(PLANS_CHANGES, row="affected_by_change"),
    "changes:undo_by_hand":          Page(PLANS_CHANGES, row="affected_by_change"),
    "changes:submit":                Page(PLANS_CHANGES, row="planned_change"),
    "changes:withdraw":              Page(PLANS_CHANGES, row="change"),
    "changes:approve":               Page(APPROVES_CHANGES, row="change"),
    "changes:reject":                Page(APPROVES_CHANGES, row="change"),
    "changes:take_up":               Page(PLANS_CHANGES, row="change"),
    "changes:start":                 Page(PLANS_CHANGES, row="change"),
    "changes:finish":                Page(PLANS_CHANGES, row="change"),
    "changes:roll_back":             Page(PLANS_CHANGES, row="change"),
    "changes:move":                  Page(PLANS_CHANGES, row="change"),
    "changes:cancel":                Page(PLANS_CHANGES, row="change"),
    "changes:versions":              Page(STAFF_LOOK_UP),
    "changes:status":                Page(PORTAL_PAGE),
    "changes:status_now":            Page(PORTAL),
    "changes:standings":             Page(STAFF_LOOK_UP),
    "changes:statuses":              Page(STAFF_LOOK_UP),
    "changes:set_status":            Page(SETS_STATUS),
    "changes:change_status":         Page(SETS_STATUS, row="service_status"),
    "changes:end_status":            Page(SETS_STATUS, row="service_status"),
    "changes:history":               Page(LOOK_UP, row="application"),
    "changes:keys":                  Page(OWN_CALENDAR),
    "changes:new_key":               Page(OWN_CALENDAR),
    "changes:revoke_key":            Page("00000 0000 -00 - L", arguments={"pk": "999999999"}),
    "changes:feed":                  Page(NOBODYS, arguments={"key": "unbekannt"}),
    "handovers:handovers":           Page(LOOK_UP),
    "handovers:handover":            Page(LOOK_UP, row="handover"),
    "handovers:new":                 Page(HANDS_OVER),
    "handovers:people":              Page(HANDS_OVER),
    "handovers:edit":                Page(HANDS_OVER, row="draft_handover"),
    "handovers:add_device":          Page(HANDS_OVER, row="draft_handover", post=True),
    "handovers:item":                Page(HANDS_OVER, row="draft_handover_item"),
    "handovers:remove_device":       Page(HANDS_OVER, row="draft_handover_item", post=True),
    "handovers:sign":                Page(HANDS_OVER, row="draft_handover"),
    "handovers:ask":                 Page(HANDS_OVER, row="draft_handover"),
    "handovers:discard":             Page(HANDS_OVER, row="draft_handover"),
    "handovers:confirm":             Page(HANDED_OVER, row="waiting_handover"),
    "handovers:object":              Page(HANDED_OVER, row="waiting_handover"),
    "handovers:cancel":              Page(HANDS_OVER, row="waiting_handover"),
    "handovers:correct":             Page(HANDS_OVER, row="handover"),
    "handovers:document":            Page(LOOK_UP, row="handover"),
    "handovers:labels":              Page(STAFF_LOOK_UP),
    "handovers:labels_of_ticked_devices": Page(">>>>> >>>> --- - L", post=True),
    "handovers:labels_of_ticked_workstations": Page(">>>>> >>>> --- - L", post=True),
    "handovers:scan":                Page(STAFF_LOOK_UP),
    "handovers:resolve":             Page("00000 0000 000 0 L", arguments={"code": "NIX"}),  # a code of nothing
    "workstations:infrastructure_item": Page(STAFF_LOOK_UP, row="infrastructure_item"),
    "workstations:infrastructure_state": Page("---+- --+- --- - L", row="infrastructure_item", post=True),
    # stock-takings
    "stocktaking:campaigns":         Page(CONTACT_LOOK_UP),
    "stocktaking:plan":              Page(TAKES_STOCK),
    "stocktaking:devices":           Page(CONTACT_LOOK_UP),
    "stocktaking:device":            Page(CONTACT_LOOK_UP, row="campaign_device"),
    "stocktaking:settle":            Page(TAKES_STOCK, row="difference"),
    "stocktaking:unlisted_devices":  Page(CONTACT_LOOK_UP),
    "stocktaking:unlisted_device":   Page(CONTACT_LOOK_UP, row="unlisted_device"),
    "stocktaking:settle_unlisted":   Page(TAKES_STOCK, row="unlisted_device"),
    "stocktaking:campaign":          Page(CONTACT_LOOK_UP, row="campaign"),
    "stocktaking:edit":              Page(TAKES_STOCK, row="campaign"),
    "stocktaking:start":             Page(TAKES_STOCK, row="campaign"),
    "stocktaking:remind":            Page(TAKES_STOCK, row="campaign"),
    "stocktaking:finish":            Page(TAKES_STOCK, row="campaign"),
    "stocktaking:report":            Page(CONTACT_LOOK_UP, row="campaign"),
    "stocktaking:rooms":             Page(TAKES_STOCK, row="campaign"),
    "stocktaking:check":             Page("->--> -->- --- - L", row="campaign"),  # which room?
    "stocktaking:found":             Page(TAKES_STOCK, row="campaign"),
    "stocktaking:my_devices":        Page(PORTAL_PAGE),
    "stocktaking:confirm":           Page("----- ---- >>> - L", post=True),
    "stocktaking:report_unlisted":   Page(PORTAL),
    "stocktaking:answer":            Page("----- ---- ++0 - L", row="campaign_device"),
    # Fachverfahren
    "applications:applications":     Page(LOOK_UP),
    "applications:application":      Page(LOOK_UP, row="application"),
    # what needs what, and what fails with it
    "dependencies:relations":        Page(STAFF_LOOK_UP),
    "dependencies:relation":         Page(KEEPS_RELATIONS, row="relation"),
    "dependencies:remove":           Page(KEEPS_RELATIONS, row="relation"),
    "dependencies:impact":           Page(STAFF_LOOK_UP, row="infrastructure_item", arguments={"kind": "item"}),
    "dependencies:graph":            Page(STAFF_LOOK_UP, row="infrastructure_item", arguments={"kind": "item"}),
    "dependencies:table":            Page(STAFF_LOOK_UP, row="infrastructure_item", arguments={"kind": "item"}),
    "dependencies:workstations":     Page(STAFF_LOOK_UP, row="infrastructure_item", arguments={"kind": "item"}),
    "dependencies:needs":            Page(STAFF_LOOK_UP, row="infrastructure_item", arguments={"kind": "item"}),
    "dependencies:add":              Page(KEEPS_RELATIONS, row="infrastructure_item", arguments={"kind": "item"}),
    "dependencies:choices":          Page(KEEPS_RELATIONS, row="infrastructure_item", arguments={"kind": "item"}),
    # what was decided and agreed
    # what is replaced when
    "replacements:plan":            Page(BOARDS),
    "replacements:devices":         Page(BOARDS),
    "replacements:decide_many":     Page("----> >->- --- - L", post=True),
    "replacements:device":          Page(BOARDS, row="stored_device"),
    "replacements:decide_device":   Page(PLANS_REPLACEMENTS, row="stored_device"),
    "replacements:withdraw_device": Page("----> >->- --- - L", row="stored_device", post=True),
    "replacements:items":           Page(BOARDS),
    "replacements:item":            Page(BOARDS, row="infrastructure_item"),
    "replacements:decide_item":     Page(PLANS_REPLACEMENTS, row="infrastructure_item"),
    "replacements:withdraw_item":   Page("----> >->- --- - L", row="infrastructure_item", post=True),
    "replacements:rules":           Page(BOARDS),
    "replacements:add_rule":        Page(PLANS_REPLACEMENTS),
    "replacements:systems":         Page(PLANS_REPLACEMENTS),
    "replacements:rounds":          Page(FROZEN_PLANS),
    "replacements:open_round":      Page(PLANS_REPLACEMENTS),
    "replacements:lines":           Page(FROZEN_PLANS),
    "replacements:round":           Page(FROZEN_PLANS, row="budget_round"),
    "replacements:edit_round":      Page(PLANS_REPLACEMENTS, row="budget_round"),
    "replacements:discard_round":   Page(PLANS_REPLACEMENTS, row="budget_round"),
    "replacements:sums":            Page(FROZEN_PLANS, row="budget_round"),
    "replacements:deadline":        Page(PLANS_REPLACEMENTS, row="budget_round"),
    "replacements:freeze":          Page(FREEZES, row="budget_round"),
    "replacements:close":           Page(FREEZES, row="budget_round"),
    "replacements:note":            Page("----- ---- -++ - L", row="budget_round"),
    "replacements:document":        Page(FROZEN_PLANS, row="budget_round"),
    "replacements:differences":     Page(BOARDS, row="budget_round"),
    # takeovers: authorities on their way
    "takeovers:cases":              Page(AGREEMENTS),
    "takeovers:open":               Page(KEEPS_AGREEMENTS),
    "takeovers:tasks":              Page(AGREEMENTS),
    "takeovers:case":               Page(AGREEMENTS, row="takeover_case"),
    "takeovers:edit":               Page(KEEPS_AGREEMENTS, row="takeover_case"),
    "takeovers:end":                Page(KEEPS_AGREEMENTS, row="takeover_case"),
    "takeovers:complete":           Page(KEEPS_AGREEMENTS, row="takeover_case"),
    "takeovers:note":               Page(KEEPS_AGREEMENTS, row="takeover_case"),
    "takeovers:policy-resolution":  Page(KEEPS_AGREEMENTS, row="takeover_case"),
    "takeovers:resolution":         Page(KEEPS_AGREEMENTS, row="takeover_case"),
    "takeovers:carriers":           Page(KEEPS_AGREEMENTS, row="takeover_case"),
    "takeovers:accede":             Page(KEEPS_AGREEMENTS, row="takeover_case"),
    "takeovers:add-scope":          Page(KEEPS_AGREEMENTS, row="takeover_case"),
    "takeovers:add-task":           Page(KEEPS_AGREEMENTS, row="takeover_case"),
    "takeovers:baseline":           Page(KEEPS_AGREEMENTS, row="takeover_case"),
    "takeovers:add-item":           Page(KEEPS_AGREEMENTS, row="takeover_case"),
    "takeovers:override":           Page(OVERRIDES_GATES, row="takeover_case", arguments={"gate": "execution"}),
    "takeovers:plan-scope":         Page(KEEPS_AGREEMENTS, row="case_scope"),
    "takeovers:drop-scope":         Page(KEEPS_AGREEMENTS, row="case_scope"),
    "takeovers:one-by-one":         Page(KEEPS_AGREEMENTS, row="case_scope"),
    "takeovers:go-live":            Page(KEEPS_AGREEMENTS, row="case_scope"),
    "takeovers:end-operation":      Page(KEEPS_AGREEMENTS, row="case_scope"),
    "takeovers:take-inventory":     Page(KEEPS_AGREEMENTS, row="case_scope"),
    "takeovers:plan-consent":       Page(KEEPS_AGREEMENTS, row="consent"),
    "takeovers:consent-decision":   Page(KEEPS_AGREEMENTS, row="consent"),
    "takeovers:drop-consent":       Page(KEEPS_AGREEMENTS, row="consent"),
    "takeovers:task":               Page(AGREEMENTS, row="case_task"),
    "takeovers:settle":             Page(BOTH_SIDES, row="case_task"),
    "takeovers:reopen":             Page(BOTH_SIDES, row="case_task"),
    "takeovers:add-evidence":       Page(BOTH_SIDES, row="case_task"),
    "takeovers:skip":               Page(KEEPS_AGREEMENTS, row="case_task"),
    "takeovers:plan-task":          Page(KEEPS_AGREEMENTS, row="case_task"),
    "takeovers:evidence":           Page(AGREEMENTS, row="evidence"),
    "takeovers:edit-item":          Page(KEEPS_AGREEMENTS, row="baseline_item"),
    "takeovers:remove-item":        Page(KEEPS_AGREEMENTS, row="baseline_item"),
    "takeovers:snapshot":           Page(AGREEMENTS, row="inventory_snapshot"),
    "takeovers:sign-off":           Page(BOTH_SIDES, row="inventory_snapshot"),
    "takeovers:mark-item":          Page(KEEPS_AGREEMENTS, row="snapshot_item"),
    "contracts:agreements":          Page(AGREEMENTS),
    "contracts:add_agreement":       Page(KEEPS_AGREEMENTS),
    "contracts:agreement":           Page(AGREEMENTS, row="agreement"),
    "contracts:edit_agreement":      Page(KEEPS_AGREEMENTS, row="agreement"),
    "contracts:step":                Page(KEEPS_AGREEMENTS, row="agreement", arguments={"step": "resolve"}),
    "contracts:add_specification":   Page(KEEPS_AGREEMENTS, row="agreement"),
    "contracts:add_document":        Page(KEEPS_AGREEMENTS, row="agreement"),
    "contracts:renew_specification": Page(KEEPS_AGREEMENTS, row="service_specification"),
    "contracts:document":            Page(AGREEMENTS, row="agreement_document"),
    "contracts:renew_document":      Page(KEEPS_AGREEMENTS, row="agreement_document"),
    "contracts:decisions":           Page(AGREEMENTS),
    "contracts:add_decision":        Page(KEEPS_AGREEMENTS),
    "contracts:decision":            Page(AGREEMENTS, row="decision"),
    "contracts:edit_decision":       Page(KEEPS_AGREEMENTS, row="decision"),
    # what the service tells
    "announcements:announcements":   Page(LOOK_UP),
    # what the service knows
    "knowledge:articles":            Page(STAFF_LOOK_UP),
    "knowledge:add":                 Page(DESK_WORK),
    "knowledge:article":             Page(STAFF_LOOK_UP, row="article"),
    "knowledge:edit":                Page(DESK_WORK, row="article"),
    "knowledge:publish":             Page(DESK_WORK, row="article", post=True),
    "knowledge:confirm":             Page(DESK_WORK, row="article", post=True),
    "knowledge:retire":              Page(DESK_WORK, row="article", post=True),
    "help:overview":                 Page(PORTAL_PAGE),
    "help:article":                  Page(PORTAL_PAGE, row="article"),
    "help:feedback":                 Page(PORTAL, row="article", post=True),
    # the desk
    "search":                        Page(SIGNED_IN),
    "tickets:queue":                 Page(STAFF_LOOK_UP),
    "tickets:bulk":                  Page(DESK_WORK, post=True),
    "tickets:bulk-apply":            Page(DESK_WORK, post=True),
    "tickets:views":                 Page(STAFF_LOOK_UP),
    "tickets:save-view":             Page(STAFF_LOOK_UP, post=True),
    "tickets:change-view":           Page("00000 0000 --- - L", arguments={"pk": "999999999"}, post=True),
    "tickets:queue-news":            Page(STAFF_LOOK_UP),
    "tickets:open":                  Page(DESK_WORK),
    "tickets:open-for":              Page(DESK_WORK, row="authority"),
    "tickets:choices":               Page(DESK_WORK, row="authority", arguments={"field": "requester"}),
    "tickets:edit":                  Page(DESK_WORK, row="ticket"),
    "tickets:similar":               Page(DESK_WORK, row="authority"),
    "tickets:ticket":                Page(STAFF_LOOK_UP, row="ticket"),
    "tickets:clock":                 Page(STAFF_LOOK_UP, row="ticket"),
    "tickets:ticket-news":           Page(STAFF_LOOK_UP, row="ticket"),
    "tickets:mark-unread":           Page(STAFF_LOOK_UP, row="ticket", post=True),
    "tickets:write":                 Page(DESK_WORK, row="ticket", post=True),
    "tickets:draft":                 Page(DESK_WORK, row="ticket"),
    "tickets:colleagues":            Page(DESK_WORK),
    "tickets:watch":                 Page(DESK_WORK, row="ticket", post=True),
    "tickets:texts":                 Page(DESK_WORK, row="ticket"),
    "tickets:articles":              Page(DESK_WORK, row="ticket"),
    "tickets:use-article":           Page(DESK_WORK, row="ticket", post=True),
    "tickets:drop-article":          Page(DESK_WORK, row="ticket", post=True),
    "tickets:write-article":         Page(DESK_WORK, row="ticket"),
    "tickets:run-macro":             Page(DESK_WORK, row="ticket", post=True),
    "tickets:take":                  Page(DESK_WORK, row="ticket", post=True),
    "tickets:assign":                Page(DESK_WORK, row="ticket", post=True),
    "tickets:change-team":           Page(DESK_WORK, row="ticket", post=True),
    "tickets:change-category":       Page(DESK_WORK, row="ticket", post=True),
    "tickets:change-priority":       Page(DESK_WORK, row="ticket", post=True),
    "tickets:change-state":          Page(DESK_WORK, row="ticket", post=True),
    "tickets:decide-instead":        Page(LEADS, row="order", post=True),
    "tickets:cancel":                Page(DESK_WORK, row="ticket", post=True),
    "tickets:relate":                Page(DESK_WORK, row="ticket"),
    "tickets:unlink":                Page(DESK_WORK, row="ticket", post=True),
    "tickets:merge":                 Page(">>>>> -->- --- - L", row="ticket"),  # without the other report it asks for it
    "tickets:split":                 Page(DESK_WORK, row="ticket"),
    "tickets:declare-outage":        Page(DESK_WORK, row="ticket"),
    "tickets:outages":               Page(STAFF_LOOK_UP),
    "tickets:outage":                Page(STAFF_LOOK_UP, row="outage"),
    "tickets:edit-outage":           Page(DESK_WORK, row="outage"),
    "tickets:collect":               Page(DESK_WORK, row="outage", post=True),
    "tickets:answer-outage":         Page(DESK_WORK, row="outage", post=True),
    "tickets:end-outage":            Page(DESK_WORK, row="outage", post=True),
    "tickets:attach-checklist":      Page(DESK_WORK, row="ticket", post=True),
    "tickets:add-point":             Page(DESK_WORK, row="ticket", post=True),
    "tickets:add-time":              Page(DESK_WORK, row="ticket", post=True),
    "tickets:start-stopwatch":       Page(DESK_WORK, row="ticket", post=True),
    "tickets:halt-stopwatch":        Page(DESK_WORK, row="ticket", post=True),
    "tickets:enter-stopwatch":       Page(DESK_WORK, row="ticket", post=True),
    "tickets:discard-stopwatch":     Page(DESK_WORK, row="ticket", post=True),
    "tickets:remind":                Page(DESK_WORK, row="ticket", post=True),
    "tickets:tick-point":            Page(DESK_WORK, row="checklist_item", post=True),
    "tickets:take-time-back":        Page("00000 --0- --- - L", post=True, arguments={"pk": "999999999"}),
    "tickets:reminders":             Page(DESK_WORK),
    "tickets:finish-reminder":       Page("00000 --0- --- - L", post=True, arguments={"pk": "999999999"}),
    "tickets:prepared":              Page(DESK_WORK),
    "tickets:add-text-module":       Page(DESK_WORK),
    "tickets:text-module":           Page(DESK_WORK, row="text_module"),
    "tickets:add-macro":             Page(DESK_WORK),
    "tickets:macro":                 Page(DESK_WORK, row="macro"),
    "tickets:add-ticket-template":   Page(DESK_WORK),
    "tickets:ticket-template":       Page(DESK_WORK, row="ticket_template"),
    "tickets:change-text-module":    Page("00000 --0- --- - L", post=True, arguments={"pk": "999999999"}),
    "tickets:change-macro":          Page("00000 --0- --- - L", post=True, arguments={"pk": "999999999"}),
    "tickets:change-ticket-template": Page("00000 --0- --- - L", post=True, arguments={"pk": "999999999"}),
    "tickets:recurring-tickets":     Page(DESK_WORK),
    "tickets:recurring-add":         Page(DESK_WORK),
    "tickets:recurring-add-for":     Page(DESK_WORK, row="authority"),
    "tickets:recurring-ticket":      Page(DESK_WORK, row="recurring_ticket"),
    "tickets:attachment":            Page(LOOK_UP, row="attachment"),
    # mail that came in
    "mailboxes:mails":               Page(DESK_WORK),
    "mailboxes:mail":                Page(DESK_WORK, row="mail"),
    "mailboxes:open":                Page(DESK_WORK, row="mail", post=True),
    "mailboxes:add":                 Page(DESK_WORK, row="mail", post=True),
    "mailboxes:reopen":              Page(DESK_WORK, row="mail", post=True),
    "mailboxes:discard":             Page(DESK_WORK, row="mail", post=True),
    "mailboxes:original":            Page(DESK_WORK, row="mail"),
    # files of rows on their way into the stock
    # what agents report
    "inventory:agent":               Page(AGENTS, arguments={"key": "none"}),
    "inventory:agent_with_password": Page(AGENTS),
    "inventory:cases":               Page(KEEPS_DEVICES),
    "inventory:case":                Page(KEEPS_DEVICES, row="review_case"),
    "inventory:match":               Page(KEEPS_DEVICES, row="review_case", post=True),
    "inventory:register":            Page(KEEPS_DEVICES, row="review_case", post=True),
    "inventory:discard":             Page(KEEPS_DEVICES, row="review_case", post=True),
    "inventory:withdraw":            Page(KEEPS_DEVICES, row="review_case"),
    "inventory:tokens":              Page(KEEPS_TOKENS),
    "inventory:add_token":           Page(KEEPS_TOKENS),
    "inventory:token":               Page(KEEPS_TOKENS, row="agent_token"),
    "inventory:revoke_token":        Page(KEEPS_TOKENS, row="agent_token"),
    "inventory:software":            Page(STAFF_LOOK_UP),
    "inventory:installed":           Page(STAFF_LOOK_UP),
    "inventory:device":              Page(STAFF_LOOK_UP, row="device"),
    "inventory:field":               Page(KEEPS_DEVICES, row="device", arguments={"field": "host_name"}),
    "inventory:release":             Page(KEEPS_DEVICES, row="device", arguments={"field": "host_name"}),
    "imports:imports":               Page(IMPORTS),
    "imports:add":                   Page(IMPORTS),
    "imports:apply_good_rows":       Page(IMPORT_OF_CONTACTS, row="import_with_wrong_row"),
    "imports:wrong_rows":            Page(IMPORT_OF_CONTACTS, row="import_with_wrong_row", arguments={"file_format": "xlsx"}),
    "imports:export":                Page(IMPORT_OF_CONTACTS, arguments={"kind": "contacts", "file_format": "csv"}),
    "imports:import":                Page(IMPORT_OF_CONTACTS, row="import_run"),
    "imports:map":                   Page(IMPORT_OF_CONTACTS, row="import_run"),
    "imports:progress":              Page("-0-0> -->- --- - L", row="import_run"),  # nobody waits there
    "imports:apply":                 Page(IMPORT_OF_CONTACTS, row="import_run"),
    "imports:discard":               Page(IMPORT_OF_CONTACTS, row="import_run"),
    "imports:report":                Page(IMPORT_OF_CONTACTS, row="import_run", arguments={"file_format": "xlsx"}),
    # the portal
    "portal:start":                  Page(PORTAL_PAGE),
    "portal:report":                 Page(PORTAL_PAGE),
    "portal:similar":                Page(PORTAL_PAGE),
    "portal:articles":               Page(PORTAL, post=True),
    "portal:tickets":                Page(PORTAL_PAGE),
    "portal:ticket":                 Page(PORTAL_PAGE, row="ticket"),
    "portal:reply":                  Page(PORTAL, row="ticket", post=True),
    "portal:confirm":                Page(PORTAL, row="ticket", post=True),
    "portal:rate":                  Page(PORTAL, row="ticket", post=True),
    "portal:reopen":                 Page(PORTAL, row="ticket", post=True),
    "portal:cancel":                 Page(PORTAL, row="ticket", post=True),
    "portal:approvals":              Page(APPROVER),
    "portal:approve":                Page(APPROVES, row="order", post=True),
    "portal:refuse":                 Page(APPROVES, row="order", post=True),
    "portal:join-outage":            Page(PORTAL, row="outage", post=True),
    # what authorities order
    "catalogue:services":            Page(PORTAL_PAGE),
    "catalogue:service":             Page(PORTAL_PAGE, row="offer"),
    "catalogue:offers":              Page(STAFF_LOOK_UP),
    "catalogue:offer":               Page(STAFF_LOOK_UP, row="offer"),
    "catalogue:copy":                Page(KEEPS_CATALOGUE, row="offer", post=True),
    "catalogue:order":               Page(DESK_WORK, row="authority"),
    # what one was told
    "notifications:list":            Page(SIGNED_IN),
    "notifications:bell":            Page(SIGNED_IN),
    "notifications:seen":            Page(">>>>> >>>> >>> > L", post=True),
    "notifications:wishes":          Page(SIGNED_IN),
    # what was, and whose data is kept how long
    "history:changes":               Page("----+ --++ --- - L", row="authority", arguments={"kind": "customers.authority"}),
    "history:log":                   Page("----- --++ --- - L"),
    "privacy:retention":             Page("----- --++ --- - L"),
    "privacy:persons":               Page("----- ---+ --- - L"),
    "privacy:person":                Page("----- ---+ --- - L", row="contact", arguments={"kind": "contact"}),
    "privacy:erase":                 Page("----- ---+ --- - L", row="contact", arguments={"kind": "contact"}),
    "privacy:exit-packs":            Page("----- --++ --- - L"),
    "privacy:order-exit-pack":       Page("----- --++ --- - L"),
    "privacy:exit-pack":             Page("----- --++ --- - L", row="exit_pack"),
    "privacy:exit-pack-progress":    Page("----- -->> --- - L", row="exit_pack"),  # nobody waits there
    "privacy:own":                   Page(SIGNED_IN),
    # figures
    "dashboards:fleet":             Page(BOARDS),
    "dashboards:service":            Page(BOARDS),
    "dashboards:authority":          Page(LOOK_UP, row="authority"),
    "dashboards:workstation":        Page(LOOK_UP, row="workstation"),
    "dashboards:authority_sheet":    Page(CONTACT_LOOK_UP, row="authority"),
}  # fmt: skip

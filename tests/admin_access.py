"""Who may do what in the web admin: one line per kind of row. A kind without a line fails the tests.

The columns are the staff roles that the web admin opens to, in this order; contacts, strangers and the other roles
never get in.

    k   keeps the rows: sees, adds, changes and deletes them
    a   sees, adds and changes them, and deletes none
    c   sees, changes and deletes them, and adds none
    d   looks at them and at what changed in them, and deletes them
    h   only looks at them and at what changed in them
    v   only looks at them as they are
    -   is refused (403)
"""

COLUMNS = (
    "service-desk", "on-site", "application-care", "infrastructure", "customer-care", "administration", "data-protection",
)  # fmt: skip

KINDS = {
    #                                        desk on-site apps infra care admin dp
    "accounts.user":                        "-----kh",
    "accounts.provider":                    "-----kh",
    "accounts.team":                        "vvvvvkh",
    "accounts.staffmember":                 "vvvvvkh",
    "customers.authority":                  "vvvvkkh",
    "customers.membership":                 "----kkh",
    "customers.authorityrole":              "----kkh",
    "customers.tasktransfer":               "----kkh",
    "customers.succession":                 "----kkh",
    "customers.location":                   "----kkh",
    "customers.site":                       "vvvvkkh",
    "customers.room":                       "vvvvkkh",
    "customers.contact":                    "kvvvkkh",
    "customers.contactfunction":            "kvvvkkh",
    "customers.servicepoint":               "vvvvkkh",
    "workstations.operatingsystem":         "kk-k-k-",
    "workstations.workstation":             "kkvkvkh",
    "workstations.device":                  "kkvkvkh",
    "workstations.devicemodel":             "kkvkvkh",
    "workstations.lease":                   "kkvkvkh",
    "workstations.loan":                    "ccvcvch",  # made in the workspace only
    "workstations.dataerasure":             "aa-a-a-",  # a proof is kept
    "workstations.stockminimum":            "kkvkvkh",
    "workstations.kit":                     "kkvkvkh",
    "workstations.infrastructureitem":      "vvvkvkh",
    "replacements.replacementrule":         "----kk-",
    "replacements.upgradepath":             "----kk-",
    "stocktaking.campaign":                 "vhvvhhh",  # changed in the workspace only
    "applications.vendor":                  "vvkvvkh",
    "applications.product":                 "vvkvvkh",
    "applications.specialistapplication":   "vvkvvkh",
    "applications.applicationuse":          "vvkvvkh",
    "applications.productversion":          "vvkvvkh",
    "applications.productstatement":        "vvkvvkh",
    "applications.interface":               "vvkvvkh",
    "applications.datacategory":            "vvkvvkh",
    "applications.applicationdata":         "vvkvvkh",
    "applications.usecontact":              "vvkvvkh",
    "applications.training":                "vvkvvkh",
    "applications.publicservice":           "vvkvvkh",
    "applications.providedservice":         "vvkvvkh",
    "dependencies.relation":                "vvkkvkh",
    "contracts.holiday":                    "-----k-",
    "contracts.servicecalendar":            "vv--vk-",
    "announcements.announcement":           "kvkkkkh",
    "knowledge.topic":                      "kkkkkk-",
    "knowledge.article":                    "ddddddh",  # changed in the workspace only
    "catalogue.servicearea":                "----kk-",
    "catalogue.serviceoffer":               "vvvvkkh",
    "catalogue.formfield":                  "----kk-",
    "contracts.serviceagreement":           "-----k-",
    "takeovers.processtemplate":            "----kk-",
    "takeovers.templatephase":              "----kk-",
    "contracts.decision":                   "----kkh",
    "contracts.agreement":                  "----ddh",  # changed in the workspace only
    "contracts.servicespecification":       "----ddh",  # changed in the workspace only
    "contracts.agreementdocument":          "----ddh",  # changed in the workspace only
    "contracts.blockedtime":                "kkvvkkh",
    "contracts.weeklyblockedtime":          "kkvvkkh",
    "tickets.category":                     "-----k-",
    "tickets.checklisttemplate":            "-----k-",
    "tickets.textmodule":                   "kkkkkk-",
    "tickets.macro":                        "kkkkkk-",
    "tickets.tickettemplate":               "kkkkkk-",
    "mailboxes.mailbox":                    "-----k-",
    "tickets.ticket":                       "hhhhhhh",  # changed in the workspace only
}  # fmt: skip

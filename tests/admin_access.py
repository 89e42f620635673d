"""Who may do what in the web admin: one line per kind of row. A kind without a line fails the tests.

The columns are the staff roles that the web admin opens to, in this order; contacts, strangers and the other roles
never get in.

    k   keeps the rows: sees, adds, changes and deletes them
    v   only looks at them
    -   is refused (403)
"""

COLUMNS = (
    "service-desk", "on-site", "application-care", "infrastructure", "customer-care", "administration", "data-protection",
)  # fmt: skip

KINDS = {
    #                                        desk on-site apps infra care admin dp
    "accounts.user":                        "-----kv",
    "accounts.provider":                    "-----kv",
    "accounts.team":                        "vvvvvkv",
    "accounts.staffmember":                 "vvvvvkv",
    "customers.authority":                  "vvvvkkv",
    "customers.membership":                 "----kkv",
    "customers.authorityrole":              "----kkv",
    "customers.tasktransfer":               "----kkv",
    "customers.site":                       "vvvvkkv",
    "customers.room":                       "vvvvkkv",
    "customers.contact":                    "kvvvkkv",
    "customers.servicepoint":               "vvvvkkv",
    "workstations.operatingsystem":         "kk-k-k-",
    "workstations.workstation":             "kkvkvkv",
    "workstations.device":                  "kkvkvkv",
    "workstations.infrastructureitem":      "vvvkvkv",
    "applications.vendor":                  "vvkvvkv",
    "applications.product":                 "vvkvvkv",
    "applications.specialistapplication":   "vvkvvkv",
    "applications.applicationuse":          "vvkvvkv",
    "contracts.holiday":                    "-----k-",
    "contracts.servicecalendar":            "-----k-",
    "tickets.category":                     "-----k-",
    "tickets.ticket":                       "vvvvvvv",  # changed in the workspace only
}  # fmt: skip

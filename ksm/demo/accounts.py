"""The accounts that one signs in with in the demo. Their password is public, so they exist in the demo only."""

from accounts import roles
from accounts.roles import Role
from customers.models import Contact
from ksm.demo.places import SERVED, Served

PASSWORD = "nur-zur-demo"  # noqa: S105 – printed at every start of the demo

STAFF_ACCOUNTS: dict[str, Role] = {
    "benutzerservice": roles.SERVICE_DESK,
    "vor-ort": roles.ON_SITE,
    "anwendungsbetreuung": roles.APPLICATION_CARE,
    "infrastruktur": roles.INFRASTRUCTURE,
    "kundenbetreuung": roles.CUSTOMER_CARE,
    "kaufmaennisch": roles.COMMERCIAL,
    "leitung": roles.MANAGEMENT,
    "administration": roles.ADMINISTRATION,
    "datenschutz": roles.DATA_PROTECTION,
}
"""One account for each role of the staff."""

OWN_REPORTER = "ludwigslust"
"""The account of the contact whose own workstation and own reports the demo shows."""

ALSO_AT = {"zarrentin-it": "stadt-wittenburg"}
"""Who stands in, for a time, for the coordination of another authority: one account, two authorities."""


def portal_accounts(place: Served) -> dict[str, Contact.Role]:
    """The accounts for the portal of one authority: all three roles for Ludwigslust, the coordination for the others."""
    if place.account == OWN_REPORTER:
        return {
            OWN_REPORTER: Contact.Role.REPORTER,
            f"{OWN_REPORTER}-it": Contact.Role.IT_COORDINATOR,
            f"{OWN_REPORTER}-leitung": Contact.Role.AUTHORITY_HEAD,
        }
    return {f"{place.account}-it": Contact.Role.IT_COORDINATOR}


def listing(names: dict[str, str]) -> str:
    """All demo accounts as plain text: user name, role, who it is; `names` says who stands behind a key."""
    lines = [
        f"Demo-Konten (erfundene Personen; Kennwort für alle: {PASSWORD})",
        "  Arbeitsplatz des Service",
        *(f"    {account:<22} {role.name}" for account, role in STAFF_ACCOUNTS.items()),
        "  Portal der Behörden",
    ]
    for place in SERVED:
        authority = names.get(place.key, place.key)
        for account, role in portal_accounts(place).items():
            also = f"; vertritt auch {names.get(ALSO_AT[account], ALSO_AT[account])}" if account in ALSO_AT else ""
            lines.append(f"    {account:<22} {role.label}, {authority}{also}")
    return "\n".join(lines)

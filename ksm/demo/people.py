"""The people of the demo: staff in their teams, and contacts of the authorities, some of them with an account."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain

from accounts import roles
from accounts.actions import employ
from accounts.models import Provider, StaffMember, Team, User
from accounts.roles import Role
from customers.actions import save_contact
from customers.models import Contact, ServicePoint
from ksm.demo.accounts import ALSO_AT, STAFF_ACCOUNTS, portal_accounts
from ksm.demo.chance import stream
from ksm.demo.names import Name, Names
from ksm.demo.places import Place

SERVICE_DOMAIN = "ksm-demo.example"
FICTITIOUS_PHONE = "0385 000-{:04d}"
WITH_ACCOUNT = 0.45
"""The share of the contacts who use the portal; the others call."""

# team, company, function, role, account (one of those that are printed, or none)
POSTS: tuple[tuple[str, str, str, Role, str], ...] = (
    ("benutzerservice", "KSM", "Leitung Benutzerservice", roles.SERVICE_DESK, ""),
    ("benutzerservice", "KSM", "Benutzerservice", roles.SERVICE_DESK, "benutzerservice"),
    *(("benutzerservice", company, "Benutzerservice", roles.SERVICE_DESK, "") for company in ("SIS", "SIS", "KSM", "SIS")),
    ("vor-ort-ludwigslust", "KSM", "Vor-Ort-Service", roles.ON_SITE, "vor-ort"),
    *(("vor-ort-ludwigslust", "KSM", "Vor-Ort-Service", roles.ON_SITE, "") for _ in range(2)),
    ("anwendungsbetreuung", "KSM", "Anwendungsbetreuung Fachverfahren", roles.APPLICATION_CARE, "anwendungsbetreuung"),
    *(("anwendungsbetreuung", company, "Anwendungsbetreuung", roles.APPLICATION_CARE, "") for company in ("SIS", "SIS", "KSM")),
    ("infrastruktur", "SIS", "Netze und Telefonie", roles.INFRASTRUCTURE, "infrastruktur"),
    *(("infrastruktur", "SIS", function, roles.INFRASTRUCTURE, "") for function in ("Server und Datensicherung", "Rechenzentrum", "Netze")),
    ("infrastruktur", "SIS", "Systemadministration", roles.ADMINISTRATION, "administration"),
    ("kundenbetreuung", "KSM", "Kundenbetreuung", roles.CUSTOMER_CARE, "kundenbetreuung"),
    ("kundenbetreuung", "KSM", "Kundenbetreuung", roles.CUSTOMER_CARE, ""),
    ("projektmanagement", "SIS", "Projektleitung", roles.CUSTOMER_CARE, ""),
    ("kaufmaennische-leitung", "KSM", "Kaufmännische Leitung", roles.COMMERCIAL, "kaufmaennisch"),
    ("geschaeftsfuehrung", "KSM", "Leitung Servicebetrieb", roles.MANAGEMENT, "leitung"),
    ("geschaeftsfuehrung", "SIS", "Datenschutz und Informationssicherheit", roles.DATA_PROTECTION, "datenschutz"),
)  # fmt: skip


@dataclass
class People:
    """Who works in the demo, by team; who reports, by authority."""

    names: Names
    password_hash: str
    staff: dict[str, list[StaffMember]] = field(default_factory=dict)
    contacts: dict[str, list[Contact]] = field(default_factory=dict)
    accounts: dict[str, User] = field(default_factory=dict)

    @property
    def administrator(self) -> User:
        """Who keeps the master data of the demo."""
        return self.accounts["administration"]

    def new_account(self, username: str, name: Name, email: str) -> User:
        """An account of the demo with the one password that all have."""
        user = User(
            username=username,
            first_name=name.first,
            last_name=name.last,
            email=email,
            password=self.password_hash,
            is_demo=True,
        )
        user.save()
        return user


def hire(people: People) -> None:
    """The staff of both companies; those of the service point stand in its list."""
    companies = {provider.code: provider for provider in Provider.objects.all()}
    teams = {team.key: team for team in Team.objects.all()}
    for number, (team, company, function, role, account) in enumerate(POSTS, start=1):
        name = people.names.next()
        user = people.new_account(account or name.account, name, f"{name.account}@{SERVICE_DOMAIN}")
        member = employ(
            user=user, provider=companies[company], team=teams[team], roles=[role], job_title=function,
            phone=FICTITIOUS_PHONE.format(1000 + number),
        )  # fmt: skip
        # Rights and profile are remembered by the account; whoever works from here on has them fresh.
        member.user = User.objects.get(pk=user.pk)
        people.staff.setdefault(team, []).append(member)
        people.accounts[member.user.username] = member.user
    assert set(STAFF_ACCOUNTS) <= set(people.accounts)  # noqa: S101 – the table above names them all
    for point in ServicePoint.objects.filter(key="service-point-ludwigslust"):
        point.team = teams["vor-ort-ludwigslust"]
        point.save(update_fields=["team"])
        point.staff.set(people.staff["vor-ort-ludwigslust"])


def introduce(people: People, place: Place) -> None:
    """The contacts of one authority: first those with the printed accounts, then one for most of the workstations."""
    random = stream(f"contacts/{place.served.key}")
    printed = portal_accounts(place.served)
    wanted = round(place.served.workstations * 0.8) - len(printed)
    ordinary = (("", Contact.Role.REPORTER) for _ in range(wanted))
    contacts = people.contacts.setdefault(place.served.key, [])
    for number, (username, role) in enumerate(chain(printed.items(), ordinary), start=1):
        name = people.names.next()
        email = f"{name.account}@{place.served.key}.example"
        has_account = bool(username) or random.random() < WITH_ACCOUNT
        contact = Contact(
            authority=place.authority,
            user=people.new_account(username or name.account, name, email) if has_account else None,
            first_name=name.first,
            last_name=name.last,
            function=role.label if role != Contact.Role.REPORTER else random.choice(place.served.offices),
            role=role,
            email=email,
            phone=FICTITIOUS_PHONE.format(2000 + number) if random.random() < 0.7 else "",
            is_demo=True,
        )
        save_contact(contact=contact)
        if contact.user:
            contact.user = User.objects.get(pk=contact.user.pk)
            people.accounts[contact.user.username] = contact.user
        contacts.append(contact)


def stand_in(people: People, places: list[Place], *, today: date) -> None:
    """Some coordinate a second authority for half a year, with the same account."""
    authorities = {place.served.key: place.authority for place in places}
    for username, key in ALSO_AT.items():
        user = people.accounts[username]
        contact = Contact(
            authority=authorities[key],
            user=user,
            first_name=user.first_name,
            last_name=user.last_name,
            function="Vertretung der IT-Koordination",
            role=Contact.Role.IT_COORDINATOR,
            email=user.email,
            valid_from=today,
            valid_until=today + timedelta(days=180),
            is_demo=True,
        )
        save_contact(contact=contact)
        people.contacts[key].append(contact)

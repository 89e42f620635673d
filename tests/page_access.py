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
PUBLIC = "+++++ ++++ +++ + +"        # for everybody, signed in or not
SIGNED_IN = "+++++ ++++ +++ + L"     # for everybody who is signed in
LOOK_UP = "+++++ ++++ +++ - L"       # staff look up, authorities see their own
STAFF_LOOK_UP = "+++++ ++++ --- - L"  # staff only
CONTACT_LOOK_UP = "+++++ ++++ -++ - L"  # people at authorities: not for reporters

PAGES: dict[str, Page] = {
    # where people land
    "home":                          Page(">>>>> >>>> >>> - L"),
    "health-live":                   Page(PUBLIC),
    "health-ready":                  Page(PUBLIC),
    # oneself
    "accounts:login":                Page(">>>>> >>>> >>> > +"),
    "accounts:logout":               Page(">>>>> >>>> >>> > >", post=True),
    "accounts:password":             Page(SIGNED_IN),
    "accounts:me":                   Page(SIGNED_IN),
    # the application itself
    "ui:preferences":                Page(PUBLIC),
    "ui:licences":                   Page(PUBLIC),
    "ui:licence":                    Page(PUBLIC, arguments={"key": "django"}),
    "ui:accessibility":              Page(PUBLIC),
    # authorities
    "customers:authorities":         Page(LOOK_UP),
    "customers:authority":           Page(LOOK_UP, row="authority"),
    "customers:service_points":      Page(LOOK_UP),
    "customers:service_point":       Page(LOOK_UP, row="service_point"),
    "customers:contacts":            Page(CONTACT_LOOK_UP),
    "customers:contact":             Page(CONTACT_LOOK_UP, row="contact"),
    # workstations and infrastructure
    "workstations:workstations":     Page(LOOK_UP),
    "workstations:workstation":      Page(LOOK_UP, row="workstation"),
    "workstations:workstation_state": Page("++-+- --+- --- - L", row="workstation", post=True),
    "workstations:infrastructure":   Page(STAFF_LOOK_UP),
    "workstations:infrastructure_item": Page(STAFF_LOOK_UP, row="infrastructure_item"),
    "workstations:infrastructure_state": Page("---+- --+- --- - L", row="infrastructure_item", post=True),
    # Fachverfahren
    "applications:applications":     Page(LOOK_UP),
    "applications:application":      Page(LOOK_UP, row="application"),
}  # fmt: skip

"""The authorities on a plain map that the server draws, and the same in a table."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from accounts.models import User
from accounts.signed_in import signed_in
from customers.forms import DayForm
from customers.map import MARK, WIDTH, Label, Point, Projection, around, labels, side_by_side
from customers.models import Authority, AuthorityRole, Location, Membership, ServicePoint, Site
from customers.views.facts import source
from history.validity import valid_on
from ui.pages import Link


class Look(NamedTuple):
    """A kind of mark: its class, its shape around the middle, and what it means."""

    key: str
    shape: str
    words: str


CARRIER = Look("carrier", "M-8.5-8.5H8.5V8.5H-8.5Z", "Träger")
CUSTOMER = Look("customer", "M-9.5 0A9.5 9.5 0 1 0 9.5 0A9.5 9.5 0 1 0-9.5 0Z", "Kunde")
OPEN = Look("open", "M0-11.5L11.5 0L0 11.5L-11.5 0Z", "Interessent, offen")
DECLINED = Look(
    "declined",
    "M-9.5-6L-6-9.5L0-3.5L6-9.5L9.5-6L3.5 0L9.5 6L6 9.5L0 3.5L-6 9.5L-9.5 6L-3.5 0Z",
    "Interessent, abgelehnt",
)
FORMER = Look("former", "M0-10.5L10.5 8.5H-10.5Z", "ehemalig")
NONE = Look("none", "M-5 0A5 5 0 1 0 5 0A5 5 0 1 0-5 0Z", "ohne Rolle")
SERVICE_POINT = Look(
    "service-point", "M-3.5-10.5H3.5V-3.5H10.5V3.5H3.5V10.5H-3.5V3.5H-10.5V-3.5H-3.5Z", "Service-Point"
)
DATA_CENTRE = Look("data-centre", "M-5.5-9.5H5.5L11 0L5.5 9.5H-5.5L-11 0Z", "Rechenzentrum")
LOOKS = (CARRIER, CUSTOMER, OPEN, DECLINED, FORMER, SERVICE_POINT, DATA_CENTRE, NONE)
"""In the order of the legend, of the keyboard and of the names: what matters most comes first."""
WIDE, NARROW = 15.0, 34.0
"""The type in units of the drawing: on a screen, and on a phone that shrinks the drawing to a third."""
SMALL_SCALE, PHONE_SCALE = 0.8, 1.7  # as in map.css
SCALE_KILOMETRES = 10
SHOWN_BY_NAME = (
    Authority.Kind.AMT,
    Authority.Kind.MUNICIPALITY_WITHOUT_AMT,
    Authority.Kind.INDEPENDENT_CITY,
)
"""What has its name on the map also without a role, so that one finds one's way."""


@dataclass
class Row:
    """One authority or place: a row of the table and, with coordinates, a mark on the map."""

    name: str
    short_name: str
    url: str
    kind: str
    look: Look
    amt: str
    location: Location | None
    is_demo: bool
    is_small: bool = False
    is_named: bool = False
    pk: int = 0
    point: Point | None = None
    wide: Label | None = None
    narrow: Label | None = None

    @property
    def source(self) -> str:
        """Where the coordinates were read."""
        return source(self.location) if self.location else ""

    @property
    def title(self) -> str:
        """The mark in words."""
        return f"{self.name}, {self.kind}, {self.look.words}"

    @property
    def has_role(self) -> bool:
        """It is something to the provider, or a place of the provider's own."""
        return self.look != NONE

    @property
    def is_on_the_left(self) -> bool:
        """There is more room for the name on the right of it."""
        return self.point is not None and self.point.x < WIDTH / 2


class AuthorityMap(PermissionRequiredMixin, TemplateView):
    """Where the authorities lie and what each is to the provider, today or on another day."""

    permission_required = "customers.view_authority"
    template_name = "customers/map.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = DayForm(self.request.GET)
        day = (form.cleaned_data["day"] if form.is_valid() else None) or timezone.localdate()
        user = signed_in(self.request)
        members = _members(user, day)
        rows = [*_authorities(user, day, members), *_places(user)]
        rows.sort(key=lambda row: LOOKS.index(row.look))
        drawn = [row for row in rows if row.location]
        return super().get_context_data(
            page_title="Behörden auf der Karte",
            breadcrumb=[Link("Behörden", reverse("customers:authorities"))],
            form=form,
            day=day,
            rows=rows,
            drawn=drawn,
            missing=[row.name for row in rows if not row.location],
            named=[row for row in drawn if row.has_role],
            others=[row for row in drawn if not row.has_role],
            looks=[look for look in LOOKS if any(row.look == look for row in drawn)],
            **(_drawing(drawn, members) if drawn else {}),
            **kwargs,
        )


def _members(user: User, day: date) -> dict[int, Membership]:
    """Which municipality belongs to which Amt on a day."""
    rows = Membership.objects.visible_to(user).filter(valid_on(day), kind=Membership.Kind.MEMBER_OF_AMT)
    return {row.member_id: row for row in rows.select_related("body")}


def _authorities(user: User, day: date, members: dict[int, Membership]) -> list[Row]:
    found: Any = Authority.objects.visible_to(user).existing_on(day).with_current_role(day).with_outcome(day)
    return [
        Row(
            name=one.name,
            short_name=one.short_name,
            url=one.get_absolute_url(),
            kind=one.get_kind_display(),
            look=_look(one.current_role, one.current_outcome),
            amt=members[one.pk].body.name if one.pk in members else "",
            location=getattr(one, "location", None),
            is_demo=one.is_demo,
            is_small=one.pk in members,
            is_named=one.kind in SHOWN_BY_NAME,
            pk=one.pk,
        )
        for one in found.select_related("location")
    ]


def _look(role: str | None, outcome: str | None) -> Look:
    Role, Outcome = AuthorityRole.Role, AuthorityRole.Outcome  # noqa: N806  # two enumerations
    if role == Role.PROSPECT:
        return DECLINED if outcome in (Outcome.DECLINED, Outcome.WITHDRAWN) else OPEN
    known = {Role.CARRIER: CARRIER, Role.CUSTOMER: CUSTOMER, Role.FORMER: FORMER}
    return known[Role(role)] if role else NONE


def _places(user: User) -> list[Row]:
    """Service points and data centres that have coordinates."""
    found = Location.objects.visible_to(user).filter(authority=None).select_related("service_point", "site")
    rows = []
    for one in found:
        place: ServicePoint | Site
        if one.service_point:
            url, look, place = one.service_point.get_absolute_url(), SERVICE_POINT, one.service_point
        elif one.site and one.site.is_data_centre:
            url, look, place = "", DATA_CENTRE, one.site
        else:
            continue
        rows.append(
            Row(
                name=place.name, short_name=place.name, url=url, kind=str(place._meta.verbose_name), look=look, amt="",
                location=one, is_demo=place.is_demo,
            )
        )  # fmt: skip
    return rows


def _drawing(rows: list[Row], members: dict[int, Membership]) -> dict[str, Any]:
    """Marks, names, lines and the scale, in units of the drawing."""
    degrees = [(float(row.location.latitude), float(row.location.longitude)) for row in rows if row.location]
    projection = Projection.around(degrees)
    for row, point in zip(rows, side_by_side([projection.place(*one) for one in degrees]), strict=True):
        row.point = point
    _name(rows, projection.height)
    seats = {row.pk: row.point for row in rows if row.pk}
    lines = [
        (row.point, seats[members[row.pk].body_id])
        for row in rows
        if row.pk in members and seats.get(members[row.pk].body_id)
    ]
    return {
        "width": WIDTH,
        "height": projection.height,
        "lines": lines,
        "scale_end": WIDTH - 40,
        "scale_start": WIDTH - 40 - projection.kilometres(SCALE_KILOMETRES),
        "scale_middle": WIDTH - 40 - projection.kilometres(SCALE_KILOMETRES) / 2,
        "scale_y": projection.height - 22,
        "scale_words": f"{SCALE_KILOMETRES} km",
    }


def _name(rows: list[Row], height: float) -> None:
    """Names for what has a role, on a screen also for Ämter and towns; the others show theirs when asked."""
    important = [row for row in rows if row.has_role]
    quiet = [row for row in rows if row.is_named and not row.has_role]
    for row, label in _labels([*important, *quiet], rows, height, WIDE, 1.0):
        row.wide = label
    for row, label in _labels(important, rows, height, NARROW, PHONE_SCALE):
        row.narrow = label


def _labels(
    named: list[Row], rows: list[Row], height: float, size: float, scale: float
) -> Iterable[tuple[Row, Label | None]]:
    """A label or none for each of the named rows; marks of what has a role are never covered."""
    points = [(row.point, row.short_name) for row in named if row.point]
    marks = [around(row.point, MARK * scale) for row in rows if row.point and row.has_role]
    others = [around(row.point, MARK * scale / 2) for row in rows if row.point and not row.has_role]
    placed = labels(points, marks, avoided=others, size=size, half=MARK * scale, height=height)
    return zip(named, placed, strict=True)

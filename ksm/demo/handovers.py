"""A year of devices that changed hands: most signed on the spot, some confirmed later, one disputed, one still waiting."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from django.utils import timezone

from accounts.models import User
from customers.models import Contact, ServicePoint
from handovers.actions import (
    ask_for_confirmation,
    change_item,
    confirm_handover,
    correct_handover,
    object_to_handover,
    sign_handover,
    start_handover,
)
from handovers.digest import digest_of
from handovers.lifecycle import Direction
from handovers.models import Condition, Handover
from handovers.strokes import HEIGHT, WIDTH, Strokes
from ksm.demo.chance import stream
from ksm.demo.people import People
from ksm.demo.places import Place
from workstations.lifecycle import State
from workstations.models import Device

AUTHORITIES = {"stadt-ludwigslust": 2, "landkreis-ludwigslust-parchim": 6, "stadt-schwerin": 3}
"""How many people of which authority got something."""
ACCESSORIES = ("Netzteil, Tasche", "Netzteil", "Netzteil, Maus", "Netzkabel", "")


def change_hands(people: People, places: list[Place], *, now: datetime) -> None:
    """The hand-overs of some authorities, one after the other as the year went by."""
    random, staff = stream("handovers"), people.staff["vor-ort-ludwigslust"]
    planned = sorted(_planned(people, places, random, now), key=lambda plan: plan[0])
    signed = []
    for at, contact, devices, point in planned:
        row = _prepare(contact, devices, point, random.choice(staff).user, at)
        _describe(row, random)
        signed.append(_sign(row, random, at))
    at = _morning(now, 15, random)
    correction = correct_handover(handover=signed[-1], by=staff[0].user, now=at)
    change_item(item=correction.items.earliest("pk"), accessories="Netzteil, Dockingstation", by=staff[0].user)
    _sign(correction, random, at)
    _come_back(signed[-2], random, _morning(now, 9, random))
    _leave_open(people, places, staff[0].user, random, now)


def _planned(
    people: People, places: list[Place], random: Random, now: datetime
) -> Iterator[tuple[datetime, Contact, list[Device], ServicePoint]]:
    """When who gets which devices where."""
    for place in places:
        stock = list(Device.objects.filter(authority=place.authority, state=State.IN_STOCK).order_by("pk"))
        with_account = [contact for contact in people.contacts[place.served.key] if contact.user]
        for number in range(min(AUTHORITIES.get(place.served.key, 0), len(stock) // 2)):
            at = _morning(now, random.randint(20, 340), random)
            yield at, with_account[number], stock[2 * number : 2 * number + 2], _point(place)


def _morning(now: datetime, days: int, random: Random) -> datetime:
    """Some time in service hours so many days ago, or on the Friday before."""
    day = timezone.localtime(now) - timedelta(days=days)
    day -= timedelta(days=max(0, day.weekday() - 4))
    return day.replace(hour=random.randint(8, 14), minute=random.randint(0, 59), second=0, microsecond=0)


def _point(place: Place) -> ServicePoint:
    return ServicePoint.objects.filter(authorities=place.authority).first() or ServicePoint.objects.earliest("pk")


def _prepare(
    contact: Contact, devices: list[Device], point: ServicePoint, by: User, at: datetime,
    direction: Direction = Direction.ISSUE,
) -> Handover:  # fmt: skip
    row = Handover(direction=direction, authority=contact.authority, contact=contact, service_point=point, is_demo=True)
    return start_handover(handover=row, devices=devices, by=by, now=at)


def _describe(row: Handover, random: Random) -> None:
    for item in row.items.order_by("pk"):
        change_item(item=item, accessories=random.choice(ACCESSORIES), by=row.handed_over_by)


def _sign(row: Handover, random: Random, at: datetime) -> Handover:
    """Every third confirms in the portal an hour later; the others sign."""
    contact = row.signer
    if contact is not None and contact.user is not None and random.random() < 0.3:
        row = ask_for_confirmation(handover=row, shown=_shown(row), by=row.handed_over_by, now=at)
        return confirm_handover(handover=row, by=contact.user, now=at + timedelta(hours=1))
    return sign_handover(handover=row, strokes=lines(random), shown=_shown(row), by=row.handed_over_by, now=at)


def _shown(row: Handover) -> str:
    return digest_of(row, row.items.all())


def _come_back(row: Handover, random: Random, at: datetime) -> None:
    """What somebody got comes back: one device fine, the other one damaged."""
    if row.contact is None:
        return
    devices = [item.device for item in row.items.select_related("device").order_by("pk")]
    for device in devices:
        device.refresh_from_db()
    back = _prepare(row.contact, devices, row.service_point, row.handed_over_by, at, Direction.RETURN)
    change_item(
        item=back.items.latest("pk"), condition=Condition.DAMAGED, goes_to_repair=True, remark="Standfuß gebrochen",
        by=row.handed_over_by,
    )  # fmt: skip
    _sign(back, random, at)


def _leave_open(people: People, places: list[Place], by: User, random: Random, now: datetime) -> None:
    """What is still to be done: one waits for its confirmation, one is disputed, one is only prepared."""
    for place in places:
        if place.served.key not in ("stadt-ludwigslust", "stadt-schwerin"):
            continue
        devices = list(Device.objects.filter(authority=place.authority, state=State.IN_STOCK).order_by("-pk")[:3])
        point = _point(place)
        reporter = next(
            row for row in people.contacts[place.served.key] if row.user and row.role == Contact.Role.REPORTER
        )
        if place.served.key == "stadt-schwerin" and reporter.user:
            at = _morning(now, 5, random)
            row = _prepare(reporter, devices[:1], point, by, at)
            row = ask_for_confirmation(handover=row, shown=_shown(row), by=by, now=at)
            object_to_handover(
                handover=row, objection="Das Netzteil war nicht dabei.", by=reporter.user, now=at + timedelta(hours=2)
            )
            _prepare(reporter, devices[1:2], point, by, _morning(now, 1, random))
        elif devices:
            at = _morning(now, 2, random)
            row = _prepare(reporter, devices[:1], point, by, at)
            ask_for_confirmation(handover=row, shown=_shown(row), by=by, now=at)


def lines(random: Random) -> Strokes:
    """Something that looks like a signature: a few waves from left to right, and a stroke below."""
    x, strokes = 60, []
    for _ in range(random.randint(2, 4)):
        stroke = []
        for step in range(random.randint(9, 16)):
            x = min(x + random.randint(5, 14), WIDTH - 40)
            rise = random.randint(20, 70) if step % 2 else -random.randint(0, 25)
            stroke.append((x, min(max(HEIGHT // 2 + 20 - rise, 10), HEIGHT - 20)))
        strokes.append(stroke)
        x = min(x + random.randint(5, 20), WIDTH - 60)
    return [*strokes, [(80, HEIGHT - 40), (min(x + 20, WIDTH - 20), HEIGHT - 55)]]

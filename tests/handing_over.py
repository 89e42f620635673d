"""Hand-overs for tests, prepared and signed with the same actions as in operation."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from django.db import connection

from accounts.models import User
from customers.models import Contact
from handovers.actions import ask_for_confirmation, sign_handover, start_handover
from handovers.digest import digest_of
from handovers.lifecycle import Direction
from handovers.models import Handover
from tests.factories import DeviceFactory, ServicePointFactory, StoredDeviceFactory
from workstations.models import Device

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
LINES = [[(20, 40), (200, 120), (380, 60)], [(400, 100), (500, 100)]]


def in_stock(contact: Contact, **values: object) -> Device:
    """A device of the authority of this person that lies ready."""
    return StoredDeviceFactory(authority=contact.authority, **values)


def held_by(contact: Contact, **values: object) -> Device:
    """A device that this person has."""
    return DeviceFactory(authority=contact.authority, workstation=None, held_by=contact, **values)


def prepared(by: User, contact: Contact, *devices: Device, direction: Direction = Direction.ISSUE) -> Handover:
    """A hand-over with these devices, ready to be signed."""
    handover = Handover(
        direction=direction, authority=contact.authority, contact=contact, service_point=ServicePointFactory()
    )
    return start_handover(handover=handover, devices=devices, by=by, now=NOW)


def sign(handover: Handover, by: User, now: datetime = NOW) -> Handover:
    """The hand-over, signed on the spot."""
    return sign_handover(handover=handover, strokes=LINES, shown=as_it_stands(handover), by=by, now=now)


def ask(handover: Handover, by: User, now: datetime = NOW) -> Handover:
    """The hand-over, to be confirmed in the portal."""
    return ask_for_confirmation(handover=handover, shown=as_it_stands(handover), by=by, now=now)


def as_it_stands(handover: Handover) -> str:
    """The digest of what a page would show now."""
    row = Handover.objects.get(pk=handover.pk)
    return digest_of(row, row.items.all())


@contextmanager
def quicker(happens: Callable[[], object]) -> Iterator[None]:
    """Something happens just before a hand-over is locked, as if somebody else had been quicker."""
    left = [happens]

    def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if left and "FOR UPDATE" in sql and 'FROM "handovers_handover"' in sql:
            left.pop()()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield

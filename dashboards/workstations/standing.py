"""What must not be overlooked at a workstation while one speaks with the person there."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils import timezone

from accounts.models import User
from dashboards.authorities.standing import outages, restrictions
from ui.pages import Link
from workstations.lifecycle import PlaceState, State
from workstations.models import Workstation


def warnings(row: Workstation, user: User, now: datetime) -> list[Link]:
    """Outages and restrictions of the authority, and what has ended here; each with where more stands."""
    return [
        *outages(row.authority, user),
        *restrictions(row.authority, user, now),
        *_of_computer(row, user, timezone.localdate(now)),
    ]


def _of_computer(row: Workstation, user: User, day: date) -> Iterator[Link]:
    """What about the computer the service should know; for the service, whose affair it is."""
    device = row.computer
    if not user.is_service_staff or row.state != PlaceState.IN_SERVICE:
        return
    if device is None:
        yield Link("In Betrieb, aber ohne Rechner", "#rechner")
        return
    url = device.get_absolute_url()
    if device.state == State.IN_REPAIR:
        yield Link(f"Rechner in Reparatur{f' bei {device.repaired_by}' if device.repaired_by else ''}", url)
    system = device.system
    if system and system.support_ends_on and system.support_ends_on < day:
        yield Link(f"{system}: Unterstützung beendet am {system.support_ends_on:%d.%m.%Y}", url)
    lease = device.lease
    if lease and lease.ends_on and lease.ends_on <= day + timedelta(days=lease.return_notice_days):
        words = "Leasing beendet" if lease.ends_on < day else "Leasing endet, Rückgabe ankündigen"
        yield Link(f"{words}: {lease.ends_on:%d.%m.%Y}", lease.get_absolute_url())

"""The sections of a workstation's page, in the order in which one reads them with somebody on the phone.

One more section is one function and one line here. A function takes the workstation, who reads, and the day (or the moment,
where the clock matters). It starts from `visible_to(user)`, takes a constant number of queries and a bounded number of
rows, and gives a section with neither rows nor hint where this person has nothing to see. What the workstation itself
points to (place, person, computer with model, system and lease) is read once, by `views.workstations_for`.
"""

from datetime import datetime

from django.utils import timezone

from accounts.models import User
from dashboards.workstations import devices, inner, past, place, reports
from handovers.sections import handovers_of
from ui.pages import Section
from workstations.models import Workstation


def main_sections(row: Workstation, user: User, now: datetime) -> list[Section]:
    """Who calls, with what, and what was reported."""
    day = timezone.localdate(now)
    return _shown(
        place.people(row, user, day),
        reports.open_reports(row, user, now),
        devices.computer(row, user, day),
        devices.further(row, user, day),
        devices.nearby(row, user, day),
        devices.of_people(row, user, day),
        inner.applications(row, user, day),
        inner.software(row, user, day),
        inner.relations(row, user, day),
        reports.last_reports(row, user, now),
        handovers_of(row, user),
        past.lately(row, user, day),
    )


def side_sections(row: Workstation, user: User, now: datetime) -> list[Section]:
    """What one looks up beside it."""
    day = timezone.localdate(now)
    return _shown(place.particulars(row, user, day))


def _shown(*sections: Section) -> list[Section]:
    return [section for section in sections if section.is_shown]

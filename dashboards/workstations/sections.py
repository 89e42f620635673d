"""The sections of a workstation's page, in the order in which one reads them with somebody on the phone.

One more section is one function and one line here. A function takes the workstation, who reads, and the day (or the moment,
where the clock matters). It starts from `visible_to(user)`, takes a constant number of queries and a bounded number of
rows, and gives a section with neither rows nor hint where this person has nothing to see. Those that take the page ask
for their rows first and are called when all have asked, so that one query answers them. What the workstation itself points to (place, person, computer with model, system and lease) is read once, by `views.workstations_for`.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.utils import timezone

from accounts.models import User
from dashboards.workstations import devices, inner, past, place, reports
from handovers.sections import handovers_of
from ui.pages import Section
from ui.together import Together
from workstations.models import Workstation


def main_sections(row: Workstation, user: User, now: datetime) -> list[Section]:
    """Who calls, with what, and what was reported."""
    day, page = timezone.localdate(now), Together()
    asked: list[Callable[[], Section]] = [
        place.people(row, user, day, page),
        reports.open_reports(row, user, now, page),
        partial(devices.computer, row, user, day),
        devices.further(row, user, day, page),
        devices.nearby(row, user, day, page),
        devices.of_people(row, user, day, page),
        inner.applications(row, user, day, page),
        inner.software(row, user, day, page),
        partial(inner.relations, row, user, day),
        reports.last_reports(row, user, now, page),
        partial(handovers_of, row, user),
        partial(past.lately, row, user, day),
    ]
    return _shown(*(ask() for ask in asked))


def side_sections(row: Workstation, user: User, now: datetime) -> list[Section]:
    """What one looks up beside it."""
    day = timezone.localdate(now)
    return _shown(place.particulars(row, user, day))


def _shown(*sections: Section) -> list[Section]:
    return [section for section in sections if section.is_shown]

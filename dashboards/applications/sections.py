"""The sections of the page of a Fachverfahren, in the order in which one asks for them.

One more section is one function and one line here. A function takes the Fachverfahren, who reads, and the day (or the
moment, where the clock matters). It starts from `visible_to(user)`, takes a constant number of queries and a bounded
number of rows, and gives a section with neither rows nor hint where this person has nothing to see.
"""

from datetime import datetime

from django.utils import timezone

from accounts.models import User
from applications.models import SpecialistApplication
from applications.sections import provided_services
from changes.sections import last_changes, next_windows, standing_now
from continuity.sections import continuity_of, exercises_of
from dashboards.applications import operation, particulars, uses
from processing.sections import coverage_of, sub_processors_of
from sharing.sections import cost_and_saving
from ui.pages import Section


def main_sections(row: SpecialistApplication, user: User, now: datetime) -> list[Section]:
    """Who uses it, what is open, and what it rests on."""
    day = timezone.localdate(now)
    return _shown(
        uses.uses(row, user, day),
        operation.open_reports(row, user, now),
        next_windows(row, user, now),
        particulars.relations(row, user, day),
        particulars.interfaces(row, user, day),
        exercises_of(row, user, day),
        particulars.data(row, user, day),
        coverage_of(row, user, day),
        sub_processors_of(row, user, day),
        provided_services(row, user, day),
        last_changes(row, user, now),
    )


def side_sections(row: SpecialistApplication, user: User, now: datetime) -> list[Section]:
    """What one looks up beside it."""
    day = timezone.localdate(now)
    return _shown(
        standing_now(row, user, now),
        particulars.particulars(row, user, day),
        continuity_of(row, user, day),
        cost_and_saving(row, user, day),
    )


def _shown(*sections: Section) -> list[Section]:
    return [section for section in sections if section.is_shown]

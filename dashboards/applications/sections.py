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
from dashboards.applications import operation, particulars, uses
from ui.pages import Section


def main_sections(row: SpecialistApplication, user: User, now: datetime) -> list[Section]:
    """Who uses it, what is open, and what it rests on."""
    day = timezone.localdate(now)
    return _shown(
        uses.uses(row, user, day),
        operation.open_reports(row, user, now),
        particulars.relations(row, user, day),
        particulars.interfaces(row, user, day),
        particulars.data(row, user, day),
        provided_services(row, user, day),
    )


def side_sections(row: SpecialistApplication, user: User, now: datetime) -> list[Section]:
    """What one looks up beside it."""
    day = timezone.localdate(now)
    return _shown(particulars.particulars(row, user, day))


def _shown(*sections: Section) -> list[Section]:
    return [section for section in sections if section.is_shown]

"""The sections of the page and of the sheet, in the order in which one reads them before a call.

One more section is one function and one line here. A function takes the authority, who reads, and the day (or the moment,
where the clock matters). It starts from `visible_to(user)`, takes a constant number of queries and a bounded number of
rows, and gives a section with neither rows nor hint where this person has nothing to see. What several sections need of the
authority is read once, by `facts.with_facts`.
"""

from datetime import datetime

from django.utils import timezone

from accounts.models import User
from customers.models import Authority
from dashboards.authorities import facts, operation, takeovers
from dashboards.authorities.agreements import agreements
from dashboards.authorities.due import due
from processing.sections import processing_of
from ui.pages import Section


def main_sections(authority: Authority, user: User, now: datetime) -> list[Section]:
    """What a call is about."""
    day = timezone.localdate(now)
    return _shown(
        facts.contacts(authority, user, day),
        facts.functions(authority, user, day),
        due(authority, user, now),
        operation.open_reports(authority, user, now),
        operation.kept_deadlines(authority, user, day),
        operation.applications(authority, user, day),
        facts.transfers(authority, user, day),
        agreements(authority, user, day),
        processing_of(authority, user, day),
        takeovers.decisions(authority, user, day),
        takeovers.cases(authority, user, day),
        takeovers.inventories(authority, user, day),
        facts.roles(authority, user, day),
        facts.bodies_above(authority, user, day),
        facts.bodies_below(authority, user, day),
        takeovers.predecessors(authority, user, day),
        facts.sites(authority, user, day),
        facts.sources(authority, user, day),
    )


def side_sections(authority: Authority, user: User, now: datetime) -> list[Section]:
    """What one looks up beside it; short properties, since there is little room."""
    day = timezone.localdate(now)
    return _shown(
        facts.particulars(authority, user, day),
        facts.service_points(authority, user, now),
        operation.workstations(authority, user, day),
    )


def _shown(*sections: Section) -> list[Section]:
    return [section for section in sections if section.is_shown]

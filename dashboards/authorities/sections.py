"""The sections of the page and of the sheet, in the order in which one reads them before a call.

One more section is one function and one line here. A function takes the authority, who reads, and the day or the moment;
it starts from `visible_to(user)`, takes a constant number of queries and a bounded number of rows, and gives a section
without rows and hint where this person has nothing to see.
"""

from datetime import datetime

from django.utils import timezone

from accounts.models import User
from customers.models import Authority
from dashboards.authorities import facts
from dashboards.authorities.agreements import agreements
from ui.pages import Section


def sections(authority: Authority, user: User, now: datetime) -> list[Section]:
    """Everything this person may read about the authority."""
    day = timezone.localdate(now)
    every = [
        facts.particulars(authority, user, day),
        facts.roles(authority, user, day),
        facts.transfers(authority, user, day),
        agreements(authority, user, day),
        facts.bodies_above(authority, user, day),
        facts.bodies_below(authority, user, day),
        facts.sites(authority, user, day),
        facts.contacts(authority, user, day),
    ]
    return [section for section in every if section.is_shown]

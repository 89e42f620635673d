"""Reports that say the same as one that is just being written."""

from functools import reduce
from operator import add
from typing import NamedTuple

from django.db.models import Case, F, IntegerField, Q, Value, When

from accounts.models import User
from tickets.lifecycle import OPEN
from tickets.models import SearchEntry, Ticket
from tickets.search.words import query, understood

FEWEST_WORDS = 3
"""So many words somebody has typed before it is worth looking."""
FEWEST_SHARED = 2
NEWEST = 500
MOST = 5
MOST_EARLIER = 5
TEXT = "ABC"  # what is in notes is no reason to show a report to whoever takes a call


class Surroundings(NamedTuple):
    """Where the new report comes from: reports near to it are compared."""

    authority: int
    workstation: int | None = None
    application: int | None = None


def similar_reports(user: User, text: str, near: Surroundings, *, most: int = MOST) -> list[Ticket]:
    """Open reports of the authority or the Fachverfahren and earlier ones of the workstation; most alike first."""
    if len(text.split()) < FEWEST_WORDS:
        return []
    sought = understood(text)
    if len(sought.words) < FEWEST_SHARED:
        return []
    where = Q(authority=near.authority, state__in=OPEN)
    if near.application:
        where |= Q(application=near.application, state__in=OPEN)
    if near.workstation:
        where |= Q(workstation=near.workstation)
    keys = Ticket.objects.visible_to(user).filter(where).order_by("-created_at", "-pk").values_list("pk", flat=True)
    shared = [_has(query(word.somehow(TEXT))) for word in sought.words]
    entries = (
        SearchEntry.objects.searched_by(user)
        .filter(ticket__in=list(keys[:NEWEST]))
        .annotate(shared=reduce(add, shared, Value(0)))
        .filter(shared__gte=FEWEST_SHARED)
        .annotate(is_here=_counts(Q(ticket__workstation=near.workstation or 0)))
        .order_by("-shared", "-is_here", F("ticket").desc())
        .values_list("ticket", flat=True)[:most]
    )
    found = list(entries)
    rows = Ticket.objects.visible_to(user).select_related("authority").defer("description").in_bulk(found)
    return [rows[key] for key in found if key in rows]


def earlier_reports(user: User, workstation: int | None, *, beside: list[Ticket]) -> list[Ticket]:
    """What was reported last about a workstation, whatever it says, without what stands `beside` it already."""
    if workstation is None:
        return []
    rows = Ticket.objects.visible_to(user).filter(workstation=workstation).exclude(pk__in=[row.pk for row in beside])
    return list(rows.defer("description").order_by("-created_at", "-pk")[:MOST_EARLIER])


def _has(words: object) -> Case:
    return _counts(Q(vector=words))


def _counts(condition: Q) -> Case:
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())

"""What ends and what goes on when authorities give way to another: the same for the preview and for the deed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from customers.models import Authority, AuthorityRole, Membership, TaskTransfer

Ending = AuthorityRole | Membership | TaskTransfer
GOES_ON = (Membership.Kind.SCHOOL_OF, Membership.Kind.OWNED_BY)
"""What belonged to a body that is no more belongs to its successor, in these ways always."""


@dataclass
class Plan:
    """The rows that end the day before, those of them that go on with the successor, and what stands against it."""

    last_day: date
    ends: list[Ending] = field(default_factory=list)
    goes_on: list[Membership] = field(default_factory=list)
    obstacles: list[str] = field(default_factory=list)


def plan(predecessors: Sequence[Authority], successor: Authority, effective_on: date, *, hands_over: bool) -> Plan:
    """What becomes of everything that the predecessors have or are; `hands_over` lets what belongs to them go on."""
    keys = {one.pk for one in predecessors}
    made = Plan(last_day=effective_on - timedelta(days=1))
    roles = AuthorityRole.objects.filter(authority__in=keys).select_related("authority")
    tasks = TaskTransfer.objects.filter(authority__in=keys).select_related("authority")
    rows: list[Ending] = [*roles, *memberships_of(keys), *tasks]
    for row in rows:
        first, last = span_of(row)
        if last and last < effective_on:
            continue
        if first and first >= effective_on:
            made.obstacles.append(
                f"{in_words(row)}: beginnt erst am {first:%d.%m.%Y} und kann deshalb nicht vor dem "
                f"{effective_on:%d.%m.%Y} enden. Bitte ändern oder löschen Sie diese Angabe zuerst."
            )
            continue
        made.ends.append(row)
        if hands_over and isinstance(row, Membership) and _goes_on(row, keys, successor):
            made.goes_on.append(row)
    return made


def memberships_of(keys: set[int]) -> QuerySet[Membership]:
    """Where these authorities belong, and what belongs to them."""
    rows = Membership.objects.filter(Q(member__in=keys) | Q(body__in=keys))
    return rows.select_related("member", "body").order_by("pk")


def span_of(row: Ending) -> tuple[date | None, date | None]:
    """The first and the last day of a row."""
    if isinstance(row, TaskTransfer):
        return row.starts_on, row.ends_on
    return row.valid_from, row.valid_until


def in_words(row: Ending) -> str:
    """What a row says, for whoever decides about it."""
    if isinstance(row, Membership):
        return f"Zugehörigkeit „{relation(row, row.body)}“"
    kind = "Rolle" if isinstance(row, AuthorityRole) else "Aufgabe"
    return f"{kind} „{row}“ von {row.authority}"


def relation(row: Membership, body: Authority) -> str:
    """Who belongs to a body and how; „gehört zum Amt“ stands before a name without „Amt“ of its own."""
    kind = row.get_kind_display()
    if row.kind == Membership.Kind.MEMBER_OF_AMT:
        kind = kind.removesuffix(" Amt") if body.name.startswith("Amt ") else kind
    return f"{row.member} {kind} {body}"


def _goes_on(row: Membership, keys: set[int], successor: Authority) -> bool:
    """Whether what belonged to a predecessor belongs to the successor from now on."""
    if row.body_id not in keys or row.member_id in keys or row.member_id == successor.pk:
        return False
    return row.kind in GOES_ON or (row.kind == Membership.Kind.MEMBER_OF_AMT and successor.kind == Authority.Kind.AMT)

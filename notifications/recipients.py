"""Whom it concerns: one table from topics to the people behind them. The first line that names a person says why.

What a line returns is only who might be told: nobody hears of what they did themselves, of what they may not see, or of
what they wish not to hear of (actions.py).
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Absence, RoleAssignment, User
from accounts.roles import MANAGEMENT, STAFF_ROLES
from customers.coordination import coordinators_of
from customers.models import Contact, Membership
from history.validity import valid_on
from notifications.happenings import Happening
from notifications.topics import Group, Topic
from tickets.models import Ticket, TicketEvent

LOOKED_AFTER = (Group.MINE, Group.MENTIONS)
"""What is meant for one person alone; while they are away, whoever stands in for them hears of it too."""

People = Callable[[Happening], Iterable[User]]
Line = tuple[Group, People]


def assignee(happening: Happening) -> QuerySet[User]:
    """Who works on the report, if anybody does."""
    if happening.ticket.assignee_id is None:
        return User.objects.none()  # asked for no key, the database would name all who are no staff
    return User.objects.filter(staff_member__pk=happening.ticket.assignee_id)


def team(happening: Happening) -> QuerySet[User]:
    """The people of the report's team."""
    return User.objects.filter(is_active=True, staff_member__team=happening.ticket.team_id)


def team_if_untaken(happening: Happening) -> QuerySet[User]:
    """The people of the report's team as long as nobody of them works on it; before its approval it is nothing to them."""
    is_nothing = happening.ticket.assignee_id or happening.is_before_approval
    return User.objects.none() if is_nothing else team(happening)


def approvers(happening: Happening) -> QuerySet[User]:
    """Who may approve: the IT-Koordination there or at the Amt; where there is none, who may decide in its place."""
    today = timezone.localdate()
    found = coordinators_of(happening.ticket.authority_id, today)
    if found:
        return User.objects.filter(pk__in=found)
    leads = [role.key for role in STAFF_ROLES if "tickets.override_approval" in role.permissions]
    held = RoleAssignment.objects.current(today).filter(role__in=leads)
    return User.objects.filter(is_active=True, pk__in=held.values("user"))


def approvers_still_asked(happening: Happening) -> QuerySet[User]:
    """Who may approve, as long as nobody has decided: the answer to what they asked is meant for them."""
    return approvers(happening) if happening.ticket.awaits_approval else User.objects.none()


def approvers_passed_over(happening: Happening) -> QuerySet[User]:
    """Who should have approved, when the service did so in their place."""
    is_overridden = happening.event is not None and happening.event.kind == TicketEvent.Kind.OVERRIDDEN
    return approvers(happening) if is_overridden else User.objects.none()


def next_level(happening: Happening) -> QuerySet[User]:
    """Who leads the service, and hears of a deadline that was missed."""
    held = RoleAssignment.objects.current(timezone.localdate()).filter(role=MANAGEMENT.key)
    return User.objects.filter(is_active=True, pk__in=held.values("user"))


def requester(happening: Happening) -> QuerySet[User]:
    """Who reported it, if they have an account."""
    return User.objects.filter(contacts=happening.ticket.requester_id)


def coordinators(happening: Happening) -> QuerySet[User]:
    """Who sees everything of the authority, also from the Amt that it belongs to."""
    authority, today = happening.ticket.authority_id, timezone.localdate()
    amts = Membership.objects.filter(valid_on(today), member=authority, kind=Membership.Kind.MEMBER_OF_AMT)
    there = Contact.objects.filter(Q(authority=authority) | Q(authority__in=amts.values("body")))
    there = there.filter(is_active=True, role__in=Contact.SEES_WHOLE_AUTHORITY, user__isnull=False)
    return User.objects.filter(is_active=True, pk__in=there.values("user"))


def mentioned(happening: Happening) -> QuerySet[User]:
    """Whom a note asks to look at it."""
    return User.objects.filter(is_active=True, staff_member__mentions__message=happening.message)


def watchers(happening: Happening) -> QuerySet[User]:
    """Who wants to hear of a report that is not theirs."""
    return User.objects.filter(is_active=True, watched_tickets__ticket=happening.ticket)


DESK: tuple[Line, ...] = ((Group.MINE, assignee), (Group.TEAM, team_if_untaken))
AT_THE_AUTHORITY: tuple[Line, ...] = ((Group.OWN, requester), (Group.AUTHORITY, coordinators))
EVERYBODY = (*DESK, *AT_THE_AUTHORITY)

LINES: dict[Topic, tuple[Line, ...]] = {
    Topic.OPENED: EVERYBODY,
    Topic.ASSIGNED: ((Group.MINE, assignee),),
    Topic.RELEASED: DESK,
    Topic.TEAM: DESK,
    Topic.REPLY: (
        *DESK,
        (Group.OWN, requester),
        (Group.APPROVALS, approvers_still_asked),
        (Group.AUTHORITY, coordinators),
    ),
    Topic.NOTE: ((Group.MENTIONS, mentioned), (Group.MINE, assignee)),
    Topic.WAITING: AT_THE_AUTHORITY,
    Topic.RESOLVED: AT_THE_AUTHORITY,
    Topic.CONFIRMED: ((Group.MINE, assignee),),
    Topic.REOPENED: EVERYBODY,
    Topic.CLOSED: AT_THE_AUTHORITY,
    Topic.CANCELLED: EVERYBODY,
    Topic.WOKEN: DESK,
    Topic.MALWARE: DESK,
    Topic.MERGED: ((Group.MINE, assignee), *AT_THE_AUTHORITY),
    **dict.fromkeys((Topic.M_WAITING, Topic.M_RESOLVED, Topic.M_REOPENED, Topic.M_CLOSED), ((Group.OWN, requester),)),
    Topic.OUTAGE: AT_THE_AUTHORITY,
    Topic.APPROVAL: ((Group.APPROVALS, approvers), *AT_THE_AUTHORITY),
    Topic.APPROVED: (*DESK, (Group.APPROVALS, approvers_passed_over), *AT_THE_AUTHORITY),
    Topic.REFUSED: AT_THE_AUTHORITY,
    Topic.REMINDED: ((Group.APPROVALS, approvers),),
    Topic.WARNED: ((Group.DEADLINES, team),),
    Topic.BREACHED: ((Group.DEADLINES, team), (Group.ESCALATIONS, next_level)),
}


class Why(NamedTuple):
    """Why somebody is told, and for whose absence, if they stand in for another person."""

    group: Group
    absence: Absence | None = None


def lines_for(happening: Happening) -> tuple[Line, ...]:
    """Whom a happening may concern; nobody at the authority reported what opened by itself on its day."""
    is_planned = happening.topic == Topic.OPENED and happening.ticket.channel == Ticket.Channel.PLANNED
    return DESK if is_planned else LINES.get(happening.topic, ())


def whom_it_concerns(happening: Happening) -> dict[User, Why]:
    """Everybody who might be told, each with why; never who did it."""
    found: dict[User, Why] = {}
    watching: tuple[Line, ...] = () if happening.is_of_another else ((Group.WATCHED, watchers),)
    for group, people in (*lines_for(happening), *watching):
        for user in people(happening):
            found.setdefault(user, Why(group))
    found.pop(happening.actor, None)  # type: ignore[arg-type]  # None is nobody's key
    for absence in _absences([user for user, why in found.items() if why.group in LOOKED_AFTER]):
        if absence.substitute.user != happening.actor:
            found.setdefault(absence.substitute.user, Why(found[absence.member.user].group, absence))
    return found


def _absences(people: list[User]) -> Iterable[Absence]:
    """Which of them are away today, each with who stands in."""
    away = Absence.objects.on(timezone.localdate()).filter(member__user__in=people)
    return away.with_people() if people else ()


def reads_by_mail(happening: Happening, day: date) -> Contact | None:
    """Who reported it, if they have no account and are written to; never of their own words, or of what is internal."""
    ticket, message, event = happening.ticket, happening.message, happening.event
    is_internal = (message is not None and message.is_note) or (event is not None and not event.is_public)
    if is_internal or Group.OWN not in (group for group, _ in lines_for(happening)):
        return None
    if message and message.contact_id == ticket.requester_id:
        return None
    served = Contact.objects.served_by_mail(day)
    return served.filter(pk=ticket.requester_id, authority=ticket.authority_id).first()


def groups_in_use() -> set[Group]:
    """The groups that some line names: only about these can anybody wish something."""
    return {group for lines in LINES.values() for group, _ in lines} | {Group.WATCHED, Group.REMINDERS}

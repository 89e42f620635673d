"""Sets of reports, and who may see them."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Case, Exists, ExpressionWrapper, OuterRef, Q, Subquery, Value, When

from accounts.models import StaffMember
from customers.access import narrowed
from customers.models import Authority
from tickets.lifecycle import ENDED, OPEN, WAITING, State
from tickets.search.newest import newest
from tickets.search.words import understood

if TYPE_CHECKING:
    from accounts.models import User
    from tickets.models import (
        MajorIncident,
        Ticket,
    )

AT_RISK_WITHIN = timedelta(hours=2)
MOST_MATCHING = 1000
"""So many of the newest reports that say a word are listed; a word of every day would match a hundred thousand."""


class TicketQuerySet(models.QuerySet["Ticket"]):
    """Reports."""

    def visible_to(self, user: "User") -> "TicketQuerySet":
        """Staff see all; a coordinator those of the authority; a reporter their own."""
        return narrowed(self, user, authority="authority_id", person="requester_id")

    def open(self) -> "TicketQuerySet":
        """Neither resolved nor closed."""
        return self.filter(state__in=OPEN)

    def awaiting_approval(self) -> "TicketQuerySet":
        """Ordered, and the authority has not decided yet."""
        return self.filter(state=State.WAITING_FOR_APPROVAL)

    def to_approve(self, user: "User", day: date) -> "TicketQuerySet":
        """What waits for this person's decision: orders at the authorities whose IT they coordinate."""
        coordinated = Authority.objects.coordinated_by(user, day)
        return self.visible_to(user).awaiting_approval().filter(authority__in=coordinated)

    def not_ended(self) -> "TicketQuerySet":
        """Neither closed nor taken back: open, not approved yet, or solved and the authority may still object."""
        return self.exclude(state__in=ENDED)

    def waiting(self) -> "TicketQuerySet":
        """Waiting for somebody or something."""
        return self.filter(state__in=WAITING)

    def unassigned(self) -> "TicketQuerySet":
        """Open, and nobody has taken it."""
        return self.open().filter(assignee__isnull=True)

    def assigned_to(self, user: "User") -> "TicketQuerySet":
        """Open and taken by this person."""
        return self.open().filter(assignee__user=user)

    def with_unread(self, user: "User") -> "TicketQuerySet":
        """Each with `is_unread`: not ended, and this person has not seen it as it stands now."""
        from tickets.models import TicketRead  # noqa: PLC0415 – models import this module

        seen = TicketRead.objects.visible_to(user).filter(ticket=OuterRef("pk"), seen_version__gte=OuterRef("version"))
        return self.annotate(is_unread=Case(When(state__in=ENDED, then=Value(False)), default=~Exists(seen)))

    def changed_by_others(self, user: "User", since: datetime) -> "TicketQuerySet":
        """Those about which somebody else did or wrote something after a moment."""
        from tickets.models import Message, TicketEvent  # noqa: PLC0415 – models import this module

        steps = TicketEvent.objects.filter(ticket=OuterRef("pk"), at__gt=since)
        posts = Message.objects.filter(ticket=OuterRef("pk"), created_at__gt=since)
        by_others = Exists(steps.filter(~Q(by=user) | Q(by=None))) | Exists(posts.exclude(author=user))
        return self.filter(by_others, updated_at__gt=since)

    def mine(self, user: "User", day: date) -> "TicketQuerySet":
        """Open and taken by this person, or by somebody who is away and for whom they stand in."""
        others = ExpressionWrapper(~Q(assignee__user=user), models.BooleanField())
        return self.open().filter(self.of(user, day)).annotate(is_in_substitution=others)

    @staticmethod
    def of(user: "User", day: date) -> Q:
        """Whose reports a person looks after on a day: their own, and those of whom they stand in for."""
        away = StaffMember.objects.stood_in_for_by(user, day).order_by().values("pk")
        return Q(assignee__user=user) | Q(assignee__in=away)

    def overdue(self, now: datetime) -> "TicketQuerySet":
        """Open, the clock runs, and the deadline has passed."""
        return self.clock_runs().filter(due_at__lte=now)

    def at_risk(self, now: datetime) -> "TicketQuerySet":
        """Open, the clock runs, and the deadline has passed or comes within two hours."""
        return self.clock_runs().filter(due_at__lte=now + AT_RISK_WITHIN)

    def clock_runs(self) -> "TicketQuerySet":
        """Open, not held, and no workaround has met the deadline."""
        return self.open().filter(paused_at__isnull=True, workaround_at__isnull=True)

    def surviving(self, number: str) -> "TicketQuerySet":
        """The report that a number stands for today: itself, or the one it was merged into."""
        from tickets.models import TicketLink  # noqa: PLC0415 – models import this module

        absorbed = TicketLink.objects.filter(source=OuterRef("pk"), kind="merged")
        took_it = TicketLink.objects.filter(target=OuterRef("pk"), kind="merged", source__number=number)
        return self.filter(Exists(took_it) | Q(number=number) & ~Exists(absorbed))

    def absorbed_by(self, ticket: "Ticket") -> "TicketQuerySet":
        """The reports that were merged into another one."""
        from tickets.models import TicketLink  # noqa: PLC0415 – models import this module

        return self.filter(Exists(TicketLink.objects.filter(source=OuterRef("pk"), kind="merged", target=ticket.pk)))

    def with_absorbed(self, user: "User") -> "TicketQuerySet":
        """Each with `absorbed`, the keys of those that were merged into it: with whose texts, times and points it goes on."""
        absorbed = self.model._default_manager.visible_to(user).filter(
            links__kind="merged", links__target=OuterRef("pk")
        )
        return self.annotate(absorbed=ArraySubquery(absorbed.order_by().values("pk")))

    def with_survivor(self, user: "User") -> "TicketQuerySet":
        """Each with `goes_on_as`, the number of the report that it was merged into."""
        from tickets.models import TicketLink  # noqa: PLC0415 – models import this module

        merged = TicketLink.objects.visible_to(user).filter(source=OuterRef("pk"), kind="merged")
        return self.annotate(goes_on_as=Subquery(merged.order_by().values("target__number")[:1]))

    def of_outage(self, incident: "MajorIncident") -> "TicketQuerySet":
        """The reports that a Großstörung collects, without the one that leads it."""
        return self.filter(linked_from__kind="parent", linked_from__source=incident.ticket_id)

    def matching(self, words: str, user: "User") -> "TicketQuerySet":
        """Reports found by number, subject, text, files, person or workstation; internal notes only for staff.

        Of more than `MOST_MATCHING` that match among all reports a person sees, these are the newest.
        """
        return self.filter(pk__in=keys_matching(words, user)) if words.replace("\x00", "").strip() else self

    def each_matching(self, words: str, user: "User") -> "TicketQuerySet":
        """The same, exactly: every one of these rows is looked at, so they have to be few, such as the open ones."""
        from tickets.models import SearchEntry  # noqa: PLC0415 – models import this module

        sought = understood(words)
        if not sought:
            return self.none() if words.replace("\x00", "").strip() else self
        return self.filter(Exists(SearchEntry.objects.searched_by(user).saying(sought).filter(ticket=OuterRef("pk"))))


def keys_matching(words: str, user: "User", *, authority: int | None = None) -> list[int]:
    """Keys of the newest reports that say the words, be it of one authority; one more than `MOST_MATCHING` where there are."""
    return newest(user, understood(words).meant, most=MOST_MATCHING + 1, authority=authority)

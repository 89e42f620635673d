"""Sets of reports and what belongs to them, who may see them, and how they are searched."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Case, Exists, ExpressionWrapper, OuterRef, Q, Value, When

from accounts.models import StaffMember
from customers.access import narrowed
from tickets.lifecycle import ENDED, OPEN, WAITING
from tickets.search.words import Sought, understood

if TYPE_CHECKING:
    from accounts.models import User
    from tickets.models import (
        AffectedAuthority,
        Attachment,
        ClockPause,
        Draft,
        Macro,
        MajorIncident,
        Mention,
        Message,
        Rating,
        SavedView,
        SearchEntry,
        TextModule,
        Ticket,
        TicketEvent,
        TicketLink,
        TicketRead,
        Watcher,
    )

AT_RISK_WITHIN = timedelta(hours=2)
WRITES_FOR = timedelta(seconds=60)
"""So long after the last save somebody counts as writing."""


class TicketQuerySet(models.QuerySet["Ticket"]):
    """Reports."""

    def visible_to(self, user: "User") -> "TicketQuerySet":
        """Staff see all; a coordinator those of the authority; a reporter their own."""
        return narrowed(self, user, authority="authority_id", person="requester_id")

    def open(self) -> "TicketQuerySet":
        """Neither resolved nor closed."""
        return self.filter(state__in=OPEN)

    def not_ended(self) -> "TicketQuerySet":
        """Neither closed nor taken back: open, or solved and the authority may still object."""
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

    def of_outage(self, incident: "MajorIncident") -> "TicketQuerySet":
        """The reports that a Großstörung collects, without the one that leads it."""
        return self.filter(linked_from__kind="parent", linked_from__source=incident.ticket_id)

    def matching(self, words: str, user: "User") -> "TicketQuerySet":
        """Reports found by number, subject, text, files, person or workstation; internal notes only for staff."""
        from tickets.models import SearchEntry  # noqa: PLC0415 – models import this module

        if not words.replace("\x00", "").strip():
            return self
        sought = understood(words)
        if not sought:
            return self.none()
        return self.filter(pk__in=SearchEntry.objects.searched_by(user).saying(sought).values("ticket_id"))


class SearchEntryQuerySet(models.QuerySet["SearchEntry"]):
    """The words of reports."""

    def visible_to(self, user: "User") -> "SearchEntryQuerySet":
        """Entries with the words of internal notes are for staff only; an authority has those of the reports it sees."""
        rows = narrowed(self, user, authority="authority_id", person="ticket__requester_id")
        return rows if user.is_service_staff else rows.filter(is_internal=False)

    def searched_by(self, user: "User") -> "SearchEntryQuerySet":
        """The one entry of each visible report that says all of it that a person may read."""
        rows = self.visible_to(user)
        return rows.filter(for_staff=True) if user.is_service_staff else rows

    def saying(self, sought: Sought) -> "SearchEntryQuerySet":
        """Entries that have every word, be it as part of a longer one or misspelt."""
        return self.filter(vector=sought.somehow())


class MessageQuerySet(models.QuerySet["Message"]):
    """Replies and internal notes."""

    def visible_to(self, user: "User") -> "MessageQuerySet":
        """Notes are for staff only; an authority sees the replies of the reports it sees."""
        rows = narrowed(self, user, authority="ticket__authority_id", person="ticket__requester_id")
        return rows if user.is_service_staff else rows.filter(kind="reply")


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    """Files of reports."""

    def visible_to(self, user: "User") -> "AttachmentQuerySet":
        """A file is seen by whoever sees the report and, if it hangs on one, the message."""
        rows = narrowed(self, user, authority="ticket__authority_id", person="ticket__requester_id")
        return rows if user.is_service_staff else rows.exclude(message__kind="note")

    def without_verdict(self) -> "AttachmentQuerySet":
        """Files of which no scanner has said anything yet."""
        return self.filter(scan__in=("waiting", "unscanned"))


class TicketEventQuerySet(models.QuerySet["TicketEvent"]):
    """Entries of the timeline."""

    def visible_to(self, user: "User") -> "TicketEventQuerySet":
        """Inner moves such as team and assignee are for staff only."""
        rows = narrowed(self, user, authority="ticket__authority_id", person="ticket__requester_id")
        return rows if user.is_service_staff else rows.filter(is_public=True)


class RatingQuerySet(models.QuerySet["Rating"]):
    """Words of authorities on solved reports."""

    def visible_to(self, user: "User") -> "RatingQuerySet":
        """Seen by whoever sees the report."""
        return narrowed(self, user, authority="ticket__authority_id", person="ticket__requester_id")


class ClockPauseQuerySet(models.QuerySet["ClockPause"]):
    """Stretches in which the clock of a report stood still."""

    def visible_to(self, user: "User") -> "ClockPauseQuerySet":
        """Whoever sees the report."""
        return narrowed(self, user, authority="ticket__authority_id", person="ticket__requester_id")

    def over(self) -> "ClockPauseQuerySet":
        """Those that do not last any more."""
        return self.filter(ended_at__isnull=False)


class TicketLinkQuerySet(models.QuerySet["TicketLink"]):
    """Links between reports."""

    def visible_to(self, user: "User") -> "TicketLinkQuerySet":
        """Staff see all; an authority only what became of its own report: handled under another number, or in an outage."""
        from tickets.models import MajorIncident  # noqa: PLC0415 – models import this module

        rows = self.all()
        if user.is_service_staff:
            return rows
        merged = narrowed(
            rows.filter(kind="merged"), user, authority="source__authority_id", person="source__requester_id"
        )
        collected = narrowed(
            # Not by way of the leading report, which belongs to somebody else.
            rows.filter(Exists(MajorIncident.objects.filter(ticket=OuterRef("source"))), kind="parent"),
            user,
            authority="target__authority_id",
            person="target__requester_id",
        )
        return rows.filter(Q(pk__in=merged.values("pk")) | Q(pk__in=collected.values("pk")))

    def of(self, ticket: "Ticket") -> "TicketLinkQuerySet":
        """The links that a report has in either direction."""
        return self.filter(Q(source=ticket.pk) | Q(target=ticket.pk))


class MajorIncidentQuerySet(models.QuerySet["MajorIncident"]):
    """Outages that hit several authorities."""

    def visible_to(self, user: "User") -> "MajorIncidentQuerySet":
        """Staff see all; a contact those that concern their authorities."""
        rows = narrowed(self, user, authority="affected__authority_id")
        return rows if user.is_service_staff else rows.distinct()

    def running(self) -> "MajorIncidentQuerySet":
        """Not ended yet."""
        return self.filter(ended_at__isnull=True)


class AffectedAuthorityQuerySet(models.QuerySet["AffectedAuthority"]):
    """Which authorities an outage concerns."""

    def visible_to(self, user: "User") -> "AffectedAuthorityQuerySet":
        """A contact sees that it concerns their own authorities, never whom else."""
        return narrowed(self, user, authority="authority_id")


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    """Saved views of the queue."""

    def visible_to(self, user: "User") -> "SavedViewQuerySet":
        """One's own, those of one's team and those of everyone; an authority has no queue."""
        if not user.is_service_staff:
            return self.none()
        member = user.staff_profile
        of_team = Q(audience="team", team=member.team_id) if member else Q(pk__in=())
        return self.filter(Q(owner=user) | Q(audience="everyone") | of_team)


class TicketReadQuerySet(models.QuerySet["TicketRead"]):
    """What people have read."""

    def visible_to(self, user: "User") -> "TicketReadQuerySet":
        """One's own and nobody else's, whatever rights one has."""
        return self.filter(user=user) if user.is_service_staff else self.none()


class DraftQuerySet(models.QuerySet["Draft"]):
    """Texts that nobody has sent yet."""

    def visible_to(self, user: "User") -> "DraftQuerySet":
        """Only the writer reads what is not finished."""
        return self.filter(user=user) if user.is_service_staff else self.none()

    def being_written(self, now: datetime) -> "DraftQuerySet":
        """Those whose writer typed a moment ago; of others only the name may be told, never the text."""
        return self.filter(saved_at__gt=now - WRITES_FOR)


class WatcherQuerySet(models.QuerySet["Watcher"]):
    """Who wants to hear of a report."""

    def visible_to(self, user: "User") -> "WatcherQuerySet":
        """Everybody sees only what they watch themselves."""
        return self.filter(user=user) if user.is_service_staff else self.none()


class MentionQuerySet(models.QuerySet["Mention"]):
    """Colleagues whose attention a note asks for."""

    def visible_to(self, user: "User") -> "MentionQuerySet":
        """Staff, as the notes they stand in."""
        return self if user.is_service_staff else self.none()


class TextModuleQuerySet(models.QuerySet["TextModule"]):
    """Text modules."""

    def visible_to(self, user: "User") -> "TextModuleQuerySet":
        """Staff only."""
        return self if user.is_service_staff else self.none()

    def fitting(self, ticket: "Ticket") -> "TextModuleQuerySet":
        """Those to choose from at a report: of its team or of all, for its category or for any."""
        return self.filter(
            Q(team__isnull=True) | Q(team=ticket.team_id),
            Q(category__isnull=True) | Q(category=ticket.category_id),
            is_active=True,
        )


class MacroQuerySet(models.QuerySet["Macro"]):
    """Macros."""

    def visible_to(self, user: "User") -> "MacroQuerySet":
        """Staff only."""
        return self if user.is_service_staff else self.none()

"""Sets of what people of the desk keep for their work: views, marks, drafts, texts; the words to search, and counts."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models
from django.db.models import Q

from accounts.querysets import ForServiceQuerySet, OnesOwnQuerySet
from customers.access import narrowed
from tickets.search.words import Sought, query

if TYPE_CHECKING:
    from accounts.models import User
    from tickets.models import Draft, SavedView, SearchEntry, Tally, Ticket, TicketTemplate

Row = TypeVar("Row", bound=models.Model, covariant=True)

WRITES_FOR = timedelta(seconds=60)
"""So long after the last save somebody counts as writing."""


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
        return self.filter(vector=query(sought.somehow()))


class TallyQuerySet(ForServiceQuerySet["Tally"]):
    """How many reports came in and were resolved."""

    def since(self, unit: str, first: date) -> Self:
        """By days, weeks or months, from the one that begins on a day."""
        return self.filter(unit=unit, begins_on__gte=first)

    def of_all_categories(self) -> Self:
        """One count for all of them."""
        return self.filter(category=None)

    def by_category(self) -> Self:
        """A count for each of them."""
        return self.filter(category__isnull=False)


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    """Saved views of the queue."""

    def visible_to(self, user: "User") -> "SavedViewQuerySet":
        """One's own, those of one's team and those of everyone; an authority has no queue."""
        if not user.is_service_staff:
            return self.none()
        member = user.staff_profile
        of_team = Q(audience="team", team=member.team_id) if member else Q(pk__in=())
        return self.filter(Q(owner=user) | Q(audience="everyone") | of_team)


class DraftQuerySet(OnesOwnQuerySet["Draft"]):
    """Texts that nobody has sent yet."""

    def being_written(self, now: datetime) -> "DraftQuerySet":
        """Those whose writer typed a moment ago; of others only the name may be told, never the text."""
        return self.filter(saved_at__gt=now - WRITES_FOR)


class PreparedQuerySet(ForServiceQuerySet[Row]):
    """Text modules and macros."""

    def visible_to(self, user: "User") -> Self:
        """Staff see their own and what is meant for more than one person."""
        return super().visible_to(user).filter(Q(owner=None) | Q(owner=user))

    def fitting(self, ticket: "Ticket") -> Self:
        """Those to choose from at a report: of its team or of all, a text also for its category or for any."""
        from tickets.models import TextModule  # noqa: PLC0415 – models import this module

        team: str = self.model.team_field  # type: ignore[attr-defined]  # every model of these has one
        rows = self.filter(Q(**{team: None}) | Q(**{team: ticket.team_id}), is_active=True)
        return rows.filter(Q(category=None) | Q(category=ticket.category_id)) if self.model is TextModule else rows


class TicketTemplateQuerySet(PreparedQuerySet["TicketTemplate"]):
    """What new reports begin with."""

    def offered_to(self, user: "User") -> Self:
        """Those somebody can choose: their own, those of their team and those for all."""
        member = user.staff_profile
        team = Q(team=None) | Q(team=member.team_id) if member else Q(team=None)
        return self.visible_to(user).filter(team, is_active=True)

"""Sets of agreements and blocked times: which hold for whom and when."""

from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from contracts.deadlines import deadlines, is_near
from contracts.lifecycle import State
from customers.access import narrowed

if TYPE_CHECKING:
    from accounts.models import User
    from contracts.models import (
        Agreement,  # noqa: F401 – in the name of a type below
        AgreementDocument,
        BlockedTime,
        ServiceAgreement,
        ServiceSpecification,
        WeeklyBlockedTime,
    )

Row = TypeVar("Row", bound=models.Model, covariant=True)


class OfWholeAuthorityQuerySet(models.QuerySet[Row]):
    """Rows that carry an `authority` and concern it as a whole: its decisions and contracts."""

    def visible_to(self, user: "User") -> "OfWholeAuthorityQuerySet[Row]":
        """Staff see all; of an authority those who see all of it: coordination and head."""
        return narrowed(self, user, authority="authority_id", is_for_all_of_it=False)


class AgreementQuerySet(OfWholeAuthorityQuerySet["Agreement"]):
    """Contracts about tasks."""

    def with_deadline_near(self, today: date) -> "AgreementQuerySet":
        """Those whose next deadline somebody should look at; reckoned here, since SQL knows no notice periods."""
        running = self.filter(state__in=(State.NOTIFIED, State.EFFECTIVE)).order_by()
        near = [row.pk for row in running if any(is_near(row, deadline, today) for deadline in deadlines(row, today))]
        return self.filter(pk__in=near)


class ServiceSpecificationQuerySet(models.QuerySet["ServiceSpecification"]):
    """What exactly is done under agreements."""

    def visible_to(self, user: "User") -> "ServiceSpecificationQuerySet":
        """Seen by whoever sees the agreement."""
        return narrowed(self, user, authority="agreement__authority_id", is_for_all_of_it=False)


class AgreementDocumentQuerySet(models.QuerySet["AgreementDocument"]):
    """Papers of agreements."""

    def visible_to(self, user: "User") -> "AgreementDocumentQuerySet":
        """Seen by whoever sees the agreement, apart from what is for the service alone."""
        rows = narrowed(self, user, authority="agreement__authority_id", is_for_all_of_it=False)
        return rows if user.is_service_staff else rows.filter(is_internal=False)


class ServiceAgreementQuerySet(models.QuerySet["ServiceAgreement"]):
    """Agreements about service."""

    def visible_to(self, user: "User") -> "ServiceAgreementQuerySet":
        """Staff see all; an authority its own. What holds for all is named by nobody but staff."""
        return narrowed(self, user, authority="authority_id")

    def in_force(self, day: date) -> "ServiceAgreementQuerySet":
        """Those that hold on a day."""
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day), valid_from__lte=day)

    def for_report(
        self, *, authority_id: int | None, application_id: int | None, at: datetime
    ) -> "ServiceAgreementQuerySet":
        """Those that could hold for a report of this moment, the most specific first.

        An agreement with the authority about the Fachverfahren comes before one with the authority, that before one
        about the Fachverfahren, that before the one for all.
        """
        authority, application = Q(authority__isnull=True), Q(application__isnull=True)
        if authority_id:
            authority |= Q(authority=authority_id)
        if application_id:
            application |= Q(application=application_id)
        rows = self.in_force(timezone.localdate(at)).filter(authority, application)
        return rows.order_by(F("authority").asc(nulls_last=True), F("application").asc(nulls_last=True))


class BlockedTimeQuerySet(models.QuerySet["BlockedTime"]):
    """Stretches in which no work is planned."""

    def visible_to(self, user: "User") -> "BlockedTimeQuerySet":
        """Staff see all; an authority its own."""
        return narrowed(self, user, authority="authority_id")

    def stopping_the_clock(self) -> "BlockedTimeQuerySet":
        """Those in which not even faults are worked on."""
        return self.filter(stops_clock=True)

    def holding_for(self, *, calendar_id: int | None, authority_id: int | None) -> "BlockedTimeQuerySet":
        """Those of a calendar and of an authority."""
        return self.filter(
            Q(calendar=calendar_id, calendar__isnull=False) | Q(authority=authority_id, authority__isnull=False)
        )

    def touching(self, begin: datetime, end: datetime) -> "BlockedTimeQuerySet":
        """Those of which some part lies between two moments."""
        return self.filter(starts_at__lt=end, ends_at__gt=begin)


class WeeklyBlockedTimeQuerySet(models.QuerySet["WeeklyBlockedTime"]):
    """Hours of weekdays in which no work is planned."""

    def visible_to(self, user: "User") -> "WeeklyBlockedTimeQuerySet":
        """Staff see all; an authority its own."""
        return narrowed(self, user, authority="authority_id")

    def holding_between(self, first: date, last: date) -> "WeeklyBlockedTimeQuerySet":
        """Those whose period has a day from one to another."""
        began = Q(valid_from__isnull=True) | Q(valid_from__lte=last)
        return self.filter(began, Q(valid_until__isnull=True) | Q(valid_until__gte=first))

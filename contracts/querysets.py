"""Sets of agreements and blocked times: which hold for whom and when."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from customers.access import narrowed

if TYPE_CHECKING:
    from accounts.models import User
    from contracts.models import BlockedTime, ServiceAgreement, WeeklyBlockedTime


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

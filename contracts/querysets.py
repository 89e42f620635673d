"""Sets of agreements and blocked times: which hold for whom and when."""

from datetime import date, datetime, time, timedelta
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
    )
    from customers.models import Authority

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
    """Stretches in which the service clock stands still."""

    def visible_to(self, user: "User") -> "BlockedTimeQuerySet":
        """Staff see all; an authority its own."""
        return narrowed(self, user, authority="authority_id")

    def holding_for(self, *, calendar_id: int, authority_id: int | None) -> "BlockedTimeQuerySet":
        """Those of a calendar and of an authority."""
        scope = Q(calendar=calendar_id)
        return self.filter(scope | Q(authority=authority_id) if authority_id else scope)

    def covering(self, authority: "Authority | None", day: date) -> "BlockedTimeQuerySet":
        """Those that touch a local day and hold for an authority: its own, and those of the calendars agreed for it."""
        begins = timezone.make_aware(datetime.combine(day, time(0)))
        ends = timezone.make_aware(datetime.combine(day + timedelta(days=1), time(0)))
        from contracts.models import ServiceAgreement  # noqa: PLC0415 – models import this module

        calendars = (
            ServiceAgreement.objects.for_report(
                authority_id=authority.pk if authority else None, application_id=None, at=begins
            )
            .values("calendar")[:1]
        )  # fmt: skip
        scope = Q(calendar__in=calendars)
        if authority:
            scope |= Q(authority=authority)
        return self.filter(scope, starts_at__lt=ends, ends_at__gt=begins)

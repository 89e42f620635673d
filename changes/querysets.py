"""Sets of changes, of whom they affect, of how Fachverfahren stand, and of calendar keys; and who may see them."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from changes.levels import Level
from changes.lifecycle import OPEN, State
from customers.access import narrowed

if TYPE_CHECKING:
    from accounts.models import User
    from applications.models import SpecialistApplication
    from applications.querysets import ApplicationUseQuerySet
    from changes.models import AffectedByChange, CalendarKey, Change, ServiceStatus


class ChangeQuerySet(models.QuerySet["Change"]):
    """Changes."""

    def visible_to(self, user: "User") -> "ChangeQuerySet":
        """Staff see all; an authority sees what was made known and affects it."""
        if user.access.is_staff:
            return self
        if not user.access.authorities:
            return self.none()
        return self.filter(published_at__isnull=False).affecting(user.access.authorities)

    def affecting(self, authorities: Any) -> "ChangeQuerySet":
        """Changes that affect one of these authorities (by their keys)."""
        affected: Any = self.model._meta.get_field("affected").related_model
        rows = affected._default_manager.filter(change=OuterRef("pk"), authority__in=authorities, is_left_out=False)
        return self.filter(Exists(rows))

    def open(self) -> "ChangeQuerySet":
        """What still lies ahead or goes on."""
        return self.filter(state__in=OPEN)

    def running(self) -> "ChangeQuerySet":
        """What is being carried out, however long it was meant to take."""
        return self.filter(state=State.RUNNING)

    def ahead(self, now: datetime) -> "ChangeQuerySet":
        """Approved windows that are not over, and what runs, the next first."""
        return self.filter(state__in=(State.APPROVED, State.RUNNING), ends_at__gt=now).order_by("starts_at", "pk")

    def ahead_at(self, application: "SpecialistApplication", now: datetime) -> "ChangeQuerySet":
        """The same as far as one Fachverfahren feels it, and whether it is only weakened then."""
        weakened: Any = self.model._meta.get_field("weakened")
        links = weakened.remote_field.through._default_manager.filter(change=OuterRef("pk"))
        rows = self.ahead(now).filter(reached=application)
        return rows.annotate(is_weakened=Exists(links.filter(specialistapplication=application)))

    def waiting_for(self, user: "User") -> "ChangeQuerySet":
        """What this person has to decide on, and what they planned and somebody rejected."""
        own = Q(planned_by=user) | Q(submitted_by=user)
        undecided = Q(state=State.AWAITING) | Q(started_at__isnull=False, decided_by__isnull=True)
        waits = Q(pk__in=())
        if user.has_perm("changes.approve_change"):
            waits |= undecided & ~own
        if user.has_perm("changes.change_change"):
            waits |= Q(state=State.REJECTED) & own
        return self.filter(waits)

    def overlapping(self, begin: datetime, end: datetime) -> "ChangeQuerySet":
        """Whatever is planned to lie, at least in part, between two moments."""
        return self.filter(starts_at__lt=end, ends_at__gt=begin)

    def felt(self, since: datetime, until: datetime) -> "ChangeQuerySet":
        """Changes that were felt between two moments: carried out, and not without effect."""
        rows = self.filter(effect__gt=Level.NORMAL, started_at__lt=until)
        return rows.filter(Q(finished_at__isnull=True) | Q(finished_at__gt=since))


def used_today(authorities: Any) -> "ApplicationUseQuerySet":
    """Which Fachverfahren some authorities (by their keys) use today: who used one once learns no more how it runs."""
    from applications.models import ApplicationUse  # noqa: PLC0415  # models import their querysets

    return ApplicationUse.objects.current(timezone.localdate()).filter(authority__in=authorities)


class ReachedQuerySet(models.QuerySet[Any]):
    """Which Fachverfahren feel which change."""

    def visible_to(self, user: "User") -> "ReachedQuerySet":
        """An authority sees it of the Fachverfahren that it uses today, where a change that was made known affects it."""
        if user.access.is_staff:
            return self
        uses = used_today(user.access.authorities).filter(application=OuterRef("specialistapplication"))
        changes: Any = self.model._meta.get_field("change").related_model
        return self.filter(Exists(uses), change__in=changes._default_manager.visible_to(user).order_by().values("pk"))


class AffectedQuerySet(models.QuerySet["AffectedByChange"]):
    """Which authorities changes affect."""

    def visible_to(self, user: "User") -> "AffectedQuerySet":
        """An authority sees that it is affected by what was made known, never who else is."""
        rows = self if user.access.is_staff else self.filter(is_left_out=False, change__published_at__isnull=False)
        return narrowed(rows, user, authority="authority_id")

    def concerned(self) -> "AffectedQuerySet":
        """Those that are not left out."""
        return self.filter(is_left_out=False)


class ServiceStatusQuerySet(models.QuerySet["ServiceStatus"]):
    """How Fachverfahren stand."""

    def visible_to(self, user: "User") -> "ServiceStatusQuerySet":
        """An authority sees what holds for it, and what holds for all users of a Fachverfahren that it uses today."""
        if user.access.is_staff:
            return self
        own = user.access.authorities
        if not own:
            return self.none()
        uses = used_today(own).filter(application=OuterRef("application"))
        return self.filter(Q(authority__in=own) | Q(authority__isnull=True) & Exists(uses))

    def holding(self, now: datetime) -> "ServiceStatusQuerySet":
        """What holds at a moment."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=now), since__lte=now)

    def between(self, since: datetime, until: datetime) -> "ServiceStatusQuerySet":
        """What held at some moment between two."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=since), since__lt=until)


class CalendarKeyQuerySet(models.QuerySet["CalendarKey"]):
    """Addresses of calendars."""

    def visible_to(self, user: "User") -> "CalendarKeyQuerySet":
        """One's own and nobody else's, whatever rights one has."""
        return self.filter(user=user) if user.access.is_staff or user.access.contacts else self.none()

    def valid(self) -> "CalendarKeyQuerySet":
        """Those that open something."""
        return self.filter(revoked_at__isnull=True, user__is_active=True)

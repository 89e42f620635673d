"""Sets of agreements, sub-processors, measures and documents: which hold on a day, and who may see them."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from applications.models import ApplicationUse
from customers.access import narrowed
from history.validity import valid_on

if TYPE_CHECKING:
    from accounts.models import User
    from processing.models import ProcessingAgreement  # noqa: F401 – in the name of a type below

Row = TypeVar("Row", bound=models.Model, covariant=True)


def going_on(day: date, path: str = "") -> Q:
    """Rows whose own period, found by a path such as „tasks__“, has a day in it."""
    began = Q(**{f"{path}since__lte": day})
    return began & (Q(**{f"{path}until__isnull": True}) | Q(**{f"{path}until__gte": day}))


class OfWholeAuthorityQuerySet(models.QuerySet[Row]):
    """Rows that carry an `authority` and concern it as a whole."""

    def visible_to(self, user: "User") -> Self:
        """Staff see all; of an authority those who see all of it: coordination and head."""
        return narrowed(self, user, authority="authority_id", is_for_all_of_it=False)


class ProcessingAgreementQuerySet(OfWholeAuthorityQuerySet["ProcessingAgreement"]):
    """Processing agreements."""

    def in_force(self, day: date) -> Self:
        """Those that are signed and hold on a day."""
        return self.filter(valid_on(day), signed_on__lte=day)


class OfAgreementQuerySet(models.QuerySet[Any]):
    """What hangs on a processing agreement."""

    def visible_to(self, user: "User") -> Self:
        """Seen by whoever sees the agreement."""
        return narrowed(self, user, authority="agreement__authority_id", is_for_all_of_it=False)

    def open_on(self, day: date) -> Self:
        """Those whose own period has a day in it."""
        return self.filter(going_on(day))


class SubProcessorQuerySet(models.QuerySet[Any]):
    """Companies that work for the provider."""

    def visible_to(self, user: "User") -> Self:
        """An authority sees those whose tasks it sees."""
        if user.access.is_staff:
            return self
        tasks = apps.get_model("processing", "SubProcessing")._default_manager.visible_to(user)
        return self.filter(Exists(tasks.filter(sub_processor=OuterRef("pk"))))


class SubProcessingQuerySet(models.QuerySet[Any]):
    """Which of them works on what."""

    def visible_to(self, user: "User") -> Self:
        """An authority sees it of what it uses today, and of what one of its agreements covers."""
        access, today = user.access, timezone.localdate()
        if access.is_staff:
            return self
        if not access.whole_authorities:
            return self.none()
        same = {"application": OuterRef("application")}
        uses = ApplicationUse.objects.current(today).filter(**same, authority__in=access.whole_authorities)
        covered = apps.get_model("processing", "CoveredApplication")._default_manager.visible_to(user)
        return self.filter(Exists(uses) | Exists(covered.open_on(today).filter(**same)))

    def open_on(self, day: date) -> Self:
        """Those that go on on a day."""
        return self.filter(going_on(day))

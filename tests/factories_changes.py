"""Rows of changes for tests."""

from datetime import timedelta
from typing import Any

import factory
from django.utils import timezone

from changes.levels import Effect, Level
from changes.lifecycle import State
from changes.models import (
    AffectedByChange,
    CalendarKey,
    Change,
    ChangedApplication,
    ChangedItem,
    ChangeNotice,
    ReachedApplication,
    ServiceStatus,
    WeakenedApplication,
)
from customers.models import Authority
from tests.factories import (
    ApplicationUseFactory,
    AuthorityFactory,
    ContactFactory,
    InfrastructureItemFactory,
    SpecialistApplicationFactory,
    UserFactory,
    ValidFactory,
)


class ChangeFactory(ValidFactory[Change]):
    class Meta:
        model = Change
        skip_postgeneration_save = True

    number = factory.Sequence(lambda n: f"AE-2020-{n:04d}")  # a year that the counter never gives out in tests
    title = factory.Sequence(lambda n: f"Aktualisierung {n}")
    reason = "Der Hersteller schließt Sicherheitslücken."
    work = "Neue Version einspielen und prüfen."
    backout = "Sicherung zurückspielen."
    public_text = "Das Verfahren wird aktualisiert. Bitte melden Sie sich vorher ab."
    starts_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))
    ends_at = factory.LazyAttribute(lambda row: row.starts_at + timedelta(hours=2))
    effect = Effect.DOWN
    planned_by = factory.SubFactory(UserFactory)
    planned_at = factory.LazyFunction(timezone.now)


class AffectedByChangeFactory(ValidFactory[AffectedByChange]):
    class Meta:
        model = AffectedByChange

    change = factory.SubFactory(ChangeFactory)
    authority = factory.SubFactory(AuthorityFactory)
    why = "nutzt Haushalt"


class ChangeNoticeFactory(ValidFactory[ChangeNotice]):
    class Meta:
        model = ChangeNotice

    change = factory.SubFactory(ChangeFactory)
    contact = factory.SubFactory(ContactFactory)
    occasion = ChangeNotice.Occasion.PLANNED
    sequence = factory.Sequence(lambda n: n)
    created_at = factory.LazyFunction(timezone.now)


class ServiceStatusFactory(ValidFactory[ServiceStatus]):
    class Meta:
        model = ServiceStatus

    application = factory.SubFactory(SpecialistApplicationFactory)
    level = Level.RESTRICTED
    since = factory.LazyFunction(lambda: timezone.now() - timedelta(hours=1))
    text = "Drucken dauert länger."


class CalendarKeyFactory(ValidFactory[CalendarKey]):
    class Meta:
        model = CalendarKey

    user = factory.SubFactory(UserFactory)
    name = "Outlook im Büro"
    key_hash = factory.Sequence(lambda n: f"{n:064x}")
    created_at = factory.LazyFunction(timezone.now)


def published_change(authority: Authority, **values: Any) -> Change:
    """A change that is approved and made known to an authority, at a Fachverfahren that it uses."""
    use = ApplicationUseFactory(authority=authority)
    now = timezone.now()
    done = {
        "state": State.APPROVED,
        "decided_by": UserFactory(),
        "decided_at": now,
        "frozen_at": now,
        "published_at": now,
    }
    change = ChangeFactory(**{**done, "told_at": now, **values})
    change.applications.add(use.application)
    change.reached.add(use.application)
    change.items.add(InfrastructureItemFactory())
    AffectedByChangeFactory(change=change, authority=authority, why=f"nutzt {use.application}")
    return change


def change_of(authority: Authority) -> dict[str, Any]:
    """A change with everything that hangs on one, and how a Fachverfahren of the authority stands."""
    change = published_change(authority)
    application = change.applications.get()
    change.weakened.add(application)
    return {
        "change": change,
        "changed_application": ChangedApplication.objects.get(change=change),
        "changed_item": ChangedItem.objects.get(change=change),
        "reached_application": ReachedApplication.objects.get(change=change),
        "weakened_application": WeakenedApplication.objects.get(change=change),
        "affected_by_change": change.affected.get(),
        "planned_change": ChangeFactory(),
        "change_notice": ChangeNoticeFactory(change=change, contact__authority=authority),
        "service_status": ServiceStatusFactory(application=application, authority=authority),
        "common_status": ServiceStatusFactory(application=application),
    }

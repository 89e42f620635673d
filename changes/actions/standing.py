"""How Fachverfahren stand is said by hand, or follows an outage."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from accounts.access import require_staff
from accounts.models import User
from applications.models import SpecialistApplication
from changes.levels import Level, Source
from changes.models import ServiceStatus
from customers.models import Authority
from history.versions import refuse_stale

FOLLOWS_INCIDENT = (
    "Dieser Eintrag folgt einer Großstörung und endet mit ihr. Wer sie bearbeitet, beendet sie dort oder nimmt die "
    "Behörde dort heraus."
)
SHORTEST = timedelta(seconds=1)
MAY_ADD_STATUS, MAY_CHANGE_STATUS = "changes.add_servicestatus", "changes.change_servicestatus"


@transaction.atomic
def set_status(
    *,
    application: SpecialistApplication,
    level: int,
    text: str,
    since: datetime,
    by: User,
    authority: Authority | None = None,
    until: datetime | None = None,
    is_demo: bool = False,
) -> ServiceStatus:
    """Say how a Fachverfahren stands, for one authority or all that use it."""
    require_staff(by, MAY_ADD_STATUS)
    row = ServiceStatus(
        application=application, authority=authority, level=level, text=text.strip(), since=since, until=until, is_demo=is_demo
    )  # fmt: skip
    if authority and not application.uses.filter(authority=authority).exists():
        raise ValidationError({"authority": "Diese Behörde nutzt das Fachverfahren nicht."})
    return _store(row)


@transaction.atomic
def change_status(
    *, status: ServiceStatus, level: int, text: str, until: datetime | None, by: User, version: int | None = None
) -> ServiceStatus:
    """Say it otherwise: better or worse, in other words, until another moment.

    What follows an outage ends with it; words that a person has chosen stay from then on.
    """
    require_staff(by, MAY_CHANGE_STATUS)
    row = ServiceStatus.objects.select_for_update(of=("self",)).get(pk=status.pk)
    refuse_stale(row, version)
    if row.follows_incident:
        if until is not None:
            raise ValidationError({"until": FOLLOWS_INCIDENT})
        row.is_text_by_hand = row.is_text_by_hand or text.strip() != row.text
    elif row.source == Source.INCIDENT:
        raise ValidationError("Die Großstörung, der dieser Eintrag folgte, ist vorbei.")
    row.level, row.text, row.until = level, text.strip(), until
    row.version += 1
    return _store(row)


@transaction.atomic
def end_status(*, status: ServiceStatus, by: User, now: datetime) -> ServiceStatus:
    """It is as usual again."""
    require_staff(by, MAY_CHANGE_STATUS)
    row = ServiceStatus.objects.select_for_update(of=("self",)).get(pk=status.pk)
    if row.follows_incident:
        raise ValidationError(FOLLOWS_INCIDENT)
    if row.until is not None and row.until <= now:
        raise ValidationError("Das ist schon beendet.")
    _end(row, now)
    return row


@transaction.atomic
def follow_incident(
    *, incident: int, application: SpecialistApplication | None, authorities: Collection[int], text: str, since: datetime,
    now: datetime, expected_until: datetime | None = None, is_demo: bool = False,
) -> None:  # fmt: skip
    """An outage goes on for these authorities (by their keys): its Fachverfahren is down for them, and only for them.

    A level and words that somebody has set since then stay. Safe to call at any time.
    """
    if application is None:
        return
    rows = {row.authority_id: row for row in _of_incident(incident, now)}
    before = _once(incident)
    for key in authorities:
        row = rows.pop(key, None)
        if row is None:
            row = ServiceStatus(
                application=application, authority_id=key, level=Level.DOWN, source=Source.INCIDENT, incident=incident,
                since=since if key not in before else now, is_demo=is_demo,
            )  # fmt: skip
        is_new = row._state.adding
        is_told = is_new or (row.text != text[:1000] and not row.is_text_by_hand)
        if is_told or row.expected_until != expected_until:
            row.text = text[:1000] if is_told else row.text
            row.expected_until = expected_until
            row.version += 0 if is_new else 1
            row.save()
    for row in rows.values():
        _end(row, now)


@transaction.atomic
def end_incident(*, incident: int, now: datetime) -> None:
    """An outage is over: whatever it had brought about is as usual again."""
    for row in _of_incident(incident, now):
        _end(row, now)


def _of_incident(incident: int, now: datetime) -> list[ServiceStatus]:
    """What an outage has brought about and what has not ended."""
    rows = ServiceStatus.objects.select_for_update(of=("self",)).filter(Q(until__isnull=True) | Q(until__gt=now))
    return list(rows.filter(incident=incident).order_by("pk"))


def _once(incident: int) -> set[int | None]:
    """Whom the outage concerned before."""
    return set(ServiceStatus.objects.filter(incident=incident).values_list("authority_id", flat=True))


def _end(row: ServiceStatus, now: datetime) -> None:
    row.until = max(now, row.since + SHORTEST)
    row.version += 1
    row.save(update_fields=["until", "version"])


def _store(row: ServiceStatus) -> ServiceStatus:
    if row.until is not None and row.until <= row.since:
        raise ValidationError({"until": "Das Ende liegt vor dem Beginn."})
    row.full_clean()
    row.save()
    return row

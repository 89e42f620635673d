"""What authorities and contacts hear of a change: a Mitteilung in the portal, and letters that a job writes."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.text import Truncator

from announcements.models import Announcement
from applications.models import ApplicationUse, UseContact
from changes.announcing import announce
from changes.conflicts import span_in_words
from changes.levels import Effect
from changes.models import AffectedByChange, Change, ChangeNotice
from customers.models import Contact

Occasion = ChangeNotice.Occasion
LONGEST_TITLE = 120
SHORTEST = timedelta(minutes=1)
"""A Mitteilung is shown at least this long, as the database wants an end after the beginning."""
EXPECTED = {
    Effect.NONE: "Auswirkungen sind nicht zu erwarten.",
    Effect.RESTRICTED: "Währenddessen ist bei Fachverfahren mit Einschränkungen zu rechnen.",
    Effect.EMERGENCY: "Währenddessen laufen Fachverfahren im Notbetrieb.",
    Effect.DOWN: "Währenddessen stehen Fachverfahren nicht zur Verfügung.",
}
WHICH = "Welche das bei Ihnen sind, zeigt „Stand der Fachverfahren“."
NOT_FOR_ALL = "Für einzelne Fachverfahren ist die Auswirkung geringer; „Stand der Fachverfahren“ zeigt sie für jedes."


def expected(change: Change) -> str:
    """What those who read the one text for all have to expect, with the way to what holds for each Fachverfahren."""
    words = EXPECTED[Effect(change.effect)]
    if change.effect == Effect.NONE:
        return words
    is_less_for_some = change.effect > Effect.RESTRICTED and change.weakened.all()
    return f"{words} {NOT_FOR_ALL if is_less_for_some else WHICH}"


def publish(change: Change, *, now: datetime) -> None:
    """Say for the first time that it will take place."""
    change.published_at = change.told_at = now
    authorities = _authorities(change)
    if authorities:
        row = Announcement(kind=Announcement.Kind.MAINTENANCE, is_demo=change.is_demo, shown_from=now)
        _write(row, change, now)
        row.authorities.set(authorities)
        change.announcement = row
    _tell(change, Occasion.PLANNED, now)


def moved(change: Change, *, now: datetime) -> None:
    """Say that it takes place at another time."""
    _count(change, now)
    if change.announcement:
        _write(change.announcement, change, now)
    _tell(change, Occasion.MOVED, now)


def withdrawn(change: Change, *, now: datetime) -> None:
    """Say that it does not take place, if anybody was told that it would; in the portal until its time is over."""
    if change.published_at is None:
        return
    _count(change, now)
    if row := _shown(change, now):
        row.title = Truncator(f"Abgesagt: {change.title}").chars(LONGEST_TITLE)
        row.text = f"Die Wartung am {span_in_words(change.starts_at, change.ends_at)} findet nicht statt."
        row.takes_place_from = row.takes_place_until = None  # nobody waits for it, and nothing stands against it
        row.full_clean()
        row.save()
    _tell(change, Occasion.CANCELLED, now)


def over(change: Change, *, now: datetime) -> None:
    """Show it no longer."""
    if row := _shown(change, now):
        row.shown_until = max(now, row.shown_from + SHORTEST)
        row.save(update_fields=["shown_until"])


def _shown(change: Change, now: datetime) -> Announcement | None:
    """The Mitteilung, as long as somebody reads it."""
    row = change.announcement
    return row if row and (row.shown_until is None or row.shown_until > now) else None


def note_told(*, notices: Iterable[ChangeNotice], now: datetime) -> None:
    """The letters about these have gone out."""
    ChangeNotice.objects.filter(pk__in=[row.pk for row in notices]).update(mailed_at=now)


def order_left_letters(*, now: datetime, after: timedelta) -> int:
    """Order anew the letters that should have gone out long ago; return for how many changes."""
    waiting = ChangeNotice.objects.filter(mailed_at__isnull=True, created_at__lt=now - after)
    rows = list(Change.objects.filter(pk__in=waiting.order_by().values("change"), is_demo=False))
    for row in rows:
        announce(row)
    return len(rows)


def _count(change: Change, now: datetime) -> None:
    change.sequence += 1
    change.told_at = now


def _write(row: Announcement, change: Change, now: datetime) -> None:
    row.title = change.title
    row.text = f"{change.public_text}\n\n{expected(change)}"
    row.takes_place_from, row.takes_place_until = change.starts_at, change.ends_at
    row.shown_until = max(change.ends_at, now + SHORTEST)
    row.full_clean()
    row.save()


def _authorities(change: Change) -> list[int]:
    rows = AffectedByChange.objects.filter(change=change).concerned()
    return list(rows.order_by("authority_id").values_list("authority_id", flat=True))


def _tell(change: Change, occasion: ChangeNotice.Occasion, now: datetime) -> None:
    """Note who is to be told; who was told of it before hears also that it moves or is called off."""
    if change.is_demo:
        return
    people = set(_concerned(change, now).values_list("pk", flat=True))
    if occasion != Occasion.PLANNED:
        before = ChangeNotice.objects.filter(change=change).order_by().values("contact")
        acting = Contact.objects.acting_on(timezone.localdate(now)).filter(pk__in=before)
        people |= set(acting.values_list("pk", flat=True))
    ChangeNotice.objects.bulk_create(
        [
            ChangeNotice(change=change, contact_id=key, occasion=occasion, sequence=change.sequence, created_at=now)
            for key in sorted(people)
        ],
        ignore_conflicts=True,
    )
    if people:
        announce(change)


def _concerned(change: Change, now: datetime) -> QuerySet[Contact]:
    """The IT-Koordination of each authority, and who answers there for a Fachverfahren that is reached."""
    today = timezone.localdate(now)
    authorities = _authorities(change)
    uses = ApplicationUse.objects.current(today).filter(
        application__in=change.reached.order_by().values("pk"), authority__in=authorities
    )
    owners = UseContact.objects.filter(use__in=uses.order_by().values("pk"), role=UseContact.Role.PROCEDURE_OWNER)
    in_charge = Q(role=Contact.Role.IT_COORDINATOR) | Q(pk__in=owners.order_by().values("contact"))
    return Contact.objects.acting_on(today).filter(in_charge, authority__in=authorities)

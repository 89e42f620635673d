"""The part that a person had in changes: what they planned, laid before others and decided, what they were told of, their calendars."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from changes.models import CalendarKey, Change, ChangeNotice
from privacy.persons import Person


def part_in_changes(person: Person) -> dict[str, Iterable[Any]]:
    """The tables by their names."""
    user, contacts = person.user, person.contacts
    told = ChangeNotice.objects.filter(contact__in=contacts).select_related("change")
    if user is None:
        return {"Benachrichtigungen über Änderungen": told}
    part = Q(planned_by=user) | Q(submitted_by=user) | Q(decided_by=user)
    return {
        "Geplante und entschiedene Änderungen": Change.objects.filter(part).select_related(
            "target_version", "announcement"
        ),
        "Benachrichtigungen über Änderungen": told,
        "Kalenderadressen": CalendarKey.objects.filter(user=user),
    }

"""The part that a person had in hand-overs of devices."""

from django.db.models import Q

from handovers.models import Handover, HandoverDocument
from handovers.querysets import answered_by
from privacy.in_words import Rows, fields_of
from privacy.persons import Person

OF_OTHERS = (
    "contact", "collected_by", "handed_over_by", "confirmed_by", "contact_name", "contact_function", "collected_name",
    "staff_name", "signed_name", "signature", "workstation", "place_name",
)  # fmt: skip
"""Columns that name who else was there."""


def part_in_handovers(person: Person) -> dict[str, Rows]:
    """The tables by their names."""
    return {"Übergaben": _handovers(person), "Dokumente von Übergaben": _documents(person)}


def _handovers(person: Person) -> Rows:
    """What the person got, gave back, collected, handed over or confirmed; the lines of a signature where it is theirs."""
    contacts, user = person.contacts, person.user
    by_account = Q(handed_over_by=user) | Q(confirmed_by=user) if user else Q(pk__in=())
    signed = answered_by([contact.pk for contact in contacts])
    rows = Handover.objects.filter(Q(contact__in=contacts) | Q(collected_by__in=contacts) | by_account)
    rows = rows.select_related("authority", "service_point", "corrects")
    own = rows.filter(signed)
    kept = tuple(name for name in OF_OTHERS if name not in ("signature", "signed_name"))
    return [*fields_of(own, leave_out=kept), *fields_of(rows.exclude(signed), leave_out=OF_OTHERS)]


def _documents(person: Person) -> Rows:
    """The documents that were made when the person handed over or confirmed."""
    if person.user is None:
        return []
    rows = HandoverDocument.objects.filter(uploaded_by=person.user).select_related("handover")
    return fields_of(rows, leave_out=("uploaded_by",))

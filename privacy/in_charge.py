"""What a person answers for at their authority: Fachverfahren, with the task there."""

from typing import Any

from applications.models import UseContact
from history.forgetting import rewriting
from privacy.in_words import Rows
from privacy.persons import Person


def charge_of(person: Person) -> Rows:
    """Each Fachverfahren with the task that the person has; it is nobody else's."""
    rows = UseContact.objects.filter(contact__in=person.contacts).select_related("use__application", "use__authority")
    return [
        {
            "Fachverfahren": row.use.application.name,
            "Behörde": str(row.use.authority),
            "Aufgabe": row.get_role_display(),
        }
        for row in rows.order_by("pk")
    ]


def forget_charge(contacts: list[int]) -> None:
    """That somebody answered for a Fachverfahren goes with the person; who does so now, the authority says anew."""
    states: Any = UseContact._meta.get_field("changes").related_model
    with rewriting():
        UseContact.objects.filter(contact__in=contacts).delete()
        states._default_manager.filter(contact_id__in=contacts).delete()

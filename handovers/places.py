"""Where the devices of a person may be put."""

from customers.models import Contact
from handovers.models import Handover
from workstations.models import Workstation


def is_open_to(person: Contact, place: Workstation, *, corrects: Handover | None = None) -> bool:
    """Whether the person works there, or nobody does; and a correction may say what the corrected document said of them."""
    if place.authority_id != person.authority_id:
        return False
    if corrects and (corrects.contact_id, corrects.workstation_id) == (person.pk, place.pk):
        return True
    is_theirs = Workstation.objects.used_by_any([person.pk]).filter(pk=place.pk).exists()
    return is_theirs or (place.used_by_id is None and not place.shared_with.exists())


def not_theirs(person: Contact) -> str:
    """What is said where it is the place of others."""
    return f"Dieser Arbeitsplatz gehört nicht zu {person}. Bitte wählen Sie den Arbeitsplatz noch einmal."

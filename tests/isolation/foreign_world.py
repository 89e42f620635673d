"""Two authorities again, but whatever the foreign one wrote, called or named bears a mark that nobody else may read."""

from collections.abc import Iterator

from django.db import models

from customers.models import Contact, ServicePoint
from history.forgetting import rewriting
from tests.factories import MessageFactory, StaffMemberFactory, UserFactory
from tests.world import World, build

MARK = "Fremdgut"
KEPT = {"number", "ags", "ars", "key", "content_type", "file", "icon", "source", "password", "postcode", "malware"}
"""Fields whose form a constraint prescribes, or that hold no word of the authority."""


def build_marked() -> World:
    """The small world with its foreign half marked, and somebody there who has an account and writes."""
    world = build()
    contact = world.foreign["contact"]
    assert isinstance(contact, Contact)
    user = UserFactory(username=f"{MARK}-konto", first_name=MARK, last_name=MARK)
    Contact.objects.filter(pk=contact.pk).update(user=user)
    MessageFactory(ticket=world.foreign["ticket"], author=user, body=MARK, author_is_staff=False)
    service_point = world.foreign["service_point"]
    assert isinstance(service_point, ServicePoint)
    service_point.staff.add(StaffMemberFactory())
    for row in world.foreign.values():
        mark(row)
    return world


def mark(row: models.Model) -> None:
    """Write the mark into every field of a row that holds free text."""
    typed = {
        field.attname: f"{MARK} {row.pk}"[: field.max_length]
        for field in row._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField) and not field.choices and field.name not in KEPT
    }
    if typed:
        with rewriting():  # steps of a report are written once
            type(row)._default_manager.filter(pk=row.pk).update(**typed)


def rows_of(world: World, model: type[models.Model]) -> Iterator[models.Model]:
    """The rows of a model that belong to the foreign authority."""
    yield from (row for row in world.foreign.values() if isinstance(row, model))

"""Whom a hand-over can be with: a search among the people of all authorities."""

from typing import Any

from django.db.models import QuerySet

from customers.models import Contact
from ui.containing import containing

MOST = 20
FOUND_BY = ("first_name", "last_name", "function", "phone")


def in_words(contact: Contact) -> str:
    """A person with what tells them from others of the same name."""
    return " · ".join(filter(None, [str(contact), contact.function, contact.authority.short_name]))


def found_people(rows: QuerySet[Contact], words: str) -> list[tuple[Any, str]]:
    """The first people in whom every word is found."""
    found = containing(rows, words, FOUND_BY).select_related("authority")
    return [(row.pk, in_words(row)) for row in found[:MOST]]

"""Whom and what a report can be about: a search instead of all people and workstations of a large authority."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from applications.models import ApplicationUse, SpecialistApplication
from customers.models import Authority, Contact
from ui.containing import containing
from ui.forms import SearchedSelect
from workstations.lifecycle import State as WorkstationState
from workstations.models import Workstation

MOST = 20
MOST_WORDS = 4


def _people(authority: Authority, user: User) -> QuerySet[Any]:
    return Contact.objects.visible_to(user).reporting().filter(authority=authority)


def _workstations(authority: Authority, user: User) -> QuerySet[Any]:
    rows = Workstation.objects.visible_to(user).filter(authority=authority)
    return rows.exclude(state=WorkstationState.RETIRED).select_related("used_by")


def _applications(authority: Authority, user: User) -> QuerySet[Any]:
    uses = ApplicationUse.objects.visible_to(user).current(timezone.localdate()).filter(authority=authority)
    return SpecialistApplication.objects.visible_to(user).filter(pk__in=uses.values("application")).distinct()


def _workstation_in_words(row: Any) -> str:
    return f"{row.inventory_number} · {row.used_by}" if row.used_by else row.inventory_number


def _person_in_words(row: Any) -> str:
    return f"{row}, {row.function}" if row.function else str(row)


@dataclass(frozen=True)
class Choice:
    """One kind of rows to choose from, by which fields they are found, and how they are named."""

    rows: Callable[[Authority, User], QuerySet[Any]]
    found_by: tuple[str, ...]
    in_words: Callable[[Any], str] = str
    none: str = "Bitte wählen"

    def search(self, authority: Authority, user: User, words: str) -> list[tuple[Any, str]]:
        """The first rows of an authority in which every word is found."""
        rows = containing(self.rows(authority, user), words, self.found_by, most=MOST_WORDS)
        return [(row.pk, self.in_words(row)) for row in rows[:MOST]]


CHOICES = {
    "requester": Choice(_people, ("first_name", "last_name", "function", "phone"), _person_in_words),
    "workstation": Choice(
        _workstations,
        ("inventory_number", "name", "used_by__first_name", "used_by__last_name"),
        _workstation_in_words,
        none="keiner",
    ),
    "application": Choice(_applications, ("name", "product__name"), none="keines"),
}
"""By the names of the fields in forms and addresses."""


def offer(form: Any, authority: Authority, user: User, *, keeps: Any = None) -> None:
    """Let the fields of a form search in an authority; offered at first are a few rows, and the chosen one.

    What the report `keeps` may stay, even if it could not be chosen any more.
    """
    for name, choice in CHOICES.items():
        field = form.fields[name]
        field.queryset = choice.rows(authority, user)
        if keeps and (kept := getattr(keeps, name)):
            field.queryset = type(kept).objects.filter(Q(pk=kept.pk) | Q(pk__in=field.queryset.values("pk")))
        let_search(form, name, name, authority, user)


def let_search(form: Any, name: str, kind: str, authority: Authority, user: User) -> None:
    """Put a search above one field of a form; offered at first are a few rows, and the chosen one."""
    field, choice = form.fields[name], CHOICES[kind]
    field.label_from_instance = choice.in_words
    field.widget = SearchedSelect(reverse("tickets:choices", args=[authority.pk, kind]), label=str(field.label))
    field.widget.is_required = field.required
    offered = choice.search(authority, user, "")
    chosen = form[name].value()
    if chosen and str(chosen).isdecimal() and int(chosen) not in dict(offered):
        offered += [(row.pk, choice.in_words(row)) for row in field.queryset.filter(pk=int(chosen))]
    field.choices = [("", choice.none), *offered]

"""Whom and what a report can be about: a search instead of all people and workstations of a large authority."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from applications.models import ApplicationUse, SpecialistApplication
from customers.models import Authority, Contact
from ui.choosing import Choice, let_search
from workstations.lifecycle import PlaceState
from workstations.models import Workstation


def _people(authority: Authority, user: User) -> QuerySet[Any]:
    return Contact.objects.visible_to(user).reporting().filter(authority=authority)


def workstations_at(authority: Authority | int, user: User) -> QuerySet[Workstation]:
    """The workstations of an authority that something can be reported about."""
    return Workstation.objects.visible_to(user).filter(authority=authority).exclude(state=PlaceState.CLOSED)


def applications_in_use(authority: Authority | int, user: User) -> QuerySet[SpecialistApplication]:
    """The Fachverfahren that an authority uses today."""
    uses = ApplicationUse.objects.visible_to(user).current(timezone.localdate()).filter(authority=authority)
    return SpecialistApplication.objects.visible_to(user).filter(pk__in=uses.values("application"))


def _workstations(authority: Authority, user: User) -> QuerySet[Any]:
    return workstations_at(authority, user).select_related("used_by")


def _workstation_in_words(row: Any) -> str:
    return f"{row.inventory_number} · {row.used_by}" if row.used_by else row.inventory_number


def _person_in_words(row: Any) -> str:
    return f"{row}, {row.function}" if row.function else str(row)


CHOICES = {
    "requester": Choice(_people, ("first_name", "last_name", "function", "phone"), _person_in_words),
    "workstation": Choice(
        _workstations,
        ("inventory_number", "name", "used_by__first_name", "used_by__last_name"),
        _workstation_in_words,
        none="keiner",
    ),
    "application": Choice(applications_in_use, ("name", "product__name"), none="keines"),
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
        offer_one(form, name, name, authority, user)


def offer_one(form: Any, name: str, kind: str, authority: Authority, user: User) -> None:
    """Let one field of a form search among rows of one kind."""
    let_search(form, name, CHOICES[kind], reverse("tickets:choices", args=[authority.pk, kind]), authority, user)

"""The part that a person had in takeovers and replacement plans: what they were put in charge of, and what they did."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from privacy.changed import part_in_changes
from privacy.models import ExitPack
from privacy.on_behalf import part_in_processing
from privacy.persons import Person
from privacy.plans import part_in_plans
from takeovers.models import CaseEvent, CaseTask, Evidence, GateOverride, InventorySnapshot, TakeoverCase

NAMES_OTHERS = (
    "responsible",
    "coordinator",
    "owner",
    "contact",
    "settled_by",
    "note",
    "uploaded_by",
    "by",
    "signed_off_by",
    "decided_by",
    "frozen_by",
    "noted_by",
    "content",  # of a document, which is there to be read
    "planned_by",
    "submitted_by",
    "key_hash",
    "user",
)


def part_in_cases(person: Person) -> dict[str, Iterable[Any]]:
    """The tables by their names; those of somebody without an account hold only what they were put in charge of."""
    member, contacts, user = person.member, person.contacts, person.user
    charged = Q(responsible=member) if member else Q(pk__in=())
    owned = Q(owner=member) if member else Q(pk__in=())
    steps = CaseTask.objects.filter(owned | Q(contact__in=contacts) | (Q(settled_by=user) if user else Q(pk__in=())))
    return {
        "Vorhaben": TakeoverCase.objects.filter(charged | Q(coordinator__in=contacts)).select_related(
            "authority", "template"
        ),
        "Schritte in Vorhaben": steps.select_related("phase", "scope"),
        "Nachweise in Vorhaben": Evidence.objects.filter(uploaded_by=user).select_related("task") if user else [],
        "Einträge in Vorhaben": CaseEvent.objects.filter(by=user).select_related("task") if user else [],
        "Aufgehobene Sperren": GateOverride.objects.filter(by=user).select_related("scope") if user else [],
        "Angeforderte Austrittspakete": ExitPack.objects.filter(uploaded_by=user).select_related("authority")
        if user
        else [],
        "Bestätigte Bestände": InventorySnapshot.objects.filter(signed_off_by=user) if user else [],
        **part_in_plans(person),
        **part_in_processing(person),
        **part_in_changes(person),
    }

"""The part that a person had in the stock: files they brought, and what they decided about devices and their agents."""

from django.db.models import Q

from accounts.models import User
from imports.models import Import
from inventory.models import AgentToken, FieldLock, ReviewCase
from privacy.in_words import Rows, in_german


def imports_of(user: User) -> Rows:
    """Which files the person brought or applied; what stood in them was about others."""
    rows = Import.objects.filter(Q(uploaded_by=user) | Q(applied_by=user))
    return [
        {
            "Datei": row.file_name,
            "Stand": row.get_state_display(),
            "Hochgeladen": in_german(row.uploaded_at) if row.uploaded_by_id == user.pk else "",
            "Übernommen": in_german(row.ended_at) if row.applied_by_id == user.pk else "",
        }
        for row in rows
    ]


def inventory_of(user: User) -> Rows:
    """Which keys the person made and revoked, what they decided about reports, and which values they locked."""
    made, revoked = AgentToken.objects.filter(created_by=user), AgentToken.objects.filter(revoked_by=user)
    decided, locked = ReviewCase.objects.filter(decided_by=user), FieldLock.objects.filter(locked_by=user)
    done = [
        *(("Agentenschlüssel angelegt", row.name, row.created_at) for row in made),
        *(("Agentenschlüssel gesperrt", row.name, row.revoked_at) for row in revoked),
        *(("Inventarmeldung entschieden", row.title, row.decided_at) for row in decided),
        *(("Angabe festgehalten", row.get_field_display(), row.locked_at) for row in locked),
    ]
    return [{"Vorgang": what, "Bei": about, "Zeitpunkt": in_german(at)} for what, about, at in done]

"""When the time of names is over, or a person is erased: records and documents stay, and do not name them any more.

All of it runs inside `accounts.scope.as_retention`.
"""

from collections.abc import Collection
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from handovers.documents import NAMELESS, store_document
from handovers.models import Handover, HandoverDocument, HandoverItem
from handovers.querysets import answered_by
from history.forgetting import forget_people_behind, overwrite_states, rewriting, states_of

NO_LINES: list[Any] = []
"""What is left of a signature that was removed."""


@transaction.atomic
def remove_names(*, handovers: Collection[int], somebody: User, now: datetime) -> None:
    """Take all people out of some records: names, signatures, remarks, accounts; `somebody` is the account of nobody."""
    rows = Handover.objects.filter(pk__in=handovers)
    words = {"contact_name": NAMELESS, "contact_function": "", "staff_name": NAMELESS, "place_name": "", "remark": ""}
    people = {"contact_id": None, "collected_by_id": None, "workstation_id": None, "confirmed_by_id": None}
    with rewriting():
        rows.update(**words, **people, handed_over_by=somebody, cancel_reason="", names_removed_at=now)
        for said in (rows, states_of(Handover, handovers)):
            _overwrite_where_said(said, NAMELESS, "collected_name", "signed_name", "objection")
        _remove_lines(rows)
        overwrite_states(Handover, handovers, words | people | {"handed_over_by_id": somebody.pk, "cancel_reason": ""})
        _forget_words_of_items(handovers)
        forget_people_behind(Handover, handovers)
        _renew_documents(handovers, now)


@transaction.atomic
def erase_person(*, contacts: Collection[int], user: User | None, name: str, now: datetime) -> None:
    """Put a pseudonym in the place of one person, in whichever part they had; the others stay named."""
    as_contact, as_colleague = (
        Handover.objects.filter(contact__in=contacts),
        Handover.objects.filter(collected_by__in=contacts),
    )
    as_staff = Handover.objects.filter(handed_over_by=user) if user else Handover.objects.none()
    signed = Handover.objects.filter(answered_by(contacts))
    touched = [*as_contact.union(as_colleague, as_staff).values_list("pk", flat=True)]
    with rewriting():
        for rows, column in (
            (as_contact, "contact_name"),
            (as_colleague, "collected_name"),
            (as_staff, "staff_name"),
            (signed, "signed_name"),
        ):
            keys = list(rows.exclude(**{column: ""}).values_list("pk", flat=True))
            overwrite_states(Handover, keys, {column: name})
            Handover.objects.filter(pk__in=keys).update(**{column: name})
        as_contact.update(contact_function="")
        overwrite_states(Handover, list(as_contact.values_list("pk", flat=True)), {"contact_function": ""})
        _remove_lines(signed)
        _renew_documents(touched, now)


def _overwrite_where_said(rows: QuerySet[Any], text: str, *columns: str) -> None:
    for column in columns:
        rows.exclude(**{column: ""}).update(**{column: text})


def _remove_lines(rows: QuerySet[Handover]) -> None:
    rows.filter(signature__isnull=False).update(signature=NO_LINES)


def _forget_words_of_items(handovers: Collection[int]) -> None:
    items = HandoverItem.objects.filter(handover__in=handovers)
    overwrite_states(HandoverItem, list(items.values_list("pk", flat=True)), {"remark": ""})
    items.update(remark="")


def _renew_documents(handovers: Collection[int], now: datetime) -> None:
    """Make the documents anew from what is left in the records; the files with the names go once that is certain."""
    old = list(HandoverDocument.objects.filter(handover__in=handovers))
    files = [(row.file.storage, str(row.file.name)) for row in old]
    HandoverDocument.objects.filter(pk__in=[row.pk for row in old]).delete()
    for handover in Handover.objects.filter(pk__in=[row.handover_id for row in old]):
        store_document(handover=handover, by=None, now=now)
    for storage, path in files:
        transaction.on_commit(partial(storage.delete, path))

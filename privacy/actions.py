"""What is done for the protection of personal data: enforcing retention, and erasing a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max

from accounts.models import User
from accounts.scope import as_retention
from history.log import record
from history.models import LogEntry
from privacy import erasure
from privacy.models import DeletionProof
from privacy.persons import Person
from privacy.retention import RULES, Rule

BATCH = 500
RETENTION = "Aufbewahrung durchsetzen"
ERASURE = "Person löschen"


@dataclass(frozen=True)
class Outcome:
    """How many rows one rule dealt with."""

    rule: Rule
    count: int

    def __str__(self) -> str:
        return f"{self.rule.name}: {self.count} {'gelöscht' if self.rule.deletes else 'unkenntlich gemacht'}"


def enforce_retention(*, now: datetime, batch: int = BATCH) -> list[Outcome]:
    """Delete or make nameless whatever is due, rule by rule; may be broken off and run again at any time.

    Each batch is a transaction of its own that holds the deletion and its proof, so that there is never one without
    the other.
    """
    outcomes = []
    for rule in RULES:
        done = 0
        while count := _one_batch(rule, now, batch):
            done += count
        outcomes.append(Outcome(rule, done))
    told = "; ".join(str(outcome) for outcome in outcomes if outcome.count) or "nichts war fällig"
    with as_retention(RETENTION), transaction.atomic():
        record(kind=LogEntry.Kind.RETENTION_RUN, user=None, subject=told)
    return outcomes


def _one_batch(rule: Rule, now: datetime, batch: int) -> int:
    with as_retention(RETENTION), transaction.atomic():
        for rows in rule.due(now):
            # What another run holds is left to it.
            due = rows.order_by("pk").select_for_update(skip_locked=True, of=("self",))
            keys = list(due.values_list("pk", flat=True)[:batch])
            if keys:
                rule.forget(rows.model, keys, now)
                DeletionProof.objects.create(
                    at=now,
                    kind=DeletionProof.Kind.RETENTION,
                    rule=rule.key,
                    name=rule.name,
                    cut_off=rule.cut_off(now),
                    deleted=len(keys) if rule.deletes else 0,
                    pseudonymised=0 if rule.deletes else len(keys),
                    digest=digest_of(f"{rows.model._meta.label}:{key}" for key in keys),
                )
                return len(keys)
    return 0


def erase_person(*, person: Person, by: User, now: datetime) -> DeletionProof:
    """Put „Gelöschte Person <n>“ in the place of a person, everywhere and in all history; figures and chain remain.

    Raises PermissionDenied without the right, and ValidationError with the reasons why it cannot be done yet.
    """
    if not by.has_perm("privacy.erase_person"):
        raise PermissionDenied
    if reasons := erasure.obstacles(person, by):
        raise ValidationError(reasons)
    with as_retention(ERASURE), transaction.atomic():
        # One erasure at a time, so that no two people get the same number.
        list(DeletionProof.objects.filter(kind=DeletionProof.Kind.ERASURE).select_for_update().values_list("pk"))
        newest = DeletionProof.objects.aggregate(newest=Max("person_number"))["newest"] or 0
        pseudonym = erasure.pseudonym(newest + 1)
        keys = erasure.erase(person, pseudonym)
        proof = DeletionProof.objects.create(
            at=now,
            kind=DeletionProof.Kind.ERASURE,
            name=pseudonym.name,
            pseudonymised=len(keys),
            digest=digest_of(keys),
            person_number=newest + 1,
            by=by,
        )
        record(kind=LogEntry.Kind.PERSON_ERASED, user=by, subject=proof.name, about=person.user)
    return proof


def digest_of(keys: Iterable[Any]) -> str:
    """One number that stands for a set of keys, whatever their order."""
    return sha256("\n".join(sorted(str(key) for key in keys)).encode()).hexdigest()

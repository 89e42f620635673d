"""What is done for the protection of data: enforcing retention, erasing a person, handing an authority its own back."""

import tempfile
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files import File
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify
from procrastinate.contrib.django import app

from accounts.models import User
from accounts.scope import as_retention
from customers.models import Authority
from history.log import record
from history.models import LogEntry
from privacy import erasure, exit_pack
from privacy.handed_back import HANDED_BACK
from privacy.models import DeletionProof, ExitPack
from privacy.persons import Person
from privacy.retention import RULES
from privacy.rule import Rule
from ui.export import UMLAUTS

Scope = Callable[[], AbstractContextManager[None]]

MAKE = "privacy.tasks.make_exit_pack"
GIVEN_UP_AFTER = timedelta(hours=6)
"""A job that was heard of no more for so long has died; a new one may begin."""
PIECE = 1024 * 1024
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


@transaction.atomic
def order_exit_pack(*, authority: Authority, by: User, now: datetime) -> ExitPack:
    """Let everything that is held about an authority be put into one file, in the background."""
    if not (by.is_service_staff and by.has_perm("privacy.make_exit_pack")):
        raise PermissionDenied
    in_the_making = ExitPack.objects.filter(authority=authority, state=ExitPack.State.MAKING)
    in_the_making.filter(uploaded_at__lt=now - GIVEN_UP_AFTER).update(state=ExitPack.State.FAILED)
    pack = ExitPack(
        authority=authority,
        name=f"austrittspaket-{slugify(authority.short_name.translate(UMLAUTS))}-{timezone.localdate(now)}.zip",
        content_type="application/zip",
        uploaded_by=by,
        uploaded_at=now,
        tables_all=len(HANDED_BACK),
    )
    pack.full_clean(exclude=["file"])
    pack.save()
    app.configure_task(MAKE).defer(pack=pack.pk)  # the job becomes visible to the worker together with the row
    return pack


def make_exit_pack(*, pack: int, scope: Scope, now: datetime) -> None:
    """Put it together on the disk and store it; no transaction stays open meanwhile. Done again it changes nothing."""
    with scope():
        row = ExitPack.objects.filter(pk=pack, state=ExitPack.State.MAKING).select_related("authority").first()
    if row is None:
        return

    def tell(done: int) -> None:
        with scope():
            ExitPack.objects.filter(pk=pack).update(tables_done=done)

    with tempfile.TemporaryFile() as target:
        exit_pack.write(target, authority=row.authority_id, name=row.authority.name, now=now, tell=tell)
        digest = _digest(target)
        with scope():
            _store(pack, target, digest, now)


def give_up_exit_pack(*, pack: int) -> None:
    """It cannot be made: nobody waits any longer, and a new one may be ordered."""
    ExitPack.objects.filter(pk=pack, state=ExitPack.State.MAKING).update(state=ExitPack.State.FAILED)


def _store(pack: int, content: IO[bytes], digest: str, now: datetime) -> None:
    row = ExitPack.objects.select_for_update().filter(pk=pack, state=ExitPack.State.MAKING).first()
    if row is None:
        return
    has_scanner = settings.CLAMAV is not None  # then only files came along of which it said that they are clean
    row.scan = ExitPack.Scan.CLEAN if has_scanner else ExitPack.Scan.UNSCANNED
    row.scanned_at = now if has_scanner else None
    row.file, row.size = File(content, name=row.name), content.seek(0, 2)
    row.state, row.made_at, row.sha256 = ExitPack.State.READY, now, digest
    row.save()


def _digest(content: IO[bytes]) -> str:
    content.seek(0)
    digest = sha256()
    while piece := content.read(PIECE):
        digest.update(piece)
    return digest.hexdigest()


def digest_of(keys: Iterable[Any]) -> str:
    """One number that stands for a set of keys, whatever their order."""
    return sha256("\n".join(sorted(str(key) for key in keys)).encode()).hexdigest()

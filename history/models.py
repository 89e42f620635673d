"""Where a fact comes from, the one way a model gets its change history, and the log of what is no change of a row."""

from collections.abc import Callable
from typing import Any, TypeVar

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.utils import timezone

from history.kept_fields import fields_of_change
from history.querysets import LogEntryQuerySet

ModelClass = TypeVar("ModelClass", bound=type[models.Model])

INVENTED = "Erfunden; gehört zu keinem wirklichen Betrieb."
"""What a form says beside the mark of demo data."""
ADDED, CHANGED, DELETED = "added", "changed", "deleted"
"""What happened to a row, as the database labels it."""
MADE_HERE: dict[str, Any] = {"fields": [], "obj_field": None, "context_field": None}
"""Tells the library that it need not make the fields of a change, since they are given."""


class Certainty(models.TextChoices):
    """How sure a fact is: the codes of the collected sources."""

    OFFICIAL = "A", "amtlich"
    SECOND_HAND = "B", "Presse oder Hersteller"
    COMMON_KNOWLEDGE = "C", "allgemein bekannt, nicht nachgelesen"
    DERIVED = "D", "aus Quellen errechnet"
    ASSUMED = "G", "Annahme"


class SourcedRecord(models.Model):
    """A row whose facts were taken from a source, or invented for the demo."""

    source = models.CharField("Quelle", max_length=300, blank=True)
    certainty = models.CharField("Sicherheit", max_length=1, choices=Certainty, blank=True)
    is_demo = models.BooleanField("Demodaten", default=False, help_text=INVENTED)

    class Meta:
        abstract = True


def meta_of_states(model: type[models.Model]) -> dict[str, Any]:
    """Retention asks for old states; they lie in the order of their moments, so an index of a few pages suffices."""
    name = f"{model._meta.app_label[:3]}_{model.__name__[:18].lower()}_by_age"
    return {"indexes": [BrinIndex(fields=["pgh_created_at"], name=name)]}


def tracked(*, exclude: tuple[str, ...] = ()) -> Callable[[ModelClass], ModelClass]:
    """Record every creation, change and deletion of a model's rows by a database trigger.

    A creation keeps the row as it began; a change and a deletion keep it as it was *before*.
    """

    def decorate(model: ModelClass) -> ModelClass:
        track = pghistory.track(
            pghistory.InsertEvent(ADDED, row="NEW"),
            pghistory.UpdateEvent(CHANGED, row="OLD"),
            pghistory.DeleteEvent(DELETED, row="OLD"),
            model_name=f"{model.__name__}Change",
            attrs=fields_of_change(model, exclude=exclude),
            **MADE_HERE,
            append_only=True,
            meta=meta_of_states(model),
        )
        decorated: ModelClass = track(model)
        return decorated

    return decorate


def tracked_link() -> Callable[[ModelClass], ModelClass]:
    """Record when two rows are linked and parted; for the proxy of a table that only links, which knows no change."""

    def decorate(model: ModelClass) -> ModelClass:
        track = pghistory.track(
            pghistory.InsertEvent(ADDED, row="NEW"),
            pghistory.DeleteEvent(DELETED, row="OLD"),
            model_name=f"{model.__name__}Change",
            attrs=fields_of_change(model, points_to_row=False),
            **MADE_HERE,
            append_only=True,
            meta=meta_of_states(model),
        )
        decorated: ModelClass = track(model)
        return decorated

    return decorate


def append_only() -> pgtrigger.Protect:
    """The trigger that refuses to change or delete what is written once."""
    return pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)


class LogEntry(models.Model):
    """Something that somebody did and that changes no row: a sign-in, an export, a look into the log itself."""

    class Kind(models.TextChoices):
        SIGN_IN = "sign_in", "Anmeldung"
        SIGN_IN_REFUSED = "sign_in_refused", "Anmeldung abgelehnt"
        SIGN_OUT = "sign_out", "Abmeldung"
        PASSWORD_CHANGED = "password_changed", "Kennwort geändert"  # a kind of entry
        SECOND_FACTOR_ADDED = "second_factor_added", "Zweiter Faktor eingerichtet"
        SECOND_FACTOR_REMOVED = "second_factor_removed", "Zweiter Faktor entfernt"
        SECOND_FACTOR_RESET = "second_factor_reset", "Zweiter Faktor erneuert"
        ROLES_GIVEN = "roles_given", "Rollen erteilt"
        ROLES_TAKEN = "roles_taken", "Rollen entzogen"
        EXPORTED = "exported", "Liste ausgegeben"
        IMPORTED = "imported", "Daten importiert"
        LOG_READ = "log_read", "Protokoll gelesen"
        PERSON_VIEWED = "person_viewed", "Daten einer Person angesehen"
        DATA_DOWNLOADED = "data_downloaded", "Daten einer Person heruntergeladen"
        PERSON_ERASED = "person_erased", "Person gelöscht"
        RETENTION_RUN = "retention_run", "Aufbewahrung durchgesetzt"

    at = models.DateTimeField("Zeitpunkt", default=timezone.now)
    kind = models.CharField("Vorgang", max_length=24, choices=Kind)
    # No constraint: an entry outlives the account, and an account can be deleted although it once signed in.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="Person",
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        blank=True,
        related_name="+",
    )
    about = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="betrifft",
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        blank=True,
        related_name="+",
    )
    subject = models.CharField("Gegenstand", max_length=500, blank=True)
    origin = models.JSONField("Herkunft", default=dict, blank=True)

    objects = LogEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "Protokolleintrag"
        verbose_name_plural = "Protokolleinträge"
        ordering = ["-at", "-pk"]
        default_permissions = ("view",)
        permissions = [("view_changes", "Kann Änderungsverläufe ansehen")]
        indexes = [
            models.Index(fields=["-at", "-id"], name="log_newest"),
            models.Index(fields=["user", "-at"], name="log_of_person"),
        ]
        triggers = [append_only()]

    def __str__(self) -> str:
        return self.get_kind_display()

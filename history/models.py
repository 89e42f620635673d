"""Where a fact comes from, and the one way a model gets its change history."""

from collections.abc import Callable
from typing import TypeVar

import pghistory
from django.db import models

ModelClass = TypeVar("ModelClass", bound=type[models.Model])


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
    is_demo = models.BooleanField(
        "Demodaten", default=False, help_text="Erfunden; gehört zu keinem wirklichen Betrieb."
    )

    class Meta:
        abstract = True


def tracked(*, exclude: tuple[str, ...] = ()) -> Callable[[ModelClass], ModelClass]:
    """Record every change and deletion of a model's rows by a database trigger.

    The row as it was *before* is kept: inserting costs nothing, and the present state is never stored twice.
    """

    def decorate(model: ModelClass) -> ModelClass:
        track = pghistory.track(
            pghistory.UpdateEvent("changed", row="OLD"),
            pghistory.DeleteEvent("deleted", row="OLD"),
            exclude=list(exclude),
            model_name=f"{model.__name__}Change",
            obj_field=pghistory.ObjForeignKey(related_name="changes"),
            append_only=True,
        )
        decorated: ModelClass = track(model)
        return decorated

    return decorate

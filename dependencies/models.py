"""Relations: what runs on what, depends on it, is connected over it or stands in it."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from applications.models import SpecialistApplication
from dependencies.nodes import STRIDE, NodeKind, Row
from dependencies.querysets import RelationQuerySet
from history.models import INVENTED, tracked
from ui.addresses import address
from workstations.models import InfrastructureItem, Workstation


def _number(end: str) -> models.GeneratedField:
    """The number of the node at an end, computed by the database from the one foreign key that is set."""
    parts = [F(f"{end}_{kind.slug}") * STRIDE + int(kind) for kind in NodeKind]
    return models.GeneratedField(
        expression=Coalesce(*parts, output_field=models.BigIntegerField()),
        output_field=models.BigIntegerField(),
        db_persist=True,
    )


def _one_of(end: str) -> Q:
    """Exactly one of the three foreign keys of an end is set."""
    either = Q()
    for kind in NodeKind:
        either |= Q(**{f"{end}_{other.slug}__isnull": other != kind for other in NodeKind})
    return either


def _end(to: type[models.Model], label: str, related_name: str) -> Any:
    return models.ForeignKey(
        to, verbose_name=label, on_delete=models.CASCADE, null=True, blank=True, related_name=related_name
    )


@tracked(exclude=("source_node", "target_node"))
class Relation(models.Model):
    """The source needs the target: it runs on it, depends on it, is connected over it or stands in it."""

    class Kind(models.TextChoices):
        RUNS_ON = "runs_on", "läuft auf"
        DEPENDS_ON = "depends_on", "hängt ab von"
        CONNECTED_TO = "connected_to", "ist angebunden über"
        STANDS_IN = "stands_in", "steht in"

    kind = models.CharField("Art", max_length=15, choices=Kind)
    source_workstation = _end(Workstation, "IT-Arbeitsplatz, der etwas braucht", "needs")
    source_item = _end(InfrastructureItem, "Infrastruktur, die etwas braucht", "needs")
    source_application = _end(SpecialistApplication, "Fachverfahren, das etwas braucht", "needs")
    target_workstation = _end(Workstation, "gebrauchter IT-Arbeitsplatz", "needed_by")
    target_item = _end(InfrastructureItem, "gebrauchte Infrastruktur", "needed_by")
    target_application = _end(SpecialistApplication, "gebrauchtes Fachverfahren", "needed_by")
    source_node = _number("source")
    target_node = _number("target")
    is_redundant = models.BooleanField(
        "allein verzichtbar",
        default=False,
        help_text="Fällt nur dieses Ziel aus, läuft es eingeschränkt weiter; erst wenn alle gleichartigen Ziele ausfallen, fällt es aus.",
    )
    note = models.TextField("Bemerkung", blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    is_demo = models.BooleanField("Demodaten", default=False, help_text=INVENTED)

    objects = RelationQuerySet.as_manager()

    class Meta:
        verbose_name = "Abhängigkeit"
        verbose_name_plural = "Abhängigkeiten"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=_one_of("source"), name="relation_one_source",
                violation_error_message="Bitte wählen Sie genau ein Element, das etwas braucht.",
            ),
            models.CheckConstraint(
                condition=_one_of("target"), name="relation_one_target",
                violation_error_message="Bitte wählen Sie genau ein Element, das gebraucht wird.",
            ),
            models.CheckConstraint(
                condition=~Q(source_node=F("target_node")), name="relation_not_to_itself",
                violation_error_message="Nichts hängt von sich selbst ab.",
            ),
            models.UniqueConstraint(
                fields=["source_node", "target_node", "kind"], name="relation_unique",
                violation_error_message="Diese Abhängigkeit ist schon eingetragen.",
            ),
        ]  # fmt: skip
        indexes = [  # each holds all that its direction of the search reads
            models.Index(
                fields=["target_node"],
                include=["source_node"],
                condition=Q(is_redundant=False),
                name="relation_vital_by_target",
            ),
            models.Index(
                fields=["target_node"],
                include=["source_node"],
                condition=Q(is_redundant=True),
                name="relation_spare_by_target",
            ),
            models.Index(fields=["source_node"], include=["target_node", "is_redundant"], name="relation_by_source"),
        ]

    def __str__(self) -> str:
        return f"{self.source_name} {self.get_kind_display()} {self.target_name}"

    def get_absolute_url(self) -> str:
        """Its form."""
        return address("dependencies:relation", self.pk)

    @property
    def source(self) -> Row:
        """What needs the other."""
        row: Row = self.source_workstation or self.source_item or self.source_application
        return row

    @property
    def target(self) -> Row:
        """What is needed."""
        row: Row = self.target_workstation or self.target_item or self.target_application
        return row

    @property
    def source_name(self) -> str:
        """What needs the other, in a word."""
        return _name(self.source)

    @property
    def target_name(self) -> str:
        """What is needed, in a word."""
        return _name(self.target)


def _name(row: Row | None) -> str:
    if row is None:  # a row that is only being filled in
        return "…"
    return row.inventory_number if isinstance(row, Workstation) else row.name

"""What an authority told of its own operation before: the basis of any honest comparison, also when it says no."""

from django.db import models
from django.db.models import Q

from history.models import SourcedRecord, tracked
from takeovers.models.cases import TakeoverCase
from takeovers.querysets import OfBaselineQuerySet, OfCaseQuerySet


@tracked()
class Baseline(SourcedRecord):
    """The operation in house as the authority described it."""

    case = models.OneToOneField(
        TakeoverCase, verbose_name="Vorhaben", on_delete=models.CASCADE, related_name="baseline"
    )
    told_on = models.DateField("Stand", null=True, blank=True)
    own_share = models.DecimalField(
        "eigener Aufwand in Vollzeitstellen", max_digits=5, decimal_places=2, null=True, blank=True,
        help_text="Zum Beispiel 0,10 für zehn Prozent einer Stelle.",
    )  # fmt: skip
    people = models.PositiveSmallIntegerField("Beschäftigte, die sich kümmern", null=True, blank=True)
    workstations = models.PositiveIntegerField("IT-Arbeitsplätze", null=True, blank=True)
    data_location = models.CharField("Ort der Daten", max_length=200, blank=True)
    note = models.TextField("Bemerkung", blank=True)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "Ausgangslage"
        verbose_name_plural = "Ausgangslagen"
        constraints = [
            models.CheckConstraint(
                condition=Q(own_share__isnull=True) | Q(own_share__gte=0), name="baseline_share_positive",
                violation_error_message="Der Aufwand kann nicht negativ sein.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Ausgangslage {self.case_id}"


@tracked()
class BaselineItem(SourcedRecord):
    """One thing of it: a supplier and what it does, a lease, a running project."""

    class Kind(models.TextChoices):
        """What binds the authority, or its people."""

        SUPPLIER = "supplier", "Dienstleister"
        LEASE = "lease", "Leasing"
        PROJECT = "project", "laufendes Digitalisierungsvorhaben"
        OWN_STAFF = "own_staff", "eigene Beschäftigte"
        OTHER = "other", "Sonstiges"

    baseline = models.ForeignKey(Baseline, verbose_name="Ausgangslage", on_delete=models.CASCADE, related_name="items")
    kind = models.CharField("Art", max_length=10, choices=Kind)
    name = models.CharField("Bezeichnung", max_length=120)
    what = models.CharField("Was", max_length=300, blank=True, help_text="Was wird geleistet, geleast oder eingeführt?")
    until = models.DateField("läuft bis", null=True, blank=True)
    yearly_cost = models.DecimalField("Kosten je Jahr in Euro", max_digits=12, decimal_places=2, null=True, blank=True)

    objects = OfBaselineQuerySet.as_manager()

    class Meta:
        verbose_name = "Teil der Ausgangslage"
        verbose_name_plural = "Teile der Ausgangslage"
        ordering = ["baseline_id", "kind", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["baseline", "kind", "name"], name="baseline_item_once", violation_error_message="Das ist schon eingetragen.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

"""What became of authorities that are no more."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from customers.models.organisations import Authority
from customers.querysets import SuccessionQuerySet
from history.models import SourcedRecord, tracked


@tracked()
class Succession(SourcedRecord):
    """An authority ends, and from a day on another stands in its place. Its row stays, with its keys.

    A body that is divided has several successors, all from the same day.
    """

    class Kind(models.TextChoices):
        INCORPORATION = "incorporation", "Eingemeindung"
        MERGER = "merger", "Zusammenschluss"
        DISSOLUTION = "dissolution", "Auflösung des Amtes"
        CONVERSION = "conversion", "Umwandlung"

    predecessor = models.ForeignKey(
        Authority, verbose_name="Vorgängerin", on_delete=models.CASCADE, related_name="successions"
    )
    successor = models.ForeignKey(
        Authority, verbose_name="Nachfolgerin", on_delete=models.PROTECT, related_name="preceded_by"
    )
    effective_on = models.DateField("wirksam am", help_text="Erster Tag, an dem es die Vorgängerin nicht mehr gibt.")
    kind = models.CharField("Art", max_length=20, choices=Kind)

    objects = SuccessionQuerySet.as_manager()

    class Meta:
        verbose_name = "Nachfolge"
        verbose_name_plural = "Nachfolgen"
        ordering = ["effective_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")), name="succession_not_of_itself",
                violation_error_message="Eine Behörde kann nicht ihre eigene Nachfolgerin sein.",
            ),
            models.UniqueConstraint(
                fields=["predecessor", "successor"], name="succession_once",
                violation_error_message="Diese Nachfolge ist schon eingetragen.",
            ),
            ExclusionConstraint(
                name="succession_on_one_day",
                expressions=[("predecessor", RangeOperators.EQUAL), ("effective_on", RangeOperators.NOT_EQUAL)],
                violation_error_message="Diese Behörde endet schon an einem anderen Tag.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()} am {self.effective_on:%d.%m.%Y}"

    def clean(self) -> None:
        """Whoever succeeds must still be there on that day, and nobody succeeds a body that ends later."""
        if None in (self.predecessor_id, self.successor_id, self.effective_on):
            return  # a form says what is missing
        if Succession.objects.filter(predecessor=self.successor_id, effective_on__lte=self.effective_on).exists():
            raise ValidationError({"successor": "Diese Behörde gibt es an diesem Tag selbst nicht mehr."})
        if Succession.objects.filter(successor=self.predecessor_id, effective_on__gte=self.effective_on).exists():
            raise ValidationError({"predecessor": "In diese Behörde geht an diesem Tag oder später eine andere auf."})

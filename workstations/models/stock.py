"""What should lie ready at a service point, and what belongs to a role."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from accounts.querysets import ForServiceQuerySet
from customers.models import ServicePoint
from history.models import INVENTED, tracked
from ui.addresses import address
from workstations.models.systems import DeviceKind, DeviceModel
from workstations.querysets import StockMinimumQuerySet


@tracked()
class StockMinimum(models.Model):
    """How many devices of a kind, or of a model, should always lie ready at a service point."""

    service_point = models.ForeignKey(
        ServicePoint, verbose_name="Service-Point", on_delete=models.CASCADE, related_name="stock_minimums"
    )
    kind = models.CharField("Art", max_length=20, choices=DeviceKind)
    model = models.ForeignKey(
        DeviceModel,
        verbose_name="Modell",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="stock_minimums",
        help_text="Leer heißt: alle Modelle dieser Art zusammen.",
    )
    quantity = models.PositiveSmallIntegerField("Mindestbestand", validators=[MinValueValidator(1)])
    is_demo = models.BooleanField("Demodaten", default=False, help_text=INVENTED)
    version = models.PositiveIntegerField("Fassung", default=1, editable=False)

    objects = StockMinimumQuerySet.as_manager()

    class Meta:
        verbose_name = "Mindestbestand"
        verbose_name_plural = "Mindestbestände"
        ordering = ["service_point", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["service_point", "kind", "model"], nulls_distinct=False, name="stock_minimum_unique",
                violation_error_message="Dafür gibt es schon einen Mindestbestand.",
            ),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="stock_minimum_positive"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.what}: {self.quantity}"

    def get_absolute_url(self) -> str:
        """The stock that it is about."""
        return address("workstations:stock_place", self.service_point_id)

    @property
    def what(self) -> str:
        """The model, or the kind if any model of it will do."""
        return str(self.model or self.get_kind_display())

    def clean(self) -> None:
        """A model is of its kind."""
        check_kind(self)


@tracked()
class Kit(models.Model):
    """What somebody in a certain role gets, so that nothing is forgotten: the equipment of a role."""

    name = models.CharField("Name", max_length=80, help_text="Zum Beispiel: Bürgerbüro, Außendienst, Homeoffice.")
    description = models.TextField("Beschreibung", blank=True)
    is_active = models.BooleanField("in Gebrauch", default=True)
    is_demo = models.BooleanField("Demodaten", default=False, help_text=INVENTED)

    objects = ForServiceQuerySet.as_manager()

    class Meta:
        verbose_name = "Ausstattung"
        verbose_name_plural = "Ausstattungen"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Upper("name"), name="kit_unique", violation_error_message="Diese Ausstattung gibt es schon."
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page in the workspace."""
        return address("workstations:kit", self.pk)


@tracked()
class KitItem(models.Model):
    """One line of a kit: so many devices of a kind, or of a model."""

    kit = models.ForeignKey(Kit, verbose_name="Ausstattung", on_delete=models.CASCADE, related_name="items")
    kind = models.CharField("Art", max_length=20, choices=DeviceKind)
    model = models.ForeignKey(
        DeviceModel,
        verbose_name="Modell",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="kit_items",
        help_text="Leer heißt: irgendein Modell dieser Art.",
    )
    quantity = models.PositiveSmallIntegerField("Anzahl", default=1, validators=[MinValueValidator(1)])

    objects = ForServiceQuerySet.as_manager()

    class Meta:
        verbose_name = "Teil einer Ausstattung"
        verbose_name_plural = "Teile von Ausstattungen"
        ordering = ["kit", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kit", "kind", "model"], nulls_distinct=False, name="kit_item_unique",
                violation_error_message="Dieses Teil steht schon in der Ausstattung.",
            ),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="kit_item_positive"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.quantity} × {self.what}"

    def get_absolute_url(self) -> str:
        """The page of its kit."""
        return address("workstations:kit", self.kit_id)

    @property
    def what(self) -> str:
        """The model, or the kind if any model of it will do."""
        return str(self.model or self.get_kind_display())

    def clean(self) -> None:
        """A model is of its kind."""
        check_kind(self)


def check_kind(row: StockMinimum | KitItem) -> None:
    """Refuse a model that is of another kind than the one that is asked for."""
    if row.model and row.model.kind != row.kind:
        raise ValidationError({"model": f"{row.model} ist ein Modell der Art „{row.model.get_kind_display()}“."})

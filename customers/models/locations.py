"""Where authorities, service points and data centres lie, for the map."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from customers.models.organisations import Authority
from customers.models.places import Site
from customers.models.service_points import ServicePoint
from customers.querysets import LocationQuerySet
from history.models import SourcedRecord, tracked

SOUTH, NORTH, WEST, EAST = 53, 55, 10, 15
"""Mecklenburg-Vorpommern and its rim, in whole degrees: what lies beyond is a mistake."""


@tracked()
class Location(SourcedRecord):
    """The coordinates (WGS 84) of an authority, a service point or a site, with their source."""

    authority = models.OneToOneField(
        Authority, verbose_name="Behörde", on_delete=models.CASCADE, null=True, blank=True, related_name="location"
    )
    service_point = models.OneToOneField(
        ServicePoint,
        verbose_name="Service-Point",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="location",
    )
    site = models.OneToOneField(
        Site, verbose_name="Standort", on_delete=models.CASCADE, null=True, blank=True, related_name="location"
    )
    latitude = models.DecimalField(
        "geografische Breite",
        max_digits=8,
        decimal_places=6,
        validators=[
            MinValueValidator(SOUTH, "Die Breite liegt zwischen 53 und 55 Grad Nord."),
            MaxValueValidator(NORTH, "Die Breite liegt zwischen 53 und 55 Grad Nord."),
        ],
        help_text="Grad Nord, zum Beispiel 53,326305.",
    )
    longitude = models.DecimalField(
        "geografische Länge",
        max_digits=8,
        decimal_places=6,
        validators=[
            MinValueValidator(WEST, "Die Länge liegt zwischen 10 und 15 Grad Ost."),
            MaxValueValidator(EAST, "Die Länge liegt zwischen 10 und 15 Grad Ost."),
        ],
        help_text="Grad Ost, zum Beispiel 11,497142.",
    )

    objects = LocationQuerySet.as_manager()

    class Meta:
        verbose_name = "Koordinate"
        verbose_name_plural = "Koordinaten"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(authority__isnull=False, service_point__isnull=True, site__isnull=True)
                | Q(authority__isnull=True, service_point__isnull=False, site__isnull=True)
                | Q(authority__isnull=True, service_point__isnull=True, site__isnull=False),
                name="location_of_one",
                violation_error_message="Eine Koordinate gehört zu genau einem: einer Behörde, einem Service-Point oder einem Standort.",
            ),
            models.CheckConstraint(
                condition=Q(latitude__gte=SOUTH, latitude__lte=NORTH, longitude__gte=WEST, longitude__lte=EAST),
                name="location_in_range", violation_error_message="Dieser Ort liegt nicht in Mecklenburg-Vorpommern.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.latitude:.4f} N, {self.longitude:.4f} O".replace(".", ",")

"""Fachverfahren: the product on the market, the instance that is operated, and the authorities that use it."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.models import Team
from applications.querysets import ApplicationUseQuerySet, SpecialistApplicationQuerySet
from customers.models import Authority
from history.models import SourcedRecord, tracked
from history.validity import check_order, period
from ui.ordering import GermanOrder


@tracked()
class Vendor(SourcedRecord):
    """A maker of software."""

    name = models.CharField("Name", max_length=120, unique=True)
    city = models.CharField("Ort", max_length=100, blank=True)

    objects = models.Manager()

    class Meta:
        verbose_name = "Hersteller"
        verbose_name_plural = "Hersteller"
        ordering = [GermanOrder("name"), "pk"]

    def __str__(self) -> str:
        return self.name


@tracked()
class Product(SourcedRecord):
    """A product on the market that serves as a Fachverfahren."""

    vendor = models.ForeignKey(
        Vendor, verbose_name="Hersteller", on_delete=models.PROTECT, null=True, blank=True, related_name="products"
    )
    name = models.CharField("Name", max_length=120)
    domain = models.CharField("Fachgebiet", max_length=160)
    note = models.TextField("Bemerkung", blank=True)

    objects = models.Manager()

    class Meta:
        verbose_name = "Produkt"
        verbose_name_plural = "Produkte"
        ordering = [GermanOrder("name"), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["vendor", "name"], name="product_unique", nulls_distinct=False,
                violation_error_message="Dieses Produkt gibt es bei diesem Hersteller schon.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


@tracked()
class SpecialistApplication(models.Model):
    """A Fachverfahren as it is operated: one instance of a product, shared by the authorities that use it."""

    class Hosting(models.TextChoices):
        OWN_DATA_CENTRE = "own_data_centre", "eigenes Rechenzentrum"
        EGO_MV = "ego_mv", "Zweckverband eGo-MV"
        DVZ = "dvz", "DVZ M-V"
        VENDOR_CLOUD = "vendor_cloud", "Hersteller"
        CUSTOMER_SITE = "customer_site", "Standort der Behörde"
        FEDERAL = "federal", "Bund oder Einer für Alle"

    name = models.CharField("Name", max_length=120, unique=True)
    product = models.ForeignKey(Product, verbose_name="Produkt", on_delete=models.PROTECT, related_name="instances")
    version = models.CharField("Version", max_length=40, blank=True)
    hosting = models.CharField("Betrieb", max_length=20, choices=Hosting)
    team = models.ForeignKey(
        Team, verbose_name="betreuendes Team", on_delete=models.PROTECT, related_name="applications"
    )
    operated_since = models.DateField("betrieben seit", null=True, blank=True)
    note = models.TextField("Bemerkung", blank=True)
    is_demo = models.BooleanField(
        "Demodaten", default=False, help_text="Erfunden; gehört zu keinem wirklichen Betrieb."
    )
    authorities = models.ManyToManyField(
        Authority, verbose_name="Behörden", through="ApplicationUse", related_name="applications"
    )

    objects = SpecialistApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = "Fachverfahren"
        verbose_name_plural = "Fachverfahren"
        ordering = [GermanOrder("name"), "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The Fachverfahren's page in the workspace."""
        return reverse("applications:application", args=[self.pk])


@tracked()
class ApplicationUse(models.Model):
    """An authority uses a Fachverfahren for a time with so many named users."""

    application = models.ForeignKey(
        SpecialistApplication, verbose_name="Fachverfahren", on_delete=models.CASCADE, related_name="uses"
    )
    authority = models.ForeignKey(
        Authority, verbose_name="Behörde", on_delete=models.PROTECT, related_name="application_uses"
    )
    used_since = models.DateField("genutzt seit", null=True, blank=True)
    used_until = models.DateField(
        "genutzt bis", null=True, blank=True, help_text="Letzter Tag; leer heißt: bis auf Weiteres."
    )
    user_count = models.PositiveIntegerField("Anzahl Nutzende", default=0)
    is_demo = models.BooleanField(
        "Demodaten", default=False, help_text="Erfunden; gehört zu keinem wirklichen Betrieb."
    )

    objects = ApplicationUseQuerySet.as_manager()

    class Meta:
        verbose_name = "Nutzung eines Fachverfahrens"
        verbose_name_plural = "Nutzung der Fachverfahren"
        ordering = ["application_id", "authority_id", F("used_since").asc(nulls_first=True)]
        constraints = [
            models.CheckConstraint(
                condition=Q(used_until__isnull=True) | Q(used_since__isnull=True) | Q(used_until__gte=F("used_since")),
                name="application_use_period_order", violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
            ExclusionConstraint(
                name="application_use_periods_apart",
                expressions=[
                    ("application", RangeOperators.EQUAL), ("authority", RangeOperators.EQUAL),
                    (period("used_since", "used_until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Diese Behörde nutzt das Fachverfahren in diesem Zeitraum schon.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Nutzung {self.pk or 'neu'}"

    def clean(self) -> None:
        """The end comes after the beginning."""
        check_order(self, "used_since", "used_until")

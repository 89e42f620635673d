"""Programs, and on which devices they are."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Subquery, When
from django.db.models.functions import Greatest, Least, Upper

from inventory.querysets import InstalledSoftwareQuerySet, SoftwareTitleQuerySet
from workstations.models import Device


class SoftwareTitle(models.Model):
    """A program of one publisher, whatever its version."""

    name = models.CharField("Programm", max_length=200)
    publisher = models.CharField("Hersteller", max_length=120, blank=True)

    objects = SoftwareTitleQuerySet.as_manager()

    class Meta:
        verbose_name = "Programm"
        verbose_name_plural = "Programme"
        ordering = ["name", "publisher"]
        default_permissions = ("view",)
        indexes = [
            GinIndex(
                OpClass(Upper("name"), name="gin_trgm_ops"),
                OpClass(Upper("publisher"), name="gin_trgm_ops"),
                name="software_title_parts",
                fastupdate=False,
            ),
        ]
        constraints = [models.UniqueConstraint(fields=["name", "publisher"], name="software_title_unique")]

    def __str__(self) -> str:
        return self.name


class InstalledSoftware(models.Model):
    """A program in one version on one device, from the first report that names it to the last."""

    device = models.ForeignKey(Device, verbose_name="Gerät", on_delete=models.CASCADE, related_name="software")
    title = models.ForeignKey(
        SoftwareTitle, verbose_name="Programm", on_delete=models.PROTECT, related_name="installations"
    )
    version = models.CharField("Version", max_length=80, blank=True)
    first_seen_on = models.DateField("gemeldet seit")
    last_seen_on = models.DateField("gemeldet bis", null=True, blank=True, help_text="Leer heißt: noch installiert.")

    objects = InstalledSoftwareQuerySet.as_manager()

    class Meta:
        verbose_name = "Installiertes Programm"
        verbose_name_plural = "Installierte Programme"
        ordering = ["title__name", "version", "pk"]
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["title", "device"], condition=Q(last_seen_on__isnull=True), name="software_present"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["device", "title", "version"], name="software_once_on_a_device"),
            models.CheckConstraint(
                condition=Q(last_seen_on__isnull=True) | Q(last_seen_on__gte=models.F("first_seen_on")),
                name="software_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.version}".strip()

    @classmethod
    def drop_doubles(cls, *, stays: int, goes: int) -> None:
        """Before two devices become one: a program on both stays once, from the first report that named it to the last."""
        same = cls.objects.filter(title=OuterRef("title"), version=OuterRef("version"))
        other, kept = same.filter(device=goes), same.filter(device=stays)
        cls.objects.filter(Exists(other), device=stays).update(
            first_seen_on=Least("first_seen_on", Subquery(other.values("first_seen_on"))),
            last_seen_on=Case(
                When(Q(last_seen_on__isnull=True) | Exists(other.present()), then=None),
                default=Greatest("last_seen_on", Subquery(other.values("last_seen_on"))),
            ),
        )
        cls.objects.filter(Exists(kept), device=goes).delete()

"""What is operated: the instance of a product, its links to the outside, and the data that it holds."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from accounts.models import Team
from applications.models.products import Product, ProductVersion
from applications.querysets import OfApplicationQuerySet, SpecialistApplicationQuerySet
from customers.models import Authority
from history.models import INVENTED, SourcedRecord, tracked
from history.validity import check_order
from ui.addresses import address
from ui.ordering import GermanOrder


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
    product_version = models.ForeignKey(
        ProductVersion,
        verbose_name="Version",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="instances",
    )
    hosting = models.CharField("Betrieb", max_length=20, choices=Hosting)
    team = models.ForeignKey(
        Team, verbose_name="betreuendes Team", on_delete=models.PROTECT, related_name="applications"
    )
    operated_since = models.DateField("betrieben seit", null=True, blank=True)
    operated_until = models.DateField(
        "betrieben bis", null=True, blank=True, help_text="Letzter Tag; leer heißt: bis auf Weiteres."
    )
    legal_basis = models.TextField(
        "Rechtsgrundlage",
        blank=True,
        max_length=1000,
        help_text="Vertrag, Beschluss oder Gesetz, auf dem der Betrieb beruht.",
    )
    note = models.TextField("Bemerkung", blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    is_demo = models.BooleanField("Demodaten", default=False, help_text=INVENTED)
    authorities = models.ManyToManyField(
        Authority, verbose_name="Behörden", through="ApplicationUse", related_name="applications"
    )

    objects = SpecialistApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = "Fachverfahren"
        verbose_name_plural = "Fachverfahren"
        ordering = [GermanOrder("name"), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(operated_until__isnull=True) | Q(operated_since__isnull=True) | Q(operated_until__gte=F("operated_since")),
                name="application_period_order", violation_error_message="Das Ende liegt vor dem Beginn.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The Fachverfahren's page in the workspace."""
        return address("dashboards:application", self.pk)

    def clean(self) -> None:
        """The end comes after the beginning, and the version is one of the product."""
        check_order(self, "operated_since", "operated_until")
        if self.product_version and self.product_version.product_id != self.product_id:
            raise ValidationError({"product_version": "Diese Version gehört zu einem anderen Produkt."})

    def is_operated(self, day: date) -> bool:
        """Whether it is operated on a day."""
        return (self.operated_since is None or self.operated_since <= day) and (
            self.operated_until is None or day <= self.operated_until
        )


@tracked()
class Interface(models.Model):
    """A link of an instance to something outside of it; after an outage each has to be set up again by itself."""

    class Partner(models.TextChoices):
        KBA = "kba", "Kraftfahrt-Bundesamt"
        STATE_NETWORK = "state_network", "Landesnetz"
        REGISTER = "register", "Register"
        BANK = "bank", "Bank"
        TAX = "tax", "Finanz- oder Zollverwaltung"
        INSURANCE = "insurance", "Versicherung"
        APPLICATION = "application", "anderes Fachverfahren"
        OTHER = "other", "Sonstige"

    class Direction(models.TextChoices):
        INWARD = "in", "empfängt"
        OUTWARD = "out", "sendet"
        BOTH = "both", "empfängt und sendet"

    application = models.ForeignKey(
        SpecialistApplication, verbose_name="Fachverfahren", on_delete=models.CASCADE, related_name="interfaces"
    )
    name = models.CharField("Bezeichnung", max_length=120)
    partner = models.CharField("Gegenstelle", max_length=15, choices=Partner)
    partner_application = models.ForeignKey(
        SpecialistApplication, verbose_name="anderes Fachverfahren", on_delete=models.PROTECT, null=True, blank=True,
        related_name="partner_interfaces",
    )  # fmt: skip
    direction = models.CharField("Richtung", max_length=4, choices=Direction, default=Direction.BOTH)
    protocol = models.CharField("Übertragung", max_length=120, blank=True, help_text="Zum Beispiel: OSCI, XMeld, SFTP.")
    needs_state_network = models.BooleanField("über das Landesnetz", default=False)
    reconnecting = models.TextField(
        "Wiederanbindung", blank=True, max_length=2000,
        help_text="Wen man anruft und was freizuschalten ist, wenn die Verbindung neu aufgebaut werden muss.",
    )  # fmt: skip
    is_demo = models.BooleanField("Demodaten", default=False, help_text=INVENTED)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = "Schnittstelle"
        verbose_name_plural = "Schnittstellen"
        ordering = ["application_id", GermanOrder("name"), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "name"], name="interface_unique",
                violation_error_message="Diese Schnittstelle ist bei dem Fachverfahren schon eingetragen.",
            ),
            models.CheckConstraint(
                condition=Q(partner="application", partner_application__isnull=False)
                | (~Q(partner="application") & Q(partner_application__isnull=True)),
                name="interface_partner_named",
                violation_error_message="Bitte wählen Sie das andere Fachverfahren genau dann, wenn die Gegenstelle eines ist.",
            ),
            models.CheckConstraint(
                condition=Q(partner_application__isnull=True) | ~Q(partner_application=F("application")),
                name="interface_not_to_itself",
                violation_error_message="Ein Fachverfahren hat keine Schnittstelle zu sich selbst.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


@tracked()
class DataCategory(SourcedRecord):
    """A kind of data that a Fachverfahren holds, as the register of processing names it."""

    name = models.CharField("Bezeichnung", max_length=120, unique=True)
    is_special = models.BooleanField(
        "besondere Kategorie", default=False, help_text="Nach Art. 9 oder 10 DSGVO besonders geschützt."
    )

    objects = models.Manager()

    class Meta:
        verbose_name = "Datenkategorie"
        verbose_name_plural = "Datenkategorien"
        ordering = [GermanOrder("name"), "pk"]

    def __str__(self) -> str:
        return self.name


@tracked()
class ApplicationData(models.Model):
    """Data of one category that an instance holds: about whom, and how long."""

    application = models.ForeignKey(
        SpecialistApplication, verbose_name="Fachverfahren", on_delete=models.CASCADE, related_name="data"
    )
    category = models.ForeignKey(
        DataCategory, verbose_name="Datenkategorie", on_delete=models.PROTECT, related_name="held_by"
    )
    persons = models.CharField(
        "betroffene Personen", max_length=200, blank=True, help_text="Zum Beispiel: Einwohnerinnen und Einwohner."
    )
    kept_for = models.CharField(
        "Löschfrist", max_length=200, blank=True, help_text="Wie lange die Daten bleiben, und wonach."
    )
    is_demo = models.BooleanField("Demodaten", default=False, help_text=INVENTED)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = "Daten eines Fachverfahrens"
        verbose_name_plural = "Daten der Fachverfahren"
        ordering = ["application_id", "category_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "category"], name="application_data_once",
                violation_error_message="Diese Datenkategorie ist schon eingetragen.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Daten {self.pk or 'neu'}"

"""What is on the market: makers, products, their versions, and what is said about them."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from applications.querysets import RegisterQuerySet
from applications.support import Support, is_old, support_state
from history.models import SourcedRecord, tracked
from history.validity import check_order
from ui.addresses import address
from ui.ordering import GermanOrder


@tracked()
class Vendor(SourcedRecord):
    """A maker of software."""

    name = models.CharField("Name", max_length=120, unique=True)
    city = models.CharField("Ort", max_length=100, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

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
    successor = models.ForeignKey(
        "self", verbose_name="Nachfolger", on_delete=models.SET_NULL, null=True, blank=True, related_name="predecessors"
    )
    note = models.TextField("Bemerkung", blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RegisterQuerySet.as_manager()

    class Meta:
        verbose_name = "Produkt"
        verbose_name_plural = "Produkte"
        ordering = [GermanOrder("name"), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["vendor", "name"], name="product_unique", nulls_distinct=False,
                violation_error_message="Dieses Produkt gibt es bei diesem Hersteller schon.",
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(successor=F("pk")), name="product_not_its_own_successor",
                violation_error_message="Ein Produkt ist nicht sein eigener Nachfolger.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The product's page in the workspace."""
        return address("applications:product", self.pk)

    def clean(self) -> None:
        """No product comes after itself, however many stand between."""
        chain, following = [self], self.successor
        while following is not None and following not in chain[1:]:
            chain.append(following)
            if following == self:
                circle = " → ".join(product.name for product in chain)
                raise ValidationError({"successor": f"Das wäre ein Kreis: {circle}."})
            following = following.successor


@tracked()
class ProductVersion(SourcedRecord):
    """A version of a product, with the last day on which its maker supports it."""

    product = models.ForeignKey(Product, verbose_name="Produkt", on_delete=models.CASCADE, related_name="versions")
    name = models.CharField("Version", max_length=40)
    released_on = models.DateField("erschienen am", null=True, blank=True)
    supported_until = models.DateField(
        "unterstützt bis", null=True, blank=True, help_text="Letzter Tag; leer heißt: nicht bekannt."
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = models.Manager()

    class Meta:
        verbose_name = "Produktversion"
        verbose_name_plural = "Produktversionen"
        ordering = ["product_id", F("released_on").desc(nulls_last=True), "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["product", "name"], name="product_version_unique",
                violation_error_message="Diese Version gibt es bei diesem Produkt schon.",
            ),
            models.CheckConstraint(
                condition=Q(supported_until__isnull=True) | Q(released_on__isnull=True) | Q(supported_until__gte=F("released_on")),
                name="product_version_order", violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Support ends after the version came out."""
        check_order(self, "released_on", "supported_until")

    def support(self, day: date) -> Support:
        """How the support of its maker stands on a day."""
        return support_state(self.supported_until, day)


@tracked()
class ProductStatement(SourcedRecord):
    """What a maker or somebody else says about a product: never without source, day and certainty, since it grows old."""

    class Subject(models.TextChoices):
        SUPPORT = "support", "Unterstützung"
        SUCCESSION = "succession", "Nachfolge"
        HOSTING = "hosting", "Betrieb"
        INTERFACES = "interfaces", "Schnittstellen"
        SPREAD = "spread", "Verbreitung"
        OTHER = "other", "Sonstiges"

    product = models.ForeignKey(Product, verbose_name="Produkt", on_delete=models.CASCADE, related_name="statements")
    subject = models.CharField("Worum es geht", max_length=12, choices=Subject, default=Subject.OTHER)
    text = models.TextField("Aussage", max_length=1000)
    stated_on = models.DateField("Stand", help_text="Von welchem Tag die Aussage ist.")
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = models.Manager()

    class Meta:
        verbose_name = "Aussage zu einem Produkt"
        verbose_name_plural = "Aussagen zu Produkten"
        ordering = ["product_id", "-stated_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(source="") & ~Q(certainty=""), name="product_statement_has_source",
                violation_error_message="Bitte geben Sie an, woher die Aussage kommt und wie sicher sie ist.",
            ),
            models.UniqueConstraint(
                fields=["product", "subject", "stated_on", "text"], name="product_statement_once",
                violation_error_message="Diese Aussage ist schon eingetragen.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_subject_display()}, {self.stated_on:%d.%m.%Y}"

    def is_old(self, day: date) -> bool:
        """Whether it is older than it should be relied on."""
        return is_old(self.stated_on, day)

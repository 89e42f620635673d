"""What was fixed: the cost of an instance in a year, who bears which share by which weight, and the saving of each."""

from decimal import Decimal

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from applications.models import SpecialistApplication
from customers.models import Authority
from history.models import INVENTED, Certainty, append_only
from sharing.models.costs import CostKind
from sharing.models.keys import Basis
from sharing.querysets import ApportionmentQuerySet, OfServiceQuerySet, OfShareQuerySet, ShareQuerySet
from ui.addresses import address


def adds_up(apportionment: str) -> pgtrigger.Trigger:
    """At the end of the transaction an apportionment must be whole: the cents of its shares and costs are its totals.

    So nobody adds a line later either, whether it changes a sum or not. `apportionment` names its key in the new row.
    """
    return pgtrigger.Trigger(
        name="adds_up",
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        timing=pgtrigger.Deferred,
        func=f"""
            IF NOT EXISTS (
                SELECT FROM sharing_apportionment a,
                    LATERAL (SELECT count(*) AS number, sum(s.recurring) AS recurring, sum(s.one_off) AS one_off
                             FROM sharing_share s WHERE s.apportionment_id = a.id) shared,
                    LATERAL (SELECT count(*) AS number, sum(c.amount) FILTER (WHERE NOT c.is_one_off) AS recurring,
                                    sum(c.amount) FILTER (WHERE c.is_one_off) AS one_off
                             FROM sharing_apportionmentcost c WHERE c.apportionment_id = a.id) costs
                WHERE a.id = {apportionment}
                    AND (a.recurring_total, a.one_off_total) = (shared.recurring, shared.one_off)
                    AND (a.recurring_total, a.one_off_total) = (COALESCE(costs.recurring, 0), COALESCE(costs.one_off, 0))
                    AND (a.share_count, a.cost_count) = (shared.number, costs.number)
                    AND NOT EXISTS (
                        SELECT FROM sharing_share s WHERE s.apportionment_id = a.id
                            AND (SELECT sum(w.per_mille) FROM sharing_shareweight w WHERE w.share_id = s.id)
                                IS DISTINCT FROM 1000)
            ) THEN
                RAISE EXCEPTION 'pgtrigger: the shares of an apportionment do not add up';
            END IF;
            RETURN NULL;
        """,  # noqa: S608  # constants only
    )


class ApportionmentCounter(models.Model):
    """The last number given out in a year."""

    year = models.PositiveSmallIntegerField("Jahr", primary_key=True)
    last = models.PositiveIntegerField("letzte Nummer")

    objects = models.Manager()

    class Meta:
        verbose_name = "Nummernkreis der Kostenteilungen"
        verbose_name_plural = "Nummernkreise der Kostenteilungen"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class Apportionment(models.Model):
    """A Kostenteilung: written once and never changed; a mistake is corrected by another one that says why."""

    number = models.CharField("Nummer", max_length=16, unique=True)
    application = models.ForeignKey(
        SpecialistApplication, verbose_name="Fachverfahren", on_delete=models.PROTECT, related_name="apportionments"
    )
    application_name = models.CharField("Name des Fachverfahrens", max_length=120)
    year = models.PositiveSmallIntegerField("Jahr")
    key_in_words = models.CharField("Verteilschlüssel", max_length=300)
    agreed_in = models.CharField("vereinbart in", max_length=300, blank=True)
    reference_on = models.DateField("Stichtag")
    recurring_total = models.DecimalField("laufende Kosten", max_digits=12, decimal_places=2)
    one_off_total = models.DecimalField("einmalige Kosten", max_digits=12, decimal_places=2)
    share_count = models.PositiveIntegerField("Anzahl Behörden")
    cost_count = models.PositiveIntegerField("Anzahl Kosten")
    corrects = models.OneToOneField(
        "self",
        verbose_name="berichtigt",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="correction",
    )
    reason = models.CharField(
        "Grund der Berichtigung", max_length=500, blank=True, help_text="Liest nur der Service, nicht die Behörden."
    )
    fixed_at = models.DateTimeField("festgeschrieben am")
    fixed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="festgeschrieben von", on_delete=models.PROTECT, related_name="+"
    )
    is_demo = models.BooleanField("Demodaten", default=False, help_text=INVENTED)

    objects = ApportionmentQuerySet.as_manager()

    class Meta:
        verbose_name = "Kostenteilung"
        verbose_name_plural = "Kostenteilungen"
        ordering = ["-fixed_at", "-pk"]
        default_permissions = ("view", "add")
        constraints = [
            models.UniqueConstraint(
                fields=["application", "year"], condition=Q(corrects__isnull=True), name="apportionment_fixed_once",
                violation_error_message="Für dieses Jahr ist die Kostenteilung schon festgeschrieben.",
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True, reason="") | Q(corrects__isnull=False) & ~Q(reason=""),
                name="apportionment_corrected_says_why",
                violation_error_message="Bitte nennen Sie den Grund der Berichtigung.",
            ),
        ]  # fmt: skip
        triggers = [append_only(), adds_up("NEW.id")]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """Its page in the workspace."""
        return address("sharing:apportionment", self.pk)

    @property
    def total(self) -> Decimal:
        """Everything that was shared."""
        return self.recurring_total + self.one_off_total


class ApportionmentCost(models.Model):
    """One cost as it was when the shares were fixed."""

    apportionment = models.ForeignKey(
        Apportionment, verbose_name="Kostenteilung", on_delete=models.PROTECT, related_name="costs"
    )
    kind = models.CharField("Art", max_length=12, choices=CostKind)
    label = models.CharField("Bezeichnung", max_length=120)
    amount = models.DecimalField("Betrag", max_digits=12, decimal_places=2)
    is_one_off = models.BooleanField("einmalige Kosten")
    source = models.CharField("Beleg", max_length=300)
    dated_on = models.DateField("Datum des Belegs", null=True, blank=True)

    objects = OfServiceQuerySet.as_manager()

    class Meta:
        verbose_name = "Kosten einer Kostenteilung"
        verbose_name_plural = "Kosten der Kostenteilungen"
        ordering = ["apportionment_id", "is_one_off", "kind", "pk"]
        default_permissions = ()
        triggers = [append_only(), adds_up("NEW.apportionment_id")]

    def __str__(self) -> str:
        return self.label


class Share(models.Model):
    """What one authority bears, and what it would bear alone if there was an offer for that."""

    apportionment = models.ForeignKey(
        Apportionment, verbose_name="Kostenteilung", on_delete=models.PROTECT, related_name="shares"
    )
    authority = models.ForeignKey(
        Authority, verbose_name="Behörde", on_delete=models.PROTECT, related_name="cost_shares"
    )
    authority_name = models.CharField("Name der Behörde", max_length=200)
    recurring = models.DecimalField("Anteil an laufenden Kosten", max_digits=12, decimal_places=2)
    one_off = models.DecimalField("Anteil an einmaligen Kosten", max_digits=12, decimal_places=2)
    quote_annual = models.DecimalField("Angebot, jährlich", max_digits=12, decimal_places=2, null=True, blank=True)
    quote_one_off = models.DecimalField("Angebot, einmalig", max_digits=12, decimal_places=2, null=True, blank=True)
    quote_vendor = models.CharField("Anbieter", max_length=120, blank=True)
    quote_dated_on = models.DateField("Datum des Angebots", null=True, blank=True)
    quote_source = models.CharField("Quelle des Angebots", max_length=300, blank=True)
    quote_certainty = models.CharField("Sicherheit", max_length=1, choices=Certainty, blank=True)
    saving = models.DecimalField("Einsparung im Jahr", max_digits=12, decimal_places=2, null=True, blank=True)

    objects = ShareQuerySet.as_manager()

    class Meta:
        verbose_name = "Anteil an einem Fachverfahren"
        verbose_name_plural = "Anteile an Fachverfahren"
        ordering = ["-apportionment_id", "authority_name", "pk"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["authority", "-id"], name="share_of_authority")]
        constraints = [
            models.UniqueConstraint(fields=["apportionment", "authority"], name="share_once"),
            models.CheckConstraint(
                condition=Q(
                    quote_annual__isnull=True, quote_one_off__isnull=True, quote_dated_on__isnull=True, quote_source="",
                    saving__isnull=True,
                )
                | Q(
                    quote_annual__isnull=False, quote_one_off__isnull=False, quote_dated_on__isnull=False,
                    saving=F("quote_annual") - F("recurring"),
                ) & ~Q(quote_source=""),
                name="share_saving_needs_quote",
            ),
        ]  # fmt: skip
        triggers = [append_only(), adds_up("NEW.apportionment_id")]

    def __str__(self) -> str:
        return f"Anteil {self.pk or 'neu'}"

    def get_absolute_url(self) -> str:
        """The page that tells the authority how it was computed."""
        return address("sharing:share", self.pk)

    @property
    def amount(self) -> Decimal:
        """All that the authority bears."""
        return self.recurring + self.one_off


class ShareWeight(models.Model):
    """By which weight of one basis an authority bears its share, and how much all of them have together."""

    share = models.ForeignKey(Share, verbose_name="Anteil", on_delete=models.PROTECT, related_name="weights")
    basis = models.CharField("Grundlage", max_length=12, choices=Basis)
    per_mille = models.PositiveSmallIntegerField("Promille der Kosten")
    weight = models.PositiveBigIntegerField("eigenes Gewicht")
    total = models.PositiveBigIntegerField("Gewicht aller")
    origin = models.CharField("Herkunft", max_length=400)

    objects = OfShareQuerySet.as_manager()

    class Meta:
        verbose_name = "Gewicht eines Anteils"
        verbose_name_plural = "Gewichte der Anteile"
        ordering = ["share_id", "-per_mille", "basis"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["share", "basis"], name="share_weight_once"),
            models.CheckConstraint(
                condition=Q(weight__lte=F("total"), total__gt=0, per_mille__range=(1, 1000)), name="share_weight_fits"
            ),
        ]  # fmt: skip
        triggers = [
            append_only(),
            adds_up("(SELECT s.apportionment_id FROM sharing_share s WHERE s.id = NEW.share_id)"),
        ]

    def __str__(self) -> str:
        return f"{self.weight} von {self.total}"

"""Authorities: what they are, which Amt they belong to, and what they are to the provider, each with its period."""

from functools import reduce
from operator import or_

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Concat, Left, Right

from customers import keys
from customers.querysets import AuthorityQuerySet, MembershipQuerySet, OwnedByAuthorityQuerySet
from history.models import SourcedRecord, tracked
from history.validity import check_order, period
from ui.addresses import address
from ui.ordering import GermanOrder


class AuthorityKind(models.TextChoices):
    """What sort of body an authority is."""

    DISTRICT = "district", "Landkreis"
    INDEPENDENT_CITY = "independent_city", "kreisfreie Stadt"
    MUNICIPALITY_WITHOUT_AMT = "municipality_without_amt", "amtsfreie Gemeinde"
    AMT = "amt", "Amt"
    AMT_MEMBER_MUNICIPALITY = "amt_member_municipality", "amtsangehörige Gemeinde"
    SPECIAL_PURPOSE_ASSOCIATION = "special_purpose_association", "Zweckverband"
    PUBLIC_INSTITUTION = "public_institution", "Anstalt des öffentlichen Rechts"
    MUNICIPAL_ENTERPRISE = "municipal_enterprise", "Eigenbetrieb"
    MUNICIPAL_COMPANY = "municipal_company", "kommunale Gesellschaft"
    SCHOOL = "school", "Schule"
    KITA = "kita", "Kindertagesstätte"
    OTHER = "other", "sonstige Stelle"


MUNICIPALITY_KINDS = (
    AuthorityKind.INDEPENDENT_CITY,
    AuthorityKind.MUNICIPALITY_WITHOUT_AMT,
    AuthorityKind.AMT_MEMBER_MUNICIPALITY,
)
FORMS_OF_ARS = {
    AuthorityKind.DISTRICT: keys.ARS_OF_DISTRICT,
    AuthorityKind.AMT: keys.ARS_OF_AMT,
    AuthorityKind.INDEPENDENT_CITY: keys.ARS_WITHOUT_AMT,
    AuthorityKind.MUNICIPALITY_WITHOUT_AMT: keys.ARS_WITHOUT_AMT,
    AuthorityKind.AMT_MEMBER_MUNICIPALITY: keys.ARS_IN_AMT,
}
"""How the ARS of each kind of body is built; others have none."""


@tracked()
class Authority(SourcedRecord):
    """A body whose IT is run, might be run or was run: town, Amt, district, school, association, company."""

    Kind = AuthorityKind
    MUNICIPALITIES = MUNICIPALITY_KINDS

    key = models.SlugField(
        "Schlüssel", unique=True, help_text="Kurzer, dauerhafter Name, zum Beispiel stadt-ludwigslust."
    )
    name = models.CharField("Name", max_length=200)
    short_name = models.CharField("Kurzname", max_length=60)
    kind = models.CharField("Art", max_length=30, choices=Kind)
    ags = models.CharField("AGS", max_length=8, blank=True, help_text="8 Ziffern, nur bei Gemeinden.")
    ars = models.CharField(
        "ARS", max_length=12, blank=True, help_text="12 Ziffern (Gemeinde), 9 (Amt) oder 5 (Landkreis)."
    )
    street = models.CharField("Straße", max_length=200, blank=True)
    postcode = models.CharField("Postleitzahl", max_length=5, blank=True)
    city = models.CharField("Ort", max_length=100, blank=True)
    is_served_by_mail = models.BooleanField(
        "Ansprechpersonen ohne Konto per E-Mail",
        default=True,
        help_text="Ohne Konto melden und antworten sie per E-Mail und erhalten E-Mails zu ihren Meldungen.",
    )
    note = models.TextField("Bemerkung", blank=True)

    objects = AuthorityQuerySet.as_manager()

    class Meta:
        verbose_name = "Behörde"
        verbose_name_plural = "Behörden"
        ordering = [GermanOrder("name"), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["ags"], condition=~Q(ags=""), name="authority_ags_unique",
                violation_error_message="Diesen AGS hat schon eine andere Behörde.",
            ),
            models.UniqueConstraint(
                fields=["ars"], condition=~Q(ars=""), name="authority_ars_unique",
                violation_error_message="Diesen ARS hat schon eine andere Behörde.",
            ),
            models.CheckConstraint(
                condition=Q(ags="") | Q(ags__regex=r"^13[0-9]{6}$"), name="authority_ags_form",
                violation_error_message="Der AGS hat 8 Ziffern und beginnt in Mecklenburg-Vorpommern mit 13.",
            ),
            models.CheckConstraint(
                condition=Q(ags="") | Q(ars="") | Q(ags=Concat(Left("ars", 5), Right("ars", 3))), name="authority_ags_in_ars",
                violation_error_message="Der AGS besteht aus den ersten fünf und den letzten drei Ziffern des ARS.",
            ),
            models.CheckConstraint(
                condition=Q(ags="") | Q(kind__in=MUNICIPALITY_KINDS), name="authority_ags_of_municipality",
                violation_error_message="Einen AGS haben nur Gemeinden.",
            ),
            models.CheckConstraint(
                condition=reduce(or_, (Q(kind=kind, ars__regex=form.pattern) for kind, form in FORMS_OF_ARS.items()), Q(ars="")),
                name="authority_ars_form",
                violation_error_message="Der ARS passt nicht zur Art der Behörde.",
            ),
        ]  # fmt: skip
        indexes = [models.Index(GermanOrder("name"), name="authority_german_order")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The authority's page in the workspace."""
        return address("dashboards:authority", self.pk)

    def clean(self) -> None:
        """Check the official keys against the kind of body; each message stands at its field."""
        errors = {}
        form = FORMS_OF_ARS.get(self.Kind(self.kind)) if self.kind in self.Kind.values else None
        if self.ags and (problem := keys.ags_problem(self.ags)):
            errors["ags"] = problem
        elif self.ags and self.kind not in self.MUNICIPALITIES:
            errors["ags"] = "Einen AGS haben nur Gemeinden."
        if self.ars and form is None:
            errors["ars"] = "Einen ARS haben nur Landkreise, Ämter und Gemeinden."
        elif self.ars and form and (problem := keys.ars_problem(self.ars, form)):
            errors["ars"] = problem
        elif self.ags and self.ars and "ags" not in errors and keys.ags_of(self.ars) != self.ags:
            errors["ags"] = f"Der AGS passt nicht zum ARS: Aus dem ARS ergibt sich {keys.ags_of(self.ars)}."
        if errors:
            raise ValidationError(errors)


@tracked()
class Membership(SourcedRecord):
    """One body belongs to another for a time: a municipality to its Amt, a managing municipality to the Amt it runs."""

    class Kind(models.TextChoices):
        MEMBER_OF_AMT = "member_of_amt", "gehört zum Amt"
        MANAGING_MUNICIPALITY_OF = "managing_municipality_of", "führt die Geschäfte von"
        SCHOOL_OF = "school_of", "in Trägerschaft von"
        OWNED_BY = "owned_by", "gehört"

    member = models.ForeignKey(Authority, verbose_name="Mitglied", on_delete=models.CASCADE, related_name="memberships")
    body = models.ForeignKey(Authority, verbose_name="gehört zu", on_delete=models.CASCADE, related_name="members")
    kind = models.CharField("Art", max_length=30, choices=Kind)
    valid_from = models.DateField("gültig ab", null=True, blank=True)
    valid_until = models.DateField(
        "gültig bis", null=True, blank=True, help_text="Letzter Tag; leer heißt: bis auf Weiteres."
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "Zugehörigkeit"
        verbose_name_plural = "Zugehörigkeiten"
        ordering = ["member_id", "valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(member=F("body")), name="membership_not_in_itself",
                violation_error_message="Eine Behörde kann nicht zu sich selbst gehören.",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_from__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="membership_period_order", violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
            ExclusionConstraint(
                name="membership_periods_apart",
                expressions=[
                    ("member", RangeOperators.EQUAL), ("kind", RangeOperators.EQUAL),
                    (period("valid_from", "valid_until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="In diesem Zeitraum ist für diese Behörde schon eine Zugehörigkeit derselben Art eingetragen.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.member_id} → {self.body_id})"

    def clean(self) -> None:
        """The end comes after the beginning."""
        check_order(self, "valid_from", "valid_until")


@tracked()
class AuthorityRole(SourcedRecord):
    """What an authority is to the provider in a period: one role at a time."""

    class Role(models.TextChoices):
        PROSPECT = "prospect", "Interessent"
        CUSTOMER = "customer", "Kunde"
        CARRIER = "carrier", "Träger"
        FORMER = "former", "ehemalig"

    class Outcome(models.TextChoices):
        OPEN = "open", "offen"
        DECLINED = "declined", "abgelehnt"
        WITHDRAWN = "withdrawn", "zurückgezogen"

    authority = models.ForeignKey(Authority, verbose_name="Behörde", on_delete=models.CASCADE, related_name="roles")
    role = models.CharField("Rolle", max_length=10, choices=Role)
    valid_from = models.DateField("gültig ab", null=True, blank=True, help_text="Leer heißt: Beginn nicht bekannt.")
    valid_until = models.DateField(
        "gültig bis", null=True, blank=True, help_text="Letzter Tag; leer heißt: bis auf Weiteres."
    )
    outcome = models.CharField(
        "Ausgang", max_length=10, choices=Outcome, blank=True, help_text="Nur bei Interessenten."
    )
    reason = models.TextField("Begründung", blank=True)
    note = models.TextField("Bemerkung", blank=True)

    objects = OwnedByAuthorityQuerySet.as_manager()

    class Meta:
        verbose_name = "Rolle einer Behörde"
        verbose_name_plural = "Rollen der Behörden"
        ordering = ["authority_id", F("valid_from").asc(nulls_first=True)]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_from__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="authority_role_period_order", violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(role="prospect"), name="authority_role_outcome_of_prospect",
                violation_error_message="Einen Ausgang hat nur die Rolle Interessent.",
            ),
            ExclusionConstraint(
                name="authority_role_periods_apart",
                expressions=[("authority", RangeOperators.EQUAL), (period("valid_from", "valid_until"), RangeOperators.OVERLAPS)],
                violation_error_message="In diesem Zeitraum hat die Behörde schon eine Rolle. Bitte beenden Sie diese zuerst.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.get_role_display()

    def clean(self) -> None:
        """The end comes after the beginning."""
        check_order(self, "valid_from", "valid_until")

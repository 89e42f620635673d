"""Service points: the provider's local places with opening hours, a team and the authorities they serve."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from accounts.models import Provider, StaffMember, Team
from customers.models.organisations import Authority
from customers.models.places import Site
from customers.querysets import (
    OfServicePointQuerySet,
    OwnedByAuthorityQuerySet,
    ServicePointQuerySet,
    SiteOfServicePointQuerySet,
)
from history.models import INVENTED, SourcedRecord, tracked, tracked_link
from history.validity import check_order, period
from ui.addresses import address


class Weekday(models.IntegerChoices):
    """Days of the week as Python counts them: Monday is 0."""

    MONDAY = 0, "Montag"
    TUESDAY = 1, "Dienstag"
    WEDNESDAY = 2, "Mittwoch"
    THURSDAY = 3, "Donnerstag"
    FRIDAY = 4, "Freitag"
    SATURDAY = 5, "Samstag"
    SUNDAY = 6, "Sonntag"


@tracked()
class ServicePoint(SourcedRecord):
    """A place near the authorities where people get help on site."""

    key = models.SlugField("Schlüssel", unique=True)
    provider = models.ForeignKey(
        Provider, verbose_name="Unternehmen", on_delete=models.PROTECT, related_name="service_points"
    )
    name = models.CharField("Name", max_length=120)
    street = models.CharField("Straße", max_length=200, blank=True)
    postcode = models.CharField("Postleitzahl", max_length=5, blank=True)
    city = models.CharField("Ort", max_length=100, blank=True)
    phone = models.CharField("Telefon", max_length=40, blank=True)
    note = models.TextField("Bemerkung", blank=True)
    team = models.ForeignKey(
        Team, verbose_name="Team", on_delete=models.PROTECT, null=True, blank=True, related_name="service_points"
    )
    staff = models.ManyToManyField(
        StaffMember, verbose_name="Mitarbeitende am Ort", blank=True, related_name="service_points"
    )
    authorities = models.ManyToManyField(
        Authority, verbose_name="betreute Behörden", blank=True, related_name="service_points"
    )
    sites = models.ManyToManyField(Site, verbose_name="betreute Standorte", blank=True, related_name="service_points")

    objects = ServicePointQuerySet.as_manager()

    class Meta:
        verbose_name = "Service-Point"
        verbose_name_plural = "Service-Points"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The service point's page in the workspace."""
        return address("counter:service_point", self.pk)


@tracked_link()
class StaffAtServicePoint(ServicePoint.staff.through):  # type: ignore[name-defined,misc]  # the table that Django makes
    """Who works at a service point, for the change history alone."""

    objects = OfServicePointQuerySet.as_manager()

    class Meta:
        proxy = True
        verbose_name = "Mitarbeit am Service-Point"


@tracked_link()
class AuthorityOfServicePoint(ServicePoint.authorities.through):  # type: ignore[name-defined,misc]  # the table that Django makes
    """Which authorities a service point serves, for the change history alone."""

    objects = OwnedByAuthorityQuerySet.as_manager()

    class Meta:
        proxy = True
        verbose_name = "Betreuung durch den Service-Point"


@tracked_link()
class SiteOfServicePoint(ServicePoint.sites.through):  # type: ignore[name-defined,misc]  # the table that Django makes
    """Which sites a service point serves, for the change history alone."""

    objects = SiteOfServicePointQuerySet.as_manager()

    class Meta:
        proxy = True
        verbose_name = "Betreuung eines Standorts"


@tracked()
class OpeningHours(models.Model):
    """A span in which a service point is open on a weekday."""

    service_point = models.ForeignKey(
        ServicePoint, verbose_name="Service-Point", on_delete=models.CASCADE, related_name="opening_hours"
    )
    weekday = models.PositiveSmallIntegerField("Wochentag", choices=Weekday)
    opens_at = models.TimeField("öffnet um")
    closes_at = models.TimeField("schließt um")
    is_demo = models.BooleanField("Demodaten", default=False, help_text=INVENTED)

    objects = OfServicePointQuerySet.as_manager()

    class Meta:
        verbose_name = "Öffnungszeit"
        verbose_name_plural = "Öffnungszeiten"
        ordering = ["service_point_id", "weekday", "opens_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="opening_hours_order",
                violation_error_message="Die Schließzeit liegt vor der Öffnungszeit.",
            ),
            models.UniqueConstraint(
                fields=["service_point", "weekday", "opens_at"], name="opening_hours_unique",
                violation_error_message="Diese Öffnungszeit ist schon eingetragen.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens_at:%H:%M}–{self.closes_at:%H:%M}"


@tracked()
class OpeningException(models.Model):
    """Days on which a service point is closed or open at other hours than usual, such as between the years."""

    service_point = models.ForeignKey(
        ServicePoint, verbose_name="Service-Point", on_delete=models.CASCADE, related_name="opening_exceptions"
    )
    first_day = models.DateField("erster Tag")
    last_day = models.DateField("letzter Tag")
    opens_at = models.TimeField("öffnet um", null=True, blank=True, help_text="Leer heißt: geschlossen.")
    closes_at = models.TimeField("schließt um", null=True, blank=True)
    reason = models.CharField("Grund", max_length=120, help_text="Behörden lesen ihn, zum Beispiel: Betriebsausflug.")
    is_demo = models.BooleanField("Demodaten", default=False, help_text=INVENTED)

    objects = OfServicePointQuerySet.as_manager()

    class Meta:
        verbose_name = "Ausnahme von den Öffnungszeiten"
        verbose_name_plural = "Ausnahmen von den Öffnungszeiten"
        ordering = ["first_day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="opening_exception_days_order",
                violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True, closes_at__isnull=True)
                | Q(opens_at__isnull=False, closes_at__isnull=False, closes_at__gt=F("opens_at")),
                name="opening_exception_hours_order",
                violation_error_message="Bitte geben Sie an, von wann bis wann geöffnet ist, oder lassen Sie beides leer.",
            ),
            ExclusionConstraint(
                name="opening_exceptions_apart",
                expressions=[
                    ("service_point", RangeOperators.EQUAL), (period("first_day", "last_day"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Für einen dieser Tage ist schon eine Ausnahme eingetragen.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        until = f" bis {self.last_day:%d.%m.%Y}" if self.last_day != self.first_day else ""
        return f"{self.first_day:%d.%m.%Y}{until}: {self.reason}"

    def clean(self) -> None:
        """The last day is not before the first, and hours are given as a pair."""
        check_order(self, "first_day", "last_day")
        if (self.opens_at is None) != (self.closes_at is None):
            missing = "closes_at" if self.closes_at is None else "opens_at"
            raise ValidationError({missing: "Bitte geben Sie Beginn und Ende an, oder lassen Sie beides leer."})

    @property
    def is_closed(self) -> bool:
        """Whether nobody is there at all on these days."""
        return self.opens_at is None

"""What the service tells the authorities: a maintenance to come, a restriction, a hint."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from announcements.querysets import AnnouncementQuerySet
from customers.models import Authority
from customers.querysets import OwnedByAuthorityQuerySet
from history.models import tracked, tracked_link


@tracked()
class Announcement(models.Model):
    """A text that all authorities, or those it concerns, read in the portal for a time."""

    class Kind(models.TextChoices):
        """What it is about, and how loudly it is said."""

        HINT = "hint", "Hinweis"
        MAINTENANCE = "maintenance", "Wartung"
        RESTRICTION = "restriction", "Einschränkung"

    kind = models.CharField("Art", max_length=11, choices=Kind, default=Kind.HINT)
    title = models.CharField("Überschrift", max_length=120)
    text = models.TextField("Text", max_length=4000, help_text="Was geschieht, wann, und was ist zu tun?")
    shown_from = models.DateTimeField("im Portal ab")
    shown_until = models.DateTimeField("im Portal bis", null=True, blank=True, help_text="Leer: bis auf Weiteres.")
    takes_place_from = models.DateTimeField(
        "Wartung von", null=True, blank=True, help_text="Wann daran gearbeitet wird; die Behörden lesen es."
    )
    takes_place_until = models.DateTimeField("Wartung bis", null=True, blank=True)
    is_for_all = models.BooleanField(
        "für alle Behörden", default=False, help_text="Sonst nur für die unten genannten Behörden."
    )
    authorities = models.ManyToManyField(
        Authority, verbose_name="betroffene Behörden", blank=True, related_name="announcements"
    )
    is_demo = models.BooleanField("Demodaten", default=False, help_text="Erfunden; betrifft keinen wirklichen Betrieb.")

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        verbose_name = "Mitteilung"
        verbose_name_plural = "Mitteilungen"
        ordering = ["-shown_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(shown_until__isnull=True) | Q(shown_until__gt=F("shown_from")), name="announcement_order",
                violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
            models.CheckConstraint(
                condition=Q(takes_place_from__isnull=True, takes_place_until__isnull=True)
                | Q(takes_place_from__isnull=False, takes_place_until__isnull=False, takes_place_until__gt=F("takes_place_from")),
                name="announcement_takes_place_in_order",
                violation_error_message="Bitte geben Sie an, von wann bis wann gearbeitet wird, oder lassen Sie beides leer.",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["-shown_from"], name="announcement_newest")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its place on the page of all announcements."""
        return f"{reverse('announcements:announcements')}#announcement-{self.pk}"

    def is_shown(self, now: datetime) -> bool:
        """Whether the portal shows it at this moment."""
        return self.shown_from <= now and (self.shown_until is None or now < self.shown_until)


@tracked_link()
class AuthorityOfAnnouncement(Announcement.authorities.through):  # type: ignore[name-defined,misc]  # the table that Django makes
    """Which authorities an announcement concerns, for the change history alone."""

    objects = OwnedByAuthorityQuerySet.as_manager()

    class Meta:
        proxy = True
        verbose_name = "Betroffenheit von einer Mitteilung"

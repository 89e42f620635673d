"""Places: sites of authorities and providers, and their rooms."""

from django.db import models
from django.db.models import Q

from accounts.models import Provider
from customers.models.organisations import Authority
from customers.querysets import OwnedByAuthorityQuerySet, RoomQuerySet
from history.models import SourcedRecord, tracked
from ui.addresses import address


@tracked()
class Site(SourcedRecord):
    """A building or address: a town hall of an authority, or the data centre of a provider."""

    authority = models.ForeignKey(
        Authority, verbose_name="Behörde", on_delete=models.CASCADE, null=True, blank=True, related_name="sites"
    )
    provider = models.ForeignKey(
        Provider, verbose_name="Unternehmen", on_delete=models.CASCADE, null=True, blank=True, related_name="sites"
    )
    key = models.SlugField("Schlüssel", unique=True)
    name = models.CharField("Name", max_length=120)
    street = models.CharField("Straße", max_length=200, blank=True)
    postcode = models.CharField("Postleitzahl", max_length=5, blank=True)
    city = models.CharField("Ort", max_length=100, blank=True)
    is_data_centre = models.BooleanField("Rechenzentrum", default=False)

    objects = OwnedByAuthorityQuerySet.as_manager()

    class Meta:
        verbose_name = "Standort"
        verbose_name_plural = "Standorte"
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(authority__isnull=True, provider__isnull=False) | Q(authority__isnull=False, provider__isnull=True),
                name="site_has_one_owner",
                violation_error_message="Ein Standort gehört entweder zu einer Behörde oder zu einem Unternehmen.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The site's page in the workspace."""
        return address("customers:site", self.pk)


@tracked()
class Room(models.Model):
    """A room of a site."""

    site = models.ForeignKey(Site, verbose_name="Standort", on_delete=models.CASCADE, related_name="rooms")
    name = models.CharField("Raum", max_length=60)
    floor = models.CharField("Etage", max_length=30, blank=True)

    objects = RoomQuerySet.as_manager()

    class Meta:
        verbose_name = "Raum"
        verbose_name_plural = "Räume"
        ordering = ["site_id", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "name"], name="room_unique_in_site",
                violation_error_message="Diesen Raum gibt es an diesem Standort schon.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

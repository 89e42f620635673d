"""Services to the public (LeiKa, OZG), and which Fachverfahren serve them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from applications.keys import in_groups, leika_key
from applications.models.instances import SpecialistApplication
from applications.querysets import OfApplicationQuerySet, RegisterQuerySet
from history.models import INVENTED, SourcedRecord, tracked
from ui.addresses import address
from ui.ordering import GermanOrder


class LeikaKeyField(models.CharField):  # type: ignore[type-arg]  # it takes none when the program runs
    """A LeiKa key: checked, and kept without what separates its groups."""

    def to_python(self, value: object) -> str:
        text: str = super().to_python(value) or ""
        if not text:
            return text
        try:
            return leika_key(text)
        except ValueError as problem:
            raise ValidationError(str(problem)) from problem


@tracked()
class PublicService(SourcedRecord):
    """A service of the administration to the public, by its key in the Leistungskatalog."""

    leika = LeikaKeyField(
        "LeiKa-Schlüssel", max_length=40, unique=True, help_text="14 Ziffern, zum Beispiel 99 107 108 017 000."
    )
    name = models.CharField("Bezeichnung", max_length=200)
    ozg = models.CharField(
        "OZG-Nummer", max_length=10, blank=True, help_text="Nummer der Leistung im OZG-Umsetzungskatalog."
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RegisterQuerySet.as_manager()

    class Meta:
        verbose_name = "Verwaltungsleistung"
        verbose_name_plural = "Verwaltungsleistungen"
        ordering = [GermanOrder("name"), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(leika__regex=r"^(99|0[1-9]|1[0-6])[0-9]{12}$"), name="public_service_leika",
                violation_error_message="Der Leistungsschlüssel hat 14 Ziffern und beginnt mit 99 oder der Nummer eines Landes.",
            ),
            models.CheckConstraint(
                condition=Q(ozg__regex=r"^[0-9]*$"), name="public_service_ozg",
                violation_error_message="Die OZG-Nummer besteht nur aus Ziffern.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page of the service in the workspace."""
        return address("applications:service", self.pk)

    @property
    def key_in_groups(self) -> str:
        """The key as it is read."""
        return in_groups(self.leika)


@tracked()
class ProvidedService(models.Model):
    """A Fachverfahren serves a Verwaltungsleistung; one serves many, and many can serve one."""

    application = models.ForeignKey(
        SpecialistApplication, verbose_name="Fachverfahren", on_delete=models.CASCADE, related_name="provided_services"
    )
    service = models.ForeignKey(
        PublicService, verbose_name="Verwaltungsleistung", on_delete=models.PROTECT, related_name="provided_by"
    )
    is_demo = models.BooleanField("Demodaten", default=False, help_text=INVENTED)

    objects = OfApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = "bediente Verwaltungsleistung"
        verbose_name_plural = "bediente Verwaltungsleistungen"
        ordering = ["application_id", "service_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "service"], name="provided_service_once",
                violation_error_message="Diese Leistung ist bei dem Fachverfahren schon eingetragen.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Leistung {self.pk or 'neu'}"

"""When somebody of the service staff is away, and who looks after their reports meanwhile."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from accounts.models.people import StaffMember
from accounts.querysets import AbsenceQuerySet
from history.models import tracked
from history.validity import check_order, period


@tracked()
class Absence(models.Model):
    """A member of staff is away for some days, and a colleague stands in. Why, nobody is asked."""

    member = models.ForeignKey(StaffMember, verbose_name="abwesend", on_delete=models.CASCADE, related_name="absences")
    first_day = models.DateField("erster Tag")
    last_day = models.DateField("letzter Tag")
    substitute = models.ForeignKey(
        StaffMember, verbose_name="Vertretung", on_delete=models.CASCADE, related_name="substitutions"
    )

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = "Abwesenheit"
        verbose_name_plural = "Abwesenheiten"
        ordering = ["first_day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="absence_order",
                violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
            models.CheckConstraint(
                condition=~Q(substitute=F("member")), name="absence_substitute_is_somebody_else",
                violation_error_message="Niemand vertritt sich selbst.",
            ),
            ExclusionConstraint(
                name="absences_of_a_member_apart",
                expressions=[
                    ("member", RangeOperators.EQUAL), (period("first_day", "last_day"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="In diesem Zeitraum ist schon eine Abwesenheit eingetragen.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.first_day:%d.%m.%Y} bis {self.last_day:%d.%m.%Y}"

    def clean(self) -> None:
        """The end comes after the beginning."""
        check_order(self, "first_day", "last_day")

"""Who is on duty at a service point, day by day."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from accounts.models import StaffMember
from customers.models.service_points import ServicePoint
from customers.querysets import ShiftQuerySet
from history.models import INVENTED, tracked


def _moment(clock: str) -> Func:
    # The options in this order, as a migration writes them: otherwise each run of makemigrations finds a difference.
    return Func(F("day"), F(clock), arg_joiner=" + ", template="(%(expressions)s)", output_field=models.DateTimeField())


@tracked()
class Shift(models.Model):
    """A member of staff is on duty at a service point for some hours of a day, and a colleague steps in when they are away.

    It says who is there, not what anybody did; after some weeks it is deleted, and nothing is counted by it.
    """

    service_point = models.ForeignKey(
        ServicePoint, verbose_name="Service-Point", on_delete=models.CASCADE, related_name="shifts"
    )
    day = models.DateField("Tag")
    member = models.ForeignKey(StaffMember, verbose_name="im Dienst", on_delete=models.CASCADE, related_name="shifts")
    begins_at = models.TimeField("von")
    ends_at = models.TimeField("bis")
    deputy = models.ForeignKey(
        StaffMember,
        verbose_name="Vertretung",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="shifts_as_deputy",
        help_text="Springt ein, wenn die Person abwesend ist.",
    )
    is_demo = models.BooleanField("Demodaten", default=False, help_text=INVENTED)

    objects = ShiftQuerySet.as_manager()

    class Meta:
        verbose_name = "Dienst"
        verbose_name_plural = "Dienste"
        ordering = ["day", "begins_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")), name="shift_order",
                violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
            models.CheckConstraint(
                condition=Q(deputy__isnull=True) | ~Q(deputy=F("member")), name="shift_deputy_is_somebody_else",
                violation_error_message="Niemand vertritt sich selbst.",
            ),
            ExclusionConstraint(
                name="shifts_of_a_person_apart",
                expressions=[
                    ("member", RangeOperators.EQUAL),
                    (Func(_moment("begins_at"), _moment("ends_at"), function="tsrange", output_field=DateTimeRangeField()), RangeOperators.OVERLAPS),
                ],
                violation_error_message="In dieser Zeit ist diese Person schon eingeteilt.",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["service_point", "day"], name="shift_by_day")]

    def __str__(self) -> str:
        return f"{self.day:%d.%m.%Y}, {self.begins_at:%H:%M} bis {self.ends_at:%H:%M} Uhr"

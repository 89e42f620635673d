"""Devices that are lent for some days."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from customers.models import Authority, Contact
from history.models import INVENTED, tracked
from history.validity import check_order, period
from ui.addresses import address
from workstations.models.devices import Device
from workstations.querysets import LoanQuerySet


class LoanStanding(models.TextChoices):
    """Where a loan stands; told by its days and kept nowhere."""

    RESERVED = "reserved", "reserviert"
    OUT = "out", "ausgegeben"
    OVERDUE = "overdue", "überfällig"
    RETURNED = "returned", "zurück"
    EXPIRED = "expired", "nicht abgeholt"
    CANCELLED = "cancelled", "abgesagt"


@tracked()
class Loan(models.Model):
    """That a device is reserved for, and lent to, somebody of an authority from one day to another."""

    device = models.ForeignKey(Device, verbose_name="Gerät", on_delete=models.CASCADE, related_name="loans")
    authority = models.ForeignKey(Authority, verbose_name="Behörde", on_delete=models.PROTECT, related_name="loans")
    contact = models.ForeignKey(
        Contact, verbose_name="für", on_delete=models.SET_NULL, null=True, blank=True, related_name="loans"
    )
    starts_on = models.DateField("von")
    ends_on = models.DateField("bis")
    purpose = models.CharField("Zweck", max_length=200, blank=True)
    handed_out_on = models.DateField("ausgegeben am", null=True, blank=True)
    returned_on = models.DateField("zurück am", null=True, blank=True)
    is_cancelled = models.BooleanField("abgesagt", default=False)
    is_demo = models.BooleanField("Demodaten", default=False, help_text=INVENTED)

    objects = LoanQuerySet.as_manager()

    class Meta:
        verbose_name = "Ausleihe"
        verbose_name_plural = "Ausleihen"
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="loan_order",
                violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
            models.CheckConstraint(
                condition=Q(returned_on__isnull=True) | Q(handed_out_on__isnull=False, returned_on__gte=F("handed_out_on")),
                name="loan_returned_after_handed_out",
                violation_error_message="Zurück kommt nur, was vorher ausgegeben wurde.",
            ),
            models.CheckConstraint(
                condition=Q(is_cancelled=False) | Q(handed_out_on__isnull=True), name="loan_cancelled_before_handed_out",
                violation_error_message="Was ausgegeben ist, wird zurückgegeben und nicht abgesagt.",
            ),
            ExclusionConstraint(
                name="loan_one_at_a_time",
                expressions=[("device", RangeOperators.EQUAL), (period("starts_on", "ends_on"), RangeOperators.OVERLAPS)],
                condition=Q(is_cancelled=False, returned_on__isnull=True),
                violation_error_message="In dieser Zeit ist das Gerät schon vergeben.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.starts_on:%d.%m.%Y} bis {self.ends_on:%d.%m.%Y}"

    def get_absolute_url(self) -> str:
        """Its page, for the service and for whoever borrows."""
        return address("workstations:loan", self.pk)

    def standing(self, day: date) -> LoanStanding:
        """Where it stands on a day."""
        if self.is_cancelled:
            return LoanStanding.CANCELLED
        if self.returned_on:
            return LoanStanding.RETURNED
        if self.handed_out_on:
            return LoanStanding.OVERDUE if self.ends_on < day else LoanStanding.OUT
        return LoanStanding.EXPIRED if self.ends_on < day else LoanStanding.RESERVED

    def keeps_until(self, day: date) -> date:
        """To which day it keeps its device, as things are on a day: what is overdue goes on until it is back."""
        return max(self.ends_on, day) if self.handed_out_on else self.ends_on

    def clean(self) -> None:
        check_order(self, "starts_on", "ends_on")

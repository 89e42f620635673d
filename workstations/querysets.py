"""Sets of workstations, devices and infrastructure, and who may see them."""

from typing import TYPE_CHECKING

from django.db import models

from customers.access import narrowed

if TYPE_CHECKING:
    from accounts.models import User
    from workstations.models import Device, Workstation


class WorkstationQuerySet(models.QuerySet["Workstation"]):
    """Workstations."""

    def visible_to(self, user: "User") -> "WorkstationQuerySet":
        """A coordinator sees those of the authority, a reporter their own."""
        return narrowed(self, user, authority="authority_id", person="used_by")

    def in_service(self) -> "WorkstationQuerySet":
        """Workstations in daily use."""
        return self.filter(state="in_service")


class DeviceQuerySet(models.QuerySet["Device"]):
    """Devices."""

    def visible_to(self, user: "User") -> "DeviceQuerySet":
        """A coordinator sees the devices of the authority, a reporter those of their own workstation."""
        return narrowed(self, user, authority="authority_id", person="workstation__used_by")

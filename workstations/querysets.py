"""Sets of workstations, devices and infrastructure, and who may see them."""

from typing import TYPE_CHECKING

from django.db import models

from customers.access import contact_of

if TYPE_CHECKING:
    from accounts.models import User
    from workstations.models import Device, InfrastructureItem, Workstation


class WorkstationQuerySet(models.QuerySet["Workstation"]):
    """Workstations."""

    def visible_to(self, user: "User") -> "WorkstationQuerySet":
        """A coordinator sees those of the authority, a reporter their own."""
        if user.is_service_staff:
            return self
        contact = contact_of(user)
        if contact is None:
            return self.none()
        own = self.filter(authority_id=contact.authority_id)
        return own if contact.sees_whole_authority else own.filter(used_by=contact)

    def in_service(self) -> "WorkstationQuerySet":
        """Workstations in daily use."""
        return self.filter(state="in_service")


class DeviceQuerySet(models.QuerySet["Device"]):
    """Devices."""

    def visible_to(self, user: "User") -> "DeviceQuerySet":
        """A coordinator sees the devices of the authority, a reporter those of their own workstation."""
        if user.is_service_staff:
            return self
        contact = contact_of(user)
        if contact is None:
            return self.none()
        own = self.filter(authority_id=contact.authority_id)
        return own if contact.sees_whole_authority else own.filter(workstation__used_by=contact)


class InfrastructureItemQuerySet(models.QuerySet["InfrastructureItem"]):
    """Central infrastructure."""

    def visible_to(self, user: "User") -> "InfrastructureItemQuerySet":
        """Only staff see the central infrastructure."""
        return self if user.is_service_staff else self.none()

"""Authorities, places, contacts and service points in the web admin."""

from customers.admin.contacts import ContactAdmin, ContactFunctionAdmin
from customers.admin.organisations import (
    AuthorityAdmin,
    AuthorityRoleAdmin,
    MembershipAdmin,
    SuccessionAdmin,
    TaskTransferAdmin,
)
from customers.admin.places import LocationAdmin, RoomAdmin, SiteAdmin
from customers.admin.service_points import ServicePointAdmin

__all__ = [
    "AuthorityAdmin",
    "AuthorityRoleAdmin",
    "ContactAdmin",
    "ContactFunctionAdmin",
    "LocationAdmin",
    "MembershipAdmin",
    "RoomAdmin",
    "ServicePointAdmin",
    "SiteAdmin",
    "SuccessionAdmin",
    "TaskTransferAdmin",
]

"""Organisations and their roles over time, places, contacts and service points."""

from customers.models.contacts import Contact
from customers.models.functions import ContactFunction
from customers.models.locations import Location
from customers.models.organisations import Authority, AuthorityRole, Membership
from customers.models.places import Room, Site
from customers.models.rota import Shift
from customers.models.service_points import (
    AuthorityOfServicePoint,
    OpeningException,
    OpeningHours,
    ServicePoint,
    SiteOfServicePoint,
    StaffAtServicePoint,
)
from customers.models.successions import Succession
from customers.models.task_transfers import TaskTransfer

__all__ = [
    "Authority",
    "AuthorityOfServicePoint",
    "AuthorityRole",
    "Contact",
    "ContactFunction",
    "Location",
    "Membership",
    "OpeningException",
    "OpeningHours",
    "Room",
    "ServicePoint",
    "Shift",
    "Site",
    "SiteOfServicePoint",
    "StaffAtServicePoint",
    "Succession",
    "TaskTransfer",
]

"""Pages of authorities, service points and contacts, for staff and for the authorities themselves."""

from customers.views.authorities import AuthorityList, AuthorityTree
from customers.views.contacts import ContactDetail, ContactList
from customers.views.map import AuthorityMap
from customers.views.relations import (
    AddMembership,
    AddRole,
    AddTransfer,
    AuthorityRelations,
    EndMembership,
    EndRole,
    EndTransfer,
)
from customers.views.service_points import ServicePointDetail, ServicePointList
from customers.views.successions import MergePage

__all__ = [
    "AddMembership",
    "AddRole",
    "AddTransfer",
    "AuthorityList",
    "AuthorityMap",
    "AuthorityRelations",
    "AuthorityTree",
    "ContactDetail",
    "ContactList",
    "EndMembership",
    "EndRole",
    "EndTransfer",
    "MergePage",
    "ServicePointDetail",
    "ServicePointList",
]

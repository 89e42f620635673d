"""Pages of authorities, their places and contacts, for staff and for the authorities themselves."""

from customers.views.authorities import AuthorityList, AuthorityTree
from customers.views.contacts import ContactDetail, ContactList
from customers.views.functions import ChangeFunction, EndFunction, GiveFunction
from customers.views.map import AuthorityMap
from customers.views.places import AddRoom, AddSite, EditRoom, EditSite, RemoveRoom, SiteDetail, SiteList
from customers.views.relations import (
    AddMembership,
    AddRole,
    AddTransfer,
    AuthorityRelations,
    EndMembership,
    EndRole,
    EndTransfer,
)
from customers.views.successions import MergePage

__all__ = [
    "AddMembership",
    "AddRole",
    "AddRoom",
    "AddSite",
    "AddTransfer",
    "AuthorityList",
    "AuthorityMap",
    "AuthorityRelations",
    "AuthorityTree",
    "ChangeFunction",
    "ContactDetail",
    "ContactList",
    "EditRoom",
    "EditSite",
    "EndFunction",
    "EndMembership",
    "EndRole",
    "EndTransfer",
    "GiveFunction",
    "MergePage",
    "RemoveRoom",
    "SiteDetail",
    "SiteList",
]

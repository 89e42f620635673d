"""Pages of authorities, their places and contacts, for staff and for the authorities themselves."""

from customers.views.authorities import AuthorityDetail, AuthorityList, AuthorityTree
from customers.views.contacts import ContactDetail, ContactList
from customers.views.functions import ChangeFunction, EndFunction, GiveFunction
from customers.views.places import AddRoom, AddSite, EditRoom, EditSite, RemoveRoom, SiteDetail, SiteList

__all__ = [
    "AddRoom",
    "AddSite",
    "AuthorityDetail",
    "AuthorityList",
    "AuthorityTree",
    "ChangeFunction",
    "ContactDetail",
    "ContactList",
    "EditRoom",
    "EditSite",
    "EndFunction",
    "GiveFunction",
    "RemoveRoom",
    "SiteDetail",
    "SiteList",
]

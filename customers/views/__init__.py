"""Pages of authorities, service points and contacts, for staff and for the authorities themselves."""

from customers.views.authorities import AuthorityList, AuthorityTree
from customers.views.contacts import ContactDetail, ContactList
from customers.views.service_points import ServicePointDetail, ServicePointList

__all__ = [
    "AuthorityList",
    "AuthorityTree",
    "ContactDetail",
    "ContactList",
    "ServicePointDetail",
    "ServicePointList",
]

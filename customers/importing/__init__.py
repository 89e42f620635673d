"""Authorities, contacts and sites as files: what can be imported, and exported in the same shape."""

from customers.importing import authorities, contacts, sites
from imports.kinds import offer


def offer_kinds() -> None:
    """Let them be imported; called once when all apps are there."""
    offer(authorities.KIND, contacts.KIND, sites.KIND)

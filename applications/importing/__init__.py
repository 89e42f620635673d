"""Fachverfahren, their use and services to the public as files: what can be imported, and exported in the same shape."""

from applications.importing import instances, public_services, uses
from imports.kinds import offer


def offer_kinds() -> None:
    """Let them be imported; called once when all apps are there."""
    offer(instances.KIND, uses.KIND, public_services.KIND)

"""Workstations, devices and central infrastructure as files: what can be imported, and exported in the same shape."""

from imports.kinds import offer
from workstations.importing import devices, infrastructure, places


def offer_kinds() -> None:
    """Let them be imported; called once when all apps are there."""
    offer(places.KIND, devices.KIND, infrastructure.KIND)

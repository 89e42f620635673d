"""The panels about what a report is about: its workstation, its Fachverfahren."""

from datetime import datetime
from functools import cache
from typing import Any

from accounts.models import User
from applications.models import SpecialistApplication
from tickets.models import Ticket
from ui.together import Together
from workstations.models import OperatingSystem, Workstation

OF_WORKSTATION = [
    "pk", "inventory_number", "name", "state", "site__name", "room__name",
    *(
        f"computer__{path}operating_system__{name}" for path in ("", "model__") for name in ("name", "version")
    ),
]  # fmt: skip
OF_APPLICATION = ["pk", "name", "version", "hosting", "product__vendor__name"]


def workstation(ticket: Ticket, user: User, now: datetime, page: Together) -> dict[str, Any]:
    """Where it is, and with which system."""
    rows = page.rows(
        lambda key: Workstation.objects.visible_to(user).filter(pk=key).values(*OF_WORKSTATION),
        words=("its workstation", user.reach), given=[ticket.workstation_id],
    ) if ticket.workstation_id else []  # fmt: skip
    return {"place": cache(lambda: next(map(_place, rows), None))}


def _place(row: dict[str, Any]) -> dict[str, Any]:
    """The row, with its state in words and the system of its computer: what was entered, else what its model comes with."""
    system = ""
    for path in ("computer__operating_system", "computer__model__operating_system"):
        system = system or str(OperatingSystem(name=row[f"{path}__name"] or "", version=row[f"{path}__version"] or ""))
    return row | {"system": system, "state": Workstation(state=row["state"]).get_state_display()}


def application(ticket: Ticket, user: User, now: datetime, page: Together) -> dict[str, Any]:
    """In which version it runs, whose it is, and where."""
    rows = page.rows(
        lambda key: SpecialistApplication.objects.visible_to(user).filter(pk=key).values(*OF_APPLICATION),
        words=("its application", user.reach), given=[ticket.application_id],
    ) if ticket.application_id else []  # fmt: skip
    return {"in_use": cache(lambda: next(map(_in_use, rows), None))}


def _in_use(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"hosting": SpecialistApplication(hosting=row["hosting"]).get_hosting_display()}

"""Which workstations belong to a scope, and how their place is told."""

from django.db.models import QuerySet

from customers.models import TaskTransfer
from workstations.models import Workstation


def workstations_of(authority: int, scope: str) -> QuerySet[Workstation]:
    """Those in use of an authority that belong to a scope: the school network to the schools' IT, the rest to the core."""
    rows = Workstation.objects.in_service().filter(authority=authority).select_related("site", "room")
    school = Workstation.Network.SCHOOL
    return rows.filter(network=school) if scope == TaskTransfer.Scope.SCHOOL_IT else rows.exclude(network=school)


def place_of(row: Workstation) -> str:
    """Site and room in one line."""
    return ", ".join(str(part) for part in (row.site, row.room) if part)

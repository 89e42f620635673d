"""Who signs in, for those who work here their place in the house and who stands in for whom."""

from accounts.models.absences import Absence
from accounts.models.failed_sign_ins import FailedSignIns
from accounts.models.people import (
    Provider,
    RoleAssignment,
    RoleProposal,
    SecondFactorReset,
    StaffMember,
    Team,
    User,
)

__all__ = [
    "Absence",
    "FailedSignIns",
    "Provider",
    "RoleAssignment",
    "RoleProposal",
    "SecondFactorReset",
    "StaffMember",
    "Team",
    "User",
]

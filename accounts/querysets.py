"""Sets of staff, and who may see them."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from accounts.models import RoleProposal, StaffMember, User


class StaffMemberQuerySet(models.QuerySet["StaffMember"]):
    """Staff of the service operation."""

    def visible_to(self, user: "User") -> "StaffMemberQuerySet":
        """Colleagues see each other; authorities see a name only where it stands in their own report."""
        return self if user.is_service_staff else self.none()

    def working(self) -> "StaffMemberQuerySet":
        """Staff whose account is active, so that work can be given to them."""
        return self.filter(user__is_active=True)


class RoleProposalQuerySet(models.QuerySet["RoleProposal"]):
    """What directories propose about roles."""

    def visible_to(self, user: "User") -> "RoleProposalQuerySet":
        """Who may decide sees all of them, also the one about themselves, which somebody else decides."""
        may_decide = user.is_service_staff and user.has_perm("accounts.decide_roleproposal")
        return self if may_decide else self.none()

    def open(self) -> "RoleProposalQuerySet":
        """Those that wait for a decision."""
        return self.filter(state="open")

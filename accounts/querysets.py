"""Sets of staff, and who may see them."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from accounts.models import StaffMember, User


class StaffMemberQuerySet(models.QuerySet["StaffMember"]):
    """Staff of the service operation."""

    def visible_to(self, user: "User") -> "StaffMemberQuerySet":
        """Colleagues see each other; authorities see a name only where it stands in their own report."""
        return self if user.is_service_staff else self.none()

    def working(self) -> "StaffMemberQuerySet":
        """Staff whose account is active, so that work can be given to them."""
        return self.filter(user__is_active=True)

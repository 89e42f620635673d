"""The piece that all of these actions begin with."""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

if TYPE_CHECKING:
    from accounts.models import User


def require(by: "User", right: str) -> None:
    """Only staff who hold the right go on."""
    if not (by.is_service_staff and by.has_perm(f"continuity.{right}")):
        raise PermissionDenied

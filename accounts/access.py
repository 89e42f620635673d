"""What a signed-in person may reach today: the roles they hold, and the authorities behind them."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import connection

from accounts.roles import ALL_ROLES, PORTAL_ROLES, STAFF_ROLES, Role

if TYPE_CHECKING:
    from accounts.models import User

COLUMNS = "is_staff, staff_roles, portal_roles, contacts, authorities, whole_authorities"
STAFF_ROLE = {role.key: role for role in STAFF_ROLES}


@dataclass(frozen=True)
class Access:
    """The answer of the database function `access_of` (ksm/isolation/functions.sql); keys are primary keys."""

    is_staff: bool
    roles: tuple[Role, ...]
    contacts: frozenset[int]
    authorities: frozenset[int]
    whole_authorities: frozenset[int]

    @classmethod
    def of_row(
        cls,
        is_staff: bool,
        staff_roles: list[str],
        portal_roles: list[str],
        contacts: list[int],
        authorities: list[int],
        whole_authorities: list[int],
    ) -> "Access":
        """From one row with the columns `COLUMNS`; a role that the code no longer knows gives nothing."""
        held = {STAFF_ROLE.get(key) for key in staff_roles} | {PORTAL_ROLES[key] for key in portal_roles}
        return cls(
            is_staff=is_staff,
            roles=tuple(role for role in ALL_ROLES if role in held),
            contacts=frozenset(contacts),
            authorities=frozenset(authorities),
            whole_authorities=frozenset(whole_authorities),
        )

    @cached_property
    def permissions(self) -> frozenset[str]:
        """All rights that the roles give, such as `tickets.view_ticket`."""
        return frozenset(name for role in self.roles for name in role.permissions)

    @property
    def uses_admin(self) -> bool:
        """Whether one of the roles works in the web admin."""
        return any(role.uses_admin for role in self.roles)


NOTHING = Access(False, (), frozenset(), frozenset(), frozenset())


def access_on(account: int, day: date) -> Access:
    """What an account may reach on a day."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {COLUMNS} FROM access_of(%s, %s)", [account, day])  # noqa: S608 – a constant
        return Access.of_row(*cursor.fetchone())


def require_staff(by: "User", right: str) -> None:
    """Only staff of the service who hold the right go on."""
    if not (by.is_service_staff and by.has_perm(right)):
        raise PermissionDenied

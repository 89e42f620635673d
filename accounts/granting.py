"""Who may give which rights: nobody more than they hold themselves, apart from what one role alone decides."""

from collections.abc import Iterable

from django.utils import timezone

from accounts.models import User
from accounts.roles import DECIDED_BY_ONE_ROLE, STAFF_ROLES, Role


def may_grant(giver: User, role: Role) -> bool:
    """Whether a person may give or take this role: only what they may do themselves, or what one role alone decides."""
    return giver.has_perms([name for name in role.permissions if name not in DECIDED_BY_ONE_ROLE])


def may_manage(keeper: User, account: User) -> bool:
    """Whether a person may change an account or set its password: never one that may do more than themselves.

    What the account will be allowed to do counts already: a password that is set today still opens tomorrow.
    """
    if keeper.is_superuser:
        return True
    return not account.is_superuser and rights_to_come(account) <= keeper.get_all_permissions()


def rights_to_come(account: User) -> set[str]:
    """What an account may do today or later by the roles of the staff, whether or not it is active.

    Left out is what one role alone decides: whoever keeps accounts gives that role and does not hold it.
    """
    roles = [row.definition for row in account.role_assignments.not_ended(timezone.localdate())]
    return {name for role in roles if role for name in role.permissions if name not in DECIDED_BY_ONE_ROLE}


def held_roles(user: User) -> list[Role]:
    """The roles of the service staff that a person holds today, whether or not their account is active."""
    keys = set(user.role_assignments.current(timezone.localdate()).values_list("role", flat=True))
    return [role for role in STAFF_ROLES if role.key in keys]


def not_grantable(giver: User, before: Iterable[Role], after: Iterable[Role]) -> list[Role]:
    """The roles that would be given or taken and that this person may not decide about."""
    changed = {role.key for role in before} ^ {role.key for role in after}
    return [role for role in STAFF_ROLES if role.key in changed and not may_grant(giver, role)]

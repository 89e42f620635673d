"""What is done with accounts and roles."""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db import transaction

from accounts.models import Provider, StaffMember, Team, User
from accounts.roles import ALL_ROLES, Role
from history.log import record
from history.models import LogEntry


@transaction.atomic
def sync_roles() -> list[str]:
    """Make the groups equal to the roles in code; return the names of the roles whose rights changed.

    Raises LookupError when a role names a permission that no model has.
    """
    known = {
        f"{app}.{codename}": pk
        for pk, app, codename in Permission.objects.values_list("pk", "content_type__app_label", "codename")
    }
    changed = []
    for role in ALL_ROLES:
        missing = [name for name in role.permissions if name not in known]
        if missing:
            raise LookupError(f"role {role.key} names unknown permissions: {', '.join(missing)}")
        group, created = Group.objects.get_or_create(name=role.name)
        wanted = {known[name] for name in role.permissions}
        if created or wanted != set(group.permissions.values_list("pk", flat=True)):
            group.permissions.set(wanted)
            changed.append(role.name)
    return changed


@transaction.atomic
def assign_roles(*, user: User, roles: Iterable[Role]) -> None:
    """Let a person hold exactly these roles; the web admin opens when one of them works there."""
    held = list(roles)
    before = set(user.groups.values_list("name", flat=True))
    user.groups.set(Group.objects.filter(name__in=[role.name for role in held]))
    user.is_staff = any(role.uses_admin for role in held)
    user.save(update_fields=["is_staff"])
    _log_roles(user, before, {role.name for role in held})


def _log_roles(user: User, before: set[str], after: set[str]) -> None:
    """Who gave or took it is known from the request."""
    for kind, names in ((LogEntry.Kind.ROLES_GIVEN, after - before), (LogEntry.Kind.ROLES_TAKEN, before - after)):
        if names:
            record(kind=kind, user=None, about=user, subject=", ".join(sorted(names)))


@transaction.atomic
def employ(
    *, user: User, provider: Provider, team: Team, roles: Iterable[Role], job_title: str = "", phone: str = ""
) -> StaffMember:
    """Make a person a member of the service staff."""
    member = StaffMember(
        user=user,
        provider=provider,
        team=team,
        job_title=job_title,
        phone=phone,
        display_name=str(user),
        is_demo=user.is_demo,
    )
    member.full_clean()
    member.save()
    assign_roles(user=user, roles=roles)
    return member

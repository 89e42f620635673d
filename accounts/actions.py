"""What is done with accounts and roles."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from accounts.models import Provider, RoleAssignment, StaffMember, Team, User
from accounts.roles import Role


@transaction.atomic
def assign_roles(*, user: User, roles: Iterable[Role]) -> None:
    """Let a person hold exactly these roles of the staff from today on; what has ended stays as it was."""
    today = timezone.localdate()
    wanted = {role.key for role in roles}
    held = set(user.role_assignments.current(today).filter(role__in=wanted).values_list("role", flat=True))
    user.role_assignments.not_ended(today).exclude(role__in=held).delete()
    for key in sorted(wanted - held):
        RoleAssignment.objects.create(user=user, role=key, valid_from=today)
    user.forget_access()


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

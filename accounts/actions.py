"""What is done with accounts and roles."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import Absence, Provider, RoleAssignment, StaffMember, Team, User
from accounts.roles import Role
from history.log import record
from history.models import LogEntry
from history.validity import in_words


@transaction.atomic
def assign_roles(*, user: User, roles: Iterable[Role]) -> None:
    """Let a person hold exactly these roles of the staff from today on; what has ended stays as it was."""
    today = timezone.localdate()
    wanted = {role.key for role in roles}
    current = user.role_assignments.current(today)
    before = set(current.values_list("role", flat=True))
    known = roles_in_words(user)
    user.role_assignments.not_ended(today).exclude(role__in=wanted & before).delete()
    for key in sorted(wanted - before):
        RoleAssignment.objects.create(user=user, role=key, valid_from=today)
    user.forget_access()
    log_roles(user=user, before=known, after=roles_in_words(user))


def roles_in_words(user: User) -> set[str]:
    """The roles of the staff that a person holds today or will hold, with what limits them."""
    today = timezone.localdate()
    return {f"{row}{in_words(row, today)}" for row in user.role_assignments.not_ended(today)}


def log_roles(*, user: User, before: set[str], after: set[str]) -> None:
    """Write into the log which roles were given and taken, in words; who did it is known from the request."""
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


@transaction.atomic
def enter_absence(
    *, member: StaffMember | None, first_day: date, last_day: date, substitute: StaffMember, by: User, today: date
) -> Absence:
    """Say when somebody is away and who looks after their reports: for oneself, or by who keeps the staff."""
    if member is None:
        raise ValidationError("Ihr Konto gehört zu keinem Team. Bitte wenden Sie sich an die Administration.")
    _require_own_absence(member, by)
    if last_day < today:
        raise ValidationError({"last_day": "Dieser Zeitraum ist schon vorbei."})
    if not substitute.user.is_active:
        raise ValidationError({"substitute": f"{substitute} arbeitet nicht mehr im Service."})
    absence = Absence(member=member, first_day=first_day, last_day=last_day, substitute=substitute)
    absence.full_clean()
    absence.save(force_insert=True)
    return absence


@transaction.atomic
def remove_absence(*, absence: Absence, by: User) -> None:
    """Take an absence back: the person is there after all, or the days were wrong."""
    _require_own_absence(absence.member, by)
    absence.delete()


def _require_own_absence(member: StaffMember, by: User) -> None:
    if not by.is_service_staff or not (member.user_id == by.pk or by.has_perm("accounts.change_absence")):
        raise PermissionDenied

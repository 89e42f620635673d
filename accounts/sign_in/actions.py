"""What is done about sign-in: joining directories, deciding about roles, taking off a lost second factor, ending sessions."""

from collections.abc import Iterable
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from accounts.actions import assign_roles
from accounts.granting import held_roles, may_manage, not_grantable, rights_to_come
from accounts.models import FailedSignIns, RoleProposal, SecondFactorReset, User
from accounts.roles import STAFF_ROLES, Role
from accounts.sign_in.answers import Answer
from accounts.sign_in.providers import IdentityProvider
from accounts.sign_in.refusals import MORE_RIGHTS, NO_ACCOUNT, SOMEBODY_ELSE, Refused

CHANGES_ACCOUNTS = "accounts.change_user"


@transaction.atomic
def create_account(*, provider: IdentityProvider, answer: Answer) -> User:
    """An account without rights for somebody whom the directory vouches for; only if the operator allows it."""
    email = answer.person if provider.match_field == "email" else answer.email
    user = User(
        username=answer.person[:150],
        first_name=answer.first_name[:150],
        last_name=answer.last_name[:150],
        email=email,
    )
    user.set_unusable_password()
    try:
        user.full_clean()
    except ValidationError as error:  # the name or the address belongs to somebody else already
        raise Refused(NO_ACCOUNT) from error
    user.save()
    return user


@transaction.atomic
def join_account(*, provider: IdentityProvider, answer: Answer, account: SocialAccount) -> None:
    """Let somebody of a directory sign in to an account from now on, but not to one with more rights than expected."""
    user = User.objects.select_for_update().get(pk=account.user.pk)
    if SocialAccount.objects.filter(user=user, provider=provider.key).exists():
        raise Refused(SOMEBODY_ELSE, user)
    expected = {name for role in wanted_roles(provider, answer.groups) for name in role.permissions}
    if user.is_superuser or CHANGES_ACCOUNTS in rights_to_come(user) - expected:
        raise Refused(MORE_RIGHTS, user)
    account.save()


def wanted_roles(provider: IdentityProvider, groups: Iterable[str]) -> list[Role]:
    """The roles that somebody's groups stand for."""
    keys = {provider.roles[group] for group in groups if group in provider.roles}
    return [role for role in STAFF_ROLES if role.key in keys]


@transaction.atomic
def propose_roles(
    *, user: User, provider: IdentityProvider, groups: Iterable[str], now: datetime
) -> RoleProposal | None:
    """Note what the groups would change about a person's roles; it takes effect only when somebody decides so."""
    User.objects.select_for_update().get(pk=user.pk)  # two sign-ins at once make one proposal
    held = {role.key for role in held_roles(user)}
    wanted = {role.key for role in wanted_roles(provider, groups)}
    give = sorted(wanted - held)
    take = sorted(
        held & set(provider.roles.values()) - wanted
    )  # roles the directory does not know are none of its business
    if not give and not take:
        settled = RoleProposal.objects.open().filter(user=user)
        for proposal in settled:
            proposal.state, proposal.decided_at = RoleProposal.State.WITHDRAWN, now
            proposal.save(update_fields=["state", "decided_at"])
        return None
    rejected = (
        RoleProposal.objects.filter(user=user).exclude(state=RoleProposal.State.OPEN).order_by("-decided_at").first()
    )
    if rejected and rejected.state == RoleProposal.State.REJECTED and (rejected.give, rejected.take) == (give, take):
        return None  # decided already; only a different proposal is worth asking about
    proposal, _ = RoleProposal.objects.open().update_or_create(
        user=user,
        defaults={"directory": provider.name, "give": give, "take": take, "proposed_at": now},
        create_defaults={"user": user, "directory": provider.name, "give": give, "take": take, "proposed_at": now},
    )
    return proposal


@transaction.atomic
def apply_proposal(*, proposal: RoleProposal, by: User, now: datetime) -> RoleProposal:
    """Give and take the roles as proposed, checked anew: who decides may grant each of them, and never to themselves."""
    locked = _still_open(proposal, by)
    if locked.user.staff_profile is None:
        raise ValidationError(
            f"{locked.user} ist noch keinem Team zugeordnet. Bitte tragen Sie die Person zuerst dort ein."
        )
    before = held_roles(locked.user)
    keys = ({role.key for role in before} | set(locked.give)) - set(locked.take)
    after = [role for role in STAFF_ROLES if role.key in keys]
    refused = not_grantable(by, before, after)
    if refused:
        raise ValidationError([f"Über die Rolle „{role.name}“ können Sie nicht entscheiden." for role in refused])
    assign_roles(user=locked.user, roles=after)
    return _decided(locked, RoleProposal.State.APPLIED, by, now)


@transaction.atomic
def reject_proposal(*, proposal: RoleProposal, by: User, now: datetime) -> RoleProposal:
    """Leave the roles as they are; the same proposal does not come back."""
    return _decided(_still_open(proposal, by), RoleProposal.State.REJECTED, by, now)


@transaction.atomic
def reset_second_factor(*, user: User, reason: str, by: User, now: datetime) -> SecondFactorReset:
    """Take every second factor off an account and end its sessions; the person sets up a new one at the next sign-in."""
    if user.pk == by.pk:
        raise ValidationError("Die eigene zweite Stufe setzt immer jemand anderes zurück.")
    if not may_manage(by, user):
        raise ValidationError(
            "Dieses Konto darf mehr als Sie selbst. Sie können seine zweite Stufe nicht zurücksetzen."
        )
    reset = SecondFactorReset(user=user, reset_by=by, at=now, reason=reason)
    reset.full_clean()
    reset.save()
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user=user)
    return reset


@transaction.atomic
def end_sessions(*, user: User, apart_from: str | None = None) -> int:
    """Sign a person out everywhere, apart from one session; how many sessions were ended."""
    sessions = list(UserSession.objects.filter(user=user).exclude(session_key=apart_from or ""))
    for session in sessions:
        session.end()
    return len(sessions)


@transaction.atomic
def forget_ended_sign_ins(*, now: datetime) -> None:
    """Delete sessions that have run out, with the address and browser noted for them, failures long past, and counters over."""
    Session.objects.filter(expire_date__lt=now).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    FailedSignIns.objects.filter(forget_at__lt=now).delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM accounts_cache WHERE expires < %s", [now])


def _still_open(proposal: RoleProposal, by: User) -> RoleProposal:
    locked = RoleProposal.objects.select_for_update(of=("self",)).select_related("user").get(pk=proposal.pk)
    if not locked.is_open:
        raise ValidationError("Darüber ist schon entschieden.")
    if locked.user_id == by.pk:
        raise ValidationError("Über die eigenen Rollen entscheidet immer jemand anderes.")
    if not may_manage(by, locked.user):
        raise ValidationError("Dieses Konto darf mehr als Sie selbst. Sie können seine Rollen nicht ändern.")
    return locked


def _decided(proposal: RoleProposal, state: RoleProposal.State, by: User, now: datetime) -> RoleProposal:
    proposal.state, proposal.decided_by, proposal.decided_at = state, by, now
    proposal.save(update_fields=["state", "decided_by", "decided_at"])
    return proposal

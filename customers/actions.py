"""What is done with authorities and their people."""

from collections.abc import Collection, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.actions import log_roles
from accounts.models import User
from customers.models import Authority, AuthorityRole, Contact, Membership, Room, Site
from customers.succession import Step, follow_up
from history.validity import in_words

OLDEST_FIRST = (F("valid_from").asc(nulls_first=True), "pk")


@transaction.atomic
def save_contact(*, contact: Contact) -> Contact:
    """Store a contact. The account behind it may do what the contact's role gives, as long as the role holds."""
    contact.full_clean()
    _check_account(contact)
    stored = Contact.objects.select_for_update().filter(pk=contact.pk).first()
    contact.save()
    _log_rights(before=stored, after=contact)
    return contact


@transaction.atomic
def save_contacts(*, contacts: Sequence[Contact]) -> None:
    """Store many contacts at once. That two of them do not share an address or an account is left to the database."""
    keys = [contact.pk for contact in contacts if contact.pk]
    stored = {row.pk: row for row in Contact.objects.select_for_update().filter(pk__in=keys)}
    for contact in contacts:
        contact.clean_fields(exclude=["authority", "user"])
        contact.clean()
        if contact.user_id:
            _check_account(contact)
    changed = [contact for contact in contacts if contact.pk in stored]
    fields = [field for field in Contact._meta.concrete_fields if not field.primary_key]
    differing = [
        field.name
        for field in fields
        if any(getattr(row, field.attname) != getattr(stored[row.pk], field.attname) for row in changed)
    ]
    Contact.objects.bulk_create([contact for contact in contacts if not contact.pk], batch_size=500)
    if differing:
        Contact.objects.bulk_update(changed, differing, batch_size=500)
    for contact in contacts:
        before = stored.get(contact.pk)
        if contact.user_id or (before is not None and before.user_id):
            _log_rights(before=before, after=contact)


@transaction.atomic
def remove_contact(*, contact: Contact) -> None:
    """Delete a contact that is named nowhere; the account behind it may do nothing in its name any more."""
    _log_rights(before=contact, after=None)
    contact.delete()


@transaction.atomic
def save_authority(*, authority: Authority) -> Authority:
    """Store an authority."""
    authority.full_clean()
    authority.save()
    return authority


@transaction.atomic
def join_amt(*, member: Authority, amt: Authority, since: date | None, day: date, source: str) -> None:
    """Let a municipality belong to an Amt since a day; where it belonged before ends the day before."""
    rows = list(
        member.memberships.filter(kind=Membership.Kind.MEMBER_OF_AMT).select_for_update().order_by(*OLDEST_FIRST)
    )
    step = follow_up(rows, lambda row: bool(row.body_id == amt.pk), since, day)
    new = Membership(member=member, body=amt, kind=Membership.Kind.MEMBER_OF_AMT, valid_from=since, source=source)
    _take(step, new, since)


@transaction.atomic
def take_role(*, authority: Authority, role: str, since: date | None, day: date, source: str) -> None:
    """Let an authority be something to the provider since a day; what it was before ends the day before."""
    rows = list(authority.roles.select_for_update().order_by(*OLDEST_FIRST))
    step = follow_up(rows, lambda row: bool(row.role == role), since, day)
    _take(step, AuthorityRole(authority=authority, role=role, valid_from=since, source=source), since)


@transaction.atomic
def save_site(*, site: Site, rooms: Collection[str] = ()) -> Site:
    """Store a site of an authority, with rooms that are to be there; others that are there stay."""
    site.full_clean()
    site.save()
    there = set(site.rooms.values_list("name", flat=True))
    for name in rooms:
        if name not in there:
            room = Room(site=site, name=name)
            room.full_clean()
            room.save()
    return site


def _take(step: Step, new: Membership | AuthorityRole, since: date | None) -> None:
    changed = step.corrected or step.ended
    if step.corrected is not None:
        step.corrected.valid_from = since
    if step.ended is not None:
        step.ended.valid_until = step.last_day
    for row in (changed, new if step.begins else None):
        if row is not None:
            row.full_clean()
            row.save()


def _check_account(contact: Contact) -> None:
    """Staff see the rows of all authorities, so nobody is both."""
    if contact.user and (contact.user.is_superuser or contact.user.staff_profile):
        raise ValidationError({"user": "Dieses Konto gehört zum Service. Eine Ansprechperson braucht ein eigenes."})


def _log_rights(*, before: Contact | None, after: Contact | None) -> None:
    had, has = _rights(before), _rights(after)
    for user in had.keys() | has.keys():
        log_roles(user=user, before=had.get(user, set()), after=has.get(user, set()))


def _rights(contact: Contact | None) -> dict[User, set[str]]:
    """What an account may do in the portal through a contact, today or later, in words."""
    today = timezone.localdate()
    if contact is None or contact.user is None or not contact.is_active:
        return {}
    if contact.valid_until and contact.valid_until < today:
        return {}
    return {contact.user: {f"{contact.get_role_display()} bei {contact.authority}{in_words(contact, today)}"}}

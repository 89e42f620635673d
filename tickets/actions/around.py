"""Watching a report, and asking colleagues to look at a note."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from accounts.models import StaffMember, User
from tickets.actions.steps import require_staff
from tickets.mentions import named_in
from tickets.models import Mention, Message, Ticket, Watcher


@transaction.atomic
def watch(*, ticket: Ticket, by: User, now: datetime) -> Watcher:
    """Hear from now on what happens to a report."""
    require_staff(by)
    watcher, _ = Watcher.objects.get_or_create(ticket=ticket, user=by, defaults={"since": now})
    return watcher


@transaction.atomic
def unwatch(*, ticket: Ticket, by: User) -> None:
    """Hear no more of a report."""
    require_staff(by)
    Watcher.objects.filter(ticket=ticket, user=by).delete()


def record_mentions(message: Message) -> Iterable[Mention]:
    """Note whom a note asks to look: every working colleague whose full name stands behind an @ in it."""
    if not message.is_note or message.author is None or "@" not in message.body:
        return []
    working = StaffMember.objects.working().exclude(user=message.author).in_bulk()
    names = {key: member.display_name for key, member in working.items()}
    return Mention.objects.bulk_create(
        [Mention(message=message, member=working[key]) for key in named_in(message.body, names)], ignore_conflicts=True
    )

"""What is typed and not sent yet: kept, thrown away, and gone with the sending."""

from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import User
from tickets.actions.steps import require_staff
from tickets.models import Draft, Message, Ticket

JUST_SENT = timedelta(seconds=60)


@transaction.atomic
def save_draft(*, ticket: Ticket, by: User, kind: Message.Kind, body: str, now: datetime) -> Draft | None:
    """Keep what somebody has typed so far; nothing typed, or just sent, leaves no draft."""
    require_staff(by)
    body = body.replace("\x00", "")
    # A save that was on its way while the text was sent must not bring it back.
    sent = Message.objects.filter(
        ticket=ticket, author=by, kind=kind, body__startswith=body.strip(), created_at__gt=now - JUST_SENT
    )
    if not body.strip() or sent.exists():
        drop_draft(ticket=ticket, by=by)
        return None
    draft, _ = Draft.objects.update_or_create(
        ticket=ticket, user=by, defaults={"kind": kind, "body": body, "saved_at": now}
    )
    return draft


def drop_draft(*, ticket: Ticket, by: User) -> None:
    """Throw one's own draft away: it was sent, or is not wanted."""
    require_staff(by)
    Draft.objects.filter(ticket=ticket, user=by).delete()

"""Sets of mails, and who may see them: staff who work on reports alone."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models

from accounts.querysets import ForServiceQuerySet

if TYPE_CHECKING:
    from accounts.models import User
    from mailboxes.models import IncomingMail, Mailbox

COUNTED_FOR = timedelta(hours=1)


class MailboxQuerySet(ForServiceQuerySet["Mailbox"]):
    """Mailboxes."""

    def fetched(self) -> "MailboxQuerySet":
        """Those that mail is fetched from."""
        return self.filter(is_active=True)

    def failing(self) -> "MailboxQuerySet":
        """Those where something went wrong when mail was last fetched."""
        return self.fetched().exclude(problem="")


class IncomingMailQuerySet(models.QuerySet["IncomingMail"]):
    """Mails that came in."""

    def visible_to(self, user: "User") -> "IncomingMailQuerySet":
        """Whoever works on reports; others, and every authority, see only what became of a mail."""
        may_see = user.is_service_staff and user.has_perm("tickets.work_ticket")
        return self if may_see else self.none()

    def at(self, mailbox: "Mailbox", validity: int, uids: Collection[int]) -> "IncomingMailQuerySet":
        """Those that were fetched from these places in a folder."""
        return self.filter(mailbox=mailbox, uid_validity=validity, uid__in=uids)

    def received(self) -> "IncomingMailQuerySet":
        """Stored, and nothing has been decided about them, the oldest first."""
        return self.filter(status="received").order_by("pk")

    def to_review(self) -> "IncomingMailQuerySet":
        """Those that a person has to look at, the oldest first."""
        return self.filter(status="review").order_by("received_at", "pk")

    def discarded(self) -> "IncomingMailQuerySet":
        """Those that became nothing, the newest first."""
        return self.filter(status="discarded").order_by("-received_at", "-pk")

    def processed(self) -> "IncomingMailQuerySet":
        """Those that became a report or an entry in one, the newest first."""
        return self.filter(status="processed").order_by("-received_at", "-pk")

    def lately_from(self, sender: str, now: datetime) -> "IncomingMailQuerySet":
        """What came from one address within the last hour."""
        return self.filter(sender=sender, received_at__gt=now - COUNTED_FOR)

"""How letters get from here to the mail server: one after the other, none lost, none holding up the others.

A letter counts as sent only after the mail server took it. It goes out twice only when the process dies between that
moment and the note of it; then both bear the same id, where the letter has one of its own.
"""

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from dataclasses import dataclass
from smtplib import SMTPDataError, SMTPRecipientsRefused
from typing import Generic, TypeVar

import structlog
from django.core.mail import EmailMessage
from django.db.models import Model

from accounts.models import User
from notifications.models import Preference
from notifications.topics import DEFAULTS, Group, Way

log = structlog.get_logger(__name__)

Row = TypeVar("Row", bound=Model)
Scope = Callable[[], AbstractContextManager[None]]

BY_MAIL = (Way.MAIL, Way.DAILY)
NEVER = 500
"""From this code on a mail server refuses an address or a letter for good (RFC 5321, 4.2.1)."""
HEADERS = {
    "Auto-Submitted": "auto-generated",  # RFC 3834: no machine answers
    "X-Auto-Response-Suppress": "OOF, AutoReply",  # the same for Exchange, which knows no RFC 3834
}


@dataclass(frozen=True)
class Letter(Generic[Row]):
    """A letter ready to be sent, and what it tells of."""

    mail: EmailMessage
    rows: list[Row]


def send_each(
    write: Callable[[], list[Letter[Row]]],
    scope: Scope,
    *,
    note_sent: Callable[[list[Row]], object],
    note_refused: Callable[[list[Row]], object],
) -> int:
    """Send what `write` gives, and return how many the mail server took.

    No transaction waits for the mail server; each letter is noted as soon as it is sent. One that the server does not take
    keeps no other waiting: what it refuses for good is noted as such, and what may go through later is raised as an error
    at last, so that it is tried again.
    """
    with scope():
        letters = write()
    sent, put_off = 0, None
    for letter in letters:
        try:
            letter.mail.send()
        except OSError as error:  # all errors of SMTP are such, too
            refused = is_for_good(error)
            event = "letter_refused" if refused else "letter_put_off"
            keys = [row.pk for row in letter.rows]
            log.warning(event, about=type(letter.rows[0]).__name__, rows=keys, problem=str(error)[:200])
            if not refused:
                put_off = put_off or error
                continue
            note = note_refused
        else:
            sent += 1
            note = note_sent
        with scope():
            note(letter.rows)
    if put_off:
        raise put_off
    return sent


def is_for_good(error: OSError) -> bool:
    """Whether nobody is at the address, or the server wants no such letter: trying for a day would only make it shut us out.

    What it has against our name, our password or our own address is not the fault of a letter, and may be mended.
    """
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= NEVER for code, _ in error.recipients.values())
    return isinstance(error, SMTPDataError) and error.smtp_code >= NEVER


def who_wishes_letters(people: Collection[User], group: Group) -> set[User]:
    """Those of them who have not put off letters about things of this group."""
    stated = Preference.objects.filter(user__in=people, group=group)
    ways = dict(stated.values_list("user_id", "way"))
    return {user for user in people if ways.get(user.pk, DEFAULTS[group]) in BY_MAIL}

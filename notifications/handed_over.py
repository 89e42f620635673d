"""A letter about devices that changed hands: to the person and the colleague who collected, or back to the service."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from customers.models import Contact
from handovers.lifecycle import State
from handovers.models import Handover
from notifications.post import HEADERS, Scope

SUBJECTS = {
    State.WAITING: "Bitte bestätigen: Übergabe {number}",
    State.SIGNED: "Übergabe {number}",
    State.DISPUTED: "Widerspruch zur Übergabe {number}",
}


def tell(handover: int, state: str, scope: Scope) -> int:
    """Write one letter to all whom this state concerns, as long as it is still the present one."""
    if not settings.NOTIFY_BY_MAIL or state not in SUBJECTS:
        return 0
    with scope():
        rows = Handover.objects.select_related("contact__user", "collected_by__user", "handed_over_by")
        row = rows.filter(pk=handover, state=state).first()
        mail = _letter(row, State(state)) if row else None
    return mail.send() if mail else 0


def _letter(handover: Handover, state: State) -> EmailMessage | None:
    addresses = _addresses(handover, state)
    if not addresses:
        return None
    context = {
        "handover": handover,
        "items": handover.items.order_by("pk"),
        "link": settings.SITE_URL.rstrip("/") + handover.get_absolute_url(),
        "has_account": state == State.DISPUTED or any(person.user_id for person in _people(handover)),
    }
    text = render_to_string(f"notifications/mail/handover_{state}.txt", context)
    subject, sender = SUBJECTS[state].format(number=handover.number), settings.DEFAULT_FROM_EMAIL
    return EmailMessage(subject, text, sender, [], bcc=addresses, headers=HEADERS, reply_to=[sender])


def _addresses(handover: Handover, state: State) -> list[str]:
    """Asked to confirm is who took the devices; of a signature hear both; of an objection who handed them over."""
    if state == State.DISPUTED:
        sent_by = handover.handed_over_by
        return [sent_by.email] if sent_by.is_active and sent_by.email else []
    people = _people(handover)[:1] if state == State.WAITING else _people(handover)
    return sorted({address for person in people if (address := _address(person))})


def _people(handover: Handover) -> list[Contact]:
    """Who took the devices first."""
    return [person for person in (handover.collected_by, handover.contact) if person is not None]


def _address(person: Contact) -> str:
    if not person.is_active:
        return ""
    if person.user is not None:
        return person.user.email if person.user.is_active else ""
    return person.email if person.is_served_by_mail else ""

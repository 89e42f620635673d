"""What is done with the catalogue: ordering a service, and making a new service from one that is there."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from catalogue.answers import Filled
from catalogue.models import Condition, FormField, ServiceOffer
from customers.models import Contact
from files.kinds import Upload
from tickets.actions import open_ticket
from tickets.models import Ticket
from tickets.priorities import Impact, Urgency

OFFER = "Leistung"
COPY = " (Kopie)"


@transaction.atomic
def order(
    *,
    offer: ServiceOffer,
    requester: Contact,
    by: User,
    filled: Filled,
    now: datetime,
    channel: Ticket.Channel = Ticket.Channel.PORTAL,
    files: Sequence[Upload] = (),
) -> Ticket:
    """Order a service for a contact: by themselves in the portal, or by staff who took the call.

    The report keeps the answers in the words of the form as it is now. Raises ValidationError for a service that the
    authority cannot order today, and whatever `open_ticket` refuses.
    """
    day = timezone.localdate(now)
    orderable = ServiceOffer.objects.visible_to(by).orderable(day, requester.authority_id)
    if not orderable.filter(pk=offer.pk).exists():
        raise ValidationError("Diese Leistung kann diese Behörde zurzeit nicht bestellen.", code="not-orderable")
    return open_ticket(
        requester=requester,
        by=by,
        kind=Ticket.Kind.SERVICE_REQUEST,
        subject=filled.subject(offer.subject, offer.title),
        description=filled.text(),
        category=offer.category,
        impact=Impact(offer.impact),
        urgency=Urgency(offer.urgency),
        workstation=filled.workstation,
        application=filled.application,
        channel=channel,
        files=files,
        particulars=[(OFFER, offer.title), *filled.rows],
        needs_approval=offer.needs_approval,
        now=now,
    )


@transaction.atomic
def copy_offer(*, offer: ServiceOffer, by: User) -> ServiceOffer:
    """Make a new service with the same form; nobody can order it before it is made orderable."""
    if not by.has_perm("catalogue.add_serviceoffer"):
        raise PermissionDenied
    copy = ServiceOffer.objects.get(pk=offer.pk)
    authorities = list(copy.authorities.all())
    copy.pk, copy.title, copy.is_active = None, _free_title(offer.title), False
    copy._state.adding = True
    copy.save()
    copy.authorities.set(authorities)
    copies: dict[int, FormField] = {}
    for field in FormField.objects.filter(offer=offer):
        original, field.pk, field.offer = field.pk, None, copy
        field._state.adding = True
        field.save()
        copies[original] = field
    Condition.objects.bulk_create(
        Condition(field=copies[row.field_id], on=copies[row.on_id], operator=row.operator, value=row.value)
        for row in Condition.objects.filter(field__offer=offer)
    )
    return copy


def _free_title(title: str) -> str:
    """The title with a mark, and with a number where that is taken."""
    number, longest = 1, ServiceOffer._meta.get_field("title").max_length or 0
    while True:
        mark = COPY if number == 1 else f"{COPY[:-1]} {number})"
        wanted = title[: longest - len(mark)] + mark
        if not ServiceOffer.objects.filter(title=wanted).exists():
            return wanted
        number += 1

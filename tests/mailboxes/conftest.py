"""A service with one mailbox, the people who write to it, and reports they may or may not see."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from accounts import roles
from customers.actions import save_contact
from customers.models import Authority
from mailboxes import actions
from mailboxes.models import IncomingMail
from tests.factories import (
    AuthorityFactory,
    ContactFactory,
    MailboxFactory,
    TicketFactory,
    UserFactory,
    service_calendar_for_all,
)
from tests.people import employed
from tickets.lifecycle import State


@pytest.fixture
def service(db: None, ludwigslust: Authority) -> Any:
    """Anke has an account and three reports; others have the same address, none, or no account."""
    service_calendar_for_all()
    user = UserFactory(first_name="Anke", last_name="Muster", email="anke@ludwigslust.example")
    anke = ContactFactory.build(
        authority=ludwigslust, user=user, first_name="Anke", last_name="Muster", email=user.email
    )
    save_contact(contact=anke)
    ContactFactory(authority=ludwigslust, email="ohne.konto@ludwigslust.example")
    ContactFactory(authority=ludwigslust, email="frueher@ludwigslust.example", is_active=False)
    ContactFactory(authority=ludwigslust, email="doppelt@ludwigslust.example")
    ContactFactory(email="doppelt@ludwigslust.example")
    colleague = employed(roles.SERVICE_DESK)
    type(colleague).objects.filter(pk=colleague.pk).update(email="kollege@service.example")
    ticket = TicketFactory(number="26-000123", authority=ludwigslust, requester=anke)
    TicketFactory(number="26-000555", authority=AuthorityFactory())
    TicketFactory(number="26-000777", authority=ludwigslust, requester=anke, state=State.RESOLVED)
    mailbox = MailboxFactory(address="service@service.example")
    return SimpleNamespace(anke=anke, user=user, colleague=colleague, ticket=ticket, mailbox=mailbox)


def take_in(raw: bytes, mailbox: Any) -> IncomingMail:
    """Both steps, as the worker takes them."""
    row, _ = actions.store(raw=raw, mailbox=mailbox, now=timezone.now())
    actions.process(mail=row, now=timezone.now())
    row.refresh_from_db()
    return row

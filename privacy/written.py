"""What a person wrote, sent and filed: with an account, or by mail as a contact without one."""

from django.db.models import Q, QuerySet

from accounts.models import User
from continuity.models import PlanDocument
from contracts.models import AgreementDocument
from mailboxes.models import IncomingMail
from privacy.in_words import Rows, fields_of
from privacy.persons import Person
from tickets.models import Attachment, Message


def messages_of(person: Person) -> QuerySet[Message]:
    """What they wrote about reports."""
    return Message.objects.filter(person.named_as("author")).select_related("ticket")


def attachments_of(person: Person) -> QuerySet[Attachment]:
    """The files that they added; without an account by a mail that became a report or a message."""
    by_mail = Q(message__contact__in=person.contacts) | Q(message=None, ticket__requester__in=person.contacts)
    own = Q(uploaded_by=person.user) if person.user else Q()
    return Attachment.objects.filter(own | Q(by_mail, uploaded_by=None)).select_related("ticket")


def mails_of(person: Person) -> QuerySet[IncomingMail]:
    """The mails that they sent, as the address tells or as somebody recognised."""
    addresses = {contact.email.lower() for contact in person.contacts} | {
        person.user.email.lower() if person.user else ""
    }
    return IncomingMail.objects.filter(Q(contact__in=person.contacts) | Q(sender__in=addresses - {""}))


def papers_of(user: User) -> dict[str, Rows]:
    """The papers that the person filed: of contracts, and of plans for an outage."""
    contracts = AgreementDocument.objects.filter(uploaded_by=user).select_related("agreement")
    plans = PlanDocument.objects.filter(uploaded_by=user).select_related("application")
    return {
        "Hochgeladene Vertragsdokumente": fields_of(contracts, leave_out=("uploaded_by",)),
        "Hochgeladene Pläne": fields_of(plans, leave_out=("uploaded_by",)),
    }

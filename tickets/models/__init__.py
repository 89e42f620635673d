"""Reports of faults and requests, with what was written and done about them."""

from tickets.models.attachments import Attachment, attachment_path
from tickets.models.desk import SavedView, TicketRead
from tickets.models.messages import Message
from tickets.models.tickets import Category, Ticket, TicketCounter
from tickets.models.timeline import TicketEvent

__all__ = [
    "Attachment",
    "Category",
    "Message",
    "SavedView",
    "Ticket",
    "TicketCounter",
    "TicketEvent",
    "TicketRead",
    "attachment_path",
]

"""Reports of faults and requests, with what was written and done about them."""

from tickets.models.attachments import Attachment, attachment_path
from tickets.models.messages import Message
from tickets.models.search import SearchEntry, SearchWord
from tickets.models.tickets import Category, Ticket, TicketCounter
from tickets.models.timeline import TicketEvent

__all__ = [
    "Attachment",
    "Category",
    "Message",
    "SearchEntry",
    "SearchWord",
    "Ticket",
    "TicketCounter",
    "TicketEvent",
    "attachment_path",
]

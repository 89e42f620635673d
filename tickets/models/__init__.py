"""Reports of faults and requests, with what was written and done about them."""

from tickets.models.attachments import Attachment, attachment_path
from tickets.models.messages import Message
from tickets.models.people_around import Draft, Mention, Watcher
from tickets.models.texts import Macro, TextModule
from tickets.models.tickets import Category, Ticket, TicketCounter
from tickets.models.timeline import TicketEvent

__all__ = [
    "Attachment",
    "Category",
    "Draft",
    "Macro",
    "Mention",
    "Message",
    "TextModule",
    "Ticket",
    "TicketCounter",
    "TicketEvent",
    "Watcher",
    "attachment_path",
]

"""Reports of faults and requests, with what was written and done about them."""

from tickets.models.attachments import Attachment, attachment_path
from tickets.models.checklists import Checklist, ChecklistItem, ChecklistTemplate
from tickets.models.effort import TimeEntry
from tickets.models.messages import Message
from tickets.models.recurring import RecurringRun, RecurringTicket
from tickets.models.reminders import Reminder
from tickets.models.tickets import Category, Ticket, TicketCounter
from tickets.models.timeline import TicketEvent

__all__ = [
    "Attachment",
    "Category",
    "Checklist",
    "ChecklistItem",
    "ChecklistTemplate",
    "Message",
    "RecurringRun",
    "RecurringTicket",
    "Reminder",
    "Ticket",
    "TicketCounter",
    "TicketEvent",
    "TimeEntry",
    "attachment_path",
]

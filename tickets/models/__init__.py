"""Reports of faults and requests, with what was written and done about them."""

from tickets.models.article_uses import ArticleUse
from tickets.models.attachments import Attachment, attachment_path
from tickets.models.checklists import Checklist, ChecklistItem, ChecklistTemplate
from tickets.models.clock import ClockPause
from tickets.models.desk import SavedView, TicketRead
from tickets.models.effort import Stopwatch, TimeEntry
from tickets.models.messages import Message
from tickets.models.outages import AffectedAuthority, MajorIncident
from tickets.models.particulars import Particular
from tickets.models.people_around import Draft, Mention, Watcher
from tickets.models.ratings import Rating
from tickets.models.recurring import RecurringRun, RecurringTicket
from tickets.models.relations import TicketLink
from tickets.models.reminders import Reminder
from tickets.models.search import SearchEntry, SearchWord
from tickets.models.tallies import Tally
from tickets.models.texts import Macro, TextModule
from tickets.models.ticket_templates import TicketTemplate
from tickets.models.tickets import Category, Ticket, TicketCounter
from tickets.models.timeline import TicketEvent

__all__ = [
    "AffectedAuthority",
    "ArticleUse",
    "Attachment",
    "Category",
    "Checklist",
    "ChecklistItem",
    "ChecklistTemplate",
    "ClockPause",
    "Draft",
    "Macro",
    "MajorIncident",
    "Mention",
    "Message",
    "Particular",
    "Rating",
    "RecurringRun",
    "RecurringTicket",
    "Reminder",
    "SavedView",
    "SearchEntry",
    "SearchWord",
    "Stopwatch",
    "Tally",
    "TextModule",
    "Ticket",
    "TicketCounter",
    "TicketEvent",
    "TicketLink",
    "TicketRead",
    "TicketTemplate",
    "TimeEntry",
    "Watcher",
    "attachment_path",
]

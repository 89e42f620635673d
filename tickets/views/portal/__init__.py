"""Pages of the portal, where the contacts of the authorities report and follow."""

from tickets.views.portal.approvals import ApprovalsPage, ApproveOrder, RefuseOrder
from tickets.views.portal.listing import TicketList
from tickets.views.portal.outages import JoinOutage
from tickets.views.portal.rating import RateTicket
from tickets.views.portal.report import ReportPage, ThingsToReport
from tickets.views.portal.start import StartPage
from tickets.views.portal.ticket import CancelTicket, ConfirmSolution, ReopenTicket, ReplyToTicket, TicketPage

__all__ = [
    "ApprovalsPage",
    "ApproveOrder",
    "CancelTicket",
    "ConfirmSolution",
    "JoinOutage",
    "RateTicket",
    "RefuseOrder",
    "ReopenTicket",
    "ReplyToTicket",
    "ReportPage",
    "StartPage",
    "ThingsToReport",
    "TicketList",
    "TicketPage",
]

"""Addresses of the desk, and of the portal in a namespace of its own."""

from django.urls import URLPattern, path

from tickets.views import files, opening, queue, ticket
from tickets.views import portal as portal_pages

app_name = "tickets"
urlpatterns: list[URLPattern] = [
    path("tickets/", queue.Queue.as_view(), name="queue"),
    path("tickets/open/", opening.ChooseAuthorityPage.as_view(), name="open"),
    path("tickets/open/<int:authority>/", opening.OpenTicketPage.as_view(), name="open-for"),
    path("tickets/<str:number>/", ticket.ticket_page, name="ticket"),
    path("tickets/<str:number>/write/", ticket.write, name="write"),
    path("tickets/<str:number>/reopen/", ticket.reopen, name="reopen"),
    path("tickets/<str:number>/take/", ticket.take, name="take"),
    path("tickets/<str:number>/assign/", ticket.assign, name="assign"),
    path("tickets/<str:number>/team/", ticket.change_team, name="change-team"),
    path("tickets/<str:number>/category/", ticket.change_category, name="change-category"),
    path("tickets/<str:number>/priority/", ticket.change_priority, name="change-priority"),
    path("tickets/<str:number>/state/", ticket.change_state, name="change-state"),
    path("attachments/<int:pk>/", files.attachment, name="attachment"),
]
portal: tuple[list[URLPattern], str] = (
    [
        path("", portal_pages.StartPage.as_view(), name="start"),
        path("report/", portal_pages.ReportPage.as_view(), name="report"),
        path("tickets/", portal_pages.TicketList.as_view(), name="tickets"),
        path("tickets/<str:number>/", portal_pages.TicketPage.as_view(), name="ticket"),
        path("tickets/<str:number>/reply/", portal_pages.ReplyToTicket.as_view(), name="reply"),
        path("tickets/<str:number>/confirm/", portal_pages.ConfirmSolution.as_view(), name="confirm"),
        path("tickets/<str:number>/reopen/", portal_pages.ReopenTicket.as_view(), name="reopen"),
    ],
    "portal",
)

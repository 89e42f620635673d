"""Addresses of the desk, and of the portal in a namespace of its own."""

from django.urls import URLPattern, path

from tickets.views import opening, queue, ticket

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
]
portal: tuple[list[URLPattern], str] = ([], "portal")

"""Addresses of the desk, and of the portal in a namespace of its own."""

from django.urls import URLPattern, path

from tickets.views import files, opening, queue, similar
from tickets.views import portal as portal_pages
from tickets.views.desk import page, steps, writing

app_name = "tickets"
urlpatterns: list[URLPattern] = [
    path("tickets/", queue.Queue.as_view(), name="queue"),
    path("tickets/open/", opening.ChooseAuthorityPage.as_view(), name="open"),
    path("tickets/open/<int:authority>/", opening.OpenTicketPage.as_view(), name="open-for"),
    path("tickets/open/<int:authority>/similar/", similar.similar_for_desk, name="similar"),
    path("tickets/<slug:number>/", page.ticket_page, name="ticket"),
    path("tickets/<slug:number>/write/", writing.write, name="write"),
    path("tickets/<slug:number>/reopen/", writing.reopen, name="reopen"),
    path("tickets/<slug:number>/take/", steps.take, name="take"),
    path("tickets/<slug:number>/assign/", steps.assign, name="assign"),
    path("tickets/<slug:number>/team/", steps.change_team, name="change-team"),
    path("tickets/<slug:number>/category/", steps.change_category, name="change-category"),
    path("tickets/<slug:number>/priority/", steps.change_priority, name="change-priority"),
    path("tickets/<slug:number>/cancel/", steps.cancel, name="cancel"),
    path("tickets/<slug:number>/state/", steps.change_state, name="change-state"),
    path("attachments/<int:pk>/", files.attachment, name="attachment"),
]
portal: tuple[list[URLPattern], str] = (
    [
        path("", portal_pages.StartPage.as_view(), name="start"),
        path("report/", portal_pages.ReportPage.as_view(), name="report"),
        path("report/similar/", similar.SimilarForContact.as_view(), name="similar"),
        path("tickets/", portal_pages.TicketList.as_view(), name="tickets"),
        path("tickets/<slug:number>/", portal_pages.TicketPage.as_view(), name="ticket"),
        path("tickets/<slug:number>/reply/", portal_pages.ReplyToTicket.as_view(), name="reply"),
        path("tickets/<slug:number>/confirm/", portal_pages.ConfirmSolution.as_view(), name="confirm"),
        path("tickets/<slug:number>/reopen/", portal_pages.ReopenTicket.as_view(), name="reopen"),
        path("tickets/<slug:number>/cancel/", portal_pages.CancelTicket.as_view(), name="cancel"),
    ],
    "portal",
)

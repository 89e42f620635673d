"""Addresses of the desk, and of the portal in a namespace of its own."""

from django.urls import URLPattern, path

from tickets.views import bulk, files, news, opening, queue, saved
from tickets.views import portal as portal_pages
from tickets.views.desk import page, steps, writing

app_name = "tickets"
urlpatterns: list[URLPattern] = [
    path("tickets/", queue.Queue.as_view(), name="queue"),
    path("tickets/bulk/", bulk.preview, name="bulk"),
    path("tickets/bulk/apply/", bulk.apply, name="bulk-apply"),
    path("tickets/views/", saved.views, name="views"),
    path("tickets/views/save/", saved.save, name="save-view"),
    path("tickets/views/<int:pk>/", saved.change, name="change-view"),
    path("tickets/news/", news.queue_news, name="queue-news"),
    path("tickets/open/", opening.ChooseAuthorityPage.as_view(), name="open"),
    path("tickets/open/<int:authority>/", opening.OpenTicketPage.as_view(), name="open-for"),
    path("tickets/<slug:number>/", page.ticket_page, name="ticket"),
    path("tickets/<slug:number>/news/", news.ticket_news, name="ticket-news"),
    path("tickets/<slug:number>/unread/", steps.mark_unread, name="mark-unread"),
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
        path("tickets/", portal_pages.TicketList.as_view(), name="tickets"),
        path("tickets/<slug:number>/", portal_pages.TicketPage.as_view(), name="ticket"),
        path("tickets/<slug:number>/reply/", portal_pages.ReplyToTicket.as_view(), name="reply"),
        path("tickets/<slug:number>/confirm/", portal_pages.ConfirmSolution.as_view(), name="confirm"),
        path("tickets/<slug:number>/reopen/", portal_pages.ReopenTicket.as_view(), name="reopen"),
        path("tickets/<slug:number>/cancel/", portal_pages.CancelTicket.as_view(), name="cancel"),
    ],
    "portal",
)

"""Addresses of the desk, and of the portal in a namespace of its own."""

from django.urls import URLPattern, path

from tickets.views import bulk, files, news, opening, queue, recurring, reminders, saved
from tickets.views import portal as portal_pages
from tickets.views.desk import clock, merging, outages, page, relations, steps, work, writing

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
    path("tickets/<slug:number>/clock/", clock.clock_page, name="clock"),
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
    path("tickets/<slug:number>/relate/", relations.relate, name="relate"),
    path("tickets/<slug:number>/unlink/", relations.unlink, name="unlink"),
    path("tickets/<slug:number>/merge/", merging.merge, name="merge"),
    path("tickets/<slug:number>/split/", merging.split, name="split"),
    path("tickets/<slug:number>/outage/", outages.declare, name="declare-outage"),
    path("outages/", outages.outages, name="outages"),
    path("outages/<int:pk>/", outages.outage, name="outage"),
    path("outages/<int:pk>/edit/", outages.edit, name="edit-outage"),
    path("outages/<int:pk>/collect/", outages.collect, name="collect"),
    path("outages/<int:pk>/answer/", outages.answer, name="answer-outage"),
    path("outages/<int:pk>/end/", outages.end, name="end-outage"),
    path("tickets/<slug:number>/checklist/", work.attach_checklist, name="attach-checklist"),
    path("tickets/<slug:number>/point/", work.add_point, name="add-point"),
    path("tickets/<slug:number>/time/", work.add_time, name="add-time"),
    path("tickets/<slug:number>/remind/", work.remind, name="remind"),
    path("points/<int:pk>/tick/", work.tick, name="tick-point"),
    path("time-entries/<int:pk>/take-back/", work.take_time_back, name="take-time-back"),
    path("reminders/", reminders.my_reminders, name="reminders"),
    path("reminders/<int:pk>/done/", reminders.finish, name="finish-reminder"),
    path("recurring/", recurring.recurring_tickets, name="recurring-tickets"),
    path("recurring/add/", recurring.ChooseAuthorityForRecurring.as_view(), name="recurring-add"),
    path("recurring/add/<int:authority>/", recurring.AddRecurringPage.as_view(), name="recurring-add-for"),
    path("recurring/<int:pk>/", recurring.EditRecurringPage.as_view(), name="recurring-ticket"),
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
        path("tickets/<slug:number>/rate/", portal_pages.RateTicket.as_view(), name="rate"),
        path("tickets/<slug:number>/reopen/", portal_pages.ReopenTicket.as_view(), name="reopen"),
        path("tickets/<slug:number>/cancel/", portal_pages.CancelTicket.as_view(), name="cancel"),
        path("outages/<int:pk>/join/", portal_pages.JoinOutage.as_view(), name="join-outage"),
    ],
    "portal",
)

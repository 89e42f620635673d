"""Addresses of mails that came in."""

from django.urls import URLPattern, path

from mailboxes import views

app_name = "mailboxes"
urlpatterns: list[URLPattern] = [
    path("mail/", views.MailList.as_view(), name="mails"),
    path("mail/<int:pk>/", views.mail_page, name="mail"),
    path("mail/<int:pk>/open/", views.open_as_report, name="open"),
    path("mail/<int:pk>/add/", views.add_to_report, name="add"),
    path("mail/<int:pk>/reopen/", views.reopen_report, name="reopen"),
    path("mail/<int:pk>/discard/", views.discard, name="discard"),
    path("mail/<int:pk>/original/", views.original, name="original"),
]

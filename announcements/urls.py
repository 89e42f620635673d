"""The address of the announcements."""

from django.urls import path

from announcements import views

app_name = "announcements"
urlpatterns = [path("announcements/", views.AnnouncementsPage.as_view(), name="announcements")]

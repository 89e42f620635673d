"""What one was told, and how one wishes to be told."""

from django.urls import path

from notifications import views

app_name = "notifications"
urlpatterns = [
    path("notifications/", views.notifications, name="list"),
    path("notifications/bell/", views.bell, name="bell"),
    path("notifications/seen/", views.mark_all_seen, name="seen"),
    path("me/notifications/", views.wishes, name="wishes"),
]

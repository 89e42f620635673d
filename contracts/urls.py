"""Addresses of the blocked times of authorities."""

from django.urls import path

from contracts import views

app_name = "contracts"
urlpatterns = [
    path("blocked-times/", views.BlockedTimeList.as_view(), name="blocked_times"),
    path("blocked-times/add/", views.AddBlockedTime.as_view(), name="add_blocked_time"),
    path("blocked-times/<int:pk>/", views.EditBlockedTime.as_view(), name="blocked_time"),
    path("blocked-times/<int:pk>/remove/", views.RemoveBlockedTime.as_view(), name="remove_blocked_time"),
    path("blocked-times/weekly/", views.WeeklyList.as_view(), name="weekly_blocked_times"),
    path("blocked-times/weekly/add/", views.AddWeekly.as_view(), name="add_weekly_blocked_time"),
    path("blocked-times/weekly/<int:pk>/", views.EditWeekly.as_view(), name="weekly_blocked_time"),
    path("blocked-times/weekly/<int:pk>/remove/", views.RemoveWeekly.as_view(), name="remove_weekly_blocked_time"),
]

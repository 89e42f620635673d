"""The changes of one row, and the log."""

from django.urls import path

from history import views

app_name = "history"
urlpatterns = [
    path("log/", views.Log.as_view(), name="log"),
    path("history/<str:kind>/<int:pk>/", views.changes_of_row, name="changes"),
]

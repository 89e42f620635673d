"""Addresses of the pages about Fachverfahren."""

from django.urls import path

from applications import views

app_name = "applications"
urlpatterns = [
    path("applications/", views.ApplicationList.as_view(), name="applications"),
    path("applications/<int:pk>/", views.ApplicationDetail.as_view(), name="application"),
]

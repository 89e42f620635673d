"""Pages."""

from django.urls import URLPattern

app_name = "tickets"
urlpatterns: list[URLPattern] = []
portal: tuple[list[URLPattern], str] = ([], "portal")

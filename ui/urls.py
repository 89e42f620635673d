"""Pages about the application itself."""

from django.urls import path

from ui import views

app_name = "ui"
urlpatterns = [
    path("preferences/", views.preferences, name="preferences"),
    path("licences/", views.licence_list, name="licences"),
    path("licences/<slug:key>/", views.licence_text, name="licence"),
    path("accessibility/", views.accessibility, name="accessibility"),
]

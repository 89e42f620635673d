"""Addresses of the pages of figures."""

from django.urls import path

from dashboards import views

app_name = "dashboards"
urlpatterns = [path("", views.ServicePage.as_view(), name="service")]

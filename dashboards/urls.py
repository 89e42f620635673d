"""Addresses of the pages made of all floors: the figures, and everything about one authority."""

from django.urls import path

from dashboards import views
from dashboards.applications.views import ApplicationPage, OurApplications
from dashboards.authorities.views import AuthorityPage, AuthoritySheet
from dashboards.workstations.views import WorkstationPage

app_name = "dashboards"
urlpatterns = [
    path("dashboards/", views.ServicePage.as_view(), name="service"),
    path("dashboards/fleet/", views.FleetPage.as_view(), name="fleet"),
    path("authorities/<int:pk>/", AuthorityPage.as_view(), name="authority"),
    path("authorities/<int:pk>/sheet/", AuthoritySheet.as_view(), name="authority_sheet"),
    path("applications/<int:pk>/", ApplicationPage.as_view(), name="application"),
    path("applications/ours/", OurApplications.as_view(), name="our_applications"),
    path("workstations/<int:pk>/", WorkstationPage.as_view(), name="workstation"),
]

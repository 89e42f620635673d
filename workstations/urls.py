"""Addresses of the pages about workstations and infrastructure."""

from django.urls import path

from workstations import views

app_name = "workstations"
urlpatterns = [
    path("workstations/", views.WorkstationList.as_view(), name="workstations"),
    path("workstations/<int:pk>/", views.WorkstationDetail.as_view(), name="workstation"),
    path("workstations/<int:pk>/state/", views.WorkstationState.as_view(), name="workstation_state"),
    path("infrastructure/", views.InfrastructureList.as_view(), name="infrastructure"),
    path("infrastructure/<int:pk>/", views.InfrastructureDetail.as_view(), name="infrastructure_item"),
    path("infrastructure/<int:pk>/state/", views.InfrastructureState.as_view(), name="infrastructure_state"),
]

"""Addresses of the pages about dependencies."""

from django.urls import path

from dependencies import views

app_name = "dependencies"
urlpatterns = [
    path("", views.RelationList.as_view(), name="relations"),
    path("relation/<int:pk>/", views.EditRelation.as_view(), name="relation"),
    path("relation/<int:pk>/remove/", views.RemoveRelation.as_view(), name="remove"),
    path("<slug:kind>/<int:pk>/", views.ImpactPage.as_view(), name="impact"),
    path("<slug:kind>/<int:pk>/graph/", views.GraphPage.as_view(), name="graph"),
    path("<slug:kind>/<int:pk>/table/", views.ImpactList.as_view(), name="table"),
    path("<slug:kind>/<int:pk>/workstations/", views.WorkstationList.as_view(), name="workstations"),
    path("<slug:kind>/<int:pk>/needs/", views.NeedsPage.as_view(), name="needs"),
    path("<slug:kind>/<int:pk>/add/", views.Relate.as_view(), name="add"),
    path("<slug:kind>/<int:pk>/choices/", views.choices, name="choices"),
]

"""Addresses of the pages about imports."""

from django.urls import path

from imports import views

app_name = "imports"
urlpatterns = [
    path("", views.ImportList.as_view(), name="imports"),
    path("new/", views.Upload.as_view(), name="add"),
    path("export/<slug:kind>/<slug:file_format>/", views.export_kind, name="export"),
    path("<int:pk>/", views.ImportPage.as_view(), name="import"),
    path("<int:pk>/mapping/", views.Mapping.as_view(), name="map"),
    path("<int:pk>/progress/", views.progress, name="progress"),
    path("<int:pk>/apply/", views.Apply.as_view(), name="apply"),
    path("<int:pk>/apply-good-rows/", views.ApplyGoodRows.as_view(), name="apply_good_rows"),
    path("<int:pk>/discard/", views.Discard.as_view(), name="discard"),
    path("<int:pk>/report/<slug:file_format>/", views.report, name="report"),
    path("<int:pk>/wrong-rows/<slug:file_format>/", views.wrong_rows, name="wrong_rows"),
]

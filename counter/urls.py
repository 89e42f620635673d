"""Addresses of the pages about service points and of what is planned there."""

from django.urls import path

from counter import views

app_name = "counter"
urlpatterns = [
    path("service-points/", views.ServicePointList.as_view(), name="service_points"),
    path("service-points/<int:pk>/", views.ServicePointDetail.as_view(), name="service_point"),
    path("service-points/<int:pk>/rota/", views.RotaPage.as_view(), name="rota"),
    path("service-points/<int:pk>/rota/copy/", views.CopyWeek.as_view(), name="copy_week"),
    path("service-points/<int:pk>/shifts/add/", views.AddShift.as_view(), name="add_shift"),
    path("shifts/<int:pk>/", views.EditShift.as_view(), name="shift"),
    path("shifts/<int:pk>/remove/", views.RemoveShift.as_view(), name="remove_shift"),
    path("service-points/<int:pk>/exceptions/add/", views.AddException.as_view(), name="add_exception"),
    path("opening-exceptions/<int:pk>/", views.EditException.as_view(), name="exception"),
    path("opening-exceptions/<int:pk>/remove/", views.RemoveException.as_view(), name="remove_exception"),
]

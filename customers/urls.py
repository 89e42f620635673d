"""Addresses of the pages about authorities, service points and contacts."""

from django.urls import path

from customers import views

app_name = "customers"
urlpatterns = [
    path("authorities/", views.AuthorityList.as_view(), name="authorities"),
    path("authorities/tree/", views.AuthorityTree.as_view(), name="tree"),
    path("service-points/", views.ServicePointList.as_view(), name="service_points"),
    path("service-points/<int:pk>/", views.ServicePointDetail.as_view(), name="service_point"),
    path("contacts/", views.ContactList.as_view(), name="contacts"),
    path("contacts/<int:pk>/", views.ContactDetail.as_view(), name="contact"),
]

"""Addresses of the pages about Fachverfahren."""

from django.urls import path

from applications import views
from applications.views import public_services

app_name = "applications"
urlpatterns = [
    path("applications/", views.ApplicationList.as_view(), name="applications"),
    path("applications/<int:pk>/", views.ApplicationDetail.as_view(), name="application"),
    path("applications/<int:pk>/services/", views.ServicesOfApplication.as_view(), name="application_services"),
    path("applications/<int:pk>/services/choices/", public_services.free_services, name="free_services"),
    path("applications/matrix/", views.Matrix.as_view(), name="matrix"),
    path("applications/vendors/", views.VendorList.as_view(), name="vendors"),
    path("applications/vendors/new/", views.AddVendor.as_view(), name="add_vendor"),
    path("applications/vendors/<int:pk>/edit/", views.EditVendor.as_view(), name="edit_vendor"),
    path("applications/products/", views.ProductList.as_view(), name="products"),
    path("applications/products/new/", views.AddProduct.as_view(), name="add_product"),
    path("applications/products/<int:pk>/", views.ProductPage.as_view(), name="product"),
    path("applications/products/<int:pk>/edit/", views.EditProduct.as_view(), name="edit_product"),
    path("applications/products/<int:pk>/versions/new/", views.AddVersion.as_view(), name="add_version"),
    path("applications/products/<int:pk>/statements/new/", views.AddStatement.as_view(), name="add_statement"),
    path("applications/versions/<int:pk>/edit/", views.EditVersion.as_view(), name="edit_version"),
    path("applications/statements/<int:pk>/edit/", views.EditStatement.as_view(), name="edit_statement"),
    path("applications/services/", views.ServiceList.as_view(), name="services"),
    path("applications/services/new/", views.AddService.as_view(), name="add_service"),
    path("applications/services/<int:pk>/", views.ServicePage.as_view(), name="service"),
    path("applications/services/<int:pk>/edit/", views.EditService.as_view(), name="edit_service"),
    path("applications/services/<int:pk>/serve/", views.ServePage.as_view(), name="serve"),
    path("applications/services/<int:pk>/choices/", public_services.free_applications, name="free_applications"),
    path("applications/services/served/<int:pk>/remove/", views.RemoveService.as_view(), name="remove_service"),
]

"""Addresses of the pages about Fachverfahren."""

from django.urls import path

from applications.views import instances, matrix, product, products, public_services, register, using
from applications.views.uses import UseList, UsePage

app_name = "applications"
urlpatterns = [
    path("applications/", register.ApplicationList.as_view(), name="applications"),
    path("applications/new/", instances.NewInstance.as_view(), name="new"),
    path("applications/<int:pk>/edit/", instances.EditInstance.as_view(), name="edit"),
    path("applications/<int:pk>/uses/new/", using.AddUse.as_view(), name="add_use"),
    path("applications/<int:pk>/interfaces/new/", instances.AddInterface.as_view(), name="add_interface"),
    path("applications/<int:pk>/data/new/", instances.AddData.as_view(), name="add_data"),
    path("application-uses/", UseList.as_view(), name="uses"),
    path("application-uses/<int:pk>/", UsePage.as_view(), name="use"),
    path("application-uses/<int:pk>/edit/", using.EditUse.as_view(), name="edit_use"),
    path("application-uses/<int:pk>/remove/", using.RemoveUse.as_view(), name="remove_use"),
    path("application-uses/<int:pk>/people/new/", using.AddPerson.as_view(), name="add_person"),
    path("application-uses/<int:pk>/trainings/new/", using.AddTraining.as_view(), name="add_training"),
    path("application-people/<int:pk>/remove/", using.RemovePerson.as_view(), name="remove_person"),
    path("application-trainings/<int:pk>/", using.EditTraining.as_view(), name="edit_training"),
    path("application-trainings/<int:pk>/remove/", using.RemoveTraining.as_view(), name="remove_training"),
    path("application-interfaces/<int:pk>/", instances.EditInterface.as_view(), name="edit_interface"),
    path("application-interfaces/<int:pk>/remove/", instances.RemoveInterface.as_view(), name="remove_interface"),
    path("application-data/<int:pk>/", instances.EditData.as_view(), name="edit_data"),
    path("application-data/<int:pk>/remove/", instances.RemoveData.as_view(), name="remove_data"),
    path(
        "applications/<int:pk>/services/", public_services.ServicesOfApplication.as_view(), name="application_services"
    ),
    path("applications/<int:pk>/services/choices/", public_services.free_services, name="free_services"),
    path("applications/matrix/", matrix.Matrix.as_view(), name="matrix"),
    path("applications/vendors/", products.VendorList.as_view(), name="vendors"),
    path("applications/vendors/new/", products.AddVendor.as_view(), name="add_vendor"),
    path("applications/vendors/<int:pk>/edit/", products.EditVendor.as_view(), name="edit_vendor"),
    path("applications/products/", products.ProductList.as_view(), name="products"),
    path("applications/products/new/", products.AddProduct.as_view(), name="add_product"),
    path("applications/products/<int:pk>/", product.ProductPage.as_view(), name="product"),
    path("applications/products/<int:pk>/edit/", products.EditProduct.as_view(), name="edit_product"),
    path("applications/products/<int:pk>/versions/new/", products.AddVersion.as_view(), name="add_version"),
    path("applications/products/<int:pk>/statements/new/", products.AddStatement.as_view(), name="add_statement"),
    path("applications/versions/<int:pk>/edit/", products.EditVersion.as_view(), name="edit_version"),
    path("applications/statements/<int:pk>/edit/", products.EditStatement.as_view(), name="edit_statement"),
    path("applications/services/", public_services.ServiceList.as_view(), name="services"),
    path("applications/services/new/", public_services.AddService.as_view(), name="add_service"),
    path("applications/services/<int:pk>/", public_services.ServicePage.as_view(), name="service"),
    path("applications/services/<int:pk>/edit/", public_services.EditService.as_view(), name="edit_service"),
    path("applications/services/<int:pk>/serve/", public_services.ServePage.as_view(), name="serve"),
    path("applications/services/<int:pk>/choices/", public_services.free_applications, name="free_applications"),
    path(
        "applications/services/served/<int:pk>/remove/", public_services.RemoveService.as_view(), name="remove_service"
    ),
]

"""Pages of Fachverfahren: the register, products, services to the public, and who uses what."""

from applications.views.detail import ApplicationDetail
from applications.views.matrix import Matrix
from applications.views.product import ProductPage
from applications.views.products import (
    AddProduct,
    AddStatement,
    AddVendor,
    AddVersion,
    EditProduct,
    EditStatement,
    EditVendor,
    EditVersion,
    ProductList,
    VendorList,
)
from applications.views.public_services import (
    AddService,
    EditService,
    RemoveService,
    ServePage,
    ServiceList,
    ServicePage,
    ServicesOfApplication,
)
from applications.views.register import ApplicationList

__all__ = [
    "AddProduct",
    "AddService",
    "AddStatement",
    "AddVendor",
    "AddVersion",
    "ApplicationDetail",
    "ApplicationList",
    "EditProduct",
    "EditService",
    "EditStatement",
    "EditVendor",
    "EditVersion",
    "Matrix",
    "ProductList",
    "ProductPage",
    "RemoveService",
    "ServePage",
    "ServiceList",
    "ServicePage",
    "ServicesOfApplication",
    "VendorList",
]

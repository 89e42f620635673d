"""Fachverfahren: the product on the market, the instance that is operated, and the authorities that use it."""

from applications.models.instances import ApplicationData, DataCategory, Interface, SpecialistApplication
from applications.models.products import Product, ProductStatement, ProductVersion, Vendor
from applications.models.public_services import ProvidedService, PublicService
from applications.models.uses import ApplicationUse, Training, UseContact

__all__ = [
    "ApplicationData",
    "ApplicationUse",
    "DataCategory",
    "Interface",
    "Product",
    "ProductStatement",
    "ProductVersion",
    "ProvidedService",
    "PublicService",
    "SpecialistApplication",
    "Training",
    "UseContact",
    "Vendor",
]

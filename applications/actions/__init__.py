"""What people do to the register: keep products and what is said of them, services, instances and uses."""

from applications.actions.keeping import keep_application, keep_use
from applications.actions.products import add_statement, change_statement, keep_product, keep_vendor, keep_version
from applications.actions.public_services import keep_service, no_longer_serve, serve, set_servers

__all__ = [
    "add_statement",
    "change_statement",
    "keep_application",
    "keep_product",
    "keep_service",
    "keep_use",
    "keep_vendor",
    "keep_version",
    "no_longer_serve",
    "serve",
    "set_servers",
]

"""What people do to the register: keep products and what is said of them, services, instances and uses."""

from applications.actions.parts import keep_part, remove_part
from applications.actions.products import add_statement, change_statement, keep_product, keep_vendor, keep_version
from applications.actions.public_services import keep_service, no_longer_serve, serve, set_servers

__all__ = [
    "add_statement",
    "change_statement",
    "keep_part",
    "keep_product",
    "keep_service",
    "keep_vendor",
    "keep_version",
    "no_longer_serve",
    "remove_part",
    "serve",
    "set_servers",
]

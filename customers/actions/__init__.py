"""What is done with authorities, their people and places, and with service points."""

from customers.actions.contacts import remove_contact, save_contact
from customers.actions.functions import change_function, end_function, give_function
from customers.actions.places import remove_room, save_room, save_site
from customers.actions.rota import copy_week, remove_shift, save_shift, would_copy
from customers.actions.service_points import remove_exception, save_exception

__all__ = [
    "change_function",
    "copy_week",
    "end_function",
    "give_function",
    "remove_contact",
    "remove_exception",
    "remove_room",
    "remove_shift",
    "save_contact",
    "save_exception",
    "save_room",
    "save_shift",
    "save_site",
    "would_copy",
]

"""What is done with authorities, their people and places, and with service points."""

from customers.actions.contacts import remove_contact, save_contact, save_contacts
from customers.actions.functions import change_function, end_function, give_function
from customers.actions.organisations import join_amt, save_authority, take_in_site, take_role
from customers.actions.places import remove_room, save_room, save_site
from customers.actions.relations import (
    add_membership,
    end_membership,
    end_role,
    end_transfer,
    give_role,
    transfer_task,
)
from customers.actions.rota import copy_week, remove_shift, save_shift, would_copy
from customers.actions.service_points import remove_exception, save_exception
from customers.actions.successions import merge_authorities

__all__ = [
    "add_membership",
    "change_function",
    "copy_week",
    "end_function",
    "end_membership",
    "end_role",
    "end_transfer",
    "give_function",
    "give_role",
    "join_amt",
    "merge_authorities",
    "remove_contact",
    "remove_exception",
    "remove_room",
    "remove_shift",
    "save_authority",
    "save_contact",
    "save_contacts",
    "save_exception",
    "save_room",
    "save_shift",
    "save_site",
    "take_in_site",
    "take_role",
    "transfer_task",
    "would_copy",
]

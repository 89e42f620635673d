"""What is done with authorities and their people."""

from customers.actions.contacts import remove_contact, save_contact, save_contacts
from customers.actions.organisations import join_amt, save_authority, save_site, take_role
from customers.actions.relations import (
    add_membership,
    end_membership,
    end_role,
    end_transfer,
    give_role,
    transfer_task,
)
from customers.actions.successions import merge_authorities

__all__ = [
    "add_membership",
    "end_membership",
    "end_role",
    "end_transfer",
    "give_role",
    "join_amt",
    "merge_authorities",
    "remove_contact",
    "save_authority",
    "save_contact",
    "save_contacts",
    "save_site",
    "take_role",
    "transfer_task",
]

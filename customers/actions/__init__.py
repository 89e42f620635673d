"""What is done with authorities and their people."""

from customers.actions.contacts import remove_contact, save_contact
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
    "merge_authorities",
    "remove_contact",
    "save_contact",
    "transfer_task",
]

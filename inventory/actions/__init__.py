"""What is done with keys of agents, with their reports, and with what people keep against them."""

from inventory.actions.deciding import discard_case, match_device, register_device, withdraw_decision
from inventory.actions.locking import change_field, release_field
from inventory.actions.receiving import receive
from inventory.actions.tokens import create_token, open_with, revoke_token

__all__ = [
    "change_field",
    "create_token",
    "discard_case",
    "match_device",
    "open_with",
    "receive",
    "register_device",
    "release_field",
    "revoke_token",
    "withdraw_decision",
]

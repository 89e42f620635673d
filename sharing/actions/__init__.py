"""What people do: record costs, keys, figures and offers, fix an apportionment, correct a fixed one."""

from sharing.actions.fixing import correct, fix
from sharing.actions.recording import change, change_key, record, remove, set_key

__all__ = ["change", "change_key", "correct", "fix", "record", "remove", "set_key"]

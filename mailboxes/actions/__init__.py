"""What is done with mails that came in."""

from mailboxes.actions.arriving import process, set_aside, store
from mailboxes.actions.keeping import remove_files_without_row
from mailboxes.actions.reviewing import add_to_report, discard, open_as_report, reopen_report

__all__ = [
    "add_to_report",
    "discard",
    "open_as_report",
    "process",
    "remove_files_without_row",
    "reopen_report",
    "set_aside",
    "store",
]

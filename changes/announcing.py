"""Names the job that writes to the contacts concerned by a change; silent while changes are invented.

The job is named, not imported, and stands in the same transaction as what happened: both are there or neither.
"""

from procrastinate.contrib.django import app

from changes.models import Change

TELL = "notifications.tasks.tell_of_change"


def announce(change: Change) -> None:
    """Let a job write to the people concerned."""
    if not change.is_demo:
        app.configure_task(TELL, lock=f"change-{change.pk}").defer(change=change.pk)

"""Names the job that writes to the people of a hand-over; silent while hand-overs are invented.

The job is named, not imported, and stands in the same transaction as what happened: both are there or neither.
"""

from procrastinate.contrib.django import app

from handovers.models import Handover

TELL = "notifications.tasks.tell_of_handover"


def announce(handover: Handover) -> None:
    """Let a job write to the people concerned."""
    if not handover.is_demo:
        app.configure_task(TELL).defer(handover=handover.pk, state=handover.state)

"""What happens about notifications in the background: telling people right after something happened, and the post."""

from datetime import timedelta

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from accounts.scope import as_job
from notifications import (
    actions,
    agreement_deadlines,
    due_steps,
    handed_over,
    letters,
    open_devices,
    planned_changes,
    stopped_plans,
)
from notifications.happenings import of_event, of_message

UNTIL_THE_POST_IS_OPEN = RetryStrategy(max_attempts=6, exponential_wait=5, retry_exceptions=[OSError])
"""Errors of SMTP and of the network: after seconds, then minutes, up to an hour; later the quarter-hourly round asks."""

MORNING = 7


@app.task(name="notifications.tasks.spread")
def spread(event: int = 0, message: int = 0) -> int:
    """Right after something happened about a report: tell whom it concerns."""
    with as_job("Benachrichtigungen verteilen"):
        happening = of_event(event) if event else of_message(message)
        return len(actions.spread(happening=happening, now=timezone.now())) if happening else 0


@app.periodic(cron="*/5 * * * *")
@app.task(name="notifications.tasks.remind", queueing_lock="remind", lock="remind", pass_context=False)
def remind(timestamp: int) -> int:
    """Every five minutes: tell people of the reminders that have come due."""
    with as_job("An Meldungen erinnern"):
        return actions.tell_of_reminders(now=timezone.now())


@app.task(name="notifications.tasks.send_letters", retry=UNTIL_THE_POST_IS_OPEN)
def send_letters(recipient: int = 0, contact: int = 0) -> int:
    """A few minutes later: write to a person about everything that they have not seen by then."""
    to = {"contact": contact} if contact else {"recipient": recipient}
    return letters.send(to, lambda: as_job("Briefe zu Benachrichtigungen"), now=timezone.now())


@app.task(name="notifications.tasks.tell_of_plan", retry=UNTIL_THE_POST_IS_OPEN)
def tell_of_plan(plan: int) -> int:
    """Right after a recurring report could not be opened for the first time: write to its team."""
    return stopped_plans.tell(plan, lambda: as_job("Briefe zu Benachrichtigungen"))


@app.task(name="notifications.tasks.tell_of_agreements", retry=UNTIL_THE_POST_IS_OPEN)
def tell_of_agreements() -> int:
    """In the morning after deadlines of agreements came near: write to those who keep agreements."""
    return agreement_deadlines.tell(lambda: as_job("Briefe zu Vertragsfristen"), now=timezone.now())


@app.task(name="notifications.tasks.tell_of_steps", retry=UNTIL_THE_POST_IS_OPEN)
def tell_of_steps() -> int:
    """In the morning after steps of takeovers came near or were late: write to those in charge."""
    return due_steps.tell(lambda: as_job("Briefe zu Schritten von Vorhaben"), now=timezone.now())


@app.task(name="notifications.tasks.remind_of_stocktaking", retry=UNTIL_THE_POST_IS_OPEN)
def remind_of_stocktaking(campaign: int) -> int:
    """Right after somebody asked for it: write to those who have not answered in a stock-taking."""
    return open_devices.tell(campaign, lambda: as_job("Briefe zum Bestandsabgleich"), now=timezone.now())


@app.task(name="notifications.tasks.tell_of_handover", retry=UNTIL_THE_POST_IS_OPEN)
def tell_of_handover(handover: int, state: str) -> int:
    """Right after devices changed hands or somebody answered: write to the people concerned."""
    return handed_over.tell(handover, state, lambda: as_job("Briefe zu Übergaben"))


@app.task(name="notifications.tasks.tell_of_change", retry=UNTIL_THE_POST_IS_OPEN)
def tell_of_change(change: int) -> int:
    """Right after a change was made known, moved or called off: write to the contacts concerned."""
    return planned_changes.tell(change, lambda: as_job("Briefe zu Änderungen"), now=timezone.now())


@app.periodic(cron="*/15 * * * *")
@app.task(name="notifications.tasks.send_left_letters", queueing_lock="left-letters", pass_context=False)
def send_left_letters(timestamp: int) -> int:
    """Every quarter of an hour: order anew what should have been sent long ago and was not."""
    now = timezone.now()
    with as_job("Liegengebliebene Briefe"):
        people = letters.left_behind(now)
        for to in people:
            actions.order_letters(after=timedelta(0), **to)
    return len(people)


@app.periodic(cron="0 * * * *")
@app.task(name="notifications.tasks.send_summaries", queueing_lock="summaries", pass_context=False)
def send_summaries(timestamp: int) -> int:
    """Every morning at seven, as the clock here says: one letter to whoever wishes only one a day.

    Every hour after that it is asked whom the letter of this morning has not reached, because worker or mail server
    stood still.
    """
    now = timezone.now()
    seven = timezone.localtime(now).replace(hour=MORNING, minute=0, second=0, microsecond=0)
    if now < seven:
        return 0
    with as_job("Zusammenfassungen"):
        people = letters.waiting_for_summary(now, until=seven)
        for recipient in people:
            app.configure_task("notifications.tasks.send_summary", lock=f"letters-recipient-{recipient}").defer(
                recipient=recipient
            )
    return len(people)


@app.task(name="notifications.tasks.send_summary", retry=UNTIL_THE_POST_IS_OPEN)
def send_summary(recipient: int) -> int:
    """In the morning: everything of the last days that the person has not seen and no letter told, in one letter."""
    return letters.send_summary(recipient, lambda: as_job("Zusammenfassungen"), now=timezone.now())

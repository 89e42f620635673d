"""What happens for data protection on time, without anybody at the keyboard."""

from django.utils import timezone
from procrastinate.contrib.django import app

from privacy.actions import enforce_retention


@app.periodic(cron="45 2 * * *")
@app.task(queueing_lock="enforce-retention", pass_context=False)
def enforce_retention_nightly(timestamp: int) -> int:
    """Every night: delete or make nameless what has been kept long enough."""
    return sum(outcome.count for outcome in enforce_retention(now=timezone.now()))

"""What happens to reports on time, without anybody at the keyboard."""

from django.utils import timezone
from procrastinate.contrib.django import app

from accounts.scope import as_job
from tickets.actions import close_uncontested

BATCH = 500


@app.periodic(cron="15 3 * * *")
@app.task(queueing_lock="close-uncontested", pass_context=False)
def close_uncontested_tickets(timestamp: int) -> int:
    """Every night: close what was solved and not objected to, a batch in each transaction."""
    now, closed = timezone.now(), 0
    while True:
        with as_job("Gelöste Meldungen schließen"):
            batch = close_uncontested(now=now, most=BATCH)
        if not batch:
            return closed
        closed += batch

"""What happens to workstations without anybody at the keyboard."""

from procrastinate.contrib.django import app

from accounts.scope import as_job
from workstations.actions import fold_tallies


@app.periodic(cron="25 4 * * *")
@app.task(queueing_lock="fold-workstation-tallies", pass_context=False)
def fold_counts_of_workstations(timestamp: int) -> int:
    """Every night: what was counted in many rows is kept in few."""
    with as_job("Zählungen von IT-Arbeitsplätzen zusammenfassen"):
        return fold_tallies()

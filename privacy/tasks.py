"""What happens for data protection on time, without anybody at the keyboard."""

from contextlib import AbstractContextManager

from django.utils import timezone
from procrastinate.contrib.django import app

from accounts.scope import as_job
from privacy.actions import enforce_retention, give_up_exit_pack
from privacy.actions import make_exit_pack as make


@app.periodic(cron="45 2 * * *")
@app.task(queueing_lock="enforce-retention", pass_context=False)
def enforce_retention_nightly(timestamp: int) -> int:
    """Every night: delete or make nameless what has been kept long enough."""
    return sum(outcome.count for outcome in enforce_retention(now=timezone.now()))


@app.task(name="privacy.tasks.make_exit_pack")
def make_exit_pack(pack: int) -> None:
    """Right after it was ordered: put together what is held about an authority; if that fails, nobody is left waiting."""
    try:
        make(pack=pack, scope=making_scope, now=timezone.now())
    except Exception:
        with making_scope():
            give_up_exit_pack(pack=pack)
        raise


def making_scope() -> AbstractContextManager[None]:
    """In whose name a pack is kept; its rows are read in the name of the authority."""
    return as_job("Austrittspaket erstellen")

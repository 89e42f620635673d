"""What happens to reports and their files without anybody at the keyboard."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from django.utils import timezone
from procrastinate.contrib.django import app

from accounts.scope import as_job
from tickets.actions import (
    attach_by_rule,
    close_uncontested,
    concern_new_users,
    fold_tallies,
    open_due,
    remind_of_approvals,
    wake,
    warn,
)
from tickets.announcing import ATTACH_CHECKLISTS
from tickets.models import Ticket
from tickets.search.words import forget_unused_words

BATCH = 500


@app.task(name=ATTACH_CHECKLISTS)
def attach_checklists(ticket: int) -> None:
    """Right after an authority reported something: attach the lists whose rule fits, of which it sees nothing."""
    with as_job("Checklisten anhängen"):
        found = Ticket.objects.select_for_update(of=("self",)).filter(pk=ticket).first()
        if found:  # else it is gone by now
            attach_by_rule(ticket=found, now=timezone.now())


@app.periodic(cron="15 3 * * *")
@app.task(queueing_lock="close-uncontested", pass_context=False)
def close_uncontested_tickets(timestamp: int) -> int:
    """Every night: close what was solved and not objected to, a batch in each transaction."""
    return _in_batches("Gelöste Meldungen schließen", close_uncontested)


@app.periodic(cron="0 5 * * *")
@app.task(queueing_lock="wake-waiting", pass_context=False)
def wake_waiting_tickets(timestamp: int) -> int:
    """Every morning: bring back what waited until today, a batch in each transaction."""
    return _in_batches("Wartende Meldungen wieder vorlegen", wake)


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="warn-of-deadlines", lock="warn-of-deadlines", pass_context=False)
def warn_of_deadlines(timestamp: int) -> int:
    """Every five minutes: say which deadlines come near or have passed, a batch in each transaction."""
    return _in_batches("Vor Fristen warnen", warn)


@app.periodic(cron="45 6 * * *")
@app.task(queueing_lock="remind-of-approvals", lock="remind-of-approvals", pass_context=False)
def remind_of_waiting_approvals(timestamp: int) -> int:
    """Every morning: remind of orders that wait for the approval of the authority, a batch in each transaction."""
    return _in_batches("An Freigaben erinnern", remind_of_approvals)


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="open-recurring", lock="open-recurring", pass_context=False)
def open_recurring_tickets(timestamp: int) -> int:
    """Every ten minutes: open the recurring reports whose day and time have come, each plan in a transaction."""
    return open_due(now=timezone.now(), scope=recurring_scope)


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="concern-new-users", pass_context=False)
def concern_new_users_of_applications(timestamp: int) -> int:
    """Every ten minutes: outages concern who began to use their Fachverfahren."""
    return _in_batches("Großstörungen auf neue Nutzende ausdehnen", concern_new_users)


def _in_batches(job: str, step: Callable[..., int]) -> int:
    """Repeat a step until it finds nothing more to do, each time in a transaction of its own; return how many."""
    now, done = timezone.now(), 0
    while True:
        with as_job(job):
            batch = step(now=now, most=BATCH)
        if not batch:
            return done
        done += batch


@app.periodic(cron="30 4 * * *")
@app.task(queueing_lock="forget-unused-words", pass_context=False)
def forget_unused_search_words(timestamp: int) -> int:
    """Every night, after retention: the search forgets the words that no report says any more."""
    with as_job("Suchwörter aufräumen"):
        return forget_unused_words()


@app.periodic(cron="20 4 * * *")
@app.task(queueing_lock="fold-ticket-tallies", pass_context=False)
def fold_counts_of_tickets(timestamp: int) -> int:
    """Every night: what was counted in many rows is kept in few."""
    with as_job("Zählungen von Meldungen zusammenfassen"):
        return fold_tallies()


def recurring_scope() -> AbstractContextManager[None]:
    """In whose name recurring reports are opened; entered for each plan, so that none holds the others up."""
    return as_job("Wiederkehrende Meldungen anlegen")

"""A year of reports, one after the other in the order in which they came."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

from django.utils import timezone

from ksm.demo.accounts import OWN_REPORTER
from ksm.demo.chance import stream
from ksm.demo.lives import Life
from ksm.demo.orders import tell_orders
from ksm.demo.outages import tell_outages
from ksm.demo.own_reports import tell
from ksm.demo.reports import Stage, file_report
from ksm.demo.rhythm import DAYS, Arrival, arrivals
from tickets.actions import close_uncontested
from tickets.deadlines import Agreement, agreement_for

NIGHTLY = time(3, 15)
JUST_NOW = (12, 38, 74, 121)
"""Minutes before now at which the newest reports came, whatever the hour."""


def report_a_year(stage: Stage, number: int, say: Callable[[str], None]) -> None:
    """So many reports over the last year, each with its life up to now, and what the nights closed."""
    agreement = agreement_for(authority_id=None, at=stage.now)
    if agreement is None:
        raise ValueError("the demo needs a service calendar")
    newest = [Arrival(stage.now - timedelta(minutes=minutes)) for minutes in JUST_NOW]
    holidays = frozenset(agreement.holidays)
    before = arrivals(max(0, number - len(newest)), now=stage.now, holidays=holidays, random=stream("arrivals"))
    told_by_chance = [
        (arrival.at, told(stage, agreement, arrival, index)) for index, arrival in enumerate([*before, *newest])
    ]
    plan = [
        *told_by_chance,
        *tell(stage, "stadt-ludwigslust", OWN_REPORTER, holidays),
        *tell_orders(stage),
        *tell_outages(stage, holidays),
    ]
    for done, (_, happen) in enumerate(sorted(plan, key=lambda row: row[0]), start=1):
        happen()
        if done % 500 == 0:
            say(f"  {done} von {len(plan)} Meldungen")
    close_what_nobody_objected_to(stage.now)


def told(stage: Stage, agreement: Agreement, arrival: Arrival, index: int) -> Callable[[], None]:
    """One report from its beginning to now, with a chance of its own."""

    def happen() -> None:
        random = stream(f"report/{index}")
        report = file_report(stage, random, arrival.at, in_outage=arrival.in_outage)
        for step in Life(stage, agreement, random, report, arrival.in_outage).steps():
            if step.at >= stage.now:
                break
            step.happen(step.at)

    return happen


def close_what_nobody_objected_to(now: datetime) -> None:
    """What the nightly job would have closed, night by night."""
    today = timezone.localdate(now)
    for back in range(DAYS, -1, -1):
        night = timezone.make_aware(datetime.combine(today - timedelta(days=back), NIGHTLY))
        if night < now:
            close_uncontested(now=night)

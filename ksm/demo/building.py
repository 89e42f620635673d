"""Building the demo: everything in one transaction, so that it is there completely or not at all."""

from collections.abc import Callable
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from accounts.models import StaffMember
from applications.models import SpecialistApplication
from ksm.demo import notices
from ksm.demo.accounts import PASSWORD
from ksm.demo.agents import let_agents_report
from ksm.demo.agreements import agree, agree_on_call
from ksm.demo.chance import stream
from ksm.demo.changing import plan_changes
from ksm.demo.continuity import prepare_for_outages
from ksm.demo.contracts import agree_on_tasks
from ksm.demo.costs import share_costs
from ksm.demo.counter import run_the_counter
from ksm.demo.fleet import Fleet, equip
from ksm.demo.handovers import change_hands
from ksm.demo.infrastructure import run_data_centre
from ksm.demo.knowledge import write_down
from ksm.demo.leases import lease_printers
from ksm.demo.mails import let_mail_come_in
from ksm.demo.names import Names
from ksm.demo.on_behalf import process_on_behalf
from ksm.demo.operation import report_a_year
from ksm.demo.orders import offer_services
from ksm.demo.people import People, hire, introduce, stand_in
from ksm.demo.places import furnish
from ksm.demo.procedures import OUTAGE, operate
from ksm.demo.register import describe_applications
from ksm.demo.relations import relate_all
from ksm.demo.replacing import plan_replacements
from ksm.demo.reports import Stage
from ksm.demo.stewards import entrust_all
from ksm.demo.stock import stock_up
from ksm.demo.stocktaking import take_stock
from ksm.demo.systems import Systems
from ksm.demo.takeovers import take_over
from ksm.demo.telling import announce
from ksm.demo.templates import write_report_templates, write_templates
from ksm.demo.views import arrange
from ksm.demo.work import plan_and_do
from tickets.announcing import in_silence
from tickets.models import Category

TICKETS = 1200


def is_built() -> bool:
    """Whether the demo operation is there; since it is built in one transaction, its staff stands for all of it."""
    return StaffMember.objects.filter(is_demo=True).exists()


@transaction.atomic
def build(*, tickets: int, now: datetime, say: Callable[[str], None]) -> None:
    """Invent the demo operation on top of the sourced facts."""
    today = timezone.localdate(now)
    people = People(Names(stream("names")), make_password(PASSWORD))
    agree()
    write_templates()
    hire(people)
    say("Behörden mit Räumen und Ansprechpersonen …")
    places = furnish()
    for place in places:
        introduce(people, place)
    stand_in(people, places, today=today)
    run_the_counter(people, places, today=today)
    say("IT-Arbeitsplätze, Rechenzentrum und Fachverfahren …")
    fleet, systems = Fleet(), Systems()
    for place in places:
        equip(fleet, place, people.contacts[place.served.key], systems, by=people.administrator, today=today)
    stock_up(people, places, today=today)
    lease_printers(places, by=people.administrator, today=today)
    change_hands(people, places, now=now)
    run_data_centre(by=people.administrator, today=today)
    let_agents_report(places, by=people.administrator, now=now)
    used = operate(places, today=today)
    entrust_all(today=today)
    describe_applications(today=today)
    relate_all(by=people.administrator)
    prepare_for_outages(by=people.administrator, now=now)
    plan_replacements(people, now=now)
    share_costs(people, now=now)
    agree_on_call(SpecialistApplication.objects.get(name=OUTAGE, is_demo=True))
    agree_on_tasks(by=people.administrator, now=now)
    process_on_behalf(people, now=now)
    take_over(people, now=now)
    take_stock(people, now=now)
    announce(now)
    plan_changes(people, now=now)
    say(f"{tickets} Meldungen aus einem Jahr …")
    categories = {category.key: category for category in Category.objects.select_related("team")}
    stage = Stage(people, fleet.of_contact, used, categories, now)
    offer_services(categories)
    with in_silence():  # nobody is to hear today of what happened in a year that never was
        report_a_year(stage, tickets, say)
        write_down(stage)
        plan_and_do(stage)
        write_report_templates()
        arrange(stage)
        let_mail_come_in(stage)
    notices.tell(now)

"""The catalogue of the demo, and orders from it in each state, filled in with the same form as in operation."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from accounts.models import User
from catalogue.actions import order
from catalogue.forms import OrderForm, name_of
from catalogue.models import Condition, FormField, ServiceArea, ServiceOffer
from customers.models import Contact, Room
from ksm.demo.reports import Stage
from ksm.demo.texts.catalogue import AREAS, OFFERS, Offer
from tickets import actions
from tickets.models import Category, Ticket

AUTHORITY = "stadt-ludwigslust"


def offer_services(categories: Mapping[str, Category]) -> None:
    """Everything that can be ordered in the demo."""
    areas = {
        name: ServiceArea.objects.create(name=name, icon=icon, position=position, is_demo=True)
        for position, (name, icon) in enumerate(AREAS.items())
    }
    for position, offer in enumerate(OFFERS):
        _store(offer, areas[offer.area], categories[offer.category], position)


def _store(offer: Offer, area: ServiceArea, category: Category, position: int) -> None:
    row = ServiceOffer.objects.create(
        area=area, title=offer.title, summary=offer.summary, included=offer.included, your_part=offer.your_part,
        delivery=offer.delivery, category=category, subject=offer.subject, needs_approval=offer.needs_approval,
        is_active=True, position=position, is_demo=True,
    )  # fmt: skip
    fields: dict[str, FormField] = {}
    for place, question in enumerate(offer.questions):
        fields[question.key] = FormField.objects.create(
            offer=row, position=place, key=question.key, label=question.label, kind=question.kind,
            is_required=question.is_required, choices="\n".join(question.choices), help_text=question.help_text,
            minimum=question.minimum, maximum=question.maximum, needs_all=question.needs_all,
        )  # fmt: skip
        for on, operator, value in question.when:
            condition = Condition(field=fields[question.key], on=fields[on], operator=operator, value=value)
            condition.full_clean()
            condition.save()


def tell_orders(stage: Stage) -> Iterator[tuple[datetime, Callable[[], None]]]:
    """When each order is placed, and what becomes of it: waits, approved, refused, taken back, worked on and done."""
    reporter, colleague = stage.people.contacts[AUTHORITY][0], _colleague(stage)
    device = str(stage.of_contact[reporter.pk].pk)
    soon = (timezone.localdate(stage.now) + timedelta(days=21)).isoformat()
    newcomer = {
        "name": "Erika Musterfrau", "beginn": soon, "befristet": "nein", "ort": f"room:{_room()}",
        "geraet": "Neues Notebook", "zuhause": "ja", "dock": "ja", "telefon": ["Rufnummer am Rechner"], "vorbild": "nein",
    }  # fmt: skip
    laptops = {"von": soon, "bis": soon, "anzahl": "3", "vorfuehren": "ja", "beamer": "ja"}
    screen = {"platz": device, "groesse": "27 Zoll"}
    wide = {"platz": device, "groesse": "34 Zoll, breit", "grund": "Für große Tabellen."}
    leaves = {"name": "Max Mustermann", "letzter": soon, "post": "Schließen"}
    orders: tuple[tuple[timedelta, str, dict[str, Any], Contact, Callable[[Stage, Ticket], None]], ...] = (
        (timedelta(days=12), "Zusätzlicher Bildschirm", wide, reporter, _is_refused),
        (timedelta(days=9), "VPN-Zugang", {"platz": device, "dauer": "Dauerhaft"}, reporter, _is_done),
        (timedelta(days=6), "Austritt", leaves, reporter, _is_withdrawn),
        (timedelta(days=5), "Neue Mitarbeiterin oder neuer Mitarbeiter", newcomer, colleague, _waits),
        (timedelta(days=3), "Zusätzlicher Bildschirm", screen, reporter, _is_approved),
        (timedelta(days=2), "Notebook-Leihe", laptops, colleague, _is_worked_on),
        (timedelta(minutes=50), "Zusätzlicher Bildschirm", {**screen, "groesse": "24 Zoll"}, reporter, _waits),
    )
    for age, title, answers, requester, live in orders:
        at = stage.now - age
        yield at, partial(_happen, stage, title, answers, requester, at, live)


def _happen(
    stage: Stage,
    title: str,
    answers: dict[str, Any],
    requester: Contact,
    at: datetime,
    live: Callable[[Stage, Ticket], None],
) -> None:
    live(stage, _order(title, answers, requester, at))


def _waits(stage: Stage, ticket: Ticket) -> None:
    """Nobody has decided yet."""


def _is_refused(stage: Stage, ticket: Ticket) -> None:
    reason = "Die breiten Bildschirme sind für dieses Jahr aufgebraucht."
    actions.refuse(ticket=ticket, by=_coordinator(stage), reason=reason, now=ticket.created_at + timedelta(days=1))


def _is_done(stage: Stage, ticket: Ticket) -> None:
    desk = stage.people.accounts["benutzerservice"]
    actions.take(ticket=ticket, by=desk, now=ticket.created_at + timedelta(days=1))
    solution = "Guten Tag! Der Zugang ist eingerichtet, die Anleitung liegt im Ordner „Hilfe“."
    actions.resolve(ticket=ticket, by=desk, solution=solution, now=ticket.created_at + timedelta(days=2))


def _is_withdrawn(stage: Stage, ticket: Ticket) -> None:
    if user := ticket.requester.user:
        actions.cancel(ticket=ticket, by=user, reason="Die Kollegin bleibt.", now=ticket.created_at + timedelta(days=1))


def _is_approved(stage: Stage, ticket: Ticket) -> None:
    actions.approve(ticket=ticket, by=_coordinator(stage), now=stage.now - timedelta(hours=5))


def _is_worked_on(stage: Stage, ticket: Ticket) -> None:
    actions.take(ticket=ticket, by=stage.people.accounts["benutzerservice"], now=ticket.created_at + timedelta(days=1))


def _coordinator(stage: Stage) -> User:
    return stage.people.accounts["ludwigslust-it"]


def _colleague(stage: Stage) -> Contact:
    """Somebody else at the same authority who uses the portal."""
    return next(one for one in stage.people.contacts[AUTHORITY][3:] if one.user)


def _room() -> int:
    return Room.objects.filter(site__authority__key=AUTHORITY).order_by("pk").values_list("pk", flat=True)[0]


def _order(title: str, answers: dict[str, Any], requester: Contact, at: datetime) -> Ticket:
    """Fill in the form of a service and order it, as the portal does."""
    user = requester.user
    if user is None:
        raise ValueError(f"{requester} has no account")
    offer = ServiceOffer.objects.with_form().select_related("category__team").get(title=title)
    data = {name_of(key): value for key, value in answers.items()}
    form = OrderForm(data, offer=offer, authority=requester.authority, user=user)
    if not form.is_valid():
        raise ValueError(f"{title}: {form.errors.as_json()}")
    return order(offer=offer, requester=requester, by=user, filled=form.filled(), now=at)

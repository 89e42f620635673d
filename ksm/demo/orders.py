"""The catalogue of the demo, and orders from it in each state, filled in with the same form as in operation."""

from collections.abc import Mapping
from datetime import datetime, timedelta
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


def order_some(stage: Stage) -> None:
    """Orders that wait, were approved, refused, taken back, worked on and done."""
    people = stage.people
    reporter, coordinator, colleague = (
        people.contacts[AUTHORITY][0],
        people.accounts["ludwigslust-it"],
        _colleague(stage),
    )
    desk, now = people.accounts["benutzerservice"], stage.now
    device = stage.of_contact[reporter.pk].pk
    soon = timezone.localdate(now) + timedelta(days=21)
    newcomer = {
        "name": "Erika Musterfrau", "beginn": soon.isoformat(), "befristet": "nein", "ort": f"room:{_room()}",
        "geraet": "Neues Notebook", "zuhause": "ja", "dock": "ja", "telefon": ["Rufnummer am Rechner"], "vorbild": "nein",
    }  # fmt: skip
    laptops = {"von": soon.isoformat(), "bis": soon.isoformat(), "anzahl": "3", "vorfuehren": "ja", "beamer": "ja"}
    vpn = {"platz": str(device), "dauer": "Dauerhaft"}

    done = _order("VPN-Zugang", vpn, reporter, now - timedelta(days=9))
    actions.take(ticket=done, by=desk, now=now - timedelta(days=8))
    solution = "Guten Tag! Der Zugang ist eingerichtet, die Anleitung liegt im Ordner „Hilfe“."
    actions.resolve(ticket=done, by=desk, solution=solution, now=now - timedelta(days=7))
    worked_on = _order("Notebook-Leihe", laptops, colleague, now - timedelta(days=2))
    actions.take(ticket=worked_on, by=desk, now=now - timedelta(days=1))

    screen = {"platz": str(device), "groesse": "27 Zoll"}
    approved = _order("Zusätzlicher Bildschirm", screen, reporter, now - timedelta(days=3))
    actions.approve(ticket=approved, by=coordinator, now=now - timedelta(hours=5))
    wide = {"platz": str(device), "groesse": "34 Zoll, breit", "grund": "Für große Tabellen."}
    refused = _order("Zusätzlicher Bildschirm", wide, reporter, now - timedelta(days=12))
    reason = "Die breiten Bildschirme sind für dieses Jahr aufgebraucht."
    actions.refuse(ticket=refused, by=coordinator, reason=reason, now=now - timedelta(days=11))
    leaves = {"name": "Max Mustermann", "letzter": soon.isoformat(), "post": "Schließen"}
    withdrawn = _order("Austritt", leaves, reporter, now - timedelta(days=6))
    _withdraw(withdrawn, reporter.user, now - timedelta(days=5))

    _order("Neue Mitarbeiterin oder neuer Mitarbeiter", newcomer, colleague, now - timedelta(days=6))
    _order("Zusätzlicher Bildschirm", {**screen, "groesse": "24 Zoll"}, reporter, now - timedelta(minutes=50))


def _withdraw(ticket: Ticket, by: User | None, now: datetime) -> None:
    if by:
        actions.cancel(ticket=ticket, by=by, reason="Die Kollegin bleibt.", now=now)


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

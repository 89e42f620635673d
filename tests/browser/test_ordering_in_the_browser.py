"""Ordering from the catalogue in a real browser: the form asks what the answers call for, and somebody approves."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from catalogue.models import FormField
from tests.browser.conftest import PHONE, OpenWindow, tab_to
from tests.browser.test_accessibility import violations
from tests.factories import ConditionFactory, FormFieldFactory, ServiceOfferFactory
from tests.world import build
from tickets.models import Ticket

pytestmark = pytest.mark.django_db(transaction=True)
Kind = FormField.Kind


def test_order_from_the_form_to_the_approval(open_window: OpenWindow) -> None:
    world = build()
    offer = ServiceOfferFactory(title="Gerät leihen", needs_approval=True)
    device = FormFieldFactory(
        offer=offer, key="geraet", label="Welches Gerät?", kind=Kind.ONE_OF, choices="Notebook\nBeamer"
    )
    why = FormFieldFactory(offer=offer, key="wozu", label="Wozu?", is_required=True)
    where = FormFieldFactory(offer=offer, key="wo", label="Wo?", is_required=True)
    FormFieldFactory(offer=offer, key="platz", label="Für wen?", kind=Kind.WORKSTATION, is_required=True)
    ConditionFactory(field=why, on=device, value="notebook")
    ConditionFactory(field=where, on=why, operator="answered", value="")

    window = open_window(PHONE, "dark")
    page = window.sign_in(world.people["reporter"])
    window.open(reverse("catalogue:service", args=[offer.pk]))
    expect(page.get_by_text("Nur wenn")).to_have_count(3)
    expect(page.get_by_text("Nur wenn").first).to_be_hidden()
    expect(page.get_by_label("Wozu?")).to_be_hidden()
    page.get_by_label("Notebook").check()
    expect(page.get_by_label("Wo?")).to_be_hidden()
    tab_to(page, "input[name=answer_wozu]")
    page.keyboard.type("Schulung")
    expect(page.get_by_label("Wo?")).to_be_visible()
    page.get_by_label("Beamer").check()  # the answer stays, but nobody asks for it, nor for what follows from it
    expect(page.get_by_label("Wozu?")).to_be_hidden()
    expect(page.get_by_label("Wo?")).to_be_hidden()
    page.get_by_label("Notebook").check()
    page.get_by_label("Wo?").fill("Rathaus")
    expect(page.get_by_label("Welcher IT-Arbeitsplatz?")).to_be_hidden()
    page.get_by_label("Für wen?").select_option("Steht nicht in der Liste")
    page.get_by_label("Welcher IT-Arbeitsplatz?").fill("PC im Lager")
    assert violations(page) == []
    page.get_by_role("button", name="Weiter: prüfen").click()
    expect(page.get_by_role("heading", name="Prüfen und absenden")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Absenden", exact=True).click()
    expect(page.get_by_role("heading", name="Ihre Bestellung wartet auf die Freigabe")).to_be_visible()

    window = open_window()
    page = window.sign_in(world.people["it-coordinator"])
    window.open("/portal/approvals/")
    assert violations(page) == []
    page.get_by_role("button", name="Freigeben: Gerät leihen").click()
    expect(page.get_by_text("ist freigegeben")).to_be_visible()
    ticket = Ticket.objects.get(subject="Gerät leihen")
    assert ticket.approved_at is not None
    answers = dict(ticket.particulars.values_list("label", "value"))
    assert (answers["Wo?"], answers["Für wen?"]) == ("Rathaus", "PC im Lager")

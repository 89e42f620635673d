"""Keeping the catalogue in the web admin: what would leave a form or an order in a dead end is refused with a sentence."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import User
from catalogue.models import ServiceOffer
from tests.factories import ServiceOfferFactory
from tests.world import World

Sign = Callable[[User], Client]


def text_of(response: HttpResponse) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def admin(world: World, client_for: Sign, db: None) -> Client:
    return client_for(world.people["administration"])


@pytest.fixture
def offer(world: World, db: None) -> ServiceOffer:
    made: ServiceOffer = ServiceOfferFactory(title="Gerät leihen")
    return made


def address(row: Model) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def sent(page: HttpResponse, **changes: Any) -> dict[str, Any]:
    """What a browser would send if somebody changed so much in the form and pressed the button."""
    context: Any = page.context  # type: ignore[attr-defined]  # the test client adds it
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    fields = [form[name] for form in forms for name in form.fields]
    data = {field.html_name: field.value() for field in fields}
    return {name: value for name, value in (data | changes).items() if value is not None and value is not False}


def saved(browser: Client, row: Model, **changes: Any) -> str:
    """What is said after somebody saved the form of a row with changes; nothing where it was taken."""
    url = address(row)
    answer = browser.post(url, sent(browser.get(url), **changes))
    return "" if answer.status_code == 302 else text_of(answer)


def test_category_that_services_need_stays(offer: ServiceOffer, admin: Client) -> None:
    category = offer.category
    said = saved(admin, category, is_active=False)
    assert "Mit dieser Kategorie werden Leistungen bestellt: „Gerät leihen“" in said
    assert saved(admin, category, name="Leihgeräte") == ""
    ServiceOffer.objects.filter(pk=offer.pk).update(is_active=False)
    assert saved(admin, category, is_active=False) == ""
    assert "Diese Kategorie ist nicht mehr wählbar" in saved(admin, offer, is_active=True)

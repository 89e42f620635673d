"""Keeping the catalogue in the web admin: what would leave a form or an order in a dead end is refused with a sentence."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import User
from catalogue.models import Condition, FormField, ServiceOffer
from tests.factories import ConditionFactory, FormFieldFactory, ServiceOfferFactory
from tests.world import World

Kind = FormField.Kind
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


@pytest.fixture
def condition(offer: ServiceOffer) -> Condition:
    """What a notebook is wanted for is asked only if a notebook is wanted."""
    device = FormFieldFactory(
        offer=offer, position=10, key="geraet", label="Welches Gerät?", kind=Kind.ONE_OF, choices="Notebook\nBeamer"
    )
    why = FormFieldFactory(offer=offer, position=20, key="wozu", label="Wozu?", is_required=True)
    made: Condition = ConditionFactory(field=why, on=device, value="notebook")
    return made


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"choices": "Laptop\nBeamer"}, "Davon hängt „Wozu?“ ab: „notebook“ steht nicht zur Auswahl."),
        ({"kind": "text", "choices": ""}, ""),
        ({"kind": "person", "choices": ""}, "Davon hängt „Wozu?“ ab: Hier zählt nur, ob sie ausgefüllt ist."),
        ({"kind": "heading", "choices": ""}, "Davon hängt „Wozu?“ ab"),
        ({"position": 30}, "„Wozu?“ hängt von „Welches Gerät?“ ab und muss dahinter stehen."),
        ({"choices": "Beamer\nNOTEBOOK\nMaus", "position": 15}, ""),
    ],
)
def test_question_that_others_hang_on_goes_on_letting_them_be_asked(
    condition: Condition, admin: Client, changes: dict[str, Any], words: str
) -> None:
    said = saved(admin, condition.on, **changes)
    assert words in said
    assert bool(said) is bool(words)


def test_question_does_not_move_before_what_it_hangs_on_nor_to_another_service(
    condition: Condition, admin: Client
) -> None:
    assert "muss dahinter stehen" in saved(admin, condition.field, position=5)
    assert "Eine Frage bleibt bei ihrer Leistung." in saved(admin, condition.on, offer=ServiceOfferFactory().pk)


@pytest.mark.parametrize(
    ("kind", "operator", "value", "words"),
    [
        (Kind.ONE_OF, "is", "Laptop", "Möglich sind: „Notebook“, „Beamer“."),
        (Kind.ONE_OF, "is_not", " beamer", ""),
        (Kind.SOME_OF, "contains", "book", ""),
        (Kind.SOME_OF, "contains", "Laptop", "Möglich sind"),
        (Kind.YES_NO, "is", "Ja", ""),
        (Kind.YES_NO, "is", "true", "Möglich sind: „ja“, „nein“."),
        (Kind.NUMBER, "at_least", "20", ""),
        (Kind.NUMBER, "at_least", "viele", "Bitte eine Zahl angeben."),
        (Kind.DAY, "at_most", "2026-12-31", ""),
        (Kind.DAY, "is", "31.12.2026", "Bitte einen Tag"),
        (Kind.TEXT, "at_least", "3", "nur für Zahlen und Tage"),
        (Kind.WORKSTATION, "is", "12", "nur, ob sie ausgefüllt ist"),
        (Kind.WORKSTATION, "answered", "", ""),
        (Kind.TEXT, "contains", "egal was", ""),
    ],
)
def test_condition_can_come_true(condition: Condition, kind: str, operator: str, value: str, words: str) -> None:
    condition.on.kind, condition.operator, condition.value = kind, operator, value
    if not words:
        condition.full_clean()
        return
    with pytest.raises(ValidationError, match=words):
        condition.full_clean()


@pytest.mark.parametrize(
    "subject", ["Für {{person}}", "{{ Gerät }} bestellen", "{{geraet}} für {{wer noch}}", "{{kopf}}"]
)
def test_subject_names_questions_that_there_are(condition: Condition, admin: Client, subject: str) -> None:
    offer = condition.field.offer
    FormFieldFactory(offer=offer, key="kopf", kind=Kind.HEADING)
    said = saved(admin, offer, subject=subject)
    assert "„Betreff der Bestellung“ nennt Fragen, die es nicht gibt: {{" in said
    assert "Möglich sind: {{geraet}}, {{wozu}}." in said
    assert saved(admin, offer, subject="{{ geraet }}: {{wozu}}") == ""


def test_key_that_the_subject_names_is_changed_with_it(condition: Condition, admin: Client) -> None:
    ServiceOffer.objects.filter(pk=condition.field.offer_id).update(subject="{{geraet}}")
    assert "„Betreff der Bestellung“ nennt {{geraet}}." in saved(admin, condition.on, key="ding")
    assert saved(admin, condition.field, key="zweck") == ""
    assert saved(admin, condition.field.offer, subject="{{ding}}", **{"fields-0-key": "ding"}) == ""

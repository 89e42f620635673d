"""Fachverfahren and contracts of a scope, each with a step of its own."""

from collections.abc import Callable

from django.test import Client

from accounts.models import User
from takeovers.models import BaselineItem, CaseTask, TakeoverCase
from tests.factories import (
    ApplicationUseFactory,
    BaselineFactory,
    BaselineItemFactory,
    SpecialistApplicationFactory,
)

Browser = Callable[[User], Client]


def test_what_is_on_record_is_proposed_and_becomes_steps(case: TakeoverCase, care: User, browser: Browser) -> None:
    """Used Fachverfahren, suppliers and leases stand in the form; each line becomes a step, what has one is told."""
    scope, client = case.scopes.get(), browser(care)
    ApplicationUseFactory(authority=case.authority, application=SpecialistApplicationFactory(name="Meldewesen"))
    ApplicationUseFactory(application=SpecialistApplicationFactory(name="Fremdverfahren"))
    baseline = BaselineFactory(case=case)
    BaselineItemFactory(baseline=baseline, kind=BaselineItem.Kind.SUPPLIER, name="Muster-Hosting")
    BaselineItemFactory(baseline=baseline, kind=BaselineItem.Kind.LEASE, name="Drucker")
    BaselineItemFactory(baseline=baseline, kind=BaselineItem.Kind.PROJECT, name="E-Akte")
    address = f"/takeovers/scopes/{scope.pk}/one-by-one/"
    assert address in client.get(f"/takeovers/{case.pk}/").content.decode()
    form = client.get(address).context["form"]
    assert form["applications"].value() == "Meldewesen"
    assert form["contracts"].value() == "Drucker\nMuster-Hosting"

    typed = {"applications": "Meldewesen\n\n  Wohngeld \nmeldewesen", "contracts": "Drucker"}
    page = client.post(address, typed, follow=True).content.decode()
    assert "3 Schritte sind angelegt. Schon vorhanden und ausgelassen: „meldewesen“." in page
    steps = CaseTask.objects.filter(scope=scope, phase__key="procedures")
    assert list(steps.order_by("position").values_list("title", "explanation"))[2:] == [
        ("Fachverfahren umziehen: Meldewesen", "Test, Datenübernahme, Schulung, Umstellung, Rückfalltag"),
        ("Fachverfahren umziehen: Wohngeld", "Test, Datenübernahme, Schulung, Umstellung, Rückfalltag"),
        ("Vertrag übernehmen oder kündigen: Drucker", ""),
    ]
    form = client.get(address).context["form"]
    assert (form["applications"].value(), form["contracts"].value()) == ("", "Muster-Hosting")
    page = client.post(address, typed, follow=True).content.decode()
    assert "Kein Schritt ist neu." in page
    assert steps.count() == 5


def test_what_is_wrong_is_told_and_nothing_is_made(case: TakeoverCase, care: User, browser: Browser) -> None:
    """An empty form and too long a name make no step, and what was typed stays."""
    scope, client = case.scopes.get(), browser(care)
    address, before = f"/takeovers/scopes/{scope.pk}/one-by-one/", case.tasks.count()
    assert "mindestens ein Fachverfahren" in client.post(address, {}).content.decode()
    page = client.post(address, {"applications": "Wohngeld", "contracts": "x" * 121}).content.decode()
    assert "ist zu lang" in page
    assert "Wohngeld" in page
    assert case.tasks.count() == before


def test_the_longest_name_fits(case: TakeoverCase, care: User, browser: Browser) -> None:
    """A name as long as it may be is a title that the database takes."""
    scope = case.scopes.get()
    browser(care).post(f"/takeovers/scopes/{scope.pk}/one-by-one/", {"contracts": "x" * 120})
    assert CaseTask.objects.filter(scope=scope, title__endswith="x" * 120).exists()

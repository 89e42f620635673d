"""What is known about a Fachverfahren stands where it is chosen in a report."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.models import User
from changes.levels import Level
from customers.models import Authority
from tests.browser.conftest import OpenWindow
from tests.factories import ApplicationUseFactory
from tests.factories_changes import ServiceStatusFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_choice_of_a_fachverfahren_shows_what_is_known_about_it(
    open_window: OpenWindow, reporter: User, ludwigslust: Authority
) -> None:
    planner, archive = (
        ApplicationUseFactory(authority=ludwigslust, application__name=name).application
        for name in ("Kitaplaner", "Archiv")
    )
    ServiceStatusFactory(application=planner, level=Level.DOWN, text="Bitte auf Papier arbeiten.")
    window = open_window()
    window.sign_in(reporter)
    page = window.open(f"{reverse('portal:report')}?application={planner.pk}")
    beside = page.locator("[data-known-here]")
    expect(beside).to_contain_text("Diese Störung ist bekannt: Kitaplaner, ausgefallen")
    expect(beside).to_contain_text("Sie müssen das nicht melden.")
    line = page.locator("details", has_text="Kitaplaner")
    expect(line.get_by_text("Bitte auf Papier arbeiten.")).to_be_hidden()
    line.locator("summary").press("Enter")
    expect(line.get_by_text("Bitte auf Papier arbeiten.")).to_be_visible()
    choice = page.get_by_label("Um welches Gerät oder Fachverfahren geht es?")
    choice.select_option(f"application:{archive.pk}")
    expect(beside).to_be_empty()
    choice.select_option(f"application:{planner.pk}")
    expect(beside).to_contain_text("Bitte auf Papier arbeiten.")

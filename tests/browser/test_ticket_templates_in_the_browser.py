"""A template fills the form of a new report without leaving it, so that chosen files stay."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.models import User
from customers.models import Authority
from tests.browser.conftest import OpenWindow
from tests.factories import TicketTemplateFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_template_fills_the_form_and_chosen_files_stay(
    open_window: OpenWindow, service_desk: User, ludwigslust: Authority
) -> None:
    template = TicketTemplateFactory(title="Konto", kind="service_request", description="Für {{behoerde}}", urgency=2)
    window = open_window()
    window.sign_in(service_desk)
    page = window.open(reverse("tickets:open-for", args=[ludwigslust.pk]))
    page.get_by_label("Betreff").fill("Eigener Betreff")
    page.locator("input[type=file]").set_input_files({"name": "a.txt", "mimeType": "text/plain", "buffer": b"a"})
    page.get_by_label("Vorlage wählen").select_option(str(template.pk))
    page.get_by_role("button", name="Übernehmen").press("Enter")
    expect(page.get_by_label("Beschreibung")).to_have_value(f"Für {ludwigslust}")
    expect(page.locator("#ku-announcer")).to_contain_text("Vorlage „Konto“ ist übernommen.")
    expect(page.get_by_role("radio", name="Anfrage")).to_be_checked()
    expect(page.get_by_label("Dringlichkeit")).to_have_value("2")
    expect(page.get_by_label("Betreff")).to_have_value("Eigener Betreff")
    expect(page.locator("[data-files]")).to_contain_text("a.txt")

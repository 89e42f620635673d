"""Signing in with a real browser: passkey, app, recovery code, and a real directory, under the content security policy."""

from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from tests.accounts.sign_in.test_second_factor import code
from tests.browser.conftest import PHONE, OpenWindow, Window
from tests.factories import PASSWORD, UserFactory
from tests.identity_peers import PASSWORD as PASSWORD_THERE
from tests.identity_peers import configure, openid_provider, openid_settings, saml_provider, saml_settings

pytestmark = pytest.mark.django_db(transaction=True)


def with_authenticator(window: Window) -> Any:
    """Plug a security key into the window, one that asks for a PIN and is always given the right one."""
    session = window.page.context.new_cdp_session(window.page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session


def type_password(page: Page, user: User) -> None:
    page.get_by_label("Anmeldename oder E-Mail-Adresse").fill(user.username)
    page.get_by_label("Kennwort").fill(PASSWORD)
    page.get_by_role("button", name="Anmelden", exact=True).click()


def sign_out(page: Page) -> None:
    page.locator("[popovertarget=account-menu]").click()
    page.get_by_role("button", name="Abmelden").click()
    page.wait_for_url("**/login/")


@pytest.mark.usefixtures("db")
def test_staff_set_up_a_passkey_and_then_need_no_password(
    service_desk: User, open_window: OpenWindow, settings: Settings
) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    window = open_window()
    with_authenticator(window)
    page = window.open("/login/")
    type_password(page, service_desk)
    expect(page.get_by_role("heading", name="Bitte richten Sie eine zweite Stufe ein")).to_be_visible()
    page.get_by_role("link", name="Passkey hinzufügen").click()
    page.get_by_label("Name").fill("Dienst-Laptop")
    page.get_by_role("button", name="Passkey anlegen").click()
    page.wait_for_url("**/me/security/codes/")
    expect(page.locator("[data-codes] code")).to_have_count(10)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Als Datei speichern").click()
    saved = Path(waiting.value.path()).read_text()
    assert all(shown in saved for shown in page.locator("[data-codes] code").all_inner_texts())
    page.get_by_role("link", name="Ich habe sie verwahrt").click()
    expect(page.get_by_text("Dienst-Laptop", exact=True)).to_be_visible()
    window.open("/tickets/")
    sign_out(page)
    page.get_by_role("button", name="Mit Passkey anmelden").click()
    page.wait_for_url("**/tickets/**")
    window.open("/login/again/passkey/?next=/me/")
    page.get_by_role("button", name="Mit Passkey bestätigen").click()
    page.wait_for_url("**/me/")
    sign_out(page)
    type_password(page, service_desk)  # the password asks for the passkey as well
    page.get_by_role("button", name="Mit Passkey bestätigen").click()
    page.wait_for_url("**/tickets/**")


def test_broken_off_passkey_is_explained(open_window: OpenWindow) -> None:
    window = open_window()
    with_authenticator(window)  # on which there is no passkey yet
    page = window.open("/login/")
    page.get_by_role("button", name="Mit Passkey anmelden").click()
    expect(page.get_by_text("Der Vorgang wurde abgebrochen")).to_be_visible()
    expect(page.get_by_role("button", name="Mit Passkey anmelden")).to_be_enabled()


@pytest.mark.usefixtures("db")
def test_app_is_set_up_and_asked_for_and_a_recovery_code_stands_in(
    service_desk: User, open_window: OpenWindow, settings: Settings
) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    window = open_window(PHONE)
    page = window.open("/login/")
    type_password(page, service_desk)
    page.get_by_role("link", name="App einrichten").first.click()
    secret = page.locator(".ku-key").inner_text()
    picture = page.locator(".ku-qr")
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
    page.get_by_label("Code").fill(code(secret))
    page.get_by_role("button", name="Einrichten").click()
    codes = page.locator("[data-codes] code").all_inner_texts()
    window.open("/tickets/")
    window.page.context.clear_cookies()
    window.open("/login/")
    type_password(page, service_desk)
    page.get_by_label("Code").fill(code(secret))
    page.get_by_role("button", name="Bestätigen").click()
    page.wait_for_url("**/tickets/**")
    window.page.context.clear_cookies()
    window.open("/login/")
    type_password(page, service_desk)
    page.get_by_label("Code").fill(codes[0])
    page.get_by_role("button", name="Bestätigen").click()
    page.wait_for_url("**/tickets/**")
    assert len(Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()) == 9


@pytest.mark.usefixtures("db")
def test_browser_goes_to_the_directory_and_comes_back(
    open_window: OpenWindow, live_server: LiveServer, settings: Settings, tmp_path: Path
) -> None:
    UserFactory(username="anke")
    with openid_provider(tmp_path, live_server.url) as peer:
        configure(settings, openid_settings(peer))
        window = open_window()
        page = window.open("/login/?next=/me/")
        page.get_by_role("link", name="Anmelden über Landkreis kreis", exact=True).click()
        page.get_by_label("Name").fill("anke")
        page.get_by_label("Kennwort").fill(PASSWORD_THERE)
        page.get_by_role("button", name="Anmelden").click()
        page.wait_for_url(f"{live_server.url}/me/")


@pytest.mark.usefixtures("db")
def test_browser_comes_back_from_a_saml_provider_with_a_foreign_form(
    open_window: OpenWindow, live_server: LiveServer, settings: Settings, tmp_path: Path
) -> None:
    UserFactory(username="anke")
    with saml_provider(tmp_path, live_server.url) as peer:
        configure(settings, saml_settings(peer))
        window = open_window()
        page = window.open("/login/?next=/me/")
        page.get_by_role("link", name="Anmelden über Stadt kreis", exact=True).click()
        page.locator("#username").fill("anke")
        page.locator("#password").fill(PASSWORD_THERE)
        page.locator("#submit_button").click()
        page.wait_for_url(f"{live_server.url}/me/")
        window.complaints[:] = [
            text for text in window.complaints if peer.address not in text
        ]  # the provider's own page

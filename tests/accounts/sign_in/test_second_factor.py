"""The second factor: demanded of staff, proved by code or recovery code, taken off by a colleague when it is lost."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts import roles
from accounts.models import SecondFactorReset, User
from accounts.sign_in.middleware import SET_UP
from history.models import LogEntry
from tests.accounts.sign_in.conftest import text_of
from tests.factories import PASSWORD
from tests.page_access import PAGES
from tests.people import employed, widened

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"

ClientFor = Callable[[User], Client]


@pytest.fixture
def demanded(settings: Settings) -> None:
    """As in operation."""
    settings.REQUIRE_SECOND_FACTOR = True


@pytest.fixture
def with_app(service_desk: User) -> User:
    """A member of staff whose app shows codes."""
    TOTP.activate(service_desk, SECRET)
    RecoveryCodes.activate(service_desk)
    return service_desk


def code(secret: str = SECRET, steps: int = 0) -> str:
    """What the app shows now, or some steps of half a minute away from now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps)))


def typed_password(user: User) -> Client:
    """A browser in which the password was right."""
    client = Client()
    client.post("/login/", {"username": user.username, "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return bool(client.get("/me/").status_code == 200)


# Signing in with it


def test_password_alone_opens_nothing(with_app: User) -> None:
    client = typed_password(with_app)
    assert not is_in(client)
    assert client.get("/login/")["Location"] == "/login/code/"
    assert "Zweite Stufe" in text_of(client.get("/login/code/"))


def test_code_of_the_app_opens(with_app: User) -> None:
    client = typed_password(with_app)
    response = client.post("/login/code/", {"code": f"{code()[:3]} {code()[3:]}"})
    assert (response["Location"], is_in(client)) == ("/", True)


def test_wrong_code_is_said_at_its_field(with_app: User) -> None:
    client = typed_password(with_app)
    html = text_of(client.post("/login/code/", {"code": "000000"}))
    assert "Dieser Code stimmt nicht." in html
    assert not is_in(client)


def test_code_is_good_once(with_app: User) -> None:
    """Also in the half minute after its own, for which slow clocks are forgiven."""
    with time_machine.travel(datetime(2026, 11, 12, 9, 0, tzinfo=UTC), tick=False) as clock:
        shown = code()
        first, second = typed_password(with_app), typed_password(with_app)
        first.post("/login/code/", {"code": shown})
        clock.shift(timedelta(seconds=40))
        second.post("/login/code/", {"code": shown})
        assert (is_in(first), is_in(second)) == (True, False)


def test_wrong_and_used_codes_are_in_the_log(with_app: User) -> None:
    with time_machine.travel(datetime(2026, 11, 12, 9, 0, tzinfo=UTC), tick=False) as clock:
        shown = code()
        typed_password(with_app).post("/login/code/", {"code": "000000"})
        typed_password(with_app).post("/login/code/", {"code": shown})
        clock.shift(timedelta(seconds=40))
        typed_password(with_app).post("/login/code/", {"code": shown})
        client = Client()
        client.force_login(with_app)
        client.post("/login/again/code/", {"code": "falsch-falsch"})
    kept = LogEntry.objects.filter(kind=LogEntry.Kind.SIGN_IN_REFUSED)
    assert [(entry.about, entry.subject) for entry in kept] == [(with_app, "Code der zweiten Stufe")] * 3


def test_brake_on_codes_and_marks_of_used_ones_outlast_a_full_cache(with_app: User) -> None:
    with time_machine.travel(datetime(2026, 11, 12, 9, 0, tzinfo=UTC), tick=False) as clock:
        shown = code()
        typed_password(with_app).post("/login/code/", {"code": shown})
        fill_the_cache()
        clock.shift(timedelta(seconds=40))
        again = typed_password(with_app)
        again.post("/login/code/", {"code": shown})
        assert not is_in(again)
        for _ in range(10):
            again.post("/login/code/", {"code": "000000"})
        fill_the_cache()
        again.post("/login/code/", {"code": code(steps=1)})
        assert not is_in(again)


def fill_the_cache() -> None:
    """As a busy morning does."""
    for number in range(500):
        cache.set(f"z-{time.time()}-{number}", "something of somebody else", timeout=600)


def test_clock_that_is_half_a_minute_off_is_forgiven_and_more_is_not(with_app: User) -> None:
    late, too_late = typed_password(with_app), typed_password(with_app)
    late.post("/login/code/", {"code": code(steps=-1)})
    too_late.post("/login/code/", {"code": code(steps=-4)})
    assert (is_in(late), is_in(too_late)) == (True, False)


def test_recovery_code_opens_once(with_app: User) -> None:
    codes = Authenticator.objects.get(user=with_app, type="recovery_codes").wrap().get_unused_codes()
    first, second = typed_password(with_app), typed_password(with_app)
    first.post("/login/code/", {"code": codes[0]})
    second.post("/login/code/", {"code": codes[0]})
    assert (is_in(first), is_in(second)) == (True, False)


def test_guessing_codes_is_braked(with_app: User) -> None:
    client = typed_password(with_app)
    for number in range(10):
        client.post("/login/code/", {"code": f"00000{number}"})
    assert "Zu viele Fehlversuche" in text_of(client.post("/login/code/", {"code": code()}))
    assert not is_in(client)


def test_sign_in_can_be_broken_off(with_app: User) -> None:
    client = typed_password(with_app)
    assert client.post("/login/cancel/")["Location"] == "/login/"
    assert client.get("/login/").status_code == 200


def test_secret_of_the_app_is_not_kept_in_the_clear(with_app: User) -> None:
    assert SECRET not in str(Authenticator.objects.get(user=with_app, type="totp").data)


def test_new_key_of_the_application_opens_nothing_and_breaks_nothing(with_app: User, settings: Settings) -> None:
    shown = code()
    settings.SECRET_KEY = "a new one, since the old one was seen"
    client = typed_password(with_app)
    assert client.post("/login/code/", {"code": shown}).status_code == 200
    assert not is_in(client)


# Demanded of staff


def test_staff_without_one_are_led_to_set_it_up_and_nothing_else_opens(
    demanded: None, service_desk: User, client_for: ClientFor
) -> None:
    client = client_for(service_desk)
    for path in ("/", "/tickets/", "/admin/", "/tickets/?export=csv", "/search/?q=a", "/me/", "/password/", "/portal/"):
        assert client.get(path)["Location"] == "/me/security/", path
    fragment = client.get("/tickets/", headers={"hx-request": "true"})
    assert fragment["HX-Redirect"] == "/me/security/"
    html = text_of(client.get("/me/security/"))
    assert "Bitte richten Sie eine zweite Stufe ein" in html
    assert client.get("/me/security/app/").status_code == 200


def test_what_opens_before_is_a_short_list_of_pages_that_exist() -> None:
    assert set(PAGES) >= SET_UP


def test_whoever_has_one_works_as_always(demanded: None, with_app: User, client_for: ClientFor) -> None:
    assert client_for(with_app).get("/tickets/").status_code == 200


def test_contacts_of_authorities_need_none(demanded: None, reporter: User, client_for: ClientFor) -> None:
    assert client_for(reporter).get("/portal/").status_code == 200


def test_in_the_demo_none_is_demanded(service_desk: User, client_for: ClientFor) -> None:
    assert client_for(service_desk).get("/tickets/").status_code == 200


def test_app_is_set_up_and_the_recovery_codes_are_shown_once(
    demanded: None, service_desk: User, client_for: ClientFor
) -> None:
    client = client_for(service_desk)
    secret = client.get("/me/security/app/").context["form"].secret
    refused = text_of(client.post("/me/security/app/", {"code": "000000"}))
    assert "Dieser Code stimmt nicht." in refused
    response = client.post("/me/security/app/", {"code": code(secret)})
    assert response["Location"] == "/me/security/codes/"
    codes = Authenticator.objects.get(user=service_desk, type="recovery_codes").wrap().get_unused_codes()
    first, second = text_of(client.get("/me/security/codes/")), text_of(client.get("/me/security/codes/"))
    assert all(shown in first for shown in codes)
    assert not any(shown in second for shown in codes)
    assert client.get("/tickets/").status_code == 200


def test_last_one_stays_where_it_is_demanded(demanded: None, with_app: User, client_for: ClientFor) -> None:
    client = client_for(with_app)
    assert "ist eine zweite Stufe vorgeschrieben" in text_of(client.get("/me/security/app/remove/"))
    client.post("/me/security/app/remove/")
    assert Authenticator.objects.filter(user=with_app, type="totp").exists()


def test_where_it_is_not_demanded_it_can_be_removed(with_app: User, client_for: ClientFor) -> None:
    client_for(with_app).post("/me/security/app/remove/")
    assert not Authenticator.objects.filter(user=with_app).exists()


def test_new_recovery_codes_replace_the_old(with_app: User, client_for: ClientFor) -> None:
    client = client_for(with_app)
    old = Authenticator.objects.get(user=with_app, type="recovery_codes").wrap().get_unused_codes()
    assert "Ihre bisherigen 10 unbenutzten Codes" in text_of(client.get("/me/security/codes/new/"))
    client.post("/me/security/codes/new/")
    new = Authenticator.objects.get(user=with_app, type="recovery_codes").wrap().get_unused_codes()
    assert not set(old) & set(new)


# Lost


def reset(client: Client, user: User, reason: str = "Telefon verloren, persönlich erschienen") -> Any:
    return client.post(reverse("accounts:reset_second_factor", args=[user.pk]), {"reason": reason})


def test_administration_takes_it_off_and_the_sessions_end(
    administrator: User, with_app: User, client_for: ClientFor
) -> None:
    theirs, ours = typed_password(with_app), client_for(administrator)
    theirs.post("/login/code/", {"code": code()})
    assert is_in(theirs)
    page = text_of(ours.get(reverse("admin:accounts_user_change", args=[with_app.pk])))
    assert reverse("accounts:reset_second_factor", args=[with_app.pk]) in page
    assert reset(ours, with_app).status_code == 302
    assert not Authenticator.objects.filter(user=with_app).exists()
    assert (is_in(theirs), UserSession.objects.filter(user=with_app).count()) == (False, 0)
    kept = SecondFactorReset.objects.get()
    assert (kept.user, kept.reset_by, kept.reason) == (
        with_app,
        administrator,
        "Telefon verloren, persönlich erschienen",
    )


def test_reason_is_demanded(administrator: User, with_app: User, client_for: ClientFor) -> None:
    assert "Bitte ausfüllen: Grund" in text_of(reset(client_for(administrator), with_app, ""))
    assert Authenticator.objects.filter(user=with_app).exists()


def test_nobody_takes_it_off_an_account_that_may_do_more_or_off_the_own(
    administrator: User, client_for: ClientFor
) -> None:
    root = User.objects.create_superuser("wurzel", "", PASSWORD)
    for user in (root, administrator):
        TOTP.activate(user, SECRET)
        assert reset(client_for(administrator), user).status_code == 403
        assert Authenticator.objects.filter(user=user).exists()


def test_clerk_with_the_right_takes_none_off_the_administration(
    db: None, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = employed(widened(roles.DATA_PROTECTION, "accounts.change_user", monkeypatch=monkeypatch))
    administrator = employed(roles.ADMINISTRATION)
    TOTP.activate(administrator, SECRET)
    assert reset(client_for(clerk), administrator).status_code == 403


def test_colleagues_without_the_right_do_not_get_there(
    service_desk: User, administrator: User, client_for: ClientFor
) -> None:
    assert reset(client_for(service_desk), administrator).status_code == 403

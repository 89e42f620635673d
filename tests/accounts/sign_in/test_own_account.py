"""The page about the own sign-in: password, sessions, and being asked again before something sensitive."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import FailedSignIns, User
from accounts.tasks import forget_sign_ins
from tests.accounts.sign_in.conftest import Journey, content_of, text_of
from tests.accounts.sign_in.test_second_factor import SECRET, code
from tests.factories import PASSWORD, UserFactory
from tests.identity_peers import Peer

pytestmark = pytest.mark.django_db
NEW = "Ganz-neu-2026!"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML) Version/18.0 Safari/604.1"


@pytest.fixture
def anke(db: None) -> User:
    """Somebody with a password."""
    return UserFactory(username="anke")


def signed_in(user: User, browser: str = FIREFOX) -> Client:
    """A browser in which the person signed in with their password."""
    client = Client(headers={"user-agent": browser})
    client.post("/login/", {"username": user.username, "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return bool(client.get("/me/").status_code == 200)


# Sessions


def test_sessions_are_listed_in_words_and_this_one_is_marked(anke: User) -> None:
    here = signed_in(anke)
    signed_in(anke, PHONE)
    html = content_of(here.get("/me/security/"))
    assert html.index("Firefox unter Windows") < html.index("dieser Browser") < html.index("Safari unter iPhone")
    assert html.count("angemeldet seit") == 2


def test_one_session_is_ended(anke: User) -> None:
    here, there = signed_in(anke), signed_in(anke, PHONE)
    assert is_in(there)
    row = UserSession.objects.get(user_agent=PHONE)
    assert here.post(reverse("accounts:end_session", args=[row.pk]))["Location"] == "/me/security/"
    assert (is_in(here), is_in(there)) == (True, False)


def test_all_other_sessions_are_ended(anke: User) -> None:
    here, *others = [signed_in(anke) for _ in range(3)]
    here.post("/me/security/sessions/end-others/")
    assert (is_in(here), [is_in(other) for other in others]) == (True, [False, False])


def test_session_of_somebody_else_is_not_there(anke: User) -> None:
    other = signed_in(UserFactory())
    row = UserSession.objects.exclude(user=anke).get()
    assert signed_in(anke).post(reverse("accounts:end_session", args=[row.pk])).status_code == 404
    assert is_in(other)


def test_last_use_is_noted_but_not_with_every_page(
    anke: User, django_assert_num_queries: Callable[[int], object]
) -> None:
    start = datetime(2026, 11, 12, 9, 0, tzinfo=UTC)
    with time_machine.travel(start, tick=False) as clock:
        client = signed_in(anke)
        client.get("/me/")
        clock.shift(timedelta(minutes=2))
        client.get("/me/")
        assert UserSession.objects.get().last_seen_at == start
        clock.shift(timedelta(minutes=4))
        client.get("/me/")
        assert UserSession.objects.get().last_seen_at == start + timedelta(minutes=6)


def test_signed_out_session_is_no_longer_listed(anke: User) -> None:
    signed_in(anke, PHONE).post("/logout/")
    assert "iPhone" not in content_of(signed_in(anke).get("/me/security/"))


def test_every_night_what_is_over_is_forgotten(anke: User) -> None:
    with time_machine.travel(datetime(2026, 11, 12, 9, 0, tzinfo=UTC), tick=False) as clock:
        signed_in(anke, PHONE)
        Client().post("/login/", {"username": "niemand", "password": "x"})
        cache.set("over", "a counter", timeout=600)
        clock.shift(timedelta(hours=12))
        cache.set("present", "a counter", timeout=600)
        here = signed_in(anke)
        forget_sign_ins(timestamp=0)
        assert is_in(here)
        assert [row.user_agent for row in UserSession.objects.all()] == [FIREFOX]
        assert (Session.objects.count(), FailedSignIns.objects.count()) == (1, 0)
        assert keys_in_the_cache() == [":1:present"]


def keys_in_the_cache() -> list[str]:
    """Whatever is kept there, over or not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM accounts_cache")
        return [key for (key,) in cursor.fetchall()]


# Password


def test_new_password_ends_every_other_session(anke: User) -> None:
    here, there = signed_in(anke), signed_in(anke, PHONE)
    typed = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    assert here.post("/password/", typed)["Location"] == "/me/security/"
    assert (is_in(here), is_in(there)) == (True, False)
    assert [row.user_agent for row in UserSession.objects.all()] == [FIREFOX]
    anke.refresh_from_db()
    assert anke.check_password(NEW)


def test_wrong_or_weak_password_is_said_at_its_field(anke: User) -> None:
    client = signed_in(anke)
    typed = {"old_password": "falsch", "new_password1": "123", "new_password2": "123"}
    html = text_of(client.post("/password/", typed))
    assert "<title>Fehler: Kennwort ändern" in html
    assert "Kennwort ist zu kurz" in html
    assert "Passwort" not in html


def test_whoever_comes_from_a_directory_is_told_where_the_password_is(openid: Peer, journey: Journey) -> None:
    journey.through_openid("anke", key="offen")
    assert "Ihr Kennwort liegt in Ihrem Verzeichnis" in text_of(journey.client.get("/password/"))
    assert "Landkreis offen" in content_of(journey.client.get("/me/security/"))


# Asked again


SENSITIVE = ("/password/", "/me/security/app/", "/me/security/passkeys/add/", "/me/security/codes/new/")


def test_sensitive_pages_ask_again_after_a_quarter_of_an_hour(anke: User) -> None:
    with time_machine.travel(datetime(2026, 11, 12, 9, 0, tzinfo=UTC), tick=False) as clock:
        client = signed_in(anke)
        assert [client.get(path).status_code for path in SENSITIVE] == [200] * 4
        clock.shift(timedelta(minutes=16))
        for path in SENSITIVE:
            assert client.get(path)["Location"].startswith("/login/again/?next=%2F")
        assert client.get("/me/security/").status_code == 200
        assert "dass Sie es sind" in text_of(client.get("/login/again/"))
        assert "stimmt nicht" in text_of(client.post("/login/again/?next=/password/", {"password": "falsch"}))
        again = client.post("/login/again/?next=/password/", {"password": PASSWORD})
        assert again["Location"] == "/password/"
        assert client.get("/password/").status_code == 200


def test_one_may_prove_it_by_code(anke: User) -> None:
    with time_machine.travel(datetime(2026, 11, 12, 9, 0, tzinfo=UTC), tick=False) as clock:
        client = signed_in(anke)
        TOTP.activate(anke, SECRET)
        clock.shift(timedelta(minutes=16))
        page = text_of(client.get(client.get("/password/")["Location"]))
        assert "/login/again/code/?next=%2Fpassword%2F" in page
        response = client.post("/login/again/code/?next=/password/", {"code": code()})
        assert response["Location"] == "/password/"
        assert client.get("/password/").status_code == 200


def test_what_was_sent_is_not_lost_while_one_is_asked(administrator: User) -> None:
    with time_machine.travel(datetime(2026, 11, 12, 9, 0, tzinfo=UTC), tick=False) as clock:
        user = UserFactory(first_name="Vorher")
        client = signed_in(administrator)
        clock.shift(timedelta(minutes=16))
        change = reverse("admin:accounts_user_change", args=[user.pk])
        typed = {
            "username": user.username,
            "first_name": "Nachher",
            "last_name": "X",
            "email": user.email,
            "is_active": "on",
            "role_assignments-TOTAL_FORMS": 0,
            "role_assignments-INITIAL_FORMS": 0,
        }
        asked = client.post(change, typed)
        assert asked["Location"].startswith("/login/again/")
        user.refresh_from_db()
        assert user.first_name == "Vorher"
        client.post(asked["Location"], {"password": PASSWORD})
        user.refresh_from_db()
        assert user.first_name == "Nachher"


def test_asking_again_cannot_be_guessed_at_without_end(anke: User) -> None:
    client = signed_in(anke)
    statuses = [client.post("/login/again/", {"password": f"falsch{number}"}).status_code for number in range(25)]
    assert statuses[-1] == 429

"""Signing in with a password: who gets in, what strangers learn, and how guessing is braked without locking people out."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest import mock

import pytest
import time_machine
from django.contrib.auth import hashers
from django.test import Client
from pytest_django import Settings

from accounts.models import FailedSignIns, User
from accounts.sign_in import limits
from history.models import LogEntry
from tests.accounts.sign_in.conftest import content_of, text_of
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

TOWN_HALL, ELSEWHERE = "192.0.2.10", "198.51.100.7"


def sign_in(name: str, password: str = PASSWORD, address: str = TOWN_HALL, client: Client | None = None) -> Any:
    """One attempt, as a browser at this address makes it."""
    return (client or Client()).post("/login/", {"username": name, "password": password}, REMOTE_ADDR=address)


def is_in(response: Any) -> bool:
    return bool(response.status_code == 302)


def test_user_name_and_address_both_work(client: Client) -> None:
    user = UserFactory(username="anke", email="Anke.Muster@ksm.example")
    assert is_in(sign_in("anke"))
    assert is_in(sign_in("anke.muster@KSM.example"))
    assert is_in(sign_in("  anke  ", client=client))
    assert client.get("/me/").context["user"] == user


def test_case_of_letters_does_not_matter_unless_it_tells_two_accounts_apart(client: Client) -> None:
    UserFactory(username="anke", email="eine@ksm.example")
    assert is_in(sign_in("ANKE"))
    second = UserFactory(username="Anke", email="andere@ksm.example")
    assert is_in(sign_in("Anke", client=client))
    assert client.get("/me/").context["user"] == second
    assert not is_in(sign_in("ANKE"))  # nobody can tell which of the two is meant


def test_one_goes_on_to_where_one_wanted_but_not_to_another_house() -> None:
    UserFactory(username="anke")
    typed = {"username": "anke", "password": PASSWORD}
    assert Client().post("/login/", {**typed, "next": "/me/"})["Location"] == "/me/"
    assert Client().post("/login/", {**typed, "next": "https://boese.example/"})["Location"] == "/"


def test_strangers_learn_nothing_from_the_answer() -> None:
    UserFactory(username="anke")
    UserFactory(username="frueher", is_active=False)
    User.objects.create_user("verzeichnis", "v@ksm.example")  # has no password here
    answers = {
        content_of(sign_in(name, password)).replace(name, "…")
        for name, password in (
            ("anke", "falsch"),
            ("niemand", "falsch"),
            ("frueher", PASSWORD),
            ("verzeichnis", "falsch"),
        )
    }
    assert len({answer.partition("csrfmiddlewaretoken")[0] for answer in answers}) == 1
    assert "Anmeldename oder Kennwort stimmt nicht." in answers.pop()


def test_strangers_learn_nothing_from_the_time(django_assert_max_num_queries: Callable[..., Any]) -> None:
    """The password is hashed once, whoever it is."""
    UserFactory(username="anke")
    UserFactory(username="frueher", is_active=False)
    counts = []
    for name, password in (("anke", "falsch"), ("niemand", "falsch"), ("frueher", PASSWORD)):
        hasher = type(hashers.get_hasher())
        with mock.patch.object(hasher, "encode", autospec=True, side_effect=hasher.encode) as encode:
            sign_in(name, password)
        counts.append(encode.call_count)
    assert counts == [1, 1, 1]


def test_what_was_typed_stays_and_the_password_does_not() -> None:
    html = text_of(sign_in("anke", "ein-falsches"))
    assert 'value="anke"' in html
    assert "ein-falsches" not in html


# The brake


def test_guessing_is_braked_for_accounts_that_exist_and_those_that_do_not() -> None:
    UserFactory(username="anke")
    for name in ("anke", "niemand"):
        statuses = [sign_in(name, f"falsch{number}").status_code for number in range(10)]
        assert statuses == [200] * 5 + [429] * 5


def test_braked_page_says_when_it_goes_on_and_the_time_is_true() -> None:
    UserFactory(username="anke")
    with time_machine.travel(datetime(2026, 11, 12, 9, 0, tzinfo=UTC), tick=False) as clock:
        for number in range(5):
            sign_in("anke", f"falsch{number}")
        response = sign_in("anke")
        assert (response.status_code, response["Retry-After"]) == (429, "30")
        assert "10:00:30 Uhr" in text_of(response)
        clock.shift(timedelta(seconds=31))
        assert is_in(sign_in("anke"))


def spelled(name: str, typed: list[str]) -> list[str]:
    """A name in each of the ways in which it was typed."""
    address = f"{name}@ksm.example"
    return [one.format(name, name.upper(), address, address.upper()) for one in typed]


@pytest.mark.parametrize(
    "typed",
    [
        ["{0}"] * 5 + ["{1}"] * 2,  # in lower case, then in upper case
        ["{1}"] * 5 + ["{0}"] * 2,
        ["{0}"] * 5 + ["{2}"] * 6,  # by user name, then by e-mail address
        ["{2}"] * 3 + ["{0}"] * 3 + ["{3}"] * 3,
    ],
)
def test_brake_tells_nobody_whether_there_is_an_account(typed: list[str]) -> None:
    UserFactory(username="mueller", email="mueller@ksm.example")
    UserFactory(username="STEIN", email="STEIN@ksm.example")
    answers = {
        tuple(sign_in(one, "falsch").status_code for one in spelled(name, typed))
        for name in ("mueller", "stein", "niemand")
    }
    assert len(answers) == 1
    assert 429 in answers.pop()


def test_brake_from_everywhere_tells_nobody_whether_there_is_an_account() -> None:
    UserFactory(username="mueller", email="mueller@ksm.example")
    for name in ("mueller", "niemand"):
        for number in range(limits.ACCOUNT.free):
            assert sign_in(name, "falsch", address=f"203.0.113.{number}").status_code == 200
        assert sign_in(name.upper(), "falsch").status_code == 429
        assert sign_in(f"{name}@ksm.example", "falsch").status_code == 200


def test_spelling_that_finds_the_same_account_starts_no_new_count() -> None:
    UserFactory(username="kirsch")
    statuses = [
        sign_in(name, "falsch").status_code
        for name in ("kirsch", "KIRSCH", "Kirsch", "k\u0131r\u017fch", "kir\u017fch", "kirsch ")
    ]
    assert statuses == [200] * 5 + [429]


def test_whoever_is_guessed_at_gets_in_from_elsewhere() -> None:
    UserFactory(username="anke")
    for number in range(10):
        sign_in("anke", f"falsch{number}", address=ELSEWHERE)
    assert sign_in("anke", address=ELSEWHERE).status_code == 429
    assert is_in(sign_in("anke", address=TOWN_HALL))


def test_guessing_from_everywhere_is_braked_but_never_for_long() -> None:
    UserFactory(username="anke")
    start = datetime(2026, 11, 12, 9, 0, tzinfo=UTC)
    with time_machine.travel(start, tick=False) as clock:
        for number in range(200):  # an attacker with 200 addresses and all the patience
            sign_in("anke", "falsch", address=f"203.0.113.{number}")
            clock.shift(timedelta(seconds=1))
        assert sign_in("anke", address=TOWN_HALL).status_code == 429
        clock.shift(limits.ACCOUNT.longest_wait)
        assert is_in(sign_in("anke", address=TOWN_HALL))


def test_town_hall_behind_one_address_is_not_locked_out() -> None:
    """300 people in the morning; every third mistypes twice."""
    people = UserFactory.build_batch(300)
    hashed = hashers.make_password(PASSWORD)
    User.objects.bulk_create([User(username=user.username, email=user.email, password=hashed) for user in people])
    for number, user in enumerate(people):
        if number % 3 == 0:
            assert sign_in(user.username, "vertippt").status_code == 200
            assert sign_in(user.username, "wieder vertippt").status_code == 200
        assert is_in(sign_in(user.username)), f"person {number}"


def test_one_address_that_tries_a_thousand_accounts_is_braked() -> None:
    now = datetime.now(UTC)
    keys = limits.keys_of("niemand", TOWN_HALL)
    FailedSignIns.objects.create(
        key=keys[limits.ADDRESS], failures=limits.ADDRESS.free, last_at=now, forget_at=now + timedelta(minutes=15)
    )
    UserFactory(username="anke")
    assert sign_in("anke").status_code == 429
    assert is_in(sign_in("anke", address=ELSEWHERE))


def test_failures_are_forgotten_and_rows_do_not_pile_up() -> None:
    with time_machine.travel(datetime(2026, 11, 12, 9, 0, tzinfo=UTC), tick=False) as clock:
        for number in range(20):
            sign_in(f"niemand{number}", "falsch")
        before = FailedSignIns.objects.count()
        clock.shift(timedelta(hours=2))
        sign_in("anke", "falsch")
    assert (before, FailedSignIns.objects.count()) == (41, 3)


def test_attempt_that_the_brake_does_not_take_is_in_the_log_once_for_each_wait() -> None:
    anke = UserFactory(username="anke")
    braked = LogEntry.objects.filter(kind=LogEntry.Kind.SIGN_IN_REFUSED, subject="zu viele Fehlversuche")
    with time_machine.travel(datetime(2026, 11, 12, 9, 0, tzinfo=UTC), tick=False) as clock:
        for number in range(15):
            sign_in("anke", f"falsch{number}")
        assert [entry.about for entry in braked.all()] == [anke]
        clock.shift(timedelta(seconds=31))
        for number in range(15):
            sign_in("anke", f"falsch{number}")
        assert braked.count() == 2
        for number in range(6):
            sign_in("Kennwort-im-falschen-Feld", f"falsch{number}")
        assert {entry.about for entry in braked.all()} == {anke, None}
        assert "Feld" not in str(list(LogEntry.objects.values_list()))


def test_one_address_that_is_braked_fills_no_log() -> None:
    now = datetime.now(UTC)
    FailedSignIns.objects.create(
        key=limits.keys_of("niemand", TOWN_HALL)[limits.ADDRESS],
        failures=limits.ADDRESS.free + 10, last_at=now, forget_at=now + timedelta(minutes=15),
    )  # fmt: skip
    for number in range(5):
        assert sign_in(f"name{number}").status_code == 429
    assert LogEntry.objects.count() == 1


def test_kept_counts_name_nobody() -> None:
    sign_in("anke@ksm.example", "falsch")
    assert all(len(key) == 64 for key in FailedSignIns.objects.values_list("key", flat=True))


# Whose address it is


def test_forwarded_address_counts_only_behind_a_proxy(settings: Settings) -> None:
    UserFactory(username="anke")

    def attempt(password: str, forwarded: str) -> Any:
        typed = {"username": "anke", "password": password}
        return Client().post("/login/", typed, REMOTE_ADDR=TOWN_HALL, headers={"x-forwarded-for": forwarded})

    for number in range(5):
        attempt("falsch", f"203.0.113.{number}")  # made up anew each time: believed by nobody
    assert attempt(PASSWORD, "203.0.113.99").status_code == 429
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert is_in(attempt(PASSWORD, f"{TOWN_HALL}, {ELSEWHERE}"))
    for number in range(5):
        attempt("falsch", f"203.0.113.{number}, 198.51.100.8")  # the last hop is the proxy's word, the rest anybody's
    assert attempt(PASSWORD, "203.0.113.99, 198.51.100.8").status_code == 429


def test_header_that_is_no_address_breaks_nothing(settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    UserFactory(username="anke")
    for nonsense in ("unknown", "", "1.2.3.4:5678", "<script>", "::ffff:192.0.2.1"):
        response = Client().post(
            "/login/", {"username": "anke", "password": PASSWORD}, headers={"x-forwarded-for": nonsense}
        )
        assert is_in(response), nonsense

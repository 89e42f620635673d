"""Signing in through a real OpenID provider: the whole way there and back, and every way it must not go."""

import re
import socket
import time
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts import roles
from accounts.models import RoleProposal, User
from accounts.sign_in.refusals import NO_ACCOUNT, NOT_BY_DIRECTORY
from history.models import LogEntry
from tests.accounts.sign_in.conftest import ORIGIN, Journey, content_of, let_an_hour_pass, text_of
from tests.accounts.sign_in.test_second_factor import SECRET, code
from tests.factories import PASSWORD, UserFactory
from tests.identity_peers import Peer, configure, openid_provider, openid_settings
from tests.people import employed

pytestmark = pytest.mark.django_db


def changed(address: str, **values: str) -> str:
    """The same address with other values."""
    parts = urlsplit(address)
    query = {name: found[0] for name, found in parse_qs(parts.query).items()} | values
    return urlunsplit(parts._replace(query=urlencode(query)))


def test_known_person_is_joined_by_name_and_signed_in(openid: Peer, journey: Journey) -> None:
    anke = UserFactory(username="anke")
    assert journey.through_openid("anke")["Location"] == "/"
    assert journey.is_signed_in_as() == "anke"
    joined = SocialAccount.objects.get(user=anke)
    assert (joined.provider, joined.uid, joined.extra_data) == ("kreis", "anke", {})


def test_second_sign_in_finds_the_same_account_even_under_a_new_name(openid: Peer, journey: Journey) -> None:
    anke = UserFactory(username="anke")
    journey.through_openid("anke")
    User.objects.filter(pk=anke.pk).update(username="anke-neu")
    journey.client.logout()
    journey.through_openid("anke")
    assert journey.is_signed_in_as() == "anke-neu"


def test_person_goes_on_to_where_they_wanted(openid: Peer, journey: Journey) -> None:
    UserFactory(username="anke")
    there = journey.start("/login/oidc/kreis/?next=/me/")
    assert journey.back(journey.openid(there, "anke"))["Location"] == "/me/"


def test_sign_in_page_offers_every_directory(openid: Peer, client: Client) -> None:
    html = text_of(client.get("/login/?next=/me/"))
    assert "Anmelden über Landkreis kreis" in html
    assert 'href="/login/oidc/kreis/?next=%2Fme%2F"' in html


def test_person_is_joined_by_verified_address(openid: Peer, journey: Journey) -> None:
    UserFactory(username="ganz-anders", email="Anke@Kreis.example")
    journey.through_openid("anke", key="kreis-mail")
    assert journey.is_signed_in_as() == "ganz-anders"


def test_unverified_address_joins_nobody(openid: Peer, journey: Journey) -> None:
    UserFactory(email="unbestaetigt@kreis.example")
    response = journey.through_openid("unbestaetigt", key="kreis-mail")
    assert (response.status_code, journey.is_signed_in_as()) == (403, None)
    assert "nicht bestätigt" in text_of(response)


def test_unknown_person_gets_a_page_and_no_account(openid: Peer, journey: Journey) -> None:
    before = User.objects.count()
    response = journey.through_openid("bernd")
    assert response.status_code == 403
    assert "Für Sie ist hier kein Konto eingerichtet." in text_of(response)
    assert "IT-Koordination" in text_of(response)
    assert (User.objects.count(), journey.is_signed_in_as()) == (before, None)


def test_switched_off_account_looks_like_an_unknown_one(openid: Peer, journey: Journey) -> None:
    unknown = content_of(journey.through_openid("bernd"))
    UserFactory(username="bernd", is_active=False)
    assert content_of(journey.through_openid("bernd")) == unknown
    assert journey.is_signed_in_as() is None


def test_account_is_made_without_rights_where_the_operator_allows_it(openid: Peer, journey: Journey) -> None:
    journey.through_openid("anke", key="offen")
    anke = User.objects.get(username="anke")
    assert (anke.first_name, anke.email, anke.is_staff) == ("Anke", "anke@kreis.example", False)
    assert not anke.has_usable_password()
    assert anke.get_all_permissions() == set()
    assert journey.is_signed_in_as() == "anke"


def test_superuser_never_comes_through_a_directory(openid: Peer, journey: Journey) -> None:
    User.objects.create_superuser("wurzel", "", "x")
    response = journey.through_openid("wurzel")
    assert (response.status_code, journey.is_signed_in_as()) == (403, None)
    assert not SocialAccount.objects.exists()


def test_refused_people_are_in_the_log(openid: Peer, journey: Journey) -> None:
    root = User.objects.create_superuser("wurzel", "", "x")
    former = UserFactory(username="cora", is_active=False)
    for name in ("wurzel", "cora", "bernd"):
        Journey(Client()).through_openid(name)
    kept = LogEntry.objects.filter(kind=LogEntry.Kind.SIGN_IN_REFUSED).order_by("pk")
    assert [(entry.about, entry.subject) for entry in kept] == [
        (root, f"Verzeichnis: {NOT_BY_DIRECTORY}"), (former, f"Verzeichnis: {NO_ACCOUNT}"),
        (None, f"Verzeichnis: {NO_ACCOUNT}"),
    ]  # fmt: skip


def test_account_that_became_superuser_later_no_longer_comes_in(openid: Peer, journey: Journey) -> None:
    anke = UserFactory(username="anke")
    journey.through_openid("anke")
    journey.client.logout()
    User.objects.filter(pk=anke.pk).update(is_superuser=True)
    assert journey.through_openid("anke").status_code == 403


def test_administration_is_joined_only_if_the_groups_say_so(openid: Peer, journey: Journey) -> None:
    for name in ("anke", "cora"):
        user = employed(roles.ADMINISTRATION)
        User.objects.filter(pk=user.pk).update(username=name)
    refused = journey.through_openid("anke")
    assert "darf mehr" in text_of(refused)
    assert journey.is_signed_in_as() is None
    cora = Journey(Client())
    cora.through_openid("cora")
    assert cora.is_signed_in_as() == "cora"


def test_administration_that_begins_tomorrow_is_not_joined_today(openid: Peer, journey: Journey) -> None:
    anke = UserFactory(username="anke")
    tomorrow = timezone.localdate() + timedelta(days=1)
    anke.role_assignments.create(role=roles.ADMINISTRATION.key, valid_from=tomorrow)
    assert "darf mehr" in text_of(journey.through_openid("anke"))
    assert journey.is_signed_in_as() is None


def test_name_that_somebody_else_received_opens_nothing(openid: Peer, journey: Journey) -> None:
    """The account is joined to one person of the directory; another one who bears the name now is not that person."""
    anke = UserFactory(username="anke")
    SocialAccount.objects.create(user=anke, provider="kreis", uid="die-fruehere-anke")
    response = journey.through_openid("anke")
    assert "mit einer anderen Person" in text_of(response)
    assert journey.is_signed_in_as() is None


def test_person_whom_the_directory_does_not_name_is_refused(openid: Peer, journey: Journey) -> None:
    assert "nicht gesagt, wer Sie sind" in text_of(journey.through_openid("namenlos"))


def test_groups_become_a_proposal_and_change_nothing(openid: Peer, journey: Journey) -> None:
    anke = employed(roles.MANAGEMENT)
    User.objects.filter(pk=anke.pk).update(username="anke")
    journey.through_openid("anke")
    proposal = RoleProposal.objects.get(user=anke)
    assert (proposal.give, proposal.take) == (["service-desk"], ["management"])
    assert [held.role for held in anke.role_assignments.all()] == [roles.MANAGEMENT.key]


# The second factor


def test_directory_that_asked_for_a_second_factor_is_enough(openid: Peer, journey: Journey, settings: Settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    for name in ("anke", "zweistufig"):
        user = employed(roles.SERVICE_DESK)
        User.objects.filter(pk=user.pk).update(username=name)
    journey.through_openid("anke")
    assert journey.client.get("/tickets/")["Location"] == "/me/security/"
    other = Journey(Client())
    other.through_openid("zweistufig")
    assert other.client.get("/tickets/").status_code == 200


# Proving anew who one is

SENSITIVE = "/me/security/app/"


def test_whoever_is_asked_again_signs_in_at_the_directory_anew(openid: Peer, journey: Journey) -> None:
    journey.through_openid("anke", key="offen")
    assert journey.client.get(SENSITIVE).status_code == 200
    let_an_hour_pass(journey.client)
    asked = journey.client.get(SENSITIVE)["Location"]
    assert asked.startswith("/login/oidc/offen/?next=")
    there = journey.start(asked)
    assert 'name="password"' in journey.elsewhere.get(there, timeout=10).text  # its own session is not enough
    assert journey.back(journey.openid(there, "anke"))["Location"] == SENSITIVE
    assert journey.client.get(SENSITIVE).status_code == 200


def test_directory_that_was_content_with_its_own_session_proves_nothing(openid: Peer, journey: Journey) -> None:
    journey.through_openid("anke", key="offen")
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=16)):
        there = journey.start(journey.client.get(SENSITIVE)["Location"])
        there = re.sub("&(prompt=login|max_age=0)", "", there)
        assert 'name="password"' not in journey.elsewhere.get(there, allow_redirects=False, timeout=10).text
        response = journey.back(journey.openid(there, "anke"))
        assert response.status_code == 403
        assert "nicht bestätigt, dass Sie sich eben erst dort angemeldet haben" in text_of(response)
        assert journey.client.get(SENSITIVE).status_code == 302


def test_leaving_and_coming_back_by_itself_proves_nothing(openid: Peer, journey: Journey) -> None:
    journey.through_openid("anke", key="offen")
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=16)):
        journey.client.post("/logout/")
        journey.through_openid("anke", key="offen")
        assert journey.is_signed_in_as() == "anke"
        assert journey.client.get(SENSITIVE)["Location"].startswith("/login/oidc/offen/")


# What must not be believed


def test_answer_to_another_question_is_refused(openid: Peer, journey: Journey) -> None:
    UserFactory(username="anke")
    came = journey.openid(journey.start("/login/oidc/kreis/"), "anke")
    response = journey.back(changed(came, state="ausgedacht"))
    assert (response.status_code, journey.is_signed_in_as()) == (400, None)
    assert "passt zu keiner Anmeldung" in text_of(response)


def test_answer_works_only_in_the_browser_that_asked(openid: Peer, journey: Journey) -> None:
    UserFactory(username="anke")
    came = journey.openid(journey.start("/login/oidc/kreis/"), "anke")
    victim = Journey(Client())
    assert victim.back(came).status_code == 400
    assert victim.is_signed_in_as() is None


def test_answer_works_only_once(openid: Peer, journey: Journey) -> None:
    UserFactory(username="anke")
    came = journey.openid(journey.start("/login/oidc/kreis/"), "anke")
    journey.back(came)
    journey.client.get("/")
    assert journey.back(came).status_code == 400


def test_answer_with_another_nonce_is_refused(openid: Peer, journey: Journey) -> None:
    UserFactory(username="anke")
    there = journey.start("/login/oidc/kreis/")
    assert parse_qs(urlsplit(there).query)["nonce"]
    response = journey.back(journey.openid(changed(there, nonce="untergeschoben"), "anke"))
    assert (response.status_code, journey.is_signed_in_as()) == (403, None)
    assert "passt nicht zu dieser Anmeldung" in text_of(response)


def test_code_that_was_made_for_another_service_is_refused(openid: Peer, journey: Journey) -> None:
    UserFactory(username="anke")
    there = journey.start("/login/oidc/kreis/")
    response = journey.back(journey.openid(changed(there, client_id="other"), "anke"))
    assert (response.status_code, journey.is_signed_in_as()) == (400, None)


def test_caller_has_no_say_in_what_is_asked_of_the_directory(openid: Peer, client: Client) -> None:
    location = client.get("/login/oidc/kreis/?scope=alles&auth_params=prompt%3Dnone")["Location"]
    asked = parse_qs(urlsplit(location).query)
    assert set(asked["scope"][0].split()) == {"openid", "profile", "email"}
    assert "prompt" not in asked
    assert asked["code_challenge_method"] == ["S256"]


def test_no_link_joins_a_directory_to_the_account_of_whoever_follows_it(openid: Peer, journey: Journey) -> None:
    UserFactory(username="anke")
    victim = UserFactory(username="opfer")
    journey.client.force_login(victim)
    came = journey.openid(journey.start("/login/oidc/kreis/?process=connect"), "anke")
    journey.back(came)
    assert not SocialAccount.objects.filter(user=victim).exists()
    assert journey.is_signed_in_as() == "anke"


def test_two_accounts_that_differ_only_in_case_are_not_mixed_up(openid: Peer, journey: Journey) -> None:
    UserFactory(username="Anke", email="eine@ksm.example")
    UserFactory(username="ANKE", email="andere@ksm.example")
    assert journey.through_openid("anke").status_code == 403
    UserFactory(username="anke")
    journey.through_openid("anke")
    assert journey.is_signed_in_as() == "anke"


def test_whoever_breaks_off_at_the_directory_is_told_so(openid: Peer, journey: Journey) -> None:
    there = journey.start("/login/oidc/kreis/")
    state = parse_qs(urlsplit(there).query)["state"][0]
    response = journey.back(f"{ORIGIN}/login/oidc/kreis/callback/?error=access_denied&state={state}")
    assert "Die Anmeldung wurde abgebrochen" in text_of(response)


# The directory is down


def test_directory_that_is_down_is_named_and_the_password_still_works(
    tmp_path_factory: pytest.TempPathFactory, settings: Settings, client: Client, db: None
) -> None:
    with openid_provider(tmp_path_factory.mktemp("openid"), ORIGIN) as peer:
        configure(settings, openid_settings(peer))
        assert client.get("/login/oidc/kreis/").status_code == 302
        peer.process.terminate()
        peer.process.wait()
        response = client.get("/login/oidc/kreis/")
    assert response.status_code == 503
    assert "Landkreis kreis antwortet nicht" in text_of(response)
    assert 'href="/login/"' in text_of(response)
    emergency = User.objects.create_superuser("notfall", "", PASSWORD)
    TOTP.activate(emergency, SECRET)
    settings.REQUIRE_SECOND_FACTOR = True
    assert client.post("/login/", {"username": "notfall", "password": PASSWORD})["Location"] == "/login/code/"
    client.post("/login/code/", {"code": code()})
    assert client.get("/admin/").status_code == 200


def test_directory_that_takes_the_call_and_says_nothing_is_given_up_after_five_seconds(
    settings: Settings, client: Client, db: None
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        configure(settings, openid_settings(Peer(address, None)))
        began = time.monotonic()
        response = client.get("/login/oidc/kreis/")
        assert (response.status_code, time.monotonic() - began < 8) == (503, True)

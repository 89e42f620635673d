"""Signing in through a real SAML identity provider: the whole way there and back, and every way it must not go."""

import base64
import re
import zlib
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import pytest
import time_machine
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from pytest_django import Settings

from accounts import roles
from accounts.models import RoleProposal, User
from tests.accounts.sign_in.conftest import ORIGIN, Form, Journey, let_an_hour_pass, text_of
from tests.factories import UserFactory
from tests.identity_peers import PASSWORD, Peer, configure, saml_settings, write_key_and_certificate
from tests.people import employed

pytestmark = pytest.mark.django_db


@pytest.fixture
def anke(saml: Peer) -> User:
    """An account of somebody whom the directory knows."""
    return UserFactory(username="anke")


def rewritten(form: dict[str, str], old: str, new: str) -> dict[str, str]:
    """The same answer with another text in it."""
    xml = base64.b64decode(form["SAMLResponse"]).decode()
    assert old in xml
    return {**form, "SAMLResponse": base64.b64encode(xml.replace(old, new).encode()).decode()}


def refused(journey: Journey, form: dict[str, str]) -> str:
    """Bring the answer, see that it opens nothing, and return the page."""
    response = journey.back_with(form)
    assert response.status_code == 400
    assert journey.is_signed_in_as() is None
    return text_of(response)


def test_known_person_is_joined_by_name_and_signed_in(anke: User, journey: Journey) -> None:
    assert journey.through_saml("anke")["Location"] == "/"
    assert journey.is_signed_in_as() == "anke"
    joined = SocialAccount.objects.get(user=anke)
    assert (joined.provider, joined.uid, joined.extra_data) == ("kreis", "anke", {})


def test_second_sign_in_finds_the_same_account(anke: User, journey: Journey) -> None:
    journey.through_saml("anke")
    User.objects.filter(pk=anke.pk).update(username="anke-neu")
    journey.client.logout()
    journey.through_saml("anke")
    assert journey.is_signed_in_as() == "anke-neu"


def test_person_goes_on_to_where_they_wanted(anke: User, journey: Journey) -> None:
    form = journey.saml(journey.start("/login/saml/kreis/?next=/me/"), "anke")
    assert journey.back_with(form)["Location"] == "/me/"


def test_unknown_person_gets_a_page_and_no_account(saml: Peer, journey: Journey) -> None:
    before = User.objects.count()
    response = journey.through_saml("bernd")
    assert response.status_code == 403
    assert "Für Sie ist hier kein Konto eingerichtet." in text_of(response)
    assert (User.objects.count(), journey.is_signed_in_as()) == (before, None)


def test_superuser_never_comes_through_a_directory(saml: Peer, journey: Journey) -> None:
    User.objects.create_superuser("wurzel", "", "x")
    assert journey.through_saml("wurzel").status_code == 403
    assert journey.is_signed_in_as() is None


def test_person_whom_the_directory_does_not_name_is_refused(saml: Peer, journey: Journey) -> None:
    assert journey.through_saml("namenlos").status_code == 403


def test_groups_become_a_proposal_and_wrong_groups_do_not(saml: Peer, journey: Journey) -> None:
    for name in ("anke", "bernd"):
        user = employed(roles.ON_SITE)
        User.objects.filter(pk=user.pk).update(username=name)
    journey.through_saml("anke")
    Journey(Client()).through_saml("bernd")
    proposal = (
        RoleProposal.objects.get()
    )  # bernd's only group stands for nothing, and on-site is not the directory's business
    assert (proposal.user.username, proposal.give, proposal.take) == ("anke", ["service-desk"], [])


def test_directory_that_asked_for_a_second_factor_is_enough(saml: Peer, settings: Settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    user = employed(roles.SERVICE_DESK)
    User.objects.filter(pk=user.pk).update(username="anke")
    for key, expected in (("kreis", 302), ("kreis-mfa", 200)):
        journey = Journey(Client())
        journey.through_saml("anke", key=key)
        assert journey.client.get("/tickets/").status_code == expected


def test_metadata_tell_the_operators_of_the_directory_what_they_need(saml: Peer, client: Client) -> None:
    response = client.get("/login/saml/kreis/metadata/")
    assert response["Content-Type"] == "application/samlmetadata+xml"
    assert f'Location="{ORIGIN}/login/saml/kreis/acs/"' in text_of(response)
    assert "SingleLogoutService" not in text_of(response)


# Proving anew who one is

SENSITIVE = "/me/security/app/"


def directory_alone(user: User) -> None:
    """Somebody who has no password here."""
    user.set_unusable_password()
    user.save()


def contentedly(address: str) -> str:
    """The same question without the demand that the person signs in anew."""
    parts = urlsplit(address)
    query = dict(parse_qsl(parts.query))
    xml = zlib.decompress(base64.b64decode(query["SAMLRequest"]), -zlib.MAX_WBITS)
    assert b'ForceAuthn="true"' in xml
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    packed = packer.compress(xml.replace(b'ForceAuthn="true"', b"")) + packer.flush()
    return urlunsplit(parts._replace(query=urlencode({**query, "SAMLRequest": base64.b64encode(packed).decode()})))


def test_whoever_is_asked_again_signs_in_at_the_directory_anew(anke: User, journey: Journey) -> None:
    directory_alone(anke)
    journey.through_saml("anke")
    assert journey.client.get(SENSITIVE).status_code == 200
    let_an_hour_pass(journey.client)
    asked = journey.client.get(SENSITIVE)["Location"]
    assert asked.startswith("/login/saml/kreis/?next=")
    there = journey.start(asked)
    assert "SAMLResponse" not in Form(journey.elsewhere.get(there, timeout=10).text).fields  # its session is not enough
    assert journey.back_with(journey.saml(there, "anke"))["Location"] == SENSITIVE
    assert journey.client.get(SENSITIVE).status_code == 200


def test_directory_that_was_content_with_its_own_session_proves_nothing(anke: User, journey: Journey) -> None:
    directory_alone(anke)
    journey.through_saml("anke")
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=16)):
        there = contentedly(journey.start(journey.client.get(SENSITIVE)["Location"]))
        response = journey.back_with(journey.saml(there, "anke"))
        assert response.status_code == 403
        assert "nicht bestätigt, dass Sie sich eben erst dort angemeldet haben" in text_of(response)
        assert journey.client.get(SENSITIVE).status_code == 302


def test_leaving_and_coming_back_by_itself_proves_nothing(anke: User, journey: Journey) -> None:
    directory_alone(anke)
    journey.through_saml("anke")
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=16)):
        journey.client.post("/logout/")
        journey.through_saml("anke")
        assert journey.is_signed_in_as() == "anke"
        assert journey.client.get(SENSITIVE)["Location"].startswith("/login/saml/kreis/")


# What must not be believed


def test_answer_that_was_written_over_is_refused(anke: User, journey: Journey) -> None:
    User.objects.create_superuser("anka", "", "x")
    form = journey.saml(journey.start("/login/saml/kreis/"), "anke")
    refused(journey, rewritten(form, ">anke<", ">bernd<"))


def test_answer_without_signature_is_refused(anke: User, journey: Journey) -> None:
    form = journey.saml(journey.start("/login/saml/kreis/"), "anke")
    xml = base64.b64decode(form["SAMLResponse"]).decode()
    bare = re.sub(r"<ds:Signature.*?</ds:Signature>", "", xml, flags=re.DOTALL)
    assert bare != xml
    refused(journey, {**form, "SAMLResponse": base64.b64encode(bare.encode()).decode()})


def test_answer_signed_by_somebody_else_is_refused(
    anke: User, journey: Journey, saml_peer: Peer, settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("other")
    write_key_and_certificate(folder)
    form = journey.saml(journey.start("/login/saml/kreis/"), "anke")
    configure(settings, saml_settings(Peer(saml_peer.address, saml_peer.process, folder / "idp.crt")))
    refused(journey, form)


def test_answer_works_only_once(anke: User, journey: Journey) -> None:
    form = journey.saml(journey.start("/login/saml/kreis/"), "anke")
    journey.back_with(form)
    assert journey.is_signed_in_as() == "anke"
    journey.client.post("/logout/")
    assert "passt zu keiner Anmeldung" in refused(journey, form)


def test_answer_works_only_in_the_browser_that_asked(anke: User, journey: Journey) -> None:
    form = journey.saml(journey.start("/login/saml/kreis/"), "anke")
    refused(Journey(Client()), form)


def test_answer_for_another_service_is_refused(
    anke: User, journey: Journey, saml_peer: Peer, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    """Everything fits but the audience: the provider made the answer for a service that sends its people to our address."""
    configure(settings, saml_settings(saml_peer, own_entity_id="https://elsewhere.example/sp"))
    form = journey.saml(journey.start("/login/saml/kreis/"), "anke")
    configure(settings, saml_settings(saml_peer))
    refused(journey, form)
    assert "is not a valid audience" in caplog.text


def test_answer_that_is_too_old_is_refused(anke: User, journey: Journey, caplog: pytest.LogCaptureFixture) -> None:
    form = journey.saml(journey.start("/login/saml/kreis/"), "anke")
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=30)):
        refused(journey, form)
    assert "expired" in caplog.text.lower()


def test_answer_to_no_question_is_refused(saml: Peer, anke: User, journey: Journey) -> None:
    """The provider offers us to somebody who has not been here: nobody can tell whether they wanted to come."""
    service = f"{ORIGIN}/login/saml/kreis/metadata/"
    refused(journey, journey.saml(f"{saml.address}/saml2/idp/SSOService.php?spentityid={service}", "anke"))


def test_nonsense_is_refused(saml: Peer, journey: Journey) -> None:
    for nonsense in ("", "AAAA", base64.b64encode(b"<a>").decode(), "%%%"):
        response = journey.back_with({"SAMLResponse": nonsense})
        assert response.status_code == 400


def test_visit_without_an_answer_is_refused(saml: Peer, client: Client) -> None:
    assert client.get("/login/saml/kreis/acs/finish/").status_code == 400


def test_wrong_password_stays_with_the_directory(saml: Peer, journey: Journey) -> None:
    page = journey.elsewhere.get(journey.start("/login/saml/kreis/"), timeout=10)
    form = Form(page.text)
    page = journey.elsewhere.post(page.url, {**form.fields, "username": "anke", "password": f"{PASSWORD}x"}, timeout=10)
    assert "SAMLResponse" not in Form(page.text).fields

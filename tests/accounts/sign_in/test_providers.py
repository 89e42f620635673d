"""What an operator writes about directories is read strictly, and a slip is named."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from accounts.sign_in.devices import in_words
from accounts.sign_in.providers import for_allauth, read

OPENID = """
[[openid_connect]]
key = "kreis"
name = "Landkreis"
server = "https://login.kreis.example/realms/kreis"
client_id = "ksm"
client_secret = "sehr-geheim"
match = { claim = "preferred_username", account = "username" }
"""
SAML = """
[[saml]]
key = "stadt"
name = "Stadt"
entity_id = "https://idp.stadt.example/metadata"
sign_in_url = "https://idp.stadt.example/sso"
certificate = "MIIC"
match = { attribute = "uid", account = "username" }
"""
GROUPS = """
[openid_connect.groups]
claim = "groups"
roles = { Desk = "service-desk" }
"""


def test_nothing_configured_is_fine() -> None:
    assert read(None) == {}
    assert read("") == {}


def test_several_of_each_kind() -> None:
    second = OPENID.replace('"kreis"', '"anderer-kreis"')
    assert list(read(OPENID + GROUPS + second + SAML)) == ["kreis", "anderer-kreis", "stadt"]


def test_careful_values_hold_unless_the_operator_says_otherwise() -> None:
    providers = read(OPENID + SAML)
    assert [one.create_accounts for one in providers.values()] == [False, False]
    advanced = for_allauth(providers)["saml"]["APPS"][0]["settings"]["advanced"]
    assert (advanced["want_assertion_signed"], advanced["reject_idp_initiated_sso"], advanced["strict"]) == (True,) * 3


def test_secret_may_lie_in_a_file_and_is_not_shown(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("aus-der-datei\n")
    text = OPENID.replace('client_secret = "sehr-geheim"', f'client_secret_file = "{tmp_path}/secret"')
    provider = read(text)["kreis"]
    assert provider.connection["secret"] == "aus-der-datei"
    assert "aus-der-datei" not in repr(provider)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[[openid_connect", "KSM_IDENTITY_PROVIDERS is not valid TOML"),
        ("[[ldap]]", "knows [[openid_connect]] and [[saml]], not ldap"),
        ("[saml]", "write [[saml]] with two brackets"),
        (OPENID.replace('name = "Landkreis"', ""), "openid_connect number 1: name must be given as text"),
        (OPENID.replace("https://", "http://"), "server must be an address that begins with https://"),
        (OPENID + 'colour = "blue"', "colour is not known here"),
        (OPENID.replace('"kreis"', '"Kreis Süd"'), "key must be lower-case letters"),
        (OPENID + OPENID, "the key kreis is given twice"),
        (OPENID + SAML.replace('"stadt"', '"kreis"'), "the key kreis is given twice"),
        (OPENID.replace('account = "username"', 'account = "pk"'), "account must be one of username, email"),
        (OPENID.replace('"preferred_username",', '"", '), "claim must be given as text"),
        (OPENID + GROUPS.replace("service-desk", "chef"), "chef is no role. Roles are administration"),
        (OPENID + GROUPS.replace('claim = "groups"', ""), "groups: claim must be given"),
        (OPENID + 'create_accounts = "ja"', "create_accounts must be true or false"),
        (OPENID + 'client_secret_file = "/nowhere"', "client_secret and client_secret_file are both given"),
        (SAML.replace('certificate = "MIIC"', 'certificate_file = "/nowhere"'), "must name a readable text file"),
        (SAML.replace('attribute = "uid"', 'claim = "uid"'), "attribute must be given as text"),
    ],
)
def test_slip_stops_the_start_and_is_named(text: str, sentence: str) -> None:
    with pytest.raises(ImproperlyConfigured) as raised:
        read(text)
    assert sentence in str(raised.value)
    assert "sehr-geheim" not in str(raised.value)


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0", "Firefox unter Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge unter Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36", "Chrome unter Linux"),
        (
            "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36",
            "Chrome unter Android",
        ),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14) Version/18.0 Safari/605.1", "Safari unter Mac"),
        ("curl/8", "Unbekannter Browser"),
        ("", "Unbekannter Browser"),
    ],
)
def test_browser_in_words(user_agent: str, words: str) -> None:
    assert in_words(user_agent) == words

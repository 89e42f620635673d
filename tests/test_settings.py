"""The settings of production: they start safely or not at all, and what they promise is on a real response."""

import os
import subprocess
import sys
from collections.abc import Mapping

import pytest
from django.conf import settings

PRODUCTION = {
    "DATABASE_URL": "postgresql://ksm@localhost/nowhere",
    "KSM_HOSTS": "intranet.example",
    "SECRET_KEY": "only-for-this-test-0123456789-abcdefghijklmnopqrstuvwxyz",
}
ASK = """
import django
django.setup()
from django.test import Client
secure = Client().get("/login/", secure=True, headers={"host": "intranet.example"})
plain = Client().get("/login/", headers={"host": "intranet.example"})
health = Client().get("/health/live", headers={"host": "intranet.example"})
foreign = Client().get("/health/live", secure=True, headers={"host": "elsewhere.example"})
print("status", secure.status_code)
for name, value in secure.headers.items():
    print(name.lower(), value)
for cookie in secure.cookies.values():
    print("cookie", cookie.output())
print("plain", plain.status_code, plain.headers.get("Location"))
print("health", health.status_code)
print("foreign", foreign.status_code)
"""


def run(*arguments: str, environment: Mapping[str, str]) -> "subprocess.CompletedProcess[str]":
    """A process of its own with nothing but this environment."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_check_for_deployment_finds_nothing() -> None:
    done = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", environment=PRODUCTION)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY must be set"),
        ({"KSM_HOSTS": ""}, "KSM_HOSTS must name the hosts"),
        ({"DATABASE_URL": "mysql://ksm@localhost/ksm"}, "DATABASE_URL must be an address"),
        ({"DATABASE_URL": "postgresql://ksm@localhost:port/ksm"}, "DATABASE_URL must be an address"),
        ({"KSM_DEMO": "yes"}, 'KSM_DEMO must be "true" or "false"'),
        ({"KSM_LOG_LEVEL": "LOUD"}, "KSM_LOG_LEVEL must be one of"),
        ({"KSM_HOST": "intranet.example"}, "KSM_HOST is not a setting"),
        ({"KSM_IDENTITY_PROVIDERS": "[[ldap]]"}, "KSM_IDENTITY_PROVIDERS knows [[openid_connect]] and [[saml]]"),
        ({"KSM_MAIL_URL": "http://mail.example"}, "KSM_MAIL_URL must be an address that begins with smtp://"),
        ({"KSM_DEBUG": "true"}, "KSM_DEBUG shows internals"),
        ({"KSM_CLAMAV": "127.0.0.1:3310"}, "KSM_CLAMAV must be an address"),
    ],
)
def test_missing_or_malformed_variable_stops_the_start_and_is_named(change: dict[str, str], sentence: str) -> None:
    done = run("manage.py", "check", environment={**PRODUCTION, **change})
    assert done.returncode != 0
    assert sentence in done.stderr


def test_password_of_the_database_is_not_repeated_in_the_message() -> None:
    done = run("manage.py", "check", environment={**PRODUCTION, "DATABASE_URL": "postgresql://ksm:geheim@host:x/ksm"})
    assert done.returncode != 0
    assert "geheim" not in done.stdout + done.stderr


SAML = """
[[saml]]
key = "stadt"
name = "Stadt"
entity_id = "https://idp.stadt.example/metadata"
sign_in_url = "https://idp.stadt.example/sso"
certificate = "MIIC"
match = { attribute = "uid", account = "username" }
"""
WHAT_IS_LOADED = """
import sys, django
django.setup()
import ksm.urls
from django.conf import settings
print(settings.REQUIRE_SECOND_FACTOR, list(settings.IDENTITY_PROVIDERS), "onelogin" in sys.modules, "xmlsec" in sys.modules)
"""


def test_staff_need_a_second_factor_and_saml_costs_nothing_at_the_start() -> None:
    done = run(
        "-c",
        WHAT_IS_LOADED,
        environment={**PRODUCTION, "DJANGO_SETTINGS_MODULE": "ksm.settings", "KSM_IDENTITY_PROVIDERS": SAML},
    )
    assert done.stdout.strip() == "True ['stadt'] False False", done.stderr


@pytest.fixture(scope="module")
def answer() -> dict[str, str]:
    """What a process with the settings of production answers to a browser; the sign-in page asks no database."""
    program = ASK.replace(
        "secure = ",
        "from django.test.utils import override_settings\n"
        'override_settings(STORAGES={"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}})'
        ".enable()\nsecure = ",
        1,
    )
    done = run("-c", program, environment={**PRODUCTION, "DJANGO_SETTINGS_MODULE": "ksm.settings"})
    assert done.returncode == 0, done.stderr
    return dict(line.partition(" ")[::2] for line in done.stdout.splitlines())


def test_headers_of_production_are_on_a_real_response(answer: dict[str, str]) -> None:
    assert answer["status"] == "200"
    policy = set(answer["content-security-policy"].split("; "))  # in whatever order
    assert {"default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"} <= policy
    assert "unsafe" not in answer["content-security-policy"]
    assert int(answer["strict-transport-security"].partition("=")[2].partition(";")[0]) >= 31_536_000
    assert answer["x-frame-options"] == "DENY"
    assert answer["x-content-type-options"] == "nosniff"
    assert answer["referrer-policy"] == "same-origin"


def test_cookies_of_production_travel_only_over_https_and_no_script_reads_them(answer: dict[str, str]) -> None:
    assert "Secure" in answer["cookie"]
    assert "HttpOnly" in answer["cookie"]
    assert "SameSite=Lax" in answer["cookie"]
    assert "Set-Cookie: __Host-csrf=" in answer["cookie"]
    assert "Path=/;" in answer["cookie"]
    assert "Domain=" not in answer["cookie"]


def test_plain_http_is_sent_to_https_but_health_is_answered(answer: dict[str, str]) -> None:
    assert answer["plain"] == "301 https://intranet.example/login/"
    assert answer["health"] == "200"


def test_internals_may_be_shown_in_the_demo() -> None:
    done = run("manage.py", "check", environment={**PRODUCTION, "KSM_DEMO": "true", "KSM_DEBUG": "true"})
    assert done.returncode == 0, done.stderr


def test_foreign_host_name_is_refused(answer: dict[str, str]) -> None:
    assert answer["foreign"] == "400"

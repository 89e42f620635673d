"""The environment is read strictly: whatever is wrong stops the start and names the variable."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from ksm import environment

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def nothing_read_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "_names_read", set())
    for name in list(os.environ):
        if name.startswith("KSM_"):
            monkeypatch.delenv(name)


@pytest.mark.parametrize(
    ("read", "value", "message"),
    [
        (environment.flag, "yes", 'KSM_TRIED must be "true" or "false", not "yes".'),
        (lambda name: environment.number(name, 5), "5x", 'KSM_TRIED must be a whole number of at least 0, not "5x".'),
        (lambda name: environment.number(name, 5), "-1", 'KSM_TRIED must be a whole number of at least 0, not "-1".'),
        (
            lambda name: environment.number(name, 8000, minimum=1, maximum=65535),
            "70000",
            'KSM_TRIED must be a whole number 1 to 65535, not "70000".',
        ),
        (
            lambda name: environment.choice(name, ["INFO", "ERROR"], "INFO"),
            "info",
            'KSM_TRIED must be one of INFO, ERROR, not "info".',
        ),
        (
            environment.names,
            "a.example,,b.example",
            'KSM_TRIED must be a list separated by commas, without empty places, not "a.example,,b.example".',
        ),
        (environment.url, "intranet", "KSM_TRIED must be an address of the form scheme://host/name."),
        (
            lambda name: environment.url(name, schemes=["postgresql", "postgres"]),
            "mysql://ksm:secret@database/ksm",
            "KSM_TRIED must be an address that begins with postgresql:// or postgres://.",
        ),
        (
            environment.url,
            "postgresql://ksm:secret@database:port/ksm",
            "KSM_TRIED must be an address. Its host or port cannot be read.",
        ),
    ],
)
def test_malformed_value_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, read: Callable[[str], object], value: str, message: str
) -> None:
    monkeypatch.setenv("KSM_TRIED", value)
    with pytest.raises(ImproperlyConfigured) as refusal:
        read("KSM_TRIED")
    assert str(refusal.value) == message


def test_well_formed_values_are_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KSM_FLAG", "true")
    monkeypatch.setenv("KSM_NUMBER", " 12 ")
    monkeypatch.setenv("KSM_NAMES", "a.example, b.example")
    monkeypatch.setenv("KSM_URL", "postgresql://ksm@database:5432/ksm")
    assert environment.flag("KSM_FLAG") is True
    assert environment.number("KSM_NUMBER", 5) == 12
    assert environment.names("KSM_NAMES") == ["a.example", "b.example"]
    assert environment.url("KSM_URL") == "postgresql://ksm@database:5432/ksm"
    environment.refuse_unknown()


@pytest.mark.parametrize("place", ["one:5432,other:5433", "one,other", "one:5432,other"])
def test_several_servers_are_understood_where_there_may_be_several(monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    address = f"postgresql://ksm:secret@{place}/ksm?target_session_attrs=read-write"
    monkeypatch.setenv("KSM_URL", address)
    assert environment.url("KSM_URL", schemes=["postgresql"], many_hosts=True) == address


@pytest.mark.parametrize(
    ("place", "many_hosts"), [("one:5432,other:port", True), ("one:,other:99999", True), ("one:5432,other:5432", False)]
)
def test_several_servers_are_refused_elsewhere_or_with_a_port_that_is_none(
    monkeypatch: pytest.MonkeyPatch, place: str, many_hosts: bool
) -> None:
    monkeypatch.setenv("KSM_URL", f"postgresql://ksm:secret@{place}/ksm")
    with pytest.raises(ImproperlyConfigured, match=r"KSM_URL must be an address\. Its host or port cannot be read"):
        environment.url("KSM_URL", many_hosts=many_hosts)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("tcp://127.0.0.1:3310", ("127.0.0.1", 3310)),
        ("tcp://[::1]:3310", ("::1", 3310)),
        ("tcp://scanner.internal:3310", ("scanner.internal", 3310)),
        ("unix:///run/clamav/clamd.ctl", "/run/clamav/clamd.ctl"),
        ("", None),
    ],
)
def test_place_where_a_service_listens_is_understood(
    monkeypatch: pytest.MonkeyPatch, value: str, expected: object
) -> None:
    monkeypatch.setenv("KSM_SOCKET", value)
    assert environment.socket_address("KSM_SOCKET") == expected


@pytest.mark.parametrize(
    "value",
    [
        "127.0.0.1:3310", "tcp://127.0.0.1", "tcp://:3310", "tcp://127.0.0.1:0", "tcp://127.0.0.1:port", "tcp://a:1/x",
        "tcp://me@a:1", "tcp://a:1?b=c", "http://a:1", "unix://run/clamd.ctl", "unix:///a?b", "unix://", "/run/clamd.ctl",
    ],
)  # fmt: skip
def test_place_where_nothing_can_listen_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("KSM_SOCKET", value)
    with pytest.raises(ImproperlyConfigured, match="KSM_SOCKET must be"):
        environment.socket_address("KSM_SOCKET")


def test_unset_and_empty_variables_take_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KSM_EMPTY", "")
    assert environment.flag("KSM_EMPTY", default=True) is True
    assert environment.number("KSM_EMPTY", 5) == 5
    assert environment.choice("KSM_UNSET", ["a", "b"], "b") == "b"
    assert environment.names("KSM_UNSET", ["localhost"]) == ["localhost"]
    assert environment.text("KSM_UNSET") is None


def test_secret_is_read_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("very secret\n")
    monkeypatch.delenv("SECRET_KEY", raising=False)
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "key"))
    assert environment.text("SECRET_KEY") == "very secret"


def test_secret_in_two_places_or_in_a_missing_file_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "missing"))
    monkeypatch.delenv("SECRET_KEY", raising=False)
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY_FILE must name a readable text file"):
        environment.text("SECRET_KEY")
    monkeypatch.setenv("SECRET_KEY", "very secret")
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY and SECRET_KEY_FILE are both set"):
        environment.text("SECRET_KEY")


def test_misspelt_variable_is_refused_with_the_right_name(monkeypatch: pytest.MonkeyPatch) -> None:
    environment.flag("KSM_DEBUG")
    monkeypatch.setenv("KSM_DEBGU", "true")
    with pytest.raises(ImproperlyConfigured, match=r"KSM_DEBGU is not a setting.*Did you mean KSM_DEBUG\?"):
        environment.refuse_unknown()


def test_operators_find_every_variable_in_the_documentation() -> None:
    reading = re.compile(r'environment\.[a-z_]+\(\s*"([A-Z_]+)"')
    read = set(reading.findall((ROOT / "ksm" / "settings.py").read_text()))
    table = re.compile(r"^\| `([A-Z_]+)` \|", re.MULTILINE)
    assert read == set(table.findall((ROOT / "docs" / "operations.md").read_text()))


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("KSM_DEBGU", "true", "KSM_DEBGU is not a setting of this application. Did you mean KSM_DEBUG?"),
        ("KSM_DEBUG", "yes", 'KSM_DEBUG must be "true" or "false", not "yes".'),
        ("SECRET_KEY", "", "SECRET_KEY must be set"),
    ],
)
def test_application_does_not_start(name: str, value: str, expected: str) -> None:
    production = {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": "postgresql://ksm@localhost/nowhere",
        "KSM_HOSTS": "intranet.example",
        "SECRET_KEY": "only-for-this-test",
    }
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env={**production, name: value},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert expected in done.stderr

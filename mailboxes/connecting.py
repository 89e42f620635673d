"""Signing in to a mail server, and saying in plain words why that fails."""

import imaplib
import os
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mailboxes.models import Mailbox

TIMEOUT = 30
Server = imaplib.IMAP4


class Trouble(Exception):
    """What keeps mail from being fetched, in words for those who keep the mailbox; never with a password in them."""


@contextmanager
def connected(mailbox: Mailbox) -> Iterator[Server]:
    """A connection on which somebody is signed in, ended in any case."""
    password = _password(mailbox.password_variable)
    if not (mailbox.user + password).isascii():
        raise Trouble(
            "Anmeldename und Kennwort dürfen hier keine Umlaute und Sonderzeichen wie „ß“ oder „€“ enthalten. "
            "Bitte ändern Sie sie auf dem Mailserver."
        )
    server = _reached(mailbox)
    try:
        if mailbox.security == Mailbox.Security.STARTTLS:
            server.starttls(ssl_context=ssl.create_default_context())
        _sign_in(server, mailbox.user, password)
        yield server
    finally:
        try:
            server.logout()
        except (OSError, imaplib.IMAP4.error):
            server.shutdown()


def _reached(mailbox: Mailbox) -> Server:
    host, port = mailbox.host, mailbox.port
    try:
        if mailbox.security == Mailbox.Security.SSL:
            return imaplib.IMAP4_SSL(host, port, ssl_context=ssl.create_default_context(), timeout=TIMEOUT)
        return imaplib.IMAP4(host, port, timeout=TIMEOUT)
    except UnicodeError as error:
        raise Trouble(f"Der Name des Mailservers „{host}“ ist nicht richtig geschrieben.") from error
    except ssl.SSLError as error:
        raise Trouble(f"Die Verbindung zum Mailserver „{host}“ ist nicht sicher: {error}") from error
    except OSError as error:
        raise Trouble(f"Der Mailserver „{host}“ ist nicht erreichbar: {error}") from error


def _sign_in(server: Server, user: str, password: str) -> None:
    try:
        server.login(user, password)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        raise Trouble(f"Der Mailserver lehnt Anmeldename „{user}“ oder Kennwort ab: {error}") from error


def _password(variable: str) -> str:
    if variable.startswith("MAILBOX_"):
        if given := os.environ.get(variable):
            return given
        if path := os.environ.get(f"{variable}_FILE"):
            try:
                return Path(path).read_text(encoding="utf-8").strip()
            except (OSError, UnicodeError) as error:
                raise Trouble(
                    f"Die Datei mit dem Kennwort, die {variable}_FILE nennt, lässt sich nicht lesen."
                ) from error
    raise Trouble(f"Es gibt kein Kennwort: Weder {variable} noch {variable}_FILE ist gesetzt.")

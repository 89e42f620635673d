"""A real mail server, started on this machine for the tests: Dovecot, as an account without any rights."""

import contextlib
import grp
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.identity_peers import accepts, missing

LONGEST_START = 30
PASSWORD = "Im-Postfach-1"
UNPRIVILEGED = "nobody"

CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
mail_location = maildir:{folder}/mail/%u
first_valid_uid = 1
first_valid_gid = 1
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
"""


@dataclass(frozen=True)
class MailServer:
    """Where it listens, and where it keeps the mail: below `mail`, a folder for each user."""

    port: int
    folder: Path


@contextlib.contextmanager
def dovecot() -> Iterator[MailServer]:
    """The server until it is no longer needed."""
    program = shutil.which("dovecot") or "/usr/sbin/dovecot"
    if not Path(program).exists() or not Path("/usr/lib/dovecot/imap").exists():
        missing("the Debian package dovecot-imapd")
    account = pwd.getpwnam(UNPRIVILEGED) if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    # Not in the folder of the tests: the path of a socket must be short.
    folder = Path(tempfile.mkdtemp(prefix="dovecot-", dir="/tmp"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    text = CONFIGURATION.format(
        folder=folder, user=account.pw_name, group=_group(account.pw_gid), uid=account.pw_uid, gid=account.pw_gid,
        port=port, password=PASSWORD,
    )  # fmt: skip
    (folder / "dovecot.conf").write_text(text)
    command = [program, "-F", "-c", str(folder / "dovecot.conf")]
    if os.geteuid() == 0:
        shutil.chown(folder, account.pw_uid, account.pw_gid)
        command = ["setpriv", f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups", *command]
    with (folder / "out").open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out) as process:
        try:
            ends_at = time.monotonic() + LONGEST_START
            while not accepts(port):
                if process.poll() is not None or time.monotonic() > ends_at:
                    said = [
                        file.read_text(errors="replace") for name in ("out", "log") if (file := folder / name).exists()
                    ]
                    pytest.fail(f"Dovecot did not start: {''.join(said)[-2000:]}")
                time.sleep(0.05)
            yield MailServer(port, folder)
        finally:
            process.terminate()
            process.wait()
            shutil.rmtree(folder, ignore_errors=True)


def _group(gid: int) -> str:
    return grp.getgrgid(gid).gr_name

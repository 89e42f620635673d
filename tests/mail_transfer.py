"""A real mail transfer agent, started on this machine for the tests: Postfix, with set-up and queue of its own.

It delivers into the folders that the Dovecot of the tests shows, and to a program. It answers for two domains and knows
no other; an address of one of them that it does not know is taken and returned, as a server further away would do.
"""

import contextlib
import os
import shutil
import smtplib
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.identity_peers import accepts, free_port, missing
from tests.mail_server import MailServer

LONGEST_WAIT = 30
LARGEST_MAIL = 200_000
DOMAINS = "service.example, ludwigslust.example"
PEOPLE = ("service@service.example", "anke@ludwigslust.example", "ohne.konto@ludwigslust.example")
PROGRAM = "programm@service.example"
UNWANTED, LATER = "Unerwuenscht", "Spaeter"
"""Subjects that it refuses after it read the letter: for good, and for the time being."""
LOCKED_OUT = "gesperrt@ludwigslust.example"
SERVER = "mx.service.example"
"""What it calls itself, also where it vouches for a sender."""

MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file_prefixes = {folder}
maillog_file = {folder}/log
mail_owner = postfix
setgid_group = postdrop
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = {server}
mydestination =
mynetworks = 127.0.0.0/8
smtp_host_lookup = native
disable_dns_lookups = yes
smtpd_peername_lookup = no
alias_maps =
local_recipient_maps =
message_size_limit = {largest}
smtpd_reject_unlisted_recipient = no
# A filter that reads letters: one is refused for good, one for the time being.
header_checks = regexp:{folder}/etc/header_checks
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_recipient_restrictions = check_recipient_access inline:{{ {locked_out}=REJECT }}
# In the place of a filter that checks DMARC: whoever sends from here as this domain has proved it.
smtpd_data_restrictions = check_sender_access inline:{{ {{ ludwigslust.example = PREPEND Authentication-Results: {server}; dmarc=pass }} }}
virtual_mailbox_domains = {domains}
virtual_mailbox_base = {mail}
virtual_mailbox_maps = inline:{{ {mailboxes} }}
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
transport_maps = inline:{{ {program}=servicebetrieb }}
servicebetrieb_destination_recipient_limit = 1
"""
# As docs/operations.md says it, but for the command: the account of the pipe cannot read every checkout.
MASTER = """
{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
showq unix n - n - - showq
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
servicebetrieb unix - n n - 1 pipe
  flags=R user=nobody argv={python} {folder}/hand_over {folder}/program
"""
# What the pipe starts: hands the mail to the program, which runs as whoever runs the tests, and ends as that ended.
HAND_OVER = """import shutil, socket, sys
with socket.socket(socket.AF_UNIX) as line, line.makefile("rb") as answer:
    line.connect(sys.argv[1])
    with line.makefile("wb") as out:
        shutil.copyfileobj(sys.stdin.buffer, out)
    line.shutdown(socket.SHUT_WR)
    sys.exit(int(answer.read() or 75))
"""


@dataclass
class MailTransfer:
    """A Postfix that is started and stopped at will, and the program it delivers to."""

    folder: Path
    port: int
    command: list[str] = field(default_factory=list)
    environment: dict[str, str] = field(default_factory=dict)
    exit_codes: list[int] = field(default_factory=list)

    def start(self) -> None:
        self._run("start")
        wait_until(lambda: accepts(self.port), self.log)

    def stop(self) -> None:
        self._run("stop")
        wait_until(lambda: not accepts(self.port), self.log)

    def send(self, raw: bytes, *, sender: str, to: str) -> None:
        """Hand in a mail by SMTP."""
        with smtplib.SMTP("127.0.0.1", self.port, timeout=LONGEST_WAIT) as connection:
            connection.sendmail(sender, [to], raw)

    def try_again(self) -> None:
        """Deliver now what waits for a later attempt."""
        subprocess.run(["postqueue", "-c", str(self.folder / "etc"), "-f"], check=True, capture_output=True)

    def queue(self) -> str:
        """What waits, one object of JSON in a line."""
        listed = subprocess.run(
            ["postqueue", "-c", str(self.folder / "etc"), "-j"], check=True, capture_output=True, text=True
        )
        return listed.stdout

    def wait_until_delivered(self) -> None:
        wait_until(lambda: not self.queue(), self.log)

    def log(self) -> str:
        file = self.folder / "log"
        return file.read_text(errors="replace")[-4000:] if file.exists() else ""

    def answer_the_door(self, door: socket.socket) -> None:
        """Run the program for each mail that the pipe brings, and tell how it ended."""
        while True:
            try:
                guest, _ = door.accept()
            except OSError:
                return
            with guest, guest.makefile("rb") as mail:
                done = subprocess.run(
                    self.command, input=mail.read(), env=self.environment, capture_output=True, check=False
                )
                self.exit_codes.append(done.returncode)
                guest.sendall(str(done.returncode).encode())

    def _run(self, verb: str) -> None:
        done = subprocess.run(
            ["postfix", "-c", str(self.folder / "etc"), verb], check=False, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr + self.log()


@contextlib.contextmanager
def postfix(mailboxes: MailServer) -> Iterator[MailTransfer]:
    """Postfix until it is no longer needed; it delivers into the folders of this Dovecot."""
    if shutil.which("postfix") is None:
        missing("the Debian package postfix")
    if os.geteuid() != 0:
        missing("the rights to start Postfix, which demands root")
    folder = Path(tempfile.mkdtemp(prefix="postfix-", dir="/tmp"))
    folder.chmod(0o755)
    for name in ("etc", "queue", "data"):
        (folder / name).mkdir()
    shutil.chown(folder / "data", "postfix")
    transfer = MailTransfer(folder, free_port())
    owner = mailboxes.folder.stat()
    (folder / "etc/main.cf").write_text(
        MAIN.format(
            folder=folder, server=SERVER, largest=LARGEST_MAIL, locked_out=LOCKED_OUT, domains=DOMAINS,
            mail=mailboxes.folder / "mail", program=PROGRAM, uid=owner.st_uid, gid=owner.st_gid,
            mailboxes=", ".join(f"{{ {address} = {address}/ }}" for address in PEOPLE),
        )
    )  # fmt: skip
    (folder / "etc/header_checks").write_text(
        f"/^Subject:.*{UNWANTED}/ REJECT 5.7.1 not wanted\n/^Subject:.*{LATER}/ REJECT 4.7.1 not now\n"
    )
    python = shutil.which("python3", path="/usr/bin:/bin") or pytest.fail("no python3 that every account may start")
    (folder / "etc/master.cf").write_text(MASTER.format(folder=folder, port=transfer.port, python=python))
    (folder / "hand_over").write_text(HAND_OVER)
    try:
        with socket.socket(socket.AF_UNIX) as door:
            door.bind(str(folder / "program"))
            (folder / "program").chmod(0o777)
            door.listen()
            threading.Thread(target=transfer.answer_the_door, args=[door], daemon=True).start()
            transfer.start()
            yield transfer
            if accepts(transfer.port):
                transfer.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def wait_until(holds: Callable[[], bool], report: Callable[[], str]) -> None:
    """For what another process does; fails with its report when that takes too long."""
    ends_at = time.monotonic() + LONGEST_WAIT
    while not holds():
        if time.monotonic() > ends_at:
            pytest.fail(report())
        time.sleep(0.05)

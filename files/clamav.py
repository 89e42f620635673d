"""Asks a ClamAV scanner about a file. Only its two plain answers count; an error is never „clean“."""

import re
import socket
import struct
from typing import IO

Address = str | tuple[str, int]

CHUNK = 64 * 1024
SECONDS_OF_SILENCE = 60
LONGEST_ANSWER = 4096
CLEAN = "stream: OK"
FOUND = re.compile(r"stream: (\S.*) FOUND")
# What a scanner that is told to (`AlertExceedsMax`) says of a file which it did not look through to its end.
NOT_LOOKED_THROUGH = "Heuristics.Limits.Exceeded"


class NoVerdict(Exception):
    """The scanner cannot be reached, refuses the file, or says something that means neither clean nor infected."""


def malware_in(content: IO[bytes], scanner: Address) -> str:
    """The name of what was found, or nothing for a clean file."""
    try:
        with _connected(scanner) as connection:
            connection.sendall(b"zINSTREAM\0")
            while chunk := content.read(CHUNK):
                connection.sendall(struct.pack("!L", len(chunk)) + chunk)
            connection.sendall(struct.pack("!L", 0))
            answer = _answer(connection)
    except OSError as error:
        raise NoVerdict(f"the scanner does not answer: {error}") from error
    if answer == CLEAN:
        return ""
    found = FOUND.fullmatch(answer)
    if found is None or found[1].startswith(NOT_LOOKED_THROUGH):
        raise NoVerdict(f"the scanner says: {answer[:200]!r}")
    return found[1]


def _connected(scanner: Address) -> socket.socket:
    if isinstance(scanner, tuple):
        return socket.create_connection(scanner, timeout=SECONDS_OF_SILENCE)
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        connection.settimeout(SECONDS_OF_SILENCE)
        connection.connect(scanner)
    except OSError:
        connection.close()
        raise
    return connection


def _answer(connection: socket.socket) -> str:
    """What was said up to the closing zero; an answer that breaks off is none."""
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
        piece = connection.recv(LONGEST_ANSWER)
        if not piece:
            raise ConnectionError("the answer breaks off")
        answer += piece
    return answer.removesuffix(b"\0").decode(errors="replace")

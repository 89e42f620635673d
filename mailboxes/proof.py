"""Whether the receiving mail server vouches for the sender of a mail (RFC 8601). Pure functions without database."""

import re

RESULT = re.compile(r"\s*(dmarc|auth)\s*(?:/\s*1\s*)?=\s*([a-z]+)", re.IGNORECASE)
QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
COMMENT = re.compile(r"\([^()]*\)")


def is_vouched_for(results: list[str], *, server: str) -> bool:
    """Whether our own mail server says of the sender that they are who they claim to be.

    Only the uppermost Authentication-Results counts, and only in the name of this server: a server writes its own above
    all others, and what stands below may come from the sender.
    """
    name, _, said = _bare(results[0] if results else "").partition(";")
    if [word.lower() for word in name.split()[:1]] != [server.lower()]:
        return False
    found: dict[str, set[str]] = {"dmarc": set(), "auth": set()}
    for part in said.split(";"):
        if result := RESULT.match(part):
            found[result[1].lower()].add(result[2].lower())
    return (found["dmarc"] or found["auth"]) == {"pass"}


def _bare(value: str) -> str:
    """Without comments and quoted words, in which anything may stand."""
    value = QUOTED.sub("", value)
    for _ in range(10):
        value = COMMENT.sub("", value)
    return value

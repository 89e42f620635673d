"""Whether the receiving mail server vouches for the sender of a mail (RFC 8601). Pure functions without database."""

import re

RESULT = re.compile(r"\b(dmarc|auth)\s*=\s*([a-z]+)", re.IGNORECASE)
COMMENT = re.compile(r"\([^()]*\)")


def is_vouched_for(results: list[str], *, server: str) -> bool:
    """Whether our own mail server says of the sender that they are who they claim to be.

    Only the uppermost Authentication-Results counts, and only in the name of this server: a server writes its own above
    all others, and what stands below may come from the sender.
    """
    name, _, said = COMMENT.sub("", results[0] if results else "").partition(";")
    if [word.lower() for word in name.split()[:1]] != [server.lower()]:
        return False
    found = {method.lower(): result.lower() for method, result in RESULT.findall(said)}
    return found.get("dmarc") == "pass" or ("dmarc" not in found and found.get("auth") == "pass")

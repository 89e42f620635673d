"""The ids of letters about a report: they say which report an answer belongs to, and nobody else can make one.

Pure arithmetic without database. An id looks like `<26-000123.17.9f2c…@example.org>`: number of the report, key of the
message (0 for a letter about the report itself), and a signature over both.
"""

import hashlib
import hmac
import re

FORM = re.compile(r"<?(?P<number>\d{2}-\d{6,})\.(?P<message>\d+)\.(?P<signature>[0-9a-f]{20})@[^>\s]+>?")


def message_id(number: str, message: int, *, secret: str, domain: str) -> str:
    """The id of the letter about one message of a report, with its angle brackets."""
    return f"<{number}.{message}.{_signature(number, message, secret)}@{domain}>"


def number_in(value: str, *, secret: str) -> str | None:
    """The number of the report that one of the ids in `value` (In-Reply-To or References) belongs to, or None."""
    for found in FORM.finditer(value):
        number, message = found["number"], int(found["message"])
        if hmac.compare_digest(_signature(number, message, secret), found["signature"]):
            return number
    return None


def _signature(number: str, message: int, secret: str) -> str:
    return hmac.new(secret.encode(), f"letter:{number}:{message}".encode(), hashlib.sha256).hexdigest()[:20]

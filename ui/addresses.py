"""Addresses of pages, looked up once: a list of fifty rows links to fifty pages of one kind."""

from functools import lru_cache
from urllib.parse import quote, urlencode

from django.http import QueryDict
from django.urls import reverse

SAMPLE = "1234567890"
"""A key that every kind of key in an address lets through, to see where the key stands."""


def address(name: str, key: object = "") -> str:
    """The address of a page, or of that of a row: `address("tickets:ticket", ticket.number)`."""
    before, after = _around(name, has_key=key != "")
    return f"{before}{quote(str(key))}{after}"


@lru_cache(maxsize=1024)
def _around(name: str, *, has_key: bool) -> tuple[str, str]:
    before, _, after = reverse(name, args=[SAMPLE] if has_key else []).partition(SAMPLE)
    return before, after


def with_query(query: QueryDict, **values: object) -> str:
    """The present page with other values in its address; None takes one out."""
    changed = dict(query.lists())
    for name, value in values.items():
        if value is None:
            changed.pop(name, None)
        else:
            changed[name] = [str(value)]
    return f"?{urlencode(changed, doseq=True)}" if changed else ""


def around_value(query: QueryDict, name: str, *, without: tuple[str, ...] = ()) -> tuple[str, str]:
    """The same as it reads before and after one value, for many links that differ in nothing else."""
    others = {other: values for other, values in query.lists() if other not in without}
    names = list(others)
    place = names.index(name) if name in others else len(names)
    before, after = (
        urlencode({other: others[other] for other in part}, doseq=True) for part in (names[:place], names[place + 1 :])
    )
    return f"?{before}{'&' if before else ''}{name}=", f"{'&' if after else ''}{after}"

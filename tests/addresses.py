"""Every address of the house as the URL map knows it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Address:
    """One URL pattern: its full name, and the names of the parts that vary."""

    name: str
    route: str
    parts: tuple[str, ...]


def all_addresses() -> list[Address]:
    """Every pattern of the URL map, in its order."""
    return list(_walk(get_resolver(), namespace="", route="", parts=()))


def _walk(resolver: URLResolver, namespace: str, route: str, parts: tuple[str, ...]) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        here = route + str(entry.pattern)
        all_parts = (*parts, *_parts(entry))
        if isinstance(entry, URLResolver):
            below = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, below, here, all_parts)
        else:
            yield Address(f"{namespace}{entry.name or ''}", here, all_parts)


def _parts(entry: URLPattern | URLResolver) -> list[str]:
    converters = getattr(entry.pattern, "converters", {})
    return list(converters) or list(entry.pattern.regex.groupindex)


FRAGMENTS = (
    "mailboxes:original", "tickets:draft", "tickets:colleagues", "tickets:texts", "tickets:choices", "tickets:similar", "tickets:articles",
    "applications:free_services", "applications:free_applications",
    "dependencies:choices", "changes:choices", "changes:status_now", "changes:feed", "workstations:choices",
    "tickets:ticket-news", "tickets:queue-news", "portal:similar", "portal:things", "notifications:bell", "handovers:people",
)  # fmt: skip
"""Addresses that answer with a part of a page, or with a file."""

DOWNLOADS = (
    "tickets:attachment", "takeovers:evidence", "contracts:document", "imports:report", "imports:wrong_rows", "imports:export", "dashboards:authority_sheet", "replacements:document", "sharing:document", "sharing:share_document", "replacements:sums", "stocktaking:report", "continuity:document", "continuity:restart_document", "continuity:own_document",
    "processing:paper", "processing:document",
    "handovers:document", "health-live", "health-ready",
)  # fmt: skip
"""Addresses that answer with a file or a word, where a page would be expected."""

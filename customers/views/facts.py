"""How facts about places, people and sources are said on pages."""

from datetime import date
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from history.models import SourcedRecord
from ui import cells
from ui.pages import Property


def address(place: Any) -> str:
    """Street and town in one line."""
    return ", ".join(filter(None, [place.street, f"{place.postcode} {place.city}".strip()]))


def phone(number: str) -> SafeString | str:
    return cells.link(f"tel:{number.replace(' ', '')}", number) if number else ""


def mail(address_: str) -> SafeString | str:
    return cells.link(f"mailto:{address_}", address_) if address_ else ""


def span(first: date | None, last: date | None) -> SafeString:
    """A period in words: „seit …“, „bis …“, „… bis …“."""
    if first and last:
        return format_html("<span>{} bis {}</span>", cells.day(first), cells.day(last))
    if first:
        return format_html("<span>seit {}</span>", cells.day(first))
    return format_html("<span>bis {}</span>", cells.day(last)) if last else format_html("{}", "Beginn nicht bekannt")


def source(row: SourcedRecord) -> str:
    """Where a fact was read, and how sure it is."""
    return f"{row.source} ({row.get_certainty_display()})" if row.source and row.certainty else row.source


def source_property(row: SourcedRecord) -> list[Property]:
    return [Property("Quelle", source(row))] if row.source else []

"""The „Steckbrief“: the page of an authority on paper, for the way to it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from accounts.models import User
from customers.models import Authority, AuthorityRole
from dashboards.authorities.sections import main_sections, side_sections
from dashboards.authorities.standing import key_figures, since, warnings
from ui.cells import as_text
from ui.pages import Section
from ui.pdf import pdf


def sheet(authority: Authority, user: User, now: datetime) -> bytes:
    """The sheet as PDF, with what this person may read on the page."""
    data = {
        "subtitle": subtitle(authority, now),
        "stand": f"Stand {timezone.localtime(now):%d.%m.%Y, %H:%M} Uhr",
        "notices": [warning.label for warning in warnings(authority, user, now)],
        "figures": [{"label": one.label, "value": one.in_words} for one in key_figures(authority, user, now)],
        "sections": [on_paper(part) for part in _in_order(authority, user, now)],
    }
    return pdf("sheet.typ", data, title=f"Steckbrief {authority.name}")


def file_name(authority: Authority, now: datetime) -> str:
    """The name under which it is kept, such as „Steckbrief Ludwigslust 2026-11-28“."""
    return f"Steckbrief {authority.short_name} {timezone.localdate(now)}"


def subtitle(authority: Authority, now: datetime) -> str:
    """Kind, role and since when, in one line."""
    role = authority.current_role  # type: ignore[attr-defined]  # annotated by the page
    first = since(authority, timezone.localdate(now))
    words = [authority.get_kind_display()]
    if role:
        words.append(AuthorityRole.Role(role).label + (f" seit {first:%d.%m.%Y}" if first else ""))
    return ", ".join(words) + (" (Demodaten)" if authority.is_demo else "")


def on_paper(section: Section) -> Mapping[str, Any]:
    """A section as the layout takes it: words instead of links and badges."""
    return {
        "title": section.title,
        "properties": [{"label": pair.label, "value": as_text(pair.value)} for pair in section.properties],
        "headings": list(section.headings),
        "rows": [[as_text(cell) for cell in row] for row in section.rows],
        "hint": section.hint,
    }


def _in_order(authority: Authority, user: User, now: datetime) -> list[Section]:
    """On paper there is no column beside: first what the authority is, then what a call is about."""
    return [*side_sections(authority, user, now), *main_sections(authority, user, now)]

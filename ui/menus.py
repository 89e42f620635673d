"""The menu of a frame as HTML: fifty places on every page, so made by functions. What never changes of a place is made once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from django.utils.safestring import SafeString

from ui import cells


@dataclass(frozen=True)
class Place:
    """An entry of the menu as one person sees it on one page."""

    label: str
    url: str
    icon: str
    is_current: bool
    shortcut: str
    count: Callable[[], int] = int  # what waits there for this person; asked when it is shown


class Group(NamedTuple):
    """Entries below a heading; the first group has none."""

    label: str
    items: Sequence[Place]


def side_menu(groups: Iterable[Group]) -> SafeString:
    """For the side of the workspace: groups with headings, symbols and numbers."""
    parts = []
    for number, group in enumerate(groups, start=1):
        label = f' aria-labelledby="navigation-{number}"' if group.label else ""
        heading = f'<h2 id="navigation-{number}">{cells.escape(group.label)}</h2>' if group.label else ""
        parts.append(f"{heading}<ul{label}>{''.join(map(_side_entry, group.items))}</ul>")
    return SafeString("\n".join(parts))


def _side_entry(place: Place) -> str:
    count = place.count()
    shown = (
        f'<span class="ku-nav__count">{cells.number(count)}<span class="kern-sr-only"> offen</span></span>'
        if count
        else ""
    )
    current = ' aria-current="page"' if place.is_current else ""
    beginning, words = _side_parts(place.url, place.shortcut, place.icon, place.label)
    return f"{beginning}{current}{words}{shown}</a></li>"


@lru_cache(maxsize=256)
def _side_parts(url: str, shortcut: str, icon: str, label: str) -> tuple[str, str]:
    key = f' data-shortcut="{cells.escape(shortcut)}"' if shortcut else ""
    words = f"{key}>{cells.icon(icon)}{cells.escape(label)}"
    return f'<li><a class="ku-nav__link" href="{cells.escape(url)}"', words


def head_menu(groups: Iterable[Group]) -> SafeString:
    """For the head of the portal: words and numbers in one row."""
    return SafeString("".join(_head_entry(place) for group in groups for place in group.items))


def _head_entry(place: Place) -> str:
    label, count = cells.escape(place.label), place.count()
    current = ' aria-current="page"' if place.is_current else ""
    said = f' aria-label="{label}, {cells.number(count)} offen"' if count else ""
    shown = f' <span class="ku-count">{cells.number(count)}</span>' if count else ""
    return f'<a href="{cells.escape(place.url)}"{current}{said}>{label}{shown}</a>'


def commands(groups: Iterable[Group]) -> SafeString:
    """For the palette: every place as something that can be chosen."""
    return SafeString(
        "".join(
            _command(f"{number}-{at}", place.url, place.icon, place.label, group.label)
            for number, group in enumerate(groups, start=1)
            for at, place in enumerate(group.items, start=1)
        )
    )


@lru_cache(maxsize=512)
def _command(key: str, url: str, icon: str, label: str, group: str) -> str:
    below = f"<small>{cells.escape(group)}</small>" if group else ""
    return (
        f'<a role="option" tabindex="-1" aria-selected="false" id="command-{key}" href="{cells.escape(url)}">'
        f"{cells.icon(icon)}{cells.escape(label)}{below}</a>"
    )


def view_links(views: Iterable[Mapping[str, Any]]) -> SafeString:
    """The views of a list, each with its address and label, and a number where it is counted."""
    return SafeString("".join(map(_view_link, views)))


def _counted(count: int, most: int | None) -> str:
    """How many, or that they are more than are counted."""
    return cells.number(count) if most is None or count <= most else f"über {cells.number(most)}"


def _view_link(view: Mapping[str, Any]) -> str:
    current = ' aria-current="page"' if view["is_current"] else ""
    mark = cells.icon("timer") if view.get("is_alarming") else ""
    key, count = cells.escape(str(view["key"])), view.get("count")
    number = f' <span id="tab-{key}">{_counted(count, view.get("most"))}</span>' if count is not None else ""
    place = f'<span id="tab-{key}" hidden></span>' if view.get("is_saved") else ""  # counted when the page stands
    return f'<a href="{cells.escape(view["url"])}"{current}>{mark}{cells.escape(view["label"])}{number or place}</a>'

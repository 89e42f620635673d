"""Small pieces of HTML: symbols, badges, moments, names. Pure and quick, since a list calls them some four hundred times.

Whatever comes from outside is escaped here, so the results are marked as safe. The same pieces exist as template tags
and filters in `ui.templatetags.ui`.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from html import escape as escape_text
from html import unescape
from zlib import crc32

from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.safestring import SafeString

NARROW_SPACE = "\u202f"
NO_BREAK_SPACE = "\u00a0"
WEEKDAYS = ("Mo.", "Di.", "Mi.", "Do.", "Fr.", "Sa.", "So.")
SOON_MINUTES = 120  # a deadline this near is shown as a warning


@lru_cache(maxsize=1024)
def icon(name: str, label: str = "", classes: str = "") -> SafeString:
    """A symbol of frontend/icons.txt; without a label it is decoration and silent."""
    look = f"ku-icon {classes}".strip()
    speech = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true" focusable="false"'
    return SafeString(
        f'<svg class="{escape(look)}" {speech}><use href="{escape(static("icons.svg"))}#{escape(name)}"></use></svg>'
    )


@lru_cache(maxsize=1024)
def badge(kind: str, icon_name: str, text: str) -> SafeString:
    """A state: symbol and word on a tint. Kinds: info, active, warning, violet, success, neutral, danger."""
    return SafeString(
        f'<span class="kern-badge kern-badge--small ku-badge ku-badge--{escape(kind)}">{icon(icon_name)}'
        f'<span class="kern-label kern-label--small">{escape(text)}</span></span>'
    )


@lru_cache(maxsize=64)
def priority(level: str, text: str) -> SafeString:
    """A priority as a shape with its word. Levels: critical, high, normal, low."""
    return SafeString(
        f'<span class="ku-priority ku-priority--{escape(level)}" title="Priorität: {escape(text)}">'
        f"{icon(PRIORITY_ICONS.get(level, 'drag_handle'))}<span>{escape(text)}</span></span>"
    )


PRIORITY_ICONS = {
    "critical": "keyboard_double_arrow_up",
    "high": "keyboard_arrow_up",
    "normal": "drag_handle",
    "low": "keyboard_arrow_down",
}


def deadline(due: datetime | None, now: datetime, *, is_paused: bool = False, minutes: int | None = None) -> SafeString:
    """The time left until `due`; `minutes` gives it in service time where that differs from the calendar's."""
    if is_paused or due is None:
        return SafeString(
            f'<span class="ku-deadline ku-deadline--paused">{icon("pause_circle")}<span>pausiert</span></span>'
        )
    left = int((due - now).total_seconds() // 60) if minutes is None else minutes
    if due < now:
        kind, icon_name, text = "over", "error", f"{duration(abs(left))} über"
    elif left <= SOON_MINUTES:
        kind, icon_name, text = "soon", "timer", duration(left)
    else:
        kind, icon_name, text = "ok", "schedule", duration(left)
    stamp = _local(due)
    return SafeString(
        f'<span class="ku-deadline ku-deadline--{kind}">{icon(icon_name)}<time datetime="{_iso(stamp)}" '
        f'title="Fällig {_absolute(stamp)}">{text}</time></span>'
    )


def relative_time(moment: datetime | None, now: datetime) -> SafeString:
    """A moment as people say it: „vor 7 Min.“, „heute, 09:22“, „gestern, 16:59“, „Mo., 14:10“, then the date."""
    if moment is None:
        return SafeString("")
    stamp, today = _local(moment), _day_of(now)
    seconds = (now - moment).total_seconds()
    if 0 <= seconds < 60:
        text = "gerade eben"
    elif 60 <= seconds < 3600:
        text = f"vor {int(seconds // 60)}{NARROW_SPACE}Min."
    elif stamp.date() == today:
        text = f"heute, {_clock(stamp)}"
    elif stamp.date() == today - timedelta(days=1):
        text = f"gestern, {_clock(stamp)}"
    elif 0 < seconds < 6 * 86400:
        text = f"{WEEKDAYS[stamp.weekday()]}, {_clock(stamp)}"
    else:
        text = _date(stamp)
    return SafeString(f'<time datetime="{_iso(stamp)}" title="{_absolute(stamp)}" data-relative>{text}</time>')


def moment(value: datetime | None) -> SafeString:
    """A moment in full: „19.11.2026, 10:42 Uhr“."""
    if value is None:
        return SafeString("")
    stamp = _local(value)
    return SafeString(f'<time datetime="{_iso(stamp)}">{_absolute(stamp)}</time>')


def day(value: date | datetime | None) -> SafeString:
    """A day: „19.11.2026“."""
    if value is None:
        return SafeString("")
    if isinstance(value, datetime):
        value = _local(value).date() if timezone.is_aware(value) else value.date()
    return SafeString(f'<time datetime="{value.isoformat()}">{_date(value)}</time>')


def duration(minutes: int) -> str:
    """How long: „14 Min.“, „2 Std. 14 Min.“, from eight hours „10 Std.“, from a day „3 Tage“."""
    sign, minutes = ("−" if minutes < 0 else ""), abs(int(minutes))
    days, hours, rest = minutes // 1440, minutes // 60, minutes % 60
    if days:
        return f"{sign}{days}{NARROW_SPACE}{'Tag' if days == 1 else 'Tage'}"
    if hours >= 8:
        return f"{sign}{hours}{NARROW_SPACE}Std."
    if hours:
        return f"{sign}{hours}{NARROW_SPACE}Std. {rest:02d}{NARROW_SPACE}Min."
    return f"{sign}{rest}{NARROW_SPACE}Min."


def number(value: float | Decimal | None, decimals: int | None = None) -> str:
    """A number as German readers write it: 1.234,5."""
    if value is None:
        return ""
    if decimals is None:
        decimals = 0 if value == int(value) else 1
    return f"{value:,.{decimals}f}".translate(_GERMAN_MARKS)


_GERMAN_MARKS = str.maketrans({",": ".", ".": ","})


def file_size(byte_count: int) -> str:
    """The size of a file: „1,8 MB“."""
    if byte_count < 1024 * 1024:
        return f"{max(1, round(byte_count / 1024))}{NO_BREAK_SPACE}KB" if byte_count else f"0{NO_BREAK_SPACE}KB"
    return f"{number(round(byte_count / 1024 / 1024, 1))}{NO_BREAK_SPACE}MB"


def initials(name: str) -> str:
    """The first letters of first and last name."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


def short_name(name: str) -> str:
    """„Jana Weber“ as „J. Weber“."""
    words = name.split()
    return f"{words[0][0]}. {words[-1]}" if len(words) > 1 else name


def hue(name: str) -> int:
    """One of six tints, always the same for the same name."""
    return crc32(name.encode()) % 6


@lru_cache(maxsize=2048)
def avatar(name: str, *, large: bool = False) -> SafeString:
    """The initials on a tint; decoration, so the name must stand beside it."""
    look = f"ku-avatar ku-avatar--{hue(name)}{' ku-avatar--large' if large else ''}"
    return SafeString(f'<span class="{look}" aria-hidden="true">{escape(initials(name))}</span>')


@lru_cache(maxsize=2048)
def person(name: str) -> SafeString:
    """Avatar and short name, the full name as its title."""
    return SafeString(
        f'<span class="ku-person">{avatar(name)}<span class="ku-cut" title="{escape(name)}">{escape(short_name(name))}</span></span>'
    )


def link(url: str, text: object, about: object = "") -> SafeString:
    """A link inside text or a cell; `about` says to who hears it alone what many links of the same words are for."""
    heard = f'<span class="kern-sr-only">: {escape(about)}</span>' if about else ""
    return SafeString(f'<a class="ku-link" href="{escape(url)}">{escape(text)}{heard}</a>')


def row_link(url: str, text: object) -> SafeString:
    """The link of a row to its record; the keyboard walks along these."""
    return SafeString(f'<a class="ku-row-link" href="{escape(url)}">{escape(text)}</a>')


def tick(name: str, value: object, title: object) -> SafeString:
    """The box by which a row is chosen for the bar of `ui.bulk`."""
    return SafeString(
        f'<span class="ku-check"><input type="checkbox" form="bulk" name="{escape(name)}" value="{escape(value)}" '
        f'aria-label="{escape(title)} auswählen" data-select-row></span>'
    )


def options(choices: Iterable[tuple[object, object]]) -> SafeString:
    """The choices of a selection list, as values and words."""
    return _options(tuple(choices))


@lru_cache(maxsize=256)
def _options(choices: tuple[tuple[object, object], ...]) -> SafeString:
    return SafeString("".join(f'<option value="{escape(value)}">{escape(words)}</option>' for value, words in choices))


def grouped_options(groups: Iterable[tuple[str, Iterable[tuple[object, object]]]]) -> SafeString:
    """The same in groups with headings."""
    return SafeString(
        "".join(f'<optgroup label="{escape(words)}">{options(choices)}</optgroup>' for words, choices in groups)
    )


def demo_mark() -> SafeString:
    """Says of one row that it is invented."""
    return SafeString('<span class="ku-demo-mark">Demo</span>')


def as_text(value: object) -> str:
    """What a cell says, without its markup, for paper; what is not safe HTML is text already."""
    if value is None:
        return ""
    if isinstance(value, SafeString):
        return " ".join(unescape(strip_tags(value)).split())
    return str(value)


def _local(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("a moment without its time zone")
    return value.astimezone(timezone.get_default_timezone())  # nobody works in another one


def _date(value: date) -> str:
    return f"{value.day:02d}.{value.month:02d}.{value.year:04d}"  # a list has a hundred; strftime takes three times as long


def _clock(value: datetime) -> str:
    return f"{value.hour:02d}:{value.minute:02d}"


@lru_cache(maxsize=8)  # every row of a list asks with the same moment
def _day_of(now: datetime) -> date:
    return _local(now).date()


def as_html(value: object) -> str:
    """Escaped, unless it is safe already."""
    text = value if isinstance(value, str) else str(value)
    return text if isinstance(text, SafeString) else escape_text(text)


def escape(value: object) -> str:
    """As Django does, without asking each time whether it is a translation still to be looked up."""
    return escape_text(str(value))


def _absolute(stamp: datetime) -> str:
    return f"{_date(stamp)}, {_clock(stamp)} Uhr"


def _iso(stamp: datetime) -> str:
    return stamp.isoformat(timespec="minutes")

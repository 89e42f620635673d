"""How Fachverfahren stand and what is planned at them, as parts of pages."""

from collections.abc import Hashable, Iterable, Mapping, Sized
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from accounts.models import User
from applications.models import SpecialistApplication
from changes.badges import effect_badge, level_badge, state_badge
from changes.conflicts import Conflict, span_in_words
from changes.levels import Level, Source, effect_on
from changes.models import Change
from changes.standing import Felt, Known, Standing
from customers.models import Authority
from ui import cells
from ui.pages import Section, filtered

MOST = 100
MOST_NAMED = 3


def standing_section(rows: Iterable[Standing], title: str, now: datetime) -> Section:
    """Each Fachverfahren of an authority with how it stands, what is not as usual first."""
    ordered = sorted(rows, key=lambda row: -row.level)
    lines = [
        (
            cells.link(reverse("changes:history", args=[row.application.pk]), row.application.name),
            level_badge(row.level),
            cells.relative_time(row.worst.since, now) if row.worst and not row.is_normal else "",
            until_in_words(row.worst) if row.worst and not row.is_normal else "",
            row.worst.text if row.worst else "",
        )
        for row in ordered
    ]
    headings = ("Fachverfahren", "Stand", "Seit", "Voraussichtlich bis", "Was bekannt ist")
    return Section(title, headings=headings, rows=lines, hint="Ihre Behörde nutzt zurzeit kein Fachverfahren.")


def windows_section(
    changes: Iterable[Change], title: str, *, is_for_staff: bool, felt: Mapping[int, Felt] | None = None
) -> Section:
    """What lies ahead; staff come from here to the change, an authority reads which of its Fachverfahren feel it."""
    lines = [
        (
            cells.link(row.get_absolute_url(), row.title) if is_for_staff else row.title,
            span_in_words(row.starts_at, row.ends_at),
            (felt and _felt_in_words(felt.get(row.pk, [])))
            or effect_badge(effect_on(row.effect, is_weakened=getattr(row, "is_weakened", False))),
            state_badge(row.state) if is_for_staff else row.public_text,
        )
        for row in changes
    ]
    headings = ("Was", "Wann", "Auswirkung", "Stand" if is_for_staff else "Was Sie wissen sollten")
    return Section(title, headings=headings, rows=lines, hint="Zurzeit ist kein Wartungsfenster angekündigt.")


def _felt_in_words(felt: Felt) -> SafeString:
    """„ausgefallen Haushalt, Wahlen“, each level on a line of its own."""
    lines = format_html_join(
        SafeString("<br>"), "{} {}", ((effect_badge(level), ", ".join(names)) for level, names in felt)
    )
    return format_html("<div>{}</div>", lines) if lines else lines  # one thing beside its label on a phone


def conflicts_section(conflicts: list[Conflict]) -> Section:
    """What stands against the time, one line each."""
    rows = [
        (cells.link(one.other.get_absolute_url(), one.who) if one.other else one.who, one.when, one.reason)
        for one in conflicts[:MOST]
    ]
    hint = "In dieser Zeit steht nichts dagegen: keine Sperrzeit einer betroffenen Behörde, keine andere Änderung an denselben Dingen."
    return Section("Was dagegen steht", headings=("Bei", "Wann", "Grund"), rows=rows, hint=hint)


def known_section(
    known: Iterable[Known], names: Mapping[int, SpecialistApplication], user: User, now: datetime
) -> Section:
    """What is not as usual just now, for staff, the worst first."""
    shown = together(one for one in known if one.application in names)
    ordered = sorted(shown, key=lambda one: (-one.level, one.since))
    whom = whom_in_words(ordered[:MOST], user)
    may_change = user.has_perm("changes.change_servicestatus")
    lines = [
        (
            cells.link(reverse("changes:history", args=[one.application]), names[one.application].name),
            level_badge(one.level),
            words,
            cells.relative_time(one.since, now),
            until_in_words(one),
            origin(one, may_change=may_change),
        )
        for one, words in zip(ordered[:MOST], whom, strict=True)
    ]
    headings = ("Fachverfahren", "Stand", "Für", "Seit", "Bis", "Herkunft")
    return Section(
        _cut("Zurzeit nicht normal", ordered), headings=headings, rows=lines, hint="Alles läuft, wie es soll."
    )


def together(known: Iterable[Known]) -> list[Known]:
    """What an outage has brought about for several authorities alike, as one."""
    found: dict[Hashable, Known] = {}
    for one in known:
        incident = one.status.incident if one.status else None
        key: Hashable = (incident, one.application, one.level, one.until) if incident else id(one)
        before = found.get(key)
        if before and before.authorities is not None and one.authorities is not None:
            since = min(before.since, one.since)
            found[key] = before._replace(authorities=before.authorities | one.authorities, since=since)
        else:
            found[key] = one
    return list(found.values())


def history_section(known: Iterable[Known], user: User) -> Section:
    """What held at some time of a stretch, the newest first."""
    every = sorted(together(known), key=lambda one: one.since, reverse=True)
    ordered = every[:MOST]
    whom = whom_in_words(ordered, user) if user.is_service_staff else [""] * len(ordered)
    lines: list[tuple[Any, ...]] = []
    for one, words in zip(ordered, whom, strict=True):
        line = (cells.moment(one.since), until_in_words(one), level_badge(one.level), _from_where(one), one.text)
        lines.append((*line, words) if user.is_service_staff else line)
    headings = ["Von", "Bis", "Stand", "Herkunft", "Was bekannt war", *(["Für"] if user.is_service_staff else [])]
    return Section(_cut("Wie es stand", every), headings=headings, rows=lines, hint="In dieser Zeit lief es normal.")


def _from_where(one: Known) -> str:
    """Where it was known from; a change that is over runs no longer."""
    return "Änderung" if one.source == Source.CHANGE and one.until else one.source.label


def _cut(title: str, rows: Sized) -> str:
    """The title, and where not all of it is shown, that it is not."""
    return f"{title}, die ersten {MOST}" if len(rows) > MOST else title


def application_line(row: SpecialistApplication, level: Level) -> tuple[Any, ...]:
    """A Fachverfahren among all."""
    return (
        cells.link(row.get_absolute_url(), row.name),
        level_badge(level),
        cells.link(reverse("changes:history", args=[row.pk]), "Verlauf ansehen", row.name),
    )


def origin(one: Known, *, may_change: bool) -> Any:
    """Where it is known from, as a link to where it is changed."""
    if one.change:
        return cells.link(one.change.get_absolute_url(), f"Änderung {one.change.number}")
    if one.authorities and len(one.authorities) > 1:
        entries = filtered("changes:statuses", application=one.application, holds="now")
        return cells.link(entries, one.source.label)
    if one.status and may_change:
        return cells.link(reverse("changes:change_status", args=[one.status.pk]), one.source.label)
    return one.source.label


def until_in_words(one: Known) -> Any:
    """When it is expected to be over."""
    return cells.moment(one.expected_until) if one.expected_until else "auf Weiteres"


def whom_in_words(known: list[Known], user: User) -> list[str]:
    """For whom each holds: all users, or the first few authorities by name; one query."""
    keys = {key for one in known for key in list(one.authorities or ())}
    names = {row.pk: row.short_name for row in Authority.objects.visible_to(user).filter(pk__in=keys)} if keys else {}
    found = []
    for one in known:
        if one.authorities is None:
            found.append("alle, die es nutzen")
            continue
        some = sorted(names[key] for key in one.authorities if key in names)
        more = len(some) - MOST_NAMED
        found.append(", ".join(some[:MOST_NAMED]) + (f" und {more} weitere" if more > 0 else ""))
    return found


def all_of(application: SpecialistApplication) -> str:
    """All changes at a Fachverfahren."""
    return filtered("changes:changes", application=application.pk)

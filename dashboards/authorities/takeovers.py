"""The way of an authority to the provider or away from it, its decisions and inventories, as its page shows them."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.safestring import SafeString

from accounts.models import User
from contracts.deadlines import deadlines
from contracts.models import Agreement, Decision
from contracts.tables import in_words
from customers.models import Authority
from customers.views.successions import came_before
from takeovers.badges import case_badge
from takeovers.models import CaseTask, InventorySnapshot, TakeoverCase
from ui import cells
from ui.pages import Section

MOST = 10


def cases(authority: Authority, user: User, day: date) -> Section:
    """Where it stands on its way, or how that ended."""
    title = "Aufnahmen und Austritte"
    if not user.has_perm("takeovers.view_takeovercase"):
        return Section(title)
    rows: Any = TakeoverCase.objects.visible_to(user).filter(authority=authority).with_progress()
    shown = [
        (
            cells.link(row.get_absolute_url(), row.get_kind_display()),
            case_badge(row.state),
            f"{row.tasks_settled} von {row.tasks_all} Schritten" if row.tasks_all else "",
            cells.day(row.ended_on or row.started_on),
            row.reasons_in_words,
        )
        for row in rows[:MOST]
    ]
    return Section(title, headings=("Vorhaben", "Stand", "Fortschritt", "Seit oder am", "Gründe"), rows=shown)


def decisions(authority: Authority, user: User, day: date) -> Section:
    """What its council decided about the provider."""
    if not user.has_perm("contracts.view_decision"):
        return Section("Beschlüsse")
    rows = [
        (cells.day(row.decided_on), cells.link(row.get_absolute_url(), row.get_kind_display()), row.body, row.get_outcome_display(), votes(row))
        for row in Decision.objects.visible_to(user).filter(authority=authority)[:MOST]
    ]  # fmt: skip
    return Section("Beschlüsse", headings=("Am", "Art", "Gremium", "Ergebnis", "Stimmen"), rows=rows)


def votes(decision: Decision) -> str:
    """The result of the vote as far as it is known."""
    if decision.votes_for is None:
        return ""
    against = "–" if decision.votes_against is None else str(decision.votes_against)
    return f"{decision.votes_for} Ja, {against} Nein"


def inventories(authority: Authority, user: User, day: date) -> Section:
    """How many workstations were taken over on which day."""
    if not user.has_perm("takeovers.view_inventorysnapshot"):
        return Section("Bestand bei Übernahme")
    rows = [
        (cells.link(row.get_absolute_url(), f"{row.effective_on:%d.%m.%Y}"), row.get_scope_display(), f"{row.taken_over} von {row.counted}")
        for row in InventorySnapshot.objects.visible_to(user).filter(authority=authority)[:MOST]
    ]  # fmt: skip
    return Section("Bestand bei Übernahme", headings=("Stichtag", "Aufgabe", "Übernommen"), rows=rows)


def predecessors(authority: Authority, user: User, day: date) -> Section:
    """The bodies in whose place it stands, with their old keys."""
    return next(iter(came_before(authority, for_staff=user.is_service_staff)), Section("Hervorgegangen aus"))


def dates(authority: Authority, user: User, day: date) -> Iterator[tuple[date, str, SafeString]]:
    """What comes next: steps of cases, days to ask again, deadlines of agreements."""
    if user.has_perm("takeovers.view_takeovercase"):
        tasks = CaseTask.objects.visible_to(user).open().filter(case__authority=authority, due_on__isnull=False)
        for task in tasks.order_by("due_on")[:MOST]:
            if task.due_on:
                yield task.due_on, "Schritt eines Vorhabens", cells.link(task.get_absolute_url(), task.title)
    if user.is_service_staff and user.has_perm("takeovers.view_takeovercase"):
        ended = TakeoverCase.objects.visible_to(user).filter(authority=authority, follow_up_on__isnull=False)
        for case in ended.exclude(state=TakeoverCase.State.OPEN)[:MOST]:
            if case.follow_up_on:
                yield case.follow_up_on, "Wiedervorlage", cells.link(case.get_absolute_url(), "Noch einmal nachfragen")
    if user.has_perm("contracts.view_agreement"):
        for agreement in Agreement.objects.visible_to(user).filter(authority=authority)[:MOST]:
            for deadline in deadlines(agreement, day):
                words = f"{agreement.name}: {in_words(deadline, day)}"
                yield deadline.day, "Vereinbarung", cells.link(agreement.get_absolute_url(), words)

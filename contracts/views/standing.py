"""How far an agreement has come, as its page shows it: every step with its day, and what comes next."""

from datetime import date
from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString

from contracts.lifecycle import State
from contracts.models import Agreement
from ui import cells

STEP_NAMES = {
    State.DRAFTED: "Entworfen",
    State.RESOLVED: "Beschlossen",
    State.SIGNED: "Unterzeichnet",
    State.NOTIFIED: "Der Rechtsaufsicht angezeigt",
    State.OBJECTED: "Beanstandet",
    State.CLEARED: "Nicht beanstandet",
    State.PUBLISHED: "Öffentlich bekannt gemacht",
    State.EFFECTIVE: "In Kraft",
    State.ENDED: "Beendet",
    State.WITHDRAWN: "Nicht zustande gekommen",
}


class Stop(NamedTuple):
    """One step on the way: done, the current one, or still to come."""

    name: str
    is_done: bool
    is_current: bool
    day: SafeString | str = ""
    remark: SafeString | str = ""

    @property
    def icon(self) -> str:
        """The symbol that says the same as the words."""
        if self.is_current:
            return "flag"
        return "check_circle" if self.is_done else "radio_button_unchecked"


def way(agreement: Agreement) -> list[Stop]:
    """All steps of the agreement; what it took beside the usual way stands where it happened."""
    current = State(agreement.state)
    states = agreement.chain
    if current == State.OBJECTED:
        states = [*states[: states.index(State.NOTIFIED) + 1], State.OBJECTED, *states[states.index(State.CLEARED) :]]
    if current == State.WITHDRAWN:
        before = agreement.state_before
        states = [*states[: states.index(before) + 1 if before in states else 1], State.WITHDRAWN]
    here = states.index(current)
    return [_stop(agreement, state, place <= here, state == current) for place, state in enumerate(states)]


def _stop(agreement: Agreement, state: State, is_done: bool, is_current: bool) -> Stop:
    day = _day(agreement, state)
    words: SafeString | str = cells.day(day)
    if day and not is_done:
        words = format_html("geplant {}", words)
    elif not day and is_done and state not in (State.DRAFTED, State.WITHDRAWN):
        words = "Tag nicht bekannt"
    return Stop(STEP_NAMES[state], is_done, is_current, words, _remark(agreement, state) if is_done else "")


def _day(agreement: Agreement, state: State) -> date | None:
    days = {
        State.RESOLVED: agreement.resolved_on,
        State.SIGNED: agreement.signed_on,
        State.NOTIFIED: agreement.notified_on,
        State.OBJECTED: agreement.objected_on,
        State.CLEARED: agreement.cleared_on,
        State.PUBLISHED: agreement.published_on,
        State.EFFECTIVE: agreement.effective_from,
        State.ENDED: agreement.effective_until,
    }
    return days.get(state)


def _remark(agreement: Agreement, state: State) -> SafeString | str:
    if state == State.RESOLVED and agreement.decision:
        return cells.link(agreement.decision.get_absolute_url(), agreement.decision)
    if state == State.NOTIFIED and agreement.standstill_until:
        complete = f"Unterlagen vollständig am {agreement.complete_on:%d.%m.%Y}, " if agreement.complete_on else ""
        return f"{complete}Frist der Rechtsaufsicht bis {agreement.standstill_until:%d.%m.%Y}"
    if state == State.CLEARED:
        reference = f"Aktenzeichen {agreement.clearance_reference}" if agreement.clearance_reference else ""
        return ", ".join(filter(None, [agreement.get_clearance_display(), reference]))
    remarks = {State.OBJECTED: agreement.objection, State.PUBLISHED: agreement.publication}
    if state == State.ENDED:
        return agreement.get_ending_display()
    return remarks.get(state, "")


def next_in_words(agreement: Agreement, today: date) -> str:
    """What comes next, in one sentence; for the authority and for the service."""
    state = State(agreement.state)
    if state == State.NOTIFIED and agreement.standstill_until:
        last = f"{agreement.standstill_until:%d.%m.%Y}"
        if agreement.standstill_until < today:
            return f"Die Frist der Rechtsaufsicht ist seit dem {last} abgelaufen."
        return f"Die Rechtsaufsicht kann bis zum {last} beanstanden. Vorher wird der Vertrag nicht vollzogen."
    if state == State.EFFECTIVE:
        return f"Sie endet am {agreement.effective_until:%d.%m.%Y}." if agreement.effective_until else ""
    if agreement.next_steps[:1] == [State.EFFECTIVE] and agreement.effective_from and agreement.effective_from > today:
        return f"Sie gilt von selbst ab dem {agreement.effective_from:%d.%m.%Y}."
    words = {
        State.DRAFTED: "Als Nächstes beschließt die Behörde den Abschluss.",
        State.RESOLVED: "Als Nächstes unterzeichnen beide Seiten.",
        State.NOTIFIED: "Die Rechtsaufsicht prüft. Vorher wird der Vertrag nicht vollzogen.",
        State.OBJECTED: "Was beanstandet ist, wird geändert und noch einmal angezeigt.",
        State.CLEARED: "Als Nächstes wird der Vertrag öffentlich bekannt gemacht.",
        State.PUBLISHED: "Der Vertrag kann in Kraft treten.",
    }
    if state == State.SIGNED:
        return (
            "Als Nächstes wird der Vertrag der Rechtsaufsicht angezeigt."
            if agreement.needs_notice
            else "Die Vereinbarung kann in Kraft treten."
        )
    return words.get(state, "")

"""The form of a case: what somebody reports, what is asked back, and how it is solved."""

from typing import NamedTuple


class Case(NamedTuple):
    """One kind of report in several wordings. `{app}`, `{room}` and `{device}` stand for what it is about."""

    subjects: tuple[str, ...]
    texts: tuple[str, ...]
    solutions: tuple[str, ...]
    notes: tuple[str, ...] = ()
    questions: tuple[tuple[str, str], ...] = ()
    is_request: bool = False
    is_urgent: bool = False
    weight: int = 2

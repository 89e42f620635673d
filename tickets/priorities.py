"""How priority follows from impact and urgency.

The matrix is fitted to a public service contract (Dataport, as published); it is an assumption until KSM confirms it.
"""

from django.db import models

from contracts.models import Priority


class Impact(models.IntegerChoices):
    """How much of the authority's work is hit."""

    WIDE = 1, "großflächig (Behörde oder Standort)"
    CONSIDERABLE = 2, "erheblich (Amt oder Bürgerschalter)"
    SMALL = 3, "gering (einige Personen)"
    SINGLE = 4, "Einzelplatz"


class Urgency(models.IntegerChoices):
    """How long the work can wait."""

    CRITICAL = 1, "kritisch (kein Ersatz, nicht aufschiebbar)"
    HIGH = 2, "hoch (heute nötig)"
    MEDIUM = 3, "mittel (in den nächsten Tagen)"
    LOW = 4, "niedrig (kann warten)"


_P1, _P2, _P3, _P4 = Priority.CRITICAL, Priority.HIGH, Priority.NORMAL, Priority.LOW

MATRIX: dict[Impact, tuple[Priority, Priority, Priority, Priority]] = {
    # urgency:            critical  high  medium  low
    Impact.WIDE:         (_P1,      _P1,  _P2,    _P2),
    Impact.CONSIDERABLE: (_P1,      _P2,  _P2,    _P3),
    Impact.SMALL:        (_P2,      _P3,  _P3,    _P4),
    Impact.SINGLE:       (_P3,      _P3,  _P4,    _P4),
}  # fmt: skip


def priority_of(impact: Impact, urgency: Urgency) -> Priority:
    """The priority of a report with this impact and urgency."""
    return MATRIX[impact][urgency - 1]

"""How a Fachverfahren stands, from normal to down: four steps, and the worst of what holds wins."""

from django.db import models


class Level(models.IntegerChoices):
    """How a Fachverfahren stands for those who use it."""

    NORMAL = 1, "normal"
    RESTRICTED = 2, "eingeschränkt"
    EMERGENCY = 3, "Notbetrieb"
    DOWN = 4, "ausgefallen"


class Effect(models.IntegerChoices):
    """What is to be expected while a change is carried out: the same steps in the words of planning."""

    NONE = 1, "keine"
    RESTRICTED = 2, "eingeschränkt"
    EMERGENCY = 3, "Notbetrieb"
    DOWN = 4, "ausgefallen"


class Source(models.TextChoices):
    """Where it is known from."""

    HAND = "hand", "von Hand gesetzt"
    CHANGE = "change", "laufende Änderung"
    INCIDENT = "incident", "Großstörung"


def effect_on(effect: int, *, is_weakened: bool) -> Level:
    """How a Fachverfahren runs during a change of this effect; what falls back on something else is restricted at most."""
    return min(Level(effect), Level.RESTRICTED) if is_weakened else Level(effect)

"""Where a stock-taking stands, what people answer about a device, and by which way."""

from django.db import models


class State(models.TextChoices):
    """Where a stock-taking stands."""

    PLANNED = "planned", "geplant"
    RUNNING = "running", "läuft"
    FINISHED = "finished", "abgeschlossen"


class Answer(models.TextChoices):
    """What was found out about a device."""

    OPEN = "open", "offen"
    CONFIRMED = "confirmed", "bestätigt"
    ELSEWHERE = "elsewhere", "steht woanders"
    MISSING = "missing", "fehlt"
    GONE = "gone", "nicht mehr bei mir"


class Channel(models.TextChoices):
    """By which way an answer came."""

    PORTAL = "portal", "Portal"
    ON_SITE = "on_site", "vor Ort geprüft"
    COORDINATION = "coordination", "IT-Koordination"


DIFFERENCES = (Answer.ELSEWHERE, Answer.MISSING, Answer.GONE)
"""Answers that say something else than the stock does."""

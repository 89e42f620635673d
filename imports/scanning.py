"""Asking the virus scanner about an uploaded file, without holding the database meanwhile."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from django.conf import settings
from django.utils import timezone

from files.clamav import NoVerdict, malware_in
from imports import actions
from imports.lifecycle import State
from imports.models import Import

SILENT = "Der Virenscanner antwortet nicht. Bitte versuchen Sie es später noch einmal."


def is_clean(run: int, scope: Callable[[], AbstractContextManager[None]]) -> bool:
    """Whether the file may be read; if not, that is told to whoever brought it. Without a scanner every file may."""
    if settings.CLAMAV is None:
        return True
    with scope():
        row = Import.objects.filter(pk=run, state=State.CHECKING).first()
    if row is None:
        return False
    try:
        with row.file.open("rb") as content:
            malware = malware_in(content, settings.CLAMAV)
    except NoVerdict:
        with scope():
            actions.give_up(run=run, remark=SILENT)
        return False
    if malware:
        with scope():
            actions.refuse_malware(run=run, malware=malware, now=timezone.now())
    return not malware

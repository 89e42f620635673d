"""Moving a change: what stands against the time that was typed, and when there is room."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import cached_property

from accounts.signed_in import signed_in
from changes import actions
from changes.actions.carrying_out import moves_anywhere
from changes.conflicts import Planning, span_in_words
from changes.forms.changes import MoveForm
from changes.models import Change
from changes.showing import conflicts_section
from changes.views.steps import StepPage

FREE_TIMES_ALONE = "Sie verschieben in Zeiten, in denen nichts dagegen steht. Woandershin verschiebt, wer Änderungen freigibt und diese nicht geplant hat."


class MoveChange(StepPage):
    """Another time; what stands against the one that was typed is told, and what is free next."""

    template_name = "changes/move.html"
    form_class = MoveForm
    page_title = "Änderung verschieben"
    submit_label = "Verschieben"
    success_message = "Die Änderung ist verschoben. Behörden und Ansprechpersonen erfahren die neue Zeit."
    typed: tuple[datetime, datetime] | None = None

    def get_initial(self) -> dict[str, Any]:
        return {"starts_at": self.object.starts_at, "ends_at": self.object.ends_at}

    @cached_property
    def moves_anywhere(self) -> bool:
        """Whether the person moves it also to where something stands against it."""
        return moves_anywhere(self.object, signed_in(self.request))

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"moves_anywhere": self.moves_anywhere}

    def perform(self, form: Any) -> Change:
        self.typed = form.cleaned_data["starts_at"], form.cleaned_data["ends_at"]
        return actions.move_change(
            change=self.object, by=signed_in(self.request), now=timezone.now(), **form.cleaned_data
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wanted = self._as_typed()
        planning = Planning.of(wanted or self.object, now=timezone.now())
        return super().get_context_data(
            question="" if self.moves_anywhere else FREE_TIMES_ALONE,
            conflicts=conflicts_section(planning.conflicts()) if wanted else None,
            since=planning.change.starts_at,
            free=free_in_words(planning.change, planning),
            **kwargs,
        )

    def _as_typed(self) -> Change | None:
        """The change at the time that was typed, if that is one at all."""
        if self.typed is None:
            return None
        row: Change = Change.objects.get(pk=self.object.pk)
        row.starts_at, row.ends_at = self.typed
        try:
            row.clean()
        except ValidationError:
            return None
        return row


def free_in_words(change: Change, planning: Planning | None = None) -> list[str]:
    """The next windows of that length in which nothing stands against it."""
    now = timezone.now()
    room = (planning or Planning.of(change, now=now)).room(now)
    found = []
    if room.next:
        found.append(f"Nächstes freies Fenster dieser Länge: {span_in_words(*room.next)}.")
    if room.at_this_hour:
        found.append(f"Nächstes freies Fenster zur selben Uhrzeit: {span_in_words(*room.at_this_hour)}.")
    return found or ["In den nächsten 60 Tagen gibt es kein freies Fenster dieser Länge."]

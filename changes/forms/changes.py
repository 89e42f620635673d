"""Forms of a change: what it is, at what, its steps, and whom it affects."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from accounts.models import User
from changes.forms.things import VERSIONS, ThingField
from changes.lifecycle import Kind
from changes.models import Change
from customers.models import Authority
from ui.choosing import let_search
from ui.forms import KernForm, TilesWidget, VersionedForm

KIND_ICONS = {"standard": "done_all", "normal": "event", "emergency": "bolt"}
SEVERAL_LINES = {
    name: forms.Textarea(attrs={"rows": rows}) for name, rows in (("reason", 2), ("work", 4), ("backout", 3), ("public_text", 3))
}  # fmt: skip


class ChangeForm(VersionedForm):
    """What is done, why, when, and what is to be expected."""

    class Meta:
        model = Change
        fields = (
            "title", "kind", "reason", "work", "risk", "backout", "starts_at", "ends_at", "effect", "public_text",
            "target_version",
        )  # fmt: skip
        widgets = {**SEVERAL_LINES, "kind": TilesWidget(icons=KIND_ICONS, is_small=True)}

    def __init__(self, *args: Any, user: User, products: Collection[int] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        kind.choices = [one for one in kind.choices if one[0]]
        address = reverse("changes:choices", args=["version"])
        if products:
            address += f"?{urlencode([('product', key) for key in sorted(products)])}"
        let_search(self, "target_version", VERSIONS, address, products)

    def clean(self) -> dict[str, Any]:
        """The end comes after the beginning, and nothing but an emergency is planned for what is past."""
        data = super().clean() or self.cleaned_data
        starts, ends = data.get("starts_at"), data.get("ends_at")
        if starts and starts <= timezone.now() and data.get("kind") != Kind.EMERGENCY:
            self.add_error("starts_at", "Dieser Beginn liegt in der Vergangenheit. Bitte wählen Sie einen späteren.")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", "Das Ende liegt vor dem Beginn.")
        return data

    def _post_clean(self) -> None:
        """The action checks the row as it is in the database."""


class NewChangeForm(ChangeForm):
    """A change and the first thing at which is worked."""

    thing = ThingField(
        label="Woran wird gearbeitet?",
        required=False,
        error_messages={"invalid_choice": "Bitte wählen Sie ein Fachverfahren oder eine Infrastruktur aus der Liste."},
        help_text="Ein Fachverfahren oder ein Infrastrukturelement; weitere ergänzen Sie auf der Seite der Änderung.",
    )

    field_order = ("title", "kind", "thing", "target_version")

    def __init__(self, *args: Any, user: User, is_for_group: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        for name in ("risk", "effect"):  # nobody says „niedrig“ or „keine“ by leaving a list as it is
            choice: Any = self.fields[name]
            choice.choices = [("", "Bitte wählen"), *choice.choices]
            self.initial[name] = ""
        if is_for_group:
            del self.fields["thing"]
            return
        field: Any = self.fields["thing"]
        field.required = True
        field.error_messages["required"] = "Bitte wählen Sie, woran gearbeitet wird."
        field.offer_to(user, str(self["thing"].value() or ""))


class ThingForm(KernForm):
    """One more thing at which is worked."""

    thing = ThingField(
        label="Fachverfahren oder Infrastruktur",
        error_messages={"invalid_choice": "Bitte wählen Sie aus der Liste."},
        help_text="Suchen Sie nach Name oder Inventarnummer.",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["thing"]
        field.offer_to(user, str(self["thing"].value() or ""))


class SeenForm(KernForm):
    """A decision on what somebody has seen: it carries the version that they had before them."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class SubmitForm(SeenForm):
    """Laying it before those who approve; a reason where something stands against its time."""

    conflict_reason = forms.CharField(
        label="Trotzdem zu dieser Zeit, weil",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Wer freigibt, liest das mit.",
        error_messages={"required": "Bitte begründen Sie, warum die Änderung trotzdem zu dieser Zeit sein soll."},
    )

    def __init__(self, *args: Any, has_conflicts: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_conflicts:
            del self.fields["conflict_reason"]


class ReasonForm(KernForm):
    """Why something is decided as it is."""

    reason = forms.CharField(label="Begründung", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class RejectForm(SeenForm, ReasonForm):
    """Why it does not go like this."""


class NoteForm(SeenForm):
    """A word about an approval, if there is one."""

    note = forms.CharField(
        label="Anmerkung", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Zum Beispiel eine Auflage.",
    )  # fmt: skip


class AfterwardsForm(SeenForm):
    """Why it could not wait for an approval."""

    note = forms.CharField(
        label="Begründung", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Warum die Änderung ohne Freigabe begonnen werden musste.",
    )  # fmt: skip


class EarlyForm(KernForm):
    """That somebody means to begin before the time that was told."""

    is_meant_early = forms.BooleanField(
        label="Ja, ich beginne schon jetzt",
        error_messages={"required": "Bitte bestätigen Sie, dass Sie schon vor dem Fenster beginnen."},
    )


class ResultForm(KernForm):
    """How it went."""

    result = forms.CharField(
        label="Ergebnis", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Was erreicht wurde, was aufgefallen ist und was noch zu tun ist.",
    )  # fmt: skip


class MoveForm(KernForm):
    """Another time."""

    starts_at = forms.DateTimeField(label="Neuer Beginn", widget=forms.DateTimeInput)
    ends_at = forms.DateTimeField(label="Neues Ende", widget=forms.DateTimeInput)
    conflict_reason = forms.CharField(
        label="Trotzdem zu dieser Zeit, weil",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Nur nötig, wenn in der neuen Zeit etwas dagegen steht.",
    )

    def __init__(self, *args: Any, moves_anywhere: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not moves_anywhere:
            del self.fields["conflict_reason"]


class AffectedForm(KernForm):
    """An authority that nobody could compute, and why it is affected."""

    authority = forms.ModelChoiceField(Authority.objects.none(), label="Behörde")
    reason = forms.CharField(label="Begründung", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, user: User, change: Change, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["authority"]
        served = Authority.objects.visible_to(user).served(timezone.localdate())
        field.queryset = served.exclude(affected_by_changes__change=change).order_by("name")

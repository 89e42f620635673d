"""Forms of how a Fachverfahren stands, and of a calendar address."""

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.models import User
from applications.models import ApplicationUse, SpecialistApplication
from changes.levels import Level
from changes.models import ServiceStatus
from customers.models import Authority
from ui.forms import KernForm, TilesWidget, VersionedForm
from ui.ordering import GermanOrder

LEVEL_ICONS = {"1": "check_circle", "2": "warning", "3": "shield", "4": "error"}
TEXT = forms.Textarea(attrs={"rows": 3})


class NewStatusForm(KernForm):
    """How a Fachverfahren stands, for whom, and until when."""

    application = forms.ModelChoiceField(SpecialistApplication.objects.none(), label="Fachverfahren")
    authority = forms.ModelChoiceField(
        Authority.objects.none(), label="Behörde", required=False, empty_label="alle, die es nutzen"
    )
    level = forms.TypedChoiceField(
        label="Stufe", choices=Level.choices, coerce=int, widget=TilesWidget(icons=LEVEL_ICONS, is_small=True)
    )
    text = forms.CharField(
        label="Text für die Behörden", max_length=1000, widget=TEXT, help_text="Was nicht geht und wie man sich behilft. Bitte keine Namen von Behörden oder Personen.",
    )  # fmt: skip
    until = forms.DateTimeField(
        label="Bis", required=False, widget=forms.DateTimeInput, help_text="Leer heißt: bis auf Weiteres."
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["application"].queryset = SpecialistApplication.objects.visible_to(user).order_by(GermanOrder("name"))
        uses = ApplicationUse.objects.current(timezone.localdate()).filter(authority=OuterRef("pk"))
        fields["authority"].queryset = Authority.objects.visible_to(user).filter(Exists(uses)).order_by("name")


class StatusForm(VersionedForm):
    """The same said otherwise."""

    class Meta:
        model = ServiceStatus
        fields = ("level", "text", "until")
        widgets = {"level": TilesWidget(icons=LEVEL_ICONS, is_small=True), "text": TEXT}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        level: Any = self.fields["level"]
        level.choices = Level.choices
        if self.instance.follows_incident:
            del self.fields["until"]

    def _post_clean(self) -> None:
        """The action checks the row as it is in the database."""


class KeyForm(KernForm):
    """What an address is for."""

    name = forms.CharField(
        label="Bezeichnung", max_length=80, help_text="Wofür die Adresse ist, zum Beispiel „Outlook im Büro“."
    )

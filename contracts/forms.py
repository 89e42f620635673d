"""What is asked about blocked times."""

from typing import Any

from django import forms

from contracts.models import BlockedTime, WeeklyBlockedTime
from customers.models import Authority
from ui.forms import KernModelForm


class BlockedForm(KernModelForm):
    """What both kinds share: for which authority, and the version that was seen."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, authorities: list[Authority], may_stop_clock: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        if self.instance.pk:
            fields["version"].initial = self.instance.version
        if self.instance.pk or len(authorities) == 1:
            self.instance.authority = self.instance.authority if self.instance.pk else authorities[0]
            del fields["authority"]
        else:
            fields["authority"].queryset = Authority.objects.filter(pk__in=[row.pk for row in authorities])
            fields["authority"].required = True
        if not may_stop_clock:
            fields.pop("stops_clock", None)


class BlockedTimeForm(BlockedForm):
    """A single blocked time."""

    class Meta:
        model = BlockedTime
        fields = ("authority", "kind", "reason", "starts_at", "ends_at", "stops_clock")


class WeeklyForm(BlockedForm):
    """The same hours of a weekday, every week."""

    class Meta:
        model = WeeklyBlockedTime
        fields = ("authority", "kind", "reason", "weekday", "begins_at", "ends_at", "valid_from", "valid_until")
        widgets = {
            "begins_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "ends_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        }

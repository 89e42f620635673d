"""Forms of changes, of how Fachverfahren stand, and of calendar addresses."""

from changes.forms.changes import (
    AffectedForm,
    ChangeForm,
    MoveForm,
    NewChangeForm,
    ReasonForm,
    ResultForm,
    SubmitForm,
    ThingForm,
)
from changes.forms.standing import KeyForm, NewStatusForm, StatusForm

__all__ = [
    "AffectedForm",
    "ChangeForm",
    "KeyForm",
    "MoveForm",
    "NewChangeForm",
    "NewStatusForm",
    "ReasonForm",
    "ResultForm",
    "StatusForm",
    "SubmitForm",
    "ThingForm",
]

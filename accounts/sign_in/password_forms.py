"""Forms for a new password. Django says „Passwort“, the house says „Kennwort“; both are neuter, so the word can be swapped."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.core.exceptions import ValidationError
from django.forms import BaseForm

from accounts.models import User

if TYPE_CHECKING:
    FormBase = BaseForm
    ChangeForm = PasswordChangeForm
    SetForm = SetPasswordForm[User]
else:
    FormBase = object
    ChangeForm, SetForm = PasswordChangeForm, SetPasswordForm


def in_our_words(text: object) -> str:
    """The same sentence with the word of the house."""
    return str(text).replace("Passwort", "Kennwort").replace("Passwörter", "Kennwörter")


class InOurWords(FormBase):
    """Labels, hints and errors of a form in the words of the house."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.label, field.help_text = in_our_words(field.label), in_our_words(field.help_text)

    def add_error(self, field: str | None, error: Any) -> None:
        messages = error.messages if isinstance(error, ValidationError) else [error]
        super().add_error(field, ValidationError([in_our_words(text) for text in messages]))


class OwnPasswordForm(InOurWords, ChangeForm):
    """The own password, with the present one as proof."""


class NewPasswordForm(InOurWords, SetForm):
    """A new password by the link in the letter."""

"""The forms of signing in and of what belongs to it, in the words and look of the house."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ReauthenticateForm
from allauth.account.internal import flows
from allauth.account.models import Login
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from accounts.models import SecondFactorReset
from accounts.sign_in.adapters import ERRORS, WRONG, AccountAdapter
from ui.forms import KernForm, KernModelForm

CODE_ATTRS = {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True, "spellcheck": "false"}
CODE_IS_USED_FOR = 120  # seconds: longer than any code is valid, with the tolerance for clocks that are off


class SignInForm(KernForm):
    """User name or e-mail address, and password."""

    username = forms.CharField(
        label="Anmeldename oder E-Mail-Adresse",
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label="Kennwort", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        self.request = request
        self.adapter: AccountAdapter = get_adapter()
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if "username" in typed and "password" in typed:
            self.user = self.adapter.authenticate(
                self.request, username=typed["username"].strip(), password=typed["password"]
            )
            if self.user is None:
                raise ValidationError(WRONG)
        return typed

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """Go on to the second factor or into the house."""
        login = Login(user=self.user, redirect_url=redirect_url)
        response: HttpResponse = flows.login.perform_password_login(
            request, {"username": self.cleaned_data["username"]}, login
        )
        return response


class PasswordAgainForm(ReauthenticateForm):  # type: ignore[misc]  # the library brings no types
    """The own password once more, before something sensitive."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["password"]
        field.label, field.help_text = "Kennwort", ""
        field.widget.attrs = {"autocomplete": "current-password", "autofocus": True}


class CodeForm(AuthenticateForm):  # type: ignore[misc]  # the library brings no types
    """A code of the app, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = "Code"
        field.help_text = "Sechs Ziffern aus Ihrer App oder einer Ihrer Wiederherstellungscodes."
        field.widget.attrs = dict(CODE_ATTRS)

    def clean_code(self) -> str:
        self.cleaned_data["code"] = code = "".join(str(self.cleaned_data["code"]).split())
        super().clean_code()
        if self.authenticator.type == Authenticator.Type.TOTP:
            self._use_once(code)
        return code

    def _use_once(self, code: str) -> None:
        """Refuse a code of an app that was used already; the library forgets it while it is still valid."""
        if not cache.add(f"used-code-{self.user.pk}-{code}", True, timeout=CODE_IS_USED_FOR):
            self._emit_authentication_failed(self.authenticator)
            raise ValidationError(ERRORS["incorrect_code"])


class CodeAgainForm(ReauthenticateByCodeForm, CodeForm):  # type: ignore[misc]  # the library brings no types
    """The same once more, before something sensitive."""


class NewAppForm(ActivateTOTPForm):  # type: ignore[misc]  # the library brings no types
    """The first code of an app, as proof that it is set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label, field.help_text = "Code", "Die sechs Ziffern, die Ihre App jetzt zeigt."
        field.widget.attrs = dict(CODE_ATTRS)


class NewPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]  # the library brings no types
    """A passkey; always one that signs in alone, since a device that asks for finger or PIN is both factors at once."""

    passwordless = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_of_passkey(self)

    def clean(self) -> dict[str, Any]:
        return {**super().clean(), "passwordless": True}


class RenamePasskeyForm(EditWebAuthnForm):  # type: ignore[misc]  # the library brings no types
    """A new name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_of_passkey(self)


def name_of_passkey(form: forms.BaseForm) -> None:
    """The field for the name in words of the house."""
    field = form.fields["name"]
    field.label, field.help_text = "Name", "Damit Sie ihn wiedererkennen, zum Beispiel „Dienst-Laptop“."
    field.widget.attrs = {"autocomplete": "off", "maxlength": 60}


class ForgottenPasswordForm(KernForm):
    """The address to which the link to a new password goes."""

    email = forms.EmailField(
        label="E-Mail-Adresse",
        help_text="Die Adresse, die bei Ihrem Konto hinterlegt ist.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class ResetSecondFactorForm(KernModelForm):
    """Why a second factor is taken off."""

    class Meta:
        model = SecondFactorReset
        fields = ["reason"]
        help_texts = {"reason": "Zum Beispiel „Telefon verloren“. Wie haben Sie sich überzeugt, wer fragt?"}

"""Sign-in and security of the own account: password, second factor, passkeys, sessions."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth import views as auth
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from accounts.sign_in.actions import end_sessions
from accounts.sign_in.devices import in_words
from accounts.sign_in.middleware import is_proved
from accounts.sign_in.password_forms import OwnPasswordForm
from accounts.sign_in.people import must_have_second_factor
from accounts.sign_in.recent import require_recent_sign_in
from accounts.signed_in import signed_in


@never_cache
def security(request: HttpRequest) -> HttpResponse:
    """How the signed-in person signs in, and where they are signed in."""
    user = signed_in(request)
    known = list(Authenticator.objects.filter(user=user).order_by("created_at"))
    codes = next((one for one in known if one.type == Authenticator.Type.RECOVERY_CODES), None)
    joined = SocialAccount.objects.filter(user=user, provider__in=settings.IDENTITY_PROVIDERS)
    context = {
        "app": next((one for one in known if one.type == Authenticator.Type.TOTP), None),
        "passkeys": [one for one in known if one.type == Authenticator.Type.WEBAUTHN],
        "recovery_codes": codes,
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else 0,
        "directories": [settings.IDENTITY_PROVIDERS[account.provider].name for account in joined],
        "has_password": user.has_usable_password(),
        "is_demanded": must_have_second_factor(user),
        "is_missing": not is_proved(request),
        "sessions": sessions_of(request),
    }
    return render(request, "accounts/security.html", context)


def sessions_of(request: HttpRequest) -> list[dict[str, Any]]:
    """Where the person is signed in, this browser first."""
    if not UserSession.objects.filter(session_key=request.session.session_key).exists():
        UserSession.objects.create_from_request(request)
    rows = UserSession.objects.purge_and_list(signed_in(request))
    shown = [{"row": row, "device": in_words(row.user_agent), "is_this": row.is_current()} for row in rows]
    return sorted(shown, key=lambda one: (not one["is_this"], -one["row"].last_seen_at.timestamp()))


@require_POST
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign out one other browser; that of somebody else is not there."""
    session = get_object_or_404(UserSession, user=signed_in(request), pk=pk)
    session.end()
    messages.success(request, "Die Sitzung ist beendet.")
    return redirect("accounts:security")


@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    end_sessions(user=signed_in(request), apart_from=request.session.session_key)
    messages.success(request, "Sie sind nur noch in diesem Browser angemeldet.")
    return redirect("accounts:security")


@method_decorator([require_recent_sign_in, never_cache, sensitive_post_parameters()], name="dispatch")
class PasswordPage(auth.PasswordChangeView):
    """Change the own password; every other session ends with it."""

    form_class = OwnPasswordForm
    template_name = "accounts/password.html"
    success_url = reverse_lazy("accounts:security")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Whoever comes from a directory has no password here."""
        if not signed_in(request).has_usable_password():
            return render(request, "accounts/no_password.html")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        user = form.save()
        update_session_auth_hash(self.request, user)  # gives this session a new key
        end_sessions(user=user, apart_from=self.request.session.session_key)
        UserSession.objects.create_from_request(self.request)
        messages.success(self.request, "Ihr Kennwort ist geändert. Alle anderen Sitzungen sind beendet.")
        return redirect(self.get_success_url())

"""The front door: signing in, breaking it off, a forgotten password."""

from typing import TYPE_CHECKING, Any

from allauth.account.views import LoginView
from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from django.views.generic import FormView

from accounts.sign_in.directory import sign_in_url
from accounts.sign_in.forms import ForgottenPasswordForm, SignInForm
from accounts.sign_in.password_forms import NewPasswordForm
from accounts.sign_in.people import account_for_new_password
from accounts.sign_in.too_many import too_many
from accounts.tasks import send_link_to_new_password
from ui.pages import Link

if TYPE_CHECKING:
    ForgottenPasswordView = FormView[ForgottenPasswordForm]
else:
    ForgottenPasswordView = FormView

RESET_LIMITS = {"reset": "5/15m/key,300/15m/ip"}


class SignInPage(LoginView):  # type: ignore[misc]  # the library brings no types
    """Password, passkey or directory."""

    template_name = "accounts/sign_in.html"

    def form_invalid(self, form: SignInForm) -> HttpResponse:
        if form.adapter.blocked_until:
            return too_many(self.request, form.adapter.blocked_until)
        response: HttpResponse = super().form_invalid(form)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        target = self.get_next_url()
        query = f"?{urlencode({'next': target})}" if target else ""
        directories = [Link(one.name, f"{sign_in_url(one)}{query}") for one in settings.IDENTITY_PROVIDERS.values()]
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "next": target or "", "directories": directories, "mail_works": settings.MAIL_WORKS}


@require_POST
@login_not_required
def cancel(request: HttpRequest) -> HttpResponse:
    """Break off a sign-in between password and second factor."""
    request.session.flush()
    return redirect("accounts:login")


@method_decorator([login_not_required, never_cache], name="dispatch")
class ForgottenPasswordPage(ForgottenPasswordView):
    """Ask for a link; the answer is the same whether or not there is such an account."""

    form_class = ForgottenPasswordForm
    template_name = "accounts/forgotten_password.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.MAIL_WORKS:
            return render(request, "accounts/forgotten_password.html", {"mail_works": False})
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: ForgottenPasswordForm) -> HttpResponse:
        email = form.cleaned_data["email"].lower()
        if not ratelimit.consume(self.request, app="accounts", action="reset", config=RESET_LIMITS, key=email):
            return too_many(self.request)
        user = account_for_new_password(email)
        # The same work for everybody: the letter is written by a job, and a job without an account writes none.
        send_link_to_new_password.defer(account=user.pk if user else 0, site=self.request.build_absolute_uri("/"))
        return HttpResponseRedirect(reverse("accounts:forgotten_password_sent"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(mail_works=True, **kwargs)


@login_not_required
def forgotten_password_sent(request: HttpRequest) -> HttpResponse:
    """What to do next, for everybody who asked."""
    return render(request, "accounts/forgotten_password_sent.html")


@method_decorator([login_not_required, never_cache, sensitive_post_parameters()], name="dispatch")
class NewPasswordPage(auth.PasswordResetConfirmView):
    """Choose a new password by the link in the letter; it signs nobody in and takes off no second factor."""

    form_class = NewPasswordForm
    template_name = "accounts/new_password.html"
    success_url = reverse_lazy("accounts:new_password_done")


@login_not_required
def new_password_done(request: HttpRequest) -> HttpResponse:
    """The new password is set."""
    return render(request, "accounts/new_password_done.html")

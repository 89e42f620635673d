"""SAML 2.0. Its libraries are large, so they are loaded by the first person who signs in this way."""

from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from accounts.sign_in import directory
from accounts.sign_in.providers import SAML
from accounts.sign_in.too_many import too_many

ANSWERS = {"acs": "600/5m/ip"}  # a whole town hall comes back in the morning


@login_not_required
def login(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """Send the person to the identity provider."""
    return _through("login", request, organization_slug)


@csrf_exempt  # the identity provider's page posts it; who believes it is decided in the next step
@login_not_required
def acs(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """The person comes back; the answer is put aside, since the session's cookie does not travel with a foreign form."""
    if not ratelimit.consume(request, app="accounts", action="acs", config=ANSWERS):  # every answer takes room
        return too_many(request)
    return _through("acs", request, organization_slug)


@login_not_required
def finish_acs(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """Read the answer, now within the person's own session."""
    try:
        return _through("finish_acs", request, organization_slug)
    except (PermissionDenied, SyntaxError, ValueError) as error:
        # it answers no question that this browser asked, or one that was answered before; or it is no XML at all
        return directory.failure(request, organization_slug, "", error)


@login_not_required
def metadata(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """What the identity provider's operators need to know about us."""
    _refuse_unknown(organization_slug)
    from allauth.socialaccount.providers.saml import utils  # noqa: PLC0415 – see the top of the module
    from onelogin.saml2.settings import OneLogin_Saml2_Settings  # noqa: PLC0415

    provider = utils.get_app_or_404(request, organization_slug).get_provider(request)
    config = utils.build_saml_config(request, provider.app.settings, organization_slug)
    del config["sp"]["singleLogoutService"]  # a session here ends here
    text = OneLogin_Saml2_Settings(settings=config, sp_validation_only=True).get_sp_metadata()
    return HttpResponse(text, content_type="application/samlmetadata+xml")


@login_not_required
def sls(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """Signing out by order of the identity provider is not offered; the library only needs the address to exist."""
    raise Http404


def _through(name: str, request: HttpRequest, organization_slug: str) -> HttpResponse:
    _refuse_unknown(organization_slug)
    from allauth.socialaccount.providers.saml import views  # noqa: PLC0415 – see the top of the module

    request.META.setdefault("HTTP_HOST", request.get_host())  # the library reads it there; HTTP/1.0 need not send it
    response: HttpResponse = getattr(views, name)(request, organization_slug=organization_slug)
    return response


def _refuse_unknown(key: str) -> None:
    provider = settings.IDENTITY_PROVIDERS.get(key)
    if provider is None or provider.kind != SAML:
        raise Http404

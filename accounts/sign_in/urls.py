"""The addresses of signing in under the names by which the library calls them, and only those that are needed."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path
from django.views.generic import RedirectView

from accounts.sign_in import openid_connect, saml
from accounts.sign_in.recent import require_recent_sign_in as recently
from accounts.sign_in.views.entrance import SignInPage

to_security = RedirectView.as_view(pattern_name="accounts:security")

urlpatterns = [
    path("login/", SignInPage.as_view(), name="account_login"),
    path("login/code/", mfa.authenticate, name="mfa_authenticate"),
    path("login/passkey/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("login/again/", account.reauthenticate, name="account_reauthenticate"),
    path("login/again/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("login/again/passkey/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("login/oidc/<slug:provider_id>/", openid_connect.login, name="openid_connect_login"),
    path("login/oidc/<slug:provider_id>/callback/", openid_connect.callback, name="openid_connect_callback"),
    path("login/saml/<slug:organization_slug>/", saml.login, name="saml_login"),
    path("login/saml/<slug:organization_slug>/acs/", saml.acs, name="saml_acs"),
    path("login/saml/<slug:organization_slug>/acs/finish/", saml.finish_acs, name="saml_finish_acs"),
    path("login/saml/<slug:organization_slug>/metadata/", saml.metadata, name="saml_metadata"),
    path("login/saml/<slug:organization_slug>/sls/", saml.sls, name="saml_sls"),
    # one's own second factor; the page around it is accounts:security
    path("me/security/factors/", to_security, name="mfa_index"),
    path("me/security/passkeys/", to_security, name="mfa_list_webauthn"),
    path("me/security/app/", recently(totp.activate_totp), name="mfa_activate_totp"),
    path("me/security/app/remove/", recently(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("me/security/passkeys/add/", recently(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path("me/security/passkeys/<int:pk>/rename/", recently(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
    path("me/security/passkeys/<int:pk>/remove/", recently(webauthn.remove_webauthn), name="mfa_remove_webauthn"),
    path("me/security/codes/", recently(recovery_codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "me/security/codes/new/", recently(recovery_codes.generate_recovery_codes), name="mfa_generate_recovery_codes"
    ),
]

"""Sign-in, the own account, and what is decided about the sign-in of others."""

from django.contrib.auth import views as auth
from django.urls import path

from accounts import absence_pages, views
from accounts.sign_in.views import colleagues, entrance, own

app_name = "accounts"
urlpatterns = [
    path("login/", entrance.SignInPage.as_view(), name="login"),
    path("login/cancel/", entrance.cancel, name="cancel_sign_in"),
    path("login/forgotten/", entrance.ForgottenPasswordPage.as_view(), name="forgotten_password"),
    path("login/forgotten/sent/", entrance.forgotten_password_sent, name="forgotten_password_sent"),
    path("login/new-password/done/", entrance.new_password_done, name="new_password_done"),
    path("login/new-password/<uidb64>/<token>/", entrance.NewPasswordPage.as_view(), name="new_password"),
    path("logout/", auth.LogoutView.as_view(), name="logout"),
    path("password/", own.PasswordPage.as_view(), name="password"),
    path("me/", views.me, name="me"),
    path("me/absences/", absence_pages.AddAbsencePage.as_view(), name="absences"),
    path("me/absences/<int:pk>/remove/", absence_pages.remove, name="remove_absence"),
    path("me/security/", own.security, name="security"),
    path("me/security/sessions/end-others/", own.end_other_sessions, name="end_other_sessions"),
    path("me/security/sessions/<int:pk>/end/", own.end_session, name="end_session"),
    path("role-proposals/", colleagues.RoleProposalsPage.as_view(), name="role_proposals"),
    path("role-proposals/<int:pk>/", colleagues.RoleProposalPage.as_view(), name="role_proposal"),
    path(
        "accounts/<int:pk>/second-factor/reset/", colleagues.ResetSecondFactorPage.as_view(), name="reset_second_factor"
    ),
]

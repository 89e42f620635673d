"""Addresses of the pages about reports of agents, and the one that agents send them to."""

from django.urls import path

from inventory import views

app_name = "inventory"
urlpatterns = [
    path("agent/", views.agent, name="agent_with_password"),
    path("agent/<str:key>/", views.agent, name="agent"),
    path("", views.CaseList.as_view(), name="cases"),
    path("cases/<int:pk>/", views.case_page, name="case"),
    path("cases/<int:pk>/match/", views.match, name="match"),
    path("cases/<int:pk>/register/", views.register, name="register"),
    path("cases/<int:pk>/discard/", views.discard, name="discard"),
    path("cases/<int:pk>/withdraw/", views.WithdrawDecision.as_view(), name="withdraw"),
    path("tokens/", views.TokenList.as_view(), name="tokens"),
    path("tokens/new/", views.NewTokenPage.as_view(), name="add_token"),
    path("tokens/<int:pk>/", views.TokenPage.as_view(), name="token"),
    path("tokens/<int:pk>/revoke/", views.RevokeToken.as_view(), name="revoke_token"),
    path("software/", views.SoftwareList.as_view(), name="software"),
    path("installed/", views.InstalledList.as_view(), name="installed"),
    path("devices/<int:pk>/", views.DevicePage.as_view(), name="device"),
    path("devices/<int:pk>/<slug:field>/", views.ChangeFieldPage.as_view(), name="field"),
    path("devices/<int:pk>/<slug:field>/release/", views.ReleaseField.as_view(), name="release"),
]

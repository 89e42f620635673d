"""Addresses of the pages about agreements, decisions and blocked times."""

from django.urls import path

from contracts import views

app_name = "contracts"
urlpatterns = [
    path("agreements/", views.AgreementList.as_view(), name="agreements"),
    path("agreements/add/", views.AddAgreementPage.as_view(), name="add_agreement"),
    path("agreements/<int:pk>/", views.AgreementPage.as_view(), name="agreement"),
    path("agreements/<int:pk>/edit/", views.EditAgreementPage.as_view(), name="edit_agreement"),
    path("agreements/<int:pk>/step/<slug:step>/", views.StepPage.as_view(), name="step"),
    path("agreements/<int:pk>/specifications/add/", views.AddSpecificationPage.as_view(), name="add_specification"),
    path("agreements/<int:pk>/documents/add/", views.AddDocumentPage.as_view(), name="add_document"),
    path("specifications/<int:pk>/renew/", views.RenewSpecificationPage.as_view(), name="renew_specification"),
    path("agreement-documents/<int:pk>/", views.document, name="document"),
    path("agreement-documents/<int:pk>/renew/", views.RenewDocumentPage.as_view(), name="renew_document"),
    path("decisions/", views.DecisionList.as_view(), name="decisions"),
    path("decisions/add/", views.AddDecisionPage.as_view(), name="add_decision"),
    path("decisions/<int:pk>/", views.DecisionPage.as_view(), name="decision"),
    path("decisions/<int:pk>/edit/", views.EditDecisionPage.as_view(), name="edit_decision"),
    path("blocked-times/", views.BlockedTimeList.as_view(), name="blocked_times"),
    path("blocked-times/add/", views.AddBlockedTime.as_view(), name="add_blocked_time"),
    path("blocked-times/<int:pk>/", views.EditBlockedTime.as_view(), name="blocked_time"),
    path("blocked-times/<int:pk>/remove/", views.RemoveBlockedTime.as_view(), name="remove_blocked_time"),
    path("blocked-times/weekly/", views.WeeklyList.as_view(), name="weekly_blocked_times"),
    path("blocked-times/weekly/add/", views.AddWeekly.as_view(), name="add_weekly_blocked_time"),
    path("blocked-times/weekly/<int:pk>/", views.EditWeekly.as_view(), name="weekly_blocked_time"),
    path("blocked-times/weekly/<int:pk>/remove/", views.RemoveWeekly.as_view(), name="remove_weekly_blocked_time"),
]

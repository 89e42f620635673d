"""Addresses of the pages about agreements and decisions."""

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
]

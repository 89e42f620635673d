"""Addresses of the pages about cases."""

from django.urls import path

from takeovers import views

app_name = "takeovers"
urlpatterns = [
    path("takeovers/", views.CaseList.as_view(), name="cases"),
    path("takeovers/new/", views.OpenCase.as_view(), name="open"),
    path("takeovers/tasks/", views.TaskList.as_view(), name="tasks"),
    path("takeovers/<int:pk>/", views.CasePage.as_view(), name="case"),
    path("takeovers/<int:pk>/edit/", views.EditCase.as_view(), name="edit"),
    path("takeovers/<int:pk>/end/", views.EndWithout.as_view(), name="end"),
    path("takeovers/<int:pk>/complete/", views.Complete.as_view(), name="complete"),
    path("takeovers/<int:pk>/note/", views.WriteNote.as_view(), name="note"),
    path("takeovers/<int:pk>/policy-resolution/", views.RecordPolicy.as_view(), name="policy-resolution"),
    path("takeovers/<int:pk>/resolution/", views.RecordResolution.as_view(), name="resolution"),
    path("takeovers/<int:pk>/carriers/", views.ListCarriers.as_view(), name="carriers"),
    path("takeovers/<int:pk>/accede/", views.Accede.as_view(), name="accede"),
    path("takeovers/<int:pk>/gates/<str:gate>/", views.OverrideGate.as_view(), name="override"),
    path("takeovers/<int:pk>/scopes/new/", views.AddScope.as_view(), name="add-scope"),
    path("takeovers/<int:pk>/tasks/new/", views.AddTask.as_view(), name="add-task"),
    path("takeovers/<int:pk>/baseline/", views.EditBaseline.as_view(), name="baseline"),
    path("takeovers/<int:pk>/baseline/new/", views.AddItem.as_view(), name="add-item"),
    path("takeovers/scopes/<int:pk>/plan/", views.PlanScope.as_view(), name="plan-scope"),
    path("takeovers/scopes/<int:pk>/drop/", views.DropScope.as_view(), name="drop-scope"),
    path("takeovers/scopes/<int:pk>/one-by-one/", views.OneByOne.as_view(), name="one-by-one"),
    path("takeovers/scopes/<int:pk>/live/", views.GoLive.as_view(), name="go-live"),
    path("takeovers/scopes/<int:pk>/end/", views.EndOperation.as_view(), name="end-operation"),
    path("takeovers/scopes/<int:pk>/inventory/", views.TakeInventory.as_view(), name="take-inventory"),
    path("takeovers/consents/<int:pk>/plan/", views.PlanConsent.as_view(), name="plan-consent"),
    path("takeovers/consents/<int:pk>/decision/", views.ConsentDecision.as_view(), name="consent-decision"),
    path("takeovers/consents/<int:pk>/drop/", views.DropConsent.as_view(), name="drop-consent"),
    path("takeovers/tasks/<int:pk>/", views.TaskPage.as_view(), name="task"),
    path("takeovers/tasks/<int:pk>/settle/", views.SettleTask.as_view(), name="settle"),
    path("takeovers/tasks/<int:pk>/skip/", views.SkipTask.as_view(), name="skip"),
    path("takeovers/tasks/<int:pk>/reopen/", views.ReopenTask.as_view(), name="reopen"),
    path("takeovers/tasks/<int:pk>/plan/", views.PlanTask.as_view(), name="plan-task"),
    path("takeovers/tasks/<int:pk>/evidence/", views.AddEvidence.as_view(), name="add-evidence"),
    path("takeovers/evidence/<int:pk>/", views.evidence, name="evidence"),
    path("takeovers/baseline-items/<int:pk>/", views.EditItem.as_view(), name="edit-item"),
    path("takeovers/baseline-items/<int:pk>/remove/", views.RemoveItem.as_view(), name="remove-item"),
    path("takeovers/snapshots/<int:pk>/", views.SnapshotPage.as_view(), name="snapshot"),
    path("takeovers/snapshots/<int:pk>/sign-off/", views.SignOff.as_view(), name="sign-off"),
    path("takeovers/snapshot-items/<int:pk>/", views.MarkItem.as_view(), name="mark-item"),
]

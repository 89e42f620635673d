"""Addresses of the pages about processing on behalf."""

from django.urls import path

from processing import views

app_name = "processing"
urlpatterns = [
    path("", views.UseList.as_view(), name="uses"),
    path("authorities/", views.AuthoritySums.as_view(), name="authorities"),
    path("applications/", views.ApplicationSums.as_view(), name="applications"),
    path("agreements/", views.AgreementList.as_view(), name="agreements"),
    path("agreements/add/", views.AddAgreement.as_view(), name="add_agreement"),
    path("agreements/<int:pk>/", views.AgreementPage.as_view(), name="agreement"),
    path("agreements/<int:pk>/edit/", views.EditAgreement.as_view(), name="edit_agreement"),
    path("agreements/<int:pk>/cover/", views.Cover.as_view(), name="cover"),
    path("agreements/<int:pk>/tell/", views.Tell.as_view(), name="tell"),
    path("agreements/<int:pk>/papers/add/", views.AddPaper.as_view(), name="add_paper"),
    path("agreements/<int:pk>/issue/", views.IssueAnnex.as_view(), name="issue_annex"),
    path("covered/<int:pk>/end/", views.StopCovering.as_view(), name="stop_covering"),
    path("approvals/<int:pk>/", views.Decide.as_view(), name="decide"),
    path("papers/<int:pk>/", views.paper, name="paper"),
    path("register/", views.EntryList.as_view(), name="entries"),
    path("register/add/", views.AddEntry.as_view(), name="add_entry"),
    path("register/<int:pk>/", views.EntryPage.as_view(), name="entry"),
    path("register/<int:pk>/edit/", views.EditEntry.as_view(), name="edit_entry"),
    path("sub-processors/", views.SubProcessorList.as_view(), name="sub_processors"),
    path("sub-processors/add/", views.AddSubProcessor.as_view(), name="add_sub_processor"),
    path("sub-processors/<int:pk>/", views.SubProcessorPage.as_view(), name="sub_processor"),
    path("sub-processors/<int:pk>/edit/", views.EditSubProcessor.as_view(), name="edit_sub_processor"),
    path("sub-processors/<int:pk>/tasks/add/", views.AddTask.as_view(), name="add_task"),
    path("tasks/<int:pk>/", views.EditTask.as_view(), name="edit_task"),
    path("measures/", views.MeasureList.as_view(), name="measures"),
    path("measures/add/", views.AddMeasure.as_view(), name="add_measure"),
    path("measures/<int:pk>/", views.MeasurePage.as_view(), name="measure"),
    path("measures/<int:pk>/edit/", views.EditMeasure.as_view(), name="edit_measure"),
    path("measures/<int:pk>/renew/", views.RenewMeasure.as_view(), name="renew_measure"),
    path("documents/", views.DocumentList.as_view(), name="documents"),
    path("documents/<int:pk>/", views.document, name="document"),
    path("authorities/<int:pk>/issue/", views.IssueRegister.as_view(), name="issue_register"),
]

"""Addresses of the pages about hand-overs, labels and scans."""

from django.urls import path

from handovers import views

app_name = "handovers"
urlpatterns = [
    path("handovers/", views.HandoverList.as_view(), name="handovers"),
    path("handovers/new/", views.StartHandover.as_view(), name="new"),
    path("handovers/people/", views.people, name="people"),
    path("handovers/<int:pk>/", views.HandoverDetail.as_view(), name="handover"),
    path("handovers/<int:pk>/edit/", views.EditHandover.as_view(), name="edit"),
    path("handovers/<int:pk>/add/", views.AddDevice.as_view(), name="add_device"),
    path("handovers/<int:pk>/sign/", views.SignHandover.as_view(), name="sign"),
    path("handovers/<int:pk>/ask/", views.AskForConfirmation.as_view(), name="ask"),
    path("handovers/<int:pk>/discard/", views.DiscardHandover.as_view(), name="discard"),
    path("handovers/<int:pk>/confirm/", views.ConfirmHandover.as_view(), name="confirm"),
    path("handovers/<int:pk>/object/", views.ObjectToHandover.as_view(), name="object"),
    path("handovers/<int:pk>/cancel/", views.CancelHandover.as_view(), name="cancel"),
    path("handovers/<int:pk>/correct/", views.CorrectHandover.as_view(), name="correct"),
    path("handovers/<int:pk>/document/", views.Document.as_view(), name="document"),
    path("handovers/devices/<int:pk>/", views.EditItem.as_view(), name="item"),
    path("handovers/devices/<int:pk>/remove/", views.RemoveDevice.as_view(), name="remove_device"),
    path("labels/", views.Labels.as_view(), name="labels"),
    path("labels/devices/", views.LabelsOfTicked.as_view(kind="device"), name="labels_of_ticked_devices"),
    path(
        "labels/workstations/", views.LabelsOfTicked.as_view(kind="workstation"), name="labels_of_ticked_workstations"
    ),
    path("scan/", views.Scan.as_view(), name="scan"),
    path("l/<slug:code>", views.resolve, name="resolve"),
]

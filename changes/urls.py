"""Addresses of changes, of how Fachverfahren stand, of versions in use, and of calendars."""

from django.urls import path

from changes import views

app_name = "changes"
urlpatterns = [
    path("changes/", views.ChangeList.as_view(), name="changes"),
    path("changes/calendar/", views.CalendarPage.as_view(), name="calendar"),
    path("changes/new/", views.NewChange.as_view(), name="new"),
    path("changes/choices/<slug:kind>/", views.choices, name="choices"),
    path("changes/<int:pk>/", views.ChangeDetail.as_view(), name="change"),
    path("changes/<int:pk>/edit/", views.EditChange.as_view(), name="edit"),
    path("changes/<int:pk>/things/", views.AddThing.as_view(), name="add_thing"),
    path("changes/<int:pk>/things/<slug:kind>/<int:thing>/remove/", views.RemoveThing.as_view(), name="remove_thing"),
    path("changes/<int:pk>/affected/", views.AddAffected.as_view(), name="add_affected"),
    path("changes/<int:pk>/recompute/", views.Recompute.as_view(), name="recompute"),
    path("changes/affected/<int:pk>/leave-out/", views.LeaveOut.as_view(), name="leave_out"),
    path("changes/affected/<int:pk>/undo/", views.UndoByHand.as_view(), name="undo_by_hand"),
    path("changes/<int:pk>/submit/", views.SubmitChange.as_view(), name="submit"),
    path("changes/<int:pk>/withdraw/", views.WithdrawChange.as_view(), name="withdraw"),
    path("changes/<int:pk>/approve/", views.ApproveChange.as_view(), name="approve"),
    path("changes/<int:pk>/reject/", views.RejectChange.as_view(), name="reject"),
    path("changes/<int:pk>/take-up/", views.TakeUpAgain.as_view(), name="take_up"),
    path("changes/<int:pk>/start/", views.StartChange.as_view(), name="start"),
    path("changes/<int:pk>/finish/", views.FinishChange.as_view(), name="finish"),
    path("changes/<int:pk>/roll-back/", views.RollBackChange.as_view(), name="roll_back"),
    path("changes/<int:pk>/move/", views.MoveChange.as_view(), name="move"),
    path("changes/<int:pk>/cancel/", views.CancelChange.as_view(), name="cancel"),
    path("versions-in-use/", views.CohortList.as_view(), name="versions"),
    path("service-status/", views.StatusPage.as_view(), name="status"),
    path("service-status/now/", views.status_now, name="status_now"),
    path("service-status/all/", views.StandingsPage.as_view(), name="standings"),
    path("service-status/entries/", views.StatusList.as_view(), name="statuses"),
    path("service-status/new/", views.SetStatus.as_view(), name="set_status"),
    path("service-status/<int:pk>/change/", views.ChangeStatus.as_view(), name="change_status"),
    path("service-status/<int:pk>/end/", views.EndStatus.as_view(), name="end_status"),
    path("service-status/applications/<int:pk>/", views.HistoryPage.as_view(), name="history"),
    path("calendar/", views.CalendarKeys.as_view(), name="keys"),
    path("calendar/new/", views.NewKeyPage.as_view(), name="new_key"),
    path("calendar/<int:pk>/revoke/", views.RevokeKey.as_view(), name="revoke_key"),
    path("calendar/<str:key>/windows.ics", views.feed, name="feed"),
]

"""Addresses of the pages about replacements."""

from django.urls import path

from replacements import views

app_name = "replacements"
urlpatterns = [
    path("", views.Overview.as_view(), name="plan"),
    path("devices/", views.PlannedDevices.as_view(), name="devices"),
    path("devices/decide/", views.DecideMany.as_view(), name="decide_many"),
    path("devices/<int:pk>/", views.PlannedDevicePage.as_view(), name="device"),
    path("devices/<int:pk>/decide/", views.DecideDevice.as_view(), name="decide_device"),
    path("devices/<int:pk>/withdraw/", views.WithdrawDevice.as_view(), name="withdraw_device"),
    path("infrastructure/", views.PlannedItems.as_view(), name="items"),
    path("infrastructure/<int:pk>/", views.PlannedItemPage.as_view(), name="item"),
    path("infrastructure/<int:pk>/decide/", views.DecideItem.as_view(), name="decide_item"),
    path("infrastructure/<int:pk>/withdraw/", views.WithdrawItem.as_view(), name="withdraw_item"),
    path("rules/", views.Rules.as_view(), name="rules"),
    path("rules/add/", views.AddRule.as_view(), name="add_rule"),
    path("rules/systems/", views.Systems.as_view(), name="systems"),
    path("rounds/", views.RoundList.as_view(), name="rounds"),
    path("rounds/open/", views.OpenRound.as_view(), name="open_round"),
    path("rounds/lines/", views.RoundLines.as_view(), name="lines"),
    path("rounds/<int:pk>/", views.RoundPage.as_view(), name="round"),
    path("rounds/<int:pk>/edit/", views.EditRound.as_view(), name="edit_round"),
    path("rounds/<int:pk>/discard/", views.DiscardRound.as_view(), name="discard_round"),
    path("rounds/<int:pk>/sums/", views.RoundSums.as_view(), name="sums"),
    path("rounds/<int:pk>/deadline/", views.SetDeadline.as_view(), name="deadline"),
    path("rounds/<int:pk>/freeze/", views.FreezeRound.as_view(), name="freeze"),
    path("rounds/<int:pk>/close/", views.CloseRound.as_view(), name="close"),
    path("rounds/<int:pk>/note/", views.TakeNote.as_view(), name="note"),
    path("rounds/<int:pk>/document/", views.RoundDocument.as_view(), name="document"),
    path("rounds/<int:pk>/differences/", views.Differences.as_view(), name="differences"),
]

"""Addresses of stock-takings, and of what people say about their own devices."""

from django.urls import path

from stocktaking.views import campaigns, devices, on_site, own, running

app_name = "stocktaking"
urlpatterns = [
    path("stocktakings/", campaigns.CampaignList.as_view(), name="campaigns"),
    path("stocktakings/new/", running.PlanCampaign.as_view(), name="plan"),
    path("stocktakings/devices/", devices.CampaignDeviceList.as_view(), name="devices"),
    path("stocktakings/devices/<int:pk>/", devices.CampaignDevicePage.as_view(), name="device"),
    path("stocktakings/devices/<int:pk>/settle/", devices.SettlePage.as_view(), name="settle"),
    path("stocktakings/unlisted/", devices.UnlistedDeviceList.as_view(), name="unlisted_devices"),
    path("stocktakings/unlisted/<int:pk>/", devices.UnlistedDevicePage.as_view(), name="unlisted_device"),
    path("stocktakings/unlisted/<int:pk>/settle/", devices.SettleUnlistedPage.as_view(), name="settle_unlisted"),
    path("stocktakings/<int:pk>/", campaigns.CampaignPage.as_view(), name="campaign"),
    path("stocktakings/<int:pk>/edit/", running.EditCampaign.as_view(), name="edit"),
    path("stocktakings/<int:pk>/start/", running.StartCampaign.as_view(), name="start"),
    path("stocktakings/<int:pk>/remind/", running.RemindPeople.as_view(), name="remind"),
    path("stocktakings/<int:pk>/finish/", running.FinishCampaign.as_view(), name="finish"),
    path("stocktakings/<int:pk>/report/", campaigns.CampaignReport.as_view(), name="report"),
    path("stocktakings/<int:pk>/rooms/", on_site.RoomsPage.as_view(), name="rooms"),
    path("stocktakings/<int:pk>/check/", on_site.CheckPage.as_view(), name="check"),
    path("stocktakings/<int:pk>/found/", on_site.FoundPage.as_view(), name="found"),
    path("my-devices/", own.MyDevices.as_view(), name="my_devices"),
    path("my-devices/confirm/", own.ConfirmDevices.as_view(), name="confirm"),
    path("my-devices/unlisted/", own.ReportUnlisted.as_view(), name="report_unlisted"),
    path("my-devices/<int:pk>/answer/", own.AnswerPage.as_view(), name="answer"),
]

"""Addresses of the pages about Fachverfahren."""

from django.urls import path

from applications.views import instances, using
from applications.views.register import ApplicationList
from applications.views.uses import UseList, UsePage

app_name = "applications"
urlpatterns = [
    path("applications/", ApplicationList.as_view(), name="applications"),
    path("applications/new/", instances.NewInstance.as_view(), name="new"),
    path("applications/<int:pk>/edit/", instances.EditInstance.as_view(), name="edit"),
    path("applications/<int:pk>/uses/new/", using.AddUse.as_view(), name="add_use"),
    path("applications/<int:pk>/interfaces/new/", instances.AddInterface.as_view(), name="add_interface"),
    path("applications/<int:pk>/data/new/", instances.AddData.as_view(), name="add_data"),
    path("application-uses/", UseList.as_view(), name="uses"),
    path("application-uses/<int:pk>/", UsePage.as_view(), name="use"),
    path("application-uses/<int:pk>/edit/", using.EditUse.as_view(), name="edit_use"),
    path("application-uses/<int:pk>/remove/", using.RemoveUse.as_view(), name="remove_use"),
    path("application-uses/<int:pk>/people/new/", using.AddPerson.as_view(), name="add_person"),
    path("application-uses/<int:pk>/trainings/new/", using.AddTraining.as_view(), name="add_training"),
    path("application-people/<int:pk>/remove/", using.RemovePerson.as_view(), name="remove_person"),
    path("application-trainings/<int:pk>/", using.EditTraining.as_view(), name="edit_training"),
    path("application-trainings/<int:pk>/remove/", using.RemoveTraining.as_view(), name="remove_training"),
    path("application-interfaces/<int:pk>/", instances.EditInterface.as_view(), name="edit_interface"),
    path("application-interfaces/<int:pk>/remove/", instances.RemoveInterface.as_view(), name="remove_interface"),
    path("application-data/<int:pk>/", instances.EditData.as_view(), name="edit_data"),
    path("application-data/<int:pk>/remove/", instances.RemoveData.as_view(), name="remove_data"),
]

"""Pages of data protection."""

from django.urls import path

from privacy import views

app_name = "privacy"
urlpatterns = [
    path("retention/", views.Retention.as_view(), name="retention"),
    path("persons/", views.FindPerson.as_view(), name="persons"),
    path("persons/<str:kind>/<int:pk>/", views.PersonPage.as_view(), name="person"),
    path("persons/<str:kind>/<int:pk>/erase/", views.ErasePerson.as_view(), name="erase"),
    path("own/", views.OwnData.as_view(), name="own"),
]

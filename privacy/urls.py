"""Pages of data protection."""

from django.urls import path

from privacy import views

app_name = "privacy"
urlpatterns = [
    path("retention/", views.Retention.as_view(), name="retention"),
    path("persons/", views.FindPerson.as_view(), name="persons"),
    path("persons/<str:kind>/<int:pk>/", views.PersonPage.as_view(), name="person"),
    path("persons/<str:kind>/<int:pk>/erase/", views.ErasePerson.as_view(), name="erase"),
    path("exit-packs/", views.ExitPackList.as_view(), name="exit-packs"),
    path("exit-packs/new/", views.OrderExitPack.as_view(), name="order-exit-pack"),
    path("exit-packs/<int:pk>/", views.ExitPackPage.as_view(), name="exit-pack"),
    path("exit-packs/<int:pk>/progress/", views.progress, name="exit-pack-progress"),
    path("own/", views.OwnData.as_view(), name="own"),
]

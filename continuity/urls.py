"""Addresses of the pages about the restart, protection needs, plans and exercises."""

from django.urls import path

from continuity import views

app_name = "continuity"
urlpatterns = [
    path("", views.RestartPage.as_view(), name="restart"),
    path("document/", views.RestartDocument.as_view(), name="restart_document"),
    path("ranks/", views.RanksPage.as_view(), name="ranks"),
    path("own/", views.OwnOrder.as_view(), name="own_order"),
    path("own/document/", views.OwnDocument.as_view(), name="own_document"),
    path("needs/", views.NeedList.as_view(), name="needs"),
    path("plans/", views.PlanList.as_view(), name="plans"),
    path("infrastructure/", views.ItemList.as_view(), name="items"),
    path("infrastructure/<int:pk>/", views.ItemPage.as_view(), name="item"),
    path("infrastructure/<int:pk>/<slug:value>/", views.Deviate.as_view(), name="deviate"),
    path("deviations/<int:pk>/withdraw/", views.WithdrawDeviation.as_view(), name="withdraw"),
    path("applications/<int:pk>/", views.ApplicationPage.as_view(), name="application"),
    path("applications/<int:pk>/need/", views.EditNeed.as_view(), name="need"),
    path("applications/<int:pk>/plan/", views.EditPlan.as_view(), name="plan"),
    path("applications/<int:pk>/documents/add/", views.AddDocument.as_view(), name="add_document"),
    path("applications/<int:pk>/exercises/add/", views.AddExercise.as_view(), name="add_exercise"),
    path("documents/<int:pk>/", views.document, name="document"),
    path("exercises/<int:pk>/", views.EditExercise.as_view(), name="exercise"),
    path("exercises/<int:pk>/remove/", views.RemoveExercise.as_view(), name="remove_exercise"),
]

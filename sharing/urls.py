"""Addresses of the pages about the cost of Fachverfahren and its sharing."""

from django.urls import path

from sharing import views

app_name = "sharing"
YEAR = "<int:pk>/<int:year>"
urlpatterns = [
    path("", views.Overview.as_view(), name="overview"),
    path(f"{YEAR}/", views.YearPage.as_view(), name="year"),
    path(f"{YEAR}/costs/add/", views.AddCost.as_view(), name="add_cost"),
    path(f"{YEAR}/key/add/", views.AddKey.as_view(), name="add_key"),
    path(f"{YEAR}/figures/add/", views.AddFigure.as_view(), name="add_figure"),
    path(f"{YEAR}/quotes/add/", views.AddQuote.as_view(), name="add_quote"),
    path(f"{YEAR}/fix/", views.Fix.as_view(), name="fix"),
    path("costs/<int:pk>/edit/", views.EditCost.as_view(), name="edit_cost"),
    path("costs/<int:pk>/remove/", views.RemoveCost.as_view(), name="remove_cost"),
    path("keys/<int:pk>/edit/", views.EditKey.as_view(), name="edit_key"),
    path("keys/<int:pk>/remove/", views.RemoveKey.as_view(), name="remove_key"),
    path("figures/<int:pk>/edit/", views.EditFigure.as_view(), name="edit_figure"),
    path("figures/<int:pk>/remove/", views.RemoveFigure.as_view(), name="remove_figure"),
    path("quotes/<int:pk>/edit/", views.EditQuote.as_view(), name="edit_quote"),
    path("quotes/<int:pk>/remove/", views.RemoveQuote.as_view(), name="remove_quote"),
    path("shares/", views.ShareList.as_view(), name="shares"),
    path("shares/<int:pk>/", views.SharePage.as_view(), name="share"),
    path("shares/<int:pk>/document/", views.ShareDocument.as_view(), name="share_document"),
    path("apportionments/<int:pk>/", views.ApportionmentPage.as_view(), name="apportionment"),
    path("apportionments/<int:pk>/correct/", views.Correct.as_view(), name="correct"),
    path("apportionments/<int:pk>/document/", views.ApportionmentDocument.as_view(), name="document"),
]

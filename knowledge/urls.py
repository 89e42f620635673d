"""Addresses of articles in the workspace, and of the help in a namespace of its own."""

from django.urls import URLPattern, path

from knowledge.views import help as help_pages
from knowledge.views import workspace

app_name = "knowledge"
urlpatterns: list[URLPattern] = [
    path("knowledge/", workspace.ArticleList.as_view(), name="articles"),
    path("knowledge/add/", workspace.AddArticlePage.as_view(), name="add"),
    path("knowledge/<int:pk>/", workspace.ArticlePage.as_view(), name="article"),
    path("knowledge/<int:pk>/edit/", workspace.EditArticlePage.as_view(), name="edit"),
    path("knowledge/<int:pk>/publish/", workspace.publish, name="publish"),
    path("knowledge/<int:pk>/confirm/", workspace.confirm, name="confirm"),
    path("knowledge/<int:pk>/retire/", workspace.retire, name="retire"),
]
help_portal: tuple[list[URLPattern], str] = (
    [
        path("", help_pages.Overview.as_view(), name="overview"),
        path("<int:pk>/", help_pages.ArticlePage.as_view(), name="article"),
        path("<int:pk>/feedback/", help_pages.GiveFeedback.as_view(), name="feedback"),
    ],
    "help",
)

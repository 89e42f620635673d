"""The help of the portal: articles by topic and by search, one article, and whether it helped."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from knowledge import actions
from knowledge.forms import FeedbackForm
from knowledge.markup import rendered
from knowledge.models import Article, Feedback, Topic
from knowledge.querysets import ArticleQuerySet
from knowledge.search import found
from ui.ordering import GermanOrder
from ui.pages import Link, filtered

if TYPE_CHECKING:
    from accounts.models import User

MOST_LISTED = 300
FEWEST_HEADINGS = 3
"""A text with so many headings begins with a list of them."""


class HelpPage(PermissionRequiredMixin, TemplateView):
    """What the pages of the help share: they are for authorities; staff have the workspace."""

    permission_required = "knowledge.view_article"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.user: User = request.user  # type: ignore[assignment]  # LoginRequiredMiddleware lets nobody else in
        if self.user.is_service_staff:
            if request.method not in {"GET", "HEAD"}:
                raise PermissionDenied("Im Portal antworten nur die Behörden.")
            return redirect(self.get_workspace_url())
        return super().dispatch(request, *args, **kwargs)

    def get_workspace_url(self) -> str:
        """Where staff find the same thing."""
        return reverse("knowledge:articles")

    def get_articles(self) -> ArticleQuerySet:
        """What the person may read."""
        return Article.objects.visible_to(self.user).select_related("topic")


class Overview(HelpPage):
    """All articles by topic, those of one topic, or what a search finds."""

    template_name = "help/overview.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = self.request.GET.get("q", "").replace("\x00", "").strip()[:200]
        articles = self.get_articles().defer("body")
        topics = list(Topic.objects.filter(pk__in=articles.order_by().values("topic")))
        wanted = self.request.GET.get("topic", "")
        topic = next((one for one in topics if str(one.pk) == wanted), None)
        if topic:
            articles = articles.filter(topic=topic)
        hits = found(articles, words) if words else []
        listed = [] if words else list(articles.order_by("-is_pinned", GermanOrder("title"), "pk")[:MOST_LISTED])
        return super().get_context_data(
            words=words,
            topic=topic,
            topics=topics,
            hits=hits,
            pinned=[article for article in listed if article.is_pinned],
            groups=[(one, rows) for one in topics if (rows := [row for row in listed if row.topic_id == one.pk])],
            report_url=filtered("portal:report", **({"subject": words} if words else {})),
            **kwargs,
        )


class ArticlePage(HelpPage):
    """One article."""

    template_name = "help/article.html"

    def get_workspace_url(self) -> str:
        return reverse("knowledge:article", args=[self.kwargs["pk"]])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        article = get_object_or_404(self.get_articles(), pk=self.kwargs["pk"])
        text = rendered(article.body)
        return super().get_context_data(
            article=article,
            text=text,
            headings=text.headings if len(text.headings) >= FEWEST_HEADINGS else (),
            feedback=Feedback.objects.visible_to(self.user).filter(article=article).first(),
            others=self.get_articles().defer("body").filter(topic=article.topic_id).exclude(pk=article.pk)[:5],
            report_url=filtered("portal:report", article=article.pk),
            breadcrumb=[Link("Hilfe", reverse("help:overview"))],
            page_title=article.title,
            **kwargs,
        )


class GiveFeedback(HelpPage):
    """Say whether an article helped."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """One click, or one click with a sentence."""
        article = get_object_or_404(self.get_articles(), pk=pk)
        form = FeedbackForm(request.POST)
        if form.is_valid():
            comment = form.cleaned_data["comment"] if "comment" in request.POST else None
            actions.give_feedback(
                article=article, by=self.user, helped=form.cleaned_data["helped"], comment=comment, now=timezone.now()
            )
            messages.success(request, "Vielen Dank für Ihre Rückmeldung.")
        else:
            messages.error(
                request,
                f"Bitte wählen Sie Ja oder Nein; der Text darf höchstens {actions.LONGEST_COMMENT} Zeichen haben.",
            )
        return redirect(f"{reverse('help:article', args=[pk])}#feedback")

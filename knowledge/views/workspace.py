"""Where staff find and keep articles."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import ValidationError
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.signed_in import signed_in
from knowledge import actions
from knowledge.filters import ArticleFilter
from knowledge.forms import ArticleForm, ReviewForm
from knowledge.markup import rendered
from knowledge.models import Article, Feedback
from knowledge.tables import ArticleTable, state_badge
from ui.pages import ActionPage, DetailPage, Link, ListPage, VisibleRows, filtered
from ui.renewing import GuardedPage

MOST_COMMENTS = 20


class ForStaff(PermissionRequiredMixin, VisibleRows):
    """Drafts and what is internal are on these pages: the right to read articles is not enough."""

    def has_permission(self) -> bool:
        return super().has_permission() and self.is_for_staff


class ArticleList(ForStaff, ListPage):
    """All articles, also drafts and those for the service alone."""

    permission_required = "knowledge.view_article"
    model = Article
    table_class = ArticleTable
    filterset_class = ArticleFilter
    template_name = "knowledge/list.html"
    page_title = "Wissen"
    empty_text = "Noch kein Artikel. Schreiben Sie auf, was Sie öfter als einmal erklärt haben."

    def get_rows(self) -> QuerySet[Article]:
        user = signed_in(self.request)
        said = Feedback.objects.visible_to(user).filter(article=OuterRef("pk")).order_by().values("article")
        counts = {
            name: Coalesce(
                Subquery(said.filter(helped=helped).annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0
            )
            for name, helped in (("yes_count", True), ("no_count", False))
        }
        return Article.objects.visible_to(user).select_related("topic").defer("body").annotate(**counts)

    def get_actions(self) -> list[Link]:
        may_write = self.request.user.has_perm("knowledge.add_article")
        return [Link("Artikel schreiben", reverse("knowledge:add"), "edit_note")] if may_write else []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        due = Article.objects.visible_to(signed_in(self.request)).to_review(timezone.localdate()).count()
        chosen = self.request.GET
        tabs = (
            ("Alle", reverse("knowledge:articles"), not {"review", "state"} & set(chosen), None),
            ("Zu prüfen", filtered("knowledge:articles", review="due"), "review" in chosen, due),
            ("Entwürfe", filtered("knowledge:articles", state="draft"), chosen.getlist("state") == ["draft"], None),
        )
        return super().get_context_data(tabs=tabs, **kwargs)


class ArticlePage(ForStaff, DetailPage):
    """One article as staff see it: the text, for whom it is, whether it helped, and what can be done with it."""

    permission_required = "knowledge.view_article"
    model = Article
    template_name = "knowledge/article.html"
    parent = ("Wissen", "knowledge:articles")

    def get_rows(self) -> QuerySet[Article]:
        return Article.objects.visible_to(signed_in(self.request)).select_related("topic", "author")

    def get_actions(self) -> list[Link]:
        if not self.request.user.has_perm("knowledge.change_article"):
            return []
        return [Link("Bearbeiten", reverse("knowledge:edit", args=[self.object.pk]), "edit")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        article, today = self.object, timezone.localdate()
        said = Feedback.objects.visible_to(signed_in(self.request)).filter(article=article)
        counts = dict(said.order_by().values_list("helped").annotate(Count("pk")))
        return super().get_context_data(
            article=article,
            text=rendered(article.body),
            state=state_badge(article),
            is_due=article.is_due(today),
            authorities=article.authorities.all(),
            applications=article.applications.all(),
            keeps=self.request.user.has_perm("knowledge.change_article"),
            tomorrow=today + timedelta(days=1),
            in_a_year=today + actions.REVIEWED_AFTER,
            yes_count=counts.get(True, 0),
            no_count=counts.get(False, 0),
            comments=said.exclude(comment="")[:MOST_COMMENTS],
            **kwargs,
        )


class WritePage(ActionPage):
    """What writing and changing an article share: the preview, which stores nothing."""

    form_class = ArticleForm
    template_name = "knowledge/edit.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A preview shows what is there so far, whatever is still missing."""
        if "preview" not in request.POST:
            return super().post(request, *args, **kwargs)
        form = self.get_form()
        form.full_clean()
        body = str(request.POST.get("body", ""))[: actions.LONGEST_TEXT].replace("\x00", "")
        form.errors.clear()
        return self.render_to_response(self.get_context_data(form=form, preview=rendered(body)))

    def get_breadcrumb(self) -> list[Link]:
        above = [Link("Wissen", reverse("knowledge:articles"))]
        return [*above, Link(str(self.object), self.get_back_url())] if self.object else above

    def get_back_url(self) -> str:
        return str(self.object.get_absolute_url()) if self.object else reverse("knowledge:articles")


class AddArticlePage(WritePage):
    """Begin an article."""

    permission_required = "knowledge.add_article"
    page_title = "Artikel schreiben"
    submit_label = "Als Entwurf speichern"
    success_message = "Der Entwurf ist gespeichert. Veröffentlichen können Sie ihn auf dieser Seite."

    def perform(self, form: Any) -> Article:
        data = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        return actions.write_article(by=signed_in(self.request), now=timezone.now(), **data)


class EditArticlePage(GuardedPage, WritePage):
    """Write an article anew."""

    permission_required = "knowledge.change_article"
    model = Article
    page_title = "Artikel bearbeiten"
    newer: Article | None = None
    success_message = "Der Artikel ist gespeichert."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.object}

    def perform(self, form: Any) -> Article:
        return actions.change_article(
            article=self.object, by=signed_in(self.request), now=timezone.now(), **form.cleaned_data
        )

    def renew(self, form: Any) -> None:
        """Beside what was typed the text that somebody else saved meanwhile; whoever saves then has seen it."""
        self.newer = self.get_rows().get(pk=self.object.pk)
        form.data = form.data.copy()
        form.data["version"] = self.newer.version

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        newer = {"newer": self.newer, "newer_text": rendered(self.newer.body)} if self.newer else {}
        return super().get_context_data(**(newer | kwargs))


def _step(request: HttpRequest, pk: int, verb: Any, done: str, **more: Any) -> HttpResponse:
    user = signed_in(request)
    article = get_object_or_404(Article.objects.visible_to(user), pk=pk)
    try:
        verb(article=article, by=user, **more)
        messages.success(request, done)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(article)


def _reviewed(request: HttpRequest, pk: int, verb: Any, done: str) -> HttpResponse:
    form = ReviewForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Bitte geben Sie an, wann der Artikel wieder geprüft wird.")
        return redirect("knowledge:article", pk)
    return _step(request, pk, verb, done, now=timezone.now(), review_on=form.cleaned_data["review_on"])


@require_POST
@permission_required("knowledge.change_article", raise_exception=True)
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Let those read it for whom it is meant."""
    return _reviewed(request, pk, actions.publish, "Der Artikel ist veröffentlicht.")


@require_POST
@permission_required("knowledge.change_article", raise_exception=True)
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """It still holds."""
    return _reviewed(request, pk, actions.confirm, "Der Artikel gilt als geprüft.")


@require_POST
@permission_required("knowledge.change_article", raise_exception=True)
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back."""
    return _step(request, pk, actions.retire, "Der Artikel ist zurückgezogen; Behörden lesen ihn nicht mehr.")

"""The panel „Wissen“ of a report: articles that fit, those that were used, and one written from it."""

from datetime import datetime
from functools import cache
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.models import User
from accounts.signed_in import signed_in
from knowledge.markup import in_plain_words, quoted
from knowledge.models import Article, Topic
from knowledge.search import suggested
from knowledge.views.workspace import AddArticlePage
from tickets import actions
from tickets.models import ArticleUse, Message, Ticket
from tickets.views.desk.found import find, way_back
from ui.pages import Link
from ui.together import Together

MOST_SUGGESTED = 3
LONGEST_TITLE, LONGEST_SUMMARY = 120, 300


class ChooseArticle(forms.Form):
    """Which article."""

    article = forms.IntegerField(min_value=1, max_value=2**63 - 1)


def panel(ticket: Ticket, user: User, now: datetime, page: Together) -> dict[str, Any]:
    """The articles that were used; what fits besides is fetched when the page stands."""
    rows = page.rows(
        lambda report: ArticleUse.objects.visible_to(user).filter(ticket=report).values("article", "article__title"),
        words=("used articles", user.reach), given=[ticket.pk],
    )  # fmt: skip
    used = cache(lambda: [Article(pk=row["article"], title=row["article__title"]) for row in rows])
    return {"used_articles": used}


@require_GET
@permission_required("tickets.work_ticket", raise_exception=True)
def suggestions(request: HttpRequest, number: str) -> HttpResponse:
    """What fits the report, each with the text that an answer gets; an authority is sent only what it may read."""
    ticket, user = find(request, number), signed_in(request)
    used = ArticleUse.objects.visible_to(user).filter(ticket=ticket).values("article")
    visible = Article.objects.visible_to(user)
    text = f"{ticket.subject}\n{ticket.description}"
    found = suggested(
        visible.published().exclude(pk__in=used), text, most=MOST_SUGGESTED, application=ticket.application_id
    )
    readable = set(
        visible.filter(pk__in=[article.pk for article in found])
        .readable_at([ticket.authority_id], timezone.localdate())
        .values_list("pk", flat=True)
    )
    rows = [(article, for_answer(article, ticket) if article.pk in readable else "") for article in found]
    return render(request, "tickets/_articles.html", {"ticket": ticket, "articles": rows})


def for_answer(article: Article, ticket: Ticket) -> str:
    """What an answer says of an article: its gist, and where the rest stands; all of it to whoever cannot sign in there."""
    if ticket.requester.user_id is None:
        return f"{article.summary}\n\n{in_plain_words(article.body)}\n"
    address = settings.SITE_URL.rstrip("/") + reverse("help:article", args=[article.pk])
    return f"{article.summary}\n\nSchritt für Schritt steht es hier: {address}\n"


class WriteFromReportPage(AddArticlePage):
    """Begin an article with what was reported and how it was solved; nothing of it is kept before somebody saves."""

    permission_required = ("tickets.work_ticket", "knowledge.add_article")  # type: ignore[assignment]  # the base has one right alone
    question = (
        "Bitte entfernen Sie Namen und alles, was nur diese Meldung betrifft. Gespeichert wird erst, was Sie speichern."
    )
    ticket: Ticket

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and self.has_permission():
            self.ticket = find(request, kwargs["number"])
            self.page_title = f"Artikel aus {self.ticket.number} schreiben"
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        ticket, user = self.ticket, signed_in(self.request)
        written = ticket.description or ticket.subject
        replies = Message.objects.visible_to(user).filter(ticket=ticket, kind=Message.Kind.REPLY, author_is_staff=True)
        solution = replies.last()
        parts = [
            ("Worum geht es?", written),
            ("So wird es gelöst", solution.body if solution else "Noch nicht beschrieben."),
        ]
        return {
            "title": ticket.subject[:LONGEST_TITLE],
            "summary": " ".join(written.split())[:LONGEST_SUMMARY],
            "body": "\n\n".join(f"## {heading}\n\n{quoted(text)}" for heading, text in parts),
            "topic": Topic.objects.filter(name=ticket.category.name).first(),
            "applications": [ticket.application] if ticket.application else [],
        }

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        # What this browser kept of an earlier attempt comes back, unless the report says more by now.
        begun = {
            "data-draft": f"article-of-{self.ticket.number}",
            "data-changed-at": self.ticket.updated_at.isoformat(),
        }
        form.fields["body"].widget.attrs |= begun
        return form

    def perform(self, form: Any) -> Article:
        data = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        return actions.write_from_report(ticket=self.ticket, by=signed_in(self.request), now=timezone.now(), **data)

    def get_breadcrumb(self) -> list[Link]:
        return way_back(self.ticket)

    def get_back_url(self) -> str:
        return self.ticket.get_absolute_url()

"""The panel „Wissen“ of a report: articles that fit, those that were used, and one written from it."""

from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.models import User
from accounts.signed_in import signed_in
from knowledge.models import Article
from knowledge.search import suggested
from tickets import actions
from tickets.models import ArticleUse, Ticket
from tickets.views.desk.found import find

MOST_SUGGESTED = 3


class ChooseArticle(forms.Form):
    """Which article."""

    article = forms.ModelChoiceField(Article.objects.all())


def panel(ticket: Ticket, user: User, now: datetime) -> dict[str, Any]:
    """The articles that were used; what fits besides is fetched when the page stands."""
    uses = ArticleUse.objects.visible_to(user).filter(ticket=ticket).select_related("article").defer("article__body")
    return {"used_articles": [use.article for use in uses]}


@require_GET
@permission_required("tickets.work_ticket", raise_exception=True)
def suggestions(request: HttpRequest, number: str) -> HttpResponse:
    """What fits the report, each with the text that an answer gets; an authority is sent only what it may read."""
    ticket, user = find(request, number), signed_in(request)
    used = ArticleUse.objects.visible_to(user).filter(ticket=ticket).values("article")
    holding = Article.objects.visible_to(user).exclude(state=Article.State.RETIRED).exclude(pk__in=used).defer("body")
    text = f"{ticket.subject}\n{ticket.description}"
    found = suggested(holding, text, most=MOST_SUGGESTED, application=ticket.application_id)
    readable = set(
        Article.objects.filter(pk__in=[article.pk for article in found])
        .readable_at([ticket.authority_id])
        .values_list("pk", flat=True)
    )
    rows = [(article, for_answer(article) if article.pk in readable else "") for article in found]
    return render(request, "tickets/_articles.html", {"ticket": ticket, "articles": rows})


def for_answer(article: Article) -> str:
    """What an answer says of an article: its gist, and where the rest stands."""
    address = settings.SITE_URL.rstrip("/") + reverse("help:article", args=[article.pk])
    return f"{article.summary}\n\nSchritt für Schritt steht es hier: {address}\n"


@require_POST
@permission_required(("tickets.work_ticket", "knowledge.add_article"), raise_exception=True)
def write_article(request: HttpRequest, number: str) -> HttpResponse:
    """Begin an article from the report and go on writing it."""
    ticket = find(request, number)
    try:
        article = actions.write_from_report(ticket=ticket, by=signed_in(request), now=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(ticket)
    messages.success(
        request, "Der Entwurf ist angelegt. Bitte entfernen Sie Namen und alles, was nur diese Meldung betrifft."
    )
    return redirect("knowledge:edit", article.pk)

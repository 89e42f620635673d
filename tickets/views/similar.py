"""Reports that say the same as the one being written, and articles that may help: fragments beside the forms."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from accounts.models import User
from accounts.signed_in import signed_in
from customers.models import Authority
from knowledge.models import Article
from knowledge.search import suggested
from tickets.models import Category
from tickets.search.similar import Surroundings, earlier_reports, similar_reports
from tickets.views.portal.gate import PortalGate, key_in

MOST_ARTICLES = 3


@require_GET
@permission_required("tickets.work_ticket", raise_exception=True)
def similar_for_desk(request: HttpRequest, authority: int) -> HttpResponse:
    """For whoever takes a call: open reports of the authority that say the same, and the last ones of the workstation."""
    user = signed_in(request)
    found = get_object_or_404(Authority.objects.visible_to(user), pk=authority)
    near = Surroundings(found.pk, key_in(request.GET, "workstation"), key_in(request.GET, "application"))
    return _answer(request, user, near, "tickets:ticket", shows_earlier=True)


class SimilarForContact(PortalGate):
    """For whoever reports in the portal: only what they may see anyway."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The fragment; empty as long as nothing is alike."""
        thing, _, _ = request.GET.get("affected", "").partition(":")
        key = key_in(request.GET, "affected", f"{thing}:")
        near = Surroundings(
            self.contact.authority_id, key if thing == "workstation" else None, key if thing == "application" else None
        )
        return _answer(request, self.user, near, "portal:ticket")


class ArticlesForContact(PortalGate):
    """For whoever reports in the portal: help that fits what is written and chosen so far."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The fragment; nothing as long as the same articles fit. Posted, since a description is too long for an address."""
        data = request.POST
        key = data.get("category", "").replace("\x00", "")
        category = Category.objects.active().filter(key=key).first() if key else None
        text = " ".join([data.get("subject", ""), str(category or ""), data.get("description", "")])
        application = key_in(data, "affected", "application:") if data.get("affected", "").startswith("app") else None
        readable = Article.objects.visible_to(self.user).defer("body")
        articles = suggested(readable, text, most=MOST_ARTICLES, application=application)
        context = {"articles": articles, "shown": ",".join(str(article.pk) for article in articles)}
        response = render(request, "help/_suggested.html", context)
        if data.get("shown") == context["shown"]:
            response.headers["HX-Reswap"] = "none"  # nothing moves and nothing is read out again
        return response


def _answer(
    request: HttpRequest, user: User, near: Surroundings, page: str, *, shows_earlier: bool = False
) -> HttpResponse:
    alike = similar_reports(user, request.GET.get("subject", "")[:200], near)
    earlier = earlier_reports(user, near.workstation, beside=alike) if shows_earlier else []
    context = {"reports": alike, "earlier": earlier, "page": page}
    return render(request, "tickets/_similar_reports.html", context)

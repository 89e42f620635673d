"""Reports that say the same as the one being written: a fragment beside the forms that open a report."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from accounts.models import User
from accounts.signed_in import signed_in
from customers.models import Authority
from tickets.search.similar import Surroundings, similar_reports
from tickets.views.portal.gate import PortalGate

LARGEST_KEY = 2**63 - 1


@require_GET
@permission_required("tickets.work_ticket", raise_exception=True)
def similar_for_desk(request: HttpRequest, authority: int) -> HttpResponse:
    """For whoever takes a call: open reports of the authority, and earlier ones of the workstation."""
    user = signed_in(request)
    found = get_object_or_404(Authority.objects.visible_to(user), pk=authority)
    near = Surroundings(found.pk, _key(request, "workstation"), _key(request, "application"))
    return _answer(request, user, near, "tickets:ticket")


class SimilarForContact(PortalGate):
    """For whoever reports in the portal: only what they may see anyway."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The fragment; empty as long as nothing is alike."""
        thing, _, _ = request.GET.get("affected", "").partition(":")
        key = _key(request, "affected", f"{thing}:")
        wanted = request.GET.get("authority", "")
        contact = next((one for one in self.contacts if str(one.authority_id) == wanted), self.contacts[0])
        near = Surroundings(
            contact.authority_id, key if thing == "workstation" else None, key if thing == "application" else None
        )
        return _answer(request, self.user, near, "portal:ticket")


def _answer(request: HttpRequest, user: User, near: Surroundings, page: str) -> HttpResponse:
    text = request.GET.get("subject", "")[:200]
    context = {"reports": similar_reports(user, text, near), "page": page}
    return render(request, "tickets/_similar_reports.html", context)


def _key(request: HttpRequest, name: str, before: str = "") -> int | None:
    value = request.GET.get(name, "").removeprefix(before)
    return int(value) if value.isascii() and value.isdigit() and int(value[:20]) <= LARGEST_KEY else None

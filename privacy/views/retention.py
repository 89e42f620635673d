"""„Aufbewahrung“: the rules, what is due by them, and the proofs of what was deleted."""

from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.paginator import Paginator
from django.utils import timezone
from django.views.generic import TemplateView

from accounts.signed_in import signed_in
from privacy.models import DeletionProof
from privacy.retention import RULES

PER_PAGE = 25


class Retention(PermissionRequiredMixin, TemplateView):
    """How long what is kept, how much goes in the coming night, and what went."""

    permission_required = "privacy.view_deletionproof"
    template_name = "privacy/retention.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        proofs = DeletionProof.objects.visible_to(signed_in(self.request)).select_related("by")
        return super().get_context_data(
            page_title="Aufbewahrung",
            rules=[(rule, rule.count_due(now)) for rule in RULES],
            page=Paginator(proofs, PER_PAGE).get_page(self.request.GET.get("page", 1)),
            **kwargs,
        )

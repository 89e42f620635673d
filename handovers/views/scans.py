"""Scanning: a label in front of the camera or a number in a field leads to the thing, or puts it on a hand-over."""

from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from accounts.signed_in import signed_in
from handovers.forms import TypedForm
from handovers.models import Handover
from handovers.scanning import Found, find, thing_or_404
from handovers.sections import prepared_items


class Scan(PermissionRequiredMixin, TemplateView):
    """The camera of a telephone, and a field for those who type or have a scanner that types."""

    permission_required = "workstations.view_device"
    template_name = "handovers/scan.html"

    def has_permission(self) -> bool:
        return super().has_permission() and self.request.user.is_service_staff  # type: ignore[union-attr]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page; with something scanned or typed, the way to it."""
        self.handover = self._handover()
        self.typed = request.GET.get("typed", "").strip()[:200]
        self.found = find(self.typed, signed_in(request), devices_only=bool(self.handover)) if self.typed else Found()
        if self.found.thing is not None and self.handover is None:
            return redirect(self.found.thing)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        handover, items = self.handover, []
        if handover:
            items = list(prepared_items(handover))
        is_unknown = bool(self.typed) and self.found.thing is None and not self.found.candidates
        return super().get_context_data(
            page_title="Scannen",
            form=TypedForm(initial={"typed": self.typed}),
            handover=handover,
            object=handover,
            items=items,
            typed=self.typed,
            candidates=self.found.candidates or ([self.found.thing] if self.found.thing else []),
            problem=f"Zu „{self.typed}“ gibt es nichts im Bestand." if is_unknown else "",
            **kwargs,
        )

    def _handover(self) -> Handover | None:
        """The hand-over that is being filled, if it still can be and the person may."""
        key = self.request.GET.get("handover", "")
        user = signed_in(self.request)
        if not key.isdecimal() or len(key) > 11 or not user.has_perm("handovers.change_handover"):
            return None
        row = Handover.objects.visible_to(user).filter(pk=int(key)).first()
        return row if row and row.is_draft else None


@require_safe
def resolve(request: HttpRequest, code: str) -> HttpResponse:
    """What a label leads to: the page of the thing, for whoever may see it."""
    return HttpResponseRedirect(thing_or_404(code, signed_in(request)).get_absolute_url())

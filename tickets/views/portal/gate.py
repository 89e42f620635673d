"""Who gets into the portal: contacts of authorities. Staff are sent to their workspace."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic.base import View

from customers.access import contact_of
from customers.models import Contact

if TYPE_CHECKING:
    from accounts.models import User


class PortalGate(View):
    """Lets contacts in and tells the page who they are."""

    user: "User"
    contact: Contact

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.user = request.user  # type: ignore[assignment]  # LoginRequiredMiddleware lets nobody else in
        if self.user.is_service_staff:
            if request.method not in {"GET", "HEAD"}:
                raise PermissionDenied("Im Portal melden und antworten nur die Behörden.")
            return redirect(self.get_workspace_url())
        contact = contact_of(self.user)
        if contact is None:
            raise PermissionDenied("Ihr Konto gehört zu keiner Behörde und zu keinem Team.")
        self.contact = contact
        return super().dispatch(request, *args, **kwargs)

    def get_workspace_url(self) -> str:
        """Where staff find the same thing."""
        return reverse("home")

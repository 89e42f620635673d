"""Who gets into the portal: contacts of authorities. Staff are sent to their workspace.

Whoever is a contact at several authorities sees the rows of all of them; what they file is filed for one.
"""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic.base import View

from customers.acting import acting_contacts
from customers.models import Contact

if TYPE_CHECKING:
    from accounts.models import User


LARGEST_KEY = 2**63 - 1


def key_in(data: QueryDict, name: str, before: str = "") -> int | None:
    """The key of a row as a browser sends it, perhaps with a word before it; None for whatever is no key."""
    value = data.get(name, "").removeprefix(before)
    return int(value) if value.isascii() and value.isdigit() and int(value[:20]) <= LARGEST_KEY else None


class PortalGate(View):
    """Lets contacts in and tells the page who they are."""

    user: "User"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.user = request.user  # type: ignore[assignment]  # LoginRequiredMiddleware lets nobody else in
        if self.user.is_service_staff:
            if request.method not in {"GET", "HEAD"}:
                raise PermissionDenied("Im Portal melden und antworten nur die Behörden.")
            return redirect(self.get_workspace_url())
        if not self.user.access.contacts:
            raise PermissionDenied("Ihr Konto gehört zu keiner Behörde und zu keinem Team.")
        acting_contacts(request)  # is read with whatever the page asks for first
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def contacts(self) -> list[Contact]:
        """At each authority the one that the person is there; never empty."""
        return acting_contacts(self.request).made

    @cached_property
    def contact(self) -> Contact:
        """For which authority the person acts: the one that the address names, else the first of theirs."""
        wanted = self.request.GET.get("authority", "")
        return next((one for one in self.contacts if str(one.authority_id) == wanted), self.contacts[0])

    @property
    def sees_whole_authority(self) -> bool:
        """Whether the person sees everything of at least one authority."""
        return bool(self.user.access.whole_authorities)

    def get_workspace_url(self) -> str:
        """Where staff find the same thing."""
        return reverse("home")

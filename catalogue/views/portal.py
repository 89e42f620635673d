"""What a contact can order, and the form of each service."""

from functools import cached_property
from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.generic import TemplateView

from catalogue.models import ServiceArea, ServiceOffer
from catalogue.querysets import ServiceOfferQuerySet
from catalogue.views.ordering import OrderPage
from customers.models import Contact
from tickets.actions.opening import coordinates
from tickets.views.portal.gate import PortalGate
from ui.pages import Link


def by_area(offers: ServiceOfferQuerySet) -> list[tuple[ServiceArea, list[ServiceOffer]]]:
    """Services below the headings that they stand under, both in their order; one query."""
    found: dict[ServiceArea, list[ServiceOffer]] = {}
    for offer in offers.select_related("area"):
        found.setdefault(offer.area, []).append(offer)
    return list(found.items())


class OrdersForAuthority(PortalGate):
    """For which authority something is ordered, where a person works for several."""

    @cached_property
    def contact(self) -> Contact:
        """As whom the person orders: at the authority that the address names, else the first of theirs."""
        wanted = self.request.GET.get("authority", "")
        named = (one for one in self.contacts if str(one.authority_id) == wanted)
        return next(named, None) or next(iter(self.ordering()), self.contacts[0])

    def ordering(self) -> list[Contact]:
        """As whom the person can order what the page is about."""
        return self.contacts

    @property
    def suffix(self) -> str:
        """What keeps the authority in addresses, where there are several."""
        return f"?{urlencode({'authority': self.contact.authority_id})}" if len(self.contacts) > 1 else ""

    def get_workspace_url(self) -> str:
        return reverse("catalogue:offers")

    def other_authorities(self) -> list[Link]:
        """The same page for the person's other authorities."""
        return [
            Link(one.authority.name, f"{self.request.path}?{urlencode({'authority': one.authority_id})}")
            for one in self.ordering()
            if one != self.contact
        ]

    def orderable(self) -> ServiceOfferQuerySet:
        """What the authority can order today."""
        rows = ServiceOffer.objects.visible_to(self.user)
        return rows.orderable(timezone.localdate(), self.contact.authority_id)


class ServicesPage(OrdersForAuthority, PermissionRequiredMixin, TemplateView):
    """Everything that the authority can order, under headings, with a search."""

    permission_required = "catalogue.view_serviceoffer"
    template_name = "catalogue/services.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = self.request.GET.get("q", "").replace("\x00", "").strip()
        return super().get_context_data(
            areas=by_area(self.orderable().containing(words)),
            words=words,
            suffix=self.suffix,
            orders_for=self.contact.authority,
            others=self.other_authorities(),
            **kwargs,
        )


class ServicePage(OrdersForAuthority, OrderPage):
    """One service with its form."""

    permission_required = "tickets.add_ticket"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.key = kwargs.pop("pk")
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def _ordering(self) -> list[Contact]:
        if len(self.contacts) == 1:
            return self.contacts
        rows, day = ServiceOffer.objects.visible_to(self.user).filter(pk=self.key), timezone.localdate()
        return [one for one in self.contacts if rows.orderable(day, one.authority_id).exists()]

    def ordering(self) -> list[Contact]:
        """At the authorities that may order this service today."""
        return self._ordering

    @cached_property
    def offer(self) -> ServiceOffer:  # type: ignore[override]  # found when the page is opened
        rows = self.orderable().with_form().select_related("category__team", "area")
        found: ServiceOffer = get_object_or_404(rows, pk=self.key)
        return found

    @property
    def authority(self) -> Any:  # type: ignore[override]  # follows from the contact
        return self.contact.authority

    def requester_of(self, form: Any) -> Contact:
        return self.contact

    def get_success_url(self) -> str:
        if self.object is None:
            return self.get_back_url()
        return f"{reverse('portal:ticket', args=[self.object.number])}?filed=yes"

    def get_back_url(self) -> str:
        return reverse("catalogue:services") + self.suffix

    def get_breadcrumb(self) -> list[Link]:
        return [Link("Leistungen", self.get_back_url())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        needs = self.offer.needs_approval
        approves_alone = needs and coordinates(self.user, self.contact.authority, timezone.now())
        return super().get_context_data(
            **{"reporter": self.contact, "others": self.other_authorities(), "approves_alone": approves_alone} | kwargs
        )

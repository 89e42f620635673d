"""The catalogue for staff: what there is, how each form looks, and ordering for somebody who calls."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from accounts.signed_in import signed_in
from catalogue import actions
from catalogue.forms import DeskOrderForm, OrderForm
from catalogue.models import ServiceOffer
from catalogue.querysets import ServiceOfferQuerySet
from catalogue.views.ordering import OrderPage
from catalogue.views.portal import by_area
from customers.models import Authority, Contact
from history.validity import in_words
from tickets.models import Ticket
from ui import cells
from ui.pages import Link, admin_links


class StaffPage(PermissionRequiredMixin, TemplateView):
    """A page of the catalogue that authorities do not have; they have the portal."""

    permission_required = "catalogue.view_serviceoffer"

    def has_permission(self) -> bool:
        return super().has_permission() and signed_in(self.request).is_service_staff

    def offers(self) -> ServiceOfferQuerySet:
        """All services, whether or not they can be ordered."""
        rows = ServiceOffer.objects.visible_to(signed_in(self.request))
        return rows.with_named_authorities().select_related("category__team", "area")


BOOKABLE = "bestellbar"


def standing(offer: Any, today: date) -> tuple[str, str, str]:
    """Whether anybody can order a service, as kind, symbol and words of a badge."""
    if not offer.is_active:
        return "neutral", "visibility_off", "nicht bestellbar"
    if offer.valid_until and offer.valid_until < today:
        return "neutral", "event", f"war bestellbar bis {offer.valid_until:%d.%m.%Y}"
    if not (offer.is_for_all or offer.names_authorities):
        return "warning", "warning", "für keine Behörde bestellbar"
    if not offer.category.is_active:
        return "warning", "warning", "nicht bestellbar, weil die Kategorie stillgelegt ist"
    begins = offer.valid_from and offer.valid_from > today
    return "info" if begins else "success", "event" if begins else "check_circle", BOOKABLE + in_words(offer, today)


class OffersPage(StaffPage):
    """All services, also those that cannot be ordered."""

    template_name = "catalogue/offers.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        keeps = self.request.user.has_perm("catalogue.add_serviceoffer")
        new = Link("Leistung anlegen", reverse("admin:catalogue_serviceoffer_add"), "add")
        areas, today = by_area(self.offers()), timezone.localdate()
        for _, offers in areas:
            for offer in offers:
                kind, icon, words = standing(offer, today)
                offer.standing = cells.badge(kind, icon, words) if words != BOOKABLE else ""  # type: ignore[attr-defined]  # for the page
        return super().get_context_data(areas=areas, actions=[new] if keeps else [], **kwargs)


class OfferPage(StaffPage):
    """One service: what it says, and its form as authorities see it."""

    template_name = "catalogue/offer.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = signed_in(self.request)
        rows = self.offers().with_form()
        offer = get_object_or_404(rows, pk=kwargs.pop("pk"))
        return super().get_context_data(
            offer=offer,
            standing=cells.badge(*standing(offer, timezone.localdate())),
            form=OrderForm(offer=offer, authority=None, user=user),
            authorities=[] if offer.is_for_all else list(offer.authorities.all()),
            breadcrumb=[Link("Leistungen", reverse("catalogue:offers"))],
            page_title=offer.title,
            may_copy=user.has_perm("catalogue.add_serviceoffer"),
            admin_links=admin_links(user, offer),
            **kwargs,
        )


@require_POST
@permission_required("catalogue.add_serviceoffer", raise_exception=True)
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """A new service with the same form, to be changed in the administration."""
    user = signed_in(request)
    if not user.is_service_staff:
        raise PermissionDenied
    offer = get_object_or_404(ServiceOffer.objects.visible_to(user), pk=pk)
    made = actions.copy_offer(offer=offer, by=user)
    messages.success(request, f"„{made}“ ist angelegt und noch nicht bestellbar.")
    return redirect(made)


class DeskOrderPage(OrderPage):
    """Order for an authority that calls: first which service, then its form."""

    permission_required = "tickets.work_ticket"
    form_class = DeskOrderForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and self.has_permission():
            rows = Authority.objects.visible_to(signed_in(request)).existing_on(timezone.localdate())
            self.authority = get_object_or_404(rows, pk=kwargs["authority"])
            offers = ServiceOffer.objects.visible_to(signed_in(request))
            self.offers = offers.orderable(timezone.localdate(), self.authority.pk)
            wanted = request.GET.get("offer", "")
            if not wanted:
                return self._choose()
            found = self.offers.with_form().select_related("category__team", "area")
            self.offer = get_object_or_404(found, pk=int(wanted) if wanted.isdecimal() and len(wanted) < 10 else 0)
        return super().dispatch(request, *args, **kwargs)

    def _choose(self) -> HttpResponse:
        return self.response_class(
            self.request,
            ["catalogue/choose.html"],
            {
                "page_title": "Leistung bestellen",
                "areas": by_area(self.offers),
                "orders_for": self.authority,
                "breadcrumb": self.get_breadcrumb(),
                "back_url": self.get_back_url(),
            },
            using=self.template_engine,
        )

    def requester_of(self, form: Any) -> Contact:
        contact: Contact = form.cleaned_data["requester"]
        return contact

    def channel_of(self, form: Any) -> Ticket.Channel:
        return Ticket.Channel(form.cleaned_data["channel"])

    def get_success_message(self) -> str:
        return f"Die Bestellung {self.object.number} ist angelegt." if self.object else ""

    def get_success_url(self) -> str:
        return self.object.get_absolute_url() if self.object else self.get_back_url()

    def get_back_url(self) -> str:
        return reverse("tickets:open-for", args=[self.authority.pk])

    def get_breadcrumb(self) -> list[Link]:
        return [
            Link("Meldungen", reverse("tickets:queue")),
            Link(f"Neue Meldung für {self.authority}", self.get_back_url()),
        ]

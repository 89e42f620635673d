"""Authorities as a list and as a tree; the page of one stands on the top floor, where everything about it is known."""

from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from accounts.signed_in import signed_in
from customers.filters import AuthorityFilter
from customers.forms import DayForm
from customers.models import Authority, Membership
from customers.tables import AuthorityTable
from customers.tree import tree
from customers.views.files import export_links, import_actions
from history.validity import valid_on
from ui.pages import Link, ListPage


class AuthorityList(ListPage):
    """All authorities with their current role and Amt."""

    permission_required = "customers.view_authority"
    model = Authority
    table_class = AuthorityTable
    filterset_class = AuthorityFilter
    template_name = "customers/authorities.html"
    page_title = "Behörden"

    def get_actions(self) -> list[Link]:
        return import_actions(self.request.user, "authorities")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(export_links=export_links(self.request.user, "authorities"), **kwargs)

    def get_rows(self) -> QuerySet[Authority]:
        day = timezone.localdate()
        of_amt = Membership.objects.filter(valid_on(day), member=OuterRef("pk"), kind=Membership.Kind.MEMBER_OF_AMT)
        rows = Authority.objects.visible_to(signed_in(self.request)).with_current_role(day)
        rows = rows.annotate(amt_name=Subquery(of_amt.values("body__name")[:1]))
        return rows.prefetch_related("successions__successor")


class AuthorityTree(PermissionRequiredMixin, TemplateView):
    """Which authority stands below which, and what each is to the provider, today or on another day."""

    permission_required = "customers.view_authority"
    template_name = "customers/tree.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = DayForm(self.request.GET)
        day = (form.cleaned_data["day"] if form.is_valid() else None) or timezone.localdate()
        user = signed_in(self.request)
        rows = Authority.objects.visible_to(user).existing_on(day).with_current_role(day)
        memberships = Membership.objects.visible_to(user).filter(valid_on(day))
        branches = tree(list(rows.only("name", "kind", "ars", "is_demo")), memberships)
        wants_all = self.request.GET.get("show") == "all"
        shows_all = wants_all or not any(branch.has_role for branch in branches)
        return super().get_context_data(
            page_title="Behörden als Baum",
            breadcrumb=[Link("Behörden", reverse("customers:authorities"))],
            form=form,
            day=day,
            wants_all=wants_all,
            shows_all=shows_all,
            branches=branches if shows_all else [branch for branch in branches if branch.has_role],
            **kwargs,
        )

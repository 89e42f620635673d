"""What is decided about the sign-in of others: proposed roles, a lost second factor."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import ListView

from accounts.granting import held_roles, may_grant, may_manage
from accounts.models import RoleProposal, User
from accounts.roles import STAFF_ROLES, Role
from accounts.sign_in.actions import apply_proposal, reject_proposal, reset_second_factor
from accounts.sign_in.forms import ResetSecondFactorForm
from accounts.sign_in.recent import require_recent_sign_in
from accounts.signed_in import signed_in
from ui.pages import ActionPage, Link

if TYPE_CHECKING:
    ProposalList = ListView[RoleProposal]
else:
    ProposalList = ListView

NAMES = {role.key: role.name for role in STAFF_ROLES}


class RoleProposalsPage(PermissionRequiredMixin, ProposalList):
    """All that waits for a decision, and what was decided last."""

    permission_required = "accounts.decide_roleproposal"
    template_name = "accounts/role_proposals.html"
    paginate_by = 50

    def get_queryset(self) -> QuerySet[RoleProposal]:
        return RoleProposal.objects.visible_to(signed_in(self.request)).open().select_related("user")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        decided = RoleProposal.objects.visible_to(signed_in(self.request)).exclude(state=RoleProposal.State.OPEN)
        context = super().get_context_data(**kwargs)
        newest = decided.select_related("user", "decided_by").order_by("-decided_at")[:20]
        return {
            **context,
            "waiting": [in_words(one) for one in context["object_list"]],
            "decided": map(in_words, newest),
        }


def in_words(proposal: RoleProposal) -> dict[str, Any]:
    """A proposal with the names of its roles; a role that has since been given up keeps its key."""
    give, take = ([NAMES.get(key, key) for key in keys] for keys in (proposal.give, proposal.take))
    return {"row": proposal, "give": give, "take": take}


@method_decorator(require_recent_sign_in, name="dispatch")
class RoleProposalPage(ActionPage):
    """Look at what somebody would gain and lose, then decide."""

    model = RoleProposal
    permission_required = "accounts.decide_roleproposal"
    template_name = "accounts/role_proposal.html"
    submit_label = "Übernehmen"

    def perform(self, form: Any) -> RoleProposal:
        decide = reject_proposal if "reject" in self.request.POST else apply_proposal
        return decide(proposal=self.object, by=signed_in(self.request), now=timezone.now())

    def get_success_message(self) -> str:
        done = "übernommen" if self.object.state == RoleProposal.State.APPLIED else "abgelehnt"
        return f"Der Vorschlag für {self.object.user} ist {done}."

    def get_success_url(self) -> str:
        return reverse("accounts:role_proposals")

    def get_back_url(self) -> str:
        return self.get_success_url()

    def get_breadcrumb(self) -> list[Link]:
        return [Link("Vorgeschlagene Rollen", self.get_success_url())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        held = held_roles(self.object.user)
        return super().get_context_data(
            page_title=str(self.object),
            words=in_words(self.object),
            held=[role.name for role in held],
            gains=rights_of(self.object.give) - rights_of(role.key for role in held),
            refused=[role.name for role in self._roles() if not may_grant(signed_in(self.request), role)],
            **kwargs,
        )

    def _roles(self) -> list[Role]:
        return [role for role in STAFF_ROLES if role.key in (*self.object.give, *self.object.take)]


def rights_of(keys: Any) -> set[str]:
    """What roles may do, as permissions."""
    wanted = set(keys)
    return {name for role in STAFF_ROLES if role.key in wanted for name in role.permissions}


@method_decorator(require_recent_sign_in, name="dispatch")
class ResetSecondFactorPage(ActionPage):
    """Take a lost second factor off a colleague's account."""

    permission_required = "accounts.change_user"
    form_class = ResetSecondFactorForm
    submit_label = "Zweite Stufe zurücksetzen"
    is_dangerous = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.has_permission():
            self.account = get_object_or_404(User, pk=kwargs["pk"])
            if not may_manage(signed_in(request), self.account) or self.account.pk == request.user.pk:
                raise PermissionDenied("Über dieses Konto entscheidet jemand anderes.")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            reset_second_factor(
                user=self.account,
                reason=form.cleaned_data["reason"],
                by=signed_in(self.request),
                now=timezone.now(),
            )
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, f"Die zweite Stufe von {self.account} ist zurückgesetzt.")
        return redirect(self.get_back_url())

    def get_back_url(self) -> str:
        return reverse("admin:accounts_user_change", args=[self.account.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            page_title=f"Zweite Stufe zurücksetzen: {self.account}",
            question=(
                "App, Passkeys und Wiederherstellungscodes dieses Kontos werden entfernt und alle Sitzungen beendet. "
                "Beim nächsten Anmelden richtet die Person eine neue zweite Stufe ein."
            ),
            **kwargs,
        )

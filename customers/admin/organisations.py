"""Authorities with what they are to the provider, what they handed over and where they belong, each with its period."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from customers.models import Authority, AuthorityRole, Membership, Site, Succession, TaskTransfer
from history.admin import RecordAdmin
from ui.admin import PeriodForm, PeriodFormSet, RowInline


class TransferFormSet(PeriodFormSet):
    """One transfer per task at a time."""

    first, last, alike = "starts_on", "ends_on", ("scope", "subject")


class MembershipFormSet(PeriodFormSet):
    """One membership of a kind at a time."""

    alike = ("kind",)


class RoleInline(RowInline):
    """What the authority is to the provider."""

    model = AuthorityRole
    form = PeriodForm
    formset = PeriodFormSet
    fields = ["role", "valid_from", "valid_until", "outcome", "source", "certainty"]


class TaskTransferInline(RowInline):
    """Which tasks it handed over."""

    model = TaskTransfer
    form = PeriodForm
    formset = TransferFormSet
    fields = ["scope", "subject", "resolved_on", "contracted_on", "starts_on", "ends_on", "workstations_at_start"]


class MembershipInline(RowInline):
    """Where it belongs."""

    model = Membership
    form = PeriodForm
    formset = MembershipFormSet
    fk_name = "member"
    fields = ["kind", "body", "valid_from", "valid_until"]
    raw_id_fields = ["body"]


class SiteInline(RowInline):
    """Its buildings."""

    model = Site
    fields = ["key", "name", "street", "postcode", "city"]


class CurrentRoleFilter(admin.SimpleListFilter):
    """What an authority is to the provider today."""

    title = "Rolle heute"
    parameter_name = "current_role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [*((str(value), str(label)) for value, label in AuthorityRole.Role.choices), ("none", "keine")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "none":
            return queryset.filter(current_role__isnull=True)
        return queryset.filter(current_role=self.value()) if self.value() else queryset


@admin.register(Authority)
class AuthorityAdmin(RecordAdmin):
    """Authorities."""

    list_display = ["name", "kind", "current_role", "city", "ags", "ars"]
    list_filter = [CurrentRoleFilter, "kind"]
    search_fields = ["name", "short_name", "key", "city", "ags", "ars"]
    inlines = [RoleInline, TaskTransferInline, MembershipInline, SiteInline]
    fieldsets = [
        (None, {"fields": ["name", "short_name", "key", "kind"]}),
        ("Amtliche Schlüssel", {"fields": ["ags", "ars"]}),
        ("Anschrift", {"fields": ["street", "postcode", "city"]}),
        ("Meldungen", {"fields": ["is_served_by_mail"]}),
        ("Bemerkung und Herkunft der Angaben", {"fields": ["note", "source", "certainty", "is_demo"]}),
    ]

    @admin.display(description="Rolle heute", ordering="current_role")
    def current_role(self, authority: Any) -> str:
        """What the authority is to the provider today."""
        role = authority.current_role
        return str(AuthorityRole.Role(role).label) if role else "–"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: Any = super().get_queryset(request)
        annotated: QuerySet[Any] = rows.with_current_role(timezone.localdate())
        return annotated

    def get_object_links(self, request: HttpRequest, row: Authority) -> Sequence[tuple[str, str]]:
        """The lists of what belongs to this authority."""
        lists = [
            ("customers", "contact", "Ansprechpersonen"),
            ("workstations", "workstation", "IT-Arbeitsplätze"),
            ("applications", "applicationuse", "Fachverfahren"),
        ]
        return [
            (words, f"{reverse(f'admin:{app}_{model}_changelist')}?authority__id__exact={row.pk}")
            for app, model, words in lists
            if request.user.has_perm(f"{app}.view_{model}")
        ]


class OfAuthorityAdmin(RecordAdmin):
    """What belongs to one authority and stays with it."""

    list_select_related = ["authority"]
    raw_id_fields = ["authority"]
    fixed_fields = ("authority",)


@admin.register(AuthorityRole)
class AuthorityRoleAdmin(OfAuthorityAdmin):
    """The roles of all authorities over time."""

    list_display = ["authority", "role", "valid_from", "valid_until", "outcome"]
    list_filter = ["role", "outcome"]
    search_fields = ["authority__name", "authority__short_name"]


@admin.register(TaskTransfer)
class TaskTransferAdmin(OfAuthorityAdmin):
    """The tasks of all authorities that were handed over."""

    list_display = [
        "authority",
        "scope",
        "subject",
        "resolved_on",
        "contracted_on",
        "starts_on",
        "ends_on",
        "workstations_at_start",
    ]
    list_filter = ["scope"]
    search_fields = ["authority__name", "authority__short_name", "subject"]


@admin.register(Membership)
class MembershipAdmin(RecordAdmin):
    """Which authority belongs to which."""

    list_display = ["member", "kind", "body", "valid_from", "valid_until"]
    list_filter = ["kind"]
    list_select_related = ["member", "body"]
    search_fields = ["member__name", "body__name"]
    raw_id_fields = ["member", "body"]


@admin.register(Succession)
class SuccessionAdmin(RecordAdmin):
    """What became of authorities; entered in the workspace, which also ends what they had."""

    list_display = ["predecessor", "successor", "kind", "effective_on"]
    list_filter = ["kind"]
    list_select_related = ["predecessor", "successor"]
    search_fields = ["predecessor__name", "predecessor__ags", "successor__name"]
    raw_id_fields = ["predecessor", "successor"]

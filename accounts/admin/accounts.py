"""Accounts: who can sign in. Rights come from roles alone and are only shown here."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html

from accounts.actions import log_roles, roles_in_words
from accounts.admin.sensitive import SensitiveAdmin
from accounts.granting import may_grant, may_manage
from accounts.models import RoleAssignment, StaffMember, User
from accounts.roles import STAFF_ROLES, Role
from accounts.sign_in.people import has_second_factor
from accounts.sign_in.recent import require_recent_sign_in
from ui.admin.inlines import RowInline
from ui.admin.periods import PeriodForm, PeriodFormSet

if TYPE_CHECKING:
    CreationForm = AdminUserCreationForm[User]
    ChangeForm = UserChangeForm[User]
    BaseUserAdmin = UserAdmin[User]
else:
    CreationForm, ChangeForm, BaseUserAdmin = AdminUserCreationForm, UserChangeForm, UserAdmin

PERSON = ("first_name", "last_name", "email")


class AccountCreationForm(CreationForm):
    """A new account."""

    class Meta:
        model = User
        fields = ("username", *PERSON)


class AccountForm(ChangeForm):
    """A person's account; the password has a page of its own."""

    class Meta:
        model = User
        fields = ("username", "password", *PERSON, "is_active")


class RoleFormSet(PeriodFormSet):
    """The roles of an account in their periods; nobody gives or takes what they may not do, and nobody their own."""

    alike = ("role",)
    giver: User  # who fills in the form; set by the page

    def clean(self) -> None:
        super().clean()
        for form in self.forms:
            role = getattr(form.instance, "definition", None)
            is_touched = form.has_changed() or self._should_delete_form(form)  # type: ignore[attr-defined]  # missing in the stubs
            if not is_touched or role is None:
                continue
            if self.instance.pk == self.giver.pk:
                form.add_error(None, "Die eigenen Rollen ändert immer jemand anderes.")
            elif any(not may_grant(self.giver, decided) for decided in {role, *self._role_before(form)}):
                form.add_error(None, f"Über die Rolle „{role.name}“ können Sie nicht entscheiden.")

    def _role_before(self, form: Any) -> list[Role]:
        return [role for role in STAFF_ROLES if role.key == form.initial.get("role")]


class RoleInline(RowInline):
    """Which roles an account holds, and when."""

    model = RoleAssignment
    form = PeriodForm
    formset = RoleFormSet
    fields = ["role", "valid_from", "valid_until"]
    show_change_link = False

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        formset.giver = request.user  # type: ignore[attr-defined]  # it is a RoleFormSet
        return formset


@admin.register(User)
class AccountAdmin(SensitiveAdmin, BaseUserAdmin):
    """Accounts. Nobody changes one that may do more than themselves, and nobody locks themselves out."""

    form = AccountForm
    add_form = AccountCreationForm
    list_display = ["username", "last_name", "first_name", "email", "role_names", "is_active", "last_login"]
    list_display_links = ["username", "last_name"]
    list_filter = ["is_active", "role_assignments__role"]
    unranked = ("last_login",)
    search_fields = ["username", "first_name", "last_name", "email"]
    ordering = ["last_name", "first_name", "username"]
    filter_horizontal = []
    readonly_fields = ["second_factor", "role_names", "is_superuser", "last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["username", "password", "second_factor"]}),
        ("Person", {"fields": [*PERSON, "is_demo"]}),
        (
            "Rechte",
            {
                "fields": ["is_active", "role_names", "is_superuser"],
                "description": "Rollen wirken bei Mitarbeiterinnen und Mitarbeitern. Was Ansprechpersonen dürfen, steht bei diesen.",
            },
        ),
        ("Zeitpunkte", {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (None, {"classes": ["wide"], "fields": ["username", *PERSON, "usable_password", "password1", "password2"]}),
    ]

    @admin.display(description="Rollen")
    def role_names(self, account: User) -> str:
        """The roles of the staff that an account holds today."""
        today = timezone.localdate()
        names = {row.get_role_display() for row in account.role_assignments.all() if row.holds_on(today)}
        return ", ".join(sorted(names)) or "–"

    @admin.display(description="Zweite Stufe")
    def second_factor(self, account: User) -> str:
        """Whether one is set up, and the way to take it off when it is lost."""
        if not has_second_factor(account):
            return "nicht eingerichtet"
        url = reverse("accounts:reset_second_factor", args=[account.pk])
        return format_html('eingerichtet – <a href="{}">zurücksetzen</a>', url)

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("role_assignments")

    def get_inlines(self, request: HttpRequest, obj: User | None) -> list[Any]:
        """A new account gets its roles once it is there."""
        return [RoleInline] if obj else []

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[Any]:
        fields = super().get_readonly_fields(request, obj)
        return [*fields, "is_active"] if obj and obj.pk == request.user.pk else fields

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or may_manage(request.user, obj))  # type: ignore[arg-type]  # nobody is anonymous here

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or (obj.pk != request.user.pk and may_manage(request.user, obj)))  # type: ignore[arg-type]  # nobody is anonymous here

    @method_decorator(require_recent_sign_in)
    def user_change_password(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return super().user_change_password(request, *args, **kwargs)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        """Roles given and taken in the table leave the same entry in the log as those given elsewhere."""
        known = roles_in_words(form.instance)
        super().save_related(request, form, formsets, change)
        log_roles(user=form.instance, before=known, after=roles_in_words(form.instance))

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: Any) -> None:
        """The staff list repeats the name, so it changes with it."""
        super().save_model(request, obj, form, change)
        StaffMember.objects.filter(user=obj).exclude(display_name=str(obj)).update(display_name=str(obj))

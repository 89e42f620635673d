"""Staff: who works where, and with which roles."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.actions import assign_roles, employ
from accounts.admin.sensitive import SensitiveAdmin
from accounts.granting import held_roles, may_manage, not_grantable
from accounts.models import StaffMember, User
from accounts.roles import STAFF_ROLES, Role

if TYPE_CHECKING:
    StaffMemberModelForm = forms.ModelForm[StaffMember]
else:
    StaffMemberModelForm = forms.ModelForm


class StaffMemberForm(StaffMemberModelForm):
    """A member of staff with the roles they hold."""

    giver: User  # who fills in the form; set by the page

    roles = forms.MultipleChoiceField(
        label="Rollen",
        choices=[(role.key, f"{role.name}: {role.description}") for role in STAFF_ROLES],
        widget=forms.CheckboxSelectMultiple,
        help_text="Aus den Rollen folgen alle Rechte. Die eigenen Rollen ändert immer jemand anderes.",
    )

    class Meta:
        model = StaffMember
        fields = ["user", "provider", "team", "job_title", "phone"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["roles"].initial = [role.key for role in held_roles(self.instance.user)]
            self.fields["roles"].disabled = self.instance.user_id == self.giver.pk

    def clean_user(self) -> User:
        """An account belongs to one person: staff or contact, never both."""
        user: User = self.cleaned_data["user"]
        if not may_manage(self.giver, user):
            raise ValidationError("Dieses Konto darf mehr als Sie selbst. Sie können es nicht zuordnen.")
        if user.contacts.exists():
            raise ValidationError("Dieses Konto gehört zu einer Ansprechperson einer Behörde.")
        return user

    def clean_roles(self) -> list[str]:
        """Nobody gives or takes what they may not do themselves."""
        chosen: list[str] = self.cleaned_data["roles"]
        before = held_roles(self.instance.user) if self.instance.pk else []
        refused = not_grantable(self.giver, before, [role for role in STAFF_ROLES if role.key in chosen])
        if refused:
            raise ValidationError([f"Über die Rolle „{role.name}“ können Sie nicht entscheiden." for role in refused])
        return chosen

    def chosen_roles(self) -> list[Role]:
        """The roles ticked in the form."""
        return [role for role in STAFF_ROLES if role.key in self.cleaned_data["roles"]]


@admin.register(StaffMember)
class StaffMemberAdmin(SensitiveAdmin):
    """Staff. A new one is employed, a leaving one loses all roles: both through the actions."""

    form = StaffMemberForm
    list_display = ["display_name", "job_title", "team", "provider", "phone", "is_working"]
    list_filter = ["team", "provider", "user__is_active"]
    list_select_related = ["team", "provider", "user"]
    search_fields = ["display_name", "job_title", "user__username", "user__email"]
    raw_id_fields = ["user"]
    fixed_fields = ("user",)
    fieldsets = [
        (None, {"fields": ["user", "provider", "team", "job_title", "phone"]}),
        ("Rechte", {"fields": ["roles"]}),
    ]

    @admin.display(description="Konto aktiv", boolean=True, ordering="user__is_active")
    def is_working(self, member: StaffMember) -> bool:
        """Whether the person can sign in, so that work can be given to them."""
        return member.user.is_active

    def get_form(
        self, request: HttpRequest, obj: StaffMember | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        form.giver = request.user
        return form

    def has_change_permission(self, request: HttpRequest, obj: StaffMember | None = None) -> bool:
        return super().has_change_permission(request, obj) and self._may_manage(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: StaffMember | None = None) -> bool:
        is_own = obj is not None and obj.user_id == request.user.pk
        return super().has_delete_permission(request, obj) and not is_own and self._may_manage(request, obj)

    def save_model(self, request: HttpRequest, obj: StaffMember, form: StaffMemberForm, change: Any) -> None:
        if change:
            super().save_model(request, obj, form, change)
            if "roles" in form.changed_data:
                assign_roles(user=obj.user, roles=form.chosen_roles())
            return
        member = employ(
            user=obj.user,
            provider=obj.provider,
            team=obj.team,
            roles=form.chosen_roles(),
            job_title=obj.job_title,
            phone=obj.phone,
        )
        obj.__dict__.update(member.__dict__)

    def delete_model(self, request: HttpRequest, obj: StaffMember) -> None:
        user = obj.user
        super().delete_model(request, obj)
        assign_roles(user=user, roles=[])

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[StaffMember]) -> None:
        for member in queryset.select_related("user"):
            if self.has_delete_permission(request, member):
                self.delete_model(request, member)

    def _may_manage(self, request: HttpRequest, obj: StaffMember | None) -> bool:
        return obj is None or may_manage(request.user, obj.user)  # type: ignore[arg-type]  # nobody is anonymous here

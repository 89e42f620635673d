"""Contacts: saved through the action that keeps the rights of their accounts."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.admin.sensitive import SensitiveAdmin
from accounts.models import StaffMember, User
from customers.actions import remove_contact, save_contact
from customers.models import Contact, ContactFunction
from history.admin import RecordAdmin

if TYPE_CHECKING:
    ContactModelForm = forms.ModelForm[Contact]
else:
    ContactModelForm = forms.ModelForm


class ContactForm(ContactModelForm):
    """A contact; the account behind it must not be one of the staff."""

    def clean_user(self) -> User | None:
        """Staff see the rows of all authorities, so nobody is both."""
        user: User | None = self.cleaned_data.get("user")
        if user and (user.is_superuser or StaffMember.objects.filter(user=user).exists()):
            raise ValidationError("Dieses Konto gehört zu einer Mitarbeiterin oder einem Mitarbeiter.")
        return user


@admin.register(Contact)
class ContactAdmin(SensitiveAdmin):
    """Contacts of all authorities; account and role are rights in the portal."""

    form = ContactForm
    list_display = [
        "last_name",
        "first_name",
        "authority",
        "function",
        "role",
        "email",
        "phone",
        "has_account",
        "is_active",
    ]
    list_display_links = ["last_name", "first_name"]
    list_filter = ["role", "is_active", ("user", admin.EmptyFieldListFilter)]
    list_select_related = ["authority"]
    search_fields = ["last_name", "first_name", "email", "function", "authority__name"]
    raw_id_fields = ["authority", "user"]
    fixed_fields = ("authority",)
    fieldsets = [
        (None, {"fields": ["authority", "first_name", "last_name", "function"]}),
        ("Erreichbar", {"fields": ["email", "phone", "is_served_by_mail"]}),
        ("Portal", {"fields": ["user", "role", ("valid_from", "valid_until"), "is_active"]}),
        ("Herkunft der Angaben", {"fields": ["is_demo"]}),
    ]

    @admin.display(description="Konto", boolean=True, ordering="user_id")
    def has_account(self, contact: Contact) -> bool:
        """Whether the person can sign in to the portal."""
        return contact.user_id is not None

    def get_readonly_fields(self, request: HttpRequest, obj: Contact | None = None) -> list[Any]:
        """Accounts are joined with people only by those who keep accounts."""
        fields = super().get_readonly_fields(request, obj)
        keeps_accounts = request.user.has_perm("accounts.change_user")
        return fields if keeps_accounts else [*fields, "user"]

    def save_model(self, request: HttpRequest, obj: Contact, form: Any, change: Any) -> None:
        save_contact(contact=obj)

    def delete_model(self, request: HttpRequest, obj: Contact) -> None:
        remove_contact(contact=obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Contact]) -> None:
        for contact in queryset.select_related("user", "authority"):
            remove_contact(contact=contact)


@admin.register(ContactFunction)
class ContactFunctionAdmin(RecordAdmin):
    """What contacts are there for; private numbers of emergency contacts never leave the house in bulk."""

    list_display = ["kind", "is_deputy", "contact", "authority", "valid_from", "valid_until"]
    list_filter = ["kind", "is_deputy"]
    list_select_related = ["contact__authority"]
    search_fields = ["contact__last_name", "contact__first_name", "contact__authority__name"]
    raw_id_fields = ["contact"]
    fixed_fields = ("contact", "kind")
    unranked = ("contact", "phone", "email")

    @admin.display(description="Behörde", ordering="contact__authority__name")
    def authority(self, function: ContactFunction) -> str:
        """Where the person has the function."""
        return str(function.contact.authority)

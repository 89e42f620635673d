"""Pages of the people at authorities."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.signed_in import signed_in
from customers.filters import ContactFilter
from customers.models import Contact
from customers.tables import ContactTable
from customers.views.facts import mail, phone
from customers.views.files import export_links, import_actions
from ui import cells
from ui.pages import DetailPage, Link, ListPage, Property, Section, filtered


class ContactList(ListPage):
    """The people at the authorities; a coordinator sees those of the own authority."""

    permission_required = "customers.view_contact"
    model = Contact
    table_class = ContactTable
    filterset_class = ContactFilter
    page_title = "Ansprechpersonen"

    def get_actions(self) -> list[Link]:
        return import_actions(self.request.user, "contacts")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(export_links=export_links(self.request.user, "contacts"), **kwargs)

    def get_rows(self) -> QuerySet[Contact]:
        return Contact.objects.visible_to(signed_in(self.request)).select_related("authority")


class ContactDetail(DetailPage):
    """One person at an authority."""

    permission_required = "customers.view_contact"
    model = Contact
    parent = ("Ansprechpersonen", "customers:contacts")

    def get_rows(self) -> QuerySet[Contact]:
        return Contact.objects.visible_to(signed_in(self.request)).select_related("authority")

    def get_subtitle(self) -> str:
        return self.object.get_role_display()

    def get_sections(self) -> list[Section]:
        person = self.object
        properties = [
            Property(
                "Behörde",
                cells.link(reverse("dashboards:authority", args=[person.authority_id]), person.authority.name),
            ),
            Property("Funktion", person.function),
            Property("Rolle im Portal", person.get_role_display()),
            Property("Telefon", phone(person.phone)),
            Property("E-Mail", mail(person.email)),
            Property("Portalzugang", "ja" if person.user_id else _without_account(person)),
            Property("Aktiv", "ja" if person.is_active else "nein"),
        ]
        return [Section("Angaben", properties)]

    def get_links(self) -> list[Link]:
        pk = self.object.pk
        links = [Link("IT-Arbeitsplätze", filtered("workstations:workstations", used_by=pk), "computer")]
        if self.is_for_staff:
            links.insert(
                0, Link("Meldungen dieser Person", filtered("tickets:queue", view="all", requester=pk), "inbox")
            )
        if self.request.user.has_perm("privacy.view_person"):
            links.append(
                Link("Gespeicherte Daten dieser Person", reverse("privacy:person", args=["contact", pk]), "lock_person")
            )
        return links


def _without_account(person: Contact) -> str:
    """How somebody without an account is reached about their reports."""
    is_served = Contact.objects.served_by_mail(timezone.localdate()).filter(pk=person.pk).exists()
    return "nein, meldet und erhält Antworten per E-Mail" if is_served else "nein"

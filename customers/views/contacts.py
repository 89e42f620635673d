"""Pages of the people at authorities."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.signed_in import signed_in
from customers.filters import ContactFilter
from customers.models import Contact, ContactFunction
from customers.tables import ContactTable
from customers.views.facts import mail, phone, span
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
        user = signed_in(self.request)
        today = ContactFunction.objects.visible_to(user).holding_on(timezone.localdate())
        rows = Contact.objects.visible_to(user).select_related("authority")
        return rows.prefetch_related(Prefetch("functions", today, to_attr="functions_today"))


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
            Property("Funktion oder Amt", person.function),
            Property("Rolle im Portal", person.get_role_display()),
            Property("Telefon", phone(person.phone)),
            Property("E-Mail", mail(person.email)),
            Property("Portalzugang", "ja" if person.user_id else _without_account(person)),
            Property("Aktiv", "ja" if person.is_active else "nein"),
        ]
        return [Section("Angaben", properties), self._functions_section()]

    def get_actions(self) -> list[Link]:
        if not self.request.user.has_perm("customers.add_contactfunction"):
            return []
        return [Link("Funktion geben", reverse("customers:give_function", args=[self.object.pk]), "person_add")]

    def _functions_section(self) -> Section:
        """All that the person is and was there for; the role in the portal comes first and is kept elsewhere."""
        person, today = self.object, timezone.localdate()
        may_keep = self.request.user.has_perm("customers.change_contactfunction")
        rows: list[tuple[Any, ...]] = []
        if person.sees_whole_authority:
            rows.append((person.get_role_display(), span(person.valid_from, person.valid_until), "Rolle im Portal"))
        for row in ContactFunction.objects.visible_to(signed_in(self.request)).filter(contact=person):
            is_over = bool(row.valid_until and row.valid_until < today)
            url = reverse("customers:function", args=[row.pk])
            words = cells.link(url, row) if may_keep and not is_over else str(row)
            rows.append((words, span(row.valid_from, row.valid_until), _reached(row)))
        headings = ("Funktion", "Zeitraum", "Wie")
        return Section("Funktionen", headings=headings, rows=rows, hint="Keine besondere Funktion.")

    def get_links(self) -> list[Link]:
        pk = self.object.pk
        links = [Link("IT-Arbeitsplätze", filtered("workstations:workstations", used_by=pk), "computer")]
        if self.request.user.has_perm("workstations.view_device"):
            links.append(Link("Ausgegebene Geräte", filtered("workstations:devices", held_by=pk), "print"))
        if self.request.user.has_perm("handovers.add_handover"):
            url = filtered("handovers:new", contact=pk)
            links.append(Link("Geräte mit Unterschrift übergeben", url, "edit"))
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


def _reached(function: ContactFunction) -> SafeString | str | None:
    """How somebody is reached without the systems of the authority, and that they agreed to it."""
    if not function.is_emergency:
        return None
    if function.number_removed_on:
        return "Nummer nach dem Ende entfernt"
    ways = [way for way in (phone(function.phone), mail(function.email)) if way]
    return format_html(
        "im Notfall {}{}{} (Einwilligung vom {})", ways[0], ", " if len(ways) > 1 else "", ways[1] if len(ways) > 1 else "",
        cells.day(function.consented_on),
    )  # fmt: skip

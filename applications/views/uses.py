"""The page of one authority's use of a Fachverfahren: how much, who answers for it there, who was trained."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from accounts.signed_in import signed_in
from applications.filters import UseFilter
from applications.models import ApplicationUse, Training, UseContact
from applications.tables import UseTable
from applications.views.keeping import ways_to
from customers.views.facts import mail, phone
from ui import cells
from ui.pages import DetailPage, Link, ListPage, Property, Section, filtered

MOST_TRAININGS = 30


class UseList(ListPage):
    """All uses; of an authority its own."""

    permission_required = "applications.view_applicationuse"
    model = ApplicationUse
    table_class = UseTable
    filterset_class = UseFilter
    page_title = "Nutzung der Fachverfahren"
    empty_text = "Noch ist keine Nutzung eingetragen. Sie wird auf der Seite des Fachverfahrens eingetragen."

    def get_rows(self) -> QuerySet[ApplicationUse]:
        return ApplicationUse.objects.visible_to(signed_in(self.request)).select_related("application", "authority")


class UsePage(DetailPage):
    """One authority and one Fachverfahren."""

    permission_required = "applications.view_applicationuse"
    model = ApplicationUse
    template_name = "applications/use.html"
    parent = ("Fachverfahren", "applications:applications")
    object: ApplicationUse

    def get_rows(self) -> QuerySet[ApplicationUse]:
        rows = ApplicationUse.objects.visible_to(signed_in(self.request))
        return rows.select_related("application__product", "authority")

    def get_title(self) -> str:
        return f"{self.object.application.name}: {self.object.authority.name}"

    def get_sections(self) -> list[Section]:
        return [self._particulars(), self._people(), self._trainings()]

    def get_actions(self) -> list[Link]:
        user, pk = self.request.user, self.object.pk
        deeds = [
            ("applications.change_applicationuse", "Nutzung ändern", "applications:edit_use", "edit"),
            ("applications.add_usecontact", "Person eintragen", "applications:add_person", "person_add"),
            ("applications.add_training", "Schulung eintragen", "applications:add_training", "add"),
        ]
        return [
            Link(words, reverse(name, args=[pk]), icon)
            for permission, words, name, icon in deeds
            if self.is_for_staff and user.has_perm(permission)
        ]

    def get_links(self) -> list[Link]:
        use = self.object
        if not self.is_for_staff:
            return [
                Link(
                    "Störung an diesem Fachverfahren melden",
                    filtered("portal:report", application=use.application_id),
                    "bolt",
                )
            ]
        reports = filtered("tickets:queue", view="all", application=use.application_id, authority=use.authority_id)
        return [
            Link("Meldungen dieser Behörde dazu", reports, "inbox"),
            Link(
                "Alle Fachverfahren der Behörde",
                filtered("applications:applications", authority=use.authority_id),
                "apps",
            ),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["breadcrumb"] += ways_to(self.object)[:1]
        return context

    def _particulars(self) -> Section:
        use = self.object
        authority = cells.link(reverse("dashboards:authority", args=[use.authority_id]), use.authority.name)
        properties = [
            Property("Fachverfahren", cells.link(use.application.get_absolute_url(), use.application.name)),
            Property("Behörde", authority),
            Property("Genutzt seit", cells.day(use.used_since) if use.used_since else ""),
            Property("Genutzt bis", cells.day(use.used_until) if use.used_until else "auf Weiteres"),
            Property("Benannte Nutzende", cells.number(use.user_count)),
            Property("Umfang", use.scope),
            Property("Ausgabe", use.edition),
        ]
        if self.is_for_staff:
            properties.append(Property("Bemerkung", use.note))
        return Section("Angaben", properties)

    def _people(self) -> Section:
        title, user = "Wer dafür da ist", signed_in(self.request)
        if not user.has_perm("applications.view_usecontact"):
            return Section(title)
        may_remove = self.is_for_staff and user.has_perm("applications.delete_usecontact")
        people = UseContact.objects.visible_to(user).filter(use=self.object).select_related("contact")
        rows = [
            (
                person.get_role_display(),
                cells.link(person.contact.get_absolute_url(), person.contact),
                phone(person.contact.phone),
                mail(person.contact.email),
                *(
                    [cells.link(reverse("applications:remove_person", args=[person.pk]), "Austragen")]
                    if may_remove
                    else []
                ),
            )
            for person in sorted(
                people, key=lambda one: (list(UseContact.Role).index(UseContact.Role(one.role)), one.pk)
            )
        ]
        headings = ["Aufgabe", "Name", "Telefon", "E-Mail", *(["Ändern"] if may_remove else [])]
        return Section(title, headings=headings, rows=rows, hint="Noch ist niemand eingetragen.")

    def _trainings(self) -> Section:
        title, user = "Schulungen", signed_in(self.request)
        if not user.has_perm("applications.view_training"):
            return Section(title)
        may_change = self.is_for_staff and user.has_perm("applications.change_training")
        trainings = Training.objects.visible_to(user).filter(use=self.object)[:MOST_TRAININGS]
        rows = [
            (
                cells.day(one.held_on),
                cells.link(reverse("applications:edit_training", args=[one.pk]), one.topic)
                if may_change
                else one.topic,
                cells.number(one.participants),
            )
            for one in trainings
        ]
        headings = ("Tag", "Thema", "Teilnehmende")
        return Section(title, headings=headings, rows=rows, hint="Noch ist keine Schulung eingetragen.")

"""The register of processing: its entries in a list, one on a page, and what it says."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.signed_in import signed_in
from applications.models import ApplicationData
from customers.views.facts import source_property
from history.versions import as_seen
from processing import actions
from processing.filters import EntryFilter
from processing.forms import EntryForm
from processing.models import RegisterEntry
from processing.sections import sub_processors_of
from processing.tables import EntryTable
from processing.wording import review_cell
from ui.keys import key_of
from ui.pages import ActionPage, DetailPage, Link, ListPage, Property, Section, filtered
from ui.renewing import GuardedPage, renew

MOST = 100
LIST = ("Verzeichnis der Verarbeitungen", "processing:entries")


class EntryList(ListPage):
    """All entries of the register."""

    permission_required = "processing.view_registerentry"
    model = RegisterEntry
    table_class = EntryTable
    filterset_class = EntryFilter
    page_title = "Verzeichnis der Verarbeitungen"
    intro = "Was der Dienstleister für die Behörden verarbeitet (Art. 30 Abs. 2 DSGVO), je Fachverfahren."
    empty_text = "Noch steht kein Fachverfahren im Verzeichnis."

    def get_rows(self) -> QuerySet[Any]:
        return RegisterEntry.objects.visible_to(signed_in(self.request)).select_related("application")

    def get_table_options(self) -> dict[str, Any]:
        return {"today": timezone.localdate()}

    def get_actions(self) -> list[Link]:
        missing = Link("Was noch fehlt", filtered("processing:uses", gap="has_no_entry"), "fact_check")
        if not self.request.user.has_perm("processing.add_registerentry"):
            return [missing]
        return [Link("Eintrag anlegen", reverse("processing:add_entry"), "add"), missing]


class EntryPage(DetailPage):
    """What the register says of a Fachverfahren."""

    permission_required = "processing.view_registerentry"
    model = RegisterEntry
    template_name = "processing/detail.html"
    parent = LIST

    def get_rows(self) -> QuerySet[RegisterEntry]:
        return RegisterEntry.objects.visible_to(signed_in(self.request)).select_related("application__product")

    def get_title(self) -> str:
        return f"Verzeichnis: {self.object.application}"

    def get_subtitle(self) -> str:
        return str(self.object.application.product)

    def get_actions(self) -> list[Link]:
        may = self.request.user.has_perm("processing.change_registerentry")
        return [Link("Bearbeiten", reverse("processing:edit_entry", args=[self.object.pk]), "edit")] if may else []

    def get_sections(self) -> list[Section]:
        user = signed_in(self.request)
        return [self._facts(), self._data(), sub_processors_of(self.object.application, user, timezone.localdate())]

    def get_links(self) -> list[Link]:
        application = self.object.application
        return [
            Link(application.name, application.get_absolute_url(), "apps"),
            Link("Wer es nutzt, und was fehlt", filtered("processing:uses", application=application.pk), "fact_check"),
        ]

    def _facts(self) -> Section:
        row = self.object
        properties = [
            Property("Zweck", row.purpose),
            Property("Kategorien von Verarbeitungen", row.processing_kinds),
            Property("Rechtsgrundlage", row.application.legal_basis or "am Fachverfahren nicht eingetragen"),
            Property("Empfänger", row.recipients),
            Property("Übermittlung in ein Drittland", row.third_country or "keine"),
            Property("Garantien für das Drittland", row.third_country_safeguard),
            Property("Grund für besondere Kategorien", row.special_reason),
            Property("Abweichende Löschregel", row.erasure),
            Property("Nächste Prüfung", review_cell(row.review_on, timezone.localdate())),
            *source_property(row),
        ]
        return Section("Angaben", [one for one in properties if one.value])

    def _data(self) -> Section:
        held = ApplicationData.objects.visible_to(signed_in(self.request)).filter(
            application=self.object.application_id
        )
        rows = [
            (row.category.name, "ja" if row.category.is_special else "nein", row.persons, row.kept_for)
            for row in held.select_related("category")[:MOST]
        ]
        return Section(
            "Daten", headings=("Daten", "Besondere Kategorie", "Betroffene Personen", "Löschfrist"), rows=rows,
            hint="Am Fachverfahren sind noch keine Datenkategorien eingetragen.",
        )  # fmt: skip


class WriteEntry(ActionPage):
    """What adding and changing an entry share."""

    model = RegisterEntry
    form_class = EntryForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": signed_in(self.request), "instance": self.object}

    def get_breadcrumb(self) -> list[Link]:
        return [Link(LIST[0], reverse(LIST[1]))]

    def get_back_url(self) -> str:
        return str(self.object.get_absolute_url()) if self.object else reverse("processing:entries")


class AddEntry(WriteEntry):
    """A Fachverfahren that the register does not have yet."""

    permission_required = "processing.add_registerentry"
    page_title = "Eintrag im Verzeichnis anlegen"
    submit_label = "Anlegen"
    success_message = "Der Eintrag ist angelegt."

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "application": key_of(self.request.GET.get("application", ""))}

    def perform(self, form: Any) -> RegisterEntry:
        said = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        return actions.save_entry(by=signed_in(self.request), **said)


class EditEntry(GuardedPage, WriteEntry):
    """What an entry says."""

    permission_required = "processing.change_registerentry"
    page_title = "Eintrag im Verzeichnis bearbeiten"
    success_message = "Der Eintrag ist gespeichert."

    def get_rows(self) -> QuerySet[RegisterEntry]:
        return RegisterEntry.objects.visible_to(signed_in(self.request)).select_related("application")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(question=f"Fachverfahren: {self.object.application}", **kwargs)

    def perform(self, form: Any) -> RegisterEntry:
        return actions.save_entry(entry=self.object, by=signed_in(self.request), **form.cleaned_data)

    def renew(self, form: Any) -> None:
        fresh = self.get_rows().get(pk=self.object.pk)
        seen = as_seen(fresh, form.cleaned_data["version"])
        renew(form, EntryForm(user=signed_in(self.request), instance=fresh), seen=seen)

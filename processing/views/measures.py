"""The catalogue of measures: the list, one edition on a page, correcting it, and the next edition."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.signed_in import signed_in
from customers.views.facts import source_property, span
from history.versions import as_seen
from processing import actions
from processing.actions.registering import is_issued
from processing.filters import MeasureFilter
from processing.forms import MeasureForm, RenewForm
from processing.models import SecurityMeasure
from processing.tables import MeasureTable
from ui import cells
from ui.pages import ActionPage, DetailPage, Link, ListPage, Property, Section
from ui.renewing import GuardedPage, renew

LIST = ("Technische und organisatorische Maßnahmen", "processing:measures")


class MeasureList(ListPage):
    """The catalogue with all editions."""

    permission_required = "processing.view_securitymeasure"
    model = SecurityMeasure
    table_class = MeasureTable
    filterset_class = MeasureFilter
    page_title = LIST[0]
    intro = "Der Katalog nach Art. 32 DSGVO; was gilt, steht in jedem Verzeichnis und in jeder Anlage."
    empty_text = "Noch ist keine Maßnahme eingetragen."

    def get_rows(self) -> QuerySet[Any]:
        return SecurityMeasure.objects.visible_to(signed_in(self.request)).select_related("provider")

    def get_table_options(self) -> dict[str, Any]:
        return {"today": timezone.localdate()}

    def get_actions(self) -> list[Link]:
        may = self.request.user.has_perm("processing.add_securitymeasure")
        return [Link("Maßnahme eintragen", reverse("processing:add_measure"), "add")] if may else []


class MeasurePage(DetailPage):
    """A measure in one edition, and the other editions."""

    permission_required = "processing.view_securitymeasure"
    model = SecurityMeasure
    template_name = "processing/detail.html"
    parent = LIST

    def get_rows(self) -> QuerySet[SecurityMeasure]:
        return SecurityMeasure.objects.visible_to(signed_in(self.request)).select_related("provider")

    def get_title(self) -> str:
        return f"{self.object}, Fassung {self.object.edition}"

    def get_subtitle(self) -> str:
        return f"{self.object.get_group_display()}, {self.object.provider}"

    def get_actions(self) -> list[Link]:
        row, may = self.object, self.request.user.has_perm
        edit = Link("Bearbeiten", reverse("processing:edit_measure", args=[row.pk]), "edit")
        renewed = Link("Neue Fassung", reverse("processing:renew_measure", args=[row.pk]), "add")
        is_newest = not self._editions().filter(edition__gt=row.edition).exists()
        return [
            *([renewed] if is_newest and may("processing.add_securitymeasure") else []),
            *([edit] if may("processing.change_securitymeasure") else []),
        ]

    def get_sections(self) -> list[Section]:
        row = self.object
        properties = [
            Property("Maßnahme", row.text),
            Property("Geltung", span(row.valid_from, row.valid_until)),
            Property(
                "Dokumente", "steht in einem ausgestellten Dokument und bleibt, wie sie ist" if is_issued(row) else ""
            ),
            *source_property(row),
        ]
        others = [
            (
                cells.link(one.get_absolute_url(), f"Fassung {one.edition}"),
                one.title,
                span(one.valid_from, one.valid_until),
            )
            for one in self._editions().exclude(pk=row.pk)
        ]
        return [
            Section("Angaben", [one for one in properties if one.value]),
            Section("Andere Fassungen", headings=("Fassung", "Bezeichnung", "Geltung"), rows=others),
        ]

    def _editions(self) -> QuerySet[SecurityMeasure]:
        rows: QuerySet[SecurityMeasure] = SecurityMeasure.objects.visible_to(signed_in(self.request)).filter(
            provider=self.object.provider_id, code__iexact=self.object.code
        )
        return rows


class WriteMeasure(ActionPage):
    """What adding, correcting and renewing share."""

    model = SecurityMeasure
    form_class: Any = MeasureForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.object}

    def get_breadcrumb(self) -> list[Link]:
        return [Link(LIST[0], reverse(LIST[1])), *super().get_breadcrumb()]

    def get_back_url(self) -> str:
        return str(self.object.get_absolute_url()) if self.object else reverse("processing:measures")


class AddMeasure(WriteMeasure):
    """A measure that the catalogue does not have yet."""

    permission_required = "processing.add_securitymeasure"
    page_title = "Maßnahme eintragen"
    submit_label = "Eintragen"
    success_message = "Die Maßnahme ist eingetragen."

    def perform(self, form: Any) -> SecurityMeasure:
        said = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        return actions.add_measure(by=signed_in(self.request), **said)


class EditMeasure(GuardedPage, WriteMeasure):
    """A measure that stands in no document yet; of any other its end."""

    permission_required = "processing.change_securitymeasure"
    page_title = "Maßnahme bearbeiten"
    success_message = "Die Maßnahme ist gespeichert."

    def perform(self, form: Any) -> SecurityMeasure:
        return actions.change_measure(measure=self.object, by=signed_in(self.request), **form.cleaned_data)

    def renew(self, form: Any) -> None:
        fresh = self.get_rows().get(pk=self.object.pk)
        renew(form, MeasureForm(instance=fresh), seen=as_seen(fresh, form.cleaned_data["version"]))


class RenewMeasure(WriteMeasure):
    """The next edition."""

    permission_required = "processing.add_securitymeasure"
    form_class = RenewForm
    page_title = "Neue Fassung einer Maßnahme"
    question = "Die bisherige Fassung bleibt, wie sie ist, und endet am Tag vor dem Beginn der neuen."
    submit_label = "Neue Fassung anlegen"
    success_message = "Die neue Fassung ist angelegt."

    def get_initial(self) -> dict[str, Any]:
        return {"valid_from": None}

    def perform(self, form: Any) -> SecurityMeasure:
        return actions.renew_measure(measure=self.object, by=signed_in(self.request), **form.cleaned_data)

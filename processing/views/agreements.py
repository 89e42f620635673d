"""The list of processing agreements, one of them on a page, and what it says."""

from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.signed_in import signed_in
from customers.views.facts import source_property, span
from history.versions import as_seen
from processing import actions
from processing.filters import AgreementFilter
from processing.forms import AgreementForm
from processing.models import (
    CoveredApplication,
    IssuedDocument,
    ProcessingAgreement,
    SignedPaper,
    SubProcessing,
    SubProcessorApproval,
)
from processing.querysets import going_on
from processing.tables import AgreementTable
from processing.wording import first_of, review_cell, seat, standing_badge, state_badge
from ui import cells
from ui.keys import key_of
from ui.pages import ActionPage, DetailPage, Link, ListPage, Property, Section, filtered
from ui.renewing import GuardedPage, renew

MOST = 200
TOLD = ("Name und Sitz", "Fachverfahren und Aufgabe", "Seit", "Mitgeteilt", "Stand")


class AgreementList(ListPage):
    """All processing agreements; an authority sees its own."""

    permission_required = "processing.view_processingagreement"
    model = ProcessingAgreement
    table_class = AgreementTable
    filterset_class = AgreementFilter
    page_title = "Vereinbarungen zur Auftragsverarbeitung"
    empty_text = "Noch keine Vereinbarung zur Auftragsverarbeitung."

    def get_rows(self) -> QuerySet[Any]:
        open_ones = Count("covered", filter=going_on(timezone.localdate(), "covered__"))
        rows = ProcessingAgreement.objects.visible_to(signed_in(self.request)).select_related("authority", "provider")
        return rows.annotate(covered_count=open_ones)

    def get_table_options(self) -> dict[str, Any]:
        return {"today": timezone.localdate(), "exclude": () if self.is_for_staff else ("authority",)}

    def get_actions(self) -> list[Link]:
        may = self.request.user.has_perm
        add = Link("Vereinbarung eintragen", reverse("processing:add_agreement"), "add")
        over = Link("Überblick", reverse("processing:uses"), "fact_check")
        documents = Link("Dokumente", reverse("processing:documents"), "description")
        return [
            *([add] if may("processing.add_processingagreement") else []),
            *([over] if may("processing.view_registerentry") else []),
            *([documents] if may("processing.view_issueddocument") else []),
        ]


class AgreementPage(DetailPage):
    """A processing agreement: what it says, what it covers, who works on it, its papers and annexes."""

    permission_required = "processing.view_processingagreement"
    model = ProcessingAgreement
    template_name = "processing/agreement.html"
    parent = ("Vereinbarungen zur Auftragsverarbeitung", "processing:agreements")

    def get_rows(self) -> QuerySet[ProcessingAgreement]:
        rows = ProcessingAgreement.objects.visible_to(signed_in(self.request))
        return rows.select_related("authority", "provider", "contract")

    def get_title(self) -> str:
        return f"Auftragsverarbeitung {self.object.number}"

    def get_subtitle(self) -> str:
        return f"{self.object.authority.name} und {self.object.provider.name}"

    def may(self, right: str) -> bool:
        """Whether this person of the service has a right."""
        return self.is_for_staff and self.request.user.has_perm(f"processing.{right}")

    def get_actions(self) -> list[Link]:
        ways = (
            ("change_processingagreement", "Bearbeiten", "edit_agreement", "edit"),
            ("add_issueddocument", "Anlage ausstellen", "issue_annex", "description"),
        )
        return [
            Link(words, reverse(f"processing:{name}", args=[self.object.pk]), icon)
            for right, words, name, icon in ways
            if self.may(right)
        ]

    def get_sections(self) -> list[Section]:
        today = timezone.localdate()
        return [self._facts(today), self._covered(), self._told(today), self._papers(), self._issued()]

    def get_links(self) -> list[Link]:
        agreement = self.object
        links = [Link(agreement.authority.name, agreement.authority.get_absolute_url(), "apartment")]
        if agreement.contract and self.request.user.has_perm("contracts.view_agreement"):
            links.append(Link(agreement.contract.name, agreement.contract.get_absolute_url(), "contract"))
        documents = filtered("processing:documents", authority=agreement.authority_id)
        return [*links, Link("Alle Dokumente der Behörde", documents, "description")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(standing=standing_badge(self.object, timezone.localdate()), **kwargs)

    def _way(self, right: str, words: str, name: str) -> Link | None:
        return Link(words, reverse(f"processing:{name}", args=[self.object.pk])) if self.may(right) else None

    def _facts(self, today: date) -> Section:
        row = self.object
        properties = [
            Property("Gegenstand", row.subject),
            Property("Auftragsverarbeiter", row.provider.name),
            Property("Unterzeichnet am", cells.day(row.signed_on) or "noch nicht"),
            Property("Geltung", span(row.valid_from, row.valid_until) if row.valid_from else "noch nicht eingetragen"),
            Property("Weisungen", row.instructions),
            Property("Verletzungen werden gemeldet an", row.breach_contact),
            Property("Datenschutzbeauftragte der Behörde", row.officer_contact),
            Property("Nächste Prüfung", review_cell(row.review_on, today)),
            *source_property(row),
        ]
        return Section("Angaben", [one for one in properties if one.value])

    def _covered(self) -> Section:
        user = signed_in(self.request)
        found = CoveredApplication.objects.visible_to(user).filter(agreement=self.object).select_related("application")
        ends = self.may("change_coveredapplication")
        title, shown = first_of("Erfasste Fachverfahren", found.order_by("application__name", "-since"), MOST)
        rows = [
            (row.application.name, span(row.since, row.until), *([self._way_to_end(row)] if ends else []))
            for row in shown
        ]
        more = self._way("add_coveredapplication", "Fachverfahren erfassen", "cover")
        return Section(
            title, rows=rows, more=more,
            headings=("Fachverfahren", "Zeitraum", *(["Nächster Schritt"] if ends else [])),
            hint="Die Vereinbarung erfasst noch kein Fachverfahren.",
        )  # fmt: skip

    def _way_to_end(self, row: CoveredApplication) -> SafeString | str:
        if row.until is not None:
            return ""
        url = reverse("processing:stop_covering", args=[row.pk])
        return _link(url, "Ende eintragen", f" für {row.application.name}")

    def _told(self, today: date) -> Section:
        """Who works on what is covered, told or not; and what was told before."""
        user, agreement = signed_in(self.request), self.object
        approvals = {
            row.sub_processing_id: row
            for row in SubProcessorApproval.objects.visible_to(user).filter(agreement=agreement)
        }
        covered = CoveredApplication.objects.open_on(today).filter(agreement=agreement).values("application")
        # What it was told it keeps reading, even where it does not use the Fachverfahren any more.
        current = Q(going_on(today), application__in=covered)
        tasks = SubProcessing.objects.filter(current | Q(pk__in=approvals))
        tasks = tasks.select_related("sub_processor", "application").order_by("sub_processor_id", "pk")
        title, shown = first_of("Unterauftragsverarbeiter", tasks, MOST)
        rows = [self._told_row(task, approvals.get(task.pk)) for task in shown]
        more = self._way("add_subprocessorapproval", "Mitteilung eintragen", "tell")
        return Section(
            title, rows=rows, more=more,
            headings=(*TOLD, *(["Nächster Schritt"] if self._decides else [])),
            hint="Für die erfassten Fachverfahren arbeitet kein Unterauftragsverarbeiter.",
        )  # fmt: skip

    def _told_row(self, task: SubProcessing, told: SubProcessorApproval | None) -> tuple[Any, ...]:
        company = task.sub_processor
        may_open = self.may("view_subprocessor")
        deed: Any = ""
        if told and told.state != SubProcessorApproval.State.APPROVED:
            deed = _link(reverse("processing:decide", args=[told.pk]), "Entscheiden", f" über {company.name}")
        name = cells.link(company.get_absolute_url(), company.name) if may_open else company.name
        return (
            format_html("{}, {}", name, seat(company)),
            f"{task.application.name}: {task.task}",
            _days(task.since, task.until),
            _news(told) if told else "",
            state_badge(told.state) if told else cells.badge("warning", "error", "nicht mitgeteilt"),
            *([deed] if self._decides else []),
        )

    @property
    def _decides(self) -> bool:
        """Whether this person says what the authority says."""
        return self.request.user.has_perm("processing.decide_subprocessorapproval")

    def _papers(self) -> Section:
        papers = SignedPaper.objects.visible_to(signed_in(self.request)).filter(agreement=self.object)
        title, shown = first_of("Unterzeichnete Papiere", papers, MOST)
        rows = [
            (
                cells.link(reverse("processing:paper", args=[row.pk]), row.title),
                row.edition,
                cells.day(row.uploaded_at),
                "" if row.scan == SignedPaper.Scan.CLEAN else row.get_scan_display(),
            )
            for row in shown
        ]
        more = self._way("add_signedpaper", "Papier ablegen", "add_paper")
        return Section(
            title, headings=("Papier", "Fassung", "Abgelegt am", "Virenprüfung"), rows=rows,
            more=more, hint="Noch kein Papier abgelegt.",
        )  # fmt: skip

    def _issued(self) -> Section:
        issued = IssuedDocument.objects.visible_to(signed_in(self.request)).filter(agreement=self.object)
        title, shown = first_of("Ausgestellte Anlagen", issued.defer("content"), MOST)
        rows = [
            (cells.link(row.get_absolute_url(), f"Anlage, Fassung {row.number} (PDF)"), cells.moment(row.uploaded_at))
            for row in shown
        ]
        return Section(
            title,
            headings=("Dokument", "Ausgestellt am"),
            rows=rows,
            hint="Noch keine Anlage ausgestellt.",
        )


class WriteAgreement(ActionPage):
    """What entering and changing an agreement share."""

    form_class = AgreementForm
    model = ProcessingAgreement

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": signed_in(self.request), "instance": self.object}

    def get_breadcrumb(self) -> list[Link]:
        above = Link("Vereinbarungen zur Auftragsverarbeitung", reverse("processing:agreements"))
        return [above, *super().get_breadcrumb()]

    def get_back_url(self) -> str:
        return str(self.object.get_absolute_url()) if self.object else reverse("processing:agreements")


class AddAgreement(WriteAgreement):
    """A new agreement."""

    permission_required = "processing.add_processingagreement"
    page_title = "Vereinbarung zur Auftragsverarbeitung eintragen"
    submit_label = "Eintragen"
    success_message = "Die Vereinbarung ist eingetragen. Tragen Sie jetzt ein, welche Fachverfahren sie erfasst."

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "authority": key_of(self.request.GET.get("authority", ""))}

    def perform(self, form: Any) -> ProcessingAgreement:
        said = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        return actions.draft_agreement(by=signed_in(self.request), **said)


class EditAgreement(GuardedPage, WriteAgreement):
    """What an agreement says."""

    permission_required = "processing.change_processingagreement"
    page_title = "Vereinbarung zur Auftragsverarbeitung bearbeiten"
    success_message = "Die Vereinbarung ist gespeichert."

    def perform(self, form: Any) -> ProcessingAgreement:
        return actions.change_agreement(agreement=self.object, by=signed_in(self.request), **form.cleaned_data)

    def renew(self, form: Any) -> None:
        fresh = self.get_rows().get(pk=self.object.pk)
        seen = as_seen(fresh, form.cleaned_data["version"])
        renew(form, AgreementForm(user=signed_in(self.request), instance=fresh), seen=seen)


def _link(url: str, words: str, hidden: str) -> SafeString:
    """A short link whose whole meaning is told to those who hear it out of its row."""
    return format_html('<a class="ku-link" href="{}">{}<span class="kern-sr-only">{}</span></a>', url, words, hidden)


def _days(since: date, until: date | None) -> SafeString | str:
    return span(since, until) if until else cells.day(since)


def _news(told: SubProcessorApproval) -> SafeString:
    """When the authority was told, and until when it may object."""
    day = cells.day(told.informed_on)
    return format_html("{}, Widerspruch bis {}", day, cells.day(told.objection_until)) if told.objection_until else day

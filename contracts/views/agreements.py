"""The list of agreements, one of them on a page, and what it says."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.signed_in import signed_in
from contracts import actions
from contracts.deadlines import Deadline, deadlines, is_near
from contracts.filters import AgreementFilter
from contracts.forms import AgreementForm
from contracts.models import Agreement, AgreementDocument, ServiceSpecification
from contracts.tables import AgreementTable, in_words, state_badge
from contracts.views.standing import next_in_words, way
from contracts.views.steps import Step, steps_at
from customers.views.facts import source_property, span
from ui import cells
from ui.pages import ActionPage, DetailPage, Link, ListPage, Property, Section, filtered
from ui.renewing import GuardedPage, renew


class AgreementList(ListPage):
    """All agreements with where they stand and which deadline comes next."""

    permission_required = "contracts.view_agreement"
    model = Agreement
    table_class = AgreementTable
    filterset_class = AgreementFilter
    template_name = "contracts/list.html"
    page_title = "Vereinbarungen"
    empty_text = "Noch keine Vereinbarung."

    def get_rows(self) -> QuerySet[Agreement]:
        return Agreement.objects.visible_to(signed_in(self.request)).select_related("authority")

    def get_table_options(self) -> dict[str, Any]:
        return {"today": timezone.localdate()}

    def get_actions(self) -> list[Link]:
        may_add = self.request.user.has_perm("contracts.add_agreement")
        return [Link("Vereinbarung entwerfen", reverse("contracts:add_agreement"), "add")] if may_add else []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chosen = self.request.GET
        tabs = [
            ("Alle", reverse("contracts:agreements"), not {"deadline", "state"} & set(chosen)),
            ("Frist naht", filtered("contracts:agreements", deadline="near"), "deadline" in chosen),
            ("In Kraft", filtered("contracts:agreements", state="effective"), chosen.getlist("state") == ["effective"]),
            ("Beschlüsse", reverse("contracts:decisions"), False),
        ]
        return super().get_context_data(tabs=tabs, **kwargs)


class AgreementPage(DetailPage):
    """An agreement: how far it has come, what comes next, what it says, its specifications and papers."""

    permission_required = "contracts.view_agreement"
    model = Agreement
    template_name = "contracts/agreement.html"
    parent = ("Vereinbarungen", "contracts:agreements")

    def get_rows(self) -> QuerySet[Agreement]:
        return Agreement.objects.visible_to(signed_in(self.request)).select_related("authority", "decision")

    def get_subtitle(self) -> str:
        return str(self.object.get_kind_display())

    @property
    def keeps(self) -> bool:
        """Whether this person changes agreements."""
        return self.is_for_staff and self.request.user.has_perm("contracts.change_agreement")

    def get_actions(self) -> list[Link]:
        if not self.keeps:
            return []
        return [Link("Bearbeiten", reverse("contracts:edit_agreement", args=[self.object.pk]), "edit")]

    def get_sections(self) -> list[Section]:
        return [Section("Bedingungen", self._terms()), Section("Nur für den Service", self._inner())]

    def get_links(self) -> list[Link]:
        authority = self.object.authority
        return [
            Link(authority.name, authority.get_absolute_url(), "apartment"),
            Link(
                "Alle Vereinbarungen der Behörde", filtered("contracts:agreements", authority=authority.pk), "contract"
            ),
            Link("Beschlüsse der Behörde", filtered("contracts:decisions", authority=authority.pk), "gavel"),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        agreement, user, today = self.object, signed_in(self.request), timezone.localdate()
        steps = steps_at(agreement)
        has_main = bool(steps) and steps[0].is_main
        specifications = ServiceSpecification.objects.visible_to(user).filter(agreement=agreement)
        documents = AgreementDocument.objects.visible_to(user).filter(agreement=agreement)
        rights = self.request.user
        context = super().get_context_data(
            agreement=agreement,
            state=state_badge(agreement.state),
            way=way(agreement),
            next_in_words=next_in_words(agreement, today),
            main_step=_link(agreement, steps[0]) if self.keeps and has_main else None,
            other_steps=[_link(agreement, step) for step in steps[has_main:]] if self.keeps else [],
            deadlines=[
                (in_words(one, today), is_near(agreement, one, today), _distance(one, today))
                for one in deadlines(agreement, today)
            ],
            specifications=_newest_first(list(specifications.select_related("service_agreement__calendar"))),
            documents=_newest_first(list(documents)),
            is_for_staff=self.is_for_staff,
            adds_specifications=self.is_for_staff and rights.has_perm("contracts.add_servicespecification"),
            adds_documents=self.is_for_staff and rights.has_perm("contracts.add_agreementdocument"),
            today=today,
            **kwargs,
        )
        return context | {"admin_links": []}  # it is kept here; the web admin only looks

    def _terms(self) -> list[Property]:
        agreement = self.object
        months = agreement.notice_months
        notice = f"{months} {'Monat' if months == 1 else 'Monate'} {agreement.get_notice_to_display()}"
        share = f"{cells.number(agreement.share, 2)}\u00a0€" if agreement.share is not None else ""
        minimum = ""
        if agreement.minimum_months:
            until = f", bis {agreement.minimum_until:%d.%m.%Y}" if agreement.minimum_until else ""
            minimum = f"{agreement.minimum_months} Monate{until}"
        known = [
            Property("Vertragsnummer", agreement.number),
            Property("Mindestlaufzeit", minimum),
            Property("Anteil am Stammkapital", share),
            Property("Ende", _ending(agreement)),
        ]
        return [
            Property("Behörde", agreement.authority.name),
            Property("Aufgabe", agreement.scope_in_words),
            Property("Geltung", _period(agreement)),
            Property("Kündigungsfrist", notice if months is not None else "nicht eingetragen"),
            *(line for line in known if line.value),
        ]

    def _inner(self) -> list[Property]:
        if not self.is_for_staff:
            return []
        agreement = self.object
        days = ", ".join(str(number) for number in agreement.warn_days)
        known = [
            Property("Bemerkung", agreement.note),
            Property("Begründung des letzten Schritts", agreement.last_reason),
        ]
        return [
            *(line for line in known if line.value),
            Property("Hinweise vor einer Frist", f"{days} Tage vorher" if days else "keine"),
            *source_property(agreement),
        ]


class WriteAgreementPage(ActionPage):
    """What drafting and changing an agreement share."""

    form_class = AgreementForm
    model = Agreement

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": signed_in(self.request), "instance": self.object}

    def get_breadcrumb(self) -> list[Link]:
        return [Link("Vereinbarungen", reverse("contracts:agreements")), *super().get_breadcrumb()]

    def get_back_url(self) -> str:
        return str(self.object.get_absolute_url()) if self.object else reverse("contracts:agreements")


class AddAgreementPage(WriteAgreementPage):
    """Begin an agreement."""

    permission_required = "contracts.add_agreement"
    page_title = "Vereinbarung entwerfen"
    submit_label = "Als Entwurf speichern"
    success_message = "Der Entwurf ist gespeichert."

    def get_initial(self) -> dict[str, Any]:
        authority = self.request.GET.get("authority", "")
        return {**super().get_initial(), **({"authority": authority} if authority.isdecimal() else {})}

    def perform(self, form: Any) -> Agreement:
        said = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        return actions.draft_agreement(by=signed_in(self.request), **said)


class EditAgreementPage(GuardedPage, WriteAgreementPage):
    """Change what an agreement says."""

    permission_required = "contracts.change_agreement"
    page_title = "Vereinbarung bearbeiten"
    success_message = "Die Vereinbarung ist gespeichert."

    def perform(self, form: Any) -> Agreement:
        return actions.change_agreement(agreement=self.object, by=signed_in(self.request), **form.cleaned_data)

    def renew(self, form: Any) -> None:
        """Beside what was typed stands what somebody else saved meanwhile; whoever saves then has seen it."""
        newer = self.get_rows().get(pk=self.object.pk)
        renew(form, AgreementForm(user=signed_in(self.request), instance=newer), seen=self.object)


def _link(agreement: Agreement, step: Step) -> Link:
    return Link(step.label, reverse("contracts:step", args=[agreement.pk, step.slug]), step.icon)


def _period(agreement: Agreement) -> Any:
    """Since when and until when; a beginning that is only planned says so."""
    if agreement.is_open and not agreement.effective_from:
        return "noch nicht in Kraft"
    words = span(agreement.effective_from, agreement.effective_until)
    return f"geplant {words}" if agreement.is_open and not agreement.effective_until else words


def _ending(agreement: Agreement) -> str:
    if not agreement.ending:
        return ""
    return f"{agreement.get_ending_display()} vom {agreement.ending_on:%d.%m.%Y}, letzter Tag {agreement.effective_until:%d.%m.%Y}"


def _distance(deadline: Deadline, today: date) -> str:
    """How long it is until then, and what notice in time would bring: „noch 33 Tage, endet dann am 31.03.2027“."""
    days = deadline.days_left(today)
    words = "vorbei" if days < 0 else {0: "heute", 1: "morgen"}.get(days, f"noch {days} Tage")
    return f"{words}, endet dann am {deadline.ends_on:%d.%m.%Y}" if deadline.ends_on else words


def _newest_first(rows: list[Any]) -> list[tuple[Any, list[Any]]]:
    """Each paper with the versions before it."""
    papers: dict[tuple[str, str], list[Any]] = {}
    for row in rows:
        key = (row.kind, row.title.lower()) if isinstance(row, AgreementDocument) else ("", row.number.lower())
        papers.setdefault(key, []).append(row)
    return [(versions[0], versions[1:]) for versions in papers.values()]

"""The lists of cases and steps, and the page of a case, for the service and for the authority."""

from typing import Any, NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from accounts.signed_in import signed_in
from takeovers.badges import answer_badge, case_badge
from takeovers.filters import CaseFilter, TaskFilter
from takeovers.models import (
    BaselineItem,
    CaseEvent,
    CaseKind,
    CaseTask,
    GateOverride,
    Side,
    TakeoverCase,
)
from takeovers.proofs import Finding
from takeovers.standing import Standing, Stretch
from takeovers.tables import CaseTable, TaskTable
from ui import cells
from ui.pages import DetailPage, Link, ListPage, Property

NEWEST_EVENTS, MOST_EVENTS = 10, 100


class CaseList(ListPage):
    """All cases; the open ones first."""

    permission_required = "takeovers.view_takeovercase"
    model = TakeoverCase
    table_class = CaseTable
    filterset_class = CaseFilter
    template_name = "takeovers/list.html"
    page_title = "Aufnahmen und Austritte"
    empty_text = "Noch ist keine Behörde auf dem Weg zu uns oder von uns fort."

    def get_rows(self) -> QuerySet[TakeoverCase]:
        rows = TakeoverCase.objects.visible_to(signed_in(self.request)).select_related("authority")
        due = CaseTask.objects.open().filter(case=OuterRef("pk"), due_on__isnull=False).order_by("due_on")
        return rows.with_progress().annotate(next_due=Subquery(due.values("due_on")[:1]))

    def get_actions(self) -> list[Link]:
        may_add = self.request.user.has_perm("takeovers.add_takeovercase")
        return [Link("Vorhaben anlegen", reverse("takeovers:open"), "add")] if may_add else []


class TaskList(ListPage):
    """What is to be done in all cases that go on."""

    permission_required = "takeovers.view_takeovercase"
    model = CaseTask
    table_class = TaskTable
    filterset_class = TaskFilter
    template_name = "takeovers/list.html"
    page_title = "Offene Schritte"
    empty_text = "Es ist kein Schritt offen."

    def get_rows(self) -> QuerySet[CaseTask]:
        rows = CaseTask.objects.visible_to(signed_in(self.request)).open()
        return rows.select_related("case__authority", "phase", "owner")

    def get_table_options(self) -> dict[str, Any]:
        return {"day": timezone.localdate()}


class Line(NamedTuple):
    """A step as the page of a case shows it."""

    task: CaseTask
    hindrance: str
    finding: Finding | None
    may_settle: bool

    @property
    def is_waiting(self) -> bool:
        return bool(self.hindrance) and not self.task.is_settled


class Part(NamedTuple):
    """A phase with its lines; the current one is open."""

    stretch: Stretch
    lines: list[Line]
    is_current: bool


class CasePage(DetailPage):
    """One case: the way, what comes next, what blocks, what was decided, and what happened."""

    permission_required = "takeovers.view_takeovercase"
    model = TakeoverCase
    template_name = "takeovers/case.html"
    parent = ("Aufnahmen und Austritte", "takeovers:cases")

    def get_rows(self) -> QuerySet[TakeoverCase]:
        rows = TakeoverCase.objects.visible_to(signed_in(self.request))
        return rows.select_related(
            "authority",
            "template",
            "responsible",
            "coordinator",
            "policy_resolution",
            "resolution",
            "agreement",
            "baseline",
        )

    def get_title(self) -> str:
        return f"{self.object.get_kind_display()}: {self.object.authority.name}"

    def get_actions(self) -> list[Link]:
        if not self._may_change:
            return []
        case = self.object
        links = [Link("Bearbeiten", reverse("takeovers:edit", args=[case.pk]), "edit")]
        if case.is_open:
            links.append(Link("Beenden", reverse("takeovers:end", args=[case.pk]), "block"))
        return links

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        case, user, today = self.object, signed_in(self.request), timezone.localdate()
        standing = Standing(case, today)
        current = standing.current() if case.is_open else None
        events = list(
            CaseEvent.objects.visible_to(user).filter(case=case).select_related("by", "task")[: MOST_EVENTS + 1]
        )
        return super().get_context_data(
            badge=case_badge(case.state),
            standing=standing,
            properties=self._properties(),
            next_lines=[self._line(standing, task) for task in standing.next_tasks()] if case.is_open else [],
            parts=[
                Part(part, [self._line(standing, task) for task in part.tasks], is_current=part == current)
                for part in standing.stretches
            ],
            gates=list(standing.passages()),
            overrides=GateOverride.objects.visible_to(user).filter(case=case).select_related("by", "scope"),
            scopes=standing.scopes,
            consents=self._consents(),
            items=BaselineItem.objects.visible_to(user).filter(baseline__case=case),
            newest_events=events[:NEWEST_EVENTS],
            older_events=events[NEWEST_EVENTS:MOST_EVENTS],
            has_more_events=len(events) > MOST_EVENTS,
            may_change=self._may_change,
            may_override=user.has_perm("takeovers.override_gate") and case.is_open,
            is_for_staff=self.is_for_staff,
            is_joining=case.kind == CaseKind.JOINING,
            is_due_again=case.is_due_again(today),
            today=today,
            **kwargs,
        )

    @property
    def _may_change(self) -> bool:
        return self.is_for_staff and self.request.user.has_perm("takeovers.change_takeovercase")

    def _properties(self) -> list[Property]:
        case = self.object
        agreement = case.agreement
        rows = [
            Property("Begonnen", cells.day(case.started_on)),
            Property("Zuständig im Service", case.responsible),
            Property("Zuständig in der Behörde", case.coordinator),
            Property(
                "Vereinbarung",
                cells.link(agreement.get_absolute_url(), str(agreement)) if agreement else "noch keine zugeordnet",
            ),
            Property("Ablauf", str(case.template)),
        ]
        if case.ended_on:
            rows.append(Property("Beendet", cells.day(case.ended_on)))
        if case.follow_up_on:
            rows.append(Property("Wiedervorlage", cells.day(case.follow_up_on)))
        if self.is_for_staff and case.note:
            rows.append(Property("Bemerkung", case.note))
        if self.is_for_staff and case.source:
            rows.append(
                Property("Quelle", f"{case.source} ({case.get_certainty_display()})" if case.certainty else case.source)
            )
        return rows

    def _line(self, standing: Standing, task: CaseTask) -> Line:
        hindrance = "" if task.is_settled else standing.hindrance(task)
        own = self._may_change or (not self.is_for_staff and task.side == Side.AUTHORITY)
        return Line(
            task, hindrance, standing.finding(task), may_settle=own and self.object.is_open and not task.is_settled
        )

    def _consents(self) -> list[tuple[Any, SafeString]]:
        rows = self.object.consents.select_related("carrier", "decision").order_by("carrier__name")
        return [(row, answer_badge(row.answer)) for row in rows]

"""Changes: the list, and one with what it affects, what stands against it, and its steps."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from accounts.signed_in import signed_in
from changes.affecting import Drift, drift_of
from changes.badges import effect_badge, risk_badge, state_badge
from changes.conflicts import Planning, span_in_words
from changes.course import course_of
from changes.filters import ChangeFilter
from changes.lifecycle import IN_PREPARATION, OPEN, State
from changes.models import AffectedByChange, Change
from changes.showing import conflicts_section
from changes.tables import ChangeTable
from changes.views.steps import steps_of
from dependencies.nodes import Node
from ui import cells
from ui.ordering import GermanOrder
from ui.pages import DetailPage, Link, ListPage, Property, Section, filtered
from ui.together import together

PER_PAGE = 50
RELATED = ("planned_by", "submitted_by", "decided_by", "target_version__product", "announcement")


class ChangeList(ListPage):
    """Changes, the latest first."""

    permission_required = "changes.view_change"
    model = Change
    template_name = "changes/list.html"
    table_class = ChangeTable
    filterset_class = ChangeFilter
    page_title = "Änderungen"
    intro = "Geplante Arbeiten an Fachverfahren und zentraler Infrastruktur, mit den Behörden, die davon etwas spüren."
    empty_text = "Noch ist keine Änderung geplant."

    def get_rows(self) -> QuerySet[Change]:
        affected = AffectedByChange.objects.filter(change=OuterRef("pk"), is_left_out=False).order_by().values("change")
        count = Coalesce(Subquery(affected.annotate(n=Count("pk")).values("n")), 0)
        return super().get_rows().annotate(affected_count=count)

    def get_actions(self) -> list[Link]:
        links = [Link("Kalender", reverse("changes:calendar"), "event")]
        if self.request.user.has_perm("changes.add_change"):
            links.insert(0, Link("Änderung planen", reverse("changes:new"), "add"))
        return links

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = signed_in(self.request)
        waiting = together(self.request).count(lambda: Change.objects.visible_to(user).waiting_for(user))
        return super().get_context_data(waiting=waiting, waiting_url=filtered("changes:changes", waits="me"), **kwargs)


class ChangeDetail(DetailPage):
    """One change."""

    permission_required = "changes.view_change"
    model = Change
    template_name = "changes/change.html"
    parent = ("Änderungen", "changes:changes")

    def get_rows(self) -> QuerySet[Change]:
        return super().get_rows().select_related(*RELATED)

    def get_title(self) -> str:
        return f"{self.object.number} {self.object.title}"

    def get_subtitle(self) -> str:
        return span_in_words(self.object.starts_at, self.object.ends_at)

    @cached_property
    def is_in_preparation(self) -> bool:
        """It is still written, and this person may do so."""
        return self.object.state in IN_PREPARATION and self.request.user.has_perm("changes.change_change")

    def get_sections(self) -> list[Section]:
        sections = [self._facts(), self._things()]
        if self.object.state in OPEN and self.object.state != State.RUNNING:
            sections.append(conflicts_section(Planning.of(self.object, now=timezone.now()).conflicts()))
        return [*sections, self._course()]

    def _facts(self) -> Section:
        row: Change = self.object
        properties = [
            Property("Art", row.get_kind_display()),
            Property("Wann", span_in_words(row.starts_at, row.ends_at)),
            Property("Auswirkung währenddessen", effect_badge(row.effect)),
            Property("Risiko", risk_badge(row.risk)),
            Property("Grund", row.reason),
            Property("Was wird gemacht?", row.work),
            Property("Rückfallplan", row.backout),
            Property("Text für die Behörden", row.public_text),
            Property(
                "Version danach", f"{row.target_version.product} {row.target_version}" if row.target_version else ""
            ),
            Property("Trotz Einwänden, weil", row.conflict_reason),
            Property("Abgesagt, weil" if row.state == State.CANCELLED else "Ergebnis", row.result),
        ]
        return Section("Angaben", [one for one in properties if one.value])

    def _things(self) -> Section:
        nodes = [Node.of(row) for row in (*self.object.applications.all(), *self.object.items.all())]
        rows: list[tuple[Any, ...]] = [(cells.link(node.own_page, node.name), node.sort, node.detail) for node in nodes]
        headings: tuple[str, ...] = ("Name", "Art", "Inventarnummer")
        if self.is_in_preparation:
            headings = (*headings, "Entfernen")
            rows = [(*row, self._remove(node)) for row, node in zip(rows, nodes, strict=True)]
        more = Link("Weiteres ergänzen", self._page("add_thing")) if self.is_in_preparation else None
        hint = "Noch ist nicht gesagt, woran gearbeitet wird."
        return Section("Woran gearbeitet wird", headings=headings, rows=rows, hint=hint, more=more)

    def _remove(self, node: Node) -> Any:
        address = reverse("changes:remove_thing", args=[self.object.pk, node.kind.slug, node.pk])
        return cells.link(address, "Entfernen", node.name)

    def _course(self) -> Section:
        rows = [
            (step.what, cells.moment(step.at) if step.at else "", step.by, step.words)
            for step in course_of(self.object)
        ]
        return Section("Schritte", headings=("Schritt", "Am", "Durch", "Dazu"), rows=rows)

    def get_links(self) -> list[Link]:
        row: Change = self.object
        links = [
            Link(f"Alle Änderungen an {one.name}", filtered("changes:changes", application=one.pk), "apps")
            for one in list(row.applications.all())[:5]
        ]
        if row.announcement:
            links.append(Link("Mitteilung an die Behörden", row.announcement.get_absolute_url(), "campaign"))
        return links

    def get_actions(self) -> list[Link]:
        return steps_of(self.object, signed_in(self.request))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, user = self.object, signed_in(self.request)
        drift = drift_of(row, timezone.localdate()) if row.is_frozen and row.state in OPEN else Drift([], [])
        affected = AffectedByChange.objects.visible_to(user).filter(change=row).select_related("authority")
        page = Paginator(affected.order_by("is_left_out", GermanOrder("authority__name"), "pk"), PER_PAGE)
        page_obj = page.get_page(self.request.GET.get("page"))
        left_out = affected.filter(is_left_out=True).count()
        return super().get_context_data(
            state=state_badge(row.state),
            affected=page_obj,
            affected_section=self._affected(list(page_obj)),
            affected_count=page.count - left_out,
            left_out_count=left_out,
            drift=drift,
            is_in_preparation=self.is_in_preparation,
            add_affected_url=self._page("add_affected"),
            recompute_url=self._page("recompute"),
            is_own=user.pk in (row.planned_by_id, row.submitted_by_id) and user.has_perm("changes.approve_change"),
            **kwargs,
        )

    def _affected(self, rows: list[AffectedByChange]) -> Section:
        lines = [
            (
                cells.link(reverse("dashboards:authority", args=[row.authority_id]), row.authority.name),
                row.why,
                by_hand(row),
                *([self._by_hand_link(row)] if self.is_in_preparation else []),
            )
            for row in rows
        ]
        headings = ("Behörde", "Weil", "Von Hand", *(["Ändern"] if self.is_in_preparation else []))
        hint = "Niemand spürt etwas davon, soweit Nutzung und Abhängigkeiten es sagen."
        return Section("Betroffene Behörden", headings=headings, rows=lines, hint=hint)

    def _by_hand_link(self, row: AffectedByChange) -> Any:
        if row.is_by_hand or row.is_left_out:
            return cells.link(reverse("changes:undo_by_hand", args=[row.pk]), "Zurücknehmen", row.authority.name)
        return cells.link(reverse("changes:leave_out", args=[row.pk]), "Ausnehmen", row.authority.name)

    def _page(self, name: str) -> str:
        return reverse(f"changes:{name}", args=[self.object.pk])


def by_hand(row: AffectedByChange) -> str:
    """What somebody put right, and why."""
    if row.is_left_out:
        return f"ausgenommen: {row.reason}"
    return f"ergänzt: {row.reason}" if row.is_by_hand else ""

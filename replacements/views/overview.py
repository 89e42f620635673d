"""The plan at a glance: what is due when and for how much, by side and kind."""

from functools import cached_property
from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from accounts.signed_in import signed_in
from replacements.plan import planned_devices, planned_items, terms_on
from replacements.showing import address_of_plan, missing_in_words, section_of, side_filter, whole_euro, without_footer
from replacements.sums import (
    Group,
    Line,
    Side,
    Total,
    columns_from,
    groups_of_devices,
    groups_of_items,
    label_of,
    table,
)
from ui import cells
from ui.charts import counted
from ui.pages import Link, filtered

ORDER = {"authority": 0, "reserve": 1, "infrastructure": 2}


class Overview(PermissionRequiredMixin, TemplateView):
    """„Ersatzplanung“: sums by authority or, for one side, by kind of device."""

    permission_required = "replacements.view_plannedreplacement"
    template_name = "replacements/overview.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.today = timezone.localdate()
        columns, side = columns_from(self.today.year), self.side
        groups = [group for group in self.groups if side in (None, group.side)]
        devices = [group for group in groups if side or group.side.kind != "infrastructure"]
        kinds = sorted(table(devices, columns, lambda group: group.kind), key=lambda line: line.label)
        title = "Nach Geräteart" if side else "Nach Geräteart, ohne zentrale Infrastruktur"
        sections = [section_of(title, "Art", kinds, columns, address_of_plan(side), NOTHING)]
        sides = sorted(table(groups, columns, lambda group: group.side), key=_by_side)
        if side is None:
            address = without_footer(address_of_plan(None))
            sections.insert(0, section_of("Nach Behörde", "Behörde", sides, columns, address, NOTHING))
        total = sum((group.total for group in groups if not group.is_kept), Total())
        return super().get_context_data(
            page_title="Ersatzplanung",
            side=side,
            choices=self._choices(),
            figures=self._figures(devices),
            sections=sections,
            notice=missing_in_words(total),
            links=self._links(),
            today=self.today,
            **kwargs,
        )

    @cached_property
    def groups(self) -> list[Group]:
        """The sums of everything this person may see, by three queries."""
        user, today = signed_in(self.request), self.today
        terms = terms_on(today)
        return [
            *groups_of_devices(planned_devices(user, terms, today)),
            *groups_of_items(planned_items(user, terms, today)),
        ]

    @cached_property
    def sides(self) -> list[Side]:
        """Whose plan can be chosen."""
        return sorted({group.side for group in self.groups}, key=lambda side: (ORDER[side.kind], side.name))

    @cached_property
    def side(self) -> Side | None:
        """The chosen side; one that does not exist is not found."""
        chosen = self.request.GET.get("side", "")
        if not chosen:
            return None
        found = next((side for side in self.sides if f"{side.kind}-{side.key}" == chosen), None)
        if found is None:
            raise Http404("Dafür gibt es keinen Plan.")
        return found

    def _choices(self) -> list[tuple[Link, bool]]:
        here = reverse("replacements:plan")
        return [
            (Link("Alle Behörden", here), self.side is None),
            *(
                (Link(side.name, filtered("replacements:plan", side=f"{side.kind}-{side.key}")), side == self.side)
                for side in self.sides
            ),
        ]

    def _figures(self, groups: list[Group]) -> list[tuple[str, str, str]]:
        """The numbers above the tables: of devices, or of the infrastructure that was chosen, as their lists hold them."""
        year = self.today.year + 1
        planned = [(group.year, group.total) for group in groups if not group.is_kept and group.year is not None]
        overdue = sum((total for due, total in planned if due < self.today.year), Total())
        following = sum((total for due, total in planned if due == year), Total())
        kept = sum(group.total.count for group in groups if group.is_kept)
        of = side_filter(self.side) if self.side else {}
        name = "replacements:items" if self.side and self.side.kind == "infrastructure" else "replacements:devices"
        return [
            (
                cells.number(overdue.count),
                f"{'Gerät' if overdue.count == 1 else 'Geräte'} überfällig, {whole_euro(overdue.price)}",
                filtered(name, due="overdue", **of),
            ),
            (
                whole_euro(following.price),
                f"{counted(following.count, 'Gerät', 'Geräte')} im Jahr {year}",
                filtered(name, year_from=year, year_until=year, **of),
            ),
            (
                cells.number(kept),
                f"{'Gerät wird' if kept == 1 else 'Geräte werden'} laut Entscheidung nicht ersetzt",
                filtered(name, decision="kept", **of),
            ),
        ]

    def _links(self) -> list[Link]:
        return [
            Link("Geräte", reverse("replacements:devices"), "computer"),
            Link("Zentrale Infrastruktur", reverse("replacements:items"), "domain"),
            Link("Haushaltsrunden", reverse("replacements:rounds"), "lock"),
            Link("Vorgaben und Preise", reverse("replacements:rules"), "tune"),
            Link("Altersstruktur", reverse("dashboards:fleet"), "analytics"),
        ]


NOTHING = "Noch ist kein Gerät eingetragen, das einmal ersetzt werden muss."


def _by_side(line: Line) -> tuple[int, str]:
    return ORDER[line.key.kind], label_of(line.key)

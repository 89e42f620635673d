"""One step for many reports: what would happen, then doing it, then what was refused."""

import re
from collections.abc import Sequence
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from accounts.signed_in import signed_in
from tickets import actions
from tickets.actions.bulk import MOST_AT_ONCE
from tickets.forms.bulk import Bulk, WakingDay, steps_for
from tickets.models import Ticket
from tickets.views.queue import listed
from ui.bulk import BulkPage, BulkStep, Outcome
from ui.together import together


class ReportsAtOnce(BulkPage):
    """The ticked reports of the queue."""

    permission_required = "tickets.work_ticket"
    list_page = "tickets:queue"
    preview_page = "tickets:bulk"
    apply_page = "tickets:bulk-apply"
    field = "ticket"
    tick = re.compile(r"(?P<key>[0-9]{2}-[0-9]{6,9})(?::(?P<seen>[0-9]{1,9}))?")
    one, a_one, many, of_many = "Meldung", "eine Meldung", "Meldungen", "Meldungen"
    list_title = "Meldungen"
    headings = ("Nr.", "Betreff", "Behörde")
    form: Bulk

    @property
    def most(self) -> int:  # type: ignore[override]  # the page asks only
        """So many at once."""
        return MOST_AT_ONCE

    def get_form(self) -> Bulk:
        groups = steps_for(signed_in(self.request), timezone.localdate(), together(self.request))
        return Bulk(self.request.POST, groups=groups)

    def get_words(self) -> str:
        return self.form.words()

    def get_step(self) -> BulkStep[Ticket]:
        return self.form.step()

    def get_details(self) -> WakingDay | None:
        return WakingDay(self.request.POST) if self.form.cleaned_data["do"].startswith("state:waiting") else None

    def get_everything(self) -> list[Ticket]:
        """Never those of one person, see `may_count`."""
        filterset, rows = listed(self.request, QueryDict(self.request.POST.get("list", "")))
        return list(rows[: self.most]) if filterset.may_count() and not filterset.problems() else []

    def get_chosen(self) -> list[Ticket]:
        numbers = [match["key"] for match in self.ticked()]
        rows = Ticket.objects.visible_to(signed_in(self.request)).select_related(
            "authority", "assignee", "team", "category"
        )
        by_number = {row.number: row for row in rows.defer("description").filter(number__in=numbers)}
        return [by_number[number] for number in dict.fromkeys(numbers) if number in by_number]

    def apply(self, rows: Sequence[Ticket], step: BulkStep[Ticket]) -> tuple[list[Outcome[Ticket]], bool]:
        by = signed_in(self.request)
        seen = {match["key"]: int(match["seen"]) for match in self.ticked() if match["seen"]}
        outcomes, is_stored = actions.change_many(
            tickets=rows,
            step=step,
            by=by,
            now=timezone.now(),
            versions={row.pk: seen[row.number] for row in rows if row.number in seen},
            all_or_nothing=self.all_or_nothing,
        )
        if is_stored:
            actions.keep_read(tickets=[outcome.row for outcome in outcomes if outcome.is_change], by=by)
        return outcomes, is_stored

    def describe(self, row: Ticket) -> tuple[str, str, str]:
        return row.number, row.subject, row.authority.short_name

    def marked(self, row: Ticket) -> Any:
        return f"{row.number}:{row.version}"

"""One step for many rows of a list: tried out first, then taken for all of them or for those that allow it."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, NamedTuple, TypeVar
from urllib.parse import parse_qsl, urlencode

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views import View

from ui.charts import counted
from ui.parts import Link

Row = TypeVar("Row", bound=Any)
Group = tuple[str, Iterable[tuple[str, str]]]


@dataclass(frozen=True)
class BulkStep(Generic[Row]):
    """One step that can be taken for many rows: its words, the single-row action, and what of a row it changes.

    The action is handed the row, the person, the moment, and what the person saw of the row, if anything.
    """

    words: str
    perform: Callable[[Row, Any, datetime, Any], Row]
    facts: Callable[[Row], str]


@dataclass(frozen=True)
class Outcome(Generic[Row]):
    """What a step does to one row: from what to what, or why it is refused."""

    row: Row
    before: str
    after: str
    problem: str = ""

    @property
    def is_change(self) -> bool:
        """Whether the step changes anything about the row."""
        return not self.problem and self.before != self.after


class BulkBar(NamedTuple):
    """The bar below a list in which a step for the ticked rows is chosen.

    `others` are pages that the ticked rows are sent to as they are, since nothing of them changes there.
    """

    url: str
    one: str
    many: str
    steps: Sequence[Group]
    most: int
    others: Sequence[Link] = ()


Stale = Callable[[Row, Any], str]
"""Says why a row is no longer what the person saw of it; empty if it is."""


def try_each(rows: Sequence[Row], step: BulkStep[Row], by: Any, now: datetime) -> list[Outcome[Row]]:
    """Say what a step would do to each row. It is really taken and then taken back, so that both always agree."""
    with transaction.atomic():
        outcomes = _each(rows, step, by, now, {}, lambda row, seen: "")
        transaction.set_rollback(True)
    return outcomes


def take_each(
    rows: Sequence[Row],
    step: BulkStep[Row],
    by: Any,
    now: datetime,
    *,
    seen: dict[int, Any],
    stale: Stale[Row],
    all_or_nothing: bool,
) -> tuple[list[Outcome[Row]], bool]:
    """Take a step for many rows in one transaction; return what became of each, and whether anything was stored.

    With `all_or_nothing` one refusal keeps all of them as they were; without it only the refused stay as they were.
    `seen` is what the person saw of each row, by key: what is `stale` since then is refused.
    """
    with transaction.atomic():
        outcomes = _each(rows, step, by, now, seen, stale)
        is_stored = not (all_or_nothing and any(outcome.problem for outcome in outcomes))
        if not is_stored:
            transaction.set_rollback(True)
    return outcomes, is_stored


def _each(
    rows: Sequence[Row], step: BulkStep[Row], by: Any, now: datetime, seen: dict[int, Any], stale: Stale[Row]
) -> list[Outcome[Row]]:
    # Always locked in the same order, so that two people who change the same rows wait for each other once.
    done = {row.pk: _one(row, step, by, now, seen, stale) for row in sorted(rows, key=lambda row: row.pk)}
    return [done[row.pk] for row in rows]


def _one(
    row: Row, step: BulkStep[Row], by: Any, now: datetime, seen: dict[int, Any], stale: Stale[Row]
) -> Outcome[Row]:
    before = step.facts(row)
    # Not every action asks for what was seen; the person decided on what the preview showed.
    if row.pk in seen and (problem := stale(row, seen[row.pk])):
        return Outcome(row, before, "", problem)
    try:
        changed = step.perform(row, by, now, seen.get(row.pk))
    except ValidationError as error:
        return Outcome(row, before, "", " ".join(error.messages))
    return Outcome(row, before, step.facts(changed))


class BulkPage(PermissionRequiredMixin, View):
    """The preview of a step for the ticked rows of a list and, with `is_applied`, the step itself and what was refused."""

    http_method_names = ["post"]
    template_name = "ui/bulk.html"
    is_applied = False
    list_page: str  # names of the three addresses
    preview_page: str
    apply_page: str
    field: str  # the name of the boxes that are ticked
    tick = re.compile(r"(?P<key>[0-9]{1,12})(?::(?P<seen>[a-z_0-9]{1,20}))?")
    one: str
    a_one: str  # with its article
    many: str
    of_many: str  # as it stands after „von“
    list_title: str
    headings: tuple[str, str, str]  # of the row's key, its title, and what else tells it from others
    most = 200

    def post(self, request: HttpRequest) -> HttpResponse:
        """Show what would happen, or do it; what cannot be meant leads back to the list with a sentence."""
        self.form = self.get_form()
        is_whole = not self.is_applied and request.POST.get("everything")
        rows = self.get_everything() if is_whole else self.get_chosen()
        if problem := self._problem(rows):
            messages.error(request, problem)
            return self.back_to_list(request)
        step = self.get_step()
        if step is None:
            return self._page(self.foresee(rows))
        if not self.is_applied:
            return self._page(try_each(rows, step, request.user, timezone.now()))
        outcomes, is_stored = self.apply(rows, step)
        if is_stored and not any(outcome.problem for outcome in outcomes):
            changed = sum(outcome.is_change for outcome in outcomes)
            messages.success(request, f"{self.get_words()}: {counted(changed, self.one, self.many)} geändert.")
            return self.back_to_list(request)
        return self._page(outcomes, is_done=True, is_stored=is_stored)

    def get_form(self) -> BaseForm:
        """The choice of the step."""
        raise NotImplementedError

    def get_words(self) -> str:
        """The chosen step in words."""
        raise NotImplementedError

    def get_step(self) -> BulkStep[Any] | None:
        """The chosen step; None while it lacks details that `get_details` asks for."""
        raise NotImplementedError

    def get_details(self) -> BaseForm | None:
        """What the step needs to know beside the rows."""
        return None

    def foresee(self, rows: Sequence[Any]) -> list[Outcome[Any]]:
        """What can be said of each row while details are missing."""
        raise NotImplementedError

    def get_everything(self) -> list[Any]:
        """All rows of the list, as far as so many can be changed at once."""
        raise NotImplementedError

    def get_chosen(self) -> list[Any]:
        """The ticked rows that this person may see, in the order in which they stood in the list."""
        raise NotImplementedError

    def apply(self, rows: Sequence[Any], step: BulkStep[Any]) -> tuple[list[Outcome[Any]], bool]:
        """Take the step."""
        raise NotImplementedError

    def describe(self, row: Any) -> tuple[str, str, str]:
        """What the three first cells say of a row; the second leads to its page."""
        raise NotImplementedError

    def marked(self, row: Any) -> str:
        """A row as the preview hands it on: its key and what was seen of it."""
        raise NotImplementedError

    @property
    def all_or_nothing(self) -> bool:
        """Whether one refusal is to keep all rows as they were."""
        return self.request.POST.get("mode") != "possible"

    def ticked(self) -> list[re.Match[str]]:
        """The boxes that were ticked, as far as so many can be changed at once."""
        found = [self.tick.fullmatch(value) for value in self.request.POST.getlist(self.field)[: self.most]]
        return [match for match in found if match]

    def _problem(self, rows: Sequence[Any]) -> str:
        if not self.form.is_valid():
            return f"Bitte wählen Sie, was mit den {self.of_many} geschehen soll, und dann „Vorschau“."
        return "" if rows else f"Bitte wählen Sie mindestens {self.a_one} aus."

    def _page(
        self, outcomes: Sequence[Outcome[Any]], *, is_done: bool = False, is_stored: bool = False
    ) -> HttpResponse:
        refused = [outcome for outcome in outcomes if outcome.problem]
        details = self.get_details()
        context: dict[str, Any] = {
            "words": self.get_words(),
            "do": self.form.cleaned_data["do"],
            "details": details,
            "lacks_details": details is not None and not details.is_valid(),
            "lines": [
                (*self.describe(outcome.row), outcome) for outcome in sorted(outcomes, key=lambda one: not one.problem)
            ],
            "ticks": [self.marked(outcome.row) for outcome in outcomes],
            "headings": self.headings,
            "field": self.field,
            "list_title": self.list_title,
            "chosen": len(outcomes),
            "refused": len(refused),
            "changing": sum(outcome.is_change for outcome in outcomes),
            "list": self.request.POST.get("list", ""),
            "back": self.back_url(self.request),
            "preview_url": reverse(self.preview_page),
            "apply_url": reverse(self.apply_page),
            "is_done": is_done,
            "is_stored": is_stored,
            "one": self.one,
            "many": self.many,
            "of_many": self.of_many,
            "most": self.most,
        }
        return render(self.request, self.template_name, context, status=422 if is_done and not is_stored else 200)

    @classmethod
    def back_to_list(cls, request: HttpRequest) -> HttpResponse:
        """The list as it was when something was posted from it."""
        return HttpResponseRedirect(cls.back_url(request))

    @classmethod
    def back_url(cls, request: HttpRequest) -> str:
        """Its address."""
        return list_url(request, cls.list_page)


def list_query(request: HttpRequest) -> list[tuple[str, str]]:
    """What stood in the address of the list from which something was posted."""
    return parse_qsl(request.POST.get("list", ""), keep_blank_values=True)


def list_url(request: HttpRequest, list_page: str) -> str:
    """The list as it was then; its address is written anew, so that nothing but names and values gets into it."""
    query = urlencode(list_query(request))
    return f"{reverse(list_page)}{'?' + query if query else ''}"

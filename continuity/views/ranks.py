"""Agreeing the ranks of all Fachverfahren on one page: numbers, up and down, a preview, then saving."""

from typing import Any, NamedTuple

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import ValidationError
from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.generic import View

from accounts.signed_in import signed_in
from applications.models import SpecialistApplication
from continuity import actions
from continuity.forms import RanksForm
from continuity.restart import LAST
from ui import cells
from ui.ordering import GermanOrder
from ui.pages import Link, Section, show_errors


class Move(NamedTuple):
    """An arrow that was pressed."""

    direction: str
    key: int


class RanksPage(PermissionRequiredMixin, View):
    """One form for all ranks; every button sends it, so that nothing typed is lost."""

    permission_required = "continuity.agree_ranks"
    http_method_names = ["get", "post", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The ranks as they stand."""
        form = RanksForm(applications=self.applications(), initial={"agreed_on": timezone.localdate()})
        return self._page(form, preview=None)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Move one, show what would change, or save it."""
        applications, step = self.applications(), request.POST.get("step", "")
        direction, _, key = step.partition("-")
        if direction in ("up", "down") and key.isdecimal() and len(key) < 18:
            typed = moved(RanksForm(request.POST, applications=applications), int(key), up=direction == "up")
            form = RanksForm(applications=applications, initial=typed)
            return self._page(form, preview=None, move=Move(direction, int(key)))
        form, preview = RanksForm(request.POST, applications=applications), None
        is_outdated = step == "apply"
        if form.is_valid():
            try:
                if step == "apply" and request.POST.get("previewed") == form.digest:
                    return self._apply(form)
                preview = self._preview(form)
            except ValidationError as error:
                show_errors(form, error)
        return self._page(form, preview=preview, is_outdated=is_outdated)

    def applications(self) -> list[SpecialistApplication]:
        """All that is operated, in the order of the ranks as they stand."""
        rows = SpecialistApplication.objects.visible_to(signed_in(self.request)).operated_on(timezone.localdate())
        rows = rows.select_related("continuity_plan")
        rank = F("continuity_plan__restart_rank").asc(nulls_last=True)
        return list(rows.order_by(rank, GermanOrder("name"), "pk"))

    def _apply(self, form: RanksForm) -> HttpResponse:
        count = actions.agree_ranks(**form.said, by=signed_in(self.request), today=timezone.localdate())
        words = "Ein Rang ist" if count == 1 else f"{cells.number(count)} Ränge sind"
        messages.success(self.request, f"{words} gespeichert.")
        return HttpResponseRedirect(reverse("continuity:restart"))

    def _preview(self, form: RanksForm) -> Section:
        """What would change, the first ranks first; what could not be saved is refused here already."""
        changed = [key for key, rank in form.ranks.items() if rank != form.seen[key]]
        if changed:
            actions.check_ranks(**form.said, by=signed_in(self.request), today=timezone.localdate())
        changed.sort(key=lambda key: form.ranks[key] or LAST)
        rows = [(form.applications[key].name, _rank(form.seen[key]), _rank(form.ranks[key])) for key in changed]
        hint = "Es würde sich nichts ändern."
        return Section("Vorschau", headings=("Fachverfahren", "Bisher", "Danach"), rows=rows, hint=hint)

    def _page(
        self, form: RanksForm, *, preview: Section | None, move: Move | None = None, is_outdated: bool = False
    ) -> HttpResponse:
        context = {
            "page_title": "Ränge vereinbaren",
            "breadcrumb": [Link("Wiederanlauf", reverse("continuity:restart"))],
            "form": form,
            "head": form.head,
            "rows": rows_of(form, move),
            "moved": moved_in_words(form, move),
            "preview": preview,
            "is_outdated": is_outdated,
            "back_url": reverse("continuity:restart"),
        }
        return render(self.request, "continuity/ranks.html", context, status=422 if form.errors else 200)


def rows_of(form: RanksForm, move: Move | None = None) -> list[dict[str, Any]]:
    """The Fachverfahren in the order of what is typed, each with its fields and the arrow that the keyboard stands on."""
    keys = in_order(form)
    ranked = sum(1 for key in keys if typed_rank(form, key))
    rows = []
    for place, key in enumerate(keys):
        ways = {"up": place > 0, "down": place < ranked - 1}
        pressed = move.direction if move and move.key == key else ""
        if pressed and not ways[pressed]:  # at the end of the way the pressed arrow can hold no focus
            pressed = next((way for way, is_open in ways.items() if is_open), "")
        row = {"application": form.applications[key], "field": form[f"rank_{key}"], "seen": form[f"seen_{key}"]}
        rows.append({**row, "is_first": not ways["up"], "is_last": not ways["down"], "focus": pressed})
    return rows


def moved_in_words(form: RanksForm, move: Move | None) -> str:
    """Where the arrow has brought a Fachverfahren."""
    if move is None or move.key not in form.applications:
        return ""
    name, rank = form.applications[move.key].name, typed_rank(form, move.key)
    return f"{name} steht jetzt auf Rang {cells.number(rank)}." if rank else f"{name} bleibt ohne Rang."


def in_order(form: RanksForm) -> list[int]:
    """The keys by what is typed, or by what stands; what cannot be read as a number comes last."""
    place = {key: number for number, key in enumerate(form.applications)}
    return sorted(place, key=lambda key: (typed_rank(form, key) or LAST, place[key]))


def typed_rank(form: RanksForm, key: int) -> int | None:
    """The rank in a field, if it can be read."""
    words = str(form[f"rank_{key}"].value() or "").strip()
    return int(words) if words.isdecimal() and len(words) < 9 else None


def moved(form: RanksForm, key: int, *, up: bool) -> dict[str, Any]:
    """What was sent, with one of them before or behind its neighbour, and the ranks counted anew from 1.

    One without a rank that goes up becomes the last that has one; the others without keep none.
    """
    ranked = [one for one in in_order(form) if typed_rank(form, one)]
    if key in form.applications and key not in ranked and up:
        ranked.append(key)
    elif key in ranked and (place := ranked.index(key) + (-1 if up else 1)) in range(len(ranked)):
        ranked.remove(key)
        ranked.insert(place, key)
    typed = {name: form[name].value() for name in form.fields}
    return typed | {f"rank_{one}": number for number, one in enumerate(ranked, start=1)}


def _rank(rank: int | None) -> str:
    return "keiner" if rank is None else cells.number(rank)

"""Merging two entries that mean the same thing, and the list of devices that may be such a pair."""

import re
from typing import Any, ClassVar

from django import forms
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from accounts.models import User
from accounts.signed_in import signed_in
from ui.forms import KernForm
from ui.pages import ActionPage, Link, show_errors
from workstations.actions import merge, rehearse_merge
from workstations.duplicates import suspicious_pairs
from workstations.merging import Line, compare
from workstations.models import Device, Workstation

THIS, OTHER = "this", "other"
FOUND_AT_MOST = 20
PAIRS_ON_A_PAGE = 25


def merge_link(user: User, row: Device | Workstation) -> list[Link]:
    """The way to merging, for whoever may."""
    page = MergeDevices if isinstance(row, Device) else MergeWorkstations
    name = "merge_devices" if isinstance(row, Device) else "merge_workstations"
    may = user.has_perms(page.permission_required)
    return (
        [Link("Doppelt erfasst? Zusammenführen", reverse(f"workstations:{name}", args=[row.pk]), "merge")]
        if may
        else []
    )


def duplicates_link(user: User) -> list[Link]:
    """The way to the list of those that may be entered twice, for whoever may merge them."""
    may = user.has_perms(DuplicatesPage.permission_required)
    return [Link("Mögliche Doppel", reverse("workstations:duplicates"), "content_copy")] if may else []


class MergeForm(KernForm):
    """Which of two entries stays, and for everything in which they differ whose value counts."""

    stays = forms.ChoiceField(label="Welcher Eintrag bleibt?", widget=forms.RadioSelect, initial=THIS)

    def __init__(self, *args: Any, lines: list[Line], names: tuple[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        stays: Any = self.fields["stays"]
        stays.choices = list(zip((THIS, OTHER), names, strict=True))
        for line in lines:
            self.fields[line.group.key] = forms.ChoiceField(
                label=line.group.label,
                choices=[(THIS, line.this or "keine Angabe"), (OTHER, line.other or "keine Angabe")],
                widget=forms.RadioSelect,
                initial=OTHER if line.is_filled_by_other else THIS,
            )

    def taken(self, keys: list[str]) -> list[str]:
        """What counts from the entry that goes."""
        return [key for key in keys if self.cleaned_data[key] != self.cleaned_data["stays"]]


class MergePage(ActionPage):
    """Two entries that are one: choose the other one, compare, look at the preview, agree."""

    template_name = "workstations/merge.html"
    form_class = MergeForm
    submit_label = "Vorschau ansehen"
    kind: ClassVar[str]  # what is looked for, in the accusative
    searched: ClassVar[tuple[str, ...]]
    related: ClassVar[tuple[str, ...]]
    other: Any = None

    def get_rows(self) -> QuerySet[Any]:
        return super().get_rows().select_related(*self.related)

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.wanted = request.GET.get("other", "")

    def get_form(self, form_class: Any = None) -> Any:
        if self.wanted and self.other is None:
            if not re.fullmatch(r"\d{1,15}", self.wanted) or int(self.wanted) == self.object.pk:
                raise Http404
            self.other = get_object_or_404(self.get_rows(), pk=self.wanted)
        if self.other is None:
            return None
        self.lines = compare(self.object, self.other)
        self.differing = [line for line in self.lines if line.differs]
        return super().get_form(form_class)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"lines": self.differing, "names": (str(self.object), str(self.other))}

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.wanted:
            return self.get(request, *args, **kwargs)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """What was not seen in the preview exactly so is shown first."""
        try:
            outcome = rehearse_merge(**self._decided(form))
        except ValidationError as error:
            show_errors(form, error)
            return self.form_invalid(form)
        if outcome.conflicts or self.request.POST.get("seen") != outcome.based_on:
            return self.render_to_response(self.get_context_data(form=form, outcome=outcome))
        return super().form_valid(form)

    def perform(self, form: Any) -> Any:
        decided = self._decided(form)
        merge(**decided, seen=self.request.POST["seen"])
        self.success_message = f"{decided['goes']} ist in {decided['stays']} aufgegangen."
        return decided["stays"]

    def _decided(self, form: Any) -> dict[str, Any]:
        rows = (self.object, self.other) if form.cleaned_data["stays"] == THIS else (self.other, self.object)
        taken = form.taken([line.group.key for line in self.differing])
        return {
            "stays": rows[0], "goes": rows[1], "taken": taken, "by": signed_in(self.request), "on": timezone.localdate(),
        }  # fmt: skip

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        title = f"{self.kind} {self.object} zusammenführen"
        context = super().get_context_data(**({"outcome": None, "page_title": title} | kwargs))
        form, outcome = context["form"], context["outcome"]
        query = self.request.GET.get("q", "").strip()[:100]
        if form is None:
            return context | {"kind": self.kind, "query": query, "found": self._found(query), "most": FOUND_AT_MOST}
        if outcome is not None:
            decided = self._decided(form)
            context |= {"stays": decided["stays"], "goes": decided["goes"]}
            context["submit_label"] = "Vorschau erneuern" if outcome.conflicts else "Jetzt zusammenführen"
        return context | {
            "other": self.other,
            "differing": [(line, list(form[line.group.key])) for line in self.differing],
            "same": [line for line in self.lines if not line.differs and line.this],
        }

    def _found(self, query: str) -> list[Any]:
        if not query:
            return []
        matching = Q()
        for name in self.searched:
            matching |= Q(**{f"{name}__icontains": query})
        rows = self.get_rows().filter(matching).exclude(pk=self.object.pk)
        return list(rows.order_by("inventory_number", "pk")[:FOUND_AT_MOST])


class MergeDevices(MergePage):
    """The same of two devices."""

    permission_required = ("workstations.change_device", "workstations.delete_device")
    model = Device
    kind = "Gerät"
    searched = ("inventory_number", "serial_number", "host_name")
    related = (
        "model", "authority", "provider", "lease", "workstation", "held_by", "site", "room", "stored_at", "operating_system",
    )  # fmt: skip


class MergeWorkstations(MergePage):
    """The same of two workstations."""

    permission_required = ("workstations.change_workstation", "workstations.delete_workstation")
    model = Workstation
    kind = "Arbeitsplatz"
    searched = ("inventory_number", "name")
    related = ("authority", "site", "room", "used_by", "computer__model")

    def get_rows(self) -> QuerySet[Any]:
        """Those of one authority: others never are the same place."""
        rows = super().get_rows()
        return rows.filter(authority=self.object.authority_id) if self.object else rows


class DuplicatesPage(PermissionRequiredMixin, TemplateView):
    """Devices that may be entered twice, pair by pair, each with its reason."""

    permission_required = ("workstations.change_device", "workstations.delete_device")
    template_name = "workstations/duplicates.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = re.fullmatch(r"(\d{1,15})-(\d{1,15})", self.request.GET.get("after", ""))
        after = (int(found[1]), int(found[2])) if found else (0, 0)
        pairs, last = suspicious_pairs(signed_in(self.request), after, PAIRS_ON_A_PAGE)
        return super().get_context_data(
            page_title="Mögliche Doppel",
            breadcrumb=[Link("Geräte", reverse("workstations:devices"))],
            pairs=pairs,
            is_continued=bool(found),
            following=f"{last[0]}-{last[1]}" if last else "",
            **kwargs,
        )

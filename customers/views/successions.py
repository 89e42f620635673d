"""What became of an authority, and the page on which authorities give way to another."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from accounts.models import User
from accounts.signed_in import signed_in
from customers.actions import merge_authorities
from customers.forms import MergeForm
from customers.merging import in_words, plan, relation
from customers.models import Authority, Succession
from customers.views.facts import source
from customers.views.relations import RelationPage
from ui import cells
from ui.pages import Section


def what_became(authority: Authority, *, for_staff: bool) -> SafeString:
    """„aufgegangen in … am …“ with the way there; empty as long as the authority is there."""
    rows = list(authority.successions.select_related("successor"))
    if not rows:
        return SafeString("")
    names = format_html_join(" und ", "{}", ((_name(row.successor, for_staff=for_staff),) for row in rows))
    verb = "aufgegangen in" if rows[0].effective_on <= timezone.localdate() else "geht auf in"
    return format_html("{} {} am {}", verb, names, cells.day(rows[0].effective_on))


def came_before(authority: Authority, *, for_staff: bool) -> Iterable[Section]:
    """The authorities in whose place this one stands."""
    rows = [
        (
            _name(row.predecessor, for_staff=for_staff),
            row.get_kind_display(),
            cells.day(row.effective_on),
            row.predecessor.ags,
            source(row),
        )
        for row in authority.preceded_by.select_related("predecessor")
    ]
    if rows:
        yield Section("Hervorgegangen aus", headings=("Behörde", "Art", "am", "AGS", "Quelle"), rows=rows)


def _name(authority: Authority, *, for_staff: bool) -> SafeString | str:
    return cells.link(authority.get_absolute_url(), authority.name) if for_staff else authority.name


class MergePage(RelationPage):
    """Let an authority give way to another: first the preview of what ends, then the deed."""

    permission_required = "customers.add_succession"
    form_class = MergeForm
    template_name = "customers/merge.html"
    page_title = "Nachfolge eintragen"
    submit_label = "Vorschau ansehen"
    success_message = "Die Nachfolge ist eingetragen."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            **super().get_form_kwargs(),
            "user": self._user,
            "authority": self.object,
            "day": timezone.localdate(),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**({"plan": None} | kwargs))

    def form_valid(self, form: Any) -> HttpResponse:
        """What was not seen in the preview exactly so is shown first."""
        preview = self._preview(form)
        if self.request.POST.get("seen") != preview["seen"] or preview["plan"].obstacles:
            return self.render_to_response(self.get_context_data(form=form, **preview))
        return super().form_valid(form)

    def perform(self, form: Any) -> None:
        typed = form.cleaned_data
        merge_authorities(
            predecessors=[self.object, *typed.get("others", ())],
            successor=typed["successor"],
            effective_on=typed["effective_on"],
            kind=typed["kind"],
            hands_over=typed["hands_over"],
            source=typed["source"],
            certainty=typed["certainty"],
            by=self._user,
        )

    @property
    def _user(self) -> User:
        return signed_in(self.request)

    def _preview(self, form: Any) -> dict[str, Any]:
        typed = form.cleaned_data
        predecessors = [self.object, *typed.get("others", ())]
        made = plan(predecessors, typed["successor"], typed["effective_on"], hands_over=typed["hands_over"])
        ends = [in_words(row) for row in made.ends]
        goes_on = [relation(row, typed["successor"]) for row in made.goes_on]
        kind = Succession.Kind(typed["kind"]).label
        said = (kind, str(typed["effective_on"]), str(typed["successor"].pk), *map(str, predecessors), *ends, *goes_on)
        return {
            "plan": made,
            "predecessors": predecessors,
            "successor": typed["successor"],
            "effective_on": typed["effective_on"],
            "kind": kind,
            "ends": ends,
            "goes_on": goes_on,
            "seen": sha256("\n".join(said).encode()).hexdigest(),
            "submit_label": "Vorschau erneuern" if made.obstacles else "Nachfolge jetzt eintragen",
        }

    def get_success_url(self) -> str:
        return reverse("customers:relations", args=[self.object.pk])

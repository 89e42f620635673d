"""One piece of infrastructure: what it inherits from whom, and deciding otherwise."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from accounts.signed_in import signed_in
from continuity import actions
from continuity.forms import DeviationForm
from continuity.inheritance import NO_INHERITANCE, inheritance, level_in_words
from continuity.models import ProtectionDeviation, Value
from continuity.sections import LEVELS, level_rows, past_deviations
from continuity.standing import Protection, protection_of
from history.versions import as_seen
from ui import cells
from ui.pages import ActionPage, DetailPage, Link, Section
from ui.renewing import GuardedPage, renew
from workstations.models import InfrastructureItem

LIST = ("Schutzbedarf der Infrastruktur", "continuity:items")


class ItemPage(DetailPage):
    """What one piece of infrastructure needs, and why."""

    permission_required = "continuity.view_protectiondeviation"
    model = InfrastructureItem
    template_name = "continuity/item.html"
    parent = LIST

    @cached_property
    def protection(self) -> Protection:
        """What holds for it."""
        return protection_of(self.object, signed_in(self.request), timezone.localdate())

    def get_title(self) -> str:
        return f"Schutzbedarf: {self.object.name}"

    def get_subtitle(self) -> str:
        return f"{self.object.get_kind_display()}, {self.object.inventory_number}"

    def get_sections(self) -> list[Section]:
        found, user = self.protection, signed_in(self.request)
        if not found.inherited.applications and not found.deviations:
            hint = "Kein Fachverfahren mit festgestelltem Schutzbedarf braucht es."
            return [Section("Grundwerte", hint=hint), past_deviations(self.object, user)]
        may_decide = user.has_perm("continuity.change_protectiondeviation")
        rows = [list(row) for row in level_rows(found, user)]
        if may_decide:
            for row, value in zip(rows, Value, strict=True):
                row.append(self._ways(value))
        headings = [*LEVELS, *(["Entscheidung"] if may_decide else [])]
        return [Section("Grundwerte", headings=headings, rows=rows), past_deviations(self.object, user)]

    def _ways(self, value: Value) -> Any:
        url = reverse("continuity:deviate", args=[self.object.pk, value])
        if (deviation := self.protection.deviations.get(value)) is None:
            return cells.link(url, f"{value.label} abweichend festlegen")
        away = cells.link(reverse("continuity:withdraw", args=[deviation.pk]), f"Abweichung der {value.label} aufheben")
        return format_html("<span>{} · {}</span>", cells.link(url, f"{value.label} neu entscheiden"), away)

    def get_links(self) -> list[Link]:
        row = self.object
        return [
            Link("Angaben zum Gerät", row.get_absolute_url(), "dns"),
            Link("Was fällt mit ihm aus?", reverse("dependencies:impact", args=["item", row.pk]), "account_tree"),
            Link("Wovon hängt es ab?", reverse("dependencies:needs", args=["item", row.pk]), "account_tree"),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(reviews=self.protection.reviews, hints=self.protection.hints, **kwargs)
        return context | {"admin_links": []}


class Deviate(GuardedPage):
    """Decide that it needs more or less than it inherits."""

    permission_required = "continuity.change_protectiondeviation"
    model = InfrastructureItem
    form_class = DeviationForm
    success_message = "Die Abweichung ist gespeichert."

    @cached_property
    def value(self) -> Value:
        """The value that is decided about."""
        if self.kwargs["value"] not in Value.values:
            raise Http404
        return Value(self.kwargs["value"])

    def row(self) -> ProtectionDeviation | None:
        """What was decided before."""
        rows = ProtectionDeviation.objects.visible_to(signed_in(self.request))
        return rows.filter(item=self.object.pk, value=self.value).first()

    def get_initial(self) -> dict[str, Any]:
        return {"decided_on": timezone.localdate()}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "value": self.value, "instance": self.row()}

    def perform(self, form: DeviationForm) -> None:
        said = dict(form.cleaned_data)
        version = said.pop("version") or 0
        actions.deviate(
            item=self.object, value=self.value, by=signed_in(self.request), today=timezone.localdate(), version=version,
            **said,
        )  # fmt: skip

    def renew(self, form: Any) -> None:
        fresh = self.row()
        seen = as_seen(fresh, form.cleaned_data.get("version") or 0)
        renew(form, DeviationForm(instance=fresh, value=self.value), seen=seen)

    def get_success_url(self) -> str:
        return reverse("continuity:item", args=[self.object.pk])

    def get_back_url(self) -> str:
        return self.get_success_url()

    def get_breadcrumb(self) -> list[Link]:
        return [Link(LIST[0], reverse(LIST[1])), Link(self.object.name, self.get_back_url())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = inheritance(timezone.localdate(), [self.object.pk]).get(self.object.pk, NO_INHERITANCE).of(self.value)
        question = f"Geerbt wird zurzeit: {level_in_words(found.level)}"
        question += f", von {found.count} Fachverfahren." if found.count else "."
        title = f"{self.value.label} von „{self.object.name}“ abweichend festlegen"
        return super().get_context_data(page_title=title, question=question, **kwargs)


class WithdrawDeviation(ActionPage):
    """What is inherited holds again."""

    permission_required = "continuity.change_protectiondeviation"
    model = ProtectionDeviation
    template_name = "ui/confirm.html"
    page_title = "Abweichung aufheben?"
    submit_label = "Aufheben"
    success_message = "Es gilt wieder, was geerbt wird."

    def get_rows(self) -> QuerySet[Any]:
        return ProtectionDeviation.objects.visible_to(signed_in(self.request)).select_related("item")

    def perform(self, form: Any) -> None:
        actions.withdraw(deviation=self.object, by=signed_in(self.request))

    def get_success_url(self) -> str:
        return reverse("continuity:item", args=[self.object.item_id])

    def get_breadcrumb(self) -> list[Link]:
        return [Link(LIST[0], reverse(LIST[1])), Link(self.object.item.name, self.get_success_url())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question = f"„{self.object}“ gilt dann für „{self.object.item.name}“ nicht mehr, sondern wieder der geerbte Schutzbedarf."
        return super().get_context_data(question=question, **kwargs)

"""What the plan follows from: service years and prices of each kind, and the systems that are changed."""

from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from accounts.signed_in import signed_in
from replacements import actions
from replacements.forms import RuleForm, SystemsForm
from replacements.models import ReplacementRule, UpgradePath
from replacements.tables import euro
from ui import cells
from ui.pages import ActionPage, Link, Section, filtered
from workstations.models import DeviceKind, OperatingSystem


class Rules(PermissionRequiredMixin, TemplateView):
    """The rules that hold today and those that come, each with its source."""

    permission_required = "replacements.view_replacementrule"
    template_name = "replacements/rules.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, today = signed_in(self.request), timezone.localdate()
        rows = ReplacementRule.objects.visible_to(user)
        standing = list(rows.standing(today))
        coming = list(rows.filter(valid_from__gt=today).order_by("valid_from", "kind"))
        self.may_set = user.has_perm("replacements.add_replacementrule")
        missing = [kind.label for kind in DeviceKind if kind not in {rule.kind for rule in standing}]
        return super().get_context_data(
            page_title="Vorgaben der Ersatzplanung",
            breadcrumb=[Link("Ersatzplanung", reverse("replacements:plan"))],
            actions=self._actions(),
            sections=[
                self._section("Gilt heute", sorted(standing, key=lambda rule: rule.get_kind_display())),
                self._section("Gilt später", coming, "Es ist keine künftige Vorgabe eingetragen."),
            ],
            missing=", ".join(missing),
            systems=self._systems(),
            **kwargs,
        )

    def _actions(self) -> list[Link]:
        if not self.may_set:
            return []
        return [
            Link("Vorgabe eintragen", reverse("replacements:add_rule"), "add"),
            Link("Wechsel von Betriebssystemen", reverse("replacements:systems"), "sync"),
        ]

    def _section(self, title: str, rules: list[ReplacementRule], hint: str = "Noch gilt keine Vorgabe.") -> Section:
        headings = ["Geräteart", "Gilt ab", "Nutzungsdauer", "Preis", "Steigerung je Jahr", "Garantieende", "Quelle"]
        return Section(title, headings=headings, rows=[self._row(rule) for rule in rules], hint=hint)

    def _row(self, rule: ReplacementRule) -> tuple[Any, ...]:
        name: Any = rule.get_kind_display()
        if self.may_set:
            name = cells.link(filtered("replacements:add_rule", kind=rule.kind), name)
        source = f"{rule.source} ({rule.get_certainty_display()})" if rule.certainty else rule.source
        return (
            name,
            cells.day(rule.valid_from),
            f"{rule.service_years} {'Jahr' if rule.service_years == 1 else 'Jahre'}",
            euro(rule.price) or "kein Preis hinterlegt",
            f"{cells.number(rule.growth, 2)}{cells.NO_BREAK_SPACE}%" if rule.growth else "–",
            "zählt" if rule.warranty_counts else "zählt nicht",
            source or "–",
        )

    def _systems(self) -> Section:
        paths = UpgradePath.objects.visible_to(signed_in(self.request)).select_related("operating_system")
        rows = [
            (str(path), cells.day(path.operating_system.support_ends_on) or "–", path.note or "–") for path in paths
        ]
        hint = "Für kein Betriebssystem. Endet die Unterstützung, sind alle Geräte damit zu ersetzen."
        headings = ("Betriebssystem", "Unterstützung endet am", "Bemerkung")
        return Section("Betriebssysteme, die gewechselt werden", headings=headings, rows=rows, hint=hint)


class AddRule(ActionPage):
    """A rule that holds from a day on; the one that held before stays on record."""

    permission_required = "replacements.add_replacementrule"
    form_class = RuleForm
    page_title = "Vorgabe eintragen"
    question = (
        "Ab dem angegebenen Tag gilt die neue Vorgabe; die bisherige bleibt im Verlauf. Festgeschriebene Haushaltsrunden "
        "ändern sich nicht."
    )
    success_message = "Die Vorgabe ist gespeichert."

    def get_initial(self) -> dict[str, Any]:
        today = timezone.localdate()
        initial: dict[str, Any] = {"valid_from": today, "growth": 0}
        kind = self.request.GET.get("kind", "")
        if kind in DeviceKind.values:
            rule = ReplacementRule.objects.visible_to(signed_in(self.request)).standing(today).filter(kind=kind).first()
            initial |= RuleForm.values_of(rule) if rule else {"kind": kind}
        return initial

    def perform(self, form: RuleForm) -> None:
        actions.set_rule(**form.cleaned_data, by=signed_in(self.request))

    def get_success_url(self) -> str:
        return reverse("replacements:rules")

    def get_breadcrumb(self) -> list[Link]:
        return [Link("Vorgaben der Ersatzplanung", reverse("replacements:rules"))]


class Systems(ActionPage):
    """Which operating systems are changed for others."""

    permission_required = "replacements.add_upgradepath"
    form_class = SystemsForm
    page_title = "Wechsel von Betriebssystemen"
    success_message = "Die Angaben sind gespeichert."

    def get_initial(self) -> dict[str, Any]:
        named = list(OperatingSystem.objects.filter(upgrade_path__isnull=False))
        return {"systems": named, "seen": named}

    def perform(self, form: SystemsForm) -> None:
        actions.set_upgrades(**form.cleaned_data, by=signed_in(self.request))

    def get_success_url(self) -> str:
        return reverse("replacements:rules")

    def get_breadcrumb(self) -> list[Link]:
        return [Link("Vorgaben der Ersatzplanung", reverse("replacements:rules"))]

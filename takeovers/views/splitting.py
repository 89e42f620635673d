"""The page on which Fachverfahren and contracts of a scope become steps of their own."""

from typing import Any

from django.utils import timezone

from accounts.signed_in import signed_in
from applications.models import ApplicationUse
from customers.models import TaskTransfer
from takeovers import actions
from takeovers.actions.splitting import Split, Thing, without_step
from takeovers.forms import OneByOneForm
from takeovers.models import BaselineItem, CaseScope
from takeovers.views.changing import OfScope

BINDING = (BaselineItem.Kind.SUPPLIER, BaselineItem.Kind.LEASE)
"""What of the operation before rests on a contract."""


class OneByOne(OfScope):
    """Fachverfahren and contracts one by one; what is on record about them stands in the form already."""

    form_class = OneByOneForm
    page_title = "Fachverfahren und Verträge einzeln"
    question = (
        "Für jeden Namen entsteht ein Schritt. Vorgeschlagen sind die genutzten Fachverfahren sowie Dienstleister und "
        "Leasing aus der Ausgangslage, soweit sie noch keinen Schritt haben."
    )
    submit_label = "Schritte anlegen"

    def get_initial(self) -> dict[str, Any]:
        scope: CaseScope = self.object
        bound = self._bound().values_list("name", flat=True)
        return {
            "applications": "\n".join(without_step(scope, Thing.APPLICATION, self._used(scope))),
            "contracts": "\n".join(without_step(scope, Thing.CONTRACT, bound)),
        }

    def perform(self, form: Any) -> None:
        done = actions.list_one_by_one(
            scope=self.object,
            applications=form.cleaned_data["applications"].splitlines(),
            contracts=form.cleaned_data["contracts"].splitlines(),
            by=signed_in(self.request),
            now=timezone.now(),
        )
        self.success_message = in_words(done)

    def _used(self, scope: CaseScope) -> list[str]:
        if scope.scope == TaskTransfer.Scope.PROCEDURE_ONLY:
            return [scope.subject]
        uses = ApplicationUse.objects.visible_to(signed_in(self.request)).current(timezone.localdate())
        names = uses.filter(authority=scope.case.authority_id).values_list("application__name", flat=True)
        return sorted(set(names), key=str.casefold)

    def _bound(self) -> Any:
        items = BaselineItem.objects.visible_to(signed_in(self.request)).filter(baseline__case=self.case)
        return items.filter(kind__in=BINDING).order_by("name")


def in_words(done: Split) -> str:
    """What came of it, and what was there already."""
    came = {0: "Kein Schritt ist neu.", 1: "1 Schritt ist angelegt."}.get(
        done.added, f"{done.added} Schritte sind angelegt."
    )
    known = ", ".join(f"„{name}“" for name in done.left_out)
    return f"{came} Schon vorhanden und ausgelassen: {known}." if known else came

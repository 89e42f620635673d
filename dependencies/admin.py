"""Relations in the web admin."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from dependencies.fitting import misfit
from dependencies.models import Relation
from dependencies.nodes import Node
from dependencies.querysets import ENDS
from history.admin import RecordAdmin


class RelationAdminForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for type checkers only
    """A relation whose ends fit it, as in the workspace."""

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]  # not in the stubs; sets the ends that `clean` does not have yet
        if self.errors:
            return
        relation: Any = self.instance
        if problem := misfit(relation.kind, Node.of(relation.source), Node.of(relation.target)):
            self.add_error("kind", problem)


@admin.register(Relation)
class RelationAdmin(RecordAdmin):
    """What needs what; in the workspace it is entered at what it is about."""

    form = RelationAdminForm
    view_on_site = False  # it has only a form there, which not everybody may open
    list_display = ["__str__", "kind", "is_redundant"]
    list_filter = ["kind", "is_redundant"]
    list_select_related = list(ENDS)
    search_fields = [
        "source_item__name", "source_application__name", "source_workstation__inventory_number",
        "target_item__name", "target_application__name", "target_workstation__inventory_number", "note",
    ]  # fmt: skip
    raw_id_fields = list(ENDS)
    fields = ["kind", *ENDS, "is_redundant", "note", "is_demo"]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Count the version on, so that whoever has the relation open in the workspace is told."""
        if change:
            obj.version += 1
        super().save_model(request, obj, form, change)

"""Filters of the list of imports."""

from accounts.signed_in import signed_in
from imports.kinds import kinds_for
from imports.lifecycle import State
from ui.filters import AnyOf, BaseFilterSet


class ImportFilter(BaseFilterSet):
    """Imports by what they bring and how far they are."""

    search_fields = ("file_name",)

    kind = AnyOf(label="Gegenstand", choices=())
    state = AnyOf(label="Stand", choices=State.choices)

    def present_choices(self) -> dict[str, list[tuple[str, str]]]:
        """What this person may import."""
        return {"kind": [(kind.key, kind.label) for kind in kinds_for(signed_in(self.request))]}

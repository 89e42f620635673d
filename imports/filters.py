"""Filters of the list of imports."""

from typing import Any

from django.http import HttpRequest

from accounts.signed_in import signed_in
from imports.kinds import kinds_for
from imports.lifecycle import State
from ui.filters import AnyOf, BaseFilterSet


class ImportFilter(BaseFilterSet):
    """Imports by what they bring and how far they are."""

    search_fields = ("file_name",)

    kind = AnyOf(label="Gegenstand", choices=())
    state = AnyOf(label="Stand", choices=State.choices)

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, request=request, **kwargs)
        kinds = [(kind.key, kind.label) for kind in kinds_for(signed_in(request))]
        self.filters["kind"].extra["choices"] = kinds

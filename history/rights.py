"""Who may read the change history of which rows."""

from typing import Any

from django.db.models import Model

from history.changes import is_tracked


def may_read_history(user: Any, model: type[Model]) -> bool:
    """Those who watch over the data, and those who keep this kind of row or work on it; authorities never."""
    if not (user.is_service_staff and is_tracked(model)):
        return False
    meta = model._meta
    of_rows = (f"{meta.app_label}.{verb}_{meta.model_name}" for verb in ("change", "work"))
    return any(user.has_perm(right) for right in ("history.view_changes", *of_rows))

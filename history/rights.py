"""Who may read the change history of which rows."""

from typing import Any

from django.db.models import Model

from history.changes import is_tracked


def may_read_history(user: Any, model: type[Model]) -> bool:
    """Those who watch over the data, and those who keep this kind of row; authorities never."""
    if not (user.is_service_staff and is_tracked(model)):
        return False
    meta = model._meta
    return bool(user.has_perm("history.view_changes") or user.has_perm(f"{meta.app_label}.change_{meta.model_name}"))

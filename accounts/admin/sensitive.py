"""The base of rows in the web admin from which rights follow."""

from typing import Any

from django.http import HttpRequest
from django.utils.decorators import method_decorator

from accounts.sign_in.recent import ask_again_unless_recent, require_recent_sign_in
from history.admin import RecordAdmin


class SensitiveAdmin(RecordAdmin):
    """Nothing of it is changed on a screen that somebody left unlocked; the list may be looked at."""

    @method_decorator(require_recent_sign_in)
    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return super().changeform_view(request, *args, **kwargs)

    @method_decorator(require_recent_sign_in)
    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return super().delete_view(request, *args, **kwargs)

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """What is done with several rows at once is posted to the list."""
        if request.method == "POST":
            ask_again_unless_recent(request)
        return super().changelist_view(request, *args, **kwargs)

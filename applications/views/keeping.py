"""What the forms of the register share: a row that is new or changed, and what happens when somebody else was quicker."""

from typing import Any

from history.versions import as_seen
from ui.renewing import GuardedPage, renew


class KeepPage(GuardedPage):
    """The form of one row."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.object}

    def get_back_url(self) -> str:
        return self.get_success_url()

    def renew(self, form: Any) -> None:
        fresh = self.get_rows().get(pk=self.object.pk)
        renew(form, type(form)(instance=fresh), seen=as_seen(fresh, form.cleaned_data["version"]))

"""Entering, changing and removing the keys by which the cost of an instance is shared."""

from typing import Any

from accounts.signed_in import signed_in
from history.versions import as_seen
from sharing import actions
from sharing.allocation import WHOLE
from sharing.forms import KeyForm
from sharing.models import AllocationKey, Basis, FixedShare
from sharing.views.about_year import OfYear, authorities_of
from sharing.views.recording import OfRecord, RemoveRecord
from ui.renewing import GuardedPage, renew


class AddKey(OfYear):
    """A key that holds from this year on."""

    permission_required = "sharing.add_allocationkey"
    form_class = KeyForm
    page_title = "Verteilschlüssel eintragen"
    question = "Gilt schon ein anderer Schlüssel, tragen Sie zuerst dort das letzte Jahr ein. Festgeschriebene Anteile ändern sich nicht."
    success_message = "Der Verteilschlüssel ist eingetragen."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "authorities": authorities_of(self.object, self.year, self.request)}

    def get_initial(self) -> dict[str, Any]:
        return {"first_year": self.year, Basis.NAMED_USERS.value: WHOLE}

    def perform(self, form: KeyForm) -> None:
        key = AllocationKey(application=self.object, **form.values())
        actions.set_key(key=key, parts=form.parts(), by=signed_in(self.request))


class EditKey(OfRecord, GuardedPage):
    """A key that was entered wrongly, or ends."""

    permission_required = "sharing.change_allocationkey"
    model = AllocationKey
    form_class = KeyForm
    page_title = "Verteilschlüssel ändern"
    success_message = "Die Änderungen sind gespeichert."

    @property
    def year(self) -> int:
        """A year in which it holds."""
        year, key = super().year, self.object
        return min(max(year, key.first_year), key.last_year or year)

    def get_form_kwargs(self) -> dict[str, Any]:
        agreed = FixedShare.objects.visible_to(signed_in(self.request)).filter(key=self.object)
        rows = list(agreed.select_related("authority"))
        users = authorities_of(self.object.application, self.year, self.request)
        strangers = [row.authority for row in rows if row.authority not in users]
        return {
            **super().get_form_kwargs(),
            "instance": self.object,
            "authorities": [*users, *strangers],
            "agreed": {row.authority_id: row.parts for row in rows},
        }

    def perform(self, form: KeyForm) -> AllocationKey:
        return actions.change_key(
            key=self.object,
            values=form.values(),
            parts=form.parts(),
            version=form.cleaned_data["version"],
            by=signed_in(self.request),
        )

    def renew(self, form: Any) -> None:
        fresh = self.get_rows().get(pk=self.object.pk)
        options = {**self.get_form_kwargs(), "instance": fresh, "data": None, "files": None}
        renew(form, KeyForm(**options), seen=as_seen(fresh, form.cleaned_data["version"]))


class RemoveKey(RemoveRecord):
    """A key that never held."""

    permission_required = "sharing.delete_allocationkey"
    model = AllocationKey
    page_title = "Verteilschlüssel entfernen?"
    success_message = "Der Verteilschlüssel ist entfernt."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question = (
            f"Der Schlüssel „{self.object.in_words()}“ ({self.object.years_in_words()}) wird mit seinen festen Anteilen entfernt. Gilt er nur "
            "nicht mehr weiter, ändern Sie ihn und tragen Sie das letzte Jahr ein."
        )
        return super().get_context_data(question=question, **kwargs)

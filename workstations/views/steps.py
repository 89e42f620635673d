"""What the pages share that bring something into its next state."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from ui.pages import ActionPage


class StepPage(ActionPage):
    """A step whose form carries the state that the person saw: whoever was slower is told and loses nothing typed."""

    page_name: str

    def get_success_url(self) -> str:
        return reverse(self.page_name, args=[self.object.pk])

    def get_back_url(self) -> str:
        return self.get_success_url()

    def get_success_message(self) -> str:
        return f"{self.object}: {self.object.get_state_display()}."

    def get_initial(self) -> dict[str, Any]:
        return {"seen": self.seen_now()[0]}

    def seen_now(self) -> tuple[Any, str]:
        """What stands in the row now of that which the step is about: the value the form carries, and a sentence."""
        return self.object.state, f"Jetzt: „{self.object.get_state_display()}“."

    def form_invalid(self, form: Any) -> HttpResponse:
        """After a refusal the page tells of the row as it is now, and the next submit counts for that."""
        self.object = self.get_rows().get(pk=self.object.pk)
        if any(error.code == "stale" for errors in form.errors.values() for error in errors.as_data()):
            value, words = self.seen_now()
            form.data = form.data.copy()
            form.data[form.add_prefix("seen")] = "" if value is None else value
            form.add_error(None, f"{words} Ihre Eingaben stehen noch da.")
        return super().form_invalid(form)


class StateChangePage(StepPage):
    """Brings a thing into its next state; asks first when opened instead of posted."""

    template_name = "ui/confirm.html"

    def get_initial(self) -> dict[str, Any]:
        return {"state": self.wanted, **super().get_initial()}

    @property
    def wanted(self) -> str:
        """The state that is asked for."""
        return str(self.request.POST.get("state") or self.request.GET.get("state", ""))

    def get_words(self, wanted: str) -> tuple[str, str]:
        """The words on the button, and what cannot be undone about it."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words, question = self.get_words(self.wanted)
        return super().get_context_data(
            page_title=f"{self.object}: {words}?",
            submit_label=words,
            is_dangerous=bool(question),
            question=question,
            **kwargs,
        )

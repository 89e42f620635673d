"""The way of a stock-taking: planned, changed, begun, people reminded, finished."""

from typing import Any

from django.forms import BaseForm
from django.urls import reverse
from django.utils import timezone

from accounts.signed_in import signed_in
from history.versions import as_seen
from stocktaking import actions
from stocktaking.forms import CampaignForm
from stocktaking.models import Campaign
from ui.charts import counted
from ui.forms import KernForm
from ui.pages import ActionPage, Link
from ui.renewing import GuardedPage, renew


class PlanCampaign(ActionPage):
    """A new stock-taking."""

    permission_required = "stocktaking.add_campaign"
    form_class = CampaignForm
    page_title = "Bestandsabgleich planen"
    question = "Gefragt wird erst, wenn Sie den Abgleich beginnen. Vorher sehen Sie, wie viele Geräte und Menschen es betrifft."
    submit_label = "Weiter zur Vorschau"

    def get_initial(self) -> dict[str, Any]:
        chosen = self.request.GET.get("authority", "")
        return {"starts_on": timezone.localdate(), "authorities": [chosen] if chosen.isdecimal() else []}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": signed_in(self.request)}

    def perform(self, form: Any) -> Campaign:
        return actions.plan(
            campaign=form.instance, authorities=form.cleaned_data["authorities"], by=signed_in(self.request), now=timezone.now()
        )  # fmt: skip

    def get_back_url(self) -> str:
        return reverse("stocktaking:campaigns")

    def get_breadcrumb(self) -> list[Link]:
        return [Link("Bestandsabgleiche", self.get_back_url())]


class OfCampaign(ActionPage):
    """Something that is done with a stock-taking as a whole."""

    permission_required = "stocktaking.change_campaign"
    model = Campaign
    form_class: type[BaseForm] = KernForm
    object: Campaign

    def get_breadcrumb(self) -> list[Link]:
        return [
            Link("Bestandsabgleiche", reverse("stocktaking:campaigns")),
            Link(str(self.object), self.get_back_url()),
        ]


class EditCampaign(OfCampaign, GuardedPage):
    """Change what it is called, what is said to people, and until when they answer."""

    form_class = CampaignForm
    page_title = "Bestandsabgleich ändern"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.object, "user": signed_in(self.request)}

    def perform(self, form: Any) -> None:
        actions.replan(
            campaign=form.instance, authorities=form.cleaned_data["authorities"], version=form.cleaned_data["version"],
            by=signed_in(self.request), now=timezone.now(),
        )  # fmt: skip

    def renew(self, form: Any) -> None:
        fresh = self.get_rows().get(pk=self.object.pk)
        shown = CampaignForm(instance=fresh, user=signed_in(self.request))
        renew(form, shown, seen=as_seen(fresh, form.cleaned_data["version"]))


class StartCampaign(OfCampaign):
    """Begin to ask."""

    page_title = "Abgleich beginnen?"
    question = (
        "Der Bestand wird so festgehalten, wie er jetzt eingetragen ist. Im Portal sehen die Beschäftigten dann ihre Geräte "
        "mit der Frage, ob sie bei ihnen sind. Die beteiligten Behörden stehen danach fest."
    )
    submit_label = "Beginnen"

    def perform(self, form: Any) -> None:
        self.count = actions.start(campaign=self.object, by=signed_in(self.request), now=timezone.now())

    def get_success_message(self) -> str:
        return f"Der Abgleich läuft, gefragt wird nach {counted(self.count, 'Gerät', 'Geräten')}."


class RemindPeople(OfCampaign):
    """Write once to those who have not answered."""

    page_title = "Einmal erinnern?"
    question = (
        "Wer noch offene Geräte hat und ein Konto im Portal, bekommt eine E-Mail. "
        "In einem Abgleich wird nur einmal erinnert."
    )
    submit_label = "Erinnerung senden"
    success_message = "Die Erinnerung wird verschickt."

    def perform(self, form: Any) -> None:
        actions.remind(campaign=self.object, by=signed_in(self.request), now=timezone.now())


class FinishCampaign(OfCampaign):
    """End it for good."""

    page_title = "Abgleich abschließen?"
    question = "Danach lässt sich nichts mehr beantworten oder ändern. Der Bericht bleibt so, wie er dann ist."
    submit_label = "Abschließen"
    is_dangerous = True
    success_message = "Der Abgleich ist abgeschlossen."

    def perform(self, form: Any) -> None:
        actions.finish(campaign=self.object, by=signed_in(self.request), now=timezone.now())

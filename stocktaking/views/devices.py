"""Devices of stock-takings and devices without a record: the lists, one of them, and how it is settled."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.signed_in import signed_in
from customers.views.facts import phone
from stocktaking import actions
from stocktaking.badges import answer_badge, settled_badge
from stocktaking.filters import CampaignDeviceFilter, UnlistedDeviceFilter
from stocktaking.forms import SettleForm, SettleUnlistedForm
from stocktaking.lifecycle import Answer
from stocktaking.models import CampaignDevice, UnlistedDevice
from stocktaking.tables import CampaignDeviceTable, UnlistedDeviceTable
from ui import cells
from ui.pages import ActionPage, DetailPage, Link, ListPage, Property, Section, filtered
from ui.renewing import GuardedPage, renew

USUAL_DEED = {Answer.ELSEWHERE: actions.Deed.MOVED, Answer.GONE: actions.Deed.STORED}
"""What an answer is mostly followed by; what is missing is looked for first."""
ONLY_IN_FILES = ("serial_number", "kind", "channel", "campaign")


class CampaignDeviceList(ListPage):
    """What was asked about and what came back; also the report as a file."""

    permission_required = "stocktaking.view_campaign"
    model = CampaignDevice
    table_class = CampaignDeviceTable
    filterset_class = CampaignDeviceFilter
    page_title = "Geräte im Bestandsabgleich"

    def get_rows(self) -> QuerySet[CampaignDevice]:
        return CampaignDevice.objects.visible_to(signed_in(self.request)).select_related("authority", "campaign")

    def get_table_options(self) -> dict[str, Any]:
        return {"exclude": () if self.request.GET.get("export") else ONLY_IN_FILES}


class UnlistedDeviceList(ListPage):
    """Devices that stand in no list."""

    permission_required = "stocktaking.view_campaign"
    model = UnlistedDevice
    table_class = UnlistedDeviceTable
    filterset_class = UnlistedDeviceFilter
    page_title = "Geräte ohne Eintrag"
    intro = "Was Beschäftigte oder der Service vor Ort gefunden haben und was im Bestand nicht steht."

    def get_rows(self) -> QuerySet[UnlistedDevice]:
        return UnlistedDevice.objects.visible_to(signed_in(self.request)).select_related("authority", "campaign")


class OfOneCampaign(DetailPage):
    """Something within a stock-taking."""

    permission_required = "stocktaking.view_campaign"
    parent = ("Bestandsabgleiche", "stocktaking:campaigns")

    def get_subtitle(self) -> str:
        return str(self.object.campaign)

    def get_links(self) -> list[Link]:
        return [Link("Zum Abgleich", self.object.campaign.get_absolute_url(), "fact_check")]

    @property
    def may_run(self) -> bool:
        """Whether this person settles things in it now."""
        is_running = self.object.campaign.is_running
        return bool(is_running and self.is_for_staff and self.request.user.has_perm("stocktaking.change_campaign"))


class CampaignDevicePage(OfOneCampaign):
    """One device: what was on record, what was answered, how it was settled."""

    model = CampaignDevice
    template_name = "stocktaking/device.html"
    object: CampaignDevice

    def get_rows(self) -> QuerySet[CampaignDevice]:
        rows = CampaignDevice.objects.visible_to(signed_in(self.request))
        return rows.select_related("authority", "campaign", "device", "asked")

    def get_title(self) -> str:
        return f"{self.object.get_kind_display()} {self.object.number} im Bestandsabgleich"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            answer=answer_badge(self.object.answer), settled=settled_badge(self.object), **kwargs
        )

    def get_sections(self) -> list[Section]:
        row = self.object
        answered = Property("Antwort", answer_badge(row.answer))
        return [
            Section(
                "Was geantwortet wurde",
                [
                    answered,
                    Property("Anmerkung", row.remark),
                    Property("Am", cells.moment(row.answered_at)),
                    Property("Weg", row.get_channel_display()),
                    *self._person(),
                ],
            ),
            Section("Klärung", self._settlement() if row.is_difference else []),
            Section(
                "Wie es bei Beginn im Bestand stand",
                [
                    Property("Behörde", cells.link(row.authority.get_absolute_url(), row.authority.name)),
                    Property("Modell", row.model_name),
                    Property("Seriennummer", row.serial_number),
                    Property("IT-Arbeitsplatz", row.workstation_number),
                    Property("Ort", row.place),
                ],
            ),
        ]

    def _person(self) -> list[Property]:
        """Whom to call; for the service, never for the authority."""
        person = self.object.asked
        if not self.is_for_staff or person is None:
            return []
        name = cells.link(person.get_absolute_url(), str(person))
        return [Property("Gefragt", name), Property("Telefon", phone(person.phone))]

    def _settlement(self) -> list[Property]:
        row = self.object
        if row.settled_at is None:
            return [Property("Stand", settled_badge(row))]
        return [
            Property("Stand", settled_badge(row)),
            Property("Wie", row.settlement),
            Property("Am", cells.moment(row.settled_at)),
        ]

    def get_actions(self) -> list[Link]:
        row = self.object
        if self.may_run and row.is_to_settle:
            return [Link("Klären", reverse("stocktaking:settle", args=[row.pk]), "build")]
        is_open = row.campaign.is_running and row.settled_at is None
        if is_open and self.request.user.has_perm("stocktaking.answer_for_authority"):
            word = "Antworten" if row.answer == Answer.OPEN else "Antwort ändern"
            return [Link(word, reverse("stocktaking:answer", args=[row.pk]), "edit")]
        return []

    def get_links(self) -> list[Link]:
        links = super().get_links()
        if self.object.device is not None:
            links.append(Link("Das Gerät im Bestand", self.object.device.get_absolute_url(), "computer"))
        return links


class UnlistedDevicePage(OfOneCampaign):
    """One device without a record."""

    model = UnlistedDevice
    template_name = "stocktaking/device.html"
    object: UnlistedDevice

    def get_rows(self) -> QuerySet[UnlistedDevice]:
        rows = UnlistedDevice.objects.visible_to(signed_in(self.request))
        return rows.select_related("authority", "campaign", "reported_by")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(answer="", settled=settled_badge(self.object), **kwargs)

    def get_sections(self) -> list[Section]:
        row = self.object
        person = row.reported_by if self.is_for_staff else None
        return [
            Section(
                "Was gemeldet wurde",
                [
                    Property("Behörde", cells.link(row.authority.get_absolute_url(), row.authority.name)),
                    Property("Art", row.get_kind_display()),
                    Property("Nummer", row.number),
                    Property("Wo es steht", row.place),
                    Property("Anmerkung", row.remark),
                    Property("Gemeldet", cells.moment(row.reported_at)),
                    Property("Weg", row.get_channel_display()),
                    *([Property("Von", cells.link(person.get_absolute_url(), str(person)))] if person else []),
                ],
            ),
            Section("Klärung", [Property("Wie", row.settlement), Property("Am", cells.moment(row.settled_at))])
            if row.settled_at
            else Section("Klärung", hint="Noch nicht geklärt."),
        ]

    def get_actions(self) -> list[Link]:
        if not self.may_run or self.object.settled_at is not None:
            return []
        return [Link("Klären", reverse("stocktaking:settle_unlisted", args=[self.object.pk]), "build")]

    def get_links(self) -> list[Link]:
        links = super().get_links()
        if self.is_for_staff and self.object.number:
            links.append(Link("Im Bestand suchen", filtered("workstations:devices", q=self.object.number), "scanner"))
        return links


class SettlePage(GuardedPage):
    """How a difference is settled."""

    permission_required = "stocktaking.change_campaign"
    model = CampaignDevice
    form_class = SettleForm
    template_name = "stocktaking/settle.html"
    submit_label = "Klären"
    success_message = "Geklärt."
    object: CampaignDevice

    def get_rows(self) -> QuerySet[CampaignDevice]:
        return CampaignDevice.objects.visible_to(signed_in(self.request)).select_related(
            "campaign", "device", "authority"
        )

    def get_initial(self) -> dict[str, Any]:
        return {"deed": USUAL_DEED.get(Answer(self.object.answer), "")}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "row": self.object, "user": signed_in(self.request)}

    def perform(self, form: Any) -> None:
        actions.settle(
            row=self.object, deed=actions.Deed(form.cleaned_data["deed"]), place=form.place(), note=form.cleaned_data["note"],
            seen=form.cleaned_data["seen"], by=signed_in(self.request), now=timezone.now(),
        )  # fmt: skip

    def renew(self, form: Any) -> None:
        """Above the form stands the new answer; what was entered stays, and whoever sends it then has seen that."""
        self.object = self.get_rows().get(pk=self.object.pk)
        fresh = SettleForm(row=self.object, user=signed_in(self.request))
        renew(form, fresh, skip=[field.name for field in fresh.visible_fields()])

    def get_success_url(self) -> str:
        """On to what else is to be settled."""
        return str(self.object.campaign.get_absolute_url())

    def get_back_url(self) -> str:
        return str(self.object.get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        title = f"{self.object.get_kind_display()} {self.object.number} klären"
        return super().get_context_data(page_title=title, answer=answer_badge(self.object.answer), **kwargs)


class SettleUnlistedPage(ActionPage):
    """What became of a device without a record."""

    permission_required = "stocktaking.change_campaign"
    model = UnlistedDevice
    form_class = SettleUnlistedForm
    submit_label = "Klären"
    success_message = "Geklärt."
    object: UnlistedDevice

    def get_rows(self) -> QuerySet[UnlistedDevice]:
        return UnlistedDevice.objects.visible_to(signed_in(self.request)).select_related("campaign")

    def perform(self, form: Any) -> None:
        actions.settle_unlisted(
            row=self.object, note=form.cleaned_data["note"], by=signed_in(self.request), now=timezone.now()
        )

    def get_success_url(self) -> str:
        return str(self.object.campaign.get_absolute_url())

    def get_back_url(self) -> str:
        return str(self.object.get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(page_title=f"{self.object} klären", **kwargs)

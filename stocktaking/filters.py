"""Filters of the lists of stock-takings and their devices; none of them narrows to a person."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.signed_in import signed_in
from customers.models import Authority
from stocktaking.lifecycle import Answer, Channel, State
from stocktaking.models import Campaign
from ui.filters import AnyOf, BaseFilterSet, OneChoice, OneOf
from workstations.models import DeviceKind

SETTLED = (("open", "noch zu klären"), ("done", "geklärt"))


def authorities_taking_part(request: HttpRequest) -> QuerySet[Authority]:
    """Authorities of stock-takings that may be chosen."""
    user = signed_in(request)
    taking_part = Campaign.objects.visible_to(user).order_by().values("authorities")
    return Authority.objects.visible_to(user).filter(pk__in=taking_part).only("name")


def visible_campaigns(request: HttpRequest) -> QuerySet[Campaign]:
    return Campaign.objects.visible_to(signed_in(request))


class CampaignFilter(BaseFilterSet):
    """Stock-takings by state and authority."""

    search_fields = ("title",)

    state = AnyOf(label="Stand", choices=State.choices)
    authority = OneOf(label="Behörde", queryset=authorities_taking_part, field_name="authorities")


class OfCampaignFilter(BaseFilterSet):
    """What the lists within a stock-taking are narrowed by."""

    campaign = OneOf(label="Abgleich", queryset=visible_campaigns, words=("title",))
    authority = OneOf(label="Behörde", queryset=authorities_taking_part)
    settled = OneChoice(label="Klärung", choices=SETTLED, method="by_settled")

    def by_settled(self, rows: Any, name: str, value: str) -> QuerySet[Any]:
        """By whether somebody still has to look at it."""
        found: QuerySet[Any] = rows.to_settle() if value == "open" else rows.filter(settled_at__isnull=False)
        return found


class CampaignDeviceFilter(OfCampaignFilter):
    """Devices by stock-taking, authority, answer and kind."""

    search_fields = (
        "number", "serial_number", "model_name", "workstation_number", "site_name", "room_name", "authority__name",
    )  # fmt: skip
    further = ("kind", "channel")

    answer = AnyOf(label="Antwort", choices=Answer.choices)
    kind = AnyOf(label="Art", choices=DeviceKind.choices)
    channel = AnyOf(label="Weg", choices=Channel.choices)


class UnlistedDeviceFilter(OfCampaignFilter):
    """Devices without a record by stock-taking, authority and kind."""

    search_fields = ("number", "place", "authority__name")

    kind = AnyOf(label="Art", choices=DeviceKind.choices)

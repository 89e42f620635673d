"""Filters of the lists about reports of agents."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from accounts.signed_in import signed_in
from customers.models import Authority
from inventory.models import AgentToken, InstalledSoftware, ReviewCase, SoftwareTitle
from inventory.querysets import Standing
from inventory.recognition import Doubt
from ui.filters import AnyOf, BaseFilterSet, ByLink, OneChoice, OneOf
from workstations.models import Device

OPEN_OR_DECIDED = (("open", "offen"), ("decided", "entschieden"))
THERE_OR_GONE = (("there", "noch installiert"), ("gone", "nicht mehr gemeldet"))


def with_cases(request: HttpRequest) -> QuerySet[Authority]:
    """Authorities whose agents left something to decide."""
    return _with(request, ReviewCase)


def with_tokens(request: HttpRequest) -> QuerySet[Authority]:
    """Authorities that have keys, and so agents."""
    return _with(request, AgentToken)


def _with(request: HttpRequest, model: Any) -> QuerySet[Authority]:
    some = Exists(model.objects.filter(authority=OuterRef("pk")))
    return Authority.objects.visible_to(signed_in(request)).filter(some).only("name")


def visible_devices(request: HttpRequest) -> QuerySet[Device]:
    return Device.objects.visible_to(signed_in(request))


def visible_titles(request: HttpRequest) -> QuerySet[SoftwareTitle]:
    return SoftwareTitle.objects.visible_to(signed_in(request))


class CaseFilter(BaseFilterSet):
    """Cases by whether they wait, why, and where."""

    search_fields = ("title", "sentence")

    state = OneChoice(label="Stand", choices=OPEN_OR_DECIDED, method="by_state")
    kind = AnyOf(label="Anlass", choices=Doubt.choices)
    authority = OneOf(label="Behörde", queryset=with_cases)

    def by_state(self, rows: QuerySet[ReviewCase], name: str, value: str) -> QuerySet[ReviewCase]:
        return rows.filter(decision="") if value == "open" else rows.exclude(decision="")


class TokenFilter(BaseFilterSet):
    """Keys by authority and whether they open."""

    search_fields = ("name", "authority__name")

    authority = OneOf(label="Behörde", queryset=with_tokens)
    state = OneChoice(label="Stand", choices=Standing.choices, field_name="standing")


class SoftwareFilter(BaseFilterSet):
    """Programs by name, and counted at one authority."""

    search_fields = ("name", "publisher")

    authority = OneOf(label="Behörde", queryset=with_tokens, method="counted_at")

    def counted_at(self, rows: QuerySet[SoftwareTitle], name: str, value: Authority) -> QuerySet[SoftwareTitle]:
        """What is there at one authority, counted there alone; the page counts everywhere else."""
        return rows


class InstalledFilter(BaseFilterSet):
    """What is installed, by program, device and authority."""

    search_fields = ("title__name", "title__publisher", "version")

    authority = OneOf(label="Behörde", queryset=with_tokens, field_name="device__authority")
    state = OneChoice(label="Stand", choices=THERE_OR_GONE, method="by_state")
    device = ByLink(label="Gerät", queryset=visible_devices)
    title = ByLink(label="Programm", queryset=visible_titles)

    def by_state(self, rows: QuerySet[InstalledSoftware], name: str, value: str) -> QuerySet[InstalledSoftware]:
        return rows.filter(last_seen_on__isnull=value == "there")

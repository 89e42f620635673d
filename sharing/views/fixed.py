"""What is fixed: one apportionment for the service, and for each authority its own share."""

from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic.base import View

from accounts.signed_in import signed_in
from sharing.document import document_of_all, document_of_one, file_name
from sharing.draft import saving_of
from sharing.filters import ShareFilter
from sharing.models import Apportionment, ApportionmentCost, Share, ShareWeight
from sharing.showing import (
    address_of_year,
    euro,
    quote_of_share,
    saving_badge,
    total_saving_in_words,
    weight_in_words,
    weights_in_words,
)
from sharing.tables import ShareTable
from ui import cells
from ui.charts import counted
from ui.pages import DetailPage, Link, ListPage, Property, Section, VisibleRows, filtered
from ui.pdf import as_download


class ShareList(ListPage):
    """Fixed shares; an authority sees its own."""

    permission_required = "sharing.view_share"
    model = Share
    table_class = ShareTable
    filterset_class = ShareFilter
    page_title = "Anteile an Fachverfahren"
    intro = (
        "Festgeschriebene Anteile an den Kosten gemeinsam genutzter Fachverfahren. Eine Einsparung steht nur dort, wo ein Angebot für "
        "den Alleinbetrieb vorliegt."
    )
    empty_text = "Noch sind keine Anteile festgeschrieben."

    def get_rows(self) -> QuerySet[Share]:
        rows = Share.objects.visible_to(signed_in(self.request))
        return rows.select_related("apportionment__correction")


class ApportionmentPage(DetailPage):
    """A Kostenteilung as it was fixed."""

    permission_required = "sharing.view_apportionment"
    model = Apportionment
    template_name = "sharing/fixed.html"
    parent = ("Kosten und Einsparung", "sharing:overview")

    def get_rows(self) -> QuerySet[Apportionment]:
        rows = Apportionment.objects.visible_to(signed_in(self.request))
        return rows.select_related("application", "fixed_by", "corrects", "correction")

    def get_title(self) -> str:
        return f"Kostenteilung {self.object.number}"

    def get_subtitle(self) -> str:
        return f"{self.object.application_name}, {self.object.year}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.shares = list(Share.objects.visible_to(signed_in(self.request)).filter(apportionment=self.object))
        return super().get_context_data(**about(self.object), **kwargs)

    def get_sections(self) -> list[Section]:
        return [self._facts(), self._shares(), costs_of(list(self.object.costs.all()))]

    def get_actions(self) -> list[Link]:
        row = self.object
        found = [Link("Als PDF", reverse("sharing:document", args=[row.pk]), "download")]
        if self.request.user.has_perm("sharing.add_apportionment") and correction_of(row) is None:
            found.insert(0, Link("Berichtigen", reverse("sharing:correct", args=[row.pk]), "edit"))
        return found

    def get_links(self) -> list[Link]:
        row = self.object
        return [
            Link("Heutiger Stand dieses Jahres", address_of_year(row.application_id, row.year), "sync"),
            Link(
                "Anteile als Liste, auch als CSV und Excel",
                filtered("sharing:shares", application=row.application_id, year=row.year),
                "description",
            ),
        ]

    def _facts(self) -> Section:
        row, correction = self.object, correction_of(self.object)
        saving = saving_of([share.saving for share in self.shares])
        properties = [
            Property("Kosten", euro(row.total)),
            Property("davon einmalig", euro(row.one_off_total) if row.one_off_total else ""),
            Property("Geteilt nach", row.key_in_words),
            Property("Vereinbart in", row.agreed_in),
            Property("Stichtag", cells.day(row.reference_on)),
            Property("Einsparung im Jahr", total_saving_in_words(saving)),
            Property("Festgeschrieben am", cells.moment(row.fixed_at)),
            Property("von", str(row.fixed_by)),
        ]
        if row.corrects:
            properties.append(Property("Berichtigt", cells.link(row.corrects.get_absolute_url(), row.corrects.number)))
            properties.append(Property("Grund", row.reason))
        if correction:
            properties.append(
                Property("Berichtigt durch", cells.link(correction.get_absolute_url(), correction.number))
            )
        return Section("Angaben", properties)

    def _shares(self) -> Section:
        weights = ShareWeight.objects.visible_to(signed_in(self.request)).by_share([share.pk for share in self.shares])
        rows: list[tuple[Any, ...]] = [
            (
                cells.link(share.get_absolute_url(), share.authority_name),
                weights_in_words(weights.get(share.pk, [])),
                euro(share.amount),
                f"{euro(share.quote_annual)}: {quote_of_share(share)}"
                if share.quote_annual is not None
                else quote_of_share(share),
                saving_badge(share.saving),
            )
            for share in self.shares
        ]
        rows.append(("Zusammen", "", euro(self.object.total), "", ""))
        headings = ("Behörde", "Gewicht", "Anteil", "Angebot für den Alleinbetrieb", "Einsparung im Jahr")
        return Section("Anteile", headings=headings, rows=rows)


class SharePage(DetailPage):
    """The share of one authority: what it bears, how that was computed, and what it saves."""

    permission_required = "sharing.view_share"
    model = Share
    template_name = "sharing/fixed.html"
    parent = ("Anteile an Fachverfahren", "sharing:shares")

    def get_rows(self) -> QuerySet[Share]:
        rows = Share.objects.visible_to(signed_in(self.request))
        return rows.select_related("apportionment__correction", "apportionment__corrects", "authority")

    def get_title(self) -> str:
        return f"{self.object.apportionment.application_name}: Anteil {self.object.apportionment.year}"

    def get_subtitle(self) -> str:
        return str(self.object.authority_name)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**about(self.object.apportionment), **kwargs)

    def get_sections(self) -> list[Section]:
        weights = ShareWeight.objects.visible_to(signed_in(self.request)).filter(share=self.object)
        return sections_of_share(self.object, list(weights))

    def get_actions(self) -> list[Link]:
        return [Link("Als PDF", reverse("sharing:share_document", args=[self.object.pk]), "download")]

    def get_links(self) -> list[Link]:
        if self.is_for_staff:
            row = self.object.apportionment
            return [Link(f"Kostenteilung {row.number}", row.get_absolute_url(), "lock")]
        return []


class ApportionmentDocument(PermissionRequiredMixin, VisibleRows, View):
    """A whole Kostenteilung as PDF, for the service."""

    permission_required = "sharing.view_apportionment"
    model = Apportionment

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        rows = self.get_rows().select_related("corrects", "correction")
        row = get_object_or_404(rows, pk=pk)
        shares = list(Share.objects.visible_to(signed_in(request)).filter(apportionment=row))
        weights = ShareWeight.objects.visible_to(signed_in(request)).by_share([share.pk for share in shares])
        costs = list(ApportionmentCost.objects.visible_to(signed_in(request)).filter(apportionment=row))
        content = document_of_all(row, shares, weights, costs)
        return as_download(request, content, name=file_name(row), names_people=False)


class ShareDocument(PermissionRequiredMixin, VisibleRows, View):
    """The share of one authority as PDF: nothing of another one is in it."""

    permission_required = "sharing.view_share"
    model = Share

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        rows = self.get_rows().select_related("apportionment__correction", "apportionment__corrects")
        share = get_object_or_404(rows, pk=pk)
        weights = list(ShareWeight.objects.visible_to(signed_in(request)).filter(share=share))
        content = document_of_one(share, weights)
        name = file_name(share.apportionment, share.authority_name)
        return as_download(request, content, name=name, names_people=False)


def correction_of(row: Apportionment) -> Apportionment | None:
    """What has taken its place, if anything has."""
    found: Apportionment | None = getattr(row, "correction", None)
    return found


def about(row: Apportionment) -> dict[str, Any]:
    """What both kinds of pages say above everything else: whether it holds, and whether it is invented."""
    correction = correction_of(row)
    holds, corrected = ("violet", "lock", "festgeschrieben"), ("neutral", "history", "berichtigt")
    state = cells.badge(*(corrected if correction else holds))
    return {"state": state, "correction": correction, "is_demo": row.is_demo}


def costs_of(costs: list[ApportionmentCost]) -> Section:
    """The costs as they were."""
    rows = [
        (
            cost.label,
            cost.get_kind_display(),
            euro(cost.amount),
            "einmalig" if cost.is_one_off else "laufend",
            cost.source,
            cells.day(cost.dated_on) or "–",
        )
        for cost in costs
    ]
    title = f"Kosten ({counted(len(costs), 'Posten', 'Posten')})"
    return Section(title, headings=("Kosten", "Art", "Betrag", "Wie oft", "Beleg", "Datum"), rows=rows)


def sections_of_share(share: Share, weights: list[ShareWeight]) -> list[Section]:
    """What an authority reads of its share; the other ones stand in no word of it."""
    row = share.apportionment
    facts = [
        Property("Anteil", euro(share.amount)),
        Property("davon laufend", euro(share.recurring)),
        Property("davon einmalig", euro(share.one_off) if share.one_off else ""),
        Property("Kosten aller zusammen", euro(row.total)),
        Property("Geteilt nach", row.key_in_words),
        Property("Vereinbart in", row.agreed_in),
        Property("Stichtag", cells.day(row.reference_on)),
        Property("Kostenteilung", row.number),
        Property("Festgeschrieben am", cells.moment(row.fixed_at)),
    ]
    if row.corrects_id and row.corrects:
        facts.append(Property("Berichtigt", row.corrects.number))
    if correction := correction_of(row):
        facts.append(Property("Berichtigt durch", correction.number))
    rows = [(weight_in_words(one), one.origin) for one in weights]
    saving = [
        Property("Angebot", quote_of_share(share)),
        *(
            [Property("Jährliche Kosten laut Angebot", euro(share.quote_annual))]
            if share.quote_annual is not None
            else []
        ),
        *([Property("Einmalige Kosten laut Angebot", euro(share.quote_one_off))] if share.quote_one_off else []),
        Property("Einsparung im Jahr", saving_badge(share.saving)),
    ]
    return [
        Section("Angaben", facts),
        Section("So wurde gerechnet", headings=("Eigenes Gewicht", "Herkunft"), rows=rows),
        Section("Verglichen mit dem Alleinbetrieb", saving),
    ]

"""Hand-overs: the list, one record, and its document."""

from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views import View

from accounts.signed_in import signed_in
from files.handing_out import hand_out
from handovers.actions.answering import answers
from handovers.badges import state_badge
from handovers.filters import HandoverFilter
from handovers.lifecycle import WITHOUT_ANSWER, State
from handovers.models import Handover
from handovers.sections import device_rows, facts, prepared_items
from handovers.tables import HandoverTable
from ui import cells
from ui.pages import DetailPage, Link, ListPage, Section, VisibleRows, filtered
from ui.parts import Property

RELATED = ("authority", "contact", "collected_by", "workstation", "corrects", "document")
FOR_STAFF = ("service_point", "handed_over_by")
"""An authority need not see a service point that does not serve it; what the record says of it was copied."""


class HandoverList(ListPage):
    """Hand-overs, the newest first; an authority sees its own, a person theirs."""

    permission_required = "handovers.view_handover"
    model = Handover
    template_name = "handovers/list.html"
    table_class = HandoverTable
    filterset_class = HandoverFilter
    page_title = "Übergaben"
    empty_text = "Hier ist noch keine Übergabe."

    def get_rows(self) -> QuerySet[Handover]:
        rows = Handover.objects.visible_to(signed_in(self.request)).defer("signature").prefetch_related("items")
        rows = rows.select_related("authority", "contact")
        return rows.select_related("service_point") if self.is_for_staff else rows

    def get_table_options(self) -> dict[str, Any]:
        return {"exclude": () if self.is_for_staff else ("authority",)}

    def get_actions(self) -> list[Link]:
        if not self.request.user.has_perm("handovers.add_handover"):
            return []
        return [Link("Neue Übergabe", reverse("handovers:new"), "add")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = signed_in(self.request)
        waiting = [] if self.is_for_staff else Handover.objects.visible_to(user).waiting_for(user)
        return super().get_context_data(waiting=waiting, **kwargs)


class HandoverDetail(DetailPage):
    """One hand-over: who, what, when, the signature, and its document."""

    permission_required = "handovers.view_handover"
    model = Handover
    template_name = "handovers/handover.html"
    parent = ("Übergaben", "handovers:handovers")

    def get_rows(self) -> QuerySet[Handover]:
        rows = Handover.objects.visible_to(signed_in(self.request)).select_related(*RELATED)
        return rows.select_related(*FOR_STAFF) if self.is_for_staff else rows

    def get_title(self) -> str:
        return f"Übergabe {self.object.number}" if self.object.number else str(self.object)

    def get_subtitle(self) -> str:
        row = self.object
        name = row.contact_name or str(row.contact or "")
        return f"{row.get_direction_display()} {'an' if row.is_issue else 'von'} {name}"

    def get_sections(self) -> list[Section]:
        row = self.object
        headings = ("Gerät", "Modell", "Seriennummer", "Zubehör", "Bemerkung" if row.is_issue else "Zustand")
        user = signed_in(self.request)
        devices = Section(
            "Geräte", headings=headings, rows=device_rows(row, user), hint="Auf der Liste steht noch kein Gerät."
        )
        parts = [Section("Angaben", facts(row, user))]
        if row.is_draft:
            return parts if self._is_in_work else [devices, *parts]
        return [devices, *parts, self._answer()]

    @property
    def _is_in_work(self) -> bool:
        """It is still prepared, and this person may do so."""
        return bool(self.object.is_draft and self.request.user.has_perm("handovers.change_handover"))

    def get_links(self) -> list[Link]:
        row, links = self.object, []
        seen = Handover.objects.visible_to(signed_in(self.request))
        if row.corrects and seen.filter(pk=row.corrects_id).exists():
            links.append(Link(f"Berichtigt {row.corrects}", row.corrects.get_absolute_url(), "history"))
        links += [
            Link(f"Berichtigt durch {other}", other.get_absolute_url(), "published_with_changes")
            for other in row.corrections.visible_to(signed_in(self.request))
        ]
        if row.contact_id and self.is_for_staff:
            links.append(
                Link(
                    "Alle Übergaben dieser Person", filtered("handovers:handovers", contact=row.contact_id), "handshake"
                )
            )
        if self.is_for_staff:
            labels = [("device", key) for key in row.items.values_list("device", flat=True)]
            if labels:
                query = "&".join(f"{name}={key}" for name, key in labels)
                links.append(Link("Etiketten drucken", f"{reverse('handovers:labels')}?{query}", "label"))
        return links

    def get_actions(self) -> list[Link]:
        row, user = self.object, signed_in(self.request)

        def page(name: str) -> str:
            return reverse(f"handovers:{name}", args=[row.pk])

        actions = []
        if row.state in WITHOUT_ANSWER and answers(row, user):
            actions.append(
                Link("Empfang bestätigen" if row.is_issue else "Rückgabe bestätigen", page("confirm"), "verified")
            )
            if row.state == State.WAITING:
                actions.append(Link("Stimmt nicht", page("object"), "report"))
        if row.is_signed:
            actions.append(Link("Dokument (PDF)", page("document"), "download"))
        if not user.has_perm("handovers.change_handover"):
            return actions
        if row.is_draft:
            return [Link("Angaben ändern", page("edit"), "edit"), Link("Verwerfen", page("discard"), "delete")]
        if row.state in WITHOUT_ANSWER:
            actions.append(Link("Unterschreiben lassen", page("sign"), "edit_note"))
            actions.append(Link("Zurückziehen", page("cancel"), "cancel"))
        if row.is_signed and row.contact_id and not row.names_removed_at:
            actions.append(Link("Berichtigen", page("correct"), "edit_note"))
        return actions

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row: Handover = self.object
        items = prepared_items(row) if self._is_in_work else []
        return super().get_context_data(
            state=state_badge(row.state),
            is_in_work=self._is_in_work,
            items=items,
            candidates=[],
            typed="",
            problem="",
            **kwargs,
        )

    def _answer(self) -> Section:
        row: Handover = self.object
        properties = [
            Property("Art", row.get_signature_kind_display()),
            Property("Von", row.signed_name),
            Property("Am", cells.moment(row.signed_at) if row.signed_at else ""),
            Property("Widerspruch", row.objection),
            Property("Zurückgezogen", cells.moment(row.cancelled_at) if row.cancelled_at else ""),
            Property("Grund", row.cancel_reason),
            Property(
                "Prüfsumme des Dokuments", row.document.sha256 if row.is_signed and hasattr(row, "document") else ""
            ),
        ]
        said = [one for one in properties if one.value]
        return Section("Bestätigung", said, hint="" if said else "Die Person hat noch nicht bestätigt.")


class Document(PermissionRequiredMixin, VisibleRows, View):
    """The stored file of a signed hand-over, the same for both sides."""

    permission_required = "handovers.view_handover"
    model = Handover

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The file."""
        handover = get_object_or_404(self.get_rows().select_related("document"), pk=pk)
        if not hasattr(handover, "document"):
            raise Http404
        return hand_out(request, handover.document, back_to=handover.get_absolute_url(), back_label="Zur Übergabe")

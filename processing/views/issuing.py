"""Issued documents: the list, what changed since the last version, and issuing the next one."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe

from accounts.signed_in import signed_in
from customers.models import Authority
from files.handing_out import hand_out
from processing import actions
from processing.comparing import changes
from processing.documents import Content, annex_of, digest_of, register_of
from processing.filters import DocumentFilter
from processing.forms import IssueForm
from processing.models import IssuedDocument, ProcessingAgreement
from processing.paper import TITLES
from processing.tables import DocumentTable
from ui.keys import key_of
from ui.pages import ActionPage, Link, ListPage, Section, filtered


class DocumentList(ListPage):
    """Issued documents, the newest first; old versions stay."""

    permission_required = "processing.view_issueddocument"
    model = IssuedDocument
    table_class = DocumentTable
    filterset_class = DocumentFilter
    page_title = "Dokumente zur Auftragsverarbeitung"
    intro = "Jede Fassung bleibt, wie sie ausgestellt wurde."
    empty_text = "Noch wurde hier kein Dokument ausgestellt."

    def get_rows(self) -> QuerySet[Any]:
        rows = IssuedDocument.objects.visible_to(signed_in(self.request)).select_related("authority", "agreement")
        return rows.defer("content")

    def get_table_options(self) -> dict[str, Any]:
        return {"exclude": () if self.is_for_staff else ("authority",)}

    def get_actions(self) -> list[Link]:
        """For one authority its register; annexes are issued where their agreement is."""
        if not self.request.user.has_perm("processing.add_issueddocument"):
            return []
        chosen = key_of(self.request.GET.get("authority", ""))
        if chosen is None:
            return [Link("Behörde wählen und ausstellen", reverse("processing:authorities"), "description")]
        agreements = filtered("processing:agreements", authority=chosen)
        return [
            Link("Verzeichnis ausstellen", reverse("processing:issue_register", args=[chosen]), "description"),
            Link("Anlage ausstellen: Vereinbarung wählen", agreements, "contract"),
        ]


class IssuePage(ActionPage):
    """What changed since the last version, and the button that issues the next one."""

    permission_required = "processing.add_issueddocument"
    form_class = IssueForm
    template_name = "processing/issue.html"
    submit_label = "Ausstellen"

    @property
    def agreement(self) -> ProcessingAgreement | None:
        """Whose annex it is; none where it is the register."""
        return self.object if isinstance(self.object, ProcessingAgreement) else None

    @property
    def authority(self) -> Authority:
        """For whom it is issued."""
        found: Authority = self.agreement.authority if self.agreement else self.object
        return found

    @cached_property
    def content(self) -> Content:
        """What the document would say today."""
        today = timezone.localdate()
        return annex_of(self.agreement, today) if self.agreement else register_of(self.authority, today)

    def get_initial(self) -> dict[str, Any]:
        return {"shown": digest_of(self.content)}

    def perform(self, form: Any) -> None:
        issued = actions.issue(
            authority=self.authority, agreement=self.agreement, by=signed_in(self.request), now=timezone.now(),
            shown=form.cleaned_data["shown"],
        )  # fmt: skip
        messages.success(self.request, f"Ausgestellt: {issued}.")

    def get_success_url(self) -> str:
        return filtered("processing:documents", authority=self.authority.pk)

    def get_breadcrumb(self) -> list[Link]:
        return [Link("Dokumente zur Auftragsverarbeitung", self.get_success_url())]

    def get_back_url(self) -> str:
        return self.get_success_url()

    def form_invalid(self, form: Any) -> HttpResponse:
        """The next submit counts for what is shown now."""
        form.data = {**form.data.dict(), "shown": digest_of(self.content)}
        return super().form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        last, content = actions.last_issued(self.authority, self.agreement), self.content
        found = changes(last.content, content) if last else []
        rows = [(one.part, one.name, one.what, one.points) for one in found]
        headings = ("Was", "Bezeichnung", "Änderung", "Punkte")
        title = TITLES[IssuedDocument.Kind(content["kind"])]
        return super().get_context_data(
            page_title=f"{title}: {self.agreement or self.authority.name}",
            last=last,
            is_unchanged=bool(last and last.sha256 == digest_of(content)),
            is_empty=not content["applications"],
            differences=Section("Was sich geändert hat", headings=headings, rows=rows),
            numbers=_in_numbers(content),
            incomplete=[one["name"] for one in content["applications"] if not one["purpose"]],
            **kwargs,
        )


class IssueRegister(IssuePage):
    """The register of an authority."""

    model = Authority


class IssueAnnex(IssuePage):
    """The annex to an agreement."""

    model = ProcessingAgreement

    def get_rows(self) -> QuerySet[Any]:
        rows = ProcessingAgreement.objects.visible_to(signed_in(self.request))
        return rows.select_related("authority", "provider")


def _in_numbers(content: Content) -> list[tuple[int, str]]:
    return [
        (len(content["applications"]), "Fachverfahren"),
        (len(content["sub_processors"]), "Aufgaben von Unterauftragsverarbeitern"),
        (len(content["measures"]), "Maßnahmen"),
    ]


@require_safe
@permission_required("processing.view_issueddocument", raise_exception=True)
def document(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The stored file of a version, the same for both sides."""
    rows = IssuedDocument.objects.visible_to(signed_in(request)).defer("content")
    found = get_object_or_404(rows, pk=pk)
    back = filtered("processing:documents", authority=found.authority_id)
    return hand_out(request, found, back_to=back, back_label="Zu den Dokumenten")

"""Text modules, macros and templates in the workspace: which there are, and writing them with a preview for a real report."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.signed_in import signed_in
from history.versions import as_seen
from tickets import actions
from tickets.forms.prepared import MacroForm, TextModuleForm, TicketTemplateForm
from tickets.models import Macro, TextModule, TicketTemplate
from tickets.models.texts import Prepared
from tickets.placeholders import BEFORE_THE_REPORT, PLACEHOLDERS, unknown_in
from tickets.text_modules import filled, in_words
from ui.pages import Link
from ui.renewing import GuardedPage, renew


@require_safe
@permission_required("tickets.work_ticket", raise_exception=True)
def prepared(request: HttpRequest) -> HttpResponse:
    """All text modules, macros and templates, one's own first."""
    user = signed_in(request)
    texts = TextModule.objects.visible_to(user).select_related("team", "category")
    macros = Macro.objects.visible_to(user).select_related("offered_at", "team", "category", "text")
    templates = TicketTemplate.objects.visible_to(user).select_related("team", "category")
    context = {
        "templates": [
            (row, row.subject or row.description, actions.may_change_prepared(row, user))
            for row in _own_first(templates)
        ],
        "texts": [(row, row.body, actions.may_change_prepared(row, user)) for row in _own_first(texts)],
        "macros": [
            (row, ", ".join(in_words(row)), actions.may_change_prepared(row, user)) for row in _own_first(macros)
        ],
    }
    return render(request, "tickets/prepared/list.html", context)


def _own_first(rows: Any) -> list[Any]:
    return sorted(rows, key=lambda row: row.owner_id is None)


@require_POST
@permission_required("tickets.work_ticket", raise_exception=True)
def change_text_module(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a text module up or down, or delete it."""
    return _change(request, get_object_or_404(TextModule.objects.visible_to(signed_in(request)), pk=pk))


@require_POST
@permission_required("tickets.work_ticket", raise_exception=True)
def change_macro(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a macro up or down, or delete it."""
    return _change(request, get_object_or_404(Macro.objects.visible_to(signed_in(request)), pk=pk))


@require_POST
@permission_required("tickets.work_ticket", raise_exception=True)
def change_ticket_template(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a template up or down, or delete it."""
    return _change(request, get_object_or_404(TicketTemplate.objects.visible_to(signed_in(request)), pk=pk))


def _change(request: HttpRequest, row: Any) -> HttpResponse:
    user = signed_in(request)
    try:
        if request.POST.get("do") == "delete":
            actions.delete_prepared(row=row, by=user)
            messages.success(request, f"„{row}“ ist gelöscht.")
        else:
            actions.move_prepared(row=row, by=user, step=-1 if request.POST.get("do") == "up" else 1)
            messages.success(request, "Die Reihenfolge ist geändert.")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("tickets:prepared")


class PreparedPage(GuardedPage):
    """What the pages of all kinds share: the preview with a report, which stores nothing."""

    placeholders = PLACEHOLDERS
    permission_required = "tickets.work_ticket"
    template_name = "tickets/prepared/edit.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        if self.object and not actions.may_change_prepared(self.object, signed_in(self.request)):
            raise PermissionDenied
        row = {"instance": self.object} if self.object else {}
        return {**super().get_form_kwargs(), **row, "user": self.request.user}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "preview" not in request.POST:
            return super().post(request, *args, **kwargs)
        context = self.get_context_data(form=self.get_form())
        is_part = getattr(request, "htmx", None)
        return render(request, "tickets/prepared/_preview.html" if is_part else self.template_name, context)

    def perform(self, form: Any) -> Prepared:
        return actions.save_prepared(
            row=form.instance, by=signed_in(self.request), version=form.cleaned_data["version"]
        )

    def renew(self, form: Any) -> None:
        row = get_object_or_404(self.get_rows(), pk=self.object.pk)
        fresh = self.form_class(instance=row, user=self.request.user)  # type: ignore[call-arg]  # a form of a row
        renew(form, fresh, seen=as_seen(row, form.cleaned_data["version"]), skip=("sample",))

    def get_success_message(self) -> str:
        return f"„{self.object}“ ist gespeichert."

    def get_success_url(self) -> str:
        return reverse("tickets:prepared")

    def get_back_url(self) -> str:
        return self.get_success_url()

    def get_breadcrumb(self) -> list[Link]:
        return [Link("Textbausteine, Makros und Vorlagen", self.get_success_url())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(placeholders=self.placeholders.items(), **kwargs)
        form = context["form"]
        form.is_valid()  # what can be read of it is in the row then
        ticket, user = form.sample_ticket(), signed_in(self.request)
        bodies = self.bodies_of(form.instance) if form.is_bound or self.object else []
        return context | {
            "sample": ticket,
            "steps": in_words(form.instance) if isinstance(form.instance, Macro) else [],
            "unknown": [name for _, body in bodies for name in unknown_in(body, self.placeholders)],
            "bodies": [(words, filled(body, ticket, user)) for words, body in bodies] if ticket else [],
        }

    def bodies_of(self, row: Any) -> list[tuple[str, str]]:
        """The texts to show, each with a word on what becomes of it."""
        raise NotImplementedError


class TextModulePage(PreparedPage):
    """A new text module, or one to change."""

    model = TextModule
    form_class = TextModuleForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(page_title=str(self.object or "Neuer Textbaustein"), **kwargs)

    def bodies_of(self, row: TextModule) -> list[tuple[str, str]]:
        return [("Text", row.body)] if row.body else []


class MacroPage(PreparedPage):
    """A new macro, or one to change."""

    model = Macro
    form_class = MacroForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(page_title=str(self.object or "Neues Makro"), **kwargs)

    def bodies_of(self, row: Macro) -> list[tuple[str, str]]:
        note = [("Interne Notiz", row.note)] if row.note else []
        return note + ([("Antwort an die Behörde", row.text.body)] if row.text else [])


class TicketTemplatePage(PreparedPage):
    """A new template for reports, or one to change."""

    model = TicketTemplate
    form_class = TicketTemplateForm
    placeholders = BEFORE_THE_REPORT

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(page_title=str(self.object or "Neue Vorlage"), **kwargs)

    def bodies_of(self, row: TicketTemplate) -> list[tuple[str, str]]:
        texts = [("Betreff", row.subject), ("Beschreibung", row.description)]
        return [(words, text) for words, text in texts if text]

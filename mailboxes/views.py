"""Mails that came in: what has to be looked at, and what is done with it."""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import ListView

from accounts.models import User
from accounts.signed_in import signed_in
from customers.models import Authority, Contact
from mailboxes import actions
from mailboxes.contents import files_and_refusals, is_too_large, read
from mailboxes.deciding import contacts_of, report_of, sure_sender
from mailboxes.forms import AddToReport, ChooseAuthority, Discard, OpenAsReport
from mailboxes.models import IncomingMail, Mailbox
from mailboxes.parsing import Mail
from tickets.lifecycle import State
from ui.pages import Link, show_errors

if TYPE_CHECKING:
    MailListView = ListView[IncomingMail]
else:
    MailListView = ListView

VIEWS = {"review": "Zu prüfen", "discarded": "Verworfen", "processed": "Übernommen"}
EMPTY = {
    "review": "Alle E-Mails sind übernommen oder verworfen.",
    "discarded": "Hier stehen automatische Antworten, Unzustellbares und was von Hand verworfen wurde.",
    "processed": "Hier stehen E-Mails, aus denen Meldungen oder Antworten geworden sind.",
}
POLICY = "sandbox; default-src 'none'"


class MailList(PermissionRequiredMixin, MailListView):
    """Mails by what became of them; first those that wait for a person, the oldest above."""

    permission_required = "tickets.work_ticket"
    template_name = "mailboxes/mails.html"
    context_object_name = "mails"
    paginate_by = 50

    @property
    def view(self) -> str:
        """The tab that is open."""
        wanted = self.request.GET.get("view", "")
        return wanted if wanted in VIEWS else "review"

    def get_queryset(self) -> QuerySet[IncomingMail]:
        rows = IncomingMail.objects.visible_to(signed_in(self.request)).select_related("mailbox", "ticket")
        return {"review": rows.to_review, "discarded": rows.discarded, "processed": rows.processed}[self.view]()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = IncomingMail.objects.visible_to(signed_in(self.request)).to_review().count()
        tabs = [
            {
                "label": label,
                "url": f"{reverse('mailboxes:mails')}?view={key}",
                "count": waiting if key == "review" else None,
                "is_current": key == self.view,
            }
            for key, label in VIEWS.items()
        ]
        return super().get_context_data(
            tabs=tabs,
            view=self.view,
            label=VIEWS[self.view],
            empty=EMPTY[self.view],
            failing=Mailbox.objects.visible_to(signed_in(self.request)).failing(),
            **kwargs,
        )


@require_safe
@permission_required("tickets.work_ticket", raise_exception=True)
def mail_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One mail as safe text, and what can be done with it."""
    return _render(request, _find(request, pk))


@require_POST
@permission_required("tickets.work_ticket", raise_exception=True)
def open_as_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Make it a new report of the chosen contact."""
    row, user = _find(request, pk), signed_in(request)
    authority = _authority(request, request.POST.get("authority", ""))
    form = OpenAsReport(request.POST, user=user, authority=authority)
    if form.is_valid():
        try:
            ticket = actions.open_as_report(mail=row, by=user, now=timezone.now(), **form.cleaned_data)
        except ValidationError as error:
            show_errors(form, error)
        else:
            messages.success(request, f"Aus der E-Mail ist die Meldung {ticket.number} geworden.")
            return redirect(ticket.get_absolute_url())
    return _render(request, row, {"open": form})


@require_POST
@permission_required("tickets.work_ticket", raise_exception=True)
def add_to_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Put it into a report that is there."""
    row, user = _find(request, pk), signed_in(request)
    form = AddToReport(request.POST, user=user)
    if form.is_valid():
        ticket = form.cleaned_data["ticket"]
        try:
            message = actions.add_to_report(mail=row, ticket=ticket, by=user, now=timezone.now())
        except ValidationError as error:
            show_errors(form, error)
        else:
            kind = "interne Notiz" if message.is_note else "Antwort der Ansprechperson"
            messages.success(request, f"Die E-Mail steht als {kind} in der Meldung {ticket.number}.")
            return redirect(ticket.get_absolute_url())
    return _render(request, row, {"add": form})


@require_POST
@permission_required("tickets.work_ticket", raise_exception=True)
def reopen_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the solved report that it answers again, with its words."""
    row = _find(request, pk)
    ticket = report_of(read(row) or Mail())
    if ticket is None:
        messages.error(request, "Diese E-Mail nennt keine Meldung.")
        return redirect(row)
    try:
        ticket = actions.reopen_report(mail=row, ticket=ticket, by=signed_in(request), now=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(row)
    messages.success(request, f"Die Meldung {ticket.number} ist wieder geöffnet. Die E-Mail steht darin als Antwort.")
    return redirect(ticket.get_absolute_url())


@require_POST
@permission_required("tickets.work_ticket", raise_exception=True)
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Let it become nothing, with a reason."""
    row = _find(request, pk)
    form = Discard(request.POST)
    if form.is_valid():
        try:
            actions.discard(mail=row, by=signed_in(request), now=timezone.now(), **form.cleaned_data)
        except ValidationError as error:
            show_errors(form, error)
        else:
            messages.success(request, "Die E-Mail ist verworfen. Sie finden sie unter „Verworfen“.")
            return redirect("mailboxes:mails")
    return _render(request, row, {"discard": form})


@require_safe
@permission_required("tickets.work_ticket", raise_exception=True)
def original(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The mail as it came, to be saved and never run by the browser."""
    row = _find(request, pk)
    try:
        content = row.raw.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(
        content, as_attachment=True, filename=f"E-Mail-{row.pk}.eml", content_type="application/octet-stream"
    )
    response["Content-Security-Policy"] = POLICY
    response["Cache-Control"] = "private, no-store"
    return response


def _find(request: HttpRequest, pk: int) -> IncomingMail:
    rows = IncomingMail.objects.visible_to(signed_in(request)).select_related("mailbox", "contact__authority", "ticket")
    return get_object_or_404(rows, pk=pk)


def _authority(request: HttpRequest, key: str) -> Authority | None:
    rows = Authority.objects.visible_to(signed_in(request))
    return rows.filter(pk=int(key)).first() if key.isascii() and key.isdigit() and len(key) < 10 else None


def _render(request: HttpRequest, row: IncomingMail, sent: dict[str, BaseForm] | None = None) -> HttpResponse:
    """The page, with the form that was sent and refused in the place of a fresh one."""
    letter = read(row)
    shown = letter or Mail()
    accepted, refused = files_and_refusals(shown)
    context = {
        "object": row,
        "page_title": str(row),
        "breadcrumb": [Link("E-Mails", reverse("mailboxes:mails"))],
        "letter": shown,
        "is_unreadable": letter is None,
        "is_cut": is_too_large(row),
        "files": accepted,
        "refused": refused,
        "add_contact": _add_contact(row, signed_in(request)),
        **(
            _forms(request, row, shown, sent or {})
            if row.may_be_decided
            else {"forms": None, "authority": None, "may_reopen": None}
        ),
    }
    return render(request, "mailboxes/mail.html", context, status=422 if sent else 200)


def _forms(request: HttpRequest, row: IncomingMail, letter: Mail, sent: dict[str, BaseForm]) -> dict[str, Any]:
    user, now = signed_in(request), timezone.now()
    likely = _likely_sender(row, letter, now)
    chosen = request.POST.get("authority") or request.GET.get("authority") or ""
    authority = _authority(request, chosen) or (likely.authority if likely else None)
    ticket = report_of(letter)
    category = row.mailbox.category_id if row.mailbox else None
    objects = ticket is not None and ticket.state == State.RESOLVED and sure_sender(row, ticket, now) is not None
    return {
        "may_reopen": ticket if objects else None,
        "authority": authority,
        "forms": {
            "authority": ChooseAuthority(user=user, initial={"authority": authority}),
            "open": sent.get("open")
            or OpenAsReport(user=user, authority=authority, initial={"contact": likely, "category": category}),
            "add": sent.get("add") or AddToReport(user=user, initial={"ticket": ticket.number if ticket else ""}),
            "discard": sent.get("discard") or Discard(),
        },
    }


def _add_contact(row: IncomingMail, user: User) -> str:
    """The form for a new contact, filled in with what the mail says of its sender; empty where that is not the point."""
    is_the_point = row.may_be_decided and row.sender and row.reason == IncomingMail.Reason.UNKNOWN
    if not is_the_point or not user.has_perm("customers.add_contact"):
        return ""
    name = "" if "@" in row.sender_name else row.sender_name
    last, comma, first = name.partition(",")
    if not comma:
        first, _, last = name.rpartition(" ")
    values = {"email": row.sender, "first_name": first.strip(), "last_name": last.strip()}
    return f"{reverse('admin:customers_contact_add')}?{urlencode(values)}"


def _likely_sender(row: IncomingMail, letter: Mail, now: Any) -> Contact | None:
    """Who wrote it if the address tells the truth."""
    if row.contact:
        return row.contact
    contacts = contacts_of(letter.sender, now)
    return contacts[0] if contacts else None

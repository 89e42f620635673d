"""Saved views of the queue: keep the present one, and keep order among them."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.signed_in import signed_in
from tickets import actions
from tickets.forms.saved_views import ViewForm
from tickets.models import SavedView
from tickets.views.bulk import ReportsAtOnce

View = Callable[..., HttpResponse]


def _for_staff(view: View) -> View:
    """Only for those who see the queue; an authority has the portal."""

    @wraps(view)
    @permission_required("tickets.view_ticket", raise_exception=True)
    def guarded(request: HttpRequest, **arguments: int) -> HttpResponse:
        if not signed_in(request).is_service_staff:
            raise PermissionDenied
        return view(request, **arguments)

    return guarded


@require_safe
@_for_staff
def views(request: HttpRequest) -> HttpResponse:
    """The views that a person sees, with what they may do to each."""
    user = signed_in(request)
    rows = SavedView.objects.visible_to(user).select_related("owner", "team")
    context = {
        "own": [row for row in rows if row.owner_id == user.pk],
        "shared": [(row, actions.may_change(row, user)) for row in rows if row.owner_id != user.pk],
        "audiences": SavedView.Audience.choices,
    }
    return render(request, "tickets/views.html", context)


@require_POST
@_for_staff
def save(request: HttpRequest) -> HttpResponse:
    """Keep the view that the list shows now."""
    form = ViewForm(request.POST)
    if not form.is_valid():
        messages.error(request, form.first_problem())
        return ReportsAtOnce.back_to_list(request)
    try:
        view = actions.save_view(by=signed_in(request), query=form.cleaned_data["query"], **form.values)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return ReportsAtOnce.back_to_list(request)
    messages.success(request, f"Die Ansicht „{view}“ ist gespeichert.")
    return redirect(view.get_absolute_url())


@require_POST
@_for_staff
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename, share, move or delete one view."""
    user = signed_in(request)
    view = get_object_or_404(SavedView.objects.visible_to(user), pk=pk)
    try:
        messages.success(request, _done(request, view))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(reverse("tickets:views"))


def _done(request: HttpRequest, view: SavedView) -> str:
    user, what = signed_in(request), request.POST.get("do")
    if what == "delete":
        actions.delete_view(view=view, by=user)
        return f"Die Ansicht „{view}“ ist gelöscht."
    if what in ("up", "down"):
        actions.move_view(view=view, by=user, step=-1 if what == "up" else 1)
        return "Die Reihenfolge ist geändert."
    form = ViewForm(request.POST)
    if not form.is_valid():
        raise ValidationError(form.first_problem())
    return f"Die Ansicht „{actions.change_view(view=view, by=user, **form.values)}“ ist gespeichert."

"""Every step that is taken with one click."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.signed_in import signed_in
from knowledge.models import Article
from tickets import actions
from tickets.forms.desk import Assign, Cancel, ChangeCategory, ChangePriority, ChangeState, ChangeTeam
from tickets.lifecycle import State
from tickets.models import Ticket
from tickets.views.desk.articles import ChooseArticle
from tickets.views.desk.found import back_to, find
from tickets.views.desk.neighbours import neighbours
from tickets.views.desk.panels import STEP_WORDS
from tickets.views.desk.relations import still_open

CHOICE_IS_GONE = "Diese Auswahl gibt es nicht mehr. Bitte wählen Sie noch einmal."


def step(
    form_class: type[forms.Form], perform: Callable[[Ticket, User, dict[str, Any]], str], *, is_typed: bool = False
) -> Callable[[HttpRequest, str], HttpResponse]:
    """A view that takes one step in one click and comes back to where one was.

    What `is_typed` can be wrong in ways that the form says; what is chosen can only be gone meanwhile.
    """

    @require_POST
    @permission_required("tickets.work_ticket", raise_exception=True)
    def view(request: HttpRequest, number: str) -> HttpResponse:
        ticket = find(request, number)
        form = form_class(request.POST)
        if not form.is_valid():
            typed = " ".join(str(text) for errors in form.errors.values() for text in errors)
            messages.error(request, typed if is_typed else CHOICE_IS_GONE)
            return back_to(request, ticket)
        try:
            messages.success(request, perform(ticket, signed_in(request), form.cleaned_data))
            actions.keep_read(tickets=[ticket], by=signed_in(request))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return back_to(request, ticket)

    return view


def _take(ticket: Ticket, user: User, data: dict[str, Any]) -> str:
    actions.take(ticket=ticket, by=user, now=timezone.now())
    return f"Sie haben {ticket.number} übernommen."


def _assign(ticket: Ticket, user: User, data: dict[str, Any]) -> str:
    member = data["assignee"]
    if member is None:
        actions.release(ticket=ticket, by=user, version=data["version"], now=timezone.now())
        return "Die Meldung liegt wieder in der Liste des Teams."
    actions.assign(ticket=ticket, to=member, by=user, version=data["version"], now=timezone.now())
    return f"Die Meldung ist {member} zugewiesen."


def _change_team(ticket: Ticket, user: User, data: dict[str, Any]) -> str:
    actions.change_team(ticket=ticket, team=data["team"], by=user, version=data["version"], now=timezone.now())
    return f"Die Meldung liegt beim Team {data['team']}."


def _change_category(ticket: Ticket, user: User, data: dict[str, Any]) -> str:
    actions.change_category(
        ticket=ticket, category=data["category"], by=user, version=data["version"], now=timezone.now()
    )
    return f"Kategorie: {data['category']}."


def _change_priority(ticket: Ticket, user: User, data: dict[str, Any]) -> str:
    changed = actions.change_priority(
        ticket=ticket,
        impact=data["impact"],
        urgency=data["urgency"],
        by=user,
        version=data["version"],
        now=timezone.now(),
    )
    return f"Priorität: {changed.get_priority_display()}."


def _change_state(ticket: Ticket, user: User, data: dict[str, Any]) -> str:
    state, now, version = State(data["state"]), timezone.now(), data["version"]
    if state == State.CLOSED:
        actions.close(ticket=ticket, by=user, version=version, now=now)
    elif state == State.IN_PROGRESS:
        actions.resume(ticket=ticket, by=user, version=version, now=now)
    elif state in STEP_WORDS:
        actions.wait(ticket=ticket, state=state, by=user, wakes_on=data["wakes_on"], version=version, now=now)
    else:
        raise ValidationError("Diesen Status setzt eine Antwort, die die Meldung löst.")
    return f"Status: {state.label}.{still_open(ticket, user) if state == State.CLOSED else ''}"


def _cancel(ticket: Ticket, user: User, data: dict[str, Any]) -> str:
    verb = actions.take_back_order if ticket.awaits_approval else actions.cancel
    verb(ticket=ticket, by=user, reason=data["reason"], version=data["version"], now=timezone.now())
    return f"Die Meldung ist zurückgezogen.{still_open(ticket, user)}"


def _article(user: User, key: int) -> Article:
    found = Article.objects.visible_to(user).filter(pk=key).first()
    if found is None:
        raise ValidationError(CHOICE_IS_GONE)
    return found


def _use_article(ticket: Ticket, user: User, data: dict[str, Any]) -> str:
    article = _article(user, data["article"])
    actions.use_article(ticket=ticket, article=article, by=user, now=timezone.now())
    return f"Der Artikel „{article}“ ist mit der Meldung verknüpft."


def _drop_article(ticket: Ticket, user: User, data: dict[str, Any]) -> str:
    article = _article(user, data["article"])
    actions.drop_article(ticket=ticket, article=article, by=user)
    return f"Der Artikel „{article}“ gehört nicht mehr zu dieser Meldung."


take = step(forms.Form, _take)
assign = step(Assign, _assign)
change_team = step(ChangeTeam, _change_team)
change_category = step(ChangeCategory, _change_category)
change_priority = step(ChangePriority, _change_priority)
change_state = step(ChangeState, _change_state)
cancel = step(Cancel, _cancel)
use_article = step(ChooseArticle, _use_article)
drop_article = step(ChooseArticle, _drop_article)


@require_POST
@permission_required("tickets.view_ticket", raise_exception=True)
def mark_unread(request: HttpRequest, number: str) -> HttpResponse:
    """Let a report stand out again for oneself; back to the list, since to stay on its page is to read it."""
    ticket = find(request, number)
    actions.mark_unread(ticket=ticket, by=signed_in(request))
    messages.success(request, f"{ticket.number} steht wieder als ungelesen in Ihrer Liste.")
    return HttpResponseRedirect(neighbours(request, ticket)["back"])

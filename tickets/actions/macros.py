"""Several steps with one click: all of them or none."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from tickets.actions.drafts import save_draft
from tickets.actions.handling import change_category, change_priority, change_team, wait
from tickets.actions.solving import resolve
from tickets.actions.steps import lock, require_staff
from tickets.actions.writing import add_note, reply
from tickets.models import Draft, Macro, Message, Ticket
from tickets.priorities import Impact, Urgency
from tickets.text_modules import filled


@transaction.atomic
def run_macro(*, ticket: Ticket, macro: Macro, by: User, now: datetime, version: int | None = None) -> Ticket:
    """Take every step of a macro; where one is refused, none is taken. What the person was typing stays a draft."""
    require_staff(by)
    if not macro.is_active or macro.owner_id not in (None, by.pk):
        raise ValidationError("Dieses Makro gibt es nicht mehr.", code="inactive")
    current = lock(ticket, version=version)
    typed = Draft.objects.filter(ticket=current, user=by).first()
    if macro.category:
        change_category(ticket=current, category=macro.category, by=by, now=now)
    if macro.impact is not None and macro.urgency is not None:
        impact, urgency = Impact(macro.impact), Urgency(macro.urgency)
        change_priority(ticket=current, impact=impact, urgency=urgency, by=by, now=now)
    if macro.team:
        change_team(ticket=current, team=macro.team, by=by, now=now)
    current = Ticket.objects.get(pk=ticket.pk)
    if macro.note:
        add_note(ticket=current, by=by, body=filled(macro.note, current, by), now=now)
    if macro.text:
        body = filled(macro.text.body, current, by)
        if macro.then == Macro.Then.RESOLVE:
            resolve(ticket=current, by=by, solution=body, now=now)
        else:
            reply(ticket=current, by=by, body=body, then_wait=macro.then == Macro.Then.WAIT, now=now)
    if macro.wakes_after or (macro.then in Macro.WAITS and macro.then != Macro.Then.WAIT):
        wakes_on = timezone.localdate(now) + timedelta(days=macro.wakes_after) if macro.wakes_after else None
        wait(ticket=current, state=Macro.WAITS[macro.then], by=by, now=now, wakes_on=wakes_on)
    if typed:
        save_draft(ticket=current, by=by, kind=Message.Kind(typed.kind), body=typed.body, now=now)
    return Ticket.objects.get(pk=ticket.pk)

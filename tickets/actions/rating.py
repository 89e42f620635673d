"""How an authority says whether it is content."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from tickets.actions.steps import lock, one_line, require_authority
from tickets.lifecycle import State
from tickets.models import Rating, Ticket


@transaction.atomic
def rate(
    *, ticket: Ticket, by: User, satisfaction: Rating.Satisfaction, now: datetime, comment: str | None = None
) -> Rating:
    """Say how content one is with a solved report; a second word replaces the first.

    Without a `comment` the one that was written stays.
    """
    require_authority(by, ticket)
    current = lock(ticket)
    if current.state not in {State.RESOLVED, State.CLOSED}:
        raise ValidationError("Bewerten können Sie eine Meldung, sobald sie gelöst ist.", code="step")
    said = {"satisfaction": satisfaction, "rated_at": now}
    if comment is not None:
        said["comment"] = one_line(comment)[:500]
    rating, _ = Rating.objects.update_or_create(ticket=current, defaults=said)
    return rating

"""Views of the queue under a name: keep, share, put in order, take away."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import QueryDict

from accounts.models import User
from tickets.actions.steps import move_among, one_line
from tickets.models import SavedView

MOST_OF_ONE = 20
LEFT_OUT = ("page", "per_page", "export", "saved", "csrfmiddlewaretoken")
"""What stands in an address and says nothing about which rows are shown, in which order and with what columns."""


@transaction.atomic
def save_view(*, by: User, name: str, query: str, audience: SavedView.Audience) -> SavedView:
    """Keep filters, order and columns of the queue under a name."""
    _require_staff(by)
    User.objects.select_for_update(of=("self",)).get(pk=by.pk)  # two windows do not pass the limit together
    own = SavedView.objects.filter(owner=by)
    if len(own[:MOST_OF_ONE]) == MOST_OF_ONE:
        raise ValidationError(
            f"Es gehen höchstens {MOST_OF_ONE} Ansichten. Löschen Sie zuerst eine, die Sie nicht brauchen."
        )
    view = SavedView(owner=by, query=_kept(query), position=1 + max((row.position for row in own), default=0))
    return _store(view, by, name, audience)


@transaction.atomic
def change_view(*, view: SavedView, by: User, name: str, audience: SavedView.Audience) -> SavedView:
    """Give a view another name or show it to others; who changes one that was left behind takes it over."""
    current = _locked(view, by)
    if current.is_left_behind:
        current.owner = by
    return _store(current, by, name, audience)


@transaction.atomic
def delete_view(*, view: SavedView, by: User) -> None:
    """Take a view away, also from those it was shared with."""
    _locked(view, by).delete()


@transaction.atomic
def move_view(*, view: SavedView, by: User, step: int) -> None:
    """Put one of one's own views before (-1) or behind (1) its neighbour."""
    current = _locked(view, by)
    move_among(SavedView.objects.select_for_update().filter(owner=current.owner_id), current.pk, step)


def may_change(view: SavedView, user: User) -> bool:
    """Whether a person may change a view: their own, and with the right for it what others share.

    What somebody who left had shared with the team is in the hands of the team.
    """
    if view.owner_id == user.pk:
        return True
    if view.audience == SavedView.Audience.OWN:
        return False
    member = user.staff_profile
    is_of_team = member is not None and view.team_id == member.team_id
    return user.has_perm("tickets.change_savedview") or (is_of_team and view.is_left_behind)


def _locked(view: SavedView, by: User) -> SavedView:
    _require_staff(by)
    current = SavedView.objects.select_for_update().get(pk=view.pk)
    if not may_change(current, by):
        raise PermissionDenied
    return current


def _store(view: SavedView, by: User, name: str, audience: SavedView.Audience) -> SavedView:
    view.name = one_line(name)
    view.audience = audience
    if audience != SavedView.Audience.TEAM:
        view.team = None
    elif view.team is None:
        if by.staff_profile is None:
            raise ValidationError({"audience": "Ihr Konto gehört zu keinem Team."})
        view.team = by.staff_profile.team
    view.full_clean()
    view.save()
    return view


def _kept(query: str) -> str:
    """The part of an address that makes the view, without empty values."""
    given, kept = QueryDict(query), QueryDict(mutable=True)
    for name, values in given.lists():
        filled = [value for value in values if value and "\x00" not in value]
        if filled and name not in LEFT_OUT:
            kept.setlist(name, filled)
    return kept.urlencode()


def _require_staff(by: User) -> None:
    if not by.is_service_staff:
        raise PermissionDenied

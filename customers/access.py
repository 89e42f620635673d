"""The narrowing that every decision about visibility ends in: to one's own authorities, or to what is one's own."""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, TypeVar

from django.db.models import Q, QuerySet

if TYPE_CHECKING:
    from accounts.models import User

Rows = TypeVar("Rows", bound="QuerySet[object]")  # type: ignore[type-var]  # rows of whatever model


def narrowed(
    rows: Rows,
    user: "User",
    *,
    authority: str,
    person: str = "",
    own: Callable[[Collection[int]], Q] | None = None,
    is_for_all_of_it: bool = True,
) -> Rows:
    """The rows that a person may see: staff all, others what belongs to their authorities.

    `authority` names the path to the key of the authority. Where `person` names the path to the key of a contact,
    only whoever sees the whole authority sees all of it; a reporter sees the rows of the contacts that they are. `own`
    says the same where one path is not enough: it gets the keys of these contacts and says which rows are theirs.
    What is not `is_for_all_of_it` is seen by whoever sees the whole authority, and by nobody else of it.
    """
    access = user.access
    if access.is_staff:
        return rows
    if not access.authorities:
        return rows.none()
    if not is_for_all_of_it:
        return rows.filter(**{f"{authority}__in": access.whole_authorities})
    if not person and own is None:
        return rows.filter(**{f"{authority}__in": access.authorities})
    whole = Q(**{f"{authority}__in": access.whole_authorities})
    # What is one's own is among it then, and an „or“ would keep the database from reading the newest by an index.
    if set(access.authorities) <= set(access.whole_authorities):
        return rows.filter(whole)
    theirs = own(access.contacts) if own else Q(**{f"{person}__in": access.contacts})
    return rows.filter(theirs | whole if access.whole_authorities else theirs)

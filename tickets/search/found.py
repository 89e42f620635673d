"""Which reports a person finds, the best first, with the passage that shows why."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.expressions import RawSQL
from django.utils.safestring import SafeString

from accounts.models import User
from tickets.lifecycle import OPEN
from tickets.models import Attachment, Message, SearchEntry, Ticket
from tickets.search.newest import newest
from tickets.search.passages import marked, passage
from tickets.search.words import Sought, query, understood
from ui.together import Together

NEWEST = 200
"""So many of the newest reports that match are put in order: a word of every day would match a hundred thousand."""
MOST_MESSAGES = 400
SHOWN = (
    "number", "subject", "description", "state", "created_at", "authority_id", "authority__name", "authority__short_name",
)  # fmt: skip
"""The columns of a report that are shown."""


class Found(NamedTuple):
    """A report that was found."""

    ticket: Ticket
    subject: SafeString
    passage: SafeString


class Findings(NamedTuple):
    """The best reports, and whether there are more than were put in order: then the best of all may be an older one."""

    reports: list[Found]
    are_of_newest: bool = False


def found_reports(user: User, text: str, *, most: int, only_open: bool = False) -> Findings:
    """The best `most` reports a person may see; at most six queries whatever is found."""
    sought = understood(text)
    keys, are_of_newest = best_keys(user, sought, most=most, only_open=only_open)
    if not keys:
        return Findings([], are_of_newest)
    page, listed = Together(), _listed(keys)
    found = page.objects(
        Ticket,
        lambda keys: Ticket.objects.visible_to(user).filter(pk__in=_each(keys)),
        *SHOWN,
        words=("reports found", user.reach),
        given=[listed],
    )
    texts = _texts(user, page, listed)
    tickets = {ticket.pk: ticket for ticket in found}
    reports = [
        Found(
            ticket,
            marked(ticket.subject, sought),
            passage([ticket.description, *texts[key]], sought),
        )
        for key in keys
        if (ticket := tickets.get(key))
    ]
    return Findings(reports, are_of_newest)


def best_keys(user: User, sought: Sought, *, most: int, only_open: bool = False) -> tuple[list[int], bool]:
    """Keys of reports: the number itself, then the subject, then the text, then notes; open and fresh first in each.

    And whether only the newest of all that match were put in order.
    """
    tickets = Ticket.objects.visible_to(user).filter(state__in=OPEN) if only_open else Ticket.objects.visible_to(user)
    has_digit = any(sign.isdigit() for sign in sought.text)
    exact = list(tickets.filter(number=sought.text.upper()).values_list("pk", flat=True)) if has_digit else []
    if not sought:
        return exact, False
    candidates, are_of_newest = _candidates(user, sought, only_open=only_open)
    most_ranked = most + len(exact)

    def ranked(keys: str, *steps: str) -> QuerySet[SearchEntry, Any]:
        entries: QuerySet[Any, Any] = SearchEntry.objects.searched_by(user).filter(ticket__in=_each(keys))
        entries = entries.annotate(place=_place(steps), is_ended=_is_ended())
        return entries.order_by("place", "is_ended", "-ticket__created_at", "-ticket").values("ticket")[:most_ranked]

    best = Together().rows(
        ranked, words=("ranked", most_ranked, user.reach), given=[_listed(candidates), *_steps(sought)]
    )
    return list(dict.fromkeys([*exact, *(row["ticket"] for row in best)]))[:most], are_of_newest


def _listed(keys: Iterable[int]) -> str:
    """Hundreds of keys as one value, so that the words of a question stay the same however many there are."""
    return f"{{{','.join(map(str, keys))}}}"


def _each(listed: str) -> RawSQL:
    return RawSQL("SELECT unnest(%s::bigint[])", [listed])


def _candidates(user: User, sought: Sought, *, only_open: bool) -> tuple[list[int], bool]:
    """The newest matching reports, and whether there are more.

    Those that say the words as they were typed come by themselves: where they are many, they suffice, and where they are
    few, all the words that may stand for them must not push them out.
    """
    if only_open:  # few enough to look at each of them
        entries = SearchEntry.objects.searched_by(user).saying(sought).filter(ticket__state__in=OPEN)
        keys = list(entries.order_by("-ticket").values_list("ticket", flat=True)[: NEWEST + 1])
        return keys[:NEWEST], len(keys) > NEWEST
    keys = newest(user, sought.typed, most=NEWEST + 1)
    if len(keys) > NEWEST:
        return keys[:NEWEST], True
    if not sought.has_others:
        return keys, False
    others = newest(user, sought.meant, most=NEWEST + 1)
    return [*keys, *others[:NEWEST]], len(others) > NEWEST


def _steps(sought: Sought) -> list[str]:
    """Where the words stand: all in number, person or subject as they are, then somehow; then in the text; then notes."""
    return [
        sought.as_it_is("AB"), sought.somehow("AB"), sought.as_it_is("ABC"), sought.somehow("ABC"), sought.as_it_is(),
    ]  # fmt: skip


def _place(steps: Sequence[str]) -> Case:
    """The first of these steps that a report matches."""
    whens = [When(Q(vector=query(step)), then=Value(place)) for place, step in enumerate(steps)]
    return Case(*whens, default=Value(len(steps)), output_field=IntegerField())


def _is_ended() -> Case:
    return Case(When(ticket__state__in=OPEN, then=Value(0)), default=Value(1), output_field=IntegerField())


def _texts(user: User, page: Together, listed: str) -> dict[int, list[str]]:
    """What was written about reports and the names of their files, as far as the person may read it."""

    def messages(keys: str) -> QuerySet[Message, Any]:
        rows = Message.objects.visible_to(user).filter(ticket__in=_each(keys))
        # Replies before notes, as the order of what is found has it.
        return rows.order_by("-kind", "-created_at").values("ticket", "body")[:MOST_MESSAGES]

    def names(keys: str) -> QuerySet[Attachment, Any]:
        rows = Attachment.objects.visible_to(user).filter(ticket__in=_each(keys))
        return rows.order_by("pk").values("ticket", "name")[:MOST_MESSAGES]

    texts: dict[int, list[str]] = defaultdict(list)
    written = page.rows(messages, words=("texts of found", user.reach), given=[listed])
    sent = page.rows(names, words=("files of found", user.reach), given=[listed])
    for row in written:
        texts[row["ticket"]].append(row["body"])
    for row in sent:
        texts[row["ticket"]].append(row["name"])
    return texts

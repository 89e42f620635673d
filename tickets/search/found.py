"""Which reports a person finds, the best first, with the passage that shows why."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Case, IntegerField, Q, Value, When
from django.db.models.expressions import RawSQL
from django.utils.safestring import SafeString

from accounts.models import User
from tickets.lifecycle import OPEN
from tickets.models import Attachment, Message, SearchEntry, Ticket
from tickets.search.newest import newest
from tickets.search.passages import marked, passage
from tickets.search.words import Sought, understood
from ui.together import Together

NEWEST = 200
"""So many of the newest reports that match are put in order: a word of every day would match a hundred thousand."""
MOST_MESSAGES = 400


@dataclass(frozen=True)
class Found:
    """A report that was found."""

    ticket: Ticket
    subject: SafeString
    passage: SafeString


@dataclass(frozen=True)
class Findings:
    """The best reports, and whether there are more than were put in order: then the best of all may be an older one."""

    reports: list[Found]
    are_of_newest: bool = False


def found_reports(user: User, text: str, *, most: int, only_open: bool = False) -> Findings:
    """The best `most` reports a person may see; at most six queries whatever is found."""
    sought = understood(text)
    keys, are_of_newest = best_keys(user, sought, most=most, only_open=only_open)
    tickets = (
        Ticket.objects.visible_to(user)
        .select_related("authority")
        .only("number", "subject", "description", "state", "created_at", "authority__short_name", "authority__name")
        .in_bulk(keys)
    )
    texts = _texts(user, keys)
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
    ranked = (
        SearchEntry.objects.searched_by(user)
        .filter(ticket__in=RawSQL("SELECT unnest(%s::bigint[])", [candidates]))  # one parameter for hundreds of keys
        .annotate(place=_place(sought), is_ended=_is_ended())
        .order_by("place", "is_ended", "-ticket__created_at", "-ticket")
        .values_list("ticket", flat=True)[: most + len(exact)]
    )
    return list(dict.fromkeys([*exact, *ranked]))[:most], are_of_newest


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


def _place(sought: Sought) -> Case:
    """Where the words stand: all in number, person or subject as they are, then somehow; then in the text; then notes."""
    steps = (
        sought.as_it_is("AB"), sought.somehow("AB"), sought.as_it_is("ABC"), sought.somehow("ABC"), sought.as_it_is(),
    )  # fmt: skip
    whens = [When(Q(vector=query), then=Value(place)) for place, query in enumerate(steps)]
    return Case(*whens, default=Value(len(steps)), output_field=IntegerField())


def _is_ended() -> Case:
    return Case(When(ticket__state__in=OPEN, then=Value(0)), default=Value(1), output_field=IntegerField())


def _texts(user: User, keys: list[int]) -> dict[int, list[str]]:
    """What was written about reports and the names of their files, as far as the person may read it."""
    texts: dict[int, list[str]] = defaultdict(list)
    messages = Message.objects.visible_to(user).filter(ticket__in=keys)
    names = Attachment.objects.visible_to(user).filter(ticket__in=keys)
    page = Together()
    # Replies before notes, as the order of what is found has it.
    written = page.rows(lambda: messages.order_by("-kind", "-created_at").values("ticket", "body")[:MOST_MESSAGES])
    sent = page.rows(lambda: names.order_by("pk").values("ticket", "name")[:MOST_MESSAGES])
    for row in written:
        texts[row["ticket"]].append(row["body"])
    for row in sent:
        texts[row["ticket"]].append(row["name"])
    return texts

"""„Meine Meldungen“: the reports a contact may see, with their state and the newest answer."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString

from accounts.models import User
from accounts.signed_in import signed_in
from customers.models import Authority
from tickets.filters import SearchedFilter
from tickets.lifecycle import DONE, ENDED, OPEN, State
from tickets.models import Message, Ticket, TicketEvent
from tickets.querysets import TicketQuerySet
from tickets.standing import WORDS, standing_badge, standing_in_words
from tickets.views.portal.gate import PortalGate
from ui import cells
from ui.addresses import address
from ui.filters import AnyOf, Day, Named, OneOf
from ui.pages import ARRANGEMENT, Link, ListPage
from ui.questions import kept_rows
from ui.tables import BaseTable, Column
from ui.together import together

VIEWS: dict[str, tuple[str, tuple[State, ...]]] = {
    "open": ("Offen", (State.WAITING_FOR_APPROVAL, *OPEN)),
    "done": ("Gelöst und abgeschlossen", DONE),
    "all": ("Alle", tuple(State)),
}


MOST_COUNTED = 1000
"""Of more reports in a tab it only says that they are more."""
SHOWN = (
    "number", "subject", "state", "created_at", "requester__first_name", "requester__last_name", "authority__short_name",
    "category__name",
)  # fmt: skip
"""The columns that the table shows or hands out as a file; a report has many more."""


def with_answers(rows: TicketQuerySet, user: User) -> TicketQuerySet:
    """Add `answered_at`, when the service last wrote, and `has_last_word`, whether nobody answered since."""
    messages = Message.objects.visible_to(user).filter(ticket=OuterRef("pk"))
    return rows.annotate(
        answered_at=Subquery(messages.filter(author_is_staff=True).order_by("-created_at").values("created_at")[:1]),
        has_last_word=Subquery(messages.order_by("-created_at", "-pk").values("author_is_staff")[:1]),
    )


def with_refusals(rows: TicketQuerySet, user: User) -> TicketQuerySet:
    """Add `was_refused`, whether an order ended because nobody approved it."""
    refusals = TicketEvent.objects.visible_to(user).filter(ticket=OuterRef("pk"), kind=TicketEvent.Kind.REFUSED)
    return rows.annotate(was_refused=Exists(refusals))


def own_authorities(request: HttpRequest) -> QuerySet[Authority]:
    """The authorities whose reports the coordinator sees."""
    return Authority.objects.visible_to(signed_in(request))


STANDINGS = [
    (state.value, f"{words} oder nicht freigegeben" if state == State.CANCELLED else words)
    for state, (words, _) in WORDS.items()
]


class ReportFilter(SearchedFilter):
    """A contact's reports by state, kind and day."""

    state = AnyOf(label="Stand", choices=STANDINGS)
    kind = AnyOf(label="Art", choices=Ticket.Kind.choices)
    created_from = Day(label="Gemeldet ab", field_name="created_at", lookup_expr="date__gte")


class AuthorityReportFilter(ReportFilter):
    """The authority's reports, also by who reported them."""

    persons = ("requester",)
    search_finds_people = True

    authority = OneOf(label="Behörde", queryset=own_authorities)
    requester = Named(label="Gemeldet von", fields=("requester__first_name", "requester__last_name"))


class ReportTable(BaseTable):
    """Reports as a contact sees them: nothing in here tells what happens among staff."""

    by_age = "created_at"
    besides = ("number", "state")

    subject = Column("Kurz gesagt", look="ku-col-subject", is_title=True)
    number = Column("Nr.", look="ku-col-number")
    state = Column("Stand", look="ku-col-state")
    answered_at = Column("Letzte Antwort vom Service", look="ku-col-time", orderable=False)
    # In the order of names, or in a file, the reports of each colleague could be counted.
    requester = Column(
        "Gemeldet von",
        look="ku-col-person",
        needs=("requester__first_name", "requester__last_name"),
        orderable=False,
        exclude_from_export=True,
    )
    authority = Column("Behörde", accessor="authority__short_name", german=True)
    category = Column("Betrifft", accessor="category__name", visible=False)
    created_at = Column("Gemeldet", look="ku-col-time")

    class Meta(BaseTable.Meta):
        model = Ticket
        fields = ()

    def __init__(self, *args: Any, now: datetime, **options: Any) -> None:
        super().__init__(*args, **options)
        self.now = now

    def render_subject(self, record: Ticket) -> SafeString:
        return cells.row_link(address("portal:ticket", record.number), record.subject)

    def value_subject(self, record: Ticket) -> str:
        return record.subject

    def render_state(self, record: Any) -> SafeString:
        return standing_badge(record.state, was_refused=record.was_refused)

    def value_state(self, record: Any) -> str:
        return standing_in_words(record.state, was_refused=record.was_refused)

    def render_answered_at(self, record: Any) -> SafeString | str:
        moment = cells.relative_time(record.answered_at, self.now)
        if record.has_last_word and record.state not in ENDED:
            return SafeString(f"{cells.icon('mark_email_unread')} <b>{moment}</b>")
        return moment

    def value_answered_at(self, record: Any) -> datetime | None:
        moment: datetime | None = record.answered_at
        return moment

    def render_created_at(self, record: Ticket) -> SafeString:
        return cells.relative_time(record.created_at, self.now)

    def value_created_at(self, record: Ticket) -> datetime:
        return record.created_at


class TicketList(PortalGate, ListPage):
    """The contact's own reports; for the coordinator those of the authority."""

    permission_required = "tickets.view_ticket"
    model = Ticket
    template_name = "portal/tickets.html"
    table_class = ReportTable
    page_title = "Meine Meldungen"
    empty_text = "Hier ist keine Meldung."
    kept_parameters = ARRANGEMENT | {"authority", "kind", "state"}
    empty_action = Link("Störung melden", reverse_lazy("portal:report"), "bolt")  # type: ignore[arg-type]  # lazy, as the addresses import this page

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]  # as in ListPage: a file is streamed
        self.filterset_class = AuthorityReportFilter if self.sees_whole_authority else ReportFilter
        self.page_title = self._title()
        self.view_key = request.GET.get("view", "open") if request.GET.get("view") in VIEWS else "open"
        return super().get(request, *args, **kwargs)

    def get_workspace_url(self) -> str:
        return reverse("tickets:queue")

    def _title(self) -> str:
        if not self.sees_whole_authority:
            return "Meine Meldungen"
        return "Meldungen Ihrer Behörden" if self._has_several_authorities else "Meldungen Ihrer Behörde"

    @property
    def _has_several_authorities(self) -> bool:
        return len(self.user.access.authorities) > 1

    def get_rows(self) -> QuerySet[Ticket]:
        return kept_rows(("portal", self.user.reach, self.view_key), self._rows)

    def _rows(self) -> TicketQuerySet:
        rows = Ticket.objects.visible_to(self.user).filter(state__in=VIEWS[self.view_key][1])
        rows = with_refusals(with_answers(rows, self.user), self.user)
        return rows.select_related("requester", "authority", "category").only(*SHOWN)

    def get_table_options(self) -> dict[str, Any]:
        hidden = [] if self.sees_whole_authority else ["requester"]
        hidden += [] if self._has_several_authorities else ["authority"]
        return {"now": timezone.now(), "exclude": hidden}

    def get_actions(self) -> list[Link]:
        return (
            [Link("Störung melden", reverse("portal:report"), "bolt")]
            if self.user.has_perm("tickets.add_ticket")
            else []
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = together(self.request)
        counts = {
            key: page.count(partial(self._counted, states), words=("reports in tab", key, self.user.reach))
            for key, (_, states) in VIEWS.items()
        }
        return super().get_context_data(
            tabs=SimpleLazyObject(lambda: self._tabs(counts)), view_key=self.view_key, **kwargs
        )

    def _counted(self, states: tuple[State, ...]) -> QuerySet[Ticket, Any]:
        rows = Ticket.objects.visible_to(self.user).filter(state__in=states)
        return rows.order_by().values("pk")[: MOST_COUNTED + 1]

    def _tabs(self, counts: Mapping[str, Callable[[], int]]) -> list[dict[str, Any]]:
        return [
            {
                "key": key,
                "label": label,
                "url": f"?view={key}",
                "count": counts[key](),
                "most": MOST_COUNTED,
                "is_current": key == self.view_key,
            }
            for key, (label, _) in VIEWS.items()
        ]

"""Where the day of a contact begins: what is open, what to do, whom to ask."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import Case, Count, F, IntegerField, Min, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Concat
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString
from django.views.generic import TemplateView

from announcements.models import Announcement
from changes.standing import ask_standings, of_trouble
from contracts.opening import ask_schedules
from customers.models import ServicePoint
from customers.opening import Schedule
from customers.tables import open_badge
from stocktaking.models import CampaignDevice
from takeovers.models import CaseTask, Side, TakeoverCase
from tickets.lifecycle import ENDED, State
from tickets.models import Ticket
from tickets.querysets import TicketQuerySet
from tickets.standing import WORDS
from tickets.views.portal.gate import PortalGate
from tickets.views.portal.listing import with_answers
from tickets.views.portal.outages import ask_notices
from tickets.wording import spans_in_words, weekly_hours
from ui.parts import filtered
from ui.questions import MOMENT
from ui.together import moment, together
from workstations.lifecycle import PlaceState
from workstations.models import Device, Workstation
from workstations.querysets import of_system

MOST_SHOWN = 8
MOST_ANNOUNCED = 5
SHOWN_AHEAD = 14
SHOWN = ("number", "subject", "state", "created_at", "answered_at", "has_last_word")
"""The columns of a report that the page shows."""


@dataclass(frozen=True)
class Figure:
    """How many reports of the authority stand where, and the list behind the number."""

    count: int
    label: str
    url: str


class Place(NamedTuple):
    """A service point as the start page shows it."""

    service_point: ServicePoint
    opening: SafeString | None
    hours: list[str]
    otherwise: list[str]


class StartPage(PortalGate, PermissionRequiredMixin, TemplateView):
    """The start page of the portal."""

    permission_required = "tickets.view_ticket"
    template_name = "portal/start.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What is small is read while the page is rendered, together with the numbers of its frame."""
        self.page = together(self.request)
        own = self._own_reports()
        announcements = self.page.objects(Announcement, self._announcements, words=("announcements", self.user.reach))
        standings = ask_standings(self.page, MOMENT, user=self.user, authorities=self.user.access.authorities)
        outages = ask_notices(self.page, self.user, self.user.access.contacts)
        return super().get_context_data(
            contacts=SimpleLazyObject(lambda: self.contacts),
            outages=SimpleLazyObject(lambda: outages(self.contacts)),
            standings=SimpleLazyObject(lambda: of_trouble(standings())),
            several_authorities=len(self.user.access.whole_authorities) > 1,
            announcements=SimpleLazyObject(lambda: announcements.made),
            open_devices=SimpleLazyObject(self._open_devices())
            if self.user.has_perm("workstations.view_device")
            else None,
            cases=self._cases() if self.user.has_perm("takeovers.view_takeovercase") else [],
            reports=SimpleLazyObject(lambda: own()[:MOST_SHOWN]),
            has_more=SimpleLazyObject(lambda: len(own()) > MOST_SHOWN),
            figures=SimpleLazyObject(self._figures()) if self.sees_whole_authority else [],
            workstations=SimpleLazyObject(self._workstations())
            if self.user.has_perm("workstations.view_workstation")
            else [],
            places=SimpleLazyObject(self._places()) if self.user.has_perm("customers.view_servicepoint") else [],
            **kwargs,
        )

    def _announcements(self) -> QuerySet[Announcement]:
        return Announcement.objects.visible_to(self.user).shown(MOMENT)[:MOST_ANNOUNCED]

    def _own_reports(self) -> Callable[[], list[dict[str, Any]]]:
        """What is not closed: first what waits for the person, then the newest; one more than is shown."""

        def own() -> QuerySet[Ticket, Any]:
            rows: TicketQuerySet = (
                Ticket.objects.visible_to(self.user).filter(requester__in=self.user.access.contacts).not_ended()
            )
            waits_for_them = Case(
                When(state=State.WAITING_FOR_CUSTOMER, then=0),
                When(state=State.RESOLVED, then=1),
                default=2,
                output_field=IntegerField(),
            )
            rows = with_answers(rows, self.user).order_by(waits_for_them, "-created_at", "-pk")
            return rows.values(*SHOWN)[: MOST_SHOWN + 1]

        found = self.page.rows(own, words=("own reports", self.user.reach))
        return lambda: [row | {name: moment(row[name]) for name in ("created_at", "answered_at")} for row in found]

    def _open_devices(self) -> Callable[[], dict[str, Any]]:
        """About how many of their devices the person is asked in a stock-taking, and until when."""

        def open_ones() -> QuerySet[CampaignDevice]:
            rows = CampaignDevice.objects.visible_to(self.user)
            if self.sees_whole_authority:  # of whoever does not, all that they see is theirs
                rows = rows.of_people(self.user.access.contacts)
            return rows.running().unanswered()

        words = ("open devices", self.user.reach)
        found = self.page.totals(open_ones, words=words, count=Count("pk"), until=Min("campaign__ends_on"))
        return lambda: found() | {"until": date.fromisoformat(found()["until"]) if found()["count"] else None}

    def _cases(self) -> QuerySet[TakeoverCase]:
        """The ways to the service, or away from it, that go on at present, with what the authority has to do."""
        rows = TakeoverCase.objects.visible_to(self.user).open().select_related("authority")
        own = CaseTask.objects.visible_to(self.user).open().filter(side=Side.AUTHORITY, case=OuterRef("pk"))
        return rows.with_progress().annotate(
            next_step=Subquery(
                own.order_by(F("due_on").asc(nulls_last=True), "phase__position", "position").values("title")[:1]
            )
        )

    def _figures(self) -> Callable[[], list[Figure]]:
        """How many reports of the authority stand where."""

        def counted() -> QuerySet[Ticket, Any]:
            rows = Ticket.objects.visible_to(self.user).not_ended().order_by()
            return rows.values("state").annotate(count=Count("pk"))

        found = self.page.rows(counted, words=("reports by state", self.user.reach))

        def figures() -> list[Figure]:
            counts = {row["state"]: row["count"] for row in found}
            return [
                Figure(counts.get(state, 0), words, filtered("portal:tickets", view="all", state=state.value))
                for state, (words, _) in WORDS.items()
                if state not in ENDED
            ]

        return figures

    def _workstations(self) -> Callable[[], list[dict[str, Any]]]:
        """Where the person works; at which authority only where there are several, as the database takes long to join it."""

        def own() -> QuerySet[Workstation, Any]:
            rows = Workstation.objects.visible_to(self.user)
            if self.sees_whole_authority:
                rows = rows.used_by_any(self.user.access.contacts)
            computer = Device.objects.filter(pk=OuterRef("computer")).order_by()
            system = computer.values(words=Concat(of_system("name"), Value(" "), of_system("version")))
            several = len(self.user.access.contacts) > 1
            return rows.exclude(state=PlaceState.CLOSED).values(
                "pk",
                "inventory_number",
                "name",
                site_name=F("site__name"),
                room_name=F("room__name"),
                system=Subquery(system),
                **({"behind": F("authority__short_name")} if several else {}),
            )

        found = self.page.rows(own, words=("own workstations", self.user.reach))
        return lambda: [row | {"system": (row["system"] or "").strip()} for row in found]

    def _places(self) -> Callable[[], list[Place]]:
        """The service points of the authority, and when they are open."""
        now = timezone.localtime()
        known = ask_schedules(self.page, self.user, since=now.date())
        places = self.page.objects(
            ServicePoint, lambda: ServicePoint.objects.visible_to(self.user), words=("service points", self.user.reach)
        )
        return lambda: [_place(row, known().get(row.pk, Schedule({})), now) for row in places]


def _place(row: ServicePoint, schedule: Schedule, now: datetime) -> Place:
    return Place(row, open_badge(schedule, now), weekly_hours(schedule.weekly), otherwise(schedule, now.date()))


def otherwise(schedule: Schedule, today: date) -> list[str]:
    """What is other than usual in the next two weeks, day by day: „24.12.2026 geschlossen: Heiligabend“."""
    return [
        f"{day.day:%d.%m.%Y} {spans_in_words(day.spans) if day.spans else 'geschlossen'}: {day.why}"
        for day in schedule.days(today, SHOWN_AHEAD)
        if day.why and (day.spans or schedule.weekly.get(day.day.weekday()))
    ]

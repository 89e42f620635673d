"""Where the day of a contact begins: what is open, what to do, whom to ask."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import Case, Count, F, IntegerField, Min, OuterRef, QuerySet, Subquery, When
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
from ui.together import together
from workstations.lifecycle import PlaceState
from workstations.models import Workstation

MOST_SHOWN = 8
MOST_ANNOUNCED = 5
SHOWN_AHEAD = 14


@dataclass(frozen=True)
class Figure:
    """How many reports of the authority stand where, and the list behind the number."""

    count: int
    label: str
    url: str


@dataclass(frozen=True)
class Place:
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
        self.now, self.page = timezone.now(), together(self.request)
        own = list(self._own_reports()[: MOST_SHOWN + 1])
        said = Announcement.objects.visible_to(self.user).shown(self.now)[:MOST_ANNOUNCED]
        announcements = self.page.objects(Announcement, lambda: said)
        standings = ask_standings(self.page, self.now, user=self.user, authorities=self.user.access.authorities)
        return super().get_context_data(
            contacts=self.contacts,
            outages=SimpleLazyObject(ask_notices(self.page, self.user, self.contacts)),
            standings=SimpleLazyObject(lambda: of_trouble(standings())),
            several_authorities=len(self.user.access.whole_authorities) > 1,
            announcements=SimpleLazyObject(lambda: announcements.made),
            open_devices=SimpleLazyObject(self._open_devices())
            if self.user.has_perm("workstations.view_device")
            else None,
            cases=self._cases() if self.user.has_perm("takeovers.view_takeovercase") else [],
            reports=own[:MOST_SHOWN],
            has_more=len(own) > MOST_SHOWN,
            figures=SimpleLazyObject(self._figures()) if self.sees_whole_authority else [],
            workstations=SimpleLazyObject(self._workstations())
            if self.user.has_perm("workstations.view_workstation")
            else [],
            places=SimpleLazyObject(self._places()) if self.user.has_perm("customers.view_servicepoint") else [],
            **kwargs,
        )

    def _own_reports(self) -> QuerySet[Ticket]:
        """What is not closed: first what waits for the person, then the newest."""
        rows: TicketQuerySet = (
            Ticket.objects.visible_to(self.user).filter(requester__in=self.user.access.contacts).not_ended()
        )
        waits_for_them = Case(
            When(state=State.WAITING_FOR_CUSTOMER, then=0),
            When(state=State.RESOLVED, then=1),
            default=2,
            output_field=IntegerField(),
        )
        return with_answers(rows, self.user).order_by(waits_for_them, "-created_at", "-pk")

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
        rows = Ticket.objects.visible_to(self.user).not_ended().order_by()
        found = self.page.rows(lambda: rows.values("state").annotate(count=Count("pk")))

        def figures() -> list[Figure]:
            counts = {row["state"]: row["count"] for row in found}
            return [
                Figure(counts.get(state, 0), words, filtered("portal:tickets", view="all", state=state.value))
                for state, (words, _) in WORDS.items()
                if state not in ENDED
            ]

        return figures

    def _workstations(self) -> Callable[[], Iterable[Workstation]]:
        """Where the person works: which these are is found first, or the database would look up all of the authority."""

        def own() -> QuerySet[Workstation, Any]:
            rows = Workstation.objects.visible_to(self.user)
            if self.sees_whole_authority:
                rows = rows.used_by_any(self.user.access.contacts)
            return rows.exclude(state=PlaceState.CLOSED).order_by().values("pk")

        found = self.page.rows(own, words=("own workstations", self.user.reach))

        def workstations() -> Iterable[Workstation]:
            keys = [row["pk"] for row in found]
            read = Workstation.objects.filter(pk__in=keys).select_related(
                "site", "room", "computer__operating_system", "computer__model__operating_system"
            )
            return read if keys else ()

        return workstations

    def _places(self) -> Callable[[], list[Place]]:
        """The service points of the authority, and when they are open."""
        now = timezone.localtime(self.now)
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

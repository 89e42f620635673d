"""The list of service points, and the page for the counter: open or not, who is there, what waits, what is in stock."""

from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from accounts.models import Absence
from accounts.signed_in import signed_in
from contracts.opening import schedules
from counter.filters import ServicePointFilter
from counter.tables import ServicePointTable
from counter.wording import day_in_words, days_in_words, hours_in_words, spans_in_words, who_is_there
from customers.actions.rota import duty_of
from customers.models import Authority, OpeningException, ServicePoint, Site
from customers.opening import Schedule
from customers.rota import monday_of, uncovered
from customers.tables import open_badge
from customers.views.facts import address, phone, source_property
from tickets.badges import deadline_mark, state_badge
from tickets.models import Ticket
from ui import cells
from ui.pages import DetailPage, Link, ListPage, Property, Section, filtered
from workstations.lifecycle import State
from workstations.models import Device

WEEK = 7
MOST_WORK = 8
MOST_IN_STOCK = 10
MOST_AUTHORITIES = 100


class ServicePointList(ListPage):
    """All service points, with whether they are open now."""

    permission_required = "customers.view_servicepoint"
    model = ServicePoint
    table_class = ServicePointTable
    filterset_class = ServicePointFilter
    page_title = "Service-Points"

    def get_rows(self) -> QuerySet[ServicePoint]:
        rows = ServicePoint.objects.visible_to(signed_in(self.request)).select_related("provider", "team")
        return rows.prefetch_related("opening_hours", "opening_exceptions")

    def get_table_options(self) -> dict[str, Any]:
        now = timezone.localtime()
        return {"now": now, "schedules": schedules(self.get_rows(), since=now.date())}


class ServicePointDetail(DetailPage):
    """A service point on one page, for the people behind the counter and for those in front of it."""

    permission_required = "customers.view_servicepoint"
    model = ServicePoint
    template_name = "counter/service_point.html"
    parent = ("Service-Points", "counter:service_points")

    def get_rows(self) -> QuerySet[ServicePoint]:
        rows = ServicePoint.objects.visible_to(signed_in(self.request)).select_related("provider", "team")
        return rows.prefetch_related("opening_hours", "opening_exceptions")

    def get_subtitle(self) -> str:
        return self.object.city

    def get_sections(self) -> list[Section]:
        sections = [
            self._hours_section(),
            self._exceptions_section(),
            Section(
                "Betreute Behörden",
                headings=("Name", "Art"),
                rows=[
                    (cells.link(row.get_absolute_url(), row.name), row.get_kind_display())
                    for row in self.served[:MOST_AUTHORITIES]
                ],
                hint="Keine Behörde zugeordnet.",
            ),
            self._sites_section(),
            Section("Angaben", self._properties()),
        ]
        if not self.is_for_staff:
            return sections
        people = [(person.display_name, person.job_title) for person in self.object.staff.all()]
        staff = Section("Mitarbeitende am Ort", headings=("Name", "Stelle"), rows=people, hint="Niemand zugeordnet.")
        return [self._duty_section(), self._work_section(), self._stock_section(), *sections, staff]

    def _stock_section(self) -> Section:
        """What lies ready here, the first by number; the list behind it shows all."""
        rows = Device.objects.visible_to(signed_in(self.request)).in_stock().filter(stored_at=self.object)
        found = list(rows.select_related("authority", "model")[: MOST_IN_STOCK + 1])
        shown = [
            (
                cells.link(row.get_absolute_url(), str(row)),
                row.model.get_kind_display(),
                str(row.model),
                row.shelf,
                row.authority.short_name if row.authority else "Reserve",
            )
            for row in found[:MOST_IN_STOCK]
        ]
        url = filtered("workstations:devices", state=State.IN_STOCK.value, stored_at=self.object.pk)
        place = reverse("workstations:stock_place", args=[self.object.pk])
        more = Link("Alle im Lager", url) if len(found) > MOST_IN_STOCK else Link("Lager mit Mindestbestand", place)
        headings = ("Gerät", "Art", "Modell", "Fach", "Behörde")
        return Section("Im Lager", headings=headings, rows=shown, hint="Im Lager ist gerade nichts.", more=more)

    def get_actions(self) -> list[Link]:
        user, pk = self.request.user, self.object.pk
        actions = []
        if self.may_open:
            actions.append(Link("Vorsprache aufnehmen", self._entrance(), "add"))
        if user.has_perm("customers.view_shift"):
            actions.append(Link("Dienstplan", reverse("counter:rota", args=[pk]), "event"))
        if user.has_perm("customers.add_openingexception"):
            actions.append(Link("Ausnahme eintragen", reverse("counter:add_exception", args=[pk]), "add"))
        return actions

    def get_links(self) -> list[Link]:
        pk = self.object.pk
        served = Link("Betreute Behörden als Liste", filtered("customers:authorities", service_point=pk), "apartment")
        if not self.is_for_staff:
            return [served]
        in_stock = filtered("workstations:devices", state="in_stock", stored_at=pk)
        work = [Link("Offene Meldungen der betreuten Behörden", self._work_url(), "inbox")] if self._work_url() else []
        return [
            *work,
            served,
            Link("Betreute Standorte", filtered("customers:sites", service_point=pk), "domain"),
            Link("Geräte im Lager", in_stock, "inventory_2"),
            Link("Lager mit Mindestbestand", reverse("workstations:stock_place", args=[pk]), "fact_check"),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.now = timezone.localtime()
        since = monday_of(self.now.date())
        self.schedule: Schedule = schedules([self.object], since=since)[self.object.pk]
        self.served = list(
            Authority.objects.visible_to(signed_in(self.request)).filter(service_points=self.object)[:MOST_AUTHORITIES]
        )
        self.may_open = self.is_for_staff and self.request.user.has_perm("tickets.work_ticket")
        return super().get_context_data(opening=open_badge(self.schedule, self.now), **kwargs)

    def _entrance(self) -> str:
        """Where somebody who stands at the counter is helped on: the one authority served, or the choice between all."""
        name, keys = ("open-for", [self.served[0].pk]) if len(self.served) == 1 else ("open", [])
        return f"{reverse(f'tickets:{name}', args=keys)}?channel={Ticket.Channel.ON_SITE}"

    def _properties(self) -> list[Property]:
        place = self.object
        properties = [
            Property("Unternehmen", place.provider.name),
            Property("Anschrift", address(place)),
            Property("Telefon", phone(place.phone)),
            Property("Team", place.team),
        ]
        if self.is_for_staff:
            properties += [Property("Bemerkung", place.note), *source_property(place)]
        return properties

    def _hours_section(self) -> Section:
        """The hours of this week, with what is other than usual and why."""
        if not self.schedule.is_known:
            return Section("Öffnungszeiten diese Woche", hint="Keine Öffnungszeiten eingetragen.")
        today = self.now.date()
        week = self.schedule.days(monday_of(today), WEEK)
        shown = [day for day in week if day.spans or day.why or self.schedule.weekly.get(day.day.weekday())]
        is_unusual = any(day.why for day in shown)
        return Section(
            "Öffnungszeiten diese Woche",
            headings=("Tag", "Geöffnet", "Abweichend wegen") if is_unusual else ("Tag", "Geöffnet"),
            rows=[
                (
                    day_in_words(day.day, today),
                    spans_in_words(day.spans),
                    *((day.why or None,) if is_unusual else ()),
                )
                for day in shown
            ],
            hint="Diese Woche ist nicht geöffnet.",
        )

    def _exceptions_section(self) -> Section:
        today = self.now.date()
        rows = [row for row in self.object.opening_exceptions.all() if row.last_day >= today]
        may_keep = self.request.user.has_perm("customers.change_openingexception")
        return Section(
            "Kommende Ausnahmen",
            headings=("Wann", "Geöffnet", "Grund"),
            rows=[(_edit(row) if may_keep else days_in_words(row), hours_in_words(row), row.reason) for row in rows],
        )

    def _sites_section(self) -> Section:
        sites = Site.objects.visible_to(signed_in(self.request)).filter(service_points=self.object)
        rows = [
            (cells.link(site.get_absolute_url(), site.name) if self.is_for_staff else site.name, address(site) or None)
            for site in sites.select_related("authority")
        ]
        return Section("Betreute Standorte", headings=("Standort", "Anschrift"), rows=rows)

    def _duty_section(self) -> Section:
        """Who is there today; whoever is away is replaced by their deputy."""
        today = self.now.date()
        away = Absence.objects.by_day(today, today)[today]
        rows, duties = [], []
        for shift in self.object.shifts.between(today, today):
            duty = duty_of(shift)
            duties.append(duty)
            rows.append(
                (spans_in_words([(shift.begins_at, shift.ends_at)]), *who_is_there(shift, duty.in_charge(away)))
            )
        missing = uncovered(self.schedule.on(today).spans, duties, away)
        if missing and rows:
            warning = cells.badge("warning", "warning", "niemand eingeteilt")
            rows.append((spans_in_words(missing), warning, None))
        hint = "Für heute ist niemand eingeteilt, obwohl geöffnet ist." if missing else "Heute ist kein Dienst geplant."
        return Section("Heute im Dienst", headings=("Zeit", "Wer", "Vertretung"), rows=rows, hint=hint)

    def _work_section(self) -> Section:
        """What the team of the service point has to do for the authorities it serves; the nearest deadline first."""
        if self.object.team_id is None:
            return Section("Offene Arbeit", hint="Dem Service-Point ist noch kein Team zugeordnet.")
        rows = Ticket.objects.visible_to(signed_in(self.request)).open()
        rows = rows.filter(team=self.object.team_id, authority__service_points=self.object)
        rows = rows.select_related("authority").order_by(F("due_at").asc(nulls_last=True), "pk")[:MOST_WORK]
        return Section(
            "Offene Arbeit",
            headings=("Meldung", "Betreff", "Behörde", "Status", "Frist"),
            rows=[
                (
                    cells.link(row.get_absolute_url(), row.number), row.subject, row.authority.short_name,
                    state_badge(row.state), deadline_mark(row, self.now) or None,
                )
                for row in rows
            ],
            hint="Für die betreuten Behörden liegt gerade nichts beim Team dieses Service-Points.",
        )  # fmt: skip

    def _work_url(self) -> str:
        if self.object.team_id is None:
            return ""
        return filtered("tickets:queue", view="open", team=self.object.team_id, service_point=self.object.pk)


def _edit(row: OpeningException) -> SafeString:
    return cells.link(reverse("counter:exception", args=[row.pk]), days_in_words(row))

"""Planning the rota: one duty, or a whole week after the pattern of another."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date

from accounts.signed_in import signed_in
from contracts.opening import schedules
from counter.forms import CopyWeekForm, ShiftForm
from counter.views.rota import within_reach
from counter.wording import day_in_words, spans_in_words
from customers.actions import copy_week, remove_shift, save_shift, would_copy
from customers.models import ServicePoint, Shift
from customers.rota import Copied, monday_of
from ui.pages import ActionPage, Link

A_WEEK = timedelta(days=7)


class Planning(ActionPage):
    """What all pages of planning share: they lead back to the week of the rota in which something was done."""

    model: Any = ServicePoint
    shown: date | None = None

    @property
    def place(self) -> ServicePoint:
        """The service point for which is planned."""
        place: ServicePoint = self.object
        return place

    def get_rows(self) -> QuerySet[Any]:
        rows = ServicePoint.objects.visible_to(signed_in(self.request))
        return rows.prefetch_related("opening_hours", "opening_exceptions")

    def get_success_url(self) -> str:
        address = reverse("counter:rota", args=[self.place.pk])
        return f"{address}?day={self.shown:%Y-%m-%d}" if self.shown else address

    def get_back_url(self) -> str:
        return self.get_success_url()

    def get_breadcrumb(self) -> list[Link]:
        return [
            Link(str(self.place), self.place.get_absolute_url()),
            Link("Dienstplan", reverse("counter:rota", args=[self.place.pk])),
        ]

    def asked_day(self, name: str) -> date | None:
        """A day that the address names; nonsense names none."""
        try:
            return parse_date(self.request.GET.get(name, ""))
        except ValueError:
            return None


class AddShift(Planning):
    """Put somebody on duty."""

    permission_required = "customers.add_shift"
    form_class = ShiftForm
    page_title = "Dienst eintragen"
    submit_label = "Eintragen"
    success_message = "Der Dienst ist eingetragen."

    def get_form_kwargs(self) -> dict[str, Any]:
        shift = Shift(service_point=self.place, is_demo=self.place.is_demo)
        return {**super().get_form_kwargs(), "place": self.place, "instance": shift}

    def get_initial(self) -> dict[str, Any]:
        """The day that was clicked, with the hours in which it is open then."""
        today = timezone.localdate()
        day = within_reach(self.asked_day("day") or today, today)
        self.shown = day
        spans = schedules([self.place], since=day)[self.place.pk].on(day).spans
        return {"day": day, **({"begins_at": spans[0][0], "ends_at": spans[-1][1]} if spans else {})}

    def perform(self, form: Any) -> None:
        self.shown = save_shift(shift=form.instance, by=signed_in(self.request)).day


class OfShift(Planning):
    """What is done with a duty that stands in the rota."""

    model = Shift

    def get_rows(self) -> QuerySet[Any]:
        return Shift.objects.visible_to(signed_in(self.request)).select_related("service_point", "member", "deputy")

    @property
    def place(self) -> ServicePoint:
        place: ServicePoint = self.object.service_point
        return place

    def get_success_url(self) -> str:
        self.shown = self.shown or self.object.day
        return super().get_success_url()


class EditShift(OfShift):
    """Somebody else, or at another time."""

    permission_required = "customers.change_shift"
    form_class = ShiftForm
    template_name = "counter/removable.html"
    page_title = "Dienst ändern"
    success_message = "Der Dienst ist gespeichert."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "place": self.place, "instance": self.object}

    def perform(self, form: Any) -> Shift:
        return save_shift(shift=form.instance, by=signed_in(self.request))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        url = reverse("counter:remove_shift", args=[self.object.pk])
        may_remove = self.request.user.has_perm("customers.delete_shift")
        return super().get_context_data(remove=Link("Dienst entfernen", url) if may_remove else None, **kwargs)


class RemoveShift(OfShift):
    """Take somebody off duty."""

    permission_required = "customers.delete_shift"
    page_title = "Dienst entfernen"
    submit_label = "Dienst entfernen"
    is_dangerous = True
    success_message = "Der Dienst ist entfernt."

    def perform(self, form: Any) -> None:
        self.question = str(self.object)
        self.shown = self.object.day
        remove_shift(shift=self.object, by=signed_in(self.request))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"question": f"{self.object}: {self.object.member}", **kwargs})


class CopyWeek(Planning):
    """Take the duties of one week over into another; what would happen is shown first."""

    permission_required = "customers.add_shift"
    form_class = CopyWeekForm
    template_name = "counter/copy_week.html"
    page_title = "Woche übernehmen"
    question = "Die Dienste einer Woche werden auf dieselben Wochentage einer anderen übernommen."
    submit_label = "Übernehmen"

    def get_initial(self) -> dict[str, Any]:
        today = timezone.localdate()
        source = monday_of(within_reach(self.asked_day("source") or today, today))
        self.shown = source
        return {"source": source, "target": source + A_WEEK}

    def form_valid(self, form: Any) -> HttpResponse:
        if "preview" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        return super().form_valid(form)

    def perform(self, form: Any) -> None:
        source, target = self._weeks(form.cleaned_data)
        copied = copy_week(
            place=self.place, source=source, target=target, closed=self._closed(target), by=signed_in(self.request)
        )
        self.shown = target
        left_out = any(one.why_not for one in copied)
        words = "Die Woche ist übernommen." if copied else "In dieser Woche gab es nichts zu übernehmen."
        self.success_message = f"{words} Einiges stand dagegen; bitte sehen Sie den Plan durch." if left_out else words

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        form = context["form"]
        weeks = form.cleaned_data if form.is_bound and form.is_valid() else None
        weeks = weeks or (None if form.is_bound else self.get_initial())
        return context | {"preview": self._preview(weeks) if weeks else None}

    def _preview(self, weeks: dict[str, Any]) -> list[tuple[str, str, str, str]]:
        try:
            source, target = self._weeks(weeks)
        except ValidationError:
            return []
        copied = would_copy(place=self.place, source=source, target=target, closed=self._closed(target))
        return self._in_words(copied)

    def _in_words(self, copied: Sequence[Copied]) -> list[tuple[str, str, str, str]]:
        names = {member.pk: str(member) for member in self.place.staff.all()}
        today = timezone.localdate()
        return [
            (
                day_in_words(one.duty.day, today),
                spans_in_words([(one.duty.begins_at, one.duty.ends_at)]),
                names.get(one.duty.member, "arbeitet nicht mehr hier"),
                one.why_not,
            )
            for one in copied
        ]

    def _weeks(self, days: dict[str, Any]) -> tuple[date, date]:
        today = timezone.localdate()
        for name in ("source", "target"):
            if within_reach(days[name], today) != days[name]:
                raise ValidationError({name: "Bitte wählen Sie eine Woche, die höchstens ein Jahr entfernt ist."})
        return monday_of(days["source"]), monday_of(days["target"])

    def _closed(self, monday: date) -> list[date]:
        """The days of a week on which the service point is closed."""
        schedule = schedules([self.place], since=monday)[self.place.pk]
        return [day.day for day in schedule.days(monday, 7) if not day.spans] if schedule.is_known else []

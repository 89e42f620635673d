"""Pages of blocked times: for staff those of all authorities, for the coordination those of its own."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from accounts.signed_in import signed_in
from contracts.actions import remove_blocked, save_blocked
from contracts.actions.blocking import Blocked
from contracts.filters import BlockedTimeFilter, WeeklyFilter
from contracts.forms import BlockedForm, BlockedTimeForm, WeeklyForm
from contracts.models import BlockedTime, WeeklyBlockedTime
from contracts.tables import BlockedTimeTable, WeeklyTable
from customers.models import Authority
from ui.pages import ActionPage, Link, ListPage
from ui.renewing import GuardedPage, renew

INTRO = (
    "In einer Sperrzeit wird bei der Behörde nichts Planbares geändert. An Störungen wird weiter gearbeitet und die Fristen "
    "laufen, wenn nichts anderes vereinbart ist."
)


AGREES = "contracts.change_serviceagreement"
"""Who keeps agreements says when clocks stand still."""


def kept_by(rows: QuerySet[Any], user: Any) -> QuerySet[Any]:
    """What somebody may change here: those of a calendar, and where clocks stand still, are kept with the agreements."""
    rows = rows.filter(authority__isnull=False).select_related("authority")
    return rows if rows.model is WeeklyBlockedTime or user.has_perm(AGREES) else rows.filter(stops_clock=False)


class BlockedList(ListPage):
    """What both lists share."""

    template_name = "contracts/blocked_times.html"
    intro = INTRO
    add: ClassVar[str]

    def get_rows(self) -> QuerySet[Any]:
        return super().get_rows().select_related("authority")

    @property
    def may_keep(self) -> bool:
        """Whether this person enters blocked times."""
        return self.request.user.has_perm(f"contracts.change_{self.model._meta.model_name}")

    def get_table_options(self) -> dict[str, Any]:
        return {"may_keep": self.may_keep, "may_stop_clock": self.request.user.has_perm(AGREES)}

    def get_actions(self) -> list[Link]:
        return [Link("Sperrzeit eintragen", reverse(self.add), "add")] if self.may_keep else []


class BlockedTimeList(BlockedList):
    """Single stretches: elections, sessions, the closing of the year."""

    permission_required = "contracts.view_blockedtime"
    model = BlockedTime
    table_class = BlockedTimeTable
    filterset_class = BlockedTimeFilter
    page_title = "Sperrzeiten"
    add = "contracts:add_blocked_time"

    def get_rows(self) -> QuerySet[Any]:
        return super().get_rows().select_related("authority", "calendar")


class WeeklyList(BlockedList):
    """Hours that are blocked every week, such as those of a Bürgerbüro."""

    permission_required = "contracts.view_weeklyblockedtime"
    model = WeeklyBlockedTime
    table_class = WeeklyTable
    filterset_class = WeeklyFilter
    page_title = "Wöchentliche Sperrzeiten"
    add = "contracts:add_weekly_blocked_time"


class BlockedPage(GuardedPage):
    """What all forms share: rows of authorities alone, those of a calendar are kept in the web admin."""

    question = INTRO
    list_name: ClassVar[str]
    list_title: ClassVar[str]

    def get_rows(self) -> QuerySet[Any]:
        return kept_by(super().get_rows(), self.request.user)

    def get_success_url(self) -> str:
        return reverse(self.list_name)

    def get_back_url(self) -> str:
        return self.get_success_url()

    def get_breadcrumb(self) -> list[Link]:
        return [Link(self.list_title, self.get_success_url())]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), **self._known()}

    def _known(self) -> dict[str, Any]:
        user = signed_in(self.request)
        rows = Authority.objects.visible_to(user)
        rows = (
            rows.served(timezone.localdate())
            if self.is_for_staff
            else rows.filter(pk__in=user.access.whole_authorities)
        )
        return {"authorities": list(rows), "may_stop_clock": user.has_perm(AGREES)}

    def perform(self, form: Any) -> Blocked:
        return save_blocked(blocked=form.instance, by=signed_in(self.request), version=form.cleaned_data["version"])


class AddPage(BlockedPage):
    """A new blocked time."""

    page_title = "Sperrzeit eintragen"
    submit_label = "Eintragen"
    success_message = "Die Sperrzeit ist eingetragen."

    def get_initial(self) -> dict[str, Any]:
        return {"authority": self.request.GET.get("authority")}

    model: Any

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.model()}


class EditPage(BlockedPage):
    """Another time, other words."""

    template_name = "contracts/blocked_time.html"
    page_title = "Sperrzeit ändern"
    success_message = "Die Sperrzeit ist gespeichert."
    remove_name: ClassVar[str]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.object}

    def renew(self, form: Any) -> None:
        row = get_object_or_404(self.get_rows(), pk=self.object.pk)
        form_class: type[BlockedForm] = type(form)
        renew(form, form_class(instance=row, **self._known()))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        title = f"{self.page_title}: {self.object.authority}"
        remove = Link("Sperrzeit entfernen", reverse(self.remove_name, args=[self.object.pk]))
        return super().get_context_data(**{"page_title": title, "remove": remove, **kwargs})


class RemovePage(ActionPage):
    """A blocked time that does not hold."""

    page_title = "Sperrzeit entfernen"
    submit_label = "Sperrzeit entfernen"
    is_dangerous = True
    success_message = "Die Sperrzeit ist entfernt."
    list_name: ClassVar[str]

    def get_rows(self) -> QuerySet[Any]:
        return kept_by(super().get_rows(), self.request.user)

    def perform(self, form: Any) -> None:
        remove_blocked(blocked=self.object, by=signed_in(self.request))

    def get_success_url(self) -> str:
        return reverse(self.list_name)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"question": f"{self.object.authority}: {self.object}", **kwargs})


class AddBlockedTime(AddPage):
    """An election, a session, the closing of the year."""

    permission_required = "contracts.add_blockedtime"
    model = BlockedTime
    list_name = "contracts:blocked_times"
    list_title = "Sperrzeiten"
    form_class = BlockedTimeForm


class EditBlockedTime(EditPage):
    """The form of a single blocked time."""

    permission_required = "contracts.change_blockedtime"
    model = BlockedTime
    list_name = "contracts:blocked_times"
    list_title = "Sperrzeiten"
    form_class = BlockedTimeForm
    remove_name = "contracts:remove_blocked_time"


class RemoveBlockedTime(RemovePage):
    """It does not take place."""

    permission_required = "contracts.delete_blockedtime"
    model = BlockedTime
    list_name = "contracts:blocked_times"


class AddWeekly(AddPage):
    """The hours of a Bürgerbüro."""

    permission_required = "contracts.add_weeklyblockedtime"
    page_title = "Wöchentliche Sperrzeit eintragen"
    model = WeeklyBlockedTime
    list_name = "contracts:weekly_blocked_times"
    list_title = "Wöchentliche Sperrzeiten"
    form_class = WeeklyForm


class EditWeekly(EditPage):
    """The form of a weekly blocked time."""

    permission_required = "contracts.change_weeklyblockedtime"
    page_title = "Wöchentliche Sperrzeit ändern"
    model = WeeklyBlockedTime
    list_name = "contracts:weekly_blocked_times"
    list_title = "Wöchentliche Sperrzeiten"
    form_class = WeeklyForm
    remove_name = "contracts:remove_weekly_blocked_time"


class RemoveWeekly(RemovePage):
    """The hours hold no longer."""

    permission_required = "contracts.delete_weeklyblockedtime"
    page_title = "Wöchentliche Sperrzeit entfernen"
    model = WeeklyBlockedTime
    list_name = "contracts:weekly_blocked_times"

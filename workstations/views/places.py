"""IT-Arbeitsplätze: the list, one workstation, and the steps of its life."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils import timezone

from accounts.signed_in import signed_in
from ui.bulk import BulkBar
from ui.pages import ARRANGEMENT, Link, ListPage
from workstations.actions import change_workstation_state
from workstations.actions.taking_in import MOST_AT_ONCE
from workstations.filters import WorkstationFilter
from workstations.forms.bulk import PLACE_STEPS_AT_ONCE
from workstations.forms.states import PlaceStateChange
from workstations.lifecycle import PLACE_STEPS, PlaceState
from workstations.models import Workstation
from workstations.tables import WorkstationTable
from workstations.views.steps import StateChangePage

RELATED = (
    "authority", "site", "room", "used_by", "computer__model__operating_system", "computer__operating_system",
)  # fmt: skip
STEP_WORDS = {
    PlaceState.IN_SERVICE: ("In Betrieb nehmen", "play_arrow"),
    PlaceState.CLOSED: ("Aufgeben", "archive"),
}


def place_steps(row: Workstation) -> list[Link]:
    """A button for every state that may follow; giving up asks first, since the people are taken away."""
    url = reverse("workstations:workstation_state", args=[row.pk])
    links = []
    for state in PLACE_STEPS[PlaceState(row.state)]:
        values = {"state": state.value, "seen": row.state}
        words, icon = STEP_WORDS[state]
        asks = state == PlaceState.CLOSED
        links.append(Link(words, f"{url}?state={state.value}" if asks else url, icon, post=None if asks else values))
    return links


def workstation_rows(request: HttpRequest) -> QuerySet[Workstation]:
    """The workstations that a person may see, with what a row shows."""
    rows = Workstation.objects.visible_to(signed_in(request))
    return rows.select_related(*RELATED)


def listed_workstations(request: HttpRequest, query: QueryDict) -> tuple[WorkstationFilter, QuerySet[Workstation]]:
    """The filters of an address of the list and all its rows, in the order in which the page shows them."""
    filterset = WorkstationFilter(query, queryset=workstation_rows(request), request=request)
    table = WorkstationTable(filterset.qs, today=timezone.localdate())
    table.sort(query.getlist("sort"))
    return filterset, table.sorted_rows()


class WorkstationList(ListPage):
    """Workstations; an authority sees its own."""

    permission_required = "workstations.view_workstation"
    model = Workstation
    table_class = WorkstationTable
    filterset_class = WorkstationFilter
    page_title = "IT-Arbeitsplätze"
    kept_parameters = ARRANGEMENT | {"authority", "state", "network"}

    def get_rows(self) -> QuerySet[Workstation]:
        return workstation_rows(self.request)

    @property
    def may_step(self) -> bool:
        """Whether this person may put workstations into service and give them up."""
        return self.request.user.has_perm("workstations.change_workstation")

    def get_table_options(self) -> dict[str, Any]:
        exclude = [] if self.is_for_staff else ["authority"]
        return {"today": timezone.localdate(), "exclude": exclude if self.may_step else [*exclude, "select"]}

    def get_bulk(self) -> BulkBar | None:
        if not self.may_step:
            return None
        url = reverse("workstations:workstations_at_once")
        labels = Link("Etiketten", reverse("handovers:labels_of_ticked_workstations"), "label")
        return BulkBar(url, "Arbeitsplatz", "Arbeitsplätze", PLACE_STEPS_AT_ONCE, MOST_AT_ONCE, others=[labels])


class WorkstationState(StateChangePage):
    """A step in the life of a workstation."""

    permission_required = "workstations.change_workstation"
    model = Workstation
    form_class = PlaceStateChange
    page_name = "dashboards:workstation"

    def perform(self, form: PlaceStateChange) -> None:
        self.object.state = form.cleaned_data["seen"]  # the action refuses when the row has moved on since
        wanted = PlaceState(form.cleaned_data["state"])
        change_workstation_state(
            workstation=self.object, state=wanted, by=signed_in(self.request), on=timezone.localdate()
        )

    def get_words(self, wanted: str) -> tuple[str, str]:
        if wanted == PlaceState.CLOSED:
            return "Aufgeben", "Die Zuordnung der Personen wird entfernt."
        return next((words for state, (words, _) in STEP_WORDS.items() if state == wanted), "Zustand ändern"), ""

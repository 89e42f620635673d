"""Pages of figures, for managers."""

import csv
from functools import cached_property
from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.views.generic import TemplateView

from customers.models import Authority
from dashboards.boards import Board, FleetBoard, ServiceBoard
from ui.charts import Chart
from ui.export import FORMATS, UMLAUTS, guarded, tell_of_export
from ui.keys import key_of
from ui.pages import Link
from ui.periods import PERIODS, WEEKS, Period


class ServicePage(PermissionRequiredMixin, TemplateView):
    """„Kennzahlen“: how the service stands today and how it went in the chosen period."""

    permission_required = "tickets.view_boards"
    template_name = "dashboards/service.html"
    page_title = "Kennzahlen"
    board_class: type[Board] = ServiceBoard

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.now = timezone.now()
        if key := request.GET.get("export"):
            return self._file(key)
        return self.render_to_response(self.get_context_data(**kwargs))

    @cached_property
    def period(self) -> Period:
        """The chosen period; anything strange counts as not chosen."""
        return next((period for period in PERIODS if period.key == self.request.GET.get("period")), WEEKS)

    @cached_property
    def authorities(self) -> list[Authority]:
        """Authorities to choose from: those that are served."""
        rows = Authority.objects.visible_to(self.request.user)  # type: ignore[arg-type]  # nobody is anonymous here
        return list(rows.served(timezone.localdate(self.now)).only("name"))

    @cached_property
    def authority(self) -> Authority | None:
        """The chosen authority, also one that is no longer served; one that does not exist is not found."""
        chosen = self.request.GET.get("authority", "")
        if not chosen:
            return None
        key = key_of(chosen)
        if key is None:
            raise Http404("Diese Behörde gibt es nicht.")
        rows = Authority.objects.visible_to(self.request.user)  # type: ignore[arg-type]  # nobody is anonymous here
        known = next((authority for authority in self.authorities if authority.pk == key), None)
        authority = known or rows.only("name").filter(pk=key).first()
        if authority is None:
            raise Http404("Diese Behörde gibt es nicht.")
        return authority

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user: Any = self.request.user
        today = timezone.localdate(self.now)
        board = self.board_class(self.authority, self.period)
        return super().get_context_data(
            page_title=self.page_title,
            authority=self.authority,
            period=self.period,
            first_day=self.period.first_day(today),
            now=self.now,
            periods=[(Link(period.label, self._address(period=period)), period == self.period) for period in PERIODS],
            choices=self._choices(),
            figures=board.shown_figures(user, self.now),
            charts=board.shown_charts(user, self.now),
            **kwargs,
        )

    def _choices(self) -> list[tuple[Link, bool]]:
        """The menu of authorities, each with whether it is the chosen one."""
        every = (Link("Alle Behörden", self._address(authority=None)), self.authority is None)
        one = [(Link(row.name, self._address(authority=row)), row == self.authority) for row in self.authorities]
        return [every, *one]

    def _address(self, **changed: Any) -> str:
        """The address of the page with another period or authority."""
        chosen = {"period": self.period, "authority": self.authority, **changed}
        query = self.request.GET.copy()
        query.clear()
        if chosen["authority"]:
            query["authority"] = str(chosen["authority"].pk)
        query["period"] = chosen["period"].key
        return f"?{query.urlencode()}"

    def _file(self, key: str) -> HttpResponse:
        """The table of one chart as a file for the spreadsheet."""
        user: Any = self.request.user
        shown = self.board_class(self.authority, self.period).shown_chart(key, user, self.now)
        if shown is None or not isinstance(shown.value, Chart):
            raise Http404("Dieses Diagramm gibt es nicht.")
        place = f" {self.authority.name}" if self.authority else ""
        tell_of_export(self.request, f"{shown.tile.title}{place}", FORMATS["csv"])
        name = slugify(f"{shown.tile.title}{place}".translate(UMLAUTS))
        response = HttpResponse(
            "\ufeff", content_type="text/csv; charset=utf-8"
        )  # without the mark Excel reads umlauts wrongly
        response["Content-Disposition"] = f'attachment; filename="{name}-{timezone.localdate(self.now):%Y-%m-%d}.csv"'
        response["Cache-Control"] = "private, no-store"
        writer = csv.writer(response, delimiter=";", lineterminator="\r\n")
        writer.writerows([guarded(str(value)) for value in line] for line in shown.value.lines())
        return response


class FleetPage(ServicePage):
    """„Altersstruktur“: how old the devices are and what their replacement will cost."""

    permission_required = "replacements.view_plannedreplacement"
    template_name = "dashboards/fleet.html"
    page_title = "Altersstruktur"
    board_class = FleetBoard

"""Pages of figures, for managers."""

import csv
from functools import cached_property
from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.views.generic import TemplateView

from customers.models import Authority
from customers.querysets import AuthorityQuerySet
from dashboards.boards import Board, FleetBoard, ServiceBoard, Shown
from ui.addresses import with_query
from ui.charts import Chart
from ui.export import FORMATS, UMLAUTS, guarded, tell_of_export
from ui.keys import key_of
from ui.pages import Link
from ui.periods import PERIODS, WEEKS, Period
from ui.tiles import tile_html
from ui.together import Rows, together

CURRENT = SafeString(' aria-current="true"')


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
    def authority(self) -> Authority | None:
        """The chosen authority, also one that is no longer served; one that does not exist is not found."""
        chosen = self.request.GET.get("authority", "")
        if not chosen:
            return None
        key = key_of(chosen)
        authority = self._authorities().only("name").filter(pk=key).first() if key is not None else None
        if authority is None:
            raise Http404("Diese Behörde gibt es nicht.")
        return authority

    def _authorities(self) -> AuthorityQuerySet:
        return Authority.objects.visible_to(self.request.user)  # type: ignore[arg-type]  # nobody is anonymous here

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The numbers are read while the page is rendered, together with those of its frame."""
        user: Any = self.request.user
        today = timezone.localdate(self.now)
        chosen = self.authority.pk if self.authority else None
        board, page = self.board_class(self.authority, self.period), together(self.request)
        served = page.rows(
            lambda: self._authorities().served(today).values("pk", "name"), words=("served", today, user.reach)
        )
        figures, charts = board.shown_figures(page, user, self.now), board.shown_charts(page, user, self.now)
        return super().get_context_data(
            page_title=self.page_title,
            authority=self.authority,
            period=self.period,
            first_day=self.period.first_day(today),
            now=self.now,
            periods=[(Link(period.label, self._address(chosen, period)), period == self.period) for period in PERIODS],
            choices=lambda: self._choices(served),
            figures=lambda: SafeString("".join(tile_html(shown.tile, shown.value()) for shown in figures)),
            charts=lambda: SafeString("".join(self._chart(shown) for shown in charts)),
            **kwargs,
        )

    def _chart(self, shown: Shown) -> SafeString:
        return tile_html(shown.tile, shown.value(), with_query(self.request.GET, export=shown.tile.key))

    def _choices(self, served: Rows) -> SafeString:
        """The menu of authorities to choose from, those that are served; the chosen one says so."""
        chosen = self.authority.pk if self.authority else None
        links = [(None, "Alle Behörden"), *((row["pk"], row["name"]) for row in served)]
        return format_html_join(
            "",
            '<a href="{}"{}>{}</a>',
            ((self._address(pk, self.period), CURRENT if pk == chosen else "", name) for pk, name in links),
        )

    @staticmethod
    def _address(authority: int | None, period: Period) -> str:
        """The address of the page with an authority and a period."""
        place = f"authority={authority}&" if authority else ""
        return f"?{place}period={period.key}"

    def _file(self, key: str) -> HttpResponse:
        """The table of one chart as a file for the spreadsheet."""
        user: Any = self.request.user
        shown = self.board_class(self.authority, self.period).shown_chart(key, user, self.now)
        value = shown.value() if shown else None
        if shown is None or not isinstance(value, Chart):
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
        writer.writerows([guarded(str(value)) for value in line] for line in value.lines())
        return response


class FleetPage(ServicePage):
    """„Altersstruktur“: how old the devices are and what their replacement will cost."""

    permission_required = "replacements.view_plannedreplacement"
    template_name = "dashboards/fleet.html"
    page_title = "Altersstruktur"
    board_class = FleetBoard

"""„Austrittspakete“: everything held about one authority as a file, ordered here, made in the background, and fetched."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from accounts.sign_in.polling import polled
from accounts.sign_in.recent import require_recent_sign_in
from accounts.signed_in import signed_in
from files.handing_out import hand_out
from history.log import record
from history.models import LogEntry
from privacy import actions
from privacy.filters import ExitPackFilter
from privacy.forms import OrderExitPackForm
from privacy.models import ExitPack
from privacy.tables import ExitPackTable, pack_badge
from ui import cells, waiting
from ui.pages import ActionPage, DetailPage, Link, ListPage, Property

MAY = "privacy.make_exit_pack"


class ExitPackList(ListPage):
    """The packs of the last years, also those whose file is gone."""

    permission_required = MAY
    model = ExitPack
    table_class = ExitPackTable
    filterset_class = ExitPackFilter
    page_title = "Austrittspakete"
    intro = "Alles, was über eine Behörde gespeichert ist, in offenen Formaten: zur Herausgabe, wenn sie austritt."
    empty_text = "Noch wurde kein Austrittspaket erstellt."

    def get_rows(self) -> QuerySet[ExitPack]:
        return ExitPack.objects.visible_to(signed_in(self.request)).select_related("authority", "uploaded_by")

    def get_actions(self) -> list[Link]:
        return [Link("Austrittspaket erstellen", reverse("privacy:order-exit-pack"), "add")]


@method_decorator(require_recent_sign_in, name="dispatch")
class OrderExitPack(ActionPage):
    """The last question before everything about an authority is put into one file."""

    permission_required = MAY
    template_name = "privacy/order_exit_pack.html"
    form_class = OrderExitPackForm
    page_title = "Austrittspaket erstellen"
    submit_label = "Jetzt erstellen"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": signed_in(self.request)}

    def get_initial(self) -> dict[str, Any]:
        return {"authority": self.request.GET.get("authority", "")}

    def perform(self, form: Any) -> ExitPack:
        authority = form.cleaned_data["authority"]
        return actions.order_exit_pack(authority=authority, by=signed_in(self.request), now=timezone.now())

    def get_back_url(self) -> str:
        return reverse("privacy:exit-packs")

    def get_breadcrumb(self) -> list[Link]:
        return [Link("Austrittspakete", reverse("privacy:exit-packs"))]


class ExitPackPage(DetailPage):
    """One pack: how far it is, and the file."""

    permission_required = MAY
    model = ExitPack
    template_name = "privacy/exit_pack.html"
    parent = ("Austrittspakete", "privacy:exit-packs")

    def get_rows(self) -> QuerySet[ExitPack]:
        return ExitPack.objects.visible_to(signed_in(self.request)).select_related("authority", "uploaded_by")

    def get_title(self) -> str:
        return f"Austrittspaket {self.object.authority.name}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pack: ExitPack = self.object
        return super().get_context_data(
            badge=pack_badge(pack.state), properties=self._properties(pack), job=_job(pack), **kwargs
        )

    @method_decorator(require_recent_sign_in)
    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The file; posted, so that nothing fetches it by the way and every fetching is noted."""
        pack = get_object_or_404(self.get_rows(), pk=pk)
        if not pack.is_ready:
            return HttpResponseRedirect(pack.get_absolute_url())
        response = hand_out(request, pack, back_to=pack.get_absolute_url(), back_label="Zum Austrittspaket")
        if response.status_code == 200:  # what is withheld did not leave
            words = f"Austrittspaket Nr. {pack.pk}: {pack.authority}"
            record(kind=LogEntry.Kind.DATA_DOWNLOADED, user=request.user, subject=words)
        return response

    def _properties(self, pack: ExitPack) -> list[Property]:
        rows = [
            Property("Behörde", cells.link(pack.authority.get_absolute_url(), pack.authority.name)),
            Property("Angefordert", cells.moment(pack.uploaded_at)),
            Property("Von", pack.uploaded_by),
        ]
        if pack.made_at:
            rows.append(Property("Fertig", cells.moment(pack.made_at)))
        if pack.is_ready:
            rows.append(Property("Abrufbar bis", cells.day(pack.expires_on)))
        return rows


@polled
@require_safe
@permission_required(MAY, raise_exception=True)
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the job is, for a page that waits; when it is done, the page is opened anew."""
    pack = get_object_or_404(ExitPack.objects.visible_to(signed_in(request)), pk=pk)
    return waiting.progress(request, _job(pack), pack.get_absolute_url())


def _job(pack: ExitPack) -> waiting.Job | None:
    if not pack.is_in_the_making:
        return None
    return waiting.Job(
        "Das Austrittspaket wird erstellt",
        done=pack.tables_done,
        total=pack.tables_all,
        progress_url=reverse("privacy:exit-pack-progress", args=[pack.pk]),
        page_url=pack.get_absolute_url(),
        words=f"{cells.number(pack.tables_done)} von {cells.number(pack.tables_all)} Tabellen.",
    )

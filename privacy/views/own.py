"""„Meine Daten“: what the system holds about oneself, to take along."""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.text import slugify
from django.views.generic import TemplateView

from accounts.sign_in.recent import require_recent_sign_in
from accounts.signed_in import signed_in
from history.log import record
from history.models import LogEntry
from privacy.own_data import collect, count, files_of
from privacy.package import packed
from privacy.persons import Person, person_of_account
from ui.export import UMLAUTS


class OwnData(TemplateView):
    """Everybody who is signed in sees what is held about them, and takes it along as a file."""

    template_name = "privacy/own.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(held=count(person_of_account(signed_in(self.request))).items(), **kwargs)

    @method_decorator(require_recent_sign_in)
    def post(self, request: HttpRequest) -> HttpResponseBase:
        """The file; posted, so that nothing fetches it by the way and every fetching is noted."""
        return download(request, person_of_account(signed_in(request)))


def download(request: HttpRequest, person: Person) -> HttpResponseBase:
    """The data of a person as a file, and a note in the log that they left."""
    now = timezone.now()
    content = packed(str(person), collect(person), files_of(person), now)
    words = "eigene Daten" if person.user == request.user else f"Auskunft: {person.in_the_log}"
    record(kind=LogEntry.Kind.DATA_DOWNLOADED, user=request.user, about=person.user, subject=words)
    name = f"{slugify(f'daten {person}'.translate(UMLAUTS))}-{timezone.localdate(now):%Y-%m-%d}.zip"
    response = FileResponse(content, as_attachment=True, filename=name, content_type="application/zip")
    response["Cache-Control"] = "private, no-store"
    return response

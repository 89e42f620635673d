"""The answers of the search above long selection lists."""

from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from accounts.signed_in import signed_in
from ui.choosing import answer
from workstations.forms.choices import CHOICES

LONGEST_KEY = 12


@require_GET
@permission_required("workstations.change_device", raise_exception=True)
def choices(request: HttpRequest, kind: str) -> HttpResponse:
    """The options of a selection list that match what was typed, of one authority or of all."""
    if kind not in CHOICES:
        raise Http404
    asked = request.GET.get("authority", "")
    authority = int(asked) if asked.isdecimal() and len(asked) <= LONGEST_KEY else None
    return answer(request, CHOICES[kind], signed_in(request), authority)

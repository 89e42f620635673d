"""Addresses for calendar programs: one's own, a new one that is shown once, revoking; and the calendar itself."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from accounts.models import User
from accounts.scope import as_job
from accounts.signed_in import signed_in
from changes import actions
from changes.feed import calendar_of, windows_for
from changes.forms import KeyForm
from changes.models import CalendarKey
from changes.standing import felt_by
from ui.pages import ActionPage, Link, VisibleRows

JOB = "Kalender der Wartungsfenster"
CONTENT_TYPE = "text/calendar; charset=utf-8"
AT_MOST = 60
"""How often one address is read in an hour; calendar programs ask every few minutes at most."""
HOUR = 3600
JUST_MADE = "calendar-key-just-made"
"""Under this the session keeps an address from its being made until it is shown."""
MAY_SEE, MAY_ADD, MAY_REVOKE = "changes.view_calendarkey", "changes.add_calendarkey", "changes.change_calendarkey"


@login_not_required
@never_cache
@require_safe
def feed(request: HttpRequest, key: str) -> HttpResponse:
    """The maintenance windows that the person of the key may see; whoever has no valid key finds nothing here."""
    now = timezone.now()
    with as_job(JOB):
        opened = actions.open_with(key=key, now=now)
        is_busy = opened is not None and _is_busy(opened, f"{now:%Y%m%d%H}")
        content = _windows_of(opened.user, now) if opened is not None and not is_busy else b""
    if opened is None:
        raise Http404
    if is_busy:
        return HttpResponse("Zu viele Abrufe in kurzer Zeit.\n", status=429, content_type="text/plain; charset=utf-8")
    return HttpResponse(content, content_type=CONTENT_TYPE)


class CalendarKeys(PermissionRequiredMixin, VisibleRows, TemplateView):
    """One's own addresses, and what they are good for."""

    permission_required = MAY_SEE
    template_name = "changes/keys.html"
    model = CalendarKey

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_add = self.request.user.has_perm(MAY_ADD)
        return super().get_context_data(
            page_title="Wartungsfenster im eigenen Kalender",
            keys=self.get_rows()[:50],
            add_url=reverse("changes:new_key") if may_add else "",
            **kwargs,
        )


class NewKeyPage(ActionPage):
    """Makes an address and shows it, once."""

    permission_required = MAY_ADD
    form_class = KeyForm
    page_title = "Neue Kalenderadresse"
    question = "Die Adresse wird danach ein einziges Mal gezeigt. Gespeichert wird nur eine Prüfsumme."
    submit_label = "Adresse anlegen"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if made := request.session.pop(JUST_MADE, None):
            return self._shown(*made)
        return super().get(request, *args, **kwargs)

    def perform(self, form: KeyForm) -> None:
        row, key = actions.create_key(by=signed_in(self.request), now=timezone.now(), **form.cleaned_data)
        self.request.session[JUST_MADE] = [row.name, key]  # until the next page: loading that anew makes no second one

    def get_success_url(self) -> str:
        return self.request.path

    def _shown(self, name: str, key: str) -> HttpResponse:
        place = f"{settings.SITE_URL.rstrip('/')}{reverse('changes:feed', args=[key])}"
        context = {"page_title": f"Kalenderadresse „{name}“", "breadcrumb": self.get_breadcrumb(), "place": place}
        response = render(self.request, "changes/new_key.html", context)
        add_never_cache_headers(response)
        return response

    def get_back_url(self) -> str:
        return reverse("changes:keys")

    def get_breadcrumb(self) -> list[Link]:
        return [Link("Wartungsfenster im eigenen Kalender", self.get_back_url())]


class RevokeKey(ActionPage):
    """Lets an address open nothing any more."""

    permission_required = MAY_REVOKE
    model = CalendarKey
    template_name = "ui/confirm.html"
    page_title = "Kalenderadresse sperren?"
    submit_label = "Sperren"
    is_dangerous = True
    success_message = "Die Adresse ist gesperrt."

    def perform(self, form: Any) -> None:
        actions.revoke_key(key=self.object, by=signed_in(self.request), now=timezone.now())

    def get_success_url(self) -> str:
        return reverse("changes:keys")

    def get_back_url(self) -> str:
        return self.get_success_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question = f"Kalender, die „{self.object}“ abonniert haben, bekommen ab sofort nichts mehr. Das lässt sich nicht zurücknehmen."
        return super().get_context_data(question=question, **kwargs)


def _windows_of(user: User, now: datetime) -> bytes:
    rows = windows_for(user, now)
    return calendar_of(rows, felt_by(rows, user))


def _is_busy(key: CalendarKey, hour: str) -> bool:
    """Whether an address was read too often this hour."""
    count = f"calendar-{key.pk}-{hour}"
    cache.add(count, 0, timeout=2 * HOUR)
    return cache.incr(count) > AT_MOST

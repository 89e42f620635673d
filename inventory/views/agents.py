"""Where agents report to: no page, no session, no person; a key opens, and whatever is acknowledged is stored.

A report takes a few hundredths of a second, so it is worked on at once; docs/operations.md says how that was measured.
"""

import base64
import binascii
from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from accounts.scope import as_job
from inventory import protocol, reports
from inventory.actions import open_with, receive
from inventory.decoding import JSON_TYPES, Refused
from inventory.models import AgentToken

JOB = "Inventarmeldung"
AT_MOST = 600
"""Messages that one key takes in a minute, two for each report; a whole town hall switching on in the morning stays below."""
MINUTE = 60
ASK = {"WWW-Authenticate": 'Basic realm="Inventarisierung"'}
"""Nothing behind the realm: agents take all up to the last quotation mark for its name."""


@csrf_exempt
@login_not_required
@never_cache
@require_POST
def agent(request: HttpRequest, key: str = "") -> HttpResponse:
    """One message of an agent: a greeting, or a report."""
    now = timezone.now()
    key = key or _password(request)
    if not key:
        return _plain("Bitte senden Sie den Agentenschlüssel als Kennwort.", 401, ASK)
    with as_job(JOB):
        token = open_with(key=key, now=now)
        is_busy = token is not None and _is_busy(token, now)
    if token is None:
        return _plain("Dieser Agentenschlüssel gilt nicht.", 403)
    if is_busy:
        return _plain("Zu viele Meldungen in kurzer Zeit.", 429, {"Retry-After": f"{MINUTE}"})
    speaks_json = "GLPI-Agent-ID" in request.headers
    try:
        message = protocol.read(request.body, request.content_type or "")
    except Refused as refused:
        is_json = speaks_json or request.content_type in JSON_TYPES
        return _answered(protocol.refusal(refused.sentence, refused.status, is_json=is_json))
    if message.kind is protocol.Kind.GREETING:
        return _answered(protocol.greeting(message, speaks_json=speaks_json))
    report = reports.read(message.content, message.agent_id)
    with as_job(JOB):
        receive(report=report, token=token, now=now)
    return _answered(protocol.receipt(message))


def _password(request: HttpRequest) -> str:
    """The key as the password of HTTP Basic; the name beside it does not matter."""
    scheme, _, value = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return ""
    try:
        return base64.b64decode(value, validate=True).decode().partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return ""


def _is_busy(token: AgentToken, now: datetime) -> bool:
    """Whether a key has sent too much this minute. Counted is every message, before anything of it is read."""
    count = f"agent-messages-{token.pk}-{now:%Y%m%d%H%M}"
    cache.add(count, 0, timeout=2 * MINUTE)
    return cache.incr(count) > AT_MOST


def _answered(answer: protocol.Answer) -> HttpResponse:
    return HttpResponse(answer.body, content_type=answer.content_type, status=answer.status)


def _plain(sentence: str, status: int, headers: dict[str, str] | None = None) -> HttpResponse:
    return HttpResponse(f"{sentence}\n", content_type="text/plain; charset=utf-8", status=status, headers=headers)

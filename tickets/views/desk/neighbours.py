"""The list a report was opened from: the way back, and the reports before and after."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from tickets.models import Ticket
from tickets.views.queue import listed

NEIGHBOURS_WITHIN = 500


def neighbours(request: HttpRequest, ticket: Ticket) -> dict[str, Any]:
    """The way back to the list one came from, and the reports before and after in it."""
    came_from = request.GET.get("list") if request.method == "GET" else request.POST.get("list")
    back = f"{reverse('tickets:queue')}{'?' + came_from if came_from else ''}"
    found: dict[str, Any] = {"back": back, "list": came_from or "", "is_from_list": came_from is not None}
    if came_from is None:
        return found
    filterset, rows = listed(request, QueryDict(came_from))
    numbers = list(rows.values_list("number", flat=True)[:NEIGHBOURS_WITHIN])
    if ticket.number not in numbers:
        return found
    found["may_count"] = filterset.may_count()
    place = numbers.index(ticket.number)
    suffix = "?" + urlencode({"list": came_from})
    for name, index in (("previous", place - 1), ("next", place + 1)):
        if 0 <= index < len(numbers):
            found[name] = reverse("tickets:ticket", args=[numbers[index]]) + suffix
    return found | {"place": place + 1, "count": len(numbers), "is_cut": len(numbers) == NEIGHBOURS_WITHIN}

"""What a page asks by itself while nobody may be there: it does not count as use of the session, which goes on ageing."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest

View = TypeVar("View", bound=Callable[..., Any])


def polled(view: View) -> View:
    """Mark a view that open pages ask again and again; what is posted to it is somebody's doing."""
    view.is_polled = True  # type: ignore[attr-defined]  # a mark on the function, which decorators pass on
    return view


def is_polling(request: HttpRequest, view: object) -> bool:
    """Whether a page asks here by itself."""
    return request.method in ("GET", "HEAD") and getattr(view, "is_polled", False)

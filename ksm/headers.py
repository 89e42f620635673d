"""Headers that every answer carries, whoever wrote it: pages, fragments, files, redirects, refusals and static files."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

# Features of the browser that no page of this house asks for. Passkeys need the two about credentials.
NOT_NEEDED = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation", "gyroscope",
    "hid", "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "screen-wake-lock", "serial", "usb",
    "xr-spatial-tracking",
)  # fmt: skip
NEEDED = ("publickey-credentials-create", "publickey-credentials-get")
CAMERA_PAGE = "/scan/"
"""The one page that reads labels by the camera, and only when somebody presses the button."""


def _policy(*, camera: bool = False) -> str:
    allowed = (*NEEDED, "camera") if camera else NEEDED
    refused = [name for name in NOT_NEEDED if name not in allowed]
    return ", ".join([*(f"{name}=()" for name in refused), *(f"{name}=(self)" for name in allowed)])


ALWAYS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": _policy(),
    "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": settings.X_FRAME_OPTIONS,
}


class HeadersMiddleware:
    """Outermost of all, since those further in never see what is answered before them, such as a foreign host name."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path == CAMERA_PAGE:
            response.headers["Permissions-Policy"] = _policy(camera=True)
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        _keep_out_of_shared_caches(request, response)
        return response


def _keep_out_of_shared_caches(request: HttpRequest, response: HttpResponse) -> None:
    """Nobody keeps a page for others, and the browser asks anew each time; but the way back still finds what was typed.

    `no-store` would throw away half-written texts on the way back, so it is left to files and exports. Instead the
    browser is told to forget all pages when the session ends.
    """
    if not response.has_header("Cache-Control"):
        patch_cache_control(response, private=True, no_cache=True)
    session = response.cookies.get(settings.SESSION_COOKIE_NAME)
    if session is not None and session["max-age"] == 0:
        response["Clear-Site-Data"] = '"cache"'

"""How one person wants to see the pages: theme, density, shortcuts; kept in a cookie of the browser."""

from typing import NamedTuple, Self

from django.http import HttpRequest, HttpResponse

THEMES = {"system": "wie das Gerät", "light": "hell", "dark": "dunkel"}
DENSITIES = {"compact": "dicht", "roomy": "luftig"}
COOKIE = "display"
ONE_YEAR = 365 * 24 * 60 * 60


class DisplayChoice(NamedTuple):
    """Theme, density and whether single keys are shortcuts."""

    theme: str = "system"
    density: str = "compact"
    has_shortcuts: bool = True

    @classmethod
    def of(cls, request: HttpRequest | None) -> Self:
        """What the browser remembers; anything strange counts as not chosen."""
        words = request.COOKIES.get(COOKIE, "").split(".") if request else []
        return cls(
            theme=next((word for word in words if word in THEMES), "system"),
            density=next((word for word in words if word in DENSITIES), "compact"),
            has_shortcuts="silent" not in words,
        )

    def keep(self, response: HttpResponse, *, is_secure: bool) -> None:
        """Let the browser remember it for a year."""
        words = [self.theme, self.density] + ([] if self.has_shortcuts else ["silent"])
        response.set_cookie(COOKIE, ".".join(words), max_age=ONE_YEAR, samesite="Lax", httponly=True, secure=is_secure)

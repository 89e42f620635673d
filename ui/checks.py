"""What must be in place before pages can be shown and documents made."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.contrib.staticfiles import finders
from django.core import checks

from ui import pdf


@checks.register()
def front_end_is_built(app_configs: Sequence[AppConfig] | None, **options: Any) -> list[checks.CheckMessage]:
    """Style sheets and scripts are built, never committed; without them every page would be bare."""
    if finders.find("app.css"):
        return []
    return [
        checks.Warning(
            "The front end has not been built, pages will have no style sheet.",
            hint="`make demo` or `make test` builds it into var/frontend.",
            id="ui.W001",
        )
    ]


@checks.register()
def fonts_are_unpacked(app_configs: Sequence[AppConfig] | None, **options: Any) -> list[checks.CheckMessage]:
    """The fonts for documents are unpacked from the front end's packages, never committed."""
    if (pdf.FONTS / "characters.json").is_file():
        return []
    return [
        checks.Warning(
            "The fonts for documents have not been unpacked, no PDF can be made.",
            hint="`make demo` or `make test` unpacks them into var/fonts.",
            id="ui.W002",
        )
    ]

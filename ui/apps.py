"""The floor that the pages stand on."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Building blocks of pages, without any word of the domain."""

    name = "ui"
    verbose_name = "Oberfläche"

    def ready(self) -> None:
        from ui import checks  # noqa: F401, PLC0415  # registers the check; needs the apps to be loaded

from django.apps import AppConfig

from history.registering import find_triggers_at_once

find_triggers_at_once()  # all apps are known before the first model of any is loaded


class HistoryConfig(AppConfig):
    name = "history"
    verbose_name = "Verlauf"

    def ready(self) -> None:
        """Let the log hear of sign-ins and exports."""
        from history.listening import listen  # noqa: PLC0415 – models exist only when all apps are loaded

        listen()

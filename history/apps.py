from django.apps import AppConfig


class HistoryConfig(AppConfig):
    name = "history"
    verbose_name = "Verlauf"

    def ready(self) -> None:
        """Let the log hear of sign-ins and exports."""
        from history.listening import listen  # noqa: PLC0415 – models exist only when all apps are loaded

        listen()

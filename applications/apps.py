from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "applications"
    verbose_name = "Fachverfahren"

    def ready(self) -> None:
        """Offer what can be imported."""
        from applications.importing import offer_kinds  # noqa: PLC0415 – models exist only when all apps are loaded

        offer_kinds()

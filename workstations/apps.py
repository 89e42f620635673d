from django.apps import AppConfig


class WorkstationsConfig(AppConfig):
    name = "workstations"
    verbose_name = "Arbeitsplätze und Infrastruktur"

    def ready(self) -> None:
        """Offer what can be imported."""
        from workstations.importing import offer_kinds  # noqa: PLC0415 – models exist only when all apps are loaded

        offer_kinds()

from django.apps import AppConfig


class CustomersConfig(AppConfig):
    name = "customers"
    verbose_name = "Behörden"

    def ready(self) -> None:
        """Offer what can be imported."""
        from customers.importing import offer_kinds  # noqa: PLC0415 – models exist only when all apps are loaded

        offer_kinds()

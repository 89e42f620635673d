from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Konten und Rollen"

    def ready(self) -> None:
        """Let every session know when it began."""
        from django.contrib.auth.signals import user_logged_in  # noqa: PLC0415 – models exist only when all apps are loaded

        from accounts.sign_in.recent import note_sign_in  # noqa: PLC0415

        user_logged_in.connect(note_sign_in)

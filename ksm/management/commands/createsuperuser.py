"""Make an account for set-up and emergencies, and let history say that it was this command."""

from typing import Any

from django.contrib.auth.management.commands import createsuperuser

from accounts.scope import as_command


class Command(createsuperuser.Command):
    """Django's command in the scope of an operator."""

    def handle(self, *args: Any, **options: Any) -> None:
        with as_command("createsuperuser"):
            super().handle(*args, **options)

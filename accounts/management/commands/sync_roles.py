"""Bring the groups in line with the roles in code."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts.actions import sync_roles
from accounts.scope import as_command


class Command(BaseCommand):
    help = "Gleicht die Gruppen mit den Rollen in accounts/roles.py ab."

    def handle(self, *args: Any, **options: Any) -> None:
        with as_command("sync_roles"):
            changed = sync_roles()
        self.stdout.write("Rollen geändert: " + ", ".join(changed) if changed else "Rollen sind aktuell.")

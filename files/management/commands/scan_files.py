"""`manage.py scan_files`: asks the virus scanner about every file that has no verdict yet."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.scope import as_command
from files.scanning import scan_waiting


class Command(BaseCommand):
    """For the day ClamAV is switched on, and for looking whether it works."""

    help = "Asks ClamAV about all files without a verdict, and says how many still wait."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.CLAMAV is None:
            raise CommandError("KSM_CLAMAV names no scanner.")
        done, waiting = scan_waiting(lambda: as_command("scan_files"))
        self.stdout.write(f"{done} scanned, {waiting} still waiting.")
        if waiting:
            raise CommandError("The log says why the scanner gave no verdict.")

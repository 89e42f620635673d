"""Load the sourced facts."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.actions import sync_roles
from accounts.scope import as_command
from ksm.seeding.loading import Loaded, SeedsRefusedError, load_seeds
from ksm.seeding.storing import Outcome


class Command(BaseCommand):
    help = "Lädt die belegten Tatsachen aus seeds/: alles oder nichts, beliebig oft."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--directory", type=Path, default=settings.BASE_DIR / "seeds", help="Ordner mit den CSV-Dateien"
        )

    def handle(self, *args: Any, directory: Path, **options: Any) -> None:
        try:
            with as_command("seed"):
                loaded = load_seeds(directory=directory, today=timezone.localdate())
                changed_roles = sync_roles()
        except SeedsRefusedError as refused:
            lines = "\n".join(f"  {problem}" for problem in refused.problems)
            raise CommandError(f"Es wurde nichts geladen. Bitte berichtigen Sie:\n{lines}") from refused
        self.stdout.write(table(loaded))
        self.stdout.write("Rollen geändert: " + ", ".join(changed_roles) if changed_roles else "Rollen: unverändert")


def table(loaded: list[Loaded]) -> str:
    """The rows of each file by outcome, as plain text, and one sentence that sums up."""
    width = max(len(report.file) for report in loaded)
    head = f"{'Datei':<{width}}" + "".join(f"{outcome:>14}" for outcome in Outcome)
    body = [
        f"{report.file:<{width}}" + "".join(f"{report.outcomes[outcome]:>14}" for outcome in Outcome)
        for report in loaded
    ]
    touched = sum(report.outcomes[outcome] for report in loaded for outcome in (Outcome.NEW, Outcome.CHANGED))
    sentence = "1 Zeile geladen." if touched == 1 else f"{touched} Zeilen geladen." if touched else "Alles unverändert."
    return "\n".join([head, *body, sentence])

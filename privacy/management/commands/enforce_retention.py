"""Enforce retention now, or only say what would happen."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.scope import as_command
from privacy.actions import enforce_retention
from privacy.retention import RULES


class Command(BaseCommand):
    help = "Löscht oder macht unkenntlich, was lange genug aufbewahrt wurde; geschieht sonst jede Nacht von selbst."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="nur zählen, nichts ändern")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        now = timezone.now()
        if dry_run:
            with as_command("enforce_retention"):
                for rule in RULES:
                    self.stdout.write(f"{rule.name}: {rule.count_due(now)} fällig, {rule.what_happens}")
            return
        for outcome in enforce_retention(now=now):
            self.stdout.write(str(outcome))

"""Migrate as the owner of the tables, and lay the rules of the second wall anew afterwards."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.core.management.commands import migrate
from django.db import connections

from ksm.isolation.policies import apply_rules


class Command(migrate.Command):
    help = "Bringt die Datenbank auf den Stand des Programms, auch ihre Regeln für Sichtbarkeit."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        if "owner" in settings.DATABASES:
            parser.set_defaults(database="owner")

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        if not (options["plan"] or options["check_unapplied"]):
            apply_rules(connections[options["database"]])

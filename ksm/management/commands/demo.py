"""Open the demo: set up what is missing, say how to sign in, and serve until Ctrl-C."""

import shutil
import signal
from argparse import ArgumentParser
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from accounts.models import Provider
from accounts.scope import as_command
from customers.models import Authority
from ksm import embedded_postgres, environment
from ksm.demo import accounts, building
from ksm.demo.places import SERVED
from ksm.demo.server import ServerError, is_port_taken, serve


class Command(BaseCommand):
    help = "Startet die Demo mit erfundenem Betrieb; beim ersten Mal werden die Daten angelegt."
    requires_system_checks = ()  # the server checks itself; a second start should be quick
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--reset", action="store_true", help="alles Eingegebene verwerfen und neu beginnen")
        parser.add_argument(
            "--yes", action="store_true", help="mit --reset: auch eine Datenbank aus DATABASE_URL leeren"
        )
        parser.add_argument("--data-only", action="store_true", help="nur die Daten anlegen, nichts starten")
        parser.add_argument("--tickets", type=int, default=building.TICKETS, help="Anzahl der erfundenen Meldungen")

    def handle(self, *args: Any, reset: bool, yes: bool, data_only: bool, tickets: int, **options: Any) -> None:
        self._refuse_early(reset=reset, yes=yes, data_only=data_only)
        if not data_only:
            # Being told to end is the same as Ctrl-C, also while data are made.
            for name in (signal.SIGTERM, signal.SIGHUP):
                signal.signal(name, signal.default_int_handler)
        try:
            if reset:
                self._reset()
            self._prepare(tickets)
            if data_only:
                return
            with as_command("demo"):
                names = dict(
                    Authority.objects.filter(key__in=[place.key for place in SERVED]).values_list("key", "name")
                )
            connections.close_all()
            self.stdout.write(accounts.listing(names))
            serve(settings.PORT, say=self._say_out)
        except ServerError as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt:
            if data_only:
                raise
            self._say_out("Abgebrochen. Was noch nicht fertig war, wurde nicht gespeichert.")

    def _refuse_early(self, *, reset: bool, yes: bool, data_only: bool) -> None:
        if not settings.DEMO:
            raise CommandError(
                "Das ist keine Demo: Mit DATABASE_URL startet sie nur, wenn auch KSM_DEMO=true gesetzt ist."
            )
        if not data_only and is_port_taken(settings.PORT):
            raise CommandError(
                f"Der Port {settings.PORT} ist schon belegt. Beenden Sie das andere Programm, oder nehmen Sie einen anderen: "
                f"PORT={settings.PORT + 1 if settings.PORT < 65535 else 8000} make demo"
            )
        if reset and not is_embedded() and not yes:
            raise CommandError(
                "DATABASE_URL nennt eine eigene Datenbank. Sie wird nur mit --reset --yes geleert; alles darin geht verloren."
            )

    def _reset(self) -> None:
        self._say("Demo-Datenbank wird geleert …")
        if is_embedded():
            connections.close_all()
            embedded_postgres.reset(settings.VAR_DIR)
        else:
            with connections["owner" if "owner" in connections else "default"].cursor() as cursor:
                cursor.execute("DROP SCHEMA public CASCADE")
                cursor.execute("CREATE SCHEMA public")
            connections.close_all()
        shutil.rmtree(settings.MEDIA_ROOT / "tickets", ignore_errors=True)

    def _prepare(self, tickets: int) -> None:
        """Migrations, seeds and demo data, each only if it is missing."""
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self._say("Datenbank wird eingerichtet …")
            call_command("migrate", verbosity=0, interactive=False)
        if not Provider.objects.exists():
            self._say("Belegte Tatsachen werden geladen …")
            call_command("seed", stdout=StringIO())
        if not building.is_built():
            self._say("Demo-Betrieb wird angelegt; das dauert beim ersten Mal einige Minuten.")
            with as_command("demo"):
                building.build(tickets=tickets, now=timezone.now(), say=self._say)

    def _say(self, sentence: str) -> None:
        self.stderr.write(sentence, self.style.NOTICE)

    def _say_out(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()


def is_embedded() -> bool:
    """Whether the database is the one the application brings with it."""
    return environment.text("DATABASE_URL") is None

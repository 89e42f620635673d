"""No change without a trace: every model is tracked or says why not, and whatever changes rows says who it is."""

import ast
import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import InternalError, ProgrammingError, connection, models, transaction
from django.utils import timezone

from customers.models import Authority
from history.forgetting import event_models, states_of
from tests.factories import TicketFactory
from tickets.lifecycle import OBJECTION_DAYS, State
from tickets.models import Ticket
from tickets.tasks import close_uncontested_tickets

UNTRACKED = {
    "tickets.TicketEvent": "is itself a history, and the database lets nobody change it",
    "tickets.Particular": "is written once, and the database lets nobody change it",
    "tickets.TimeEntry": "is itself a history, and the database lets nobody change it",
    "tickets.Stopwatch": "runs while somebody works; a history of it would tell who worked when",
    "tickets.TicketCounter": "only counts; the numbers given out stand in the reports",
    "tickets.TicketRead": "a person's own reading; a history of it would tell who read when",
    "tickets.Draft": "unfinished words; what its writer threw away would be kept for years",
    "tickets.Watcher": "a wish to be told, no fact about the report; a record of it would watch who watches",
    "tickets.Mention": "follows from the words of the note, which are tracked",
    "knowledge.ArticleWord": "is computed by the database from rows that are tracked",
    "knowledge.Feedback": "one's own word on an article, told to nobody with its name; a history would keep whose it was",
    "tickets.SearchEntry": "is computed by the database from rows that are tracked",
    "tickets.SearchWord": "is computed by the database from rows that are tracked",
    "tickets.Tally": "is computed by the database from rows that are tracked",
    "workstations.WorkstationTally": "is computed by the database from rows that are tracked",
    "replacements.RoundLine": "is written once when its round is frozen, and the database lets nobody change it",
    "sharing.Apportionment": "is written once, and the database lets nobody change it",
    "sharing.ApportionmentCost": "is written once with its apportionment, and the database lets nobody change it",
    "sharing.ApportionmentCounter": "only counts; the numbers given out stand in the apportionments",
    "sharing.Share": "is written once with its apportionment, and the database lets nobody change it",
    "sharing.ShareWeight": "is written once with its share, and the database lets nobody change it",
    "takeovers.CaseEvent": "is itself a history, and the database lets nobody change it",
    "takeovers.GateOverride": "is written once, and the database lets nobody change it",
    "takeovers.TaskReminder": "says that a job told people of a day; the day follows from the step, which is tracked",
    "inventory.InventoryReport": "is itself a record of what a machine said; nobody writes it, and it goes by itself",
    "inventory.SoftwareTitle": "names of programs as machines say them; nobody writes them",
    "inventory.InstalledSoftware": "says itself since when and until when; nobody writes it, and there are thousands a day",
    "changes.ChangeCounter": "only counts; the numbers given out stand in the changes",
    "changes.ChangeNotice": "says that a job told people of a change, which is tracked",
    "handovers.HandoverCounter": "only counts; the numbers given out stand in the hand-overs",
    "handovers.HandoverDocument": "is written once, and the database lets nobody change it",
    "processing.IssuedDocument": "is written once, and the database lets nobody change it",
    "imports.ImportRow": "is computed anew with each check, and gone with the file",
    "history.LogEntry": "is itself a log, and the database lets nobody change it",
    "privacy.DeletionProof": "is itself a proof, and the database lets nobody change it",
    "notifications.Notification": "only points to the timeline, which keeps what happened, and says whether one has looked",
    "notifications.Preference": "what somebody wishes for themselves, and nobody else changes",
    "contracts.AgreementWarning": "says that a job told people of a day; the day follows from the agreement, which is tracked",
    "accounts.FailedSignIns": "only counts, behind keys that tell nobody's name",
    "accounts.User_groups": "is not used: rights come from roles alone",
    "accounts.User_user_permissions": "is not used: rights come from roles alone",
}
SCOPES = {"as_job", "as_command", "as_retention"}
ENTER_A_SCOPE_THEMSELVES = {"enforce_retention", "apply_rules"}  # the latter works as the owner of the tables
ROOT = settings.BASE_DIR
PROGRAMS = sorted(
    path.relative_to(ROOT)
    for app in apps.get_app_configs()
    if (ROOT / app.name.split(".")[0]).is_dir()
    for path in [*(ROOT / app.name / "management" / "commands").glob("[a-z]*.py"), *(ROOT / app.name).glob("tasks.py")]
)


def own_tables() -> list[type[models.Model]]:
    """Every table of the house, those that only link rows too; apart from the history itself."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if (ROOT / model.__module__.split(".")[0]).is_dir()
        and not hasattr(model, "pgh_tracked_model")
        and not model._meta.proxy
    ]


def tracked_tables() -> set[str]:
    return {events.pgh_tracked_model._meta.concrete_model._meta.label for events in event_models()}


def test_every_model_is_tracked_or_has_a_reason() -> None:
    assert {model._meta.label for model in own_tables()} - tracked_tables() == set(UNTRACKED)


def test_database_has_a_trigger_for_beginning_change_and_end_of_every_tracked_row(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgname LIKE 'pgtrigger_%'")
        found = {(table.strip('"'), name.split("_")[1]) for table, name in cursor.fetchall()}
    missing = []
    for events in event_models():
        model = events.pgh_tracked_model
        kinds = ("added", "deleted") if model._meta.proxy else ("added", "changed", "deleted")
        missing += [(model._meta.db_table, kind) for kind in kinds if (model._meta.db_table, kind) not in found]
        if (events._meta.db_table, "append") not in found:
            missing.append((events._meta.db_table, "append_only"))
    assert missing == []


def without_a_name(source: str) -> list[str]:
    """The jobs and commands of a module that enter no scope, neither themselves nor by a function beside them."""
    tree = ast.parse(source)
    functions = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    naming = SCOPES | ENTER_A_SCOPE_THEMSELVES
    for _ in functions:
        naming |= {name for name, function in functions.items() if mentioned(function) & naming}
    jobs = [name for name, function in functions.items() if is_a_job(function)]
    return [name for name in jobs or ["handle"] if name not in naming]


def mentioned(function: ast.FunctionDef) -> set[str]:
    """What is called in a function or handed on, by name; methods of the same class too."""
    nodes = [node for statement in function.body for node in ast.walk(statement)]
    return {node.id for node in nodes if isinstance(node, ast.Name)} | {
        node.attr for node in nodes if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }


def is_a_job(function: ast.FunctionDef) -> bool:
    called = [node.func for node in function.decorator_list if isinstance(node, ast.Call)]
    return any(isinstance(name, ast.Attribute) and name.attr == "task" for name in called)


@pytest.mark.parametrize("path", PROGRAMS, ids=str)
def test_command_or_job_says_who_it_is(path: Path) -> None:
    assert without_a_name((ROOT / path).read_text()) == []


def test_job_without_a_scope_is_found_beside_one_that_has_one() -> None:
    source = """
@app.task(name="a")
def named() -> None:
    with as_job("named"):
        work()

@app.task(name="b")
def unnamed() -> None:
    work()

@app.task(name="c")
def named_by_another() -> None:
    work(scope)

def scope() -> None:
    return as_job("c")
"""
    assert without_a_name(source) == ["unnamed"]
    assert without_a_name("def handle(self) -> None:\n    work()") == ["handle"]


def changes_without_origin() -> list[str]:
    return [
        events._meta.label for events in event_models() if events._default_manager.filter(pgh_context=None).exists()
    ]


def test_every_row_that_the_seeds_load_names_the_command(db: None) -> None:
    call_command("seed", verbosity=0, stdout=io.StringIO())
    assert changes_without_origin() == []
    states = states_of(Authority, Authority.objects.values_list("pk", flat=True))
    assert {state.pgh_context.metadata["command"] for state in states.select_related("pgh_context")} == {"seed"}


def test_what_the_nightly_job_closes_names_the_job(db: None) -> None:
    long_ago = timezone.now() - timedelta(days=3 * OBJECTION_DAYS)
    ticket = TicketFactory(state=State.RESOLVED, created_at=long_ago)
    assert close_uncontested_tickets(0) == 1
    change = states_of(Ticket, [ticket.pk]).get(pgh_label="changed")
    assert change.pgh_context.metadata == {"job": "Gelöste Meldungen schließen"}


def test_history_can_be_neither_changed_nor_deleted(db: None) -> None:
    states = states_of(Ticket, [TicketFactory().pk])
    for attempt in (lambda: states.update(subject="erfunden"), states.delete):
        with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
            attempt()
    assert states.count() == 1

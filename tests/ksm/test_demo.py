"""`manage.py demo`: a year of invented operation that is marked, complete, repeatable, and serves until it is ended."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from io import StringIO
from itertools import pairwise
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import models
from django.test import Client, TestCase, override_settings
from django.utils import timezone

from accounts.models import StaffMember, User
from accounts.roles import STAFF_ROLES
from customers.models import Authority, Contact
from ksm.demo import building
from ksm.demo.accounts import ALSO_AT, PASSWORD, STAFF_ACCOUNTS, portal_accounts
from ksm.demo.places import SERVED
from tickets.lifecycle import STEPS, State
from tickets.models import Message, Ticket, TicketEvent
from workstations.models import OperatingSystem, Workstation

ROOT = Path(__file__).resolve().parents[2]
NUMBER = 60


def make_demo() -> None:
    """What `manage.py demo --data-only --tickets 60` does."""
    call_command("demo", data_only=True, tickets=NUMBER, stdout=StringIO(), stderr=StringIO())


def counts() -> dict[str, int]:
    """How many rows each of our models has."""
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model.__module__.split(".")[0]
        in ("accounts", "customers", "workstations", "applications", "contracts", "tickets")
        and not model.__name__.endswith("Change")
    }


class DemoOperation(TestCase):
    """The data, made once for all tests of this class."""

    @classmethod
    def setUpTestData(cls) -> None:
        make_demo()

    def test_second_run_adds_nothing_and_keeps_what_was_entered(self) -> None:
        town = Authority.objects.get(key="stadt-ludwigslust")
        Authority.objects.filter(pk=town.pk).update(note="Von Hand geschrieben", street="Eigene Straße 1")
        before = counts()
        make_demo()
        assert counts() == before
        town.refresh_from_db()
        assert (town.note, town.street) == ("Von Hand geschrieben", "Eigene Straße 1")

    def test_stadt_ludwigslust_has_83_workstations_in_service(self) -> None:
        own = Workstation.objects.filter(authority__key="stadt-ludwigslust")
        assert own.in_service().count() == 83
        assert set(own.values_list("state", flat=True)) == {"planned", "in_service", "closed"}
        assert 900 <= Workstation.objects.count() <= 1200

    def test_everything_invented_is_marked(self) -> None:
        unmarked = []
        for model in apps.get_models():
            fields = {field.name for field in model._meta.get_fields()}
            if "is_demo" not in fields or model.__name__.endswith("Change"):
                continue
            rows: models.QuerySet[Any] = model._default_manager.filter(is_demo=False)
            if "source" in fields:  # a fact, not an invention
                rows = rows.filter(source="")
            unmarked += [f"{model.__name__} {row}" for row in rows[:3]]
        assert unmarked == []
        assert Ticket.objects.count() == NUMBER + 5 + 8 + 7, (
            "and the five reports of the printed reporter, four of each outage, and seven orders"
        )
        assert OperatingSystem.objects.exclude(source="").count() == OperatingSystem.objects.count()

    def test_every_timeline_follows_the_life_cycle(self) -> None:
        now = timezone.now()
        assert not TicketEvent.objects.filter(at__gt=now).exists()
        assert not Message.objects.filter(created_at__gt=now).exists()
        by_label = {state.label: state for state in State}
        for ticket in Ticket.objects.prefetch_related("events"):
            events = list(ticket.events.all())
            assert events[0].kind == TicketEvent.Kind.OPENED
            assert events[0].at == ticket.created_at
            assert [event.at for event in events] == sorted(event.at for event in events)
            steps = [
                (event.before, event.after) for event in events if event.before in by_label and event.after in by_label
            ]
            assert all(by_label[after] in STEPS[by_label[before]] for before, after in steps), ticket
            for (_, reached), (left, _) in pairwise(steps):
                # Taking a new report brings it into progress without an entry of its own.
                assert reached == left
            if steps:
                assert steps[-1][1] == ticket.get_state_display()

    def test_numbers_follow_the_order_of_arrival(self) -> None:
        numbers = list(Ticket.objects.order_by("created_at").values_list("number", flat=True))
        assert numbers == sorted(numbers)

    def test_the_printed_reporter_has_a_workstation_and_reports_in_each_state(self) -> None:
        reporter = Contact.objects.get(user__username="ludwigslust")
        assert (reporter.authority.key, reporter.role) == ("stadt-ludwigslust", Contact.Role.REPORTER)
        assert reporter.workstations.filter(state="in_service").exists()
        assert set(reporter.tickets.values_list("state", flat=True)) == {
            "new", "in_progress", "waiting_customer", "waiting_approval", "resolved", "closed", "cancelled",
        }  # fmt: skip

    def test_one_account_for_every_role_and_authority_signs_in(self) -> None:
        assert set(STAFF_ACCOUNTS.values()) == set(STAFF_ROLES)
        for username, role in STAFF_ACCOUNTS.items():
            user = User.objects.get(username=username)
            assert user.access.roles == (role,)
            assert StaffMember.objects.filter(user=user).exists()
        day = timezone.localdate()
        assert {place.key for place in SERVED} == set(Authority.objects.served(day).values_list("key", flat=True))
        for place in SERVED:
            for username, portal_role in portal_accounts(place).items():
                contact = Contact.objects.get(user__username=username, authority__key=place.key)
                assert contact.role == portal_role
        for username, key in ALSO_AT.items():
            assert key in User.objects.get(username=username).contacts.values_list("authority__key", flat=True)
        assert Client().login(username="ludwigslust", password=PASSWORD)


@pytest.mark.django_db
def test_interrupted_build_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_off(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(building, "furnish", break_off)  # the staff is there by then
        with pytest.raises(KeyboardInterrupt):
            make_demo()
    assert not building.is_built()
    assert not StaffMember.objects.exists()
    assert not Workstation.objects.exists()


@override_settings(DEMO=False)
def test_real_operation_is_never_filled_with_demo_data() -> None:
    with pytest.raises(CommandError, match="Das ist keine Demo"):
        call_command("demo", data_only=True)


def test_taken_port_is_refused_with_a_sentence() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "manage.py", "demo"],
            cwd=ROOT,
            env={**os.environ, "PORT": str(port)},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 1
    assert f"Der Port {port} ist schon belegt." in done.stderr
    assert "Traceback" not in done.stderr


@pytest.fixture
def place() -> Iterator[dict[str, str]]:
    """The environment of a demo with a folder, an embedded database and a port of its own."""
    folder = Path(mkdtemp(prefix="ksm-demo-", dir="/tmp"))
    folder.chmod(0o755)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    unset = ("DATABASE_URL", "KSM_DEMO", "DJANGO_SETTINGS_MODULE")
    environment = {name: value for name, value in os.environ.items() if name not in unset}
    yield {**environment, "KSM_VAR_DIR": str(folder), "KSM_POSTGRES_FAST": "true", "PORT": str(port)}
    subprocess.run(["rm", "-rf", folder], check=True)


def test_demo_serves_until_it_is_ended_and_leaves_no_process(place: dict[str, str]) -> None:
    with subprocess.Popen(
        [sys.executable, "manage.py", "demo", "--tickets", "12"],
        cwd=ROOT,
        env=place,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as demo:
        said = []
        assert demo.stdout is not None
        for line in demo.stdout:
            said.append(line)
            if line.startswith("Bereit:"):
                break
        try:
            assert f"Bereit: http://localhost:{place['PORT']}/" in said[-1], "".join(said)
            assert PASSWORD in "".join(said)
        finally:
            demo.send_signal(signal.SIGINT)
            rest = demo.stdout.read()
        assert demo.wait(30) == 0, rest
    assert "Beendet." in rest
    deadline = time.monotonic() + 10
    while (left := processes_of(place["KSM_VAR_DIR"])) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert left == []


def processes_of(folder: str) -> list[str]:
    """Processes that still name the folder in their command or environment: web server, worker, PostgreSQL."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            text = (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
        except OSError:
            continue
        if folder.encode() in text and process.name != str(os.getpid()):
            found.append(text[:120].decode(errors="replace"))
    return found

"""The unmodified agent of Debian against the running application: asks, reports, and its report is stored."""

import os
import shutil
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer

from accounts import roles
from customers.models import Authority
from inventory import actions
from inventory.models import InstalledSoftware, InventoryReport, Outcome, ReviewCase
from inventory.recognition import Mark
from tests.factories import AuthorityRoleFactory, DeviceFactory
from tests.identity_peers import missing
from tests.inventory.conftest import Agents
from tests.people import employed

pytestmark = pytest.mark.django_db(transaction=True)
PACKAGE = "the agent: install the package fusioninventory-agent"
LIBRARY = Path("/usr/share/fusioninventory/lib")
SETUP = """package setup;
use parent qw(Exporter);
our @EXPORT = ('%setup');
our %setup = (datadir => "/usr/share/fusioninventory", libdir => "/usr/share/fusioninventory/lib", vardir => "{state}");
1;
"""
"""Where the agent remembers things; its own place belongs to the machine."""


@pytest.fixture
def agents(ludwigslust: Authority) -> Agents:
    AuthorityRoleFactory(authority=ludwigslust)
    token, key = actions.create_token(
        authority=ludwigslust, name="Rathaus", by=employed(roles.ADMINISTRATION), now=timezone.now()
    )
    return Agents(token, key)


@pytest.fixture
def run_agent(live_server: LiveServer, tmp_path: Path) -> Callable[..., str]:
    """Run a program of the agent's package as anybody would, and give back what it says."""
    state = tmp_path / "state"
    state.mkdir()
    (tmp_path / "setup.pm").write_text(SETUP.format(state=state))

    def run(program: str, *arguments: str, fails: bool = False) -> str:
        path = shutil.which(program)
        if path is None or not LIBRARY.is_dir():
            missing(PACKAGE)
        command = ["perl", f"-I{tmp_path}", "-Msetup", str(path), *arguments]
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False, env=environment)
        assert (done.returncode != 0) == fails, done.stderr
        return done.stdout if program == "fusioninventory-inventory" else done.stdout + done.stderr

    return run


def address(live_server: LiveServer, key: str) -> str:
    return f"{live_server.url}/inventory/agent/{key}/" if key else f"{live_server.url}/inventory/agent/"


AGENT = ("--force", "--no-ssl-check", "--no-httpd", "--debug", "--debug")


@pytest.mark.parametrize("how", [(), ("--no-compression",)], ids=["zlib", "plain"])
def test_agent_reports_this_machine(
    how: tuple[str, ...], agents: Agents, run_agent: Callable[..., str], live_server: LiveServer, ludwigslust: Authority
) -> None:
    device = DeviceFactory(workstation__authority=ludwigslust, host_name=socket.gethostname().partition(".")[0].upper())
    said = run_agent("fusioninventory-agent", "--server", address(live_server, agents.key), *AGENT, *how)
    assert "sending prolog request" in said
    assert "<RESPONSE>SEND</RESPONSE>" in said
    assert "running task Inventory" in said
    assert "[error]" not in said
    report = InventoryReport.objects.get()
    assert report.agent.startswith("FusionInventory-Agent_v")
    assert report.facts["name"].lower() == socket.gethostname().partition(".")[0].lower()
    assert report.facts["system"]
    assert report.facts["memory_mib"] > 100
    if report.outcome == Outcome.TAKEN:
        assert report.recognised_by == Mark.NAME
        device.refresh_from_db()
        assert device.memory_mib == report.facts["memory_mib"]
        assert InstalledSoftware.objects.filter(device=device, title__name="fusioninventory-agent").exists()
    else:  # the serial number of this machine is on record nowhere
        assert ReviewCase.objects.get().reported.software


def test_agent_sends_its_key_as_password_when_asked(
    agents: Agents, run_agent: Callable[..., str], live_server: LiveServer
) -> None:
    said = run_agent(
        "fusioninventory-agent",
        "--server",
        address(live_server, ""),
        "--user",
        "agent",
        "--password",
        agents.key,
        *AGENT,
    )
    assert "authentication required, submitting credentials" in said
    assert InventoryReport.objects.count() == 1


def test_agent_with_a_wrong_key_says_so(run_agent: Callable[..., str], live_server: LiveServer, agents: Agents) -> None:
    said = run_agent("fusioninventory-agent", "--server", address(live_server, "x" * 32), *AGENT)
    assert "communication error: 403 Forbidden" in said
    assert not InventoryReport.objects.exists()


def test_report_brought_on_a_stick_is_taken_in(
    agents: Agents, run_agent: Callable[..., str], live_server: LiveServer, tmp_path: Path
) -> None:
    file = tmp_path / "report.ocs"
    file.write_text(run_agent("fusioninventory-inventory", "--no-category=process"))
    said = run_agent("fusioninventory-injector", "-v", "--file", str(file), "--url", address(live_server, agents.key))
    assert said.strip().endswith("OK")
    assert InventoryReport.objects.get().facts["name"]
    file.write_text("<!DOCTYPE x [<!ENTITY a 'b'>]><REQUEST/>")
    said = run_agent(
        "fusioninventory-injector", "-v", "--file", str(file), "--url", address(live_server, agents.key), fails=True
    )
    assert "XML mit Dokumenttyp oder Entitäten wird nicht angenommen." in said
    assert InventoryReport.objects.count() == 1

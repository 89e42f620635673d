"""The set-up: what it skips, what it refuses with a clear sentence, and what the locks promise."""

import importlib.util
import json
import re
import subprocess
import sys
import venv
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.lock"))


@pytest.fixture
def setup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The set-up as it would work on a checkout in an empty folder."""
    spec = importlib.util.spec_from_file_location("setup", ROOT / "tools" / "setup.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(module, "STAMPS", tmp_path / "var" / "setup")
    module.STAMPS.mkdir(parents=True)
    return module


@pytest.mark.parametrize("lock", [*LOCKS, ROOT / "package-lock.json"], ids=lambda lock: lock.name)
def test_lock_names_no_host_to_fetch_from(lock: Path) -> None:
    text = lock.read_text()
    assert '"resolved"' not in text
    addresses_for_donations = re.compile(r'^\s*"url": ".*$', re.MULTILINE)
    assert "://" not in addresses_for_donations.sub("", text)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_locked_package_has_a_checksum(lock: Path) -> None:
    entries = re.split(r"\n(?=[a-z0-9])", lock.read_text())
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("name", ["demo.lock", "production.lock"])
def test_tests_run_with_the_versions_of_the(name: str, setup: ModuleType) -> None:
    requirements = ROOT / "requirements"
    assert setup.pins(requirements / name) <= setup.pins(requirements / "test.lock")


def test_too_old_python_is_named(setup: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup.sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(setup.shutil, "which", lambda name: None)
    with pytest.raises(setup.SetupError, match=r"Python 3\.11 or newer is needed"):
        setup.use_recent_python()


def test_python_without_venv_is_told_what_to_install(setup: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(setup.SetupError, match="install the package python3-venv"):
        setup.make_virtual_environment()


def test_moved_or_unfinished_environment_is_made_anew(setup: ModuleType) -> None:
    assert not setup.is_virtual_environment_complete()
    venv.create(setup.VENV, with_pip=False)
    assert not setup.is_virtual_environment_complete()
    (setup.VENV / "bin" / "pip").touch()
    assert setup.is_virtual_environment_complete()
    configuration = setup.VENV / "pyvenv.cfg"
    configuration.write_text(configuration.read_text().replace(str(setup.ROOT), "/somewhere/else"))
    assert not setup.is_virtual_environment_complete()


def test_packages_of_the_tests_are_enough_for_the_demo(setup: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is installed, and so no network needed, when the larger set is there already."""
    requirements = setup.ROOT / "requirements"
    requirements.mkdir()
    (requirements / "demo.lock").write_text("django==5.2.19 \\\n    --hash=sha256:aa\n")
    (requirements / "test.lock").write_text(
        "django==5.2.19 \\\n    --hash=sha256:aa\npytest==9.2 \\\n    --hash=sha256:bb\n"
    )
    installed: list[str] = []

    def install(lock: Path, configuration: dict[str, str]) -> bool:
        installed.append(lock.name)
        return True

    monkeypatch.setattr(setup, "pip_configuration", dict)
    monkeypatch.setattr(setup, "install_with_uv", install)

    setup.install_python_packages("test")
    setup.install_python_packages("test")
    setup.install_python_packages("demo")
    assert installed == ["test.lock"]

    (requirements / "demo.lock").write_text("django==5.2.20 \\\n    --hash=sha256:cc\n")
    setup.install_python_packages("demo")
    assert installed == ["test.lock", "demo.lock"]


def test_node_packages_for_development_are_wanted_for_tests_only(setup: ModuleType) -> None:
    echarts = {"node_modules/echarts": {"version": "6.1.0"}}
    chromium = {"node_modules/@sparticuz/chromium": {"version": "153.0.0", "dev": True}}
    elsewhere = {"node_modules/@esbuild/win32-x64": {"version": "0.28.2", "optional": True}}
    lock = {"": {"name": "ksm"}, **echarts, **chromium, **elsewhere}
    (setup.ROOT / "package-lock.json").write_text(json.dumps({"packages": lock}))
    (setup.ROOT / "node_modules").mkdir()
    assert not setup.are_node_packages_complete("demo")
    (setup.ROOT / "node_modules" / ".package-lock.json").write_text(json.dumps({"packages": echarts}))
    assert setup.are_node_packages_complete("demo")
    assert not setup.are_node_packages_complete("test")
    echarts["node_modules/echarts"]["version"] = "6.0.0"
    (setup.ROOT / "node_modules" / ".package-lock.json").write_text(json.dumps({"packages": echarts}))
    assert not setup.are_node_packages_complete("demo")


def test_changed_source_is_built_again(setup: ModuleType) -> None:
    source = setup.ROOT / "app.css"
    source.write_text("a {}")
    assert not setup.is_stamped("frontend", source)
    setup.set_stamp("frontend", source)
    assert setup.is_stamped("frontend", source)
    source.write_text("b {}")
    assert not setup.is_stamped("frontend", source)


def test_pips_index_is_handed_to_uv(setup: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "PYTHON", Path(sys.executable))
    monkeypatch.setenv("PIP_INDEX_URL", "https://packages.example/simple")
    monkeypatch.setenv("PIP_FIND_LINKS", "/first /second")
    monkeypatch.delenv("UV_DEFAULT_INDEX", raising=False)
    monkeypatch.delenv("UV_FIND_LINKS", raising=False)
    words = setup.pip_configuration()
    assert words["UV_DEFAULT_INDEX"] == "https://packages.example/simple"
    assert words["UV_FIND_LINKS"] == "/first,/second"


def test_failed_step_shows_what_the_command_said(setup: ModuleType) -> None:
    with pytest.raises(setup.SetupError, match="no such wheel"):
        setup.run(sys.executable, "-c", "import sys; print('no such wheel'); sys.exit(1)")


def test_make_alone_lists_at_most_ten_targets() -> None:
    command = ["make", "--no-print-directory"]  # which it prints when the tests themselves were started by it
    listing = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    assert {"demo", "test", "check", "fix", "lock"} <= {line.split()[1] for line in listing}
    assert len(listing) <= 10

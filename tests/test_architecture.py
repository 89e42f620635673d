"""The tree keeps its form: floors, file names, short modules, a sentence on what each thing is."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

ROOT = settings.BASE_DIR
FLOORS = (
    "ksm",
    "dashboards",
    "privacy",
    "mailboxes",
    "notifications",
    "catalogue",
    "counter",
    "tickets",
    "knowledge",
    "changes",
    "announcements",
    "takeovers",
    "continuity",
    "processing",
    "sharing",
    "dependencies",
    "contracts",
    "applications",
    "inventory",
    "replacements",
    "stocktaking",
    "handovers",
    "workstations",
    "customers",
    "imports",
    "files",
    "accounts",
    "history",
    "ui",
)
SAME_EVERYWHERE = {
    "__init__", "apps", "models", "querysets", "actions", "forms", "tables", "filters", "tiles", "views", "urls", "admin",
    "tasks", "management", "migrations", "templatetags",
}  # fmt: skip
FORBIDDEN = {
    "utils",
    "util",
    "helpers",
    "helper",
    "services",
    "signals",
    "receivers",
    "mixins",
    "common",
    "misc",
    "core",
    "base",
}
LONGEST_MODULE = 300
LONGER_FOR_A_REASON = {
    "ksm/embedded_postgres.py": "one server from start to stop; split, it would hide the order of its steps",
}
# What is written for machines or only names a package needs no sentence of its own.
NO_DOCSTRING_NEEDED = {"apps.py", "__init__.py", "manage.py"}


def modules() -> Iterator[Path]:
    """Every module of the application, migrations apart."""
    for floor in FLOORS:
        yield from (path for path in sorted((ROOT / floor).rglob("*.py")) if "migrations" not in path.parts)


MODULES = [path.relative_to(ROOT) for path in modules()]


@cache
def tree_of(module: Path) -> ast.Module:
    """The module as the parser sees it; read by the tests that ask for it, not by everybody who collects them."""
    return ast.parse((ROOT / module).read_text())


def public_functions(module: Path) -> list[ast.FunctionDef]:
    return [
        node for node in tree_of(module).body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]


def arguments_of(function: ast.FunctionDef) -> list[ast.arg]:
    return [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]


def test_every_own_app_stands_on_a_floor() -> None:
    own = {config.name for config in apps.get_app_configs() if (ROOT / config.name.split(".")[0]).is_dir()}
    assert {name.split(".")[0] for name in own} == set(FLOORS)


def test_imports_keep_the_floors() -> None:
    linter = "import sys; from importlinter.cli import lint_imports_command; sys.argv = ['lint-imports']; lint_imports_command()"
    done = subprocess.run([sys.executable, "-c", linter], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("floor", FLOORS)
def test_file_names_say_what_is_in_them(floor: str) -> None:
    names = {path.stem for path in (ROOT / floor).rglob("*.py")} | {
        path.name for path in (ROOT / floor).rglob("*") if path.is_dir()
    }
    assert not names & FORBIDDEN


@pytest.mark.parametrize("floor", sorted(set(FLOORS) - {"ksm", "ui"}))
def test_domain_apps_share_their_file_names(floor: str) -> None:
    """Other modules are named after a concept of the domain, and the glossary of modules says which."""
    own = {path.stem for path in (ROOT / floor).iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    described = (ROOT / "docs" / "architecture.md").read_text()
    listed = {name for name in own if f"`{floor}/{name}.py`" in described or f"`{floor}/{name}/`" in described}
    assert own - SAME_EVERYWHERE - listed == set()


def test_modules_are_short() -> None:
    lengths = {str(module): (ROOT / module).read_text().count("\n") for module in MODULES}
    too_long = {module: lines for module, lines in lengths.items() if lines > LONGEST_MODULE}
    assert too_long.keys() - LONGER_FOR_A_REASON.keys() == set(), too_long


def test_modules_say_what_they_are() -> None:
    """A line that says what the module is in the domain."""
    silent = [
        str(module)
        for module in MODULES
        if module.name not in NO_DOCSTRING_NEEDED and tree_of(module).body and not ast.get_docstring(tree_of(module))
    ]
    assert silent == []


def test_actions_say_what_they_do() -> None:
    silent = [
        f"{module}: {function.name}"
        for module in MODULES
        if module.name == "actions.py" or "actions" in module.parts
        for function in public_functions(module)
        if not ast.get_docstring(function)
    ]
    assert silent == []


def test_every_model_says_what_it_is() -> None:
    """Generated change tables apart; Django would fill in a docstring, so the source is read."""
    silent = [
        f"{module}: {node.name}"
        for module in MODULES
        if module.name == "models.py" or "models" in module.parts
        for node in tree_of(module).body
        if isinstance(node, ast.ClassDef) and not ast.get_docstring(node)
    ]
    assert silent == []


ACTIONS = [
    module
    for module in MODULES
    if (module.name == "actions.py" or "actions" in module.parts) and module.name != "steps.py"
]


def test_actions_take_their_arguments_by_name() -> None:
    """An action is what somebody does at some moment; `steps.py` holds the pieces that actions are made of."""
    by_place = [
        f"{module}: {function.name}"
        for module in ACTIONS
        for function in public_functions(module)
        if {"by", "now"} <= {argument.arg for argument in arguments_of(function)} and function.args.args
    ]
    assert by_place == []


def test_settings_are_read_through_django() -> None:
    around = ("import ksm.settings", "from ksm.settings", "from ksm import settings")
    texts = {module: (ROOT / module).read_text() for module in MODULES if module.parts[-2:] != ("ksm", "settings.py")}
    assert [(str(module), words) for module, text in texts.items() for words in around if words in text] == []


def test_nothing_built_or_foreign_is_committed() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split()
    foreign = ("node_modules/", "var/", ".venv/", "static/")
    kinds = (".woff2", ".min.js", ".min.css", ".whl", ".pyc")
    assert [path for path in listed if path.startswith(foreign) or path.endswith(kinds)] == []

"""What is built for the browser: small enough, complete, and without anything of another host."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import get_template
from pytest_django import Settings

from ui.checks import front_end_is_built

ROOT = Path(settings.BASE_DIR)
BUILT = ROOT / "var" / "frontend"
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
FIRST_VISIT_BYTES = 150_000


def test_the_first_visit_is_light() -> None:
    """As it is sent in operation; also of a page that loads a script of its own, other than those with charts."""
    weights = {path.name: len(brotli.compress(path.read_bytes())) for path in BUILT.glob("*.*s")}
    own = max(weights[name] for name in weights.keys() - {"app.css", "app.js", "admin.css", "charts.js"})
    code = weights["app.css"] + weights["app.js"] + own
    fonts = sum(
        (BUILT / "fonts" / f"fira-sans-latin-{weight}-normal.woff2").stat().st_size for weight in (400, 500, 600)
    )
    assert code + fonts <= FIRST_VISIT_BYTES


def test_nothing_comes_from_another_host() -> None:
    style = (BUILT / "app.css").read_text() + (BUILT / "admin.css").read_text()
    assert not re.findall(r"url\([\"']?(?:https?:)?//", style)
    pages = [path for path in TEMPLATES if re.search(r"(?:src|href)=[\"'](?:https?:)?//", path.read_text("utf-8"))]
    assert pages == []


def test_every_symbol_in_a_template_is_built() -> None:
    built = set(re.findall(r'<symbol id="([^"]+)"', (BUILT / "icons.svg").read_text()))
    used = {name for path in TEMPLATES for name in re.findall(r'{% icon "([a-z_0-9]+)"', path.read_text("utf-8"))}
    assert used - built == set()


def test_every_symbol_in_the_code_is_built() -> None:
    built = set(re.findall(r'<symbol id="([^"]+)"', (BUILT / "icons.svg").read_text()))
    calls = r'(?:cells\.icon\(|icon=|icon_name=|badge\(\s*"[a-z]+",\s*)"([a-z_0-9]+)"'
    code = [path for app in ROOT.glob("*/apps.py") for path in app.parent.rglob("*.py")]
    used = {name for path in code for name in re.findall(calls, path.read_text("utf-8"))}
    assert used - built == set()


def test_templates_hold_no_inline_style_or_script() -> None:
    assert TEMPLATES
    inline = r"\sstyle=|<style|\son[a-z]+=[\"']|\sonclick=|javascript:|<script(?![^>]*(?:src=|json))[^>]*>"
    found = {str(path.relative_to(ROOT)): re.findall(inline, path.read_text("utf-8")) for path in TEMPLATES}
    assert {path: pieces for path, pieces in found.items() if pieces} == {}


def test_the_lock_names_versions_and_checksums_but_no_host() -> None:
    text = (ROOT / "package-lock.json").read_text()
    # an author's page for donations is no place that anything is fetched from
    assert "://" not in re.sub(r'"url": "[^"]+"', "", text)
    assert '"resolved"' not in text
    packages = {name: about for name, about in json.loads(text)["packages"].items() if name}
    assert all(about.get("integrity") for about in packages.values())


def test_error_pages_need_no_context() -> None:
    for name in ("400.html", "500.html"):
        assert "Zur Startseite" in get_template(name).render()


@pytest.fixture
def unbuilt(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.STATICFILES_DIRS = [tmp_path]
    finders.get_finder.cache_clear()  # type: ignore[attr-defined]  # a cached function; the stubs do not say so
    yield
    finders.get_finder.cache_clear()  # type: ignore[attr-defined]  # a cached function; the stubs do not say so


def test_a_finished_build_is_no_problem() -> None:
    assert front_end_is_built(None) == []


@pytest.mark.usefixtures("unbuilt")
def test_a_missing_build_is_said_with_the_remedy() -> None:
    (problem,) = front_end_is_built(None)
    assert problem.id == "ui.W001"
    assert "make demo" in str(problem.hint)

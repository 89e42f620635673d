"""Whose work this is built on, and under which terms: what the browser gets and what runs on the server."""

import json
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils.text import slugify

LICENCE_FILES = ("licen", "copying", "notice", "authors")
CLASSIFIER = "License :: OSI Approved :: "


class Component(NamedTuple):
    """Somebody else's work in use here."""

    name: str
    version: str
    licence: str
    purpose: str
    text: str

    @property
    def key(self) -> str:
        """Its name as part of an address."""
        return slugify(self.name.replace("/", "-").replace(".", "-"))


@cache
def front_end() -> tuple[Component, ...]:
    """What is delivered to the browser; written by frontend/build.mjs."""
    found = finders.find("licences.json") or Path(settings.STATIC_ROOT) / "licences.json"
    path = Path(str(found))
    return tuple(Component(**entry) for entry in json.loads(path.read_text("utf-8"))) if path.is_file() else ()


@cache
def server() -> tuple[Component, ...]:
    """The installed Python packages."""
    packages = {package.name.lower(): package for package in metadata.distributions() if package.name}
    return tuple(_component(packages[name]) for name in sorted(packages))


def find(key: str) -> Component | None:
    """The component that an address names."""
    return next((component for component in (*front_end(), *server()) if component.key == key), None)


def _component(package: metadata.Distribution) -> Component:
    about = package.metadata
    classifiers = [
        line.removeprefix(CLASSIFIER) for line in about.get_all("Classifier", []) if line.startswith(CLASSIFIER)
    ]
    stated = (about["License-Expression"] or about["License"] or "").strip()
    short = stated if stated and len(stated) < 80 and "\n" not in stated else ", ".join(classifiers)
    texts = [
        file.read_text("utf-8").strip()
        for file in package.files or []
        if ".dist-info" in str(file)
        and file.name.lower().startswith(LICENCE_FILES)
        and Path(str(file.locate())).is_file()
    ]
    return Component(
        name=package.name,
        version=package.version,
        licence=short or "siehe Lizenztext",
        purpose=(about["Summary"] or "").strip(),
        text="\n\n".join(texts) or (stated if "\n" in stated else ""),
    )

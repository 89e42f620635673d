"""Every model of the house has a row in the glossary, under the name that people read."""

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

GLOSSARY = (settings.BASE_DIR / "docs/glossary.md").read_text()
ROWS = {code: german for german, code in re.findall(r"^\| ([^|]+?) \| `([^`]+)` \|", GLOSSARY, re.MULTILINE)}


def own_models() -> list[type[models.Model]]:
    """The models of our own apps, without the tables that change tracking generates."""
    return [
        model
        for model in apps.get_models()
        if (settings.BASE_DIR / model.__module__.split(".")[0]).is_dir() and not hasattr(model, "pgh_tracked_model")
    ]


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model._meta.label)
def test_model_is_in_the_glossary(model: type[models.Model]) -> None:
    assert ROWS.get(model._meta.label) == model._meta.verbose_name


def test_glossary_names_only_models_that_exist() -> None:
    known = {model._meta.label for model in own_models()}
    named = {code for code in ROWS if re.fullmatch(r"[a-z]+\.[A-Z]\w+", code)}
    assert named == known

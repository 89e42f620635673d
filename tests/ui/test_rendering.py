"""Widgets made by functions are what the templates of Django make, but for white space between tags."""

import re
from datetime import date
from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from ui.rendering import MADE_BY, QuickRenderer

TEXT = st.text(alphabet="aä<>&\"' \n{}%", max_size=12)
ATTRIBUTES = st.dictionaries(
    st.sampled_from(["id", "class", "required", "disabled", "data-x", "maxlength"]),
    st.one_of(TEXT, st.booleans(), st.integers(), TEXT.map(SafeString)),
    max_size=4,
)
CHOICES = st.lists(
    st.one_of(
        st.tuples(st.one_of(TEXT, st.integers(), st.none()), st.one_of(TEXT, TEXT.map(SafeString))),
        st.tuples(TEXT.filter(bool), st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=3)),
    ),
    max_size=4,
)
INPUTS = [
    forms.TextInput, forms.HiddenInput, forms.DateInput, forms.DateTimeInput, forms.TimeInput, forms.NumberInput,
    forms.EmailInput, forms.URLInput, forms.PasswordInput, forms.CheckboxInput, forms.Textarea,
]  # fmt: skip


def between_tags(text: str) -> str:
    """Without the white space that stands there."""
    return re.sub(r">\s+<", "><", text)


def both(widget: forms.Widget, value: Any, attributes: dict[str, Any]) -> tuple[str, str]:
    return tuple(widget.render("name<", value, attributes, renderer()) for renderer in (QuickRenderer, DjangoTemplates))  # type: ignore[return-value]


@given(
    st.sampled_from(INPUTS),
    st.one_of(TEXT, st.none(), st.booleans(), st.integers(), st.just(date(2026, 11, 29))),
    ATTRIBUTES,
)
def test_inputs(kind: type[forms.Widget], value: Any, attributes: dict[str, Any]) -> None:
    ours, djangos = both(kind(), value, attributes)
    assert ours.strip() == djangos


@given(CHOICES, TEXT, ATTRIBUTES)
def test_selection_lists(choices: Any, value: str, attributes: dict[str, Any]) -> None:
    for kind in (forms.Select, forms.SelectMultiple):
        ours, djangos = both(kind(choices=choices), [value] if kind is forms.SelectMultiple else value, attributes)
        assert between_tags(ours) == between_tags(djangos)


@given(CHOICES, TEXT)
def test_boxes_and_circles_one_by_one_and_together(choices: Any, value: str) -> None:
    class Asked(forms.Form):
        boxes = forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple)
        circles = forms.ChoiceField(choices=choices, widget=forms.RadioSelect)

    ours, djangos = (
        Asked({"boxes": [value], "circles": value}, renderer=kind()) for kind in (QuickRenderer, DjangoTemplates)
    )
    for name in ("boxes", "circles"):
        assert between_tags(str(ours[name])) == between_tags(str(djangos[name]))
        assert [one.tag() for one in ours[name]] == [one.tag() for one in djangos[name]]


@pytest.mark.parametrize("template", MADE_BY)
def test_there_is_such_a_template(template: str) -> None:
    assert DjangoTemplates().get_template(template)

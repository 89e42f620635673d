"""One spelling for each word, however its letters are put together and whatever stands between words."""

import unicodedata
from importlib import import_module

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

words = import_module("ui.migrations.0002_german_words")

SIGNS = words.SIGNS.replace("''", "'")
EXCHANGED = str.maketrans(words.LETTERS + SIGNS, words.PLAIN + " " * len(SIGNS))
SPELLINGS = [
    ("ae", "ä"),
    ("oe", "ö"),
    ("ue", "ü"),
    ("aü", "aue"),
    ("eü", "eue"),
    ("oü", "oue"),
    ("uü", "uue"),
    ("qü", "que"),
]
LETTERS = words.LETTERS + SIGNS + words.FREQUENT + "abcAEOUQ019\n\u0308\u0301"

pytestmark = pytest.mark.django_db


def folded(text: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT search_fold(%s)", [text])
        (found,) = cursor.fetchone()
    return str(found)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(LETTERS, max_size=40), st.text("aeouäöüßAQÄ .,", max_size=40)))
def test_one_spelling(text: str) -> None:
    expected = unicodedata.normalize("NFC", text).translate(EXCHANGED).lower()
    for typed, spelt in SPELLINGS:
        expected = expected.replace(typed, spelt)
    assert folded(text) == expected


@pytest.mark.parametrize(
    ("typed", "spelt"),
    [
        ("MÜLLER", "müller"),
        ("Mueller", "müller"),
        ("Steuer-Bescheid", "steuer bescheid"),
        ("Café", "cafe"),
        ("Mu\u0308ller", "müller"),
    ],
)
def test_words_people_type(typed: str, spelt: str) -> None:
    assert folded(typed) == spelt

"""Each kind of question as a field of a form, and its answer in words."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.db.models import Model

from accounts.models import User
from catalogue.conditions import Answer
from catalogue.models import FormField
from customers.models import Authority, Room, Site
from tickets.forms.choices import CHOICES

Kind = FormField.Kind
YES_NO = (("ja", "Ja"), ("nein", "Nein"))
FEW = 5
"""So many choices stand below each other; more are chosen from a list."""

CHOOSE = "Bitte wählen"
OTHER = ("other", "Steht nicht in der Liste")
"""Instead of a row: whoever reports for themselves alone sees few of them, and some things nobody has entered yet.
The search of the desk has it too, see templates/ui/_choices.html."""
MOST_LISTED = 200
"""So many rows of an authority are listed at most; whatever comes after them is named, as what is not in the list."""
LONGEST_TEXT, LONGEST_LONG_TEXT = 200, 5000
THINGS = {Kind.PERSON: "requester", Kind.WORKSTATION: "workstation", Kind.APPLICATION: "application"}
"""Kinds whose answer is a row of the authority, by the name under which the desk searches for it."""
NAMED_OTHERWISE = {
    Kind.PERSON: ("Welche Person?", "Vor- und Nachname"),
    Kind.WORKSTATION: ("Welcher IT-Arbeitsplatz?", "Inventarnummer, Name des Geräts oder wer damit arbeitet"),
    Kind.PLACE: ("Welcher Ort?", "Gebäude und Raum"),
}
"""What is asked where the list does not have it, by the kinds that may be answered so."""


def field_for(question: FormField, authority: Authority | None, user: User) -> forms.Field:
    """The field that asks a question; without an authority, in a preview, lists of its rows are empty."""
    common = {"label": question.label, "help_text": question.help_text, "required": question.is_required}
    if question.kind in THINGS or question.kind == Kind.PLACE:
        return _rows_field(question, authority, user, common)
    return FIELDS[Kind(question.kind)](question, common)


def other_field_for(question: FormField) -> forms.Field | None:
    """The field that asks for the name of what is not in the list; it is asked only after that was said."""
    if question.kind not in NAMED_OTHERWISE:
        return None
    label, help_text = NAMED_OTHERWISE[Kind(question.kind)]
    return forms.CharField(label=label, help_text=help_text, max_length=LONGEST_TEXT)


class RowOrOtherField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic for mypy alone
    """One of the rows, or that it is not among them."""

    def to_python(self, value: Any) -> Any:
        return value if value == OTHER[0] else super().to_python(value)


def answer_of(value: Any) -> Answer:
    """A cleaned value as conditions compare it."""
    if value in (None, "", []):
        return ()
    if isinstance(value, list):
        return tuple(value)
    return (str(value.pk if isinstance(value, Model) else value),)


def words_of(field: forms.Field, value: Any) -> str:
    """A cleaned value as people read it."""
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(field, forms.ModelChoiceField):
        return str(field.label_from_instance(value))
    if isinstance(field, forms.MultipleChoiceField):
        return ", ".join(value)
    if isinstance(field, forms.ChoiceField):
        return _chosen(field, value)
    return str(value)


def _chosen(field: forms.ChoiceField, value: str) -> str:
    choices: Any = field.choices
    for key, words in choices:
        if isinstance(words, list | tuple):
            for inner, inner_words in words:
                if inner == value:
                    return str(inner_words)
        elif key == value:
            return str(words)
    return value


def _text(question: FormField, common: dict[str, Any]) -> forms.Field:
    return forms.CharField(
        min_length=question.minimum, max_length=min(question.maximum or LONGEST_TEXT, LONGEST_TEXT), **common
    )


def _long_text(question: FormField, common: dict[str, Any]) -> forms.Field:
    longest = min(question.maximum or LONGEST_LONG_TEXT, LONGEST_LONG_TEXT)
    widget = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(min_length=question.minimum, max_length=longest, widget=widget, **common)


def _number(question: FormField, common: dict[str, Any]) -> forms.Field:
    return forms.IntegerField(min_value=question.minimum or 0, max_value=question.maximum or 1_000_000, **common)


def _one_of(question: FormField, common: dict[str, Any]) -> forms.Field:
    options = [(option, option) for option in question.options]
    if len(options) > FEW:
        return forms.ChoiceField(choices=[("", CHOOSE), *options], **common)
    nothing = [] if question.is_required else [("", "Keine Angabe")]
    return forms.ChoiceField(choices=[*options, *nothing], widget=forms.RadioSelect, **common)


def _some_of(question: FormField, common: dict[str, Any]) -> forms.Field:
    options = [(option, option) for option in question.options]
    return forms.MultipleChoiceField(choices=options, widget=forms.CheckboxSelectMultiple, **common)


def _yes_no(question: FormField, common: dict[str, Any]) -> forms.Field:
    nothing = () if question.is_required else (("", "Keine Angabe"),)
    return forms.ChoiceField(choices=[*YES_NO, *nothing], widget=forms.RadioSelect, **common)


FIELDS: dict[Kind, Callable[[FormField, dict[str, Any]], forms.Field]] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _long_text,
    Kind.NUMBER: _number,
    Kind.DAY: lambda question, common: forms.DateField(**common),
    Kind.YES_NO: _yes_no,
    Kind.ONE_OF: _one_of,
    Kind.SOME_OF: _some_of,
    Kind.EMAIL: lambda question, common: forms.EmailField(max_length=200, **common),
}


def _rows_field(question: FormField, authority: Authority | None, user: User, common: dict[str, Any]) -> forms.Field:
    others = [OTHER] if question.kind in NAMED_OTHERWISE else []
    if authority is None:
        return forms.ChoiceField(choices=[("", f"{question.get_kind_display()} …"), *others], **common)
    if question.kind == Kind.PLACE:
        return forms.ChoiceField(choices=[("", CHOOSE), *_places(authority, user), *others], **common)
    choice = CHOICES[THINGS[Kind(question.kind)]]
    nothing = CHOOSE if question.is_required else choice.none
    field: Any = RowOrOtherField if others else forms.ModelChoiceField
    field = field(choice.rows(authority, user), empty_label=nothing, **common)
    field.label_from_instance = choice.in_words
    if others:
        rows = choice.rows(authority, user)[:MOST_LISTED]
        field.choices = lambda: [("", nothing), *((row.pk, choice.in_words(row)) for row in rows.all()), *others]
    return field  # type: ignore[no-any-return]  # Django's way to name rows is a subclass


def _places(authority: Authority, user: User) -> list[tuple[str, list[tuple[str, str]]]]:
    """The sites of an authority, each with its rooms."""
    rooms: dict[int, list[Room]] = {}
    for room in Room.objects.visible_to(user).filter(site__authority=authority)[:MOST_LISTED]:
        rooms.setdefault(room.site_id, []).append(room)
    return [
        (
            site.name,
            [
                (f"site:{site.pk}", site.name),
                *((f"room:{room.pk}", f"{site.name}, Raum {room}") for room in rooms.get(site.pk, ())),
            ],
        )
        for site in Site.objects.visible_to(user).filter(authority=authority)
    ]

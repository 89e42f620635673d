"""The form of a service, made from its questions."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import uuid4

from django import forms
from django.forms.boundfield import BoundField

from accounts.models import User
from applications.models import SpecialistApplication
from catalogue.answers import Filled
from catalogue.conditions import Answer, Operator, Rule, Term, asked
from catalogue.fields import CHOOSE, OTHER, THINGS, answer_of, field_for, other_field_for, words_of
from catalogue.models import FormField, ServiceOffer
from customers.models import Authority, Contact
from tickets.forms.choices import CHOICES, offer_one
from tickets.forms.desk import TAKEN_BY
from tickets.models import Ticket
from ui.forms import KernForm, MultipleFileField, name_in_required_message, use_native_dates
from workstations.models import Workstation

REMARK = "Was sollten wir noch wissen?"


@dataclass(frozen=True)
class Line:
    """A question, heading or hint as the page shows it, and when it is asked."""

    question: FormField
    field: BoundField | None
    rule: Rule
    is_other: bool = False  # the name of what the list of the question does not have

    @property
    def key(self) -> str:
        """By which the script tells it from the others."""
        return f"{self.question.key}.other" if self.is_other else self.question.key

    @property
    def when(self) -> str:
        """The rule as the script reads it."""
        terms = [[term.on, term.operator, term.value] for term in self.rule.terms]
        return json.dumps({"all": self.rule.needs_all, "terms": terms}) if terms else ""

    @property
    def in_words(self) -> str:
        """The rule as people read it where no script hides what is not asked."""
        if self.is_other:
            return f"die Antwort auf „{self.question.label}“ nicht in der Liste steht"
        joined = " und " if self.rule.needs_all else " oder "
        return joined.join(row.in_words for row in self.question.conditions.all())


class OrderForm(KernForm):
    """The questions of a service; what is not asked is neither demanded nor kept, whatever was sent."""

    token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)

    def __init__(
        self,
        *args: Any,
        offer: ServiceOffer,
        authority: Authority | None,
        user: User,
        searches: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("token", str(uuid4()))
        self.questions = list(offer.fields.all())
        for question in filter(lambda question: question.asks, self.questions):
            name = name_of(question.key)
            self.fields[name] = field_for(question, authority, user)
            if searches and authority and question.kind in THINGS:
                offer_one(self, name, THINGS[FormField.Kind(question.kind)], authority, user)
                if question.is_required:
                    ask_for_a_choice(self.fields[name])
            if other := other_field_for(question):
                self.fields[other_name_of(question.key)] = other
                if searches and authority and question.kind in THINGS:
                    let_search_for_others(self.fields[name])
        self.fields["remark"] = forms.CharField(
            label=REMARK, required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
        )
        self._look_native()

    def clean_token(self) -> str:
        """The mark of this one form; a form that came without one gets its own."""
        return self.cleaned_data["token"] or str(uuid4())

    def clean(self) -> dict[str, Any]:
        """Forget what was not asked, and what is wrong with it."""
        cleaned = super().clean() or {}
        for question in self.questions:
            name = name_of(question.key)
            if question.key not in self.asked:
                cleaned.pop(name, None)
                self.errors.pop(name, None)
            other = other_name_of(question.key)
            if other in self.fields and cleaned.get(name) != OTHER[0]:
                cleaned.pop(other, None)
                self.errors.pop(other, None)
        return cleaned

    @cached_property
    def asked(self) -> dict[str, Answer]:
        """The questions that are asked by what was answered, each with its answer."""
        given = {
            question.key: answer_of(self.cleaned_data.get(name_of(question.key)))
            for question in self.questions
            if question.asks
        }
        return asked([question.rule for question in self.questions], given)

    def lines(self) -> Iterator[Line]:
        """What the page shows, from top to bottom."""
        for question in self.questions:
            yield Line(question, self[name_of(question.key)] if question.asks else None, question.rule)
            if (other := other_name_of(question.key)) in self.fields:
                rule = Rule(other, (Term(question.key, Operator.IS, OTHER[0]),))
                yield Line(question, self[other], rule, is_other=True)

    def above(self) -> list[BoundField]:
        """The fields that no question of the service made and that stand before the questions."""
        return []

    def below(self) -> list[BoundField]:
        """Those that stand after the questions."""
        return [self["remark"]]

    def filled(self) -> Filled:
        """The answers in words; only of a valid form."""
        rows, words, things = [], {}, []
        for question in self.questions:
            value = self.cleaned_data.get(name_of(question.key))
            if question.asks and answer_of(value):
                other = self.cleaned_data.get(other_name_of(question.key))
                text = other or words_of(self.fields[name_of(question.key)], value)
                words[question.key] = text
                rows.append((question.label, text))
                things.append(value)
        if remark := self.cleaned_data["remark"]:
            rows.append((REMARK, remark))
        return Filled(
            rows,
            words,
            next((thing for thing in things if isinstance(thing, Workstation)), None),
            next((thing for thing in things if isinstance(thing, SpecialistApplication)), None),
        )

    def _look_native(self) -> None:
        """What the base does for declared fields, for those that were made here."""
        for field in self.fields.values():
            use_native_dates(field)
            name_in_required_message(field)


class DeskOrderForm(OrderForm):
    """The same form, filled in by staff for somebody who calls."""

    def __init__(self, *args: Any, authority: Authority, user: User, **kwargs: Any) -> None:
        super().__init__(*args, authority=authority, user=user, searches=True, **kwargs)
        self.fields["requester"] = forms.ModelChoiceField(Contact.objects.none(), label="Wer bestellt?")
        self.fields["channel"] = forms.ChoiceField(label="Eingang über", choices=TAKEN_BY, initial=Ticket.Channel.PHONE)
        requester: Any = self.fields["requester"]
        requester.queryset = CHOICES["requester"].rows(authority, user)
        offer_one(self, "requester", "requester", authority, user)
        self._look_native()

    def above(self) -> list[BoundField]:
        """Who orders, before what."""
        return [self["requester"], self["channel"]]


def ask_for_a_choice(field: Any) -> None:
    """Where something has to be chosen, nothing is no choice."""
    field.choices = [("", CHOOSE), *list(field.choices)[1:]]


def let_search_for_others(field: Any) -> None:
    """Keep „Steht nicht in der Liste“ at the end, also of what a search finds."""
    field.choices = [*field.choices, OTHER]
    field.widget.url += "?other=yes"


def other_name_of(key: str) -> str:
    """The name of the field beside a question that names what its list does not have."""
    return f"other_{key}"


def name_of(key: str) -> str:
    """The name of a question's field, which never meets one of our own."""
    return f"answer_{key}"


class FilesForm(KernForm):
    """Files that come with an order; chosen last, since browsers forget them between two pages."""

    files = MultipleFileField(label="Dateien dazu", required=False)  # type: ignore[assignment]  # a declared field, not the form's own files

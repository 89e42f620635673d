"""What the database keeps true of decisions and agreements, whichever way a row comes."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from contracts.lifecycle import State
from contracts.models import Agreement, Decision
from customers.models import TaskTransfer
from tests.factories import AgreementFactory, AuthorityFactory, DecisionFactory, ServiceSpecificationFactory

EARLY, MIDDLE, LATE = date(2016, 1, 1), date(2018, 6, 30), date(2020, 12, 31)


def refused(row: models.Model, sentence: str) -> None:
    """The row is refused in words by validation, and by the database if validation is passed by."""
    with pytest.raises(ValidationError, match=sentence):
        row.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.parametrize(("votes_for", "votes_against"), [(7, 7), (0, 0), (6, 9)])
def test_without_a_majority_nothing_is_adopted(votes_for: int, votes_against: int, db: None) -> None:
    decision = DecisionFactory()
    decision.votes_for, decision.votes_against = votes_for, votes_against
    refused(decision, "nur mit mehr Ja- als Nein-Stimmen")
    decision.outcome = Decision.Outcome.REJECTED
    decision.full_clean()
    decision.save()


@pytest.mark.parametrize(("votes_for", "votes_against"), [(9, 6), (None, 6), (9, None), (None, None)])
def test_a_majority_or_unknown_votes_may_be_adopted(votes_for: int | None, votes_against: int | None, db: None) -> None:
    decision = DecisionFactory(votes_for=votes_for, votes_against=votes_against)
    decision.full_clean()
    assert Decision.objects.get(pk=decision.pk).outcome == Decision.Outcome.ADOPTED


def another(first: Agreement, **more: Any) -> Agreement:
    """An agreement for the same task of the same authority."""
    same = {"authority": first.authority, "scope": first.scope, "subject": first.subject, "kind": first.kind}
    return Agreement(name="Noch einer", **same | more)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((EARLY, LATE), (MIDDLE, None)),
        ((None, MIDDLE), (MIDDLE, LATE)),  # the last day belongs to the period
        ((None, None), (EARLY, EARLY)),
        ((EARLY, None), (None, None)),
    ],
)
@pytest.mark.parametrize("state", [State.RESOLVED, State.NOTIFIED, State.OBJECTED, State.EFFECTIVE, State.ENDED])
def test_there_is_one_agreement_for_a_task_at_a_time(first: Any, second: Any, state: State, db: None) -> None:
    there = AgreementFactory(state=State.EFFECTIVE, effective_from=first[0], effective_until=first[1])
    row = another(there, state=state, effective_from=second[0], effective_until=second[1])
    refused(row, "gibt es in diesem Zeitraum schon eine Vereinbarung")


def test_one_fachverfahren_written_differently_is_the_same_task(db: None) -> None:
    there = AgreementFactory(state=State.EFFECTIVE, subject="Einwohnerwesen")
    refused(another(there, state=State.SIGNED, subject="EINWOHNERWESEN"), "gibt es in diesem Zeitraum schon")


def test_drafts_other_tasks_other_authorities_and_what_follows_are_free(db: None) -> None:
    there = AgreementFactory(state=State.EFFECTIVE, effective_from=EARLY, effective_until=MIDDLE)
    for row in (
        another(there, state=State.DRAFTED),
        another(there, state=State.WITHDRAWN),
        another(there, state=State.EFFECTIVE, effective_from=date(2018, 7, 1)),
        another(there, state=State.EFFECTIVE, subject="Ein anderes"),
        another(there, state=State.EFFECTIVE, scope=TaskTransfer.Scope.PRINT, subject=""),
        another(there, state=State.EFFECTIVE, authority=AuthorityFactory()),
    ):
        row.full_clean()
        row.save()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"scope": "core_it"}, "Ein Fachverfahren nennt nur"),
        ({"subject": ""}, "Bitte nennen Sie das Fachverfahren"),
        ({"needs_notice": False}, "wird der Rechtsaufsicht angezeigt"),
        ({"kind": "service", "needs_notice": False, "state": "notified"}, "hat diesen Stand nie"),
        ({"signed_on": MIDDLE, "notified_on": EARLY}, "folgen aufeinander"),
        ({"notified_on": MIDDLE, "cleared_on": EARLY}, "folgen aufeinander"),
        ({"cleared_on": MIDDLE, "published_on": EARLY}, "folgen aufeinander"),
        ({"effective_from": MIDDLE, "effective_until": EARLY}, "Das Ende liegt vor dem Beginn"),
        ({"notice_months": None}, "Zur Kündigungsfrist gehören"),
        ({"notice_to": ""}, "Zur Kündigungsfrist gehören"),
        ({"share": -1}, "größer oder gleich 0"),
        ({"ending": "mutual"}, "gehört der letzte Tag"),
    ],
)
def test_an_agreement_that_contradicts_itself_is_refused(fields: dict[str, Any], sentence: str, db: None) -> None:
    agreement = AgreementFactory()
    for name, value in fields.items():
        setattr(agreement, name, value)
    refused(agreement, sentence)


def test_a_number_is_given_once_and_may_be_missing_often(db: None) -> None:
    AgreementFactory(number="")
    AgreementFactory(number="")
    first = AgreementFactory(number="V-1")
    second = AgreementFactory()
    second.number = first.number
    refused(second, "Diese Vertragsnummer hat schon eine andere")


def test_versions_of_a_specification_do_not_overlap(db: None) -> None:
    first = ServiceSpecificationFactory(number="LS-1", valid_from=EARLY)
    second = ServiceSpecificationFactory.build(
        agreement=first.agreement, number="ls-1", version=2, valid_from=MIDDLE, valid_until=None
    )
    refused(second, "gilt schon eine andere Fassung")

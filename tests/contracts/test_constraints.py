"""What the database keeps true of decisions and agreements, whichever way a row comes."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from contracts.models import Decision
from tests.factories import DecisionFactory


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

"""Two people enter a step of one agreement, or two agreements for one task, at the same moment."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from contracts import actions
from contracts.lifecycle import State
from contracts.models import Agreement
from customers.models import Authority, TaskTransfer
from tests.factories import AgreementFactory, AuthorityFactory
from tests.tickets.test_outages_at_once import beside, wait_until_somebody_waits

pytestmark = pytest.mark.django_db(transaction=True)


def signed(authority: Authority, **more: object) -> Agreement:
    return AgreementFactory(
        authority=authority, kind=Agreement.Kind.SERVICE, needs_notice=False, state=State.SIGNED, **more
    )


def test_the_second_of_two_steps_hears_what_the_first_did(customer_care: User) -> None:
    agreement, now = signed(AuthorityFactory()), timezone.now()
    step = {"agreement": agreement, "by": customer_care, "now": now, "day": date(2026, 1, 1)}
    with transaction.atomic():
        actions.take_effect(**step)
        thread, results = beside(lambda: actions.take_effect(**step))
        wait_until_somebody_waits()
    thread.join()
    (error,) = results
    assert isinstance(error, ValidationError)
    assert "Die Vereinbarung ist „In Kraft“" in str(error)
    assert Agreement.objects.get().version == 2


def test_of_two_agreements_for_one_task_the_second_is_refused_in_words(customer_care: User) -> None:
    authority, now = AuthorityFactory(), timezone.now()
    said = {"authority": authority, "scope": TaskTransfer.Scope.PRINT, "subject": "", "kind": Agreement.Kind.SERVICE}
    first, second = (AgreementFactory(**said, needs_notice=False) for _ in range(2))
    with transaction.atomic():
        actions.resolve(agreement=first, by=customer_care, now=now, day=date(2026, 1, 1))
        thread, results = beside(
            lambda: actions.resolve(agreement=second, by=customer_care, now=now, day=date(2026, 1, 1))
        )
        wait_until_somebody_waits()
    thread.join()
    (error,) = results
    assert isinstance(error, ValidationError)
    assert "gibt es in diesem Zeitraum schon eine Vereinbarung" in str(error)
    second.refresh_from_db()
    assert second.state == State.DRAFTED

"""Two people fix the same year at the same moment: each on a connection of their own."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from applications.models import SpecialistApplication
from sharing import actions
from sharing.models import Apportionment, CostItem, Share
from tests.tickets.test_outages_at_once import beside, wait_until_somebody_waits

pytestmark = pytest.mark.django_db(transaction=True)


def test_year_is_fixed_once(shared: SpecialistApplication, commercial: User) -> None:
    now = timezone.now()
    with transaction.atomic():
        actions.fix(application=shared, year=2026, by=commercial, now=now)
        thread, results = beside(lambda: actions.fix(application=shared, year=2026, by=commercial, now=now))
        wait_until_somebody_waits()
    thread.join()
    assert isinstance(results[0], ValidationError), results
    assert "schon festgeschrieben" in str(results[0])
    assert Apportionment.objects.count() == 1
    assert Share.objects.count() == 3


def test_fixed_shares_are_corrected_once(shared: SpecialistApplication, commercial: User) -> None:
    now = timezone.now()
    first = actions.fix(application=shared, year=2026, by=commercial, now=now)
    CostItem.objects.filter(label="Pflege").update(amount=127)
    with transaction.atomic():
        actions.correct(apportionment=first, reason="Übersehen.", by=commercial, now=now)
        again = lambda: actions.correct(apportionment=first, reason="Übersehen.", by=commercial, now=now)  # noqa: E731
        thread, results = beside(again)
        wait_until_somebody_waits()
    thread.join()
    assert isinstance(results[0], ValidationError), results
    assert Apportionment.objects.count() == 2


def test_two_years_of_one_moment_get_two_numbers(shared: SpecialistApplication, commercial: User) -> None:
    now = timezone.now()
    CostItem.objects.create(application=shared, year=2025, kind="licence", label="Lizenz", amount=7, source="Rechnung")
    with transaction.atomic():
        actions.fix(application=shared, year=2026, by=commercial, now=now)
        thread, results = beside(lambda: actions.fix(application=shared, year=2025, by=commercial, now=now))
        wait_until_somebody_waits()
    thread.join()
    assert isinstance(results[0], Apportionment), results
    assert len({row.number for row in Apportionment.objects.all()}) == 2

"""The numbers in the menu: their SQL is kept for each person and day, and says what it would say if put together anew."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.scope import as_user
from ksm.waiting import REMINDERS, WAITING, waiting_at
from tests.factories import ReminderFactory
from tests.world import World
from ui.together import Together


@pytest.mark.parametrize("place", WAITING)
def test_kept_question_is_that_of_the_person(place: str, world: World) -> None:
    for person in world.people.values():
        with as_user(person):
            _ = person.reach  # as the middleware has read it
            with CaptureQueriesContext(connection) as asked:
                WAITING[place](person)
            assert not asked, "what is read here would grow old in the kept question"
            for _ in range(2):
                page = Together()
                assert waiting_at(place, person, page)() == page.count(partial(WAITING[place], person))()


def test_kept_question_is_asked_of_the_present_moment_and_rows(world: World) -> None:
    person = world.people["service-desk"]
    with as_user(person):
        before = waiting_at(REMINDERS, person, Together())()
        later = timezone.now() + timedelta(hours=1)
        for due_at in (timezone.now(), timezone.now(), later):
            ReminderFactory(user=person, due_at=due_at)
        assert waiting_at(REMINDERS, person, Together())() == before + 2

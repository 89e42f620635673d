"""What the database counts of reports is always what there is, whichever way they come, change and go."""

import threading
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, connections, transaction
from django.db.models import Sum
from django.utils import timezone

from accounts.models import User
from accounts.scope import as_job
from customers.models import Authority
from tests.factories import AuthorityFactory, CategoryFactory, ContactFactory, TicketFactory
from tickets.lifecycle import State
from tickets.models import Category, Tally, Ticket
from tickets.tasks import fold_counts_of_tickets
from ui.periods import monday_of

Key = tuple[int, int | None, str, object]
BEFORE_NEW_YEAR = datetime(2025, 12, 31, 22, 59, tzinfo=UTC)
AFTER_NEW_YEAR = BEFORE_NEW_YEAR + timedelta(minutes=1)  # midnight in Germany


def counted() -> dict[Key, tuple[int, int]]:
    """What the counts add up to, without those that are none."""
    rows = Tally.objects.values_list("authority", "category", "unit", "begins_on")
    sums = rows.annotate(Sum("created"), Sum("resolved")).order_by()
    return {tuple(key): (came, went) for *key, came, went in sums if came or went}


def truth() -> dict[Key, tuple[int, int]]:
    """The same, looked up in the reports one by one."""
    found: dict[str, Counter[Key]] = {"created_at": Counter(), "resolved_at": Counter()}
    for ticket in Ticket.objects.all():
        for moment, counter in found.items():
            if at := getattr(ticket, moment):
                day = timezone.localdate(at)
                for unit, first in (("day", day), ("week", monday_of(day)), ("month", day.replace(day=1))):
                    for category in (None, ticket.category_id):
                        counter[ticket.authority_id, category, unit, first] += 1
    came, went = found.values()
    return {key: (came[key], went[key]) for key in came | went}


@pytest.fixture
def place(db: None) -> tuple[Authority, Category]:
    return AuthorityFactory(), CategoryFactory()


def test_reports_of_every_way_are_counted(place: tuple[Authority, Category]) -> None:
    authority, category = place
    assert counted() == {}
    first = TicketFactory(authority=authority, category=category)
    Ticket.objects.filter(pk=first.pk).update(
        state=State.RESOLVED, created_at=BEFORE_NEW_YEAR, resolved_at=AFTER_NEW_YEAR
    )
    TicketFactory.create_batch(3)
    second = TicketFactory(authority=authority, category=category)
    second.pk, second.number = None, "26-1234567"
    Ticket.objects.bulk_create([second])
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE tickets_ticket SET created_at = created_at - interval '40 days' WHERE id > %s", [first.pk]
        )
    assert counted() == truth() != {}
    assert counted()[authority.pk, None, "day", BEFORE_NEW_YEAR.date()] == (1, 0)
    assert counted()[authority.pk, category.pk, "month", (BEFORE_NEW_YEAR + timedelta(days=1)).date()] == (0, 1)


def test_changes_move_what_was_counted(place: tuple[Authority, Category]) -> None:
    tickets, other = TicketFactory.create_batch(4, authority=place[0], category=place[1]), ContactFactory()
    Ticket.objects.filter(pk=tickets[0].pk).update(state=State.RESOLVED, resolved_at=timezone.now())
    Ticket.objects.filter(pk=tickets[1].pk).update(category=CategoryFactory())
    Ticket.objects.filter(pk=tickets[2].pk).update(authority=other.authority, requester=other)
    assert counted() == truth()
    Ticket.objects.filter(pk=tickets[0].pk).update(state=State.IN_PROGRESS, resolved_at=None)
    Ticket.objects.filter(pk__in=[ticket.pk for ticket in tickets[1:]]).delete()
    assert counted() == truth() != {}
    Ticket.objects.all().delete()
    assert counted() == truth() == {}


def test_what_is_not_counted_adds_no_row(place: tuple[Authority, Category]) -> None:
    TicketFactory(authority=place[0], category=place[1])
    before = Tally.objects.count()
    Ticket.objects.update(subject="Anders", updated_at=timezone.now())
    assert Tally.objects.count() == before


def test_folding_leaves_the_sums_and_one_row_of_each(place: tuple[Authority, Category]) -> None:
    tickets = TicketFactory.create_batch(5, authority=place[0], category=place[1])
    tickets[0].delete()
    sums = counted()
    assert fold_counts_of_tickets(0) > 0
    assert counted() == sums == truth()
    assert Tally.objects.count() == len(sums)
    assert fold_counts_of_tickets(0) == 0
    Ticket.objects.all().delete()
    fold_counts_of_tickets(0)
    assert not Tally.objects.exists()


def test_counting_anew_finds_the_same(place: tuple[Authority, Category]) -> None:
    TicketFactory.create_batch(3, authority=place[0], category=place[1], state=State.RESOLVED)
    sums = counted()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count_tickets_anew()")
    assert counted() == sums


def test_staff_read_them_and_authorities_do_not(service_desk: User, coordinator: User, authority_head: User) -> None:
    TicketFactory()
    assert Tally.objects.visible_to(service_desk).exists()
    assert not Tally.objects.visible_to(coordinator).exists()
    assert not Tally.objects.visible_to(authority_head).exists()


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_another_and_folding_loses_nothing() -> None:
    with as_job("test"):
        authority, category = AuthorityFactory(), CategoryFactory()
        TicketFactory.create_batch(2, authority=authority, category=category)
    report_is_written, folded = threading.Event(), threading.Event()

    def report() -> None:
        try:
            with as_job("test"):
                TicketFactory(authority=authority, category=category)
                report_is_written.set()
                assert folded.wait(20)
        finally:
            connections.close_all()

    other = threading.Thread(target=report)
    other.start()
    assert report_is_written.wait(20)
    with as_job("test"), transaction.atomic():
        TicketFactory(authority=authority, category=category)
    fold_counts_of_tickets(0)
    folded.set()
    other.join(20)
    with as_job("test"):
        assert counted() == truth()
        assert sum(came for (_, group, unit, _), (came, _) in counted().items() if unit == "day" and group is None) == 4

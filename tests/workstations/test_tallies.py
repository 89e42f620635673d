"""What the database counts of workstations is always what there is, whichever way they come, change and go."""

from datetime import date

import pytest
from django.db import connection
from django.db.models import Count, Sum

from accounts.models import User
from customers.models import Authority
from tests.factories import AuthorityFactory, WorkstationFactory
from workstations.lifecycle import PlaceState
from workstations.models import Workstation, WorkstationTally
from workstations.tasks import fold_counts_of_workstations

KEY = ("authority", "state", "in_service_on")


def counted() -> dict[tuple[object, ...], int]:
    """What the counts add up to, without those that are none."""
    sums = WorkstationTally.objects.values_list(*KEY).annotate(Sum("number")).order_by()
    return {tuple(key): number for *key, number in sums if number}


def truth() -> dict[tuple[object, ...], int]:
    """The same, counted in the workstations."""
    return {
        tuple(key): number for *key, number in Workstation.objects.order_by().values_list(*KEY).annotate(Count("pk"))
    }


@pytest.fixture
def authority(db: None) -> Authority:
    return AuthorityFactory()


def test_every_change_is_counted(authority: Authority) -> None:
    assert counted() == {}
    places = WorkstationFactory.create_batch(4, authority=authority, state=PlaceState.PLANNED, in_service_on=None)
    WorkstationFactory.create_batch(2)
    assert counted() == truth() != {}
    assert counted()[authority.pk, "planned", None] == 4
    Workstation.objects.filter(pk=places[0].pk).update(in_service_on=date(2026, 2, 28))
    Workstation.objects.filter(pk=places[1].pk).update(state=PlaceState.CLOSED)
    places[2].delete()
    assert counted() == truth()
    before = WorkstationTally.objects.count()
    Workstation.objects.update(note="Steht am Fenster")
    assert WorkstationTally.objects.count() == before
    Workstation.objects.all().delete()
    assert counted() == truth() == {}


def test_folding_and_counting_anew_leave_the_sums(authority: Authority) -> None:
    WorkstationFactory.create_batch(3, authority=authority, state=PlaceState.PLANNED, in_service_on=None)
    WorkstationFactory.create_batch(2, authority=authority, state=PlaceState.IN_SERVICE, in_service_on=date(2026, 1, 1))
    WorkstationFactory(authority=authority).delete()
    sums = counted()
    assert fold_counts_of_workstations(0) == WorkstationFactory._meta.model.objects.count() + 2 - len(sums)
    assert counted() == sums == truth()
    assert WorkstationTally.objects.count() == len(sums)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count_workstations_anew()")
    assert counted() == sums


def test_staff_read_them_and_authorities_do_not(authority: Authority, service_desk: User, coordinator: User) -> None:
    WorkstationFactory(authority=authority)
    assert WorkstationTally.objects.visible_to(service_desk).exists()
    assert not WorkstationTally.objects.visible_to(coordinator).exists()

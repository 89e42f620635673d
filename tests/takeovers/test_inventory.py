"""The inventory of the day on which operation changed hands, and what has become of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from takeovers import actions
from takeovers.deviations import Now, deviations
from takeovers.models import TakeoverCase
from tests.factories import WorkstationFactory
from tests.takeovers.conftest import NOW, TODAY
from workstations.models import Workstation

Browser = Callable[[User], Client]


def test_83_of_83_and_what_deviates_later(case: TakeoverCase, care: User, browser: Browser) -> None:
    rows = [WorkstationFactory(authority=case.authority) for _ in range(83)]
    WorkstationFactory(authority=case.authority, network=Workstation.Network.SCHOOL)
    client, scope = browser(care), case.scopes.get()
    page = client.post(f"/takeovers/scopes/{scope.pk}/inventory/", {"day": "2026-07-01"}, follow=True).content.decode()
    assert "83 von 83 übernommen" in page
    client.post(f"/takeovers/snapshots/{scope.snapshot.pk}/sign-off/")
    Workstation.objects.filter(pk=rows[0].pk).update(state="closed")
    Workstation.objects.filter(pk=rows[1].pk).update(name="NEUER-NAME")
    WorkstationFactory(authority=case.authority, name="ZUSATZ")
    WorkstationFactory(authority=case.authority)
    page = client.get(f"/takeovers/snapshots/{scope.snapshot.pk}/").content.decode()
    assert "83 von 83 übernommen" in page, "what was signed off stays"
    assert "NEUER-NAME" in page
    assert "ZUSATZ" in page
    assert ", also 1 mehr" in page.replace("\n", "")
    refused = client.post(f"/takeovers/scopes/{scope.pk}/inventory/", {"day": "2026-07-02"}).content.decode()
    assert "bestätigt worden und bleibt, wie er ist" in refused


def test_what_is_not_taken_over_says_why(case: TakeoverCase, care: User, browser: Browser) -> None:
    [WorkstationFactory(authority=case.authority) for _ in range(2)]
    snapshot = actions.take_inventory(scope=case.scopes.get(), effective_on=TODAY, by=care, now=NOW)
    item, client = snapshot.items.first(), browser(care)
    assert item
    silent = client.post(f"/takeovers/snapshot-items/{item.pk}/", {"reason": ""}).content.decode()
    assert "Bitte nennen Sie den Grund" in silent
    client.post(f"/takeovers/snapshot-items/{item.pk}/", {"reason": "zu alt"})
    page = client.get(f"/takeovers/snapshots/{snapshot.pk}/").content.decode()
    assert "1 von 2 übernommen" in page
    assert "nein: zu alt" in page
    actions.take_inventory(scope=case.scopes.get(), effective_on=TODAY, by=care, now=NOW)
    assert snapshot.items.get(inventory_number=item.inventory_number).reason == "zu alt", "taken anew, the word stays"
    assert "1 von 2 übernommen" in client.get(f"/takeovers/snapshots/{snapshot.pk}/").content.decode()


@dataclass(frozen=True)
class Was:
    inventory_number: str
    name: str = "A"
    place: str = ""
    is_taken_over: bool = True


numbers = st.sets(st.integers(0, 30).map(str))


@given(numbers, numbers)
def test_every_workstation_is_told_once(before: set[str], today: set[str]) -> None:
    found: Sequence[Was] = [Was(number) for number in before]
    told = deviations(found, [Now(number, "A" if int(number) % 2 else "B", "") for number in today])
    assert {row.inventory_number for row in told.gone} == before - today
    assert {row.inventory_number for row in told.added} == today - before
    assert len(told.changed) + told.same == len(before & today)
    assert all(int(row.inventory_number) % 2 == 0 for _, row in told.changed)
    assert len(today) == told.same + len(told.changed) + len(told.added)

"""Where an authority has more workstations than a list is for, the form of the portal offers some and a search."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from customers.models import Contact
from tests.factories import ApplicationUseFactory, CategoryFactory, RoomFactory, SiteFactory, WorkstationFactory
from tickets.forms.portal import MOST_OFFERED
from tickets.models import Category, Ticket
from workstations.models import Workstation

pytestmark = pytest.mark.django_db

OTHERS = "Weitere IT-Arbeitsplätze Ihrer Behörde"


@pytest.fixture
def category() -> Category:
    return CategoryFactory(name="Drucker")


@pytest.fixture
def browser(coordinator: User, client_for: Callable[[User], Client]) -> Client:
    return client_for(coordinator)


@pytest.fixture
def last(coordinator: User) -> Workstation:
    """The one that the list does not reach, in a room of its own."""
    authority = Contact.objects.get(user=coordinator).authority
    site = SiteFactory(authority=authority)
    one = WorkstationFactory(authority=authority, site=site, used_by=None)
    Workstation.objects.bulk_create(
        Workstation(authority=authority, site=site, inventory_number=f"AA-{number:04}", name=f"pc-{number}")
        for number in range(MOST_OFFERED)
    )
    one.inventory_number, one.room = "ZZ-9999", RoomFactory(site=site, name="4.711")
    one.save()
    return one


def answers(category: Category, thing: str) -> dict[str, str]:
    return {"category": category.key, "affected": thing, "subject": "Druckt nicht", "severity": "blocked"}


def test_list_ends_and_a_search_stands_above_it(browser: Client, last: Workstation, category: Category) -> None:
    page = browser.get(reverse("portal:report"))
    offered = dict(page.context["form"].fields["affected"].choices)
    assert len(offered[OTHERS]) == MOST_OFFERED
    assert last.inventory_number not in str(offered)
    assert reverse("portal:things") in page.content.decode()


def test_few_need_no_search(browser: Client, coordinator: User, category: Category) -> None:
    WorkstationFactory(authority=Contact.objects.get(user=coordinator).authority, used_by=None)
    assert reverse("portal:things") not in browser.get(reverse("portal:report")).content.decode()


@pytest.mark.parametrize("typed", ["zz-9999", "4.711"])
def test_what_was_found_can_be_reported(browser: Client, last: Workstation, category: Category, typed: str) -> None:
    options = browser.get(reverse("portal:things"), {"authority": last.authority_id, "q": typed}).content.decode()
    assert options.count("<option") == 2
    assert f'value="workstation:{last.pk}"' in options
    browser.post(reverse("portal:report"), answers(category, f"workstation:{last.pk}"))
    assert Ticket.objects.get().workstation == last


def test_fachverfahren_is_found_too(browser: Client, last: Workstation) -> None:
    use = ApplicationUseFactory(authority=last.authority, application__name="Gewerberegister")
    foreign = ApplicationUseFactory(application__name="Gewerbesteuer")
    options = browser.get(reverse("portal:things"), {"q": "gewerbe"}).content.decode()
    assert f'value="application:{use.application_id}"' in options
    assert foreign.application.name not in options


def test_chosen_one_stays_when_something_else_is_missing(
    browser: Client, last: Workstation, category: Category
) -> None:
    page = browser.post(reverse("portal:report"), answers(category, f"workstation:{last.pk}") | {"subject": ""})
    assert f'<option value="workstation:{last.pk}" selected>' in page.content.decode()
    linked = browser.get(reverse("portal:report"), {"workstation": last.pk})
    assert f'<option value="workstation:{last.pk}" selected>' in linked.content.decode()


def test_foreign_one_is_neither_found_nor_taken(browser: Client, last: Workstation, category: Category) -> None:
    foreign = WorkstationFactory(inventory_number="ZZ-8888")
    found = browser.get(reverse("portal:things"), {"authority": foreign.authority_id, "q": "zz-"}).content.decode()
    assert foreign.inventory_number not in found
    assert last.inventory_number in found
    browser.post(reverse("portal:report"), answers(category, f"workstation:{foreign.pk}"))
    assert not Ticket.objects.exists()

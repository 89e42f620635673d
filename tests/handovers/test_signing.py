"""Signing: the yes is to what was shown, to the devices as well as to people and places."""

import re
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import User
from handovers.actions import change_handover
from handovers.lifecycle import State
from handovers.models import Handover
from tests.factories import (
    ContactFactory,
    HandoverFactory,
    HandoverItemFactory,
    ServicePointFactory,
    WorkstationFactory,
)
from tests.people import contact_of

AnswersIn = Callable[[User], Client]
LINES = "[[[20, 40], [200, 120], [380, 60]]]"


def page(name: str, handover: Handover) -> str:
    return reverse(f"handovers:{name}", args=[handover.pk])


def shown_on(response: HttpResponse) -> str:
    """The digest of the list that a page shows."""
    found = re.search(r'name="shown" value="([0-9a-f]+)"', response.content.decode())
    return found[1] if found else ""


def add_another(handover: Handover) -> None:
    HandoverItemFactory(handover=handover)


def change_accessories(handover: Handover) -> None:
    handover.items.update(accessories="Dockingstation")


def change_colleague(handover: Handover) -> None:
    Handover.objects.update(collected_by=ContactFactory(authority=handover.authority))


def change_place(handover: Handover) -> None:
    Handover.objects.update(workstation=WorkstationFactory(authority=handover.authority))


def change_service_point(handover: Handover) -> None:
    Handover.objects.update(service_point=ServicePointFactory())


def change_remark(handover: Handover) -> None:
    Handover.objects.update(remark="Die Tasche fehlt.")


CHANGES = (add_another, change_accessories, change_colleague, change_place, change_service_point, change_remark)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("name", ["sign", "ask"])
def test_yes_is_to_what_was_shown(
    name: str, change: Callable[[Handover], None], on_site: User, reporter: User, client_for: AnswersIn
) -> None:
    handover, browser = HandoverFactory(contact=contact_of(reporter)), client_for(on_site)
    item = HandoverItemFactory(handover=handover)
    response = browser.get(page(name, handover))
    assert str(item.device) in response.content.decode()
    change(handover)
    refused = browser.post(page(name, handover), {"signature": LINES, "shown": shown_on(response)})
    text = refused.content.decode()
    assert "Die Liste hat sich geändert" in text
    assert "200, 120" not in text  # what was drawn was for another list
    handover.refresh_from_db()
    assert handover.is_draft
    Handover.objects.update(collected_by=None)
    again = browser.get(page(name, handover))
    assert browser.post(page(name, handover), {"signature": LINES, "shown": shown_on(again)}).status_code == 302
    handover.refresh_from_db()
    assert handover.state == (State.SIGNED if name == "sign" else State.WAITING)


def test_other_person_does_not_get_the_place_of_the_one_before(
    on_site: User, reporter: User, coordinator: User, client_for: AnswersIn
) -> None:
    contact, other = contact_of(reporter), contact_of(coordinator)
    former, theirs = (WorkstationFactory(authority=contact.authority, used_by=person) for person in (contact, other))
    handover, browser = HandoverFactory(contact=contact, workstation=former), client_for(on_site)
    HandoverItemFactory(handover=handover)
    values = {"contact": other.pk, "service_point": handover.service_point_id, "remark": "Probe"}
    text = browser.post(page("edit", handover), values | {"workstation": former.pk}).content.decode()
    assert f"Dieser Arbeitsplatz gehört nicht zu {other}." in text
    assert str(theirs) in text  # offered in the same step
    assert str(former) not in text
    assert "Probe" in text
    handover.refresh_from_db()
    assert (handover.contact, handover.workstation) == (contact, former)
    assert browser.post(page("edit", handover), values | {"workstation": theirs.pk}).status_code == 302
    handover.refresh_from_db()
    assert (handover.contact, handover.workstation) == (other, theirs)


def test_nothing_is_prepared_for_the_place_of_somebody_else(on_site: User, reporter: User, coordinator: User) -> None:
    contact = contact_of(reporter)
    place = WorkstationFactory(authority=contact.authority, used_by=contact_of(coordinator))
    handover = HandoverFactory(contact=contact)
    handover.workstation = place
    with pytest.raises(ValidationError, match="gehört nicht zu"):
        change_handover(handover=handover, by=on_site)
    place.shared_with.add(contact)
    change_handover(handover=handover, by=on_site)


@pytest.mark.parametrize("is_used", [True, False])
def test_place_that_was_come_from_is_kept_if_the_person_may_have_it(
    is_used: bool, on_site: User, reporter: User, coordinator: User, client_for: AnswersIn
) -> None:
    contact = contact_of(reporter)
    place = WorkstationFactory(authority=contact.authority, used_by=contact_of(coordinator) if is_used else None)
    point, browser = ServicePointFactory(), client_for(on_site)
    url = f"{reverse('handovers:new')}?workstation={place.pk}"
    browser.post(url, {"direction": "issue", "contact": contact.pk, "service_point": point.pk})
    handover = Handover.objects.get()
    assert handover.workstation == (None if is_used else place)
    assert (str(place) in browser.get(page("edit", handover)).content.decode()) is not is_used


def test_place_and_service_point_are_read_before_signing(on_site: User, reporter: User, client_for: AnswersIn) -> None:
    contact = contact_of(reporter)
    place = WorkstationFactory(authority=contact.authority, used_by=contact)
    handover = HandoverFactory(contact=contact, workstation=place)
    HandoverItemFactory(handover=handover)
    for name in ("sign", "ask"):
        text = client_for(on_site).get(page(name, handover)).content.decode()
        assert str(place) in text
        assert handover.service_point.name in text


def test_whose_account_is_locked_is_not_asked_to_confirm(on_site: User, reporter: User, client_for: AnswersIn) -> None:
    handover = HandoverFactory(contact=contact_of(reporter))
    HandoverItemFactory(handover=handover)
    url, browser = page("sign", handover), client_for(on_site)
    assert page("ask", handover) in browser.get(url).content.decode()
    User.objects.filter(pk=reporter.pk).update(is_active=False)
    assert page("ask", handover) not in browser.get(url).content.decode()


def test_page_that_refused_can_be_signed_as_it_stands_now(on_site: User, reporter: User, client_for: AnswersIn) -> None:
    handover, browser = HandoverFactory(contact=contact_of(reporter)), client_for(on_site)
    HandoverItemFactory(handover=handover)
    refused = browser.post(page("sign", handover), {"signature": LINES})
    assert browser.post(page("sign", handover), {"signature": LINES, "shown": shown_on(refused)}).status_code == 302

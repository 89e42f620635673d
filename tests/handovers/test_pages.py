"""Preparing a hand-over on its pages: scanned or typed, nothing lost, nothing that another authority could see."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from handovers.lifecycle import Direction, State
from handovers.models import Condition, Handover
from handovers.sections import handovers_of, ways_to_hand_over
from tests.factories import (
    DeviceFactory,
    HandoverFactory,
    HandoverItemFactory,
    ServicePointFactory,
    StoredDeviceFactory,
    WorkstationFactory,
    handed_over,
)
from tests.handing_over import as_it_stands, quicker
from workstations.codes import Kind, code_of

AnswersIn = Callable[[User], Client]
LINES = "[[[20, 40], [200, 120], [380, 60]]]"


def page(name: str, handover: Handover) -> str:
    return reverse(f"handovers:{name}", args=[handover.pk])


def test_from_a_device_to_the_document(on_site: User, reporter: User, client_for: AnswersIn) -> None:
    contact, browser = reporter.contacts.get(), client_for(on_site)
    device, point = StoredDeviceFactory(authority=contact.authority), ServicePointFactory()
    url = f"{reverse('handovers:new')}?device={device.pk}&direction=issue"
    response = browser.post(url, {"direction": "issue", "contact": contact.pk, "service_point": point.pk})
    handover = Handover.objects.get()
    assert response["Location"] == handover.get_absolute_url()
    assert [item.device for item in handover.items.all()] == [device]
    text = browser.get(page("sign", handover)).content.decode()
    assert str(device) in text
    assert f"Unterschrift von {contact}" in text
    browser.post(page("sign", handover), {"signature": LINES, "shown": as_it_stands(handover)})
    handover.refresh_from_db()
    assert handover.state == State.SIGNED
    assert str(handover.signature) == LINES.replace("[[[", "[[[")


def test_page_before_fills_in_what_it_knew(on_site: User, reporter: User, client_for: AnswersIn) -> None:
    contact = reporter.contacts.get()
    device = DeviceFactory(authority=contact.authority, workstation=None, held_by=contact)
    text = client_for(on_site).get(f"{reverse('handovers:new')}?device={device.pk}&direction=return").content.decode()
    assert f'value="{contact.pk}" selected' in text
    assert 'value="return"' in text.split("checked")[0][-120:]


@pytest.mark.parametrize("typed", ["number", "serial", "label", "address"])
def test_whatever_is_scanned_puts_the_device_on_the_list(
    typed: str, on_site: User, reporter: User, client_for: AnswersIn
) -> None:
    handover = HandoverFactory(contact=reporter.contacts.get())
    device = StoredDeviceFactory(authority=handover.authority)
    code = code_of(Kind.DEVICE, device.pk)
    text = {
        "number": device.inventory_number.lower(),
        "serial": device.serial_number,
        "label": code.lower(),
        "address": f"https://service.example{reverse('handovers:resolve', args=[code])}",
    }[typed]
    response = client_for(on_site).post(page("add_device", handover), {"typed": text}, headers={"HX-Request": "true"})
    assert f"{device} steht auf der Liste" in response.content.decode()
    assert handover.items.get().device == device


def test_number_that_is_typed_is_that_number_and_no_label(on_site: User, reporter: User, client_for: AnswersIn) -> None:
    handover, browser = HandoverFactory(contact=reporter.contacts.get()), client_for(on_site)
    other = StoredDeviceFactory(authority=handover.authority)
    code = code_of(Kind.DEVICE, other.pk)
    meant = StoredDeviceFactory(authority=handover.authority, inventory_number=code)
    browser.post(page("add_device", handover), {"typed": code}, headers={"HX-Request": "true"})
    assert [item.device for item in handover.items.all()] == [meant]
    unknown = f"{code[0]}-{code[1:]}"  # as inventory numbers are written, and no label
    text = browser.post(page("add_device", handover), {"typed": unknown}, headers={"HX-Request": "true"})
    assert "gibt es kein Gerät" in text.content.decode()
    address = f"https://service.example{reverse('handovers:resolve', args=[code])}"
    browser.post(page("add_device", handover), {"typed": address}, headers={"HX-Request": "true"})
    assert {item.device for item in handover.items.all()} == {meant, other}


def test_part_of_a_number_offers_what_it_could_be(on_site: User, reporter: User, client_for: AnswersIn) -> None:
    handover, browser = HandoverFactory(contact=reporter.contacts.get()), client_for(on_site)
    first, second = (StoredDeviceFactory(authority=handover.authority, inventory_number=f"QX-10{n}") for n in (1, 2))
    url = page("add_device", handover)
    text = browser.post(url, {"typed": "QX-10"}, headers={"HX-Request": "true"}).content.decode()
    assert str(first) in text
    assert str(second) in text
    assert not handover.items.exists()
    browser.post(url, {"device": second.pk}, headers={"HX-Request": "true"})
    assert handover.items.get().device == second


def test_what_is_unknown_or_does_not_fit_is_said_and_what_was_typed_stays(
    on_site: User, reporter: User, client_for: AnswersIn
) -> None:
    handover, browser = HandoverFactory(contact=reporter.contacts.get()), client_for(on_site)
    used = DeviceFactory(authority=handover.authority, workstation=None)
    url = page("add_device", handover)
    unknown = browser.post(url, {"typed": "GIBT-ES-NICHT"}, headers={"HX-Request": "true"}).content.decode()
    assert "gibt es kein Gerät" in unknown
    assert 'value="GIBT-ES-NICHT"' in unknown
    assert (
        "kann nicht ausgegeben werden"
        in browser.post(url, {"typed": used.inventory_number}, headers={"HX-Request": "true"}).content.decode()
    )


def test_without_script_the_same_works_with_whole_pages(on_site: User, reporter: User, client_for: AnswersIn) -> None:
    handover, browser = HandoverFactory(contact=reporter.contacts.get()), client_for(on_site)
    device = StoredDeviceFactory(authority=handover.authority)
    response = browser.post(page("add_device", handover), {"typed": device.inventory_number}, follow=True)
    assert str(device) in response.content.decode()
    item = handover.items.get()
    browser.post(reverse("handovers:remove_device", args=[item.pk]))
    assert not handover.items.exists()


def test_device_of_somebody_else_is_pointed_out_before_it_is_taken_back(
    on_site: User, reporter: User, coordinator: User, client_for: AnswersIn
) -> None:
    contact, other = reporter.contacts.get(), coordinator.contacts.get()
    handover = HandoverFactory(contact=contact, direction=Direction.RETURN)
    at_work = WorkstationFactory(authority=contact.authority, used_by=contact)
    own, elsewhere = (
        DeviceFactory(authority=contact.authority, workstation=at_work),
        DeviceFactory(authority=contact.authority, workstation=None, held_by=other),
    )
    browser, words = client_for(on_site), f"Laut Bestand nicht bei {contact}"
    for device, times in ((own, 0), (elsewhere, 1)):
        sent = {"typed": device.inventory_number}
        added = browser.post(page("add_device", handover), sent, headers={"HX-Request": "true"}).content.decode()
        assert added.count(words) == times
    scan = f"{reverse('handovers:scan')}?handover={handover.pk}"
    for url in (handover.get_absolute_url(), page("sign", handover), page("ask", handover), scan):
        text = browser.get(url).content.decode()
        assert text.count(words) == 1
        assert str(other) not in text  # whose it is, the person at the counter need not read
    issue = HandoverItemFactory(handover=HandoverFactory(contact=contact)).handover
    assert words not in browser.get(issue.get_absolute_url()).content.decode()


def test_device_is_not_removed_while_somebody_signs(on_site: User, reporter: User, client_for: AnswersIn) -> None:
    handover = HandoverFactory(contact=reporter.contacts.get())
    item = HandoverItemFactory(handover=handover)
    done = {"state": State.WAITING, "number": "Ü-2026-00001", "handed_over_at": timezone.now()}
    browser = client_for(on_site)
    with quicker(lambda: Handover.objects.filter(pk=handover.pk).update(**done)):
        response = browser.post(reverse("handovers:remove_device", args=[item.pk]), follow=True)
    assert "wird nicht mehr vorbereitet" in response.content.decode()


def test_words_with_signs_of_addresses_are_kept_without_script(
    on_site: User, reporter: User, client_for: AnswersIn
) -> None:
    handover = HandoverFactory(contact=reporter.contacts.get())
    for number in (1, 2):
        StoredDeviceFactory(authority=handover.authority, inventory_number=f"A&B-{number}")
    response = client_for(on_site).post(page("add_device", handover), {"typed": "A&B"}, follow=True)
    assert 'value="A&amp;B"' in response.content.decode()


def test_condition_asks_for_a_word_and_keeps_what_was_typed(
    on_site: User, reporter: User, client_for: AnswersIn
) -> None:
    handover = HandoverFactory(contact=reporter.contacts.get(), direction=Direction.RETURN)
    item = HandoverItemFactory(handover=handover, device=DeviceFactory(authority=handover.authority, workstation=None))
    browser, url = client_for(on_site), reverse("handovers:item", args=[item.pk])
    text = browser.post(url, {"condition": "damaged", "accessories": "Netzteil", "remark": ""}).content.decode()
    assert "Bitte sagen Sie in einem Satz" in text
    assert 'value="Netzteil"' in text
    browser.post(url, {"condition": "damaged", "goes_to_repair": "on", "accessories": "", "remark": "Display"})
    item.refresh_from_db()
    assert (item.condition, item.goes_to_repair, item.remark) == (Condition.DAMAGED, True, "Display")


def test_signature_is_kept_when_something_stands_against_it(
    on_site: User, reporter: User, client_for: AnswersIn
) -> None:
    handover = HandoverFactory(contact=reporter.contacts.get())
    device = HandoverItemFactory(handover=handover).device
    type(device).objects.filter(pk=device.pk).update(state="in_repair", stored_at=None)
    sent = {"signature": LINES, "shown": as_it_stands(handover)}
    text = client_for(on_site).post(page("sign", handover), sent).content.decode()
    assert f"{device}: ist inzwischen in Reparatur" in text
    assert "200, 120" in text


def test_details_offer_the_colleagues_and_workstations_of_the_person(
    on_site: User, reporter: User, coordinator: User, stranger: User, client_for: AnswersIn
) -> None:
    contact, colleague = reporter.contacts.get(), coordinator.contacts.get()
    handover, browser = HandoverFactory(contact=contact), client_for(on_site)
    place, other = (
        WorkstationFactory(authority=contact.authority, used_by=contact),
        WorkstationFactory(authority=contact.authority),
    )
    text = browser.get(page("edit", handover)).content.decode()
    assert str(place) in text
    assert str(other) not in text
    assert str(colleague) in text
    values = {
        "contact": contact.pk,
        "service_point": handover.service_point_id,
        "workstation": place.pk,
        "remark": "Probe",
    }
    refused = browser.post(page("edit", handover), values | {"collected_by": stranger.contacts.get().pk})
    assert refused.status_code == 200
    browser.post(page("edit", handover), values | {"collected_by": colleague.pk})
    handover.refresh_from_db()
    assert (handover.collected_by, handover.workstation, handover.remark) == (colleague, place, "Probe")


def test_scan_leads_to_the_thing_and_only_there_the_camera_is_allowed(on_site: User, client_for: AnswersIn) -> None:
    browser, device = client_for(on_site), StoredDeviceFactory()
    url = reverse("handovers:scan")
    assert browser.get(url, {"typed": device.serial_number})["Location"] == device.get_absolute_url()
    assert "gibt es nichts im Bestand" in browser.get(url, {"typed": "nichts"}).content.decode()
    assert "camera=(self)" in browser.get(url)["Permissions-Policy"]
    assert "microphone=()" in browser.get(url)["Permissions-Policy"]
    assert "camera=()" in browser.get(reverse("handovers:handovers"))["Permissions-Policy"]


def test_people_are_found_by_name_within_their_authority(on_site: User, reporter: User, client_for: AnswersIn) -> None:
    contact, browser = reporter.contacts.get(), client_for(on_site)
    url = reverse("handovers:people")
    assert str(contact) in browser.get(url, {"q": contact.last_name}).content.decode()
    elsewhere = browser.get(url, {"q": contact.last_name, "authority": StoredDeviceFactory().authority_id})
    assert str(contact) not in elsewhere.content.decode()


def test_draft_is_thrown_away_without_a_trace_in_the_stock(
    on_site: User, reporter: User, client_for: AnswersIn
) -> None:
    handover = HandoverFactory(contact=reporter.contacts.get())
    HandoverItemFactory(handover=handover)
    client_for(on_site).post(page("discard", handover))
    assert not Handover.objects.exists()


def test_other_pages_tell_of_handovers_and_offer_what_can_be_done(
    on_site: User, application_care: User, reporter: User
) -> None:
    contact = reporter.contacts.get()
    handover = handed_over(State.SIGNED, contact=contact)
    device = handover.items.get().device
    for thing in (device, contact):
        (row,) = handovers_of(thing, reporter).rows
        assert handover.number in row[0]
    assert [link.label for link in ways_to_hand_over(device, on_site)] == [
        "Mit Unterschrift ausgeben",
        "Etikett drucken",
    ]
    assert [link.label for link in ways_to_hand_over(contact, on_site)] == [
        "Mit Unterschrift ausgeben",
        "Mit Unterschrift zurücknehmen",
    ]
    assert [link.label for link in ways_to_hand_over(device, application_care)] == ["Etikett drucken"]
    assert ways_to_hand_over(device, reporter) == []

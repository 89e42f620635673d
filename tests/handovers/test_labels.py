"""Labels: where each lies on its page, what stands on it, and who gets them."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from handovers.labels import SHEETS, Sheet, label_of, places, squares
from tests.documents import Document
from tests.factories import DeviceFactory, StoredDeviceFactory, WorkstationFactory
from workstations.codes import Kind, code_of
from workstations.models import Device, Workstation

AnswersIn = Callable[[User], Client]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
def test_labels_of_a_page_lie_on_it_and_cover_no_other(sheet: Sheet) -> None:
    found = places(sheet, sheet.per_page)
    assert {place.page for place in found} == {0}
    boxes = [(place.x, place.y, place.x + sheet.width, place.y + sheet.height) for place in found]
    for left, top, right, bottom in boxes:
        assert left >= 0
        assert top >= 0
        assert right <= sheet.page_width + 0.01
        assert bottom <= sheet.page_height + 0.01
    for number, (left, top, right, bottom) in enumerate(boxes):
        for x, y, right_of_other, bottom_of_other in boxes[number + 1 :]:
            assert (
                x >= right - 0.01
                or right_of_other <= left + 0.01
                or y >= bottom - 0.01
                or bottom_of_other <= top + 0.01
            )


@given(st.sampled_from(SHEETS), st.integers(0, 200), st.data())
def test_a_begun_sheet_is_used_to_its_end_and_no_place_twice(sheet: Sheet, count: int, data: st.DataObject) -> None:
    start = data.draw(st.integers(1, sheet.per_page))
    found = places(sheet, count, start)
    assert len(set(found)) == count
    if count:
        assert found[0] == places(sheet, start)[-1]
        assert found[-1].page == (start - 1 + count - 1) // sheet.per_page


def test_squares_draw_every_dark_one_and_no_other() -> None:
    assert squares([[1, 1, 0, 1], [0, 0, 0, 0], [0, 1, 1, 1]]) == "M0 0h2v1h-2z M3 0h1v1h-1z M1 2h3v1h-3z"


def test_label_names_no_person(reporter: User, db: None) -> None:
    contact = reporter.contacts.get()
    place = WorkstationFactory(authority=contact.authority, used_by=contact)
    device = DeviceFactory(authority=contact.authority, workstation=place, held_by=contact)
    for thing in (place, device):
        label = label_of(thing)
        assert contact.last_name not in " ".join([label.title, *label.lines])


def test_chosen_things_become_one_document(on_site: User, client_for: AnswersIn) -> None:
    device, place = StoredDeviceFactory(), WorkstationFactory()
    browser = client_for(on_site)
    url = f"{reverse('handovers:labels')}?device={device.pk}&workstation={place.pk}"
    assert "2 Etiketten" in browser.get(url).content.decode()
    response = browser.post(url, {"sheet": "63x38", "start": "20"})
    assert response["Content-Type"] == "application/pdf"
    document = Document(response.content)
    assert len(document.pages) == 1
    for words in (str(device), str(place), code_of(Kind.DEVICE, device.pk), code_of(Kind.WORKSTATION, place.pk)):
        assert words in document.text
    assert [str(element["/Alt"]) for element in document.elements() if "/Alt" in element] == [
        f"QR-Code von {device}", f"QR-Code von {place}",
    ]  # fmt: skip
    assert "pdfuaid" in document.metadata


def test_all_that_a_filter_finds_get_one(on_site: User, client_for: AnswersIn) -> None:
    mine, other = StoredDeviceFactory(), StoredDeviceFactory()
    url = f"{reverse('handovers:labels')}?all=devices&authority={mine.authority_id}"
    response = client_for(on_site).post(url, {"sheet": "62x29", "start": "1"})
    text = Document(response.content).text
    assert str(mine) in text
    assert str(other) not in text


@pytest.mark.parametrize(("kind", "factory"), [("device", StoredDeviceFactory), ("workstation", WorkstationFactory)])
def test_ticked_rows_of_a_list_get_labels(
    kind: str, factory: Callable[[], Device | Workstation], on_site: User, client_for: AnswersIn
) -> None:
    first, second, other = factory(), factory(), factory()
    browser = client_for(on_site)
    url = reverse(f"handovers:labels_of_ticked_{kind}s")
    assert f'formaction="{url}"' in browser.get(reverse(f"workstations:{kind}s")).content.decode()
    ticks = [f"{first.pk}:{first.state}", str(second.pk)]
    page = browser.post(url, {kind: ticks, "list": ""}, follow=True).content.decode()
    assert "2 Etiketten" in page
    assert str(first) in page
    assert str(second) in page
    assert str(other) not in page


def test_whole_list_gets_labels_by_its_filters(on_site: User, client_for: AnswersIn) -> None:
    mine, other = StoredDeviceFactory(), StoredDeviceFactory()
    url = reverse("handovers:labels_of_ticked_devices")
    given = {"everything": "1", "list": f"authority={mine.authority_id}", "device": str(other.pk)}
    page = client_for(on_site).post(url, given, follow=True).content.decode()
    assert "1 Etikett:" in page
    assert str(mine) in page


def test_nothing_ticked_leads_back_to_the_list_with_a_sentence(on_site: User, client_for: AnswersIn) -> None:
    url = reverse("handovers:labels_of_ticked_workstations")
    response = client_for(on_site).post(url, {"list": "q=nichts"}, follow=True)
    assert response.redirect_chain == [(f"{reverse('workstations:workstations')}?q=nichts", 302)]
    assert "Bitte wählen Sie zuerst aus" in response.content.decode()


def test_what_is_wrong_is_said_at_its_field(on_site: User, client_for: AnswersIn) -> None:
    browser = client_for(on_site)
    url = f"{reverse('handovers:labels')}?device={StoredDeviceFactory().pk}"
    assert "hat nur 21 Etiketten" in browser.post(url, {"sheet": "63x38", "start": "22"}).content.decode()
    nothing = browser.post(reverse("handovers:labels"), {"sheet": "63x38", "start": "1"})
    assert "Bitte wählen Sie zuerst" in nothing.content.decode()


def test_label_leads_everybody_to_what_they_may_see(
    on_site: User, reporter: User, stranger: User, client_for: AnswersIn
) -> None:
    contact = reporter.contacts.get()
    device = DeviceFactory(authority=contact.authority, workstation=None, held_by=contact)
    url = reverse("handovers:resolve", args=[code_of(Kind.DEVICE, device.pk)])
    for user in (on_site, reporter):
        assert client_for(user).get(url)["Location"] == device.get_absolute_url()
    assert client_for(stranger).get(url).status_code == 404
    assert reverse("accounts:login") in Client().get(url)["Location"]

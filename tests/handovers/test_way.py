"""The way of a hand-over: prepared, signed or confirmed, and never changed again; the devices take their steps with it."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import InternalError, ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from customers.models import Authority
from handovers.actions import (
    add_device,
    cancel_handover,
    change_item,
    confirm_handover,
    correct_handover,
    object_to_handover,
    start_handover,
)
from handovers.lifecycle import FOLLOWING, Direction, State, may_follow
from handovers.models import Condition, Handover, HandoverItem, SignatureKind
from tests.documents import Document
from tests.factories import (
    AuthorityFactory,
    ContactFactory,
    DeviceFactory,
    ServicePointFactory,
    StoredDeviceFactory,
    WorkstationFactory,
)
from tests.handing_over import NOW, ask, in_stock, prepared, sign
from tests.people import contact_of
from workstations.actions import install_device
from workstations.lifecycle import State as DeviceState
from workstations.models import Device

AnswersIn = Callable[[User], Client]


def test_table_of_states_ends_with_what_is_signed() -> None:
    assert [state for state, following in FOLLOWING.items() if not following] == [State.SIGNED, State.CANCELLED]
    assert not may_follow(State.SIGNED, State.DRAFT)


def test_signature_carries_out_the_step_of_every_device(on_site: User, reporter: User) -> None:
    contact = contact_of(reporter)
    devices = [in_stock(contact), in_stock(contact)]
    place = WorkstationFactory(authority=contact.authority, used_by=contact, computer=None)
    handover = prepared(on_site, contact, *devices)
    Handover.objects.filter(pk=handover.pk).update(workstation=place)
    signed = sign(handover, on_site)
    assert (signed.state, signed.signature_kind) == (State.SIGNED, SignatureKind.DRAWN)
    for device in devices:
        device.refresh_from_db()
        assert (device.state, device.held_by, device.workstation) == (DeviceState.IN_SERVICE, contact, place)


def test_what_comes_back_goes_into_stock_or_repair_unless_it_is_missing(on_site: User, reporter: User) -> None:
    contact = contact_of(reporter)
    fine, broken, scratched, gone = (
        DeviceFactory(authority=contact.authority, workstation=None, held_by=contact) for _ in range(4)
    )
    handover = prepared(on_site, contact, fine, broken, scratched, gone, direction=Direction.RETURN)
    items = {item.device_id: item for item in handover.items.all()}
    change_item(item=items[broken.pk], condition=Condition.DAMAGED, goes_to_repair=True, remark="Display", by=on_site)
    change_item(item=items[scratched.pk], condition=Condition.DAMAGED, remark="Kratzer", by=on_site)
    change_item(item=items[gone.pk], condition=Condition.MISSING, remark="nicht auffindbar", by=on_site)
    sign(handover, on_site)
    for device in (fine, broken, scratched, gone):
        device.refresh_from_db()
    for device in (fine, scratched):
        assert (device.state, device.stored_at, device.held_by) == (DeviceState.IN_STOCK, handover.service_point, None)
    assert broken.state == DeviceState.IN_REPAIR
    assert (gone.state, gone.held_by) == (DeviceState.IN_SERVICE, contact)


def test_devices_are_locked_in_one_order_whatever_the_order_of_the_list(on_site: User, reporter: User) -> None:
    contact = contact_of(reporter)
    devices = [in_stock(contact) for _ in range(3)]
    handover = prepared(on_site, contact, *reversed(devices))
    with CaptureQueriesContext(connection) as queries:
        sign(handover, on_site)
    words = [query["sql"] for query in queries if 'FROM "workstations_device"' in query["sql"]]
    keys = [int(re.search(r'"workstations_device"."id" = (\d+)', sql)[1]) for sql in words if "FOR UPDATE" in sql]
    assert list(dict.fromkeys(keys)) == sorted(device.pk for device in devices)


def test_nothing_is_signed_if_somebody_was_quicker_with_one_device(on_site: User, reporter: User) -> None:
    contact = contact_of(reporter)
    first, second = in_stock(contact), in_stock(contact)
    handover = prepared(on_site, contact, first, second)
    install_device(device=second, contact=contact, by=on_site, on=NOW.date())
    with pytest.raises(ValidationError, match=f"{second}: ist inzwischen in Betrieb"):
        sign(handover, on_site)
    handover.refresh_from_db()
    first.refresh_from_db()
    assert (handover.state, handover.number, first.state) == (State.DRAFT, "", DeviceState.IN_STOCK)


def test_numbers_follow_each_other_without_a_gap(on_site: User, reporter: User) -> None:
    contact = contact_of(reporter)
    numbers = []
    for _ in range(2):
        handover = prepared(on_site, contact, in_stock(contact))
        numbers.append(sign(handover, on_site).number)
    assert numbers == ["Ü-2026-00001", "Ü-2026-00002"]


@pytest.mark.parametrize(
    "values", [{"contact_name": "Jemand Anderes"}, {"signature": []}, {"state": "draft"}, {"signed_at": NOW}]
)
def test_database_lets_nobody_change_what_is_signed(on_site: User, reporter: User, values: dict[str, object]) -> None:
    contact = contact_of(reporter)
    signed = sign(prepared(on_site, contact, in_stock(contact)), on_site, datetime.now(UTC))
    for rows, change in (
        (Handover.objects.filter(pk=signed.pk), lambda rows: rows.update(**values)),
        (Handover.objects.filter(pk=signed.pk), lambda rows: rows._raw_delete("default")),
        (signed.items.all(), lambda rows: rows.update(accessories="Netzteil")),
        (signed.items.all(), lambda rows: rows.delete()),
        (type(signed.document).objects.all(), lambda rows: rows.update(sha256="0")),
    ):
        with pytest.raises((InternalError, ProgrammingError), match="pgtrigger"), transaction.atomic():
            change(rows)
    with pytest.raises((InternalError, ProgrammingError), match="pgtrigger"), transaction.atomic():
        HandoverItem.objects.create(handover=signed, device=in_stock(contact), seen_state="in_stock")


def test_a_person_can_still_be_removed_from_the_list_of_contacts(on_site: User, ludwigslust: Authority) -> None:
    contact = ContactFactory(authority=ludwigslust, last_name="Sommer")
    device = in_stock(contact)
    signed = sign(prepared(on_site, contact, device), on_site)
    Device.objects.filter(pk=device.pk).update(held_by=None)
    contact.delete()
    signed.refresh_from_db()
    assert signed.contact is None
    assert "Sommer" in signed.contact_name


def test_document_is_one_file_for_both_sides(
    on_site: User, reporter: User, coordinator: User, client_for: AnswersIn
) -> None:
    contact = contact_of(reporter)
    device = in_stock(contact)
    handover = prepared(on_site, contact, device)
    change_item(item=handover.items.get(), accessories="Netzteil, Tasche", by=on_site)
    signed = sign(handover, on_site)
    url = reverse("handovers:document", args=[signed.pk])
    files = [b"".join(client_for(user).get(url)) for user in (on_site, reporter, coordinator)]
    assert files[0] == files[1] == files[2]
    document = Document(files[0])
    for words in (
        signed.number,
        str(contact),
        str(on_site),
        device.inventory_number,
        device.serial_number,
        "Netzteil, Tasche",
    ):
        assert words in document.text
    assert "23.11.2026" in document.text
    assert "/Figure" in document.tags
    assert any("Unterschrift" in str(element.get("/Alt", "")) for element in document.elements())


def test_whoever_took_the_devices_confirms_after_sign_in(
    on_site: User, reporter: User, coordinator: User, client_for: AnswersIn
) -> None:
    contact = contact_of(reporter)
    device = in_stock(contact)
    row = ask(prepared(on_site, contact, device), on_site)
    device.refresh_from_db()
    assert (row.state, device.held_by) == (State.WAITING, contact)
    page = client_for(reporter).get(reverse("handovers:handovers"))
    assert "Ansehen und bestätigen" in page.content.decode()
    url = reverse("handovers:confirm", args=[row.pk])
    assert client_for(coordinator).post(url).status_code == 403
    assert client_for(on_site).post(url).status_code == 403
    assert client_for(reporter).post(url).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.signature_kind, row.confirmed_by) == (State.SIGNED, SignatureKind.CONFIRMED, reporter)
    with row.document.file.open("rb") as file:
        assert "bestätigt nach Anmeldung" in Document(file.read()).text


def test_a_colleague_who_collects_signs_and_confirms(on_site: User, reporter: User, coordinator: User) -> None:
    contact, colleague = contact_of(reporter), contact_of(coordinator)
    device = in_stock(contact)
    handover = prepared(on_site, contact, device)
    Handover.objects.filter(pk=handover.pk).update(collected_by=colleague)
    row = ask(handover, on_site)
    with pytest.raises(PermissionDenied):
        confirm_handover(handover=row, by=reporter, now=NOW)
    signed = confirm_handover(handover=row, by=coordinator, now=NOW)
    device.refresh_from_db()
    assert (signed.signed_name, signed.contact_name, device.held_by) == (str(colleague), str(contact), contact)


def test_nobody_of_another_authority_collects(on_site: User, reporter: User) -> None:
    contact = contact_of(reporter)
    handover = Handover(
        authority=contact.authority, contact=contact, collected_by=ContactFactory(), service_point=ServicePointFactory()
    )
    with pytest.raises(ValidationError, match="anderen Behörde"):
        start_handover(handover=handover, by=on_site, now=NOW)


def test_objection_is_told_with_its_reason_and_cleared_up(on_site: User, reporter: User, client_for: AnswersIn) -> None:
    contact = contact_of(reporter)
    row = ask(prepared(on_site, contact, in_stock(contact)), on_site)
    browser, url = client_for(reporter), reverse("handovers:object", args=[row.pk])
    assert "Bitte ausfüllen" in browser.post(url, {"objection": ""}).content.decode()
    assert browser.post(url, {"objection": "Das Netzteil fehlt."}).status_code == 302
    assert "Das Netzteil fehlt." in client_for(on_site).get(row.get_absolute_url()).content.decode()
    with pytest.raises(ValidationError, match="Grund"):
        cancel_handover(handover=row, reason=" ", by=on_site, now=NOW)
    assert cancel_handover(handover=row, reason="Netzteil nachgereicht", by=on_site, now=NOW).state == State.CANCELLED


def test_after_an_objection_the_person_may_still_confirm(on_site: User, reporter: User) -> None:
    contact = contact_of(reporter)
    row = ask(prepared(on_site, contact, in_stock(contact)), on_site)
    object_to_handover(handover=row, objection="Maus fehlt", by=reporter, now=NOW)
    with pytest.raises(ValidationError):
        object_to_handover(handover=row, objection="Maus fehlt", by=reporter, now=NOW)
    assert confirm_handover(handover=row, by=reporter, now=NOW).is_signed


def test_correction_is_a_document_of_its_own(on_site: User, reporter: User) -> None:
    contact = contact_of(reporter)
    device = in_stock(contact)
    signed = sign(prepared(on_site, contact, device), on_site)
    fresh = correct_handover(handover=signed, by=on_site, now=NOW)
    change_item(item=fresh.items.get(), accessories="Dockingstation", by=on_site)
    with pytest.raises(ValidationError, match="schon eine Berichtigung"):
        correct_handover(handover=signed, by=on_site, now=NOW)
    corrected = sign(fresh, on_site)
    device.refresh_from_db()
    assert (device.held_by, corrected.corrects) == (contact, signed)
    with corrected.document.file.open("rb") as file:
        assert f"berichtigt {signed.number}" in Document(file.read()).text


def test_what_cannot_go_this_way_does_not_get_on_the_list(on_site: User, reporter: User) -> None:
    contact = contact_of(reporter)
    issue = prepared(on_site, contact)
    back = prepared(on_site, contact, direction=Direction.RETURN)
    stored, used = in_stock(contact), DeviceFactory(authority=contact.authority, workstation=None, held_by=contact)
    foreign = StoredDeviceFactory(authority=AuthorityFactory())
    for handover, device, words in (
        (issue, used, "kann nicht ausgegeben werden"),
        (issue, foreign, "anderen Behörde"),
        (back, stored, "kann nicht zurückgenommen werden"),
        (back, foreign, "nicht zu dieser Behörde"),
    ):
        with pytest.raises(ValidationError, match=words):
            add_device(handover=handover, device=device, by=on_site)
    add_device(handover=issue, device=stored, by=on_site)
    with pytest.raises(ValidationError, match="steht schon"):
        add_device(handover=issue, device=stored, by=on_site)


def test_only_who_has_an_account_is_asked_to_confirm(on_site: User, ludwigslust: Authority) -> None:
    contact = ContactFactory(authority=ludwigslust, user=None)
    handover = prepared(on_site, contact, in_stock(contact))
    with pytest.raises(ValidationError, match="kein Konto"):
        ask(handover, on_site)
    handover.refresh_from_db()
    assert handover.is_draft


def test_others_of_the_staff_only_look(application_care: User, reporter: User) -> None:
    with pytest.raises(PermissionDenied):
        prepared(application_care, contact_of(reporter))

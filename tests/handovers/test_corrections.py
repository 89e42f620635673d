"""A correction puts right what a signed document says, and leaves alone what has happened to the devices since."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, InternalError, ProgrammingError, transaction

from accounts.models import User
from handovers.actions import add_device, cancel_handover, correct_handover
from handovers.lifecycle import Direction, State
from handovers.models import Handover
from tests.factories import HandoverFactory, WorkstationFactory, handed_over
from tests.handing_over import NOW, ask, held_by, in_stock, prepared, quicker, sign
from tests.people import contact_of
from workstations.actions import install_device, store_device
from workstations.lifecycle import State as DeviceState


def test_correction_moves_no_device_that_has_moved_on(on_site: User, reporter: User, coordinator: User) -> None:
    contact, other = contact_of(reporter), contact_of(coordinator)
    issued, given_back = in_stock(contact), held_by(contact)
    issue = sign(prepared(on_site, contact, issued), on_site)
    back = sign(prepared(on_site, contact, given_back, direction=Direction.RETURN), on_site)
    issued.refresh_from_db()
    given_back.refresh_from_db()
    store_device(device=issued, service_point=issue.service_point, by=on_site, on=NOW.date())
    install_device(device=given_back, contact=other, by=on_site, on=NOW.date())
    for earlier in (issue, back):
        assert sign(correct_handover(handover=earlier, by=on_site, now=NOW), on_site).is_signed
    issued.refresh_from_db()
    given_back.refresh_from_db()
    assert (issued.state, issued.held_by) == (DeviceState.IN_STOCK, None)
    assert (given_back.state, given_back.held_by) == (DeviceState.IN_SERVICE, other)


def test_device_that_was_forgotten_takes_its_step_with_the_correction(on_site: User, reporter: User) -> None:
    contact = contact_of(reporter)
    forgotten = in_stock(contact)
    fresh = correct_handover(handover=sign(prepared(on_site, contact, in_stock(contact)), on_site), by=on_site, now=NOW)
    add_device(handover=fresh, device=forgotten, by=on_site)
    sign(fresh, on_site)
    forgotten.refresh_from_db()
    assert (forgotten.state, forgotten.held_by) == (DeviceState.IN_SERVICE, contact)


def test_correction_keeps_the_place_whoever_works_there_today(on_site: User, reporter: User, coordinator: User) -> None:
    contact = contact_of(reporter)
    place = WorkstationFactory(authority=contact.authority, used_by=contact)
    handover = prepared(on_site, contact, in_stock(contact))
    Handover.objects.filter(pk=handover.pk).update(workstation=place)
    signed = sign(handover, on_site)
    place.used_by = contact_of(coordinator)
    place.save()
    assert correct_handover(handover=signed, by=on_site, now=NOW).workstation == place


def test_two_who_correct_at_once_make_one_correction(on_site: User, reporter: User) -> None:
    contact = contact_of(reporter)
    signed = sign(prepared(on_site, contact, in_stock(contact)), on_site)
    with (
        quicker(lambda: HandoverFactory(contact=contact, corrects=signed)),
        pytest.raises(ValidationError, match="schon eine Berichtigung"),
    ):
        correct_handover(handover=signed, by=on_site, now=NOW)
    correct_handover(handover=signed, by=on_site, now=NOW)
    with pytest.raises(IntegrityError, match="handover_corrected_once"), transaction.atomic():
        HandoverFactory(contact=contact, corrects=signed)


def test_withdrawn_correction_lets_another_one_be_made(on_site: User, reporter: User) -> None:
    contact = contact_of(reporter)
    signed = sign(prepared(on_site, contact, in_stock(contact)), on_site)
    first = ask(correct_handover(handover=signed, by=on_site, now=NOW), on_site)
    cancel_handover(handover=first, reason="falsche Person", by=on_site, now=NOW)
    assert correct_handover(handover=signed, by=on_site, now=NOW).is_draft


def test_nothing_that_changed_hands_is_prepared_again(on_site: User, reporter: User) -> None:
    row = handed_over(State.WAITING, contact=contact_of(reporter))
    rows = Handover.objects.filter(pk=row.pk)
    with pytest.raises(IntegrityError, match="handover_draft_until_handed_over"), transaction.atomic():
        rows.update(state=State.DRAFT)
    with pytest.raises((InternalError, ProgrammingError), match="pgtrigger"), transaction.atomic():
        rows.update(state=State.DRAFT, handed_over_at=None, number="")

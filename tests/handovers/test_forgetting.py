"""Names go when their time is over, or with the person; that devices changed hands stays, and so does a document."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from accounts.models import User
from accounts.scope import as_retention
from customers.models import Contact
from handovers.actions import cancel_handover, change_item, confirm_handover, object_to_handover, start_handover
from handovers.models import Handover, HandoverDocument
from history.forgetting import states_of
from notifications import handed_over
from privacy.erasure import erase, pseudonym
from privacy.handed_over import part_in_handovers
from privacy.persons import person_of_account
from privacy.retention import RULES
from tests.documents import Document
from tests.factories import ServicePointFactory, StoredDeviceFactory
from tests.handing_over import ask, sign
from workstations.actions import store_device


def signed(by: User, contact: Contact, at: datetime, colleague: Contact | None = None) -> Handover:
    handover = Handover(
        authority=contact.authority, contact=contact, collected_by=colleague, service_point=ServicePointFactory()
    )
    device = StoredDeviceFactory(authority=contact.authority)
    start_handover(handover=handover, devices=[device], by=by, now=at)
    change_item(item=handover.items.get(), remark="gehört in Zimmer 7", by=by)
    return sign(handover, by, at)


def due(key: str, now: datetime) -> list[int]:
    (rows,) = next(rule for rule in RULES if rule.key == key).due(now)
    return list(rows.values_list("pk", flat=True))


def words_of(handover: Handover) -> str:
    with HandoverDocument.objects.get(handover=handover).file.open("rb") as file:
        return Document(file.read()).text


def test_names_go_after_the_period_and_not_while_a_device_is_with_the_person(
    on_site: User, reporter: User, django_capture_on_commit_callbacks: Callable
) -> None:
    contact, long_ago = reporter.contacts.get(), timezone.now() - timedelta(days=61 * 31)
    handover = signed(on_site, contact, long_ago)
    old_file = str(handover.document.file)
    assert due("handover-names", timezone.now()) == []
    device = handover.items.get().device
    store_device(device=device, service_point=handover.service_point, by=on_site, on=long_ago.date())
    assert due("handover-names", timezone.now()) == [handover.pk]
    rule = next(rule for rule in RULES if rule.key == "handover-names")
    with django_capture_on_commit_callbacks(execute=True), as_retention("Probe"):
        rule.forget(Handover, [handover.pk], timezone.now())
    handover.refresh_from_db()
    text = words_of(handover)
    names = [str(contact), str(on_site), "Zimmer 7"]
    kept = str(list(states_of(Handover, [handover.pk]).values())) + str(vars(handover))
    assert not [name for name in names if name in text or name in kept]
    assert (handover.contact, handover.signature, handover.is_signed) == (None, [], True)
    assert str(device) in text
    assert handover.number in text
    assert not default_storage.exists(old_file)
    assert due("handover-names", timezone.now()) == []


@pytest.mark.parametrize("is_withdrawn", [True, False])
def test_no_name_is_left_in_what_was_kept_of_a_hand_over(
    is_withdrawn: bool, on_site: User, reporter: User, coordinator: User
) -> None:
    contact, colleague, now = reporter.contacts.get(), coordinator.contacts.get(), timezone.now()
    handover = Handover(
        authority=contact.authority, contact=contact, collected_by=colleague, service_point=ServicePointFactory()
    )
    device = StoredDeviceFactory(authority=contact.authority)
    start_handover(handover=handover, devices=[device], by=on_site, now=now)
    ask(handover, on_site, now)
    object_to_handover(handover=handover, objection=f"{contact} hat nichts bekommen.", by=coordinator, now=now)
    if is_withdrawn:
        cancel_handover(handover=handover, reason=f"{colleague} war nie da", by=on_site, now=now)
    else:
        confirm_handover(handover=handover, by=coordinator, now=now)
    names = [str(contact), str(colleague), str(on_site)]
    type(device).objects.filter(pk=device.pk).update(held_by=None)
    colleague.delete()  # a change of its own, which keeps the state before it
    rule = next(rule for rule in RULES if rule.key == "handover-names")
    with as_retention("Probe"):
        rule.forget(Handover, [handover.pk], now)
    states = list(states_of(Handover, [handover.pk]).values())
    kept = str(states) + str(Handover.objects.filter(pk=handover.pk).values().get())
    assert [name for name in names if name in kept] == []
    assert {state["collected_name"] for state in states} == {"", "Name entfernt"}


def test_drafts_that_nobody_finished_go(on_site: User, reporter: User) -> None:
    contact, long_ago = reporter.contacts.get(), timezone.now() - timedelta(days=100)
    handover = Handover(authority=contact.authority, contact=contact, service_point=ServicePointFactory())
    start_handover(
        handover=handover, devices=[StoredDeviceFactory(authority=contact.authority)], by=on_site, now=long_ago
    )
    assert due("handover-drafts", timezone.now()) == [handover.pk]
    rule = next(rule for rule in RULES if rule.key == "handover-drafts")
    with as_retention("Probe"):
        rule.forget(Handover, [handover.pk], timezone.now())
    assert not Handover.objects.exists()


def test_erased_person_is_named_nowhere_and_the_others_still_are(
    on_site: User, reporter: User, coordinator: User, django_capture_on_commit_callbacks: Callable
) -> None:
    contact, colleague = reporter.contacts.get(), coordinator.contacts.get()
    as_contact = signed(on_site, contact, timezone.now())
    as_colleague = signed(on_site, colleague, timezone.now(), colleague=contact)
    name = str(contact)
    with django_capture_on_commit_callbacks(execute=True), as_retention("Probe"):
        erase(person_of_account(reporter), pseudonym(7))
    for handover, others in ((as_contact, str(on_site)), (as_colleague, str(colleague))):
        handover.refresh_from_db()
        text = words_of(handover)
        assert name not in text + str(vars(handover))
        assert "Gelöschte Person 7" in text
        assert others in text
        assert handover.signature == []


def test_person_gets_their_own_part_and_nobody_elses_name(on_site: User, reporter: User, coordinator: User) -> None:
    contact, colleague = reporter.contacts.get(), coordinator.contacts.get()
    row = signed(on_site, contact, timezone.now())
    collected = signed(on_site, contact, timezone.now(), colleague=colleague)
    own = part_in_handovers(person_of_account(reporter))["Übergaben"]
    assert {line["Nummer"] for line in own} == {row.number, collected.number}
    assert str(on_site) not in str(own)
    assert str(colleague) not in str(own)
    lines = {line["Nummer"]: line.get("Linien der Unterschrift", "") for line in own}
    assert lines[row.number].startswith("[[[20, 40]")
    assert lines[collected.number] == ""


@pytest.mark.parametrize("has_colleague", [True, False])
def test_letter_goes_to_whom_it_concerns(
    has_colleague: bool, on_site: User, reporter: User, coordinator: User, mailoutbox: list, settings: object
) -> None:
    settings.NOTIFY_BY_MAIL = True  # type: ignore[attr-defined]
    contact, colleague = reporter.contacts.get(), coordinator.contacts.get()
    scope = lambda: as_retention("Probe")  # noqa: E731
    row = signed(on_site, contact, timezone.now(), colleague=colleague if has_colleague else None)
    assert handed_over.tell(row.pk, "signed", scope) == 1
    people = {reporter.email, coordinator.email} if has_colleague else {reporter.email}
    assert set(mailoutbox[0].bcc) == people
    assert row.number in mailoutbox[0].subject
    assert row.items.get().device_number in mailoutbox[0].body
    assert handed_over.tell(row.pk, "waiting", scope) == 0  # that was before


def test_objection_is_told_to_who_handed_over(
    on_site: User, reporter: User, mailoutbox: list, settings: object
) -> None:
    settings.NOTIFY_BY_MAIL = True  # type: ignore[attr-defined]
    contact, now = reporter.contacts.get(), datetime.now(UTC)
    handover = Handover(authority=contact.authority, contact=contact, service_point=ServicePointFactory())
    start_handover(handover=handover, devices=[StoredDeviceFactory(authority=contact.authority)], by=on_site, now=now)
    row = ask(handover, on_site, now)
    assert handed_over.tell(row.pk, "waiting", lambda: as_retention("Probe")) == 1
    assert mailoutbox[0].bcc == [reporter.email]
    object_to_handover(handover=row, objection="Das Netzteil fehlt.", by=reporter, now=now)
    assert handed_over.tell(row.pk, "disputed", lambda: as_retention("Probe")) == 1
    assert mailoutbox[1].bcc == [on_site.email]
    assert "Das Netzteil fehlt." in mailoutbox[1].body

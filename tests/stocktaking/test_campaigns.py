"""A stock-taking from its plan to its report: what is asked, what people answer, how differences are settled."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from accounts.scope import as_user
from customers.models import Authority, Contact
from notifications.models import Preference
from notifications.tasks import remind_of_stocktaking
from privacy.actions import enforce_retention
from stocktaking import actions
from stocktaking.lifecycle import Answer, Channel, State
from stocktaking.models import Campaign, CampaignDevice, UnlistedDevice
from tests.factories import (
    CampaignDeviceFactory,
    CampaignFactory,
    ContactFactory,
    DeviceFactory,
    ServicePointFactory,
    StoredDeviceFactory,
    UnlistedDeviceFactory,
    WorkstationFactory,
)
from tests.people import contact_of
from workstations.lifecycle import State as DeviceState
from workstations.models import Device, Disposal

BrowserFor = Callable[[User], Client]


def row_of(device: Device) -> CampaignDevice:
    return CampaignDevice.objects.get(device=device)


def answer(client: Client, device: Device, **values: str) -> int:
    return client.post(f"/my-devices/{row_of(device).pk}/answer/", values).status_code


def test_the_preview_counts_devices_people_and_what_nobody_can_answer_in_the_portal(
    technician: Client, ludwigslust: Authority, notebook: Device, printer: Device
) -> None:
    without_account = ContactFactory(authority=ludwigslust)
    DeviceFactory(authority=ludwigslust, workstation=None, held_by=without_account)
    StoredDeviceFactory(authority=ludwigslust)  # lies in the stock: nobody is asked
    DeviceFactory()  # of another authority
    campaign = CampaignFactory(authorities=[ludwigslust], state=State.PLANNED)

    preview = technician.get(f"/stocktakings/{campaign.pk}/").context["preview"]
    assert (preview.devices, preview.people, preview.without_account, preview.without_person) == (3, 2, 1, 1)
    assert (preview.in_portal, preview.left_to_others) == (1, 2)


def test_the_stock_is_copied_as_it_is_when_the_stock_taking_begins(
    running: Campaign, printer: Device, reporter: User
) -> None:
    assert running.state == State.RUNNING
    assert {row.asked for row in running.devices.all()} == {contact_of(reporter), None}
    row = row_of(printer)
    Device.objects.filter(pk=printer.pk).update(room=None, site=None)
    row.refresh_from_db()
    assert (row.number, row.site_name, row.room_name, row.answer) == (str(printer), "Rathaus", "2.04", Answer.OPEN)


def test_one_authority_has_one_stock_taking_at_a_time(
    running: Campaign, technician: Client, ludwigslust: Authority
) -> None:
    second = CampaignFactory(authorities=[ludwigslust], state=State.PLANNED)
    page = technician.post(f"/stocktakings/{second.pk}/start/")
    assert "läuft noch der Abgleich „Herbst“" in page.content.decode()
    second.refresh_from_db()
    assert second.state == State.PLANNED


def test_people_confirm_their_devices_one_by_one_or_all_at_once(
    running: Campaign, portal: Client, notebook: Device, printer: Device
) -> None:
    page = portal.get("/my-devices/").content.decode()
    assert notebook.inventory_number in page
    assert printer.inventory_number not in page
    assert "Ist ein Gerät noch bei Ihnen?" in portal.get("/portal/").content.decode()

    foreign = CampaignDeviceFactory()
    keys = [row_of(notebook).pk, row_of(printer).pk, foreign.pk]
    portal.post("/my-devices/confirm/", {"row": keys})
    assert (row_of(notebook).answer, row_of(notebook).channel) == (Answer.CONFIRMED, Channel.PORTAL)
    assert row_of(printer).answer == Answer.OPEN
    foreign.refresh_from_db()
    assert foreign.answer == Answer.OPEN
    assert "Ist ein Gerät noch bei Ihnen?" not in portal.get("/portal/").content.decode()


def test_whoever_says_that_it_is_elsewhere_says_where(running: Campaign, portal: Client, notebook: Device) -> None:
    assert answer(portal, notebook, answer="elsewhere") == 200
    assert row_of(notebook).answer == Answer.OPEN
    assert answer(portal, notebook, answer="elsewhere", remark="Im Keller") == 302
    assert (row_of(notebook).answer, row_of(notebook).remark) == (Answer.ELSEWHERE, "Im Keller")
    assert answer(portal, notebook, answer="confirmed") == 302  # found again
    assert row_of(notebook).answer == Answer.CONFIRMED


def test_the_coordination_answers_for_the_whole_authority_and_reads_no_name(
    running: Campaign,
    client_for: BrowserFor,
    coordinator: User,
    authority_head: User,
    reporter: User,
    printer: Device,
    notebook: Device,
) -> None:
    client = client_for(coordinator)
    page = client.get(f"/stocktakings/{running.pk}/").content.decode()
    assert printer.inventory_number in page
    everything = (
        page
        + client.get("/stocktakings/devices/").content.decode()
        + client.get(f"/stocktakings/devices/{row_of(notebook).pk}/").content.decode()
    )
    assert contact_of(reporter).last_name not in everything

    assert answer(client, printer, answer="confirmed") == 302
    assert row_of(printer).channel == Channel.COORDINATION
    with pytest.raises(PermissionDenied):  # who leads it reads it all and answers for nobody else
        actions.answer_device(row=row_of(notebook), answer=Answer.CONFIRMED, by=authority_head, now=timezone.now())


def test_nobody_of_another_authority_answers(
    running: Campaign, client_for: BrowserFor, stranger: User, notebook: Device
) -> None:
    assert answer(client_for(stranger), notebook, answer="confirmed") == 404
    with pytest.raises(PermissionDenied):
        actions.answer_device(row=row_of(notebook), answer=Answer.CONFIRMED, by=stranger, now=timezone.now())


@pytest.mark.parametrize("state", [State.RUNNING, State.FINISHED])
def test_the_database_takes_answers_of_the_own_authority_while_it_runs(
    state: State, ludwigslust: Authority, reporter: User
) -> None:
    own = CampaignDeviceFactory(
        device=DeviceFactory(authority=ludwigslust, workstation=None),
        campaign=CampaignFactory(authorities=[ludwigslust], state=state),
    )
    foreign = CampaignDeviceFactory()
    values = {"answer": Answer.CONFIRMED, "channel": Channel.PORTAL, "answered_at": timezone.now()}
    with as_user(reporter):
        assert CampaignDevice.objects.filter(pk__in=[own.pk, foreign.pk]).update(**values) == (state == State.RUNNING)
    foreign.refresh_from_db()
    assert foreign.answer == Answer.OPEN


def test_a_device_that_stands_in_no_list_is_told_of_and_settled(
    running: Campaign, portal: Client, technician: Client, reporter: User
) -> None:
    empty = portal.post("/my-devices/unlisted/", {"campaign": running.pk, "kind": "monitor"})
    assert "Bitte geben Sie eine Nummer oder eine Anmerkung an" in empty.content.decode()
    portal.post("/my-devices/unlisted/", {"campaign": running.pk, "kind": "monitor", "number": "MW-77"})
    found = UnlistedDevice.objects.get()
    assert (found.reported_by, found.authority, found.channel) == (
        contact_of(reporter),
        contact_of(reporter).authority,
        Channel.PORTAL,
    )

    technician.post(f"/stocktakings/unlisted/{found.pk}/settle/", {"note": "Privatgerät"})
    found.refresh_from_db()
    assert found.settlement == "Privatgerät"


def test_a_room_is_gone_through_with_ticks_and_a_scanner(
    running: Campaign, technician: Client, notebook: Device, printer: Device
) -> None:
    room = f"/stocktakings/{running.pk}/check/?authority={printer.authority_id}&site=Rathaus&room=2.04"
    assert room.replace("&", "&amp;") in technician.get(f"/stocktakings/{running.pk}/rooms/").content.decode()
    assert printer.inventory_number in technician.get(room).content.decode()

    technician.post(room, {"number": f" {printer.serial_number.lower()} "})
    assert (row_of(printer).answer, row_of(printer).channel) == (Answer.CONFIRMED, Channel.ON_SITE)
    technician.post(room, {"number": notebook.inventory_number})
    assert (row_of(notebook).answer, row_of(notebook).remark) == (
        Answer.ELSEWHERE,
        "Vor Ort gefunden in: Rathaus, Raum 2.04",
    )
    unknown = technician.post(room, {"number": "X-1"}).content.decode()
    assert "steht bei dieser Behörde nicht in der Liste" in unknown
    assert f"/stocktakings/{running.pk}/found/?authority={printer.authority_id}" in unknown
    technician.post(
        f"/stocktakings/{running.pk}/found/?authority={printer.authority_id}",
        {"kind": "monitor", "number": "X-1", "place": "2.04"},
    )
    assert UnlistedDevice.objects.get().channel == Channel.ON_SITE

    technician.post(room, {"row": [row_of(notebook).pk]})
    assert row_of(notebook).answer == Answer.CONFIRMED


def test_a_difference_is_settled_by_a_step_in_the_life_of_the_device(
    running: Campaign, portal: Client, technician: Client, notebook: Device, ludwigslust: Authority
) -> None:
    answer(portal, notebook, answer="elsewhere", remark="Am Empfang")
    place = WorkstationFactory(authority=ludwigslust, operating_system=None)
    url = f"/stocktakings/devices/{row_of(notebook).pk}/settle/"
    assert (
        "gibt es bei dieser Behörde nicht"
        in technician.post(url, {"deed": "moved", "workstation": "AP-0"}).content.decode()
    )
    technician.post(url, {"deed": "moved", "workstation": place.inventory_number})
    notebook.refresh_from_db()
    place.refresh_from_db()
    assert (notebook.workstation, notebook.held_by, notebook.state) == (place, None, DeviceState.IN_SERVICE)
    assert place.computer == notebook
    assert row_of(notebook).settlement == f"Im Bestand jetzt bei IT-Arbeitsplatz {place}"
    assert answer(portal, notebook, answer="confirmed") == 200  # what is settled stays
    assert row_of(notebook).answer == Answer.ELSEWHERE


@pytest.mark.parametrize(
    ("said", "deed", "state"),
    [
        ("gone", "stored", DeviceState.IN_STOCK),
        ("missing", "lost", DeviceState.DISPOSED),
        ("missing", "otherwise", DeviceState.IN_SERVICE),
    ],
)
def test_what_is_gone_goes_into_stock_or_is_written_off(
    said: str, deed: str, state: DeviceState, running: Campaign, portal: Client, technician: Client, notebook: Device
) -> None:
    answer(portal, notebook, answer=said)
    stock = ServicePointFactory()
    technician.post(
        f"/stocktakings/devices/{row_of(notebook).pk}/settle/",
        {"deed": deed, "service_point": stock.pk, "note": "geprüft"},
    )
    notebook.refresh_from_db()
    assert notebook.state == state
    assert notebook.disposal == (Disposal.LOST if state == DeviceState.DISPOSED else "")
    assert "geprüft" in row_of(notebook).settlement


def test_it_ends_when_all_is_settled_and_then_nothing_changes(
    running: Campaign, portal: Client, technician: Client, notebook: Device, on_site: User
) -> None:
    answer(portal, notebook, answer="missing")
    refused = technician.post(f"/stocktakings/{running.pk}/finish/").content.decode()
    assert "Es ist noch eine Abweichung zu klären" in refused
    technician.post(f"/stocktakings/devices/{row_of(notebook).pk}/settle/", {"deed": "otherwise", "note": "wieder da"})
    technician.post(f"/stocktakings/{running.pk}/finish/")
    running.refresh_from_db()
    assert running.state == State.FINISHED

    assert answer(portal, notebook, answer="confirmed") == 200
    with pytest.raises(ValidationError, match="abgeschlossen"):
        actions.check_room(campaign=running, keys=[row_of(notebook).pk], by=on_site, now=timezone.now())
    report = technician.get(f"/stocktakings/{running.pk}/report/")
    assert report["Content-Type"] == "application/pdf"
    table = b"".join(technician.get(f"/stocktakings/devices/?campaign={running.pk}&export=csv")).decode()
    assert "wieder da" in table
    assert contact_of_row(notebook).last_name not in table


def contact_of_row(device: Device) -> Contact:
    person = row_of(device).asked
    assert person is not None
    return person


def test_those_without_an_answer_are_written_to_once(
    running: Campaign, technician: Client, reporter: User, notebook: Device, settings: Settings
) -> None:
    settings.NOTIFY_BY_MAIL = True
    technician.post(f"/stocktakings/{running.pk}/remind/")
    assert "Erinnert wurde schon" in technician.post(f"/stocktakings/{running.pk}/remind/").content.decode()
    assert remind_of_stocktaking(running.pk) == 1
    assert mail.outbox[0].to == [reporter.email]
    assert notebook.inventory_number in mail.outbox[0].body
    assert remind_of_stocktaking(running.pk) == 0


def test_whoever_wishes_no_letters_or_has_answered_gets_none(
    running: Campaign, reporter: User, portal: Client, notebook: Device, settings: Settings
) -> None:
    settings.NOTIFY_BY_MAIL = True
    wish = Preference.objects.create(user=reporter, group="reminders", way="in_app")
    assert remind_of_stocktaking(running.pk) == 0
    wish.delete()
    answer(portal, notebook, answer="confirmed")
    assert remind_of_stocktaking(running.pk) == 0


def test_names_and_remarks_go_a_year_after_the_end_and_the_answers_stay(ludwigslust: Authority) -> None:
    person = ContactFactory(authority=ludwigslust)
    ended = {"authorities": [ludwigslust], "state": State.FINISHED}
    now = timezone.now()
    old = CampaignFactory(**ended, finished_at=now - timedelta(days=400))
    young = CampaignFactory(**ended, finished_at=now - timedelta(days=300))
    said = {
        "asked": person,
        "answer": Answer.GONE,
        "channel": Channel.PORTAL,
        "answered_at": now,
        "remark": "bei Frau Muster",
    }
    rows = [
        CampaignDeviceFactory(device=DeviceFactory(authority=ludwigslust, workstation=None), campaign=campaign, **said)
        for campaign in (old, young)
    ]
    extra = UnlistedDeviceFactory(authority=ludwigslust, campaign=old, reported_by=person, remark="von Frau Muster")
    enforce_retention(now=now)
    for row in (*rows, extra):
        row.refresh_from_db()
    assert (rows[0].asked, rows[0].remark, rows[0].answer) == (None, "", Answer.GONE)
    assert (extra.reported_by, extra.remark) == (None, "")
    assert (rows[1].asked, rows[1].remark) == (person, "bei Frau Muster")
    kept: Any = CampaignDevice._meta.get_field("changes").related_model._default_manager.filter(pgh_obj_id=rows[0].pk)
    assert {(state.asked_id, state.remark) for state in kept} == {(None, "")}


def test_the_database_keeps_answers_and_settlements_whole(db: None) -> None:
    row = CampaignDeviceFactory()
    for wrong in (
        {"answer": Answer.CONFIRMED},
        {"settled_at": timezone.now(), "settlement": "x"},
        {"channel": "portal"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            CampaignDevice.objects.filter(pk=row.pk).update(**wrong)


def test_while_it_runs_only_words_and_the_last_day_change(
    running: Campaign, technician: Client, ludwigslust: Authority
) -> None:
    page = f"/stocktakings/{running.pk}/edit/"
    later, other = running.ends_on + timedelta(days=7), DeviceFactory().authority
    technician.post(page, {"title": "Winter", "ends_on": later, "starts_on": later, "authorities": [other.pk]})
    running.refresh_from_db()
    assert (running.title, running.ends_on, running.starts_on) == ("Winter", later, timezone.localdate())
    assert list(running.authorities.all()) == [ludwigslust]


def test_it_does_not_begin_after_its_last_day(technician: Client, ludwigslust: Authority, printer: Device) -> None:
    today = timezone.localdate()
    late = {"starts_on": today - timedelta(days=9), "ends_on": today - timedelta(days=1)}
    campaign = CampaignFactory(authorities=[ludwigslust], state=State.PLANNED, **late)
    page = technician.post(f"/stocktakings/{campaign.pk}/start/").content.decode()
    assert "Der letzte Tag für Antworten ist schon vorbei" in page
    assert not campaign.devices.exists()


def test_an_answer_that_was_corrected_meanwhile_is_looked_at_before_it_is_settled(
    running: Campaign, portal: Client, technician: Client, notebook: Device
) -> None:
    answer(portal, notebook, answer="missing")
    url = f"/stocktakings/devices/{row_of(notebook).pk}/settle/"
    seen = technician.get(url).context["form"]["seen"].value()
    answer(portal, notebook, answer="elsewhere", remark="Raum 2.04")

    refused = technician.post(url, {"deed": "lost", "note": "Gesucht.", "seen": seen})
    assert "Inzwischen wurde etwas anderes geantwortet: steht woanders, Raum 2.04" in refused.content.decode()
    notebook.refresh_from_db()
    assert notebook.state == DeviceState.IN_SERVICE
    form = refused.context["form"]
    assert form["note"].value() == "Gesucht."

    technician.post(url, {"deed": "otherwise", "note": "Steht richtig.", "seen": form["seen"].value()})
    assert row_of(notebook).settlement == "Steht richtig."


def test_whoever_shares_a_workstation_is_counted_reminded_and_can_answer(
    technician: Client, portal: Client, reporter: User, ludwigslust: Authority, settings: Settings
) -> None:
    place = WorkstationFactory(authority=ludwigslust, used_by=None)
    place.shared_with.add(contact_of(reporter))
    gone = ContactFactory(authority=ludwigslust, is_active=False)
    DeviceFactory(authority=ludwigslust, workstation=None, held_by=gone)
    campaign = CampaignFactory(authorities=[ludwigslust], state=State.PLANNED)
    preview = technician.get(f"/stocktakings/{campaign.pk}/").context["preview"]
    assert (preview.devices, preview.people, preview.without_account, preview.without_person) == (2, 1, 0, 1)

    technician.post(f"/stocktakings/{campaign.pk}/start/")
    settings.NOTIFY_BY_MAIL = True
    assert remind_of_stocktaking(campaign.pk) == 1
    assert mail.outbox[0].to == [reporter.email]
    assert answer(portal, place.computer, answer="confirmed") == 302


def test_nobody_is_reminded_of_a_day_that_has_passed(
    running: Campaign, technician: Client, portal: Client, notebook: Device
) -> None:
    ended = timezone.localdate() - timedelta(days=1)
    Campaign.objects.update(starts_on=ended, ends_on=ended)
    assert "Einmal erinnern" not in technician.get(f"/stocktakings/{running.pk}/").content.decode()
    page = technician.post(f"/stocktakings/{running.pk}/remind/").content.decode()
    assert "Der letzte Tag für Antworten ist schon vorbei" in page
    page = portal.get("/my-devices/").content.decode()
    assert "Bitte sagen Sie uns gleich" in page
    assert f"{ended:%d.%m.%Y}" not in page


def test_whoever_is_asked_nothing_is_not_pressed(
    client_for: BrowserFor, technician: Client, ludwigslust: Authority, printer: Device, coordinator: User
) -> None:
    campaign = CampaignFactory(title="Herbst", authorities=[ludwigslust], state=State.PLANNED)
    technician.post(f"/stocktakings/{campaign.pk}/start/")
    page = client_for(coordinator).get("/my-devices/").content.decode()
    assert "ob diese Geräte bei Ihnen sind" not in page
    assert "Ein Gerät steht nicht in der Liste" in page


def test_two_editors_notice_each_other(running: Campaign, technician: Client, ludwigslust: Authority) -> None:
    page = f"/stocktakings/{running.pk}/edit/"
    shown = technician.get(page).context["form"]["version"].value()
    values = {"title": "Winter", "ends_on": running.ends_on, "version": shown}
    technician.post(page, values)
    refused = technician.post(page, {**values, "title": "Frühjahr"})
    assert "Jemand anderes hat" in refused.content.decode()
    assert "Jetzt steht hier: „Winter“" in refused.content.decode()
    running.refresh_from_db()
    assert running.title == "Winter"
    technician.post(page, {**values, "title": "Frühjahr", "version": refused.context["form"]["version"].value()})
    running.refresh_from_db()
    assert running.title == "Frühjahr"


def test_page_of_a_planned_stock_taking_reads_no_device(technician: Client, ludwigslust: Authority) -> None:
    """It counts them; with the number of devices neither the queries nor the rows grow."""
    campaign = CampaignFactory(authorities=[ludwigslust], state=State.PLANNED)
    for _ in range(3):
        WorkstationFactory(authority=ludwigslust)
    url = f"/stocktakings/{campaign.pk}/"
    technician.get(url)
    with CaptureQueriesContext(connection) as captured:
        text = technician.get(url).content.decode()
    assert "Nach <b" in text
    assert not [query["sql"] for query in captured if '"workstations_device"."serial_number"' in query["sql"]]


def test_one_device_is_one(technician: Client, ludwigslust: Authority, printer: Device) -> None:
    campaign = CampaignFactory(authorities=[ludwigslust], state=State.PLANNED)
    text = technician.get(f"/stocktakings/{campaign.pk}/").content.decode()
    assert '<b class="ku-num">1</b> Gerät in Betrieb' in text
    assert "Für 1 Gerät antwortet die IT-Koordination, oder Sie prüfen es vor Ort." in text
    page = technician.post(f"/stocktakings/{campaign.pk}/start/", follow=True).content.decode()
    assert "gefragt wird nach 1 Gerät." in page

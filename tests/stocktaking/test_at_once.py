"""A stock-taking ends at the moment somebody answers: each on a connection of its own."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.scope import as_user
from customers.models import Authority
from stocktaking import actions
from stocktaking.lifecycle import Answer, State
from stocktaking.models import CampaignDevice, UnlistedDevice
from tests.factories import CampaignDeviceFactory, CampaignFactory, DeviceFactory
from tests.people import contact_of
from tests.tickets.test_outages_at_once import beside, wait_until_somebody_waits

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def asked(ludwigslust: Authority, reporter: User) -> CampaignDevice:
    device = DeviceFactory(authority=ludwigslust, workstation=None)
    campaign = CampaignFactory(authorities=[ludwigslust])
    row: CampaignDevice = CampaignDeviceFactory(device=device, campaign=campaign, asked=contact_of(reporter))
    return row


def missing(row: CampaignDevice, by: User) -> None:
    actions.answer_device(row=row, answer=Answer.MISSING, by=by, now=timezone.now())


def confirmed(row: CampaignDevice, by: User) -> None:
    assert actions.confirm_devices(keys=[row.pk], by=by, now=timezone.now()) == 0, "answered after the end"
    raise ValidationError("Dieser Abgleich nimmt keine Antworten mehr an.")


def unlisted(row: CampaignDevice, by: User) -> None:
    device = UnlistedDevice(campaign=row.campaign, authority=row.authority, kind="monitor", number="X-1")
    actions.report_unlisted(device=device, by=by, now=timezone.now())


@pytest.mark.parametrize("answer", [missing, unlisted])
def test_it_does_not_end_before_an_answer_on_its_way_is_counted(
    answer: Callable[[CampaignDevice, User], None], asked: CampaignDevice, reporter: User, on_site: User
) -> None:
    with transaction.atomic():
        answer(asked, reporter)
        thread, results = beside(lambda: actions.finish(campaign=asked.campaign, by=on_site, now=timezone.now()))
        wait_until_somebody_waits()
    thread.join()
    assert isinstance(results[0], ValidationError), results
    assert "noch eine Abweichung" in results[0].message
    asked.campaign.refresh_from_db()
    assert asked.campaign.state == State.RUNNING


@pytest.mark.parametrize("answer", [missing, confirmed, unlisted])
def test_whoever_answers_while_it_ends_is_told_so(
    answer: Callable[[CampaignDevice, User], None], asked: CampaignDevice, reporter: User, on_site: User
) -> None:
    def answering() -> None:
        with as_user(reporter):
            answer(CampaignDevice.objects.get(pk=asked.pk), reporter)

    with transaction.atomic():
        actions.finish(campaign=asked.campaign, by=on_site, now=timezone.now())
        thread, results = beside(answering)
        wait_until_somebody_waits()
    thread.join()
    assert isinstance(results[0], ValidationError), results
    assert results[0].message == "Dieser Abgleich nimmt keine Antworten mehr an."
    asked.refresh_from_db()
    assert asked.answer == Answer.OPEN
    assert not UnlistedDevice.objects.exists()

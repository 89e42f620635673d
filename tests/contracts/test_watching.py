"""Deadlines that come near: told once for each number of days, by letter, in the list and on the board."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from accounts.models import RoleAssignment, User
from contracts.deadlines import Kind, deadlines
from contracts.lifecycle import State
from contracts.models import Agreement, AgreementWarning
from contracts.tasks import bring_agreements_to_their_day, warn_of_agreement_deadlines
from contracts.tiles import NearDeadlines
from customers.models import Authority
from notifications.tasks import tell_of_agreements
from tests.factories import AgreementFactory

LAST_DAY = date(2027, 6, 30)
"""Of half a year's notice to the end of 2027."""


@pytest.fixture
def in_force(ludwigslust: Authority) -> Agreement:
    return AgreementFactory(
        authority=ludwigslust, state=State.EFFECTIVE, effective_from=date(2020, 1, 1), minimum_months=96
    )


def on(day: date) -> time_machine.travel:
    return time_machine.travel(f"{day}T06:30:00+02:00", tick=False)


def warned() -> list[tuple[str, date, int]]:
    return list(AgreementWarning.objects.order_by("-days_before").values_list("kind", "day", "days_before"))


def test_each_number_of_days_before_is_told_of_once(in_force: Agreement) -> None:
    for days, told in ((181, 0), (180, 1), (179, 1), (91, 1), (90, 2), (89, 2), (30, 3), (0, 3)):
        with on(LAST_DAY - timedelta(days=days)):
            for _ in range(2):  # a job may run twice
                warn_of_agreement_deadlines(0)
        assert len(warned()) == told, days
    assert warned() == [(Kind.NOTICE, LAST_DAY, 180), (Kind.NOTICE, LAST_DAY, 90), (Kind.NOTICE, LAST_DAY, 30)]


def test_whoever_enters_an_agreement_late_hears_of_it_once(in_force: Agreement) -> None:
    with on(LAST_DAY - timedelta(days=10)):
        warn_of_agreement_deadlines(0)
    assert warned() == [(Kind.NOTICE, LAST_DAY, 30)]


def test_an_agreement_names_its_own_days(in_force: Agreement) -> None:
    Agreement.objects.filter(pk=in_force.pk).update(warn_days=[365])
    with on(LAST_DAY - timedelta(days=364)):
        warn_of_agreement_deadlines(0)
    assert warned() == [(Kind.NOTICE, LAST_DAY, 365)]


def test_the_end_of_the_standstill_is_told_of_the_day_after(ludwigslust: Authority) -> None:
    AgreementFactory(authority=ludwigslust, state=State.NOTIFIED, standstill_until=LAST_DAY)
    with on(LAST_DAY):
        warn_of_agreement_deadlines(0)
    assert warned() == []
    with on(LAST_DAY + timedelta(days=1)):
        warn_of_agreement_deadlines(0)
    assert warned() == [(Kind.STANDSTILL, LAST_DAY, 0)]


def test_what_ends_anyway_is_told_of_instead_of_notice(in_force: Agreement) -> None:
    in_force.effective_until = LAST_DAY
    (deadline,) = deadlines(in_force, LAST_DAY)
    assert (deadline.kind, deadline.day) == (Kind.END, LAST_DAY)


def test_those_who_keep_agreements_get_one_letter_about_all(
    in_force: Agreement,
    ludwigslust: Authority,
    customer_care: User,
    administrator: User,
    service_desk: User,
    settings: Settings,
) -> None:
    settings.NOTIFY_BY_MAIL, settings.SITE_URL = True, "https://intranet.example"
    AgreementFactory(authority=ludwigslust, state=State.NOTIFIED, standstill_until=date(2027, 1, 4))
    with on(LAST_DAY - timedelta(days=80)):
        assert warn_of_agreement_deadlines(0) == 2
        (job,) = ProcrastinateJob.objects.filter(task_name="notifications.tasks.tell_of_agreements")
        assert tell_of_agreements(**job.args) == 1
        (letter,) = mail.outbox
        assert sorted(letter.bcc) == sorted([customer_care.email, administrator.email])
        assert "Kündigung bis 30.06.2027, endet dann am 31.12.2027" in letter.body
        assert "Frist der Rechtsaufsicht abgelaufen 04.01.2027" in letter.body
        assert f"https://intranet.example{in_force.get_absolute_url()}" in letter.body
        assert "https://intranet.example/agreements/?deadline=near" in letter.body
        assert in_force.note not in letter.body
        assert warn_of_agreement_deadlines(0) == 0
        assert tell_of_agreements() == 0


def test_what_the_mail_server_did_not_take_is_told_the_next_morning(
    in_force: Agreement, customer_care: User, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.NOTIFY_BY_MAIL = True
    with on(LAST_DAY - timedelta(days=80)):
        assert warn_of_agreement_deadlines(0) == 1
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens there
        with pytest.raises(OSError, match="refused"):
            tell_of_agreements()
    with on(LAST_DAY - timedelta(days=79)):
        assert warn_of_agreement_deadlines(0) == 1


def test_whoever_keeps_them_no_more_hears_nothing(in_force: Agreement, customer_care: User, settings: Settings) -> None:
    settings.NOTIFY_BY_MAIL = True
    RoleAssignment.objects.filter(user=customer_care).update(valid_until=LAST_DAY - timedelta(days=81))
    with on(LAST_DAY - timedelta(days=80)):
        assert warn_of_agreement_deadlines(0) == 1
        assert tell_of_agreements() == 0


def test_list_and_board_show_what_comes_near(
    in_force: Agreement, ludwigslust: Authority, manager: User, client_for: Callable[[User], Client]
) -> None:
    far = AgreementFactory(authority=ludwigslust, state=State.EFFECTIVE, effective_until=date(2035, 1, 1))
    with on(LAST_DAY - timedelta(days=80)):
        client = client_for(manager)
        url = reverse("contracts:agreements")
        page = client.get(url, {"deadline": "near"}).content.decode()
        assert in_force.name in page
        assert far.name not in page
        assert far.name in client.get(url).content.decode()
        assert NearDeadlines().data(manager, timezone.now()).value == 1
        board = client.get(reverse("dashboards:service")).content.decode()
        assert "Vertragsfristen nahen" in board
    with on(LAST_DAY - timedelta(days=200)):
        assert NearDeadlines().data(manager, timezone.now()).value == 0


def test_the_morning_job_lets_agreements_end(in_force: Agreement) -> None:
    Agreement.objects.filter(pk=in_force.pk).update(effective_until=LAST_DAY)
    with on(LAST_DAY + timedelta(days=1)):
        assert bring_agreements_to_their_day(0) == 1
        assert bring_agreements_to_their_day(0) == 0
    in_force.refresh_from_db()
    assert in_force.state == State.ENDED

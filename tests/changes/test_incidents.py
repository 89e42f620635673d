"""How a Fachverfahren stands while an outage goes on: it follows the outage, and keeps what a person said of it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from applications.models import ApplicationUse
from changes.actions import change_status, end_status
from changes.levels import Level
from changes.models import ServiceStatus
from changes.showing import together
from changes.standing import known_at
from tests.changes.test_standing import level
from tests.factories import ApplicationUseFactory
from tickets import actions as tickets
from tickets.models import MajorIncident

pytestmark = pytest.mark.django_db


def test_outage_says_how_it_stands_until_it_ends(
    incident: MajorIncident, own_use: ApplicationUse, service_desk: User, coordinator: User
) -> None:
    assert level(own_use, coordinator) == Level.DOWN
    other = ApplicationUseFactory(application=own_use.application)
    tickets.change_outage(
        incident=incident, title="Einwohnerwesen steht", text="Noch zwei Stunden.", authorities=[own_use.authority, other.authority],
        by=service_desk, now=timezone.now(),
    )  # fmt: skip
    rows = ServiceStatus.objects.filter(incident=incident.pk)
    assert set(rows.values_list("authority", "text")) == {
        (own_use.authority_id, "Noch zwei Stunden."),
        (other.authority_id, "Noch zwei Stunden."),
    }
    now = timezone.now()
    tickets.end_outage(incident=incident, solution="Neu gestartet.", by=service_desk, now=now)
    assert not ServiceStatus.objects.holding(now + timedelta(seconds=2)).exists()


def test_outage_says_everywhere_by_when_it_is_expected_to_be_over(
    incident: MajorIncident,
    own_use: ApplicationUse,
    service_desk: User,
    coordinator: User,
    client_for: Callable[[User], Client],
) -> None:
    until = timezone.now() + timedelta(hours=3)
    tickets.change_outage(
        incident=incident, title="Störung", text="Wir arbeiten daran.", authorities=[own_use.authority], by=service_desk,
        now=timezone.now(), expected_until=until,
    )  # fmt: skip
    words = f"{timezone.localtime(until):%d.%m.%Y, %H:%M} Uhr"
    for user, url in ((coordinator, reverse("changes:status")), (service_desk, reverse("changes:standings"))):
        page = client_for(user).get(url).content.decode()
        assert words in page
        assert "auf Weiteres" not in page
    tickets.end_outage(incident=incident, solution="Neu gestartet.", by=service_desk, now=timezone.now())
    assert not ServiceStatus.objects.holding(timezone.now() + timedelta(seconds=2)).exists()


def test_authority_that_an_outage_no_longer_concerns_is_as_usual(
    incident: MajorIncident, own_use: ApplicationUse, service_desk: User
) -> None:
    other = ApplicationUseFactory(application=own_use.application)
    tickets.change_outage(
        incident=incident, title="Störung", text="Nur dort.", authorities=[other.authority], by=service_desk, now=timezone.now()
    )  # fmt: skip
    later = timezone.now() + timedelta(seconds=2)
    assert list(ServiceStatus.objects.holding(later).values_list("authority", flat=True)) == [other.authority_id]


def test_outage_of_many_authorities_is_one_line_for_staff(
    incident: MajorIncident, own_use: ApplicationUse, service_desk: User
) -> None:
    other = ApplicationUseFactory(application=own_use.application)
    tickets.change_outage(
        incident=incident, title="Steht", text="Steht.", authorities=[own_use.authority, other.authority], by=service_desk,
        now=timezone.now(),
    )  # fmt: skip
    (one,) = together(known_at(timezone.now(), user=service_desk))
    assert one.authorities == frozenset({own_use.authority_id, other.authority_id})


# Persons and outages


def status_of(incident: MajorIncident) -> ServiceStatus:
    return ServiceStatus.objects.get(incident=incident.pk)


def test_what_follows_an_outage_is_ended_there_and_nowhere_else(
    incident: MajorIncident, service_desk: User, client_for: Callable[[User], Client]
) -> None:
    row, now = status_of(incident), timezone.now()
    with pytest.raises(ValidationError, match="folgt einer Großstörung"):
        end_status(status=row, by=service_desk, now=now)
    with pytest.raises(ValidationError, match="folgt einer Großstörung") as refused:
        change_status(
            status=row, level=Level.RESTRICTED, text=row.text, until=now + timedelta(hours=1), by=service_desk
        )  # fmt: skip
    assert set(refused.value.error_dict) == {"until"}
    browser = client_for(service_desk)
    page = browser.get(reverse("changes:change_status", args=[row.pk])).content.decode()
    assert "folgt einer Großstörung" in page
    assert 'name="until"' not in page
    assert reverse("changes:end_status", args=[row.pk]) not in page
    assert "folgt einer Großstörung" in browser.post(reverse("changes:end_status", args=[row.pk])).content.decode()
    data = {"level": 2, "text": "Langsam.", "version": row.version}
    assert browser.post(reverse("changes:change_status", args=[row.pk]), data).status_code == 302
    tickets.end_outage(incident=incident, solution="Neu gestartet.", by=service_desk, now=now)
    row = status_of(incident)
    assert row.level == Level.RESTRICTED
    assert row.until is not None
    with pytest.raises(ValidationError, match="ist vorbei"):
        change_status(status=row, level=Level.DOWN, text="Doch nicht.", until=None, by=service_desk)


def test_words_of_a_person_stay_however_often_the_job_comes(incident: MajorIncident, service_desk: User) -> None:
    row = status_of(incident)
    change_status(status=row, level=Level.EMERGENCY, text="Bitte auf Papier.", until=None, by=service_desk)
    version = status_of(incident).version
    tickets.concern_new_users(now=timezone.now())
    tickets.change_outage(
        incident=incident, title="Störung", text="Etwas Neues.", authorities=incident.authorities.all(), by=service_desk,
        now=timezone.now(),
    )  # fmt: skip
    row = status_of(incident)
    assert (row.level, row.text, row.version) == (Level.EMERGENCY, "Bitte auf Papier.", version)


def test_another_level_alone_leaves_the_words_to_the_outage(incident: MajorIncident, service_desk: User) -> None:
    row = status_of(incident)
    change_status(status=row, level=Level.RESTRICTED, text=row.text, until=None, by=service_desk)
    MajorIncident.objects.filter(pk=incident.pk).update(text="Noch zwei Stunden.")
    tickets.concern_new_users(now=timezone.now())
    row = status_of(incident)
    assert (row.level, row.text) == (Level.RESTRICTED, "Noch zwei Stunden.")


def test_outage_that_ends_while_somebody_writes_is_told(
    incident: MajorIncident, service_desk: User, client_for: Callable[[User], Client]
) -> None:
    browser, row = client_for(service_desk), status_of(incident)
    address = reverse("changes:change_status", args=[row.pk])
    change_status(status=row, level=Level.EMERGENCY, text=row.text, until=None, by=service_desk)
    data = {"level": 2, "text": "Langsam.", "version": row.version}
    page = browser.post(address, data).content.decode()
    assert "inzwischen geändert" in page
    assert "Langsam." in page
    tickets.end_outage(incident=incident, solution="Neu gestartet.", by=service_desk, now=timezone.now())
    data |= {"version": status_of(incident).version}
    assert "folgte, ist vorbei" in browser.post(address, data).content.decode()

"""Who gets a letter about a change: who is concerned and still acts there, once, and not about what is over."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from accounts.models import User
from accounts.scope import as_job
from applications.models import ApplicationUse
from changes.actions import approve_change, cancel_change, move_change, order_left_letters, submit_change
from changes.levels import Effect
from changes.models import Change, ChangeNotice
from customers.models import Contact
from notifications import planned_changes
from notifications.tasks import tell_of_change
from tests.changes.conftest import NOW, Plan, soon
from tests.factories import ApplicationUseFactory, ContactFactory, RelationFactory, UseContactFactory
from tests.people import contact_at
from workstations.models import InfrastructureItem

pytestmark = pytest.mark.django_db
TELL = "notifications.tasks.tell_of_change"


def tell(change: Change, days: int = 0) -> int:
    """What the job does some days after it was planned."""
    return planned_changes.tell(change.pk, lambda: as_job("Briefe"), now=NOW + timedelta(days=days))


@pytest.fixture
def people(use: ApplicationUse) -> dict[str, Contact]:
    """Who is at the authority: the IT-Koordination, who answers for the Fachverfahren, and others."""
    owner = contact_at(use.authority)
    found = {
        "coordinator": Contact.objects.get(user=contact_at(use.authority, Contact.Role.IT_COORDINATOR)),
        "owner": Contact.objects.get(user=owner),
        "other": Contact.objects.get(user=contact_at(use.authority)),
        "elsewhere": ContactFactory(role=Contact.Role.IT_COORDINATOR),
    }
    UseContactFactory(use=use, contact=found["owner"], role="owner")
    return found


@pytest.fixture(autouse=True)
def by_mail(settings: Settings) -> None:
    settings.NOTIFY_BY_MAIL, settings.SITE_URL = True, "https://intranet.example"


def letters() -> dict[str, str]:
    """Who got which subject."""
    found = {message.to[0]: str(message.subject) for message in mail.outbox}
    mail.outbox.clear()
    return found


def test_contacts_concerned_get_one_letter_each(
    people: dict[str, Contact], submitted: Change, approver: User, planner: User
) -> None:
    change = approve_change(change=submitted, by=approver, now=NOW)
    assert ProcrastinateJob.objects.filter(task_name=TELL, args={"change": change.pk}).count() == 1
    assert tell(change) == 2
    addresses = {user.email for name in ("coordinator", "owner") if (user := people[name].user)}
    assert "Wartung steht" not in mail.outbox[0].body
    assert change.title in mail.outbox[0].body
    assert letters() == dict.fromkeys(addresses, f"Wartung am 23.11.2026: {change.title}")
    assert tell(change) == 0  # nobody twice
    starts, ends = change.starts_at + timedelta(days=1), change.ends_at + timedelta(days=1)
    change = move_change(change=change, starts_at=starts, ends_at=ends, by=planner, now=NOW)
    assert tell(change) == 2
    assert set(letters().values()) == {f"Wartung verschoben auf 24.11.2026: {change.title}"}
    cancel_change(change=change, reason="Nicht mehr nötig.", by=planner, now=NOW)
    assert tell(change) == 2
    assert set(letters().values()) == {f"Wartung abgesagt: {change.title}"}


def test_each_authority_reads_what_happens_to_its_own_fachverfahren(
    people: dict[str, Contact],
    use: ApplicationUse,
    server: InfrastructureItem,
    plan: Plan,
    approver: User,
    planner: User,
) -> None:
    archive = ApplicationUseFactory(authority=use.authority, application__name="Archiv").application
    RelationFactory(source_application=archive, target_item=server, is_redundant=True)
    elsewhere = ApplicationUseFactory(authority=people["elsewhere"].authority, application=archive)
    foreign = ApplicationUseFactory(authority=people["elsewhere"].authority, application__name="Friedhof").application
    RelationFactory(source_application=foreign, target_item=server)
    UseContactFactory(use=elsewhere, contact=people["elsewhere"], role="owner")
    change = plan(things=[server], effect=Effect.DOWN)
    submit_change(change=change, by=planner, now=NOW)
    change = approve_change(change=change, by=approver, now=NOW)
    assert change.announcement
    assert "ist die Auswirkung geringer" in change.announcement.text
    tell(change)
    assert people["owner"].user
    body = next(str(message.body) for message in mail.outbox if people["owner"].user.email in message.to)
    assert "– ausgefallen: Haushalt\n– eingeschränkt: Archiv\n" in body
    assert "Friedhof" not in body


def test_of_several_untold_versions_only_the_last_is_told(
    people: dict[str, Contact], submitted: Change, approver: User, planner: User
) -> None:
    change = approve_change(change=submitted, by=approver, now=NOW)
    cancel_change(change=change, reason="Nicht mehr nötig.", by=planner, now=NOW)
    assert tell(change) == 2
    assert set(letters().values()) == {f"Wartung abgesagt: {change.title}"}
    assert not ChangeNotice.objects.filter(mailed_at=None).exists()


def test_letters_left_behind_are_ordered_anew(people: dict[str, Contact], submitted: Change, approver: User) -> None:
    change = approve_change(change=submitted, by=approver, now=NOW)
    hour = timedelta(hours=1)
    assert order_left_letters(now=NOW + timedelta(minutes=5), after=hour) == 0
    assert order_left_letters(now=NOW + 2 * hour, after=hour) == 1
    tell(change)
    assert order_left_letters(now=NOW + 2 * hour, after=hour) == 0


def test_job_writes_the_letters(
    people: dict[str, Contact], plan: Plan, planner: User, approver: User, settings: Settings
) -> None:
    now = timezone.now()
    change = submit_change(change=plan(starts_at=soon(), now=now), by=planner, now=now)
    change = approve_change(change=change, by=approver, now=now)
    assert tell_of_change(change.pk) == 2


def test_who_acts_there_no_more_hears_of_nothing(
    people: dict[str, Contact], submitted: Change, approver: User, planner: User
) -> None:
    change = approve_change(change=submitted, by=approver, now=NOW)
    Contact.objects.filter(pk=people["owner"].pk).update(valid_until=timezone.localdate(NOW) - timedelta(days=1))
    assert tell(change) == 1  # noted while they still acted
    coordinator = people["coordinator"].user
    assert coordinator is not None
    assert set(letters()) == {coordinator.email}
    change = cancel_change(change=change, reason="Nicht mehr nötig.", by=planner, now=NOW)
    cancelled = ChangeNotice.objects.filter(occasion=ChangeNotice.Occasion.CANCELLED)
    assert [row.contact for row in cancelled] == [people["coordinator"]]


def test_without_letters_nothing_waits_for_their_being_switched_on(
    people: dict[str, Contact], submitted: Change, approver: User, settings: Settings
) -> None:
    change = approve_change(change=submitted, by=approver, now=NOW)
    settings.NOTIFY_BY_MAIL = False
    assert tell(change) == 0
    assert not ChangeNotice.objects.filter(mailed_at=None).exists()
    settings.NOTIFY_BY_MAIL = True
    assert tell(change) == 0
    assert letters() == {}


def test_what_is_over_is_announced_no_more_but_called_off(
    people: dict[str, Contact], submitted: Change, approver: User, planner: User
) -> None:
    change = approve_change(change=submitted, by=approver, now=NOW)
    assert tell(change, days=8) == 0
    assert not ChangeNotice.objects.filter(mailed_at=None).exists()
    change = cancel_change(change=change, reason="Fiel aus.", by=planner, now=NOW + timedelta(days=8))
    assert tell(change, days=8) == 2
    assert set(letters().values()) == {f"Wartung abgesagt: {change.title}"}

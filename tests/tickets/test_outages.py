"""Outages that hit several authorities: the desk leads them, each authority reads only what is meant for it."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from customers.models import Authority, Contact
from tests.factories import (
    AffectedAuthorityFactory,
    ApplicationUseFactory,
    AuthorityFactory,
    AuthorityRoleFactory,
    CategoryFactory,
    ContactFactory,
    MajorIncidentFactory,
    SpecialistApplicationFactory,
    TicketFactory,
    TicketLinkFactory,
    service_calendar_for_all,
)
from tests.people import contact_at, contact_of, with_fresh_rights
from tickets import actions
from tickets.lifecycle import State
from tickets.models import MajorIncident, Message, Ticket, TicketEvent, TicketLink
from tickets.tasks import concern_new_users_of_applications

ClientFor = Callable[[User], Client]
Kind = TicketLink.Kind


@pytest.fixture
def desk(service_desk: User, client_for: ClientFor) -> Client:
    """The browser of the service desk."""
    return client_for(service_desk)


@pytest.fixture
def other(db: None) -> User:
    """The IT-Koordination of another authority."""
    return contact_at(AuthorityFactory(name="Amt Nebenan", short_name="Nebenan"), Contact.Role.IT_COORDINATOR)


@pytest.fixture
def leading(contact: Contact) -> Ticket:
    """The first report of what will be an outage."""
    service_calendar_for_all()
    return TicketFactory(
        subject="Meldeamt steht still",
        authority=contact.authority,
        requester=contact,
        created_at=timezone.now() - timedelta(hours=1),
    )


@pytest.fixture
def incident(leading: Ticket, other: User) -> MajorIncident:
    """A running outage that hits both authorities."""
    return MajorIncidentFactory(
        ticket=leading,
        title="Einwohnerwesen nicht erreichbar",
        text="Bitte nehmen Sie Anträge auf Papier an.",
        affects=[leading.authority, authority_of(other)],
    )


def authority_of(user: User) -> Authority:
    return contact_of(user).authority


def child_of(incident: MajorIncident, **fields: object) -> Ticket:
    """A report that the outage collects."""
    ticket = TicketFactory(**fields)
    TicketLinkFactory(source=incident.ticket, target=ticket, kind=Kind.PARENT)
    return ticket


def text_of(response: object) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())  # type: ignore[attr-defined]


def start(client: Client) -> str:
    return text_of(client.get(reverse("portal:start")))


# the desk


def test_who_begins_to_use_the_application_is_concerned_unless_the_desk_decides_otherwise(
    incident: MajorIncident, service_desk: User, client_for: ClientFor
) -> None:
    application, long_ago = SpecialistApplicationFactory(), timezone.localdate() - timedelta(days=900)
    left_out = ApplicationUseFactory(application=application, used_since=long_ago)
    tomorrow = ApplicationUseFactory(application=application, used_since=timezone.localdate() + timedelta(days=1))
    running = MajorIncidentFactory(application=application, affects=[incident.ticket.authority])
    new = contact_at(AuthorityFactory(), Contact.Role.IT_COORDINATOR)
    ApplicationUseFactory(application=application, authority=authority_of(new), used_since=None)
    assert running.title not in start(client_for(new))
    assert concern_new_users_of_applications(0) == 1
    assert running.title in start(client_for(new))
    concerned = set(running.affected.values_list("authority", flat=True))
    assert concerned == {incident.ticket.authority_id, authority_of(new).pk}
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
        assert concern_new_users_of_applications(0) == 1
    running.affected.filter(authority=tomorrow.authority).delete()  # somebody of the desk knows better
    ended = MajorIncidentFactory(
        ticket=TicketFactory(created_at=running.started_at),
        application=application,
        affects=[],
        ended_at=running.started_at,
    )
    ApplicationUseFactory(application=application)
    assert concern_new_users_of_applications(0) == 1
    assert not ended.affected.exists()
    assert not running.affected.filter(authority__in=[left_out.authority, tomorrow.authority]).exists()


def test_declaring_takes_all_who_use_the_application(
    desk: Client, client_for: ClientFor, leading: Ticket, other: User
) -> None:
    application = SpecialistApplicationFactory()
    for authority in (leading.authority, authority_of(other)):
        ApplicationUseFactory(application=application, authority=authority)
        AuthorityRoleFactory(authority=authority)
    url = reverse("tickets:declare-outage", args=[leading.number])
    assert desk.get(url).status_code == 200
    assert desk.post(url, {"title": "Meldewesen", "text": ""}).status_code == 422
    assert (
        "Bitte wählen Sie, welche Behörden betroffen sind."
        in desk.post(url, {"title": "Meldewesen", "text": "Wir arbeiten daran."}).content.decode()
    )
    data = {"title": "Meldewesen", "text": "Wir arbeiten daran.", "application": application.pk}
    shown = text_of(desk.post(url, data, follow=True))
    assert "Meldewesen" in shown
    assert "Amt Nebenan" in shown
    assert set(MajorIncident.objects.get().authorities.all()) == {leading.authority, authority_of(other)}
    assert "Bekannte Störung: Meldewesen" in start(client_for(other))
    assert TicketEvent.Kind.OUTAGE in leading.events.values_list("kind", flat=True)


def test_list_shows_running_ones_first_and_says_what_to_do_without_any(desk: Client, leading: Ticket) -> None:
    assert "Zurzeit läuft keine Großstörung." in desk.get(reverse("tickets:outages")).content.decode()
    now = timezone.now()
    MajorIncidentFactory(ticket=leading, title="Läuft noch")
    MajorIncidentFactory(title="War einmal", started_at=now - timedelta(days=2), ended_at=now)
    shown = text_of(desk.get(reverse("tickets:outages")))
    assert shown.index("Läuft noch") < shown.index("War einmal")


def test_list_counts_reports_and_authorities_each_for_itself(desk: Client, incident: MajorIncident) -> None:
    for _ in range(3):
        child_of(incident)
    with CaptureQueriesContext(connection) as asked:
        shown = text_of(desk.get(reverse("tickets:outages")))
    assert "2 Behörden 3 Meldungen zugeordnet" in shown
    assert not any('JOIN "tickets_affectedauthority"' in query["sql"] for query in asked)


def test_older_open_reports_are_found_however_many_newer_ones_say_the_same(
    desk: Client, incident: MajorIncident, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tickets.querysets.reports.MOST_MATCHING", 1)
    old = TicketFactory(subject="Scanner klemmt", created_at=incident.started_at - timedelta(days=9))
    for _ in range(3):
        TicketFactory(subject="Scanner klemmt", state=State.CLOSED)
    found = desk.get(reverse("tickets:outage", args=[incident.pk]), {"q": "Scanner"}).context["candidates"]
    assert found == [old]
    found = desk.get(reverse("tickets:outage", args=[incident.pk]), {"q": old.number}).context["candidates"]
    assert found == [old]


def test_candidates_are_open_reports_of_the_matter_since_it_began(desk: Client, incident: MajorIncident) -> None:
    same = {"category": incident.category}
    TicketFactory(subject="Passt genau", **same)
    TicketFactory(subject="Schon gelöst", state=State.RESOLVED, **same)
    TicketFactory(subject="Zu alt", created_at=incident.started_at - timedelta(days=1), **same)
    TicketFactory(subject="Ganz andere Sache", category=CategoryFactory())
    child_of(incident, subject="Gehört schon dazu", **same)
    url = reverse("tickets:outage", args=[incident.pk])
    candidates = desk.get(url).context["candidates"]
    assert [row.subject for row in candidates] == ["Passt genau"]
    found = desk.get(url, {"q": "andere Sache"}).context["candidates"]
    assert [row.subject for row in found] == ["Ganz andere Sache"]


def test_timeline_of_the_leading_report_says_that_the_outage_was_declared(
    leading: Ticket, service_desk: User, reporter: User, desk: Client, client_for: ClientFor
) -> None:
    actions.declare_outage(
        ticket=leading, title="Fachverfahren aus", text="Bitte warten Sie.", authorities=[leading.authority],
        by=service_desk, now=timezone.now(),
    )  # fmt: skip
    assert "hat die Großstörung „Fachverfahren aus“ ausgerufen" in text_of(desk.get(leading.get_absolute_url()))
    shown = text_of(client_for(reporter).get(reverse("portal:ticket", args=[leading.number])))
    assert "hat die Meldung als größere Störung eingestuft: Fachverfahren aus" in shown
    assert "zugeordnet" not in shown


def test_chosen_reports_are_collected_and_told_so(
    desk: Client, client_for: ClientFor, incident: MajorIncident, other: User
) -> None:
    ticket = TicketFactory(authority=authority_of(other), requester=contact_of(other))
    gone = TicketFactory(state=State.CLOSED)
    response = desk.post(
        reverse("tickets:collect", args=[incident.pk]), {"tickets": [ticket.number, gone.number]}, follow=True
    )
    assert "Eine Meldung ist zugeordnet." in response.content.decode()
    assert f"{gone.number} ist nicht mehr offen." in response.content.decode()
    assert list(Ticket.objects.of_outage(incident)) == [ticket]
    shown = text_of(client_for(other).get(reverse("portal:ticket", args=[ticket.number])))
    assert "hat die Meldung einer größeren Störung zugeordnet: Einwohnerwesen nicht erreichbar" in shown
    assert "Großstörung" not in shown
    assert incident.ticket.number not in shown
    at_the_desk = text_of(desk.get(ticket.get_absolute_url()))
    assert "hat die Meldung der Großstörung „Einwohnerwesen nicht erreichbar“ zugeordnet" in at_the_desk
    assert (
        "Bitte wählen Sie mindestens eine Meldung aus."
        in desk.post(reverse("tickets:collect", args=[incident.pk]), follow=True).content.decode()
    )


def test_one_answer_reaches_all_open_reports(desk: Client, incident: MajorIncident) -> None:
    children = [child_of(incident), child_of(incident)]
    done = child_of(incident, state=State.RESOLVED)
    url = reverse("tickets:answer-outage", args=[incident.pk])
    assert desk.post(url, {"answer-body": " "}).status_code == 422
    shown = text_of(desk.post(url, {"answer-body": "Wir sind dran."}, follow=True))
    assert "3 Meldungen sind beantwortet." in shown
    answered = Message.objects.filter(body="Wir sind dran.").values_list("ticket", flat=True)
    assert set(answered) == {incident.ticket_id, *(child.pk for child in children)}
    assert done.pk not in answered
    desk.post(url, {"answer-body": "Wir sind dran."})  # a double click
    assert Message.objects.filter(body="Wir sind dran.").count() == 3


def test_ending_solves_what_is_open_and_leaves_what_has_ended(
    desk: Client, service_desk: User, incident: MajorIncident
) -> None:
    new = child_of(incident)
    waits = child_of(incident, state=State.WAITING_FOR_CUSTOMER, paused_at=timezone.now())
    closed, cancelled = child_of(incident, state=State.CLOSED), child_of(incident, state=State.CANCELLED)
    url = reverse("tickets:end-outage", args=[incident.pk])
    assert desk.post(url, {"end-body": ""}).status_code == 422
    assert MajorIncident.objects.get().is_running
    shown = text_of(desk.post(url, {"end-body": "Neustart des Servers."}, follow=True))
    assert "3 Meldungen sind gelöst." in shown
    assert "behoben" in shown
    states = [Ticket.objects.get(pk=row.pk).state for row in (incident.ticket, new, waits, closed, cancelled)]
    assert states == [State.RESOLVED, State.RESOLVED, State.RESOLVED, State.CLOSED, State.CANCELLED]
    assert "Keine Meldungen sind gelöst." in text_of(desk.post(url, {"end-body": "Neustart des Servers."}, follow=True))
    with pytest.raises(ValidationError):
        actions.collect(incident=incident, ticket=TicketFactory(), by=service_desk, now=timezone.now())


def test_two_people_do_not_overwrite_each_others_notice(desk: Client, incident: MajorIncident) -> None:
    url = reverse("tickets:edit-outage", args=[incident.pk])
    data = {
        "seen": incident.stamp(incident.authorities.values_list("pk", flat=True)),
        "title": incident.title,
        "text": "Bis Mittag.",
        "authorities": list(incident.authorities.values_list("pk", flat=True)),
    }
    assert desk.post(url, data).status_code == 302
    response = desk.post(url, data | {"text": "Bis Abend."})
    assert response.status_code == 422
    page = response.content.decode()
    assert "haben sich inzwischen geändert." in page
    assert "Jetzt steht hier: „Bis Mittag.“" in page
    assert MajorIncident.objects.get().text == "Bis Mittag."
    seen = page.split('name="seen" value="')[1].split('"')[0]
    assert desk.post(url, data | {"text": "Bis Abend.", "seen": seen}).status_code == 302
    assert MajorIncident.objects.get().text == "Bis Abend."


def test_authority_that_came_in_meanwhile_is_not_dropped_unseen(desk: Client, incident: MajorIncident) -> None:
    url = reverse("tickets:edit-outage", args=[incident.pk])
    page = desk.get(url).content.decode()
    new = AffectedAuthorityFactory(incident=incident, authority=AuthorityFactory(name="Amt Neu dabei")).authority
    data = {
        "seen": page.split('name="seen" value="')[1].split('"')[0],
        "title": incident.title,
        "text": "Bis Mittag.",
        "authorities": [incident.ticket.authority_id],
    }
    response = desk.post(url, data)
    assert response.status_code == 422
    assert "Amt Neu dabei" in response.content.decode().split("Betroffene Behörden: Jetzt steht hier: ")[1]
    assert incident.affected.filter(authority=new).exists()


def test_page_asks_as_much_of_two_reports_as_of_ten(desk: Client, incident: MajorIncident) -> None:
    url = reverse("tickets:outage", args=[incident.pk])

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(url).status_code == 200
        return len(asked)

    for _ in range(2):
        child_of(incident)
        TicketFactory(category=incident.category)
    few = queries()
    for _ in range(8):
        child_of(incident)
        TicketFactory(category=incident.category)
    assert queries() == few


# the authorities


def test_notice_stands_before_the_form_of_those_concerned_only(
    client_for: ClientFor, service_desk: User, incident: MajorIncident, reporter: User, other: User
) -> None:
    stranger = contact_at(AuthorityFactory(), Contact.Role.IT_COORDINATOR)
    for user, concerned in ((reporter, True), (other, True), (stranger, False)):
        for name in ("portal:start", "portal:report"):
            shown = text_of(client_for(user).get(reverse(name)))
            assert ("Bekannte Störung: Einwohnerwesen nicht erreichbar" in shown) is concerned
            assert ("Anträge auf Papier" in shown) is concerned
    assert client_for(stranger).post(reverse("portal:join-outage", args=[incident.pk])).status_code == 404
    assert not MajorIncident.objects.visible_to(stranger).exists()
    actions.end_outage(incident=incident, solution="Läuft.", by=service_desk, now=timezone.now())
    assert "Bekannte Störung" not in start(client_for(other))


def test_one_click_files_a_report_that_belongs_to_it(
    client_for: ClientFor, incident: MajorIncident, other: User
) -> None:
    browser = client_for(other)
    shown = text_of(browser.post(reverse("portal:join-outage", args=[incident.pk]), follow=True))
    made = Ticket.objects.get(requester=contact_of(other))
    assert f"Ihre Meldung {made.number} gehört jetzt zu dieser Störung." in shown
    assert made.subject == incident.title
    assert list(Ticket.objects.of_outage(incident)) == [made]
    assert f"Ihre Meldung {made.number} gehört dazu" in start(browser)
    browser.post(reverse("portal:join-outage", args=[incident.pk]))
    assert Ticket.objects.filter(requester=contact_of(other)).count() == 1


def test_authority_that_uses_the_application_no_longer_can_join_all_the_same(
    client_for: ClientFor, incident: MajorIncident, other: User
) -> None:
    use = ApplicationUseFactory(
        authority=contact_of(other).authority, used_until=timezone.localdate() - timedelta(days=1)
    )
    MajorIncident.objects.update(application=use.application)
    client_for(other).post(reverse("portal:join-outage", args=[incident.pk]))
    assert Ticket.objects.get(requester=contact_of(other)).application is None


def test_whoever_took_it_back_can_join_again_the_same_day(
    client_for: ClientFor, incident: MajorIncident, other: User
) -> None:
    browser, url = client_for(other), reverse("portal:join-outage", args=[incident.pk])
    browser.post(url)
    first = Ticket.objects.get(requester=contact_of(other))
    browser.post(reverse("portal:cancel", args=[first.number]))
    shown = text_of(browser.post(url, follow=True))
    second = Ticket.objects.open().get(requester=contact_of(other))
    assert f"Ihre Meldung {second.number} gehört jetzt zu dieser Störung." in shown
    assert second != first


def test_contact_at_two_authorities_joins_for_each(client_for: ClientFor, incident: MajorIncident, other: User) -> None:
    here, there = contact_of(other), ContactFactory(authority=AuthorityFactory(name="Amt Drüben"), user=other)
    AffectedAuthorityFactory(incident=incident, authority=there.authority)
    browser, url = client_for(with_fresh_rights(other)), reverse("portal:join-outage", args=[incident.pk])
    shown = start(browser)
    assert "Betrifft mich auch: Amt Nebenan" in shown
    browser.post(url, {"authority": there.authority_id})
    assert Ticket.objects.of_outage(incident).get().requester == there
    shown = start(browser)
    assert "gehört dazu Betrifft mich auch: Amt Nebenan" in shown
    assert "Betrifft mich auch: Amt Drüben" not in shown
    browser.post(url, {"authority": here.authority_id})
    browser.post(url, {"authority": incident.ticket.authority_id})  # somebody else's
    assert {ticket.requester for ticket in Ticket.objects.of_outage(incident)} == {here, there}
    assert "Betrifft mich auch" not in start(browser)


def test_authority_reads_nothing_of_the_others(
    client_for: ClientFor, desk: Client, incident: MajorIncident, other: User
) -> None:
    incident.ticket.messages.create(
        kind="reply",
        author=User.objects.all()[0],
        author_is_staff=True,
        body="Nur für Ludwigslust.",
        created_at=timezone.now(),
    )
    browser = client_for(other)
    browser.post(reverse("portal:join-outage", args=[incident.pk]))
    made = Ticket.objects.get(requester=contact_of(other))
    desk.post(reverse("tickets:answer-outage", args=[incident.pk]), {"answer-body": "Wir sind dran."})
    pages = [start(browser), *(
        text_of(browser.get(reverse(name, args=args)))
        for name, args in (("portal:ticket", [made.number]), ("portal:tickets", []), ("portal:report", []))
    )]  # fmt: skip
    assert "Wir sind dran." in pages[1]
    for shown in pages:
        for secret in (
            incident.ticket.number,
            "Meldeamt steht still",
            "Nur für Ludwigslust.",
            str(incident.ticket.authority),
        ):
            assert secret not in shown
    assert browser.get(reverse("tickets:outage", args=[incident.pk])).status_code == 403
    assert browser.get(reverse("portal:ticket", args=[incident.ticket.number])).status_code == 404


def test_contact_can_only_join_for_themselves(incident: MajorIncident, reporter: User, other: User) -> None:
    with pytest.raises(PermissionDenied):
        actions.join_outage(incident=incident, requester=contact_of(reporter), by=other, now=timezone.now())


def test_what_a_merged_report_reported_stays_in_the_outage(
    service_desk: User, incident: MajorIncident, contact: Contact
) -> None:
    absorbed = child_of(incident, authority=contact.authority, requester=contact)
    surviving = TicketFactory(authority=contact.authority, requester=contact)
    actions.merge(absorbed=absorbed, surviving=surviving, by=service_desk, now=timezone.now())
    assert list(Ticket.objects.of_outage(incident)) == [surviving]
    with pytest.raises(ValidationError, match="führt eine Großstörung"):
        actions.merge(absorbed=incident.ticket, surviving=surviving, by=service_desk, now=timezone.now())

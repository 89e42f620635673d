"""Linking, merging and splitting of reports, as the desk does it and as authorities see it."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from customers.models import Contact
from tests.factories import (
    AttachmentFactory,
    AuthorityFactory,
    ContactFactory,
    MessageFactory,
    TicketFactory,
    TicketLinkFactory,
)
from tests.people import contact_at, contact_of
from tickets import actions
from tickets.lifecycle import State
from tickets.models import Draft, Message, Stopwatch, Ticket, TicketEvent, TicketLink, TimeEntry, Watcher

Kind = TicketLink.Kind
ClientFor = Callable[[User], Client]


@pytest.fixture
def desk(service_desk: User, client_for: ClientFor) -> Client:
    return client_for(service_desk)


@pytest.fixture
def pair(contact: Contact, db: None) -> tuple[Ticket, Ticket]:
    """Two reports of the same person."""
    one = TicketFactory(subject="Drucker streikt", authority=contact.authority, requester=contact)
    return one, TicketFactory(subject="Papier bleibt weiß", authority=contact.authority, requester=contact)


def page(client: Client, ticket: Ticket, query: str = "") -> str:
    response = client.get(ticket.get_absolute_url() + query, follow=True)
    assert response.status_code == 200
    return text_of(response)


def text_of(response: object) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())  # type: ignore[attr-defined]


def kinds(ticket: Ticket) -> list[str]:
    return list(ticket.events.values_list("kind", flat=True))


# links


def test_link_by_number_shows_on_both_pages_and_in_both_timelines(desk: Client, pair: tuple[Ticket, Ticket]) -> None:
    one, other = pair
    response = desk.post(
        reverse("tickets:relate", args=[one.number]), {"other": other.number, "how": "child"}, follow=True
    )
    assert f"Mit {other.number} verknüpft." in response.content.decode()
    assert f"Teil dieser Meldung {other.number}" in page(desk, one)
    assert f"Diese ist Teil von {one.number}" in page(desk, other)
    assert f"hat die Meldung verknüpft: Teil von {one.number}" in page(desk, other)
    link = TicketLink.objects.get()
    desk.post(reverse("tickets:unlink", args=[other.number]), {"link": link.pk})
    assert not TicketLink.objects.exists()
    assert kinds(one)[-2:] == kinds(other)[-2:] == [TicketEvent.Kind.LINKED, TicketEvent.Kind.UNLINKED]


def test_word_leads_to_a_choice(desk: Client, pair: tuple[Ticket, Ticket]) -> None:
    one, other = pair
    response = desk.post(
        reverse("tickets:relate", args=[one.number]), {"other": "Papier", "how": "related"}, follow=True
    )
    assert other.number in response.content.decode()
    url = reverse("tickets:relate", args=[one.number]) + "?q=Papier"
    assert desk.post(url, {"how": "related"}).status_code == 422
    desk.post(url, {"how": "related", "other": other.number})
    assert TicketLink.objects.get().kind == Kind.RELATED
    assert (
        "Keine Meldung gefunden"
        in desk.get(reverse("tickets:relate", args=[one.number]) + "?q=gibtesnicht").content.decode()
    )


def test_circle_second_parent_and_itself_are_refused(service_desk: User, monday: datetime) -> None:
    a, b, c, d = TicketFactory.create_batch(4)

    def above(source: Ticket, target: Ticket) -> None:
        actions.link(source=source, target=target, kind=Kind.PARENT, by=service_desk, now=monday)

    above(a, b)
    above(b, c)
    for source, target, code in ((c, a, "circle"), (a, a, "self"), (d, c, "second-parent"), (b, a, "linked")):
        with pytest.raises(ValidationError) as refused:
            above(source, target)
        assert refused.value.code == code
    assert TicketLink.objects.count() == 2


def test_database_refuses_what_the_actions_refuse(db: None) -> None:
    link = TicketLinkFactory(kind=Kind.PARENT)
    other = TicketFactory()
    now = timezone.now()
    for source, target, kind in (
        (link.source, link.source, Kind.RELATED),
        (link.target, link.source, Kind.RELATED),
        (other, link.target, Kind.PARENT),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            TicketLink.objects.create(source=source, target=target, kind=kind, created_at=now)


def test_authority_sees_nothing_of_links(
    client_for: ClientFor, service_desk: User, reporter: User, pair: tuple[Ticket, Ticket]
) -> None:
    foreign = TicketFactory()
    actions.link(source=pair[0], target=foreign, kind=Kind.RELATED, by=service_desk, now=timezone.now())
    shown = client_for(reporter).get(reverse("portal:ticket", args=[pair[0].number])).content.decode()
    assert foreign.number not in shown
    with pytest.raises(PermissionDenied):
        actions.link(source=pair[0], target=pair[1], kind=Kind.RELATED, by=reporter, now=timezone.now())


# merging


def test_merge_shows_both_first_and_loses_nothing(
    desk: Client, service_desk: User, pair: tuple[Ticket, Ticket]
) -> None:
    absorbed, surviving = pair
    reply = MessageFactory(
        ticket=absorbed,
        author=service_desk,
        body="Wir haben Toner bestellt.",
        created_at=timezone.now() - timedelta(days=2),
    )
    note = MessageFactory(ticket=absorbed, author=service_desk, kind=Message.Kind.NOTE, body="Lieferant ist im Urlaub.")
    AttachmentFactory(ticket=absorbed, name="blatt.png", uploaded_by=service_desk)
    url = reverse("tickets:merge", args=[absorbed.number]) + f"?with={surviving.number}"
    preview = desk.get(url)
    assert preview.status_code == 200
    for words in (
        absorbed.subject,
        surviving.subject,
        f"{absorbed.number} wird beendet, {surviving.number} geht weiter",
    ):
        assert words in text_of(preview)
    response = desk.post(url, {"keep": surviving.number}, follow=True)
    shown = text_of(response)
    for words in (
        "Wir haben Toner bestellt.",
        "Lieferant ist im Urlaub.",
        "blatt.png",
        absorbed.subject,
        f"aus {absorbed.number}",
    ):
        assert words in shown
    absorbed.refresh_from_db()
    assert absorbed.state == State.CANCELLED
    before = (reply.created_at, reply.author_id)
    for message in (reply, note):
        message.refresh_from_db()
    assert (reply.created_at, reply.author_id) == before
    assert note.is_note
    # One entry for one step: it was not taken back, whatever the state is called.
    assert kinds(absorbed) == kinds(surviving) == [TicketEvent.Kind.MERGED]
    # The old number leads on, and the history of the absorbed report can still be read.
    assert desk.get(absorbed.get_absolute_url()).url == surviving.get_absolute_url()  # type: ignore[attr-defined]
    assert f"hat zusammengeführt: weiter unter {surviving.number}" in page(desk, absorbed, "?merged=show")


def test_merge_takes_along_who_watches_and_what_was_worked(
    desk: Client, service_desk: User, on_site: User, pair: tuple[Ticket, Ticket], client_for: ClientFor
) -> None:
    absorbed, surviving = pair
    now = timezone.now()
    for user in (service_desk, on_site):
        actions.watch(ticket=absorbed, by=user, now=now)
    actions.watch(ticket=surviving, by=service_desk, now=now)
    actions.remind(ticket=absorbed, due_at=now + timedelta(hours=1), note="Nachhaken", by=on_site, now=now)
    actions.start_stopwatch(ticket=absorbed, by=on_site, now=now)
    for user in (service_desk, on_site):
        actions.save_draft(ticket=absorbed, by=user, kind=Message.Kind.NOTE, body=f"Von {user.pk}", now=now)
    actions.save_draft(ticket=surviving, by=service_desk, kind=Message.Kind.NOTE, body="Bleibt", now=now)
    actions.add_time(ticket=absorbed, kind=TimeEntry.Kind.REMOTE, seconds=1800, by=on_site, now=now)
    actions.add_time(ticket=surviving, kind=TimeEntry.Kind.REMOTE, seconds=900, by=service_desk, now=now)
    point = actions.add_point(ticket=absorbed, text="Toner bestellen", by=on_site, now=now)
    url = reverse("tickets:merge", args=[absorbed.number]) + f"?with={surviving.number}"
    preview = text_of(desk.get(url))
    assert "Punkte in Checklisten 1 0" in preview
    assert "Zeiten 0:30 h 0:15 h" in preview
    assert f"Wer {absorbed.number} beobachtet" in preview
    desk.post(url, {"keep": surviving.number})
    shown = page(client_for(on_site), surviving)
    assert "zusammen 0:45 h" in shown
    assert f"0:30 h aus der Ferne (aus {absorbed.number})" in shown
    assert f"Eigene Punkte (aus {absorbed.number})" in shown
    assert "Nachhaken" in shown
    assert "Nicht mehr beobachten" in shown
    assert f"Von {on_site.pk}" in shown
    assert Watcher.objects.filter(ticket=surviving).count() == 2
    assert not Watcher.objects.filter(ticket=absorbed).exists()
    assert Stopwatch.objects.get().ticket == surviving
    assert set(Draft.objects.values_list("ticket", "body")) == {
        (surviving.pk, "Bleibt"), (surviving.pk, f"Von {on_site.pk}"), (absorbed.pk, f"Von {service_desk.pk}"),
    }  # fmt: skip
    ticked = desk.post(reverse("tickets:tick-point", args=[point.pk]), {"done": "1"})
    assert ticked["Location"] == surviving.get_absolute_url()


def test_merge_the_other_way_round(desk: Client, pair: tuple[Ticket, Ticket]) -> None:
    one, other = pair
    desk.post(reverse("tickets:merge", args=[one.number]) + f"?with={other.number}", {"keep": one.number})
    assert TicketLink.objects.get().target == one


def test_merge_across_authorities_is_refused(desk: Client, service_desk: User, pair: tuple[Ticket, Ticket]) -> None:
    foreign = TicketFactory()
    url = reverse("tickets:merge", args=[pair[0].number]) + f"?with={foreign.number}"
    assert "verschiedenen Behörden" in desk.get(url).content.decode()
    assert desk.post(url, {"keep": foreign.number}).status_code == 422
    with pytest.raises(ValidationError):
        actions.merge(absorbed=pair[0], surviving=foreign, by=service_desk, now=timezone.now())
    assert Ticket.objects.get(pk=pair[0].pk).state == State.NEW


def test_chain_of_merges_is_one_step(service_desk: User, pair: tuple[Ticket, Ticket], contact: Contact) -> None:
    first, second = pair
    third = TicketFactory(authority=contact.authority, requester=contact)
    TicketLinkFactory(source=first, target=third)
    for absorbed, surviving in ((first, second), (second, third)):
        actions.merge(absorbed=absorbed, surviving=surviving, by=service_desk, now=timezone.now())
    for ticket in (first, second, third):
        assert Ticket.objects.surviving(ticket.number).get() == third
    assert not Ticket.objects.surviving("99-000000").exists()
    with pytest.raises(ValidationError):
        actions.merge(absorbed=first, surviving=third, by=service_desk, now=timezone.now())


def test_reporter_is_led_on_only_to_what_they_may_see(
    client_for: ClientFor, service_desk: User, reporter: User, pair: tuple[Ticket, Ticket], contact: Contact
) -> None:
    own, other_own = pair
    browser = client_for(reporter)
    actions.merge(absorbed=own, surviving=other_own, by=service_desk, now=timezone.now())
    response = browser.get(reverse("portal:ticket", args=[own.number]))
    assert response["Location"] == reverse("portal:ticket", args=[other_own.number])
    colleagues = TicketFactory(
        authority=contact.authority, requester=ContactFactory(authority=contact.authority), subject="Vertraulich"
    )
    actions.add_note(ticket=colleagues, by=service_desk, body="Geheim.", now=timezone.now())
    actions.reply(ticket=colleagues, by=service_desk, body="Nur an die Kollegin.", now=timezone.now())
    actions.merge(absorbed=other_own, surviving=colleagues, by=service_desk, now=timezone.now())
    for number in (own.number, other_own.number):
        shown = text_of(browser.get(reverse("portal:ticket", args=[number]), follow=True))
        assert f"unter der Nummer {colleagues.number} weiter" in shown
        assert "In Bearbeitung" in shown
        assert "Vertraulich" not in shown
        assert "Nur an die Kollegin." not in shown
    assert browser.get(reverse("portal:ticket", args=[colleagues.number])).status_code == 404


def test_colleague_does_not_read_what_was_merged_into_their_report(
    client_for: ClientFor, service_desk: User, contact: Contact, pair: tuple[Ticket, Ticket], reporter: User
) -> None:
    absorbed, _ = pair
    actions.reply(ticket=absorbed, by=reporter, body="Mein Kennwort liegt unter der Tastatur.", now=timezone.now())
    colleague = contact_at(contact.authority)
    surviving = TicketFactory(authority=contact.authority, requester=contact_of(colleague))
    actions.merge(absorbed=absorbed, surviving=surviving, by=service_desk, now=timezone.now())
    shown = client_for(colleague).get(reverse("portal:ticket", args=[surviving.number])).content.decode()
    assert "Tastatur" not in shown
    coordinator = contact_at(contact.authority, Contact.Role.IT_COORDINATOR)
    assert "Tastatur" in client_for(coordinator).get(reverse("portal:ticket", args=[surviving.number])).content.decode()
    stranger = contact_at(AuthorityFactory(), Contact.Role.IT_COORDINATOR)
    for ticket in (absorbed, surviving):
        assert client_for(stranger).get(reverse("portal:ticket", args=[ticket.number])).status_code == 404
    assert not TicketLink.objects.visible_to(stranger).exists()


# splitting


def test_split_takes_messages_and_files_along(desk: Client, service_desk: User, ticket: Ticket) -> None:
    stays = MessageFactory(ticket=ticket, author=service_desk, body="Zum Drucker.")
    goes = MessageFactory(ticket=ticket, author=service_desk, kind=Message.Kind.NOTE, body="Zum Bildschirm.")
    AttachmentFactory(ticket=ticket, message=goes, uploaded_by=service_desk, name="bildschirm.png")
    url = reverse("tickets:split", args=[ticket.number])
    assert "Zum Bildschirm." in desk.get(url).content.decode()
    assert desk.post(url, {"subject": "", "messages": [goes.pk]}).status_code == 422
    shown = text_of(desk.post(url, {"subject": "Bildschirm flackert", "messages": [goes.pk]}, follow=True))
    assert "Zum Bildschirm." in shown
    assert "bildschirm.png" in shown
    assert "Zum Drucker." not in shown
    made = Ticket.objects.get(subject="Bildschirm flackert")
    assert (made.requester, made.category, made.priority) == (ticket.requester, ticket.category, ticket.priority)
    assert list(made.messages.all()) == [goes]
    assert list(ticket.messages.all()) == [stays]
    assert TicketEvent.Kind.SPLIT in kinds(made)
    assert TicketEvent.Kind.SPLIT in kinds(ticket)
    assert f"Abgeteilt aus {ticket.number}" in page(desk, made)


def test_double_click_splits_once(desk: Client, ticket: Ticket) -> None:
    url = reverse("tickets:split", args=[ticket.number])
    mark = desk.get(url).content.decode().split('name="mark" value="')[1].split('"')[0]
    for _ in range(2):
        response = desk.post(url, {"subject": "Bildschirm flackert", "mark": mark})
        made = Ticket.objects.get(subject="Bildschirm flackert")
        assert response["Location"] == made.get_absolute_url()


def test_split_takes_no_message_of_another_report(desk: Client, service_desk: User, ticket: Ticket) -> None:
    foreign = MessageFactory(author=service_desk)
    response = desk.post(
        reverse("tickets:split", args=[ticket.number]), {"subject": "Etwas anderes", "messages": [foreign.pk]}
    )
    assert response.status_code == 422
    with pytest.raises(ValidationError):
        actions.split(
            ticket=ticket,
            messages=[foreign],
            subject="Etwas anderes",
            description="",
            by=service_desk,
            now=timezone.now(),
        )
    assert not Ticket.objects.filter(subject="Etwas anderes").exists()

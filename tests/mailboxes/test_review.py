"""What waits for a person is shown as safe text and becomes what the person says, never more."""

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts import roles
from accounts.models import User
from customers.models import Authority, Contact
from mailboxes.models import IncomingMail, Mailbox
from privacy import expiry
from privacy.own_data import collect
from privacy.persons import person_of_contact
from tests.factories import AuthorityRoleFactory, ContactFactory, TicketFactory
from tests.mailboxes.conftest import take_in
from tests.mailboxes.odd_mails import attached, mail, multi, part
from tests.people import employed
from tickets.actions import merge
from tickets.lifecycle import State
from tickets.models import Message, Ticket, TicketEvent

STRANGER = "From: Fremde Person <fremd@anderswo.example>"
ForClient = Callable[[User], Client]


@pytest.fixture
def desk(service: Any, client_for: ForClient) -> Client:
    return client_for(service.colleague)


def page(desk: Client, row: IncomingMail) -> str:
    return desk.get(row.get_absolute_url()).content.decode()


def test_list_shows_what_waits_and_the_others_on_their_tabs(desk: Client, service: Any) -> None:
    take_in(mail(sender=STRANGER, subject="Frage"), service.mailbox)
    take_in(mail("Weg.", "Auto-Submitted: auto-replied", subject="Abwesenheitsnotiz"), service.mailbox)
    taken = take_in(mail("Defekt."), service.mailbox)
    shown = {
        view: desk.get(reverse("mailboxes:mails"), {"view": view}).content.decode()
        for view in ("", "discarded", "processed")
    }
    assert "Frage" in shown[""]
    assert "Absender unbekannt" in shown[""]
    assert "Abwesenheitsnotiz" not in shown[""]
    assert "Automatische Antwort" in shown["discarded"]
    assert taken.ticket.number in shown["processed"]


def test_list_needs_as_many_queries_for_many_as_for_two(desk: Client, service: Any) -> None:
    counted = []
    for number in range(6):
        take_in(mail(f"Nr. {number}", sender=STRANGER), service.mailbox)
        if number in (1, 5):
            with CaptureQueriesContext(connection) as queries:
                desk.get(reverse("mailboxes:mails"))
            counted.append(len(queries))
    assert counted[0] == counted[1]


def test_menu_counts_what_waits_for_whoever_may_review(desk: Client, service: Any, client_for: ForClient) -> None:
    address, counted = reverse("tickets:queue"), '<span class="ku-nav__count">'
    assert counted not in desk.get(address).content.decode()
    for number in range(3):
        take_in(mail(f"Nr. {number}", sender=STRANGER), service.mailbox)
    take_in(mail("Weg.", "Auto-Submitted: auto-replied"), service.mailbox)
    with CaptureQueriesContext(connection) as queries:
        shown = desk.get(address).content.decode()
    assert f'E-Mails{counted}3<span class="kern-sr-only"> offen</span></span>' in shown
    assert sum("mailboxes_incomingmail" in query["sql"] for query in queries) == 1
    for user in (employed(roles.COMMERCIAL), service.user):
        with CaptureQueriesContext(connection) as queries:
            assert counted not in client_for(user).get("/", follow=True).content.decode()
        assert not any("mailboxes_incomingmail" in query["sql"] for query in queries)


def test_menu_of_a_refusal_counts_nothing(desk: Client, service: Any) -> None:
    take_in(mail("Hallo", sender=STRANGER), service.mailbox)
    page = desk.get("/nowhere/")
    assert page.status_code == 404
    assert 'class="ku-nav__link"' in page.content.decode()
    assert "ku-nav__count" not in page.content.decode()


def test_mailbox_that_fails_is_named_above_the_mails(desk: Client, service: Any) -> None:
    assert "Postfach" not in desk.get(reverse("mailboxes:mails")).content.decode()
    Mailbox.objects.update(name="Servicepostfach", problem="Der Mailserver „imap.example“ ist nicht erreichbar.")
    shown = desk.get(reverse("mailboxes:mails")).content.decode()
    assert "Servicepostfach" in shown
    assert "Der Mailserver „imap.example“ ist nicht erreichbar." in shown
    assert "Sagen Sie bitte der Administration Bescheid" in shown
    Mailbox.objects.update(is_active=False)
    assert "nicht erreichbar" not in desk.get(reverse("mailboxes:mails")).content.decode()


@pytest.mark.parametrize(
    ("sender", "names"),
    [
        ("Fremde Person <fremd@anderswo.example>", ("Fremde", "Person")),
        ('"Person, Fremde" <fremd@anderswo.example>', ("Fremde", "Person")),
        ("Person <fremd@anderswo.example>", ("", "Person")),
        ("fremd@anderswo.example", ("", "")),
    ],
)
def test_stranger_becomes_a_contact_by_the_form_that_is_there(
    sender: str, names: tuple[str, str], service: Any, client_for: ForClient
) -> None:
    row = take_in(mail(sender=f"From: {sender}"), service.mailbox)
    client = client_for(employed(roles.CUSTOMER_CARE))
    (link,) = re.findall(r'href="(/admin/customers/contact/add/[^"]*)">Ansprechperson anlegen', page(client, row))
    form = client.get(html.unescape(link)).context["adminform"].form
    assert form["email"].value() == "fremd@anderswo.example"
    assert (form["first_name"].value() or "", form["last_name"].value() or "") == names


def test_form_for_contacts_is_offered_only_where_it_helps(service: Any, client_for: ForClient) -> None:
    care = client_for(employed(roles.CUSTOMER_CARE))
    stranger, staff = (take_in(mail(sender=sender), service.mailbox) for sender in (STRANGER, "From: kollege@service.example"))  # fmt: skip
    assert "Ansprechperson anlegen" not in page(client_for(employed(roles.ON_SITE)), stranger), "they may not"
    assert "Ansprechperson anlegen" not in page(care, staff)


def test_pages_of_the_list_say_where_one_is(desk: Client, service: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mailboxes.views.MailList.paginate_by", 2)
    for number in range(5):
        take_in(mail(f"Nr. {number}", sender=STRANGER), service.mailbox)
    shown = " ".join(desk.get(reverse("mailboxes:mails"), {"page": 2}).content.decode().split())
    (pages,) = re.findall(r'<nav class="ku-pagination" aria-label="Seiten">.*?</nav>', shown)
    assert re.findall(r"Vorherige Seite|Seite 2 von 3|Nächste Seite", pages) == [
        "Vorherige Seite", "Seite 2 von 3", "Nächste Seite",
    ]  # fmt: skip
    assert 'aria-label="Seiten"' not in desk.get(reverse("mailboxes:mails"), {"view": "processed"}).content.decode()


def test_page_shows_text_and_no_markup(desk: Client, service: Any) -> None:
    evil = mail("<p>Hallo</p><img src=x onerror=alert(1)>&lt;script&gt;böse&lt;/script&gt;", "Content-Type: text/html; charset=utf-8",
                sender='From: "<script>alert(2)</script>" <fremd@anderswo.example>', subject="<script>alert(3)</script>")  # fmt: skip
    shown = page(desk, take_in(evil, service.mailbox))
    assert "Hallo" in shown
    assert "onerror" not in shown
    assert "&lt;script&gt;böse" in shown
    for number in (2, 3):
        assert f"<script>alert({number})" not in shown


def test_quoted_text_is_folded(desk: Client, service: Any) -> None:
    shown = page(desk, take_in(mail("Neu.\n\nAm Montag schrieb Anke:\n> Alt.", sender=STRANGER), service.mailbox))
    assert "<summary>Zitierten Text zeigen</summary>" in shown
    assert shown.index("Neu.") < shown.index("<summary>") < shown.index("Alt.")


def test_mail_becomes_a_report_of_the_chosen_contact(desk: Client, service: Any) -> None:
    raw = multi("multipart/mixed", part("text/plain", "Bitte helfen."), attached("a.exe", b"MZ" + b"\0" * 60)).replace(
        b"From: Anke Muster <anke@ludwigslust.example>", STRANGER.encode()
    )
    row = take_in(raw, service.mailbox)
    anke = service.anke
    AuthorityRoleFactory(authority=anke.authority)
    shown = desk.get(row.get_absolute_url(), {"authority": anke.authority_id}).content.decode()
    assert str(anke) in shown
    response = desk.post(
        reverse("mailboxes:open", args=[row.pk]),
        {"authority": anke.authority_id, "contact": anke.pk, "category": service.mailbox.category_id},
    )
    ticket = Ticket.objects.get(channel="mail")
    assert response["Location"] == ticket.get_absolute_url()
    assert (ticket.requester, ticket.subject) == (anke, "Drucker")
    assert "E-Mail von Fremde Person <fremd@anderswo.example>" in ticket.description
    assert "„a.exe“ kann nicht angehängt werden" in ticket.description
    row.refresh_from_db()
    assert (row.status, row.ticket, row.decided_by) == ("processed", ticket, service.colleague)


def test_mail_passed_on_without_a_word_is_shortened(desk: Client, service: Any) -> None:
    row = take_in(mail("> " + "Alt. " * 80_000, sender=STRANGER), service.mailbox)
    anke = service.anke
    data = {"authority": anke.authority_id, "contact": anke.pk, "category": service.mailbox.category_id}
    AuthorityRoleFactory(authority=anke.authority)
    desk.post(reverse("mailboxes:open", args=[row.pk]), data)
    text = Ticket.objects.get(channel="mail").description
    assert text.endswith("[Der Text ist hier gekürzt.]")
    assert len(text) < 19_000


def test_contact_of_another_authority_than_the_chosen_one_is_refused(desk: Client, service: Any) -> None:
    row = take_in(mail(sender=STRANGER), service.mailbox)
    data = {
        "authority": service.anke.authority_id,
        "contact": ContactFactory().pk,
        "category": service.mailbox.category_id,
    }
    assert desk.post(reverse("mailboxes:open", args=[row.pk]), data).status_code == 422
    assert not Ticket.objects.filter(channel="mail").exists()


def test_words_of_a_stranger_go_into_a_report_as_a_note_only(desk: Client, service: Any, client_for: ForClient) -> None:
    row = take_in(mail("Streng geheim.", sender=STRANGER, subject="[26-000123]"), service.mailbox)
    assert "26-000123" in page(desk, row)
    desk.post(reverse("mailboxes:add", args=[row.pk]), {"ticket": "26-000123"})
    message = Message.objects.get()
    assert (message.kind, message.author) == ("note", service.colleague)
    portal = client_for(service.user).get(reverse("portal:ticket", args=["26-000123"])).content.decode()
    assert "Streng geheim" not in portal


def test_number_that_is_not_there_is_said_at_its_field(desk: Client, service: Any) -> None:
    row = take_in(mail(sender=STRANGER), service.mailbox)
    response = desk.post(reverse("mailboxes:add", args=[row.pk]), {"ticket": "26-888888"})
    assert response.status_code == 422
    assert "Diese Nummer gibt es nicht." in response.content.decode()


def test_number_of_a_merged_report_stands_for_the_one_that_goes_on(desk: Client, service: Any) -> None:
    surviving = TicketFactory(authority=service.anke.authority, requester=service.anke)
    merge(absorbed=service.ticket, surviving=surviving, by=service.colleague, now=timezone.now())
    row = take_in(mail("Noch etwas.", sender=STRANGER, subject="[26-000123]"), service.mailbox)
    assert f'value="{surviving.number}"' in page(desk, row)
    response = desk.post(reverse("mailboxes:add", args=[row.pk]), {"ticket": "26-000123"})
    assert response["Location"] == surviving.get_absolute_url()


AGAIN = "Meldung wieder öffnen mit dieser E-Mail"
WITHOUT_ACCOUNT = "ohne.konto@ludwigslust.example"


def objection(service: Any, address: str, state: State) -> IncomingMail:
    """A mail about a report that has ended, of somebody whom the mail server vouches for."""
    service.mailbox.vouching_server = "mx.service.example"
    service.mailbox.save()
    person = Contact.objects.get(email=address)
    solved = {"resolved_at": timezone.now()} if state == State.RESOLVED else {"closed_at": timezone.now()}
    ticket = TicketFactory(authority=person.authority, requester=person, state=state, **solved)
    vouched = "Authentication-Results: mx.service.example; dmarc=pass"
    raw = mail("Es klemmt wieder.", vouched, sender=f"From: {address}", subject=f"AW: [{ticket.number}] Drucker")
    row = take_in(raw, service.mailbox)
    assert row.reason == "done"
    return row


@pytest.mark.parametrize("address", ["anke@ludwigslust.example", WITHOUT_ACCOUNT])
def test_objection_by_mail_opens_a_solved_report_again(address: str, desk: Client, service: Any) -> None:
    row = objection(service, address, State.RESOLVED)
    assert AGAIN in page(desk, row)
    response = desk.post(reverse("mailboxes:reopen", args=[row.pk]))
    row.refresh_from_db()
    assert response["Location"] == row.ticket.get_absolute_url()
    assert (row.status, row.ticket.state) == ("processed", State.IN_PROGRESS)
    assert (row.message.kind, row.message.body, row.message.author_is_staff) == ("reply", "Es klemmt wieder.", False)
    assert row.message.writer in (service.user, row.ticket.requester)
    assert TicketEvent.objects.filter(ticket=row.ticket, kind="reopened").count() == 1


def test_report_that_is_closed_is_not_opened_again_by_mail(desk: Client, service: Any) -> None:
    row = objection(service, service.anke.email, State.CLOSED)
    assert AGAIN not in page(desk, row)
    response = desk.post(reverse("mailboxes:reopen", args=[row.pk]), follow=True)
    assert "Nur eine gelöste Meldung kann wieder geöffnet werden." in response.content.decode()
    row.refresh_from_db()
    assert row.status == "review"


def test_mail_of_somebody_else_opens_no_report_again(desk: Client, service: Any) -> None:
    row = take_in(mail("Auf!", sender=STRANGER, subject="[26-000777]"), service.mailbox)
    assert AGAIN not in page(desk, row)
    response = desk.post(reverse("mailboxes:reopen", args=[row.pk]), follow=True)
    assert "Der Absender dieser E-Mail ist nicht sicher" in response.content.decode()
    assert Ticket.objects.get(number="26-000777").state == State.RESOLVED


@pytest.mark.parametrize("address", ["anke@ludwigslust.example", WITHOUT_ACCOUNT])
def test_objection_goes_into_another_open_report_in_the_name_of_its_writer(
    address: str, desk: Client, service: Any
) -> None:
    row = objection(service, address, State.CLOSED)
    person = Contact.objects.get(email=address)
    follow_up = TicketFactory(authority=person.authority, requester=person)
    desk.post(reverse("mailboxes:add", args=[row.pk]), {"ticket": follow_up.number})
    message = Message.objects.get()
    assert (message.kind, message.ticket, message.author_is_staff) == ("reply", follow_up, False)


def test_discarded_with_a_reason_it_can_still_be_taken_up(desk: Client, service: Any) -> None:
    row = take_in(mail(sender=STRANGER), service.mailbox)
    assert desk.post(reverse("mailboxes:discard", args=[row.pk]), {"remark": ""}).status_code == 422
    assert desk.post(reverse("mailboxes:discard", args=[row.pk]), {"remark": "Werbung"}).status_code == 302
    row.refresh_from_db()
    assert (row.status, row.remark) == ("discarded", "Werbung")
    assert desk.post(reverse("mailboxes:add", args=[row.pk]), {"ticket": "26-000123"}).status_code == 302
    row.refresh_from_db()
    assert row.status == "processed"


def test_original_is_handed_out_as_a_file_that_nothing_runs(desk: Client, service: Any) -> None:
    raw = mail("<script>alert(1)</script>", "Content-Type: text/html", sender=STRANGER)
    row = take_in(raw, service.mailbox)
    response = desk.get(reverse("mailboxes:original", args=[row.pk]))
    assert b"".join(response.streaming_content) == raw  # type: ignore[attr-defined]
    assert response["Content-Disposition"].startswith("attachment")
    assert "sandbox" in response["Content-Security-Policy"]


def test_person_gets_their_mails_and_they_end(service: Any, ludwigslust: Authority) -> None:
    row = take_in(mail("Defekt."), service.mailbox)
    rows = collect(person_of_contact(service.anke))["E-Mails"]
    assert [found["Absenderadresse"] for found in rows] == ["anke@ludwigslust.example"]
    expiry.delete_mails(IncomingMail, [row.pk], timezone.now())
    assert not IncomingMail.objects.exists()
    assert Ticket.objects.filter(channel="mail").exists()

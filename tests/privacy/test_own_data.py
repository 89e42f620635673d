"""A person's own data: complete, readable, without secrets and without anybody else's, and every fetching is kept."""

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from accounts.models import User
from customers.models import Contact
from history.models import LogEntry
from tests.factories import AttachmentFactory, ContactFactory, MessageFactory, TicketFactory, WorkstationFactory


def fetched(client: Client, url: str) -> zipfile.ZipFile:
    response = client.post(url)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/zip"
    return zipfile.ZipFile(io.BytesIO(response.content))


def tables(file: zipfile.ZipFile) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(file.read("daten.json"))
    return found


def own_world(user: User) -> None:
    """A report with message and file, and a workstation."""
    contact = Contact.objects.get(user=user)
    ticket = TicketFactory(authority=contact.authority, requester=contact, subject="Meine eigene Meldung")
    MessageFactory(ticket=ticket, author=user, author_is_staff=False, body="Mein eigener Beitrag")
    AttachmentFactory(ticket=ticket, uploaded_by=user, name="mein-foto.png")
    WorkstationFactory(authority=contact.authority, used_by=contact, inventory_number="AP-77777")


def test_contact_gets_everything_about_themselves(client_for: Callable[[User], Client], reporter: User) -> None:
    own_world(reporter)
    file = fetched(client_for(reporter), reverse("privacy:own"))
    data = tables(file)
    assert data["Konto"][0]["E-Mail-Adresse"] == reporter.email
    assert data["Ansprechperson"][0]["Behörde"] == "Stadt Ludwigslust"
    assert data["Meldungen"][0]["Betreff"] == "Meine eigene Meldung"
    assert data["Beiträge"][0]["Text"] == "Mein eigener Beitrag"
    assert data["Anhänge"][0]["Dateiname"] == "mein-foto.png"
    assert data["IT-Arbeitsplätze"][0]["Inventarnummer"] == "AP-77777"
    assert data["Protokoll"][0]["Vorgang"] == "Anmeldung"
    assert data["Sitzungen"]
    assert any(row["Angabe"] == "Nachname" for row in data["Änderungen an diesen Angaben"])


def test_file_can_be_read_without_any_program_but_a_browser(
    client_for: Callable[[User], Client], reporter: User
) -> None:
    own_world(reporter)
    file = fetched(client_for(reporter), reverse("privacy:own"))
    page = file.read("uebersicht.html").decode()
    assert "Mein eigener Beitrag" in page
    assert "Dazu ist nichts gespeichert." in page
    assert file.read("beitraege.csv").decode().startswith("\ufeffID;Meldung;")
    assert "beschaeftigung.csv" not in file.namelist()


def test_file_holds_no_secret_and_nobody_else(client_for: Callable[[User], Client], reporter: User) -> None:
    own_world(reporter)
    TicketFactory(authority=Contact.objects.get(user=reporter).authority, subject="Meldung der Kollegin")
    file = fetched(client_for(reporter), reverse("privacy:own"))
    everything = "".join(file.read(name).decode() for name in file.namelist())
    assert "Kollegin" not in everything
    assert "md5$" not in everything
    assert reporter.password not in everything


def test_member_of_the_staff_gets_their_employment_and_roles(
    client_for: Callable[[User], Client], service_desk: User
) -> None:
    data = tables(fetched(client_for(service_desk), reverse("privacy:own")))
    assert data["Beschäftigung"][0]["Anzeigename"] == str(service_desk)
    assert data["Rollen"][0]["Rolle"] == "Benutzerservice"


def test_looking_fetches_nothing_and_fetching_is_kept(client_for: Callable[[User], Client], reporter: User) -> None:
    client = client_for(reporter)
    assert client.get(reverse("privacy:own")).status_code == 200
    assert not LogEntry.objects.filter(kind=LogEntry.Kind.DATA_DOWNLOADED).exists()
    fetched(client, reverse("privacy:own"))
    entry = LogEntry.objects.get(kind=LogEntry.Kind.DATA_DOWNLOADED)
    assert (entry.user, entry.about, entry.subject) == (reporter, reporter, "eigene Daten")


def test_data_protection_hands_out_what_is_held_about_anybody(
    client_for: Callable[[User], Client], data_protection: User, reporter: User
) -> None:
    own_world(reporter)
    client = client_for(data_protection)
    page = client.get(reverse("privacy:persons"), {"name": reporter.last_name}).content.decode()
    url = reverse("privacy:person", args=["account", reporter.pk])
    assert url in page
    assert tables(fetched(client, url))["Beiträge"][0]["Text"] == "Mein eigener Beitrag"
    entry = LogEntry.objects.get(kind=LogEntry.Kind.DATA_DOWNLOADED)
    assert (entry.user, entry.about) == (data_protection, reporter)


def test_looking_at_somebody_is_kept(
    client_for: Callable[[User], Client], data_protection: User, reporter: User
) -> None:
    contact = ContactFactory()
    client = client_for(data_protection)
    client.get(reverse("privacy:person", args=["account", reporter.pk]))
    client.get(reverse("privacy:person", args=["contact", contact.pk]))
    account, no_account = LogEntry.objects.filter(kind=LogEntry.Kind.PERSON_VIEWED).order_by("pk")
    assert (account.user, account.about) == (data_protection, reporter)
    assert (no_account.user, no_account.about) == (data_protection, None)
    assert no_account.subject == f"Ansprechperson Nr. {contact.pk}"  # by number: an erasure need not look for a name


def test_nobody_else_asks_about_others(
    client_for: Callable[[User], Client], administrator: User, reporter: User
) -> None:
    url = reverse("privacy:person", args=["account", reporter.pk])
    assert client_for(administrator).post(url).status_code == 403
    assert client_for(reporter).post(url).status_code == 403


def test_page_about_somebody_else_counts_nothing(
    client_for: Callable[[User], Client], data_protection: User, service_desk: User
) -> None:
    for _ in range(7):
        MessageFactory(author=service_desk)
    response = client_for(data_protection).get(reverse("privacy:person", args=["account", service_desk.pk]))
    assert ("Beiträge", True) in response.context["held"]
    assert "7 Einträge" not in response.content.decode()


def test_search_says_when_nobody_is_found(client_for: Callable[[User], Client], data_protection: User) -> None:
    page = client_for(data_protection).get(reverse("privacy:persons"), {"name": "Niemand Nirgends"})
    assert "Niemand gefunden" in page.content.decode()

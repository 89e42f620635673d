"""A person's own data: complete, readable, without secrets and without anybody else's, and every fetching is kept."""

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.actions import assign_roles
from accounts.models import RoleProposal, SecondFactorReset, StaffMember, User
from accounts.roles import SERVICE_DESK
from customers.models import Contact
from history.models import LogEntry
from privacy.handed_out import HANDED_OUT, NOT_HANDED_OUT
from privacy.names import KINDS
from privacy.own_data import collect
from privacy.persons import person_of_account
from tests.factories import (
    ApplicationUseFactory,
    AttachmentFactory,
    ContactFactory,
    ContactFunctionFactory,
    MessageFactory,
    ServicePointFactory,
    TicketFactory,
    UseContactFactory,
    WorkstationFactory,
)
from tickets.actions import take
from tickets.models import Attachment


def fetched(client: Client, url: str) -> zipfile.ZipFile:
    response = client.post(url)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/zip"
    return zipfile.ZipFile(io.BytesIO(b"".join(response)))


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
    ContactFunctionFactory(contact=contact, phone="0152 28817386")
    use = ApplicationUseFactory(authority=contact.authority, application__name="Einwohnerwesen")
    UseContactFactory(use=use, contact=contact, role="owner")


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
    assert data["Funktionen"][0]["Telefon für den Notfall"] == "0152 28817386"
    (charge,) = data["Zuständigkeit für Fachverfahren"]
    assert (charge["Fachverfahren"], charge["Aufgabe"]) == ("Einwohnerwesen", "Fachverantwortung")
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
    everything = "".join(file.read(name).decode(errors="replace") for name in file.namelist())
    assert "Kollegin" not in everything
    assert "md5$" not in everything
    assert reporter.password not in everything


def test_member_of_the_staff_gets_their_employment_and_roles(
    client_for: Callable[[User], Client], service_desk: User
) -> None:
    data = tables(fetched(client_for(service_desk), reverse("privacy:own")))
    assert data["Beschäftigung"][0]["Anzeigename"] == str(service_desk)
    assert data["Rollen"][0]["Rolle"] == "Benutzerservice"


def test_files_that_the_person_added_come_along_unless_a_scanner_has_to_speak_first(
    client_for: Callable[[User], Client], reporter: User
) -> None:
    own_world(reporter)
    waiting = AttachmentFactory(uploaded_by=reporter, scan=Attachment.Scan.WAITING)
    own = Attachment.objects.exclude(pk=waiting.pk).get()
    file = fetched(client_for(reporter), reverse("privacy:own"))
    assert [name for name in file.namelist() if name.startswith("anhaenge/")] == [f"anhaenge/{own.pk}-mein-foto.png"]
    assert file.read(f"anhaenge/{own.pk}-mein-foto.png") == b"\x89PNG\r\n\x1a\n"


def test_what_hangs_on_an_account_is_told_without_naming_colleagues(
    client_for: Callable[[User], Client], service_desk: User, administrator: User
) -> None:
    now, member = timezone.now(), StaffMember.objects.get(user=service_desk)
    RoleProposal.objects.create(
        user=service_desk, directory="Haus", give=["management"], state="rejected", proposed_at=now, decided_at=now,
        decided_by=administrator,
    )  # fmt: skip
    SecondFactorReset.objects.create(user=service_desk, reset_by=administrator, at=now, reason="Telefon verloren")
    SocialAccount.objects.create(user=service_desk, provider="haus", uid="kennung-7", extra_data={"mail": "x@haus.de"})
    UserSession.objects.create(user=service_desk, ip="192.0.2.7", session_key="s", user_agent="Firefox im Test")
    ServicePointFactory(name="Punkt Parchim").staff.add(member)
    ticket = TicketFactory(assignee=member)
    service_desk.role_assignments.all().delete()
    assign_roles(user=service_desk, roles=[SERVICE_DESK])

    data = tables(fetched(client_for(service_desk), reverse("privacy:own")))

    assert data["Vorgeschlagene Rollen"][0]["Verzeichnis"] == "Haus"
    assert data["Zurückgesetzte zweite Stufe"][0]["Grund"] == "Telefon verloren"
    assert data["Anmeldung über ein Verzeichnis"][0]["Kennung"] == "kennung-7"
    session = next(row for row in data["Sitzungen"] if row["IP-Adresse"] == "192.0.2.7")
    assert session["Browser"] == "Firefox im Test"
    assert data["Service-Points"] == [{"Service-Point": "Punkt Parchim"}]
    assert data["Meldungen in Bearbeitung"][0]["Nummer"] == ticket.number
    assert len([row for row in data["Änderungen an diesen Angaben"] if row["Angabe"] == "Rolle"]) == 3
    assert str(administrator) not in json.dumps(data, ensure_ascii=False)


def relations_to_people() -> set[str]:
    """Every field of every table that points to an account, a member of the staff or a contact; history follows its rows."""
    return {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        if not (model._meta.proxy or not model._meta.managed or hasattr(model, "pgh_tracked_model"))
        for field in model._meta.concrete_fields
        if field.related_model in KINDS
    }


def test_every_relation_to_a_person_is_handed_out_or_has_a_reason(data_protection: User) -> None:
    assert relations_to_people() == {*HANDED_OUT, *NOT_HANDED_OUT}
    assert set(HANDED_OUT.values()) <= set(collect(person_of_account(data_protection)))


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


def test_page_says_how_much_the_file_holds(client_for: Callable[[User], Client], service_desk: User) -> None:
    ticket = TicketFactory()
    MessageFactory(ticket=ticket, author=service_desk, author_is_staff=True)
    take(ticket=ticket, by=service_desk, now=timezone.now())
    client = client_for(service_desk)
    held = dict(client.get(reverse("privacy:own")).context["held"])
    assert held == {table: len(rows) for table, rows in collect(person_of_account(service_desk)).items()}
    assert held["Beiträge"] == held["Meldungen in Bearbeitung"] == 1


def test_what_is_read_is_not_counted_before(service_desk: User) -> None:
    MessageFactory(ticket=TicketFactory(), author=service_desk, author_is_staff=True)
    with CaptureQueriesContext(connection) as asked:
        assert len(collect(person_of_account(service_desk))["Beiträge"]) == 1
    of_messages = [query["sql"] for query in asked if 'FROM "tickets_message"' in query["sql"]]
    assert of_messages
    assert not [statement for statement in of_messages if "COUNT(*)" in statement]


def test_much_that_is_held_takes_as_many_statements_as_little(
    client_for: Callable[[User], Client], service_desk: User
) -> None:
    client, url = client_for(service_desk), reverse("privacy:own")

    def asked() -> int:
        with CaptureQueriesContext(connection) as statements:
            assert client.get(url).status_code == 200
        return len(statements)

    def work(times: int) -> None:
        for number in range(times):
            ticket = TicketFactory(subject=f"Meldung {number}")
            MessageFactory(ticket=ticket, author=service_desk, author_is_staff=True)
            take(ticket=ticket, by=service_desk, now=timezone.now())

    work(1)
    few = asked()
    work(5)
    assert asked() == few

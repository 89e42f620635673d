"""The page of an authority: what staff read before a call, and what the authority reads of itself."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from contracts.models import Priority
from customers.models import Authority, AuthorityRole, Contact, Membership
from tests.dashboards.authorities.conftest import Before, dates, fill, operation
from tests.dashboards.known_operation import NOW
from tests.factories import (
    AuthorityFactory,
    AuthorityRoleFactory,
    BlockedTimeFactory,
    ContactFactory,
    HolidayFactory,
    MembershipFactory,
    TicketFactory,
)
from tests.people import contact_of
from tickets.lifecycle import State
from tickets.models import RecurringTicket, Ticket
from tickets.priorities import Impact, Urgency
from ui.cells import as_text
from ui.pages import Section

BrowserFor = Callable[[User], Client]


def part(client: Client, before: Before, title: str) -> Section | None:
    """The section of that title as the page shows it, or None."""
    context = client.get(before.page).context
    return next((section for section in [*context["sections"], *context["side"]] if section.title == title), None)


def lines(section: Section | None) -> list[list[str]]:
    """The rows of a section in words."""
    assert section is not None
    return [[as_text(cell).replace("\u00a0", " ") for cell in row] for row in section.rows]


def test_the_head_says_what_must_not_be_overlooked(care: Client, before: Before) -> None:
    response = care.get(before.page)
    page = re.sub(r"\s+", " ", response.content.decode())

    assert 'seit <time datetime="2016-04-01">01.04.2016</time>' in page
    assert [warning.label for warning in response.context["warnings"]] == [
        "Großstörung betrifft diese Behörde: Einwohnerwesen gestört",
        "Frist überschritten oder in den nächsten zwei Stunden fällig: 1 Meldung",
        "Einschränkung: Scannen dauert länger",
        "1 Bestellung wartet auf die Freigabe der Behörde",
    ]
    pk = before.authority.pk
    assert [(figure.label, figure.value, figure.url) for figure in response.context["figures"]] == [
        ("Offene Meldungen", 4, f"/tickets/?view=open&authority={pk}"),
        ("Frist überschritten", 1, f"/tickets/?view=open&overdue=true&authority={pk}"),
        ("IT-Arbeitsplätze in Betrieb", 2, f"/workstations/?authority={pk}&state=in_service"),
        ("Fachverfahren", 1, f"/applications/?authority={pk}"),
    ]


def test_numbers_lead_to_as_many_rows(care: Client, before: Before) -> None:
    for figure in care.get(before.page).context["figures"]:
        assert care.get(figure.url).context["page"].paginator.count == figure.value, figure.label


def test_every_jump_link_has_its_place(care: Client, before: Before) -> None:
    page = care.get(before.page).content.decode()
    jumps = re.findall(r'href="#([^"]+)"', page.split('class="ku-jumps"')[1].split("</nav>")[0])
    assert len(jumps) > 10
    assert len(set(jumps)) == len(jumps)
    for jump in jumps:
        assert f'id="{jump}"' in page


def test_what_comes_next_is_told_in_order(care: Client, before: Before) -> None:
    found = lines(part(care, before, "Was ansteht"))
    numbers = {ticket.subject: ticket.number for ticket in Ticket.objects.all()}

    assert found == [
        ["14.10.2025 vorbei", "Altsystem 1 auf 2 IT-Arbeitsplätzen", "Ende der Unterstützung"],
        [f"{NOW - timedelta(hours=20):%d.%m.%Y, %H:%M} Uhr vorbei", f"{numbers['Überfällig']} Überfällig", "Frist einer Meldung"],
        [f"{NOW + timedelta(hours=3):%d.%m.%Y, %H:%M} Uhr", f"{numbers['Bald fällig']} Bald fällig", "Frist einer Meldung"],
        [f"{NOW + timedelta(days=1):%d.%m.%Y, %H:%M} Uhr", "Scannen dauert länger", "Ende einer Mitteilung"],
        [f"{NOW + timedelta(days=2):%d.%m.%Y, %H:%M} Uhr", "Neue Leitung", "Beginn einer Mitteilung"],
        [f"{NOW + timedelta(days=4):%d.%m.%Y, %H:%M} Uhr", "Wahltag", "Beginn einer Sperrzeit"],
        ["26.11.2026", f"{numbers['Wartet lange']} Wartet lange", "Wiedervorlage"],
        ["07.12.2026", "Datensicherung prüfen", "wiederkehrend"],
        ["31.12.2026", "Rolle Träger", "Ende"],
        ["31.03.2027", "Meldewesen", "Ende"],
    ]  # fmt: skip


def test_nobodys_absence_is_a_date_of_an_authority(care: Client, before: Before) -> None:
    assert "Abwesend" not in care.get(before.page).content.decode()


def test_a_plan_avoids_blocked_days_and_holidays(care: Client, before: Before) -> None:
    RecurringTicket.objects.update(avoids_blocked=True)
    monday = datetime(2026, 12, 7, tzinfo=NOW.tzinfo)
    BlockedTimeFactory(authority=before.authority, starts_at=monday, ends_at=monday + timedelta(hours=30))
    HolidayFactory(day=date(2026, 12, 9), name="Erfundener Feiertag")
    found = lines(part(care, before, "Was ansteht"))
    assert ["10.12.2026", "Datensicherung prüfen", "wiederkehrend"] in found


def test_open_reports_are_the_most_urgent_ten(care: Client, before: Before) -> None:
    for hours in range(12, 0, -1):
        TicketFactory(
            authority=before.authority, subject=f"Später {hours}", due_at=NOW + timedelta(days=2, hours=hours)
        )
    TicketFactory(subject="Fremd", due_at=NOW)
    found = lines(part(care, before, "Offene Meldungen"))

    assert len(found) == 10
    assert found[0][0].endswith("Überfällig")
    assert found[0][1:] == ["Neu", "Niedrig", f"{NOW - timedelta(hours=20):%d.%m.%Y, %H:%M} Uhr überschritten"]
    assert found[2][0].endswith("Später 1")
    page = care.get(before.page).content.decode()
    assert f'href="/tickets/?view=open&amp;authority={before.authority.pk}"' in page


def test_kept_deadlines_are_counted_by_hand(care: Client, before: Before) -> None:
    def solved(days: int, *, late: bool = False, workaround: bool = False, agreed: bool = True, **more: Any) -> None:
        at = NOW - timedelta(days=days)
        TicketFactory(
            authority=before.authority, state=State.CLOSED, created_at=at - timedelta(days=3), resolved_at=at, closed_at=at,
            due_at=(at - timedelta(hours=1) if late else at) if agreed else None,
            workaround_at=at - timedelta(hours=2) if workaround else None, **more,
        )  # fmt: skip

    solved(1)
    solved(2, late=True)
    solved(3, late=True, workaround=True, response_due_at=NOW, responded_at=NOW)
    solved(4, agreed=False, response_due_at=NOW, responded_at=NOW + timedelta(hours=1))
    solved(5, impact=Impact.WIDE, urgency=Urgency.CRITICAL)
    solved(91, late=True)
    TicketFactory(state=State.CLOSED, due_at=NOW - timedelta(days=9))  # of another authority
    critical, low = Priority.CRITICAL.label, Priority.LOW.label

    assert lines(part(care, before, "Fristen der letzten 90 Tage")) == [
        [critical, "1", "100,0 % (1 von 1)", "nicht vereinbart"],
        [low, "4", "66,7 % (2 von 3)", "50,0 % (1 von 2)"],
        ["zusammen", "5", "75,0 % (3 von 4)", "50,0 % (1 von 2)"],
    ]


def test_figures_are_for_those_who_may_see_figures(today: datetime, desk: Client, before: Before) -> None:
    assert part(desk, before, "Fristen der letzten 90 Tage") is None


def test_facts_and_operation_are_told(care: Client, before: Before) -> None:
    assert lines(part(care, before, "IT-Koordination und Leitung"))[0][1:3] == ["IT-Koordination", "03874 555-123"]
    assert lines(part(care, before, "Fachverfahren")) == [["Meldewesen", "eigenes Rechenzentrum", "16", "01.01.2020"]]
    assert lines(part(care, before, "Übertragene Aufgaben")) == [
        ["gesamte IT", "17.12.2015", "20.12.2015", "seit 01.01.2016", "83"]
    ]
    assert lines(part(care, before, "Rollen im Zeitverlauf")) == [["Träger", "01.04.2016 bis 31.12.2026", "Beitritt"]]
    assert lines(part(care, before, "Gehört zu"))[0][:2] == ["gehört zum Amt", "Amt Darüber"]
    assert lines(part(care, before, "Mitglieder"))[0][0] == "Gemeinde Darunter"
    assert lines(part(care, before, "Standorte"))[0][::2] == ["Rathaus am Platz", "Saal"]
    assert lines(part(care, before, "Quellen")) == [
        ["Amtsblatt (amtlich)", "Rolle Träger"],
        ["Kreisblatt", "Aufgabe gesamte IT"],
    ]
    page = care.get(before.page).content.decode()
    assert 'href="tel:03874555-123"' in page
    assert "geöffnet bis 16:00 Uhr" in page
    assert "Leitwein" in page
    assert "Gewesen" not in page, "who coordinates no longer is not called"


def test_workstations_are_counted_by_state(care: Client, before: Before) -> None:
    section = part(care, before, "IT-Arbeitsplätze")
    assert section is not None
    assert [(pair.label, as_text(pair.value)) for pair in section.properties] == [
        ("Geplant", "1"),
        ("In Betrieb", "2"),
    ]


def test_an_authority_without_anything_says_so(care: Client, ludwigslust: Authority) -> None:
    page = care.get(f"/authorities/{ludwigslust.pk}/").content.decode()
    for words in (
        "In den nächsten zwölf Monaten steht nichts an.",
        "Keine Meldung ist offen.",
        "Niemand eingetragen.",
        "Noch keine Rolle eingetragen.",
        "Kein Service-Point zugeordnet.",
    ):
        assert words in page
    assert "Zu beachten" not in page


def test_the_page_stays_short_and_takes_no_query_per_row(care: Client, before: Before) -> None:
    authority = before.authority

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            care.get(before.page)
        return len(captured)

    def more(number: int) -> None:
        operation(authority, f" {number}")
        dates(authority, f" {number}")
        MembershipFactory(body=authority)
        ContactFactory(authority=authority, role=Contact.Role.IT_COORDINATOR)

    more(1)
    with_two = queries()
    for number in range(2, 27):
        more(number)
    assert (
        queries() == with_two <= 64
    )  # one or two for each of some thirty sections and figures, and the counts of the menu
    response = care.get(before.page)
    assert max(len(section.rows) for section in response.context["sections"]) <= 20


# What the authority reads of itself


def test_an_authority_reads_its_own_page_without_the_remarks_about_it(
    client_for: BrowserFor, reporter: User, coordinator: User, ludwigslust: Authority
) -> None:
    ludwigslust.note = "Zahlt spät."
    ludwigslust.save()
    AuthorityRoleFactory(
        authority=ludwigslust, role=AuthorityRole.Role.CARRIER, reason="Grund nur für uns", note="Intern"
    )
    amt = AuthorityFactory(name="Amt Nebenan")
    MembershipFactory(member=ludwigslust, body=amt, kind=Membership.Kind.MANAGING_MUNICIPALITY_OF)
    ContactFactory(authority=ludwigslust, last_name="Koordinaris", role=Contact.Role.IT_COORDINATOR)
    address = f"/authorities/{ludwigslust.pk}/"
    own = client_for(coordinator).get(address).content.decode()

    assert "Träger" in own
    assert "Koordinaris" in own
    assert "Amt Nebenan" in own
    assert f'href="/authorities/{amt.pk}/"' not in own
    for words in ("Zahlt spät.", "Grund nur für uns", "Intern", "/admin/"):
        assert words not in own
    assert "Koordinaris" not in client_for(reporter).get(address).content.decode()


def test_the_coordination_reads_dates_but_not_how_the_service_plans(
    client_for: BrowserFor, coordinator: User, before: Before
) -> None:
    client = client_for(coordinator)
    found = lines(part(client, before, "Was ansteht"))
    response = client.get(before.page)

    assert [row[2] for row in found].count("Frist einer Meldung") == 2
    assert not {"wiederkehrend", "Beginn einer Mitteilung"} & {row[2] for row in found}
    assert part(client, before, "Fristen der letzten 90 Tage") is None
    assert {warning.url for warning in response.context["warnings"]} >= {"/portal/", "/portal/approvals/"}
    for figure in response.context["figures"]:
        assert client.get(figure.url).status_code == 200
    assert 'href="/tickets/' not in response.content.decode()


def test_a_reporter_sees_only_their_own_reports(client_for: BrowserFor, reporter: User, before: Before) -> None:
    TicketFactory(authority=before.authority, requester=contact_of(reporter), subject="Mein Drucker")
    client = client_for(reporter)
    page = client.get(before.page).content.decode()

    assert "Mein Drucker" in page
    for words in ("Überfällig", "Koordinaris", "Steckbrief als PDF"):
        assert words not in page
    assert client.get(before.page).context["figures"][0].value == 1


def test_nothing_of_another_authority_stands_on_the_page(
    client_for: BrowserFor, care: Client, coordinator: User, stranger: User, before: Before
) -> None:
    fill(AuthorityFactory(name="Amt Anderswo"), mark=" Anderswo")
    for client in (care, client_for(coordinator)):
        assert "Anderswo" not in client.get(before.page).content.decode()
    assert client_for(stranger).get(before.page).status_code == 404


def test_who_keeps_master_data_goes_on_to_the_administration(
    client_for: BrowserFor, customer_care: User, desk: Client, ludwigslust: Authority
) -> None:
    link = f"/admin/customers/authority/{ludwigslust.pk}/"
    page = client_for(customer_care).get(f"/authorities/{ludwigslust.pk}/").content.decode()

    assert f'href="{link}change/"' in page
    assert f'href="{link}history/"' in page
    assert link not in desk.get(f"/authorities/{ludwigslust.pk}/").content.decode()

"""What contacts of authorities do in the portal: report, follow, answer, confirm; and what they never get to see."""

import re
import threading
from datetime import timedelta
from urllib.parse import quote, urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    ApplicationUseFactory,
    AuthorityFactory,
    CategoryFactory,
    ContactFactory,
    OpeningHoursFactory,
    ServicePointFactory,
    TeamFactory,
    TicketFactory,
    WorkstationFactory,
    service_calendar_for_all,
)
from tests.people import contact_of
from tickets import actions
from tickets.lifecycle import State
from tickets.models import Message, Ticket
from tickets.priorities import Impact, Urgency
from tickets.views.portal import listing

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64
EXE = b"MZ\x90\x00" + b"\x00" * 64


def text_of(response):
    """The page without its tags and needless white space."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def answers(category, /, **changed):
    """A filled-in form."""
    return {
        "token": "1b671a64-40d5-491e-99b0-da01ff1f3341",
        "category": category.key,
        "affected": "",
        "subject": "Drucker im Bürgerbüro druckt nicht",
        "description": "Seit heute früh bleibt das Blatt leer.",
        "severity": "blocked",
        **changed,
    }


@pytest.fixture
def category(db):
    return CategoryFactory(name="Drucker oder Scanner")


@pytest.fixture
def browser(client_for, reporter):
    return client_for(reporter)


@pytest.fixture
def ticket(reporter, category):
    """A report of the reporter, filed in the portal."""
    return actions.open_ticket(
        requester=contact_of(reporter),
        by=reporter,
        subject="Bildschirm bleibt dunkel",
        category=category,
        now=timezone.now(),
    )


def page_of(ticket, name="ticket"):
    return reverse(f"portal:{name}", args=[ticket.number])


class TestReporting:
    """„Störung melden“ and „Etwas anfragen“."""

    def test_report_is_filed_with_what_was_answered(self, browser, reporter, category):
        own = WorkstationFactory(authority=contact_of(reporter).authority, used_by=contact_of(reporter))
        photo = SimpleUploadedFile("foto.png", PNG)
        response = browser.post(
            reverse("portal:report"), answers(category, affected=f"workstation:{own.pk}", files=[photo])
        )
        ticket = Ticket.objects.get()
        assert response.url == f"{page_of(ticket)}?filed=yes"
        assert (ticket.requester.user, ticket.workstation, ticket.category) == (reporter, own, category)
        assert (ticket.impact, ticket.urgency, ticket.kind) == (Impact.SINGLE, Urgency.CRITICAL, Ticket.Kind.INCIDENT)
        assert [file.name for file in ticket.attachments.all()] == ["foto.png"]

    def test_form_asks_at_most_six_questions_and_offers_own_things_first(self, browser, reporter, category):
        authority = contact_of(reporter).authority
        own = WorkstationFactory(authority=authority, used_by=contact_of(reporter))
        WorkstationFactory(authority=authority)
        use = ApplicationUseFactory(authority=authority)
        ended = ApplicationUseFactory(authority=authority, used_until=timezone.localdate() - timedelta(days=1))
        foreign = ApplicationUseFactory()
        form = browser.get(reverse("portal:report")).context["form"]
        assert len(form.visible_fields()) == 6
        assert form["affected"].value() == f"workstation:{own.pk}"
        offered = dict(form.fields["affected"].choices)
        assert [value for value, _ in offered["Ihr IT-Arbeitsplatz"]] == [f"workstation:{own.pk}"]
        assert [words for _, words in offered["Fachverfahren Ihrer Behörde"]] == [use.application.name]
        assert ended.application.name not in str(offered)
        assert foreign.application.name not in str(offered)
        assert "Weitere IT-Arbeitsplätze Ihrer Behörde" not in offered

    def test_coordinator_chooses_among_the_authoritys_workstations(self, client_for, coordinator, category):
        colleague = WorkstationFactory(authority=contact_of(coordinator).authority)
        retired = WorkstationFactory(authority=colleague.authority, state="closed")
        form = client_for(coordinator).get(reverse("portal:report")).context["form"]
        offered = str(form.fields["affected"].choices)
        assert colleague.inventory_number in offered
        assert retired.inventory_number not in offered

    def test_fachverfahren_of_the_authority_is_accepted(self, browser, reporter, category):
        use = ApplicationUseFactory(authority=contact_of(reporter).authority)
        browser.post(reverse("portal:report"), answers(category, affected=f"application:{use.application_id}"))
        assert Ticket.objects.get().application == use.application

    def test_request_has_its_own_words_and_kind(self, browser, category):
        url = reverse("portal:report") + "?kind=service_request"
        assert "Kurz gesagt: Was brauchen Sie?" in text_of(browser.get(url))
        browser.post(url, answers(category, severity="soon"))
        assert Ticket.objects.get().kind == Ticket.Kind.SERVICE_REQUEST

    def test_wide_fault_is_critical(self, browser, category):
        browser.post(reverse("portal:report"), answers(category, severity="many"))
        assert Ticket.objects.get().priority == 1

    def test_page_after_filing_says_number_team_and_until_when(self, browser, category):
        service_calendar_for_all()
        response = browser.post(reverse("portal:report"), answers(category), follow=True)
        ticket, text = Ticket.objects.get(), text_of(response)
        due = timezone.localtime(ticket.response_due_at)
        assert f"Ihre Meldung {ticket.number} ist angekommen" in text
        assert f"Das Team {category.team.name} sieht sie sich zuerst an" in text
        assert f"{due:%d.%m.%Y, %H:%M} Uhr" in text
        assert "Montag bis Freitag 7:00 bis 17:00 Uhr" in text

    def test_page_after_filing_promises_nothing_that_was_not_agreed(self, browser, category):
        text = text_of(browser.post(reverse("portal:report"), answers(category), follow=True))
        assert "Eine feste Frist für die erste Antwort ist nicht vereinbart" in text

    def test_form_sent_twice_files_one_report(self, browser, category):
        first = browser.post(reverse("portal:report"), answers(category))
        second = browser.post(reverse("portal:report"), answers(category))
        assert first.url == second.url
        assert Ticket.objects.count() == 1

    def test_same_form_with_other_answers_is_another_report(self, browser, category):
        browser.post(reverse("portal:report"), answers(category))
        browser.post(reverse("portal:report"), answers(category, subject="Auch der Scanner geht nicht"))
        assert Ticket.objects.count() == 2

    def test_new_form_with_the_same_answers_is_another_report(self, browser, category):
        browser.post(reverse("portal:report"), answers(category))
        browser.post(reverse("portal:report"), answers(category, token="another-form"))
        assert Ticket.objects.count() == 2

    def test_each_form_has_a_mark_of_its_own(self, browser, category):
        tokens = {browser.get(reverse("portal:report")).context["form"]["token"].value() for _ in range(2)}
        assert len(tokens) == 2

    @pytest.mark.parametrize("number", ["26-999999", "%00", "unbekannt"])
    def test_unknown_earlier_report_is_passed_over(self, browser, category, number):
        assert browser.get(reverse("portal:report") + f"?regarding={number}").status_code == 200

    def test_new_report_takes_up_a_closed_one(self, browser, reporter, ticket):
        page = browser.get(reverse("portal:report") + f"?regarding={ticket.number}")
        form = page.context["form"]
        assert form["subject"].value() == ticket.subject
        assert ticket.number in form["description"].value()

    def test_foreign_report_fills_in_nothing(self, browser, category):
        foreign = TicketFactory(subject="Geheimer Betreff")
        assert "Geheimer Betreff" not in text_of(browser.get(reverse("portal:report") + f"?regarding={foreign.number}"))


@pytest.mark.django_db(transaction=True)
def test_two_submissions_at_the_same_moment_file_one_report(client_for, reporter, category):
    signed_in = client_for(reporter)
    cookies = signed_in.cookies
    urls = []

    def send():
        client = Client()
        client.cookies = cookies
        urls.append(client.post(reverse("portal:report"), answers(category))["Location"])
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(urls) == 4
    assert len(set(urls)) == 1
    assert Ticket.objects.count() == 1


class TestRefusals:
    """Wrong answers come back with a sentence at their field, and nothing that was typed is lost."""

    def refused(self, browser, data):
        response = browser.post(reverse("portal:report"), data)
        assert response.status_code == 200
        assert Ticket.objects.count() == 0
        assert "Fehler: " in response.content.decode()
        return response

    @pytest.mark.parametrize(
        ("changed", "field", "sentence"),
        [
            ({"category": ""}, "category", "Bitte wählen Sie aus, was betroffen ist."),
            ({"category": "gibt-es-nicht"}, "category", "Bitte wählen Sie aus, was betroffen ist."),
            ({"subject": "  "}, "subject", "Bitte beschreiben Sie in einem Satz, was nicht funktioniert."),
            ({"subject": "ab"}, "subject", "Bitte beschreiben Sie etwas ausführlicher, was nicht funktioniert."),
            ({"severity": ""}, "severity", "Bitte wählen Sie aus, wie dringend es ist."),
            ({"severity": "sofort"}, "severity", "Bitte wählen Sie aus, wie dringend es ist."),
            ({"affected": "kaputt"}, "affected", "Diesen IT-Arbeitsplatz kennen wir bei Ihnen nicht."),
            ({"affected": "application:999999"}, "affected", "Dieses Fachverfahren kennen wir bei Ihnen nicht."),
        ],
    )
    def test_wrong_answer_is_refused_at_its_field(self, browser, category, changed, field, sentence):
        response = self.refused(browser, answers(category, **changed))
        assert sentence in " ".join(response.context["form"].errors[field])
        assert "Seit heute früh bleibt das Blatt leer." in response.content.decode()

    def test_null_character_is_no_crash(self, browser, category):
        self.refused(browser, answers(category, subject="Drucker\x00 druckt nicht"))

    def test_inactive_category_is_refused(self, browser, category):
        self.refused(browser, answers(CategoryFactory(is_active=False)))

    def test_foreign_workstation_and_unknown_workstation_look_the_same(self, browser, category):
        foreign = WorkstationFactory()
        errors = [
            str(self.refused(browser, answers(category, affected=f"workstation:{pk}")).context["form"].errors)
            for pk in (foreign.pk, 999_999)
        ]
        assert errors[0] == errors[1]

    def test_reporter_cannot_name_a_colleagues_workstation(self, browser, reporter, category):
        colleague = WorkstationFactory(authority=contact_of(reporter).authority)
        self.refused(browser, answers(category, affected=f"workstation:{colleague.pk}"))

    def test_foreign_fachverfahren_is_refused(self, browser, category):
        self.refused(browser, answers(category, affected=f"application:{ApplicationUseFactory().application_id}"))

    @pytest.mark.parametrize(
        ("name", "content", "sentence"),
        [
            ("setup.exe", EXE, "aus Sicherheitsgründen nicht erlaubt"),
            ("foto.jpg", EXE, "Der Inhalt passt nicht zur Endung"),
            ("leer.png", b"", "leer"),
        ],
    )
    def test_refused_file_leaves_the_text(self, browser, category, name, content, sentence):
        response = self.refused(browser, answers(category, files=[SimpleUploadedFile(name, content)]))
        assert sentence in " ".join(response.context["form"].errors["files"])
        page = text_of(response)
        assert "Seit heute früh bleibt das Blatt leer." in page
        assert "wählen Sie diese bitte noch einmal aus" in page

    def test_file_of_30_megabytes_is_refused(self, browser, category):
        big = SimpleUploadedFile("film.png", PNG + b"\x00" * (30 * 1024 * 1024))
        response = self.refused(browser, answers(category, files=[big]))
        assert "Erlaubt sind höchstens 25" in " ".join(response.context["form"].errors["files"])

    def test_eleven_files_are_refused(self, browser, category):
        files = [SimpleUploadedFile(f"foto{number}.png", PNG) for number in range(11)]
        self.refused(browser, answers(category, files=files))


class TestStart:
    """The start page."""

    def test_shows_what_waits_for_the_person_first(self, browser, reporter, service_desk, category):
        contact = contact_of(reporter)
        TicketFactory(authority=contact.authority, requester=contact, subject="Liegt noch da")
        asked = TicketFactory(authority=contact.authority, requester=contact, subject="Rückfrage offen")
        actions.reply(
            ticket=asked, by=service_desk, body="Welche Meldung sehen Sie?", then_wait=True, now=timezone.now()
        )
        text = text_of(browser.get(reverse("portal:start")))
        assert text.index("Rückfrage offen") < text.index("Liegt noch da")
        assert "Ihre Antwort fehlt" in text
        assert "Neue Antwort" in text

    def test_shows_workstation_and_service_point(self, browser, reporter):
        contact = contact_of(reporter)
        own = WorkstationFactory(authority=contact.authority, used_by=contact)
        place = ServicePointFactory(authorities=[contact.authority], city="Ludwigslust")
        OpeningHoursFactory(service_point=place)
        other = ServicePointFactory()
        text = text_of(browser.get(reverse("portal:start")))
        assert own.inventory_number in text
        assert place.name in text
        assert "Dienstag 8:00 bis 16:00 Uhr" in text
        assert other.name not in text

    def test_coordinator_sees_the_authoritys_figures(self, client_for, coordinator):
        TicketFactory.create_batch(2, authority=contact_of(coordinator).authority)
        TicketFactory()
        page = client_for(coordinator).get(reverse("portal:start"))
        first = page.context["figures"][0]
        assert (first.label, first.count) == ("Gemeldet", 2)
        listed = client_for(coordinator).get(first.url)
        assert len(listed.context["page"].object_list) == 2

    def test_reporter_sees_no_figures_of_the_authority(self, browser):
        assert browser.get(reverse("portal:start")).context["figures"] == []

    @pytest.mark.parametrize("name", ["start", "report", "tickets"])
    def test_staff_are_sent_to_the_workspace(self, client_for, service_desk, name):
        response = client_for(service_desk).get(reverse(f"portal:{name}"))
        assert response.status_code == 302
        assert "/portal/" not in response.url

    def test_staff_cannot_report_or_answer_as_the_authority(self, client_for, service_desk, ticket, category):
        staff = client_for(service_desk)
        assert staff.post(reverse("portal:report"), answers(category)).status_code == 403
        assert staff.post(page_of(ticket, "reply"), {"body": "Ich bin nicht die Behörde"}).status_code == 403
        assert staff.get(page_of(ticket)).url == ticket.get_absolute_url()


class TestList:
    """„Meine Meldungen“."""

    def listed(self, browser, query=""):
        response = browser.get(reverse("portal:tickets") + query)
        assert response.status_code == 200
        return response

    def subjects(self, response):
        return sorted(row.subject for row in response.context["page"].object_list)

    def test_tabs_count_so_far_and_no_further(self, browser, reporter, monkeypatch):
        monkeypatch.setattr(listing, "MOST_COUNTED", 2)
        contact = contact_of(reporter)
        for state in (State.NEW, State.RESOLVED, State.CLOSED):
            TicketFactory(authority=contact.authority, requester=contact, state=state)
        shown = re.findall(r'id="tab-\w+">([^<]+)<', self.listed(browser).content.decode())
        assert shown == ["1", "2", "über 2"]

    def test_reporter_sees_own_reports_by_tab(self, browser, reporter):
        contact = contact_of(reporter)
        for state in (State.NEW, State.RESOLVED, State.CLOSED):
            TicketFactory(authority=contact.authority, requester=contact, state=state, subject=f"Stand {state}")
        TicketFactory(authority=contact.authority, subject="Der Kollegin")
        TicketFactory(subject="Andere Behörde")
        page = self.listed(browser)
        assert self.subjects(page) == ["Stand new"]
        assert [tab["count"] for tab in page.context["tabs"]] == [1, 2, 3]
        assert self.subjects(self.listed(browser, "?view=done")) == ["Stand closed", "Stand resolved"]
        assert self.subjects(self.listed(browser, "?view=all&kind=service_request")) == []
        assert "requester" not in page.context["filter"].filters

    def test_coordinator_sees_and_filters_the_authoritys(self, client_for, coordinator):
        authority = contact_of(coordinator).authority
        colleague = ContactFactory(authority=authority)
        TicketFactory(authority=authority, requester=colleague, subject="Der Kollegin")
        TicketFactory(authority=authority, requester=contact_of(coordinator), subject="Eigene")
        TicketFactory(subject="Andere Behörde")
        browser = client_for(coordinator)
        assert self.subjects(self.listed(browser)) == ["Der Kollegin", "Eigene"]
        name = urlencode({"requester": f"{colleague.last_name} {colleague.first_name[:3].lower()}"})
        assert self.subjects(self.listed(browser, f"?{name}")) == ["Der Kollegin"]
        assert "Gemeldet von" in text_of(self.listed(browser))

    def test_name_of_a_foreign_person_finds_nothing(self, client_for, coordinator):
        foreign = TicketFactory()
        TicketFactory(authority=contact_of(coordinator).authority, subject="Eigene")
        page = self.listed(client_for(coordinator), f"?{urlencode({'requester': foreign.requester.last_name})}")
        assert foreign.subject not in text_of(page)

    def test_search_finds_answers_but_no_notes(self, browser, service_desk, ticket):
        actions.add_note(ticket=ticket, by=service_desk, body="Grafikkarte vermutlich defekt", now=timezone.now())
        actions.reply(ticket=ticket, by=service_desk, body="Bitte das Stromkabel prüfen", now=timezone.now())
        assert self.subjects(self.listed(browser, "?q=Grafikkarte")) == []
        assert self.subjects(self.listed(browser, "?q=Stromkabel")) == [ticket.subject]
        assert self.subjects(self.listed(browser, f"?q={ticket.number}")) == [ticket.subject]

    def test_export_holds_own_rows_and_no_notes(self, browser, service_desk, ticket):
        TicketFactory(subject="Andere Behörde")
        actions.add_note(ticket=ticket, by=service_desk, body="Grafikkarte vermutlich defekt", now=timezone.now())
        export = b"".join(browser.get(reverse("portal:tickets") + "?export=csv").streaming_content).decode()
        assert ticket.subject in export
        assert "Andere Behörde" not in export
        assert "Grafikkarte" not in export

    def test_internal_work_moves_nothing_in_the_list(self, browser, reporter, service_desk, ticket):
        TicketFactory(
            authority=ticket.authority, requester=ticket.requester, subject="Neuere", created_at=timezone.now()
        )
        before = self.listed(browser).content
        later = timezone.now() + timedelta(hours=1)
        actions.add_note(ticket=ticket, by=service_desk, body="Grafikkarte vermutlich defekt", now=later)
        actions.change_team(ticket=ticket, team=TeamFactory(), by=service_desk, now=later)
        rows = re.compile(rb"<tbody.*</tbody>", re.DOTALL)
        assert rows.search(self.listed(browser).content).group() == rows.search(before).group()

    def test_empty_list_leads_on(self, browser):
        page = self.listed(browser)
        assert "Hier ist keine Meldung." in text_of(page)
        assert reverse("portal:report") in page.content.decode()

    @pytest.mark.parametrize(
        "query", ["?view=unsinn", "?page=99", "?created_from=gestern", "?state=unsinn", "?q=" + quote("'\"<%")]
    )
    def test_odd_address_is_no_crash(self, browser, ticket, query):
        self.listed(browser, query)

    def test_list_and_start_need_the_same_queries_for_many_rows(self, client_for, coordinator, service_desk):
        contact, browser = contact_of(coordinator), client_for(coordinator)

        def queries(name):
            with CaptureQueriesContext(connection) as captured:
                assert browser.get(reverse(f"portal:{name}")).status_code == 200
            return len(captured)

        def reports(count):
            for ticket in TicketFactory.create_batch(count, authority=contact.authority, requester=contact):
                actions.reply(ticket=ticket, by=service_desk, body="Wir sehen nach.", now=timezone.now())

        reports(2)
        queries("tickets")
        few = [queries("tickets"), queries("start")]
        reports(5)
        assert [queries("tickets"), queries("start")] == few


class TestTicketPage:
    """One report: reading and acting."""

    def test_contact_reads_answers_with_name_and_team(self, browser, service_desk, ticket):
        actions.reply(ticket=ticket, by=service_desk, body="Wir bringen einen neuen Bildschirm.", now=timezone.now())
        text = text_of(browser.get(page_of(ticket)))
        assert "Wir bringen einen neuen Bildschirm." in text
        assert str(service_desk) in text
        assert service_desk.staff_member.team.name in text
        assert "Wir arbeiten an Ihrer Meldung." in text

    def test_internals_never_appear(self, browser, service_desk, ticket):
        now, team = timezone.now(), TeamFactory(name="Geheimes Team")
        note = actions.add_note(
            ticket=ticket,
            by=service_desk,
            body="Grafikkarte vermutlich defekt",
            files=[SimpleUploadedFile("intern.png", PNG)],
            now=now,
        )
        actions.change_team(ticket=ticket, team=team, by=service_desk, now=now)
        actions.change_priority(ticket=ticket, impact=Impact.WIDE, urgency=Urgency.CRITICAL, by=service_desk, now=now)
        actions.take(ticket=ticket, by=service_desk, now=now)
        page = browser.get(page_of(ticket))
        text = text_of(page)
        for hidden in ("Grafikkarte", "intern.png", "Geheimes Team", "Priorität", "übernommen", "Interne Notiz"):
            assert hidden not in text
        assert note not in [getattr(entry, "message", None) for entry in page.context["timeline"]]
        assert str(service_desk) not in text

    @pytest.mark.parametrize("name", ["ticket", "reply", "confirm", "reopen"])
    @pytest.mark.parametrize("whose", ["colleague", "foreign", "nobody"])
    def test_what_is_not_theirs_is_not_found(self, browser, ludwigslust, name, whose):
        authority = ludwigslust if whose == "colleague" else AuthorityFactory()
        number = "26-999999" if whose == "nobody" else TicketFactory(authority=authority, state=State.RESOLVED).number
        url = reverse(f"portal:{name}", args=[number])
        assert browser.get(url).status_code == 404
        if name != "ticket":
            assert browser.post(url, {"body": "Hallo"}).status_code == 404
        assert Message.objects.count() == 0

    def test_coordinator_answers_for_a_colleague(self, client_for, coordinator, ticket):
        response = client_for(coordinator).post(page_of(ticket, "reply"), {"body": "Die Kollegin ist heute nicht da."})
        assert response.url == page_of(ticket)
        assert ticket.messages.get().author == coordinator

    def test_answer_with_file_is_kept_and_ends_the_waiting(self, browser, service_desk, ticket):
        actions.reply(ticket=ticket, by=service_desk, body="Was sehen Sie?", then_wait=True, now=timezone.now())
        assert "Wir brauchen eine Antwort von Ihnen." in text_of(browser.get(page_of(ticket)))
        data = {"body": "Ein Foto anbei", "files": [SimpleUploadedFile("foto.png", PNG)]}
        page = browser.post(page_of(ticket, "reply"), data, follow=True)
        ticket.refresh_from_db()
        assert ticket.state == State.IN_PROGRESS
        assert "Ihre Antwort ist angekommen." in text_of(page)
        attachment = ticket.attachments.get()
        assert reverse("tickets:attachment", args=[attachment.pk]) in page.content.decode()

    @pytest.mark.parametrize(
        ("data", "field"),
        [({"body": " "}, "body"), ({"body": "Anbei", "files": [SimpleUploadedFile("virus.exe", EXE)]}, "files")],
    )
    def test_refused_answer_keeps_the_text(self, browser, ticket, data, field):
        page = browser.post(page_of(ticket, "reply"), data)
        assert page.status_code == 200
        assert field in page.context["form"].errors
        assert data["body"].strip() in text_of(page)
        assert ticket.messages.count() == 0

    def test_solution_is_confirmed(self, browser, service_desk, ticket):
        actions.resolve(ticket=ticket, by=service_desk, solution="Neues Kabel.", now=timezone.now())
        text = text_of(browser.get(page_of(ticket)))
        ends = timezone.localtime(Ticket.objects.get().resolved_at + timedelta(days=14))
        assert "Ja, gelöst" in text
        assert f"{ends:%d.%m.%Y}" in text
        page = browser.post(page_of(ticket, "confirm"), follow=True)
        ticket.refresh_from_db()
        assert ticket.state == State.CLOSED
        assert "Neue Meldung mit Bezug" in text_of(page)

    def test_solution_is_objected_to_with_a_reason(self, browser, service_desk, ticket):
        actions.resolve(ticket=ticket, by=service_desk, solution="Neues Kabel.", now=timezone.now())
        refused = browser.post(page_of(ticket, "reopen"), {"body": ""})
        assert "Bitte schreiben Sie, was noch nicht funktioniert." in text_of(refused)
        browser.post(page_of(ticket, "reopen"), {"body": "Er ist wieder dunkel."})
        ticket.refresh_from_db()
        assert ticket.state == State.IN_PROGRESS
        assert ticket.messages.last().body == "Er ist wieder dunkel."

    def test_open_report_cannot_be_confirmed(self, browser, ticket):
        page = browser.post(page_of(ticket, "confirm"), follow=True)
        ticket.refresh_from_db()
        assert ticket.state == State.NEW
        assert "kann nicht auf" in text_of(page)

    def test_report_that_is_no_longer_needed_is_taken_back(self, browser, service_desk, ticket):
        assert "Hat sich erledigt?" in text_of(browser.get(page_of(ticket)))
        page = text_of(browser.post(page_of(ticket, "cancel"), {"reason": "Stecker war lose"}, follow=True))
        assert "Diese Meldung ist zurückgezogen." in page
        assert "Stecker war lose" in page
        assert "Zurückgezogen am" in page
        assert "Gelöst" not in page  # no step says so
        assert "Neue Meldung mit Bezug" in page
        assert "kann nicht auf" in text_of(browser.post(page_of(ticket, "cancel"), {}, follow=True))

    @pytest.mark.parametrize("state", [State.RESOLVED, State.CLOSED])
    def test_answer_to_a_report_that_was_solved_meanwhile_is_not_lost(self, browser, service_desk, ticket, state):
        actions.resolve(ticket=ticket, by=service_desk, solution="Neues Kabel.", now=timezone.now())
        if state == State.CLOSED:
            actions.close(ticket=ticket, by=service_desk, now=timezone.now())
        page = browser.post(page_of(ticket, "reply"), {"body": "Noch etwas: Er flackert."})
        assert page.status_code == 200
        assert "Noch etwas: Er flackert." in text_of(page)

    def test_text_is_shown_as_text(self, browser, service_desk, ticket):
        actions.reply(ticket=ticket, by=service_desk, body="<script>alert(1)</script>", now=timezone.now())
        assert "<script>alert(1)" not in browser.get(page_of(ticket)).content.decode()

    def test_long_timeline_needs_no_more_queries(self, browser, reporter, service_desk, ticket):
        def talk():
            actions.reply(
                ticket=ticket,
                by=service_desk,
                body="Wie steht es?",
                files=[SimpleUploadedFile("a.png", PNG)],
                now=timezone.now(),
            )
            actions.reply(ticket=ticket, by=reporter, body="Unverändert.", now=timezone.now())

        def queries():
            with CaptureQueriesContext(connection) as captured:
                assert browser.get(page_of(ticket)).status_code == 200
            return len(captured)

        talk()
        queries()
        few = queries()
        for _ in range(5):
            talk()
        assert queries() == few

"""The search over reports: stems, compounds, misspelt words, order, the passage, and who finds what."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.db import connection, connections, transaction
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from customers.models import Contact
from tests.factories import AttachmentFactory, ContactFactory, MessageFactory, TicketFactory, WorkstationFactory
from tests.people import contact_at
from tickets.lifecycle import State
from tickets.models import Message, SearchEntry, SearchWord, Ticket
from tickets.querysets import MOST_MATCHING
from tickets.search.found import NEWEST, found_reports
from tickets.search.passages import LONGEST, marked, passage
from tickets.search.words import Sought, Word
from tickets.tasks import forget_unused_search_words
from ui.nearness import distance, is_misspelt, plain

ClientFor = Callable[[User], Client]
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)


def numbers(user: User, words: str, **options: bool) -> list[str]:
    return [found.ticket.number for found in found_reports(user, words, most=20, **options).reports]


def filtered(user: User, words: str) -> set[str]:
    return set(Ticket.objects.visible_to(user).matching(words, user).values_list("number", flat=True))


def copied(ticket: Ticket, subject: str, *, count: int, first_key: int = 10**6, step: int = 1) -> list[str]:
    """Reports like another one but for the subject, made by one statement; their numbers, the newest first."""
    columns = ", ".join(
        f'"{field.column}"' for field in Ticket._meta.concrete_fields if field.name not in ("id", "number", "subject")
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO tickets_ticket (id, number, subject, {columns}) "  # noqa: S608 – columns of our own model
            f"SELECT %s + n * %s, '11-' || (100000 + n), %s, {columns} FROM tickets_ticket, generate_series(1, %s) n "
            "WHERE id = %s RETURNING number",
            [first_key, step, subject, count, ticket.pk],
        )
        return [number for (number,) in cursor.fetchall()][::-1]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Die Drucker drucken nicht", "druckt"),
        ("Häuser ohne Netz", "haus"),
        ("Arbeitsplatzdrucker streikt", "Drucker"),
        ("Arbeitsplatzdrucker streikt", "arbeitsplatz drucker"),
        ("Netzwerkdruckerwarteschlange voll", "drucker"),
        ("Drucker im Flur", "Druker"),
        ("Drucker im Flur", "Durcker"),
        ("Der Bildschirm flackert", "Bildscirm"),
        ("Passwort vergessen", "Passwrot"),
        ("Fachverfahren meldet Fehler", "Fachverfaren"),
        ("Türöffner im Bürgerbüro", "tueroeffner buergerbuero"),
        ("Tueroeffner im Buergerbuero", "Türöffner"),
        ("Tu\u0308roffner klemmt", "Türoffner"),
        ("Straße gesperrt", "Strasse"),
        ("Strasse gesperrt", "Straße"),
        ("Neue Steuer für Bauern", "steuern"),
        ("Neue Steuer für Bauern", "NEUE STEUER"),
        ("Café ohne WLAN", "cafe"),
        ("Drucker druckt", "druck"),
        ("Lizenz für KSM-2024/17", "KSM-2024"),
        ("Bitte Rechnung_2024-11.pdf prüfen", "rechnung"),
    ],
)
def test_words_are_found(service_desk: User, text: str, words: str) -> None:
    ticket = TicketFactory(subject=text)
    TicketFactory(subject="Telefonanlage rauscht", description="Es knackt.")
    assert numbers(service_desk, words) == [ticket.number]
    assert filtered(service_desk, words) == {ticket.number}


@pytest.mark.parametrize("words", ["drucker telefon", "scanner", "flurfunk im keller"])
def test_every_word_must_be_there(service_desk: User, words: str) -> None:
    TicketFactory(subject="Drucker im Flur")
    TicketFactory(subject="Telefon im Keller")
    assert numbers(service_desk, words) == []


def test_report_is_found_by_all_that_belongs_to_it(service_desk: User, contact: Contact) -> None:
    workstation = WorkstationFactory(authority=contact.authority, inventory_number="LWL-AP-4711", name="pc-kasse")
    ticket = TicketFactory(requester=contact, authority=contact.authority, workstation=workstation)
    AttachmentFactory(ticket=ticket, name="Fehlermeldung Ausweisleser.png")
    for words in (
        ticket.number, ticket.number.partition("-")[2], ticket.number.partition("-")[2].lstrip("0"), "LWL-AP-4711",
        "pc-kasse", f"{contact.last_name} {contact.first_name}", "ausweisleser",
    ):  # fmt: skip
        assert ticket.number in numbers(service_desk, words), words
        assert ticket.number in filtered(service_desk, words), words


def test_order_is_number_then_subject_then_text_then_notes(service_desk: User) -> None:
    in_note = TicketFactory(subject="Wartung", description="", created_at=NOW)
    MessageFactory(ticket=in_note, kind=Message.Kind.NOTE, body="Vermutlich der Scanner.")
    in_text = TicketFactory(subject="Wartung", description="Der Scanner ist aus.", created_at=NOW - timedelta(days=1))
    in_subject = TicketFactory(subject="Scanner aus", created_at=NOW - timedelta(days=2))
    part_of_subject = TicketFactory(subject="Ausweisscanner blinkt", created_at=NOW)
    expected = [in_subject.number, part_of_subject.number, in_text.number, in_note.number]
    assert numbers(service_desk, "scanner") == expected
    naming = TicketFactory(subject=f"Nachfrage zu {in_note.number}", created_at=NOW)
    assert numbers(service_desk, in_note.number) == [in_note.number, naming.number]


def test_open_and_fresh_reports_come_first_among_equals(service_desk: User) -> None:
    def report(days: int, state: State) -> str:
        return str(TicketFactory(subject="Maus defekt", created_at=NOW - timedelta(days=days), state=state).number)

    ended, old, fresh = report(0, State.RESOLVED), report(9, State.IN_PROGRESS), report(3, State.NEW)
    assert numbers(service_desk, "maus") == [fresh, old, ended]
    assert numbers(service_desk, "maus", only_open=True) == [fresh, old]


class TestManyReports:
    """A word of every day costs no more than a rare one: the newest are put in order, and the page says so."""

    def test_newest_are_put_in_order_and_the_page_says_so(self, service_desk: User, client_for: ClientFor) -> None:
        newest = copied(TicketFactory(subject="Vorlage"), "Wartung der Massendrucker", count=NEWEST + 2)
        best, outside = newest[NEWEST - 1], newest[NEWEST]
        Ticket.objects.filter(number__in=[best, outside]).update(subject="Massendrucker", description="Massendrucker")
        Ticket.objects.exclude(number__in=[best, outside]).update(subject="Vorlage", description="Massendrucker")
        assert numbers(service_desk, "massendrucker")[0] == best
        assert outside not in numbers(service_desk, "massendrucker")
        client = client_for(service_desk)
        assert "Sehr viele Treffer" in client.get("/search/", {"q": "massendrucker"}).content.decode()
        Ticket.objects.filter(number__in=newest[:3]).update(description="")
        assert "Sehr viele Treffer" not in client.get("/search/", {"q": "massendrucker"}).content.decode()
        assert outside in numbers(service_desk, "massendrucker")

    def test_lists_of_all_reports_say_where_they_stop(self, service_desk: User, client_for: ClientFor) -> None:
        older = TicketFactory(subject="Massenwort")
        copied(TicketFactory(subject="Vorlage"), "Massenwort", count=MOST_MATCHING)
        client = client_for(service_desk)

        def listed(**query: object) -> tuple[bool, bool]:
            page = client.get("/tickets/", {"q": "massenwort", "sort": "created_at", **query}).content.decode()
            return older.number in page, "berücksichtigt die 1.000 neuesten" in page

        assert listed(view="all") == (False, True)
        assert listed(view="all", authority=older.authority_id) == (True, False)
        assert listed(view="open") == (True, False)

    def test_old_reports_are_found_however_many_lie_between(
        self, service_desk: User, reporter: User, contact: Contact
    ) -> None:
        first = TicketFactory(subject="Vorlage", authority=contact.authority, requester=contact)
        far_apart = copied(first, "Zwiebelfisch", count=9, step=700_001)
        assert numbers(service_desk, "zwiebelfisch") == far_apart
        assert numbers(reporter, "zwiebelfisch") == far_apart

    def test_marks_of_the_index_are_no_words(self, service_desk: User) -> None:
        ticket = TicketFactory()
        for mark in (f"§a{ticket.authority_id}", f"§p{ticket.requester_id}", f"§b{ticket.pk // 16384}"):
            assert numbers(service_desk, mark) == []
        marks = SearchWord.objects.filter(word__startswith="§")
        assert not marks.exists()
        forget_unused_search_words(0)
        assert not marks.exists()


class TestVisibility:
    """Neither what is found nor the passage nor the order tells anything of what somebody may not see."""

    @pytest.fixture
    def report(self, contact: Contact) -> Ticket:
        ticket = TicketFactory(
            authority=contact.authority, requester=contact, subject="Kopierer", description="Papierstau"
        )
        MessageFactory(ticket=ticket, body="Wir kommen mit der Einzugswalze.")
        note = MessageFactory(ticket=ticket, kind=Message.Kind.NOTE, body="Kopierer: Melder ist Querulant.")
        AttachmentFactory(ticket=ticket, message=note, name="Aktenvermerk.pdf")
        return ticket

    def test_contact_finds_what_is_theirs_and_no_note(self, report: Ticket, reporter: User) -> None:
        assert numbers(reporter, "einzugswalze papierstau") == [report.number]
        for secret in ("Querulant", "querulent", "Aktenvermerk", "kopierer querulant"):
            assert numbers(reporter, secret) == []
            assert filtered(reporter, secret) == set()

    def test_staff_find_notes_and_their_files(self, report: Ticket, service_desk: User) -> None:
        for words in ("Querulant", "Aktenvermerk", "papierstau querulant"):
            assert numbers(service_desk, words) == [report.number]

    def test_passage_of_a_contact_is_never_from_a_note(
        self, report: Ticket, reporter: User, client_for: ClientFor
    ) -> None:
        page = client_for(reporter).get("/search/", {"q": "kopierer"}).content.decode()
        assert "<mark>Kopierer</mark>" in page
        assert "Querulant" not in page

    def test_notes_do_not_change_the_order_for_a_contact(self, report: Ticket, reporter: User) -> None:
        other = TicketFactory(
            authority=report.authority,
            requester=report.requester,
            subject="Kopierer",
            created_at=report.created_at + timedelta(hours=1),
        )
        MessageFactory(ticket=report, kind=Message.Kind.NOTE, body="Kopierer Kopierer Kopierer")
        assert numbers(reporter, "kopierer") == [other.number, report.number]

    def test_colleague_and_other_authority_find_nothing_and_coordination_does(
        self, report: Ticket, stranger: User
    ) -> None:
        colleague = contact_at(report.authority, Contact.Role.REPORTER)
        coordinator = contact_at(report.authority, Contact.Role.IT_COORDINATOR)
        assert numbers(colleague, "papierstau") == numbers(stranger, "papierstau") == []
        assert numbers(coordinator, "papierstau") == [report.number]
        assert numbers(coordinator, "querulant") == []


class TestKeptByTheDatabase:
    """The entries follow every change, by whatever way it comes."""

    def test_changes_by_sql_are_followed(self, service_desk: User, contact: Contact) -> None:
        workstation = WorkstationFactory(authority=contact.authority)
        ticket = TicketFactory(authority=contact.authority, requester=contact, workstation=workstation)
        message = MessageFactory(ticket=ticket, body="Vorher")
        with connection.cursor() as cursor:
            cursor.execute("UPDATE tickets_ticket SET subject = 'Ausweisdrucker' WHERE id = %s", [ticket.pk])
            cursor.execute("UPDATE tickets_message SET body = 'Nachher' WHERE id = %s", [message.pk])
            cursor.execute("UPDATE customers_contact SET last_name = 'Zwiebelfisch' WHERE id = %s", [contact.pk])
            cursor.execute("UPDATE workstations_workstation SET name = 'tresen-1' WHERE id = %s", [workstation.pk])
        for words in ("ausweisdrucker", "nachher", "zwiebelfisch", "tresen"):
            assert numbers(service_desk, words) == [ticket.number], words
        assert numbers(service_desk, "vorher") == []

    def test_report_that_becomes_somebody_elses_is_theirs_alone(self, reporter: User, contact: Contact) -> None:
        ticket = TicketFactory(subject="Umzug", authority=contact.authority, requester=contact)
        assert numbers(reporter, "umzug") == [ticket.number]
        colleague = contact_at(contact.authority, Contact.Role.REPORTER)
        Ticket.objects.filter(pk=ticket.pk).update(requester=Contact.objects.get(user=colleague))
        assert numbers(reporter, "umzug") == []
        assert numbers(colleague, "umzug") == [ticket.number]

    def test_copied_rows_are_followed(self, service_desk: User) -> None:
        first = TicketFactory(subject="Vorlage")
        copied(first, "Massenkopie", count=3)
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO tickets_message (ticket_id, kind, author_id, author_is_staff, body, created_at) "
                "SELECT id, 'note', %s, true, 'Hineinkopiert', now() FROM tickets_ticket WHERE id = %s",
                [service_desk.pk, first.pk],
            )
        assert len(numbers(service_desk, "massenkopie")) == 3
        assert numbers(service_desk, "hineinkopiert") == [first.number]

    def test_note_that_goes_takes_its_entry_with_it(self, service_desk: User) -> None:
        ticket = TicketFactory(subject="Kopierer")
        note = MessageFactory(ticket=ticket, kind=Message.Kind.NOTE, body="Geheimnis")
        assert SearchEntry.objects.filter(ticket=ticket).count() == 2
        note.delete()
        assert numbers(service_desk, "geheimnis") == []
        assert numbers(service_desk, "kopierer") == [ticket.number]
        entry = SearchEntry.objects.get(ticket=ticket)
        assert (entry.is_internal, entry.for_staff) == (False, True)

    def test_deleted_report_leaves_nothing(self, service_desk: User) -> None:
        ticket = TicketFactory(subject="Kurzlebig")
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM tickets_ticket WHERE id = %s", [ticket.pk])
        assert not SearchEntry.objects.exists()

    def test_words_that_nobody_says_any_more_are_forgotten(self, service_desk: User) -> None:
        ticket = TicketFactory(subject="Zwiebelfisch", description="")
        kept = TicketFactory(subject="Hering")
        SearchWord.objects.create(word="hering")
        Ticket.objects.filter(pk=ticket.pk).update(subject="Entfernt")
        assert SearchEntry.objects.filter(ticket=ticket, vector="zwiebelfisch").count() == 0
        assert forget_unused_search_words(0) >= 2
        words = list(SearchWord.objects.values_list("word", flat=True))
        assert "zwiebelfisch" not in words
        assert words.count("hering") == 1
        assert numbers(service_desk, "hering") == [kept.number]

    def test_endless_texts_can_be_written(self, service_desk: User) -> None:
        ticket = TicketFactory()
        for part in range(12):
            MessageFactory(ticket=ticket, body=" ".join(f"wört{part}x{n}ü" for n in range(9000)))
        MessageFactory(ticket=ticket, body="schlusswort", created_at=timezone.now() + timedelta(days=1))
        assert numbers(service_desk, "schlusswort") == [ticket.number]


@pytest.mark.django_db(transaction=True)
def test_two_who_write_at_once_are_both_found(service_desk: User) -> None:
    ticket = TicketFactory()
    author = service_desk.pk
    started, go_on = threading.Event(), threading.Event()

    def write(body: str, *, waits: bool) -> None:
        try:
            with transaction.atomic():
                Message.objects.create(
                    ticket_id=ticket.pk, kind="reply", author_id=author, author_is_staff=True, body=body, created_at=NOW
                )
                if waits:
                    started.set()
                    go_on.wait(10)
        finally:
            connections.close_all()

    first = threading.Thread(target=write, args=("Erdbeere",), kwargs={"waits": True})
    second = threading.Thread(target=write, args=("Himbeere",), kwargs={"waits": False})
    first.start()
    assert started.wait(10)
    second.start()
    second.join(0.5)
    go_on.set()
    first.join(10)
    second.join(10)
    assert numbers(service_desk, "erdbeere himbeere") == [ticket.number]


@pytest.mark.parametrize(
    "words",
    [
        "der die das", "& | ! ( ) <-> :*", "a\x00b", "'", "\\", "'; DROP TABLE x; --", "%", "_", "x" * 9000, "wort " * 3000,
        "\u202e\u200d", "🖨️", ":A", "<script>", "\ud7ff", "İstanbul", "ﬀ",
    ],
)  # fmt: skip
def test_hostile_words_are_no_error(service_desk: User, client_for: ClientFor, words: str) -> None:
    TicketFactory(subject="Drucker", description="<script>alert(1)</script>")
    numbers(service_desk, words)
    filtered(service_desk, words)
    page = client_for(service_desk).get("/search/", {"q": words}).content.decode()
    assert "<script>alert" not in page


def test_passage_is_marked_and_escaped(service_desk: User, client_for: ClientFor) -> None:
    TicketFactory(
        subject="<b>Drucker</b> & Co", description='Seit heute <img src=x onerror="alert(1)"> klemmt die Walze & mehr.'
    )
    page = client_for(service_desk).get("/search/", {"q": "drucker walze"}).content.decode()
    assert "&lt;b&gt;<mark>Drucker</mark>&lt;/b&gt; &amp; Co" in page
    assert "&lt;img src=x onerror=&quot;alert(1)&quot;&gt; klemmt die <mark>Walze</mark> &amp; mehr." in page


def sought(*stems: str) -> Sought:
    return Sought(" ".join(stems), tuple(Word(stem) for stem in stems))


@given(st.text(max_size=400), st.lists(st.text("abc<&ä", min_size=1, max_size=4), min_size=1, max_size=3))
def test_marking_changes_no_letter_and_lets_no_markup_through(text: str, stems: list[str]) -> None:
    html = marked(text, sought(*stems))
    rest = html.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in rest
    assert unescape(rest) == text


@given(st.text("abc ", max_size=900))
def test_passage_is_short_and_has_a_mark_if_the_word_is_there(text: str) -> None:
    shown = passage([text], sought("abc"))
    assert len(shown.replace("<mark>", "").replace("</mark>", "")) <= LONGEST + 2
    assert ("<mark>" in shown) == any(word.startswith("abc") for word in text.split())


@given(st.text("abcd", max_size=6), st.text("abcd", max_size=6))
def test_distance_is_the_same_both_ways_and_zero_for_the_same(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)
    assert abs(len(one) - len(other)) <= distance(one, other) <= max(len(one), len(other))


@pytest.mark.parametrize(
    ("one", "other", "letters"), [("druker", "drucker", 1), ("durcker", "drucker", 1), ("", "abc", 3), ("ab", "ba", 1)]
)
def test_distance_counts_letters(one: str, other: str, letters: int) -> None:
    assert distance(one, other) == letters


def test_known_words_get_less_leeway() -> None:
    assert is_misspelt("druk", "druck", is_known=False)
    assert not is_misspelt("serv", "servic", is_known=True)
    assert is_misspelt("passwrot", "passwort", is_known=True)


@pytest.mark.parametrize(
    ("word", "letters"), [("Türöffner", "turoffner"), ("Tueroeffner", "turoffner"), ("Straße", "strasse"),
                          ("Steuer", "steuer"), ("Frequenz", "frequenz"), ("Café", "cafe")],
)  # fmt: skip
def test_spelling_is_evened_out(word: str, letters: str) -> None:
    assert plain(word) == letters


class TestSimilarReports:
    """Whoever begins to write sees what is there already."""

    def test_desk_sees_open_reports_of_the_authority_and_earlier_ones_of_the_workstation(
        self, service_desk: User, client_for: ClientFor, contact: Contact
    ) -> None:
        workstation = WorkstationFactory(authority=contact.authority)
        there = {"authority": contact.authority, "requester": contact}
        open_one = TicketFactory(subject="Drucker im Bürgerbüro druckt nicht", **there)
        TicketFactory(subject="Drucker im Bürgerbüro ohne Toner", state=State.RESOLVED, **there)
        earlier = TicketFactory(
            subject="Drucker druckt streifig", state=State.RESOLVED, workstation=workstation, **there
        )
        TicketFactory(subject="Drucker im Bürgerbüro druckt nicht")  # of another authority
        url = f"/tickets/open/{contact.authority_id}/similar/"
        client = client_for(service_desk)
        page = client.get(url, {"subject": "Bürgerbüro: Drucker druckt nicht", "workstation": workstation.pk})
        shown = page.content.decode()
        assert open_one.number in shown
        assert earlier.number in shown
        assert shown.count("<li>") == 2
        assert "<li>" not in client.get(url, {"subject": "Drucker druckt"}).content.decode()
        assert "<li>" not in client.get(url, {"subject": "Telefon im Bürgerbüro tot"}).content.decode()

    def test_desk_sees_the_last_five_of_the_workstation_whatever_they_say(
        self, service_desk: User, client_for: ClientFor, contact: Contact
    ) -> None:
        workstation, now = WorkstationFactory(authority=contact.authority), timezone.now()
        reports = [
            TicketFactory(
                subject=f"Etwas anderes {day}", state=State.CLOSED, workstation=workstation,
                authority=contact.authority, requester=contact, created_at=now - timedelta(days=day),
            )
            for day in range(7)
        ]  # fmt: skip
        url, client = f"/tickets/open/{contact.authority_id}/similar/", client_for(service_desk)
        shown = client.get(url, {"subject": "", "workstation": workstation.pk}).content.decode()
        assert "Zuletzt zu diesem IT-Arbeitsplatz" in shown
        places = [shown.index(report.number) for report in reports[:5]]
        assert places == sorted(places)
        assert reports[5].number not in shown
        # What says the same stands above, and only there.
        shown = client.get(url, {"subject": "Etwas anderes 3 ist", "workstation": workstation.pk}).content.decode()
        assert shown.count(reports[3].number) == 2  # in the address and beside it

    def test_contact_sees_only_what_they_may_see(self, reporter: User, contact: Contact, client_for: ClientFor) -> None:
        own = TicketFactory(subject="Drucker druckt nicht", authority=contact.authority, requester=contact)
        colleague = ContactFactory(authority=contact.authority)
        foreign = TicketFactory(subject="Drucker druckt nicht", authority=contact.authority, requester=colleague)
        MessageFactory(ticket=own, kind=Message.Kind.NOTE, body="Netzteil bestellen")
        client = client_for(reporter)
        page = client.get(
            "/portal/report/similar/", {"subject": "der Drucker druckt nicht", "affected": "workstation:1"}
        )
        assert own.number in page.content.decode()
        assert foreign.number not in page.content.decode()
        assert (
            own.number
            not in client.get("/portal/report/similar/", {"subject": "bitte Netzteil bestellen"}).content.decode()
        )

    @pytest.mark.parametrize("key", ["", "x", "²", "9" * 40, "-1", "\x00"])
    def test_odd_keys_are_no_error(self, service_desk: User, client_for: ClientFor, contact: Contact, key: str) -> None:
        url = f"/tickets/open/{contact.authority_id}/similar/"
        query = {"subject": "drei Wörter hier", "workstation": key, "application": key}
        assert client_for(service_desk).get(url, query).status_code == 200

    def test_forms_have_the_place_for_them(
        self, service_desk: User, reporter: User, contact: Contact, client_for: ClientFor
    ) -> None:
        desk = client_for(service_desk).get(f"/tickets/open/{contact.authority_id}/").content.decode()
        assert f'hx-get="/tickets/open/{contact.authority_id}/similar/"' in desk
        portal = client_for(reporter).get("/portal/report/").content.decode()
        assert f'hx-get="/portal/report/similar/?authority={contact.authority_id}"' in portal
        assert 'role="status" aria-label="Ähnliche Meldungen"' in portal

"""Retention: what goes when, what stays, the proof of it, and that breaking off does no harm."""

import io
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import InternalError, ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pghistory.models import Context
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.actions import assign_roles
from accounts.models import RoleProposal, SecondFactorReset, StaffMember, User
from accounts.roles import SERVICE_DESK
from accounts.scope import as_job
from accounts.tasks import send_link_to_new_password
from customers.models import Contact, ContactFunction, Shift
from history.forgetting import states_of
from history.models import LogEntry
from privacy import expiry
from privacy.actions import digest_of, enforce_retention
from privacy.models import DeletionProof
from privacy.retention import RULES
from privacy.rule import months_before
from privacy.tasks import enforce_retention_nightly
from tests.factories import (
    AttachmentFactory,
    ContactFactory,
    ContactFunctionFactory,
    DeletionProofFactory,
    DraftFactory,
    LogEntryFactory,
    MentionFactory,
    MessageFactory,
    ParticularFactory,
    ShiftFactory,
    StaffMemberFactory,
    TicketEventFactory,
    TicketFactory,
    UserFactory,
    WatcherFactory,
    WorkstationFactory,
)
from tests.people import employed
from tickets.lifecycle import State
from tickets.models import Attachment, Draft, Mention, Message, Particular, SearchWord, Ticket, TicketEvent, Watcher
from tickets.tasks import forget_unused_search_words

pytestmark = pytest.mark.django_db


def months_ago(months: int) -> datetime:
    """Well past so many months, whatever their lengths."""
    return timezone.now() - timedelta(days=31 * months + 3)


def closed(months: int, **values: object) -> Ticket:
    """A report that was closed so long ago."""
    return TicketFactory(state=State.CLOSED, created_at=months_ago(months), **values)


def proofs() -> dict[str, tuple[int, int]]:
    """How many rows the proofs of each rule speak of."""
    found: dict[str, tuple[int, int]] = {}
    for proof in DeletionProof.objects.all():
        deleted, pseudonymised = found.get(proof.rule, (0, 0))
        found[proof.rule] = (deleted + proof.deleted, pseudonymised + proof.pseudonymised)
    return found


def test_attachments_go_after_six_months_with_file_and_history(django_capture_on_commit_callbacks: Callable) -> None:
    old, young = AttachmentFactory(ticket=closed(6)), AttachmentFactory(ticket=closed(4))
    with django_capture_on_commit_callbacks(execute=True):
        enforce_retention(now=timezone.now())
    assert list(Attachment.objects.all()) == [young]
    assert not default_storage.exists(old.file.name)
    assert default_storage.exists(young.file.name)
    assert not states_of(Attachment, [old.pk]).exists()
    assert proofs() == {"attachments": (1, 0)}


def test_open_reports_are_kept_however_old_they_are() -> None:
    ticket = TicketFactory(created_at=months_ago(60), description="Noch nicht gelöst.")
    enforce_retention(now=timezone.now())
    ticket.refresh_from_db()
    assert ticket.description == "Noch nicht gelöst."


def test_texts_and_names_go_after_twelve_months_and_the_figures_stay() -> None:
    member = StaffMemberFactory(display_name="Frauke Ohlsen")
    ticket = closed(12, assignee=member, subject="Frau Ohlsen fragt", description="Mein Name ist Hase.")
    Ticket.objects.filter(pk=ticket.pk).update(workstation=WorkstationFactory(authority=ticket.authority))
    with as_job("Test"):
        Ticket.objects.filter(pk=ticket.pk).update(subject="Frau Ohlsen fragt noch einmal")
    message = MessageFactory(ticket=ticket, author=member.user, body="Gruß, Ohlsen")
    ParticularFactory(ticket=ticket, value="Ein Notebook für Frau Ohlsen")
    event = TicketEventFactory(
        ticket=ticket, kind=TicketEvent.Kind.ASSIGNED, by=member.user, after="Frauke Ohlsen", reason="Ohlsen kann das"
    )
    before = Ticket.objects.values("authority", "category", "team", "priority", "created_at", "closed_at").get()

    enforce_retention(now=timezone.now())

    assert Ticket.objects.values("authority", "category", "team", "priority", "created_at", "closed_at").get() == before
    ticket.refresh_from_db()
    assert (ticket.subject, ticket.description, ticket.assignee, ticket.workstation) == (expiry.REMOVED, "", None, None)
    assert str(ticket.requester) == expiry.NAMELESS
    assert ticket.texts_removed_at
    message = Message.objects.get(pk=message.pk)
    assert (message.body, str(message.author)) == (expiry.REMOVED, expiry.NAMELESS)
    event = TicketEvent.objects.get(pk=event.pk)
    assert (str(event.by), event.after, event.reason) == (expiry.NAMELESS, expiry.NAMELESS, expiry.REMOVED)
    kept = str(
        [
            *states_of(Ticket, [ticket.pk]).values(),
            *states_of(Message, [message.pk]).values(),
            *TicketEvent.objects.values(),
            *Particular.objects.values(),
        ]
    )
    assert "Ohlsen" not in kept
    assert "Hase" not in kept
    assert str(states_of(Ticket, [ticket.pk]).values_list("requester_id", flat=True)[0]) == str(ticket.requester_id)
    assert proofs() == {"ticket-texts": (0, 1)}


def test_search_forgets_texts_and_names_with_the_report() -> None:
    ticket = closed(12, subject="Frau Ohlsen fragt", description="Mein Name ist Hase.")
    MessageFactory(ticket=ticket, body="Gruß, Igel")
    MessageFactory(ticket=ticket, kind=Message.Kind.NOTE, body="Siehe Fuchs")
    names = {"ohls", "has", "igel", "fuch", ticket.requester.last_name.lower()}
    assert names & words_of_search()
    enforce_retention(now=timezone.now())
    assert not names & words_of_search()
    forget_unused_search_words(0)
    assert not SearchWord.objects.filter(word__in=names).exists()


def words_of_search() -> set[str]:
    """Every word stem in the entries that the search reads."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT unnest(tsvector_to_array(vector)) FROM tickets_searchentry")
        return {word for (word,) in cursor.fetchall()}


def test_nobody_can_sign_in_as_the_account_that_stands_for_former_authors() -> None:
    MessageFactory(ticket=closed(12))
    enforce_retention(now=timezone.now())
    account = User.objects.get(username=expiry.NAMELESS_ACCOUNT)
    assert not account.is_active
    assert not account.has_usable_password()


def test_reports_go_after_three_years_with_everything_about_them() -> None:
    ticket = closed(36)
    kept = {
        Ticket: ticket.pk,
        Message: MessageFactory(ticket=ticket).pk,
        Attachment: AttachmentFactory(ticket=ticket).pk,
    }
    TicketEventFactory(ticket=ticket)
    enforce_retention(now=timezone.now())
    for model in (Ticket, Message, Attachment, TicketEvent):
        assert not model._default_manager.exists()
    for tracked, key in kept.items():
        assert not states_of(tracked, [key]).exists()


def test_history_and_its_contexts_go_after_three_years() -> None:
    with as_job("Test"):
        ticket = TicketFactory()
    now = timezone.now()
    enforce_retention(now=now + timedelta(days=365))
    assert states_of(Ticket, [ticket.pk]).exists()
    enforce_retention(now=now + timedelta(days=31 * 37))
    assert not states_of(Ticket, [ticket.pk]).exists()
    assert not Context.objects.filter(metadata__job="Test").exists()
    assert Ticket.objects.filter(pk=ticket.pk).exists()


def test_private_number_of_an_emergency_contact_goes_when_the_function_ends() -> None:
    today = timezone.localdate()
    ends_today = ContactFunctionFactory(valid_until=today, email="privat@anderswo.example")
    ended = ContactFunctionFactory(valid_until=today - timedelta(days=1))
    with as_job("Test"):
        ContactFunction.objects.filter(pk=ended.pk).update(phone="0152 28817387")
    enforce_retention(now=timezone.now())
    ends_today.refresh_from_db()
    ended.refresh_from_db()
    assert (ends_today.phone, ends_today.email) == ("0152 28817386", "privat@anderswo.example")
    assert (ended.phone, ended.consented_on, ended.number_removed_on) == ("", None, today)
    assert set(states_of(ContactFunction, [ended.pk]).values_list("phone", "email")) == {("", "")}
    assert proofs() == {"emergency-numbers": (0, 1)}
    enforce_retention(now=timezone.now())
    assert proofs() == {"emergency-numbers": (0, 1)}


def test_duty_at_a_service_point_is_forgotten_after_a_month() -> None:
    today = timezone.localdate()
    long_ago = ShiftFactory(day=today - timedelta(days=40))
    lately = ShiftFactory(day=today - timedelta(days=20))
    enforce_retention(now=timezone.now())
    assert list(Shift.objects.all()) == [lately]
    assert not states_of(Shift, [long_ago.pk]).exists()


def test_log_goes_after_a_year_and_sessions_when_they_end() -> None:
    old, young = LogEntryFactory(at=months_ago(12)), LogEntryFactory(at=months_ago(10))
    ended, running = SessionStore(), SessionStore()
    for session, hours in ((ended, -1), (running, 1)):
        session.set_expiry(timezone.now() + timedelta(hours=hours))
        session["etwas"] = 1
        session.save()
    enforce_retention(now=timezone.now())
    assert not LogEntry.objects.filter(pk=old.pk).exists()
    assert LogEntry.objects.filter(pk=young.pk).exists()
    assert list(Session.objects.values_list("session_key", flat=True)) == [running.session_key]
    assert (
        LogEntry.objects.get(kind=LogEntry.Kind.RETENTION_RUN).subject
        == "Protokoll: 1 gelöscht; Abgelaufene Sitzungen: 1 gelöscht"
    )


def late(months: int) -> datetime:
    """A moment so many months after today."""
    return timezone.now() + timedelta(days=31 * months + 3)


def test_former_contact_becomes_nameless_and_the_reports_stay() -> None:
    ended = ContactFactory(last_name="Zwillinger", valid_until=timezone.localdate())
    switched_off, active = ContactFactory(last_name="Drilling", is_active=False), ContactFactory(last_name="Vierling")
    waiting = ContactFactory(last_name="Fuenfling", is_active=False)
    TicketFactory(requester=waiting, authority=waiting.authority)
    ticket = closed(0, requester=ended, authority=ended.authority)
    enforce_retention(now=late(11))
    ended.refresh_from_db()
    assert ended.last_name == "Zwillinger"
    enforce_retention(now=late(24))
    names = dict(Contact.objects.values_list("pk", "last_name"))
    assert names[ended.pk] == f"Ehemalige Ansprechperson {ended.pk}"
    assert names[switched_off.pk] == f"Ehemalige Ansprechperson {switched_off.pk}"
    assert (names[active.pk], names[waiting.pk]) == ("Vierling", "Fuenfling")
    assert {state.last_name for state in states_of(Contact, [ended.pk])} == {names[ended.pk]}
    assert Ticket.objects.filter(pk=ticket.pk).exists()
    assert proofs()["former-contacts"] == (0, 2)


def test_report_that_was_taken_back_keeps_no_former_person() -> None:
    """Nothing is left to be done about it, for the person as for an account."""
    contact = ContactFactory(is_active=False, user=UserFactory())
    TicketFactory(state=State.CANCELLED, created_at=late(20), requester=contact, authority=contact.authority)
    enforce_retention(now=late(24))
    contact.refresh_from_db()
    assert contact.last_name.startswith("Ehemalige")
    assert contact.user is not None
    assert contact.user.last_name == f"Ehemaliges Konto {contact.user_id}"


def test_account_without_rights_becomes_nameless_with_the_employment() -> None:
    left, works, signs_in = employed(SERVICE_DESK), employed(SERVICE_DESK), UserFactory(last_name="Zwillinger")
    assign_roles(user=left, roles=[])
    StaffMember.objects.filter(user=left).update(display_name="Zora Zwillinger")
    superuser = UserFactory(is_superuser=True, last_name="Drilling")
    User.objects.filter(pk=signs_in.pk).update(last_login=late(12))
    before = {user.pk: str(user) for user in (works, signs_in, superuser)}
    enforce_retention(now=late(24))
    assert {pk: str(User.objects.get(pk=pk)) for pk in before} == before
    gone = User.objects.get(pk=left.pk)
    assert (str(gone), gone.is_active) == (f"Ehemaliges Konto {left.pk}", False)
    assert StaffMember.objects.get(user=left).display_name == str(gone)
    assert proofs()["former-accounts"] == (0, 1)


def test_resets_decided_proposals_and_finished_jobs_go() -> None:
    user, now = employed(SERVICE_DESK), timezone.now()
    reset = SecondFactorReset.objects.create(user=user, at=months_ago(12), reason="Telefon verloren")
    young = SecondFactorReset.objects.create(user=user, at=months_ago(10), reason="Neues Telefon")
    RoleProposal.objects.create(
        user=user, directory="Haus", give=["management"], state="rejected", proposed_at=now, decided_at=months_ago(12)
    )
    waiting = RoleProposal.objects.create(user=user, directory="Haus", give=["on-site"], proposed_at=months_ago(12))
    done, todo = (send_link_to_new_password.defer(account=user.pk, site="") for _ in range(2))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE id = %s", [done])
        cursor.execute("UPDATE procrastinate_jobs SET status = 'succeeded' WHERE id = %s", [done])
        cursor.execute("UPDATE procrastinate_events SET at = %s", [months_ago(1)])
    enforce_retention(now=now)
    assert list(SecondFactorReset.objects.all()) == [young]
    assert not states_of(SecondFactorReset, [reset.pk]).exists()
    assert list(RoleProposal.objects.all()) == [waiting]
    assert list(ProcrastinateJob.objects.values_list("pk", flat=True)) == [todo]


def test_drafts_go_after_a_month_and_with_the_texts_of_their_report_whatever_hangs_on_it() -> None:
    old, young = DraftFactory(saved_at=months_ago(1)), DraftFactory()
    ticket = closed(12)
    DraftFactory(ticket=ticket)
    WatcherFactory(ticket=ticket)
    MentionFactory(message=MessageFactory(ticket=ticket))
    edited = TicketEventFactory(
        ticket=ticket, kind=TicketEvent.Kind.EDITED, before="Grit Muster", after="Ansprechperson: Jost Muster",
        reason="vorher: Grit Muster", at=months_ago(12),
    )  # fmt: skip
    enforce_retention(now=timezone.now())
    assert list(Draft.objects.all()) == [young]
    assert old.pk != young.pk
    assert not Watcher.objects.exists()
    assert not Mention.objects.exists()
    edited.refresh_from_db()
    assert "Muster" not in f"{edited.before}{edited.after}{edited.reason}"


def test_second_run_finds_nothing() -> None:
    MessageFactory(ticket=closed(12))
    LogEntryFactory(at=months_ago(13))
    assert sum(outcome.count for outcome in enforce_retention(now=timezone.now())) == 2
    before = proofs()
    assert enforce_retention_nightly(0) == 0
    assert proofs() == before


def test_run_that_breaks_off_keeps_what_it_did_with_its_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(5):
        LogEntryFactory(at=months_ago(13))
    first_four = list(LogEntry.objects.order_by("pk").values_list("pk", flat=True)[:4])
    real, calls = expiry.delete_rows, []

    def break_off(model: type, keys: list[int], now: datetime) -> None:
        calls.append(keys)
        real(model, keys, now)
        if len(calls) == 3:
            raise InterruptedError

    rules = [rule._replace(forget=break_off) if rule.key == "log" else rule for rule in RULES]
    monkeypatch.setattr("privacy.actions.RULES", rules)
    with pytest.raises(InterruptedError):
        enforce_retention(now=timezone.now(), batch=2)
    assert LogEntry.objects.filter(kind=LogEntry.Kind.EXPORTED).count() == 1
    assert proofs() == {"log": (4, 0)}
    expected = {digest_of(f"history.LogEntry:{key}" for key in pair) for pair in (first_four[:2], first_four[2:])}
    assert set(DeletionProof.objects.values_list("digest", flat=True)) == expected
    monkeypatch.undo()
    enforce_retention(now=timezone.now(), batch=2)
    assert proofs() == {"log": (5, 0)}


def test_dry_run_counts_and_changes_nothing() -> None:
    LogEntryFactory(at=months_ago(13))
    said = io.StringIO()
    call_command("enforce_retention", dry_run=True, stdout=said)
    assert "Protokoll: 1 fällig, wird gelöscht" in said.getvalue()
    assert not DeletionProof.objects.exists()
    call_command("enforce_retention", stdout=said)
    assert "Protokoll: 1 gelöscht" in said.getvalue()


def test_proof_can_be_neither_changed_nor_deleted() -> None:
    DeletionProofFactory()
    for attempt in (lambda: DeletionProof.objects.update(deleted=0), lambda: DeletionProof.objects.all().delete()):
        with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
            attempt()


def test_retention_leaves_no_history_open_for_others() -> None:
    ticket = TicketFactory()
    enforce_retention(now=timezone.now())
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        states_of(Ticket, [ticket.pk]).update(subject="erfunden")


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 25), 6, date(2026, 5, 25)),
        (date(2026, 1, 31), 12, date(2025, 1, 28)),
        (date(2026, 3, 31), 36, date(2023, 3, 28)),
        (date(2026, 12, 1), 12, date(2025, 12, 1)),
    ],
)
def test_months_before(day: date, months: int, expected: date) -> None:
    assert months_before(day, months) == expected


def test_page_says_what_is_due_and_what_went(client_for: Callable[[User], Client], data_protection: User) -> None:
    LogEntryFactory(at=months_ago(13))
    proof = DeletionProofFactory(by=None)
    response = client_for(data_protection).get(reverse("privacy:retention"))
    due = {rule.key: count for rule, count in response.context["rules"]}
    assert due["log"] == 1
    assert proof.digest[:12] in response.content.decode()

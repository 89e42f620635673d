"""The way from the first talk to regular operation, as people go it on the pages."""

import threading
from collections.abc import Callable
from datetime import date

from django.db import connection
from django.test import Client

from accounts.models import User
from contracts.lifecycle import State
from contracts.models import Agreement, Decision
from customers.models import Authority, AuthorityRole, Contact, TaskTransfer
from takeovers import actions
from takeovers.gates import Gate
from takeovers.models import CaseEvent, CaseTask, Consent, GateOverride, TakeoverCase
from takeovers.standing import Standing
from tests.factories import AgreementFactory, ContactFactory, WorkstationFactory
from tests.takeovers.conftest import NOW, TODAY, minutes, name_emergency_contact, settle_all, task

Browser = Callable[[User], Client]


def cleared_agreement(town: Authority, **values: object) -> Agreement:
    """A contract that went the whole way past the Rechtsaufsicht."""
    days = {
        "signed_on": date(2026, 1, 13),
        "notified_on": date(2026, 2, 1),
        "cleared_on": date(2026, 2, 20),
        "published_on": date(2026, 2, 25),
    }
    found: Agreement = AgreementFactory(
        authority=town,
        scope="core_it",
        subject="",
        **{"state": State.PUBLISHED, "clearance": "declaration", **days, **values},
    )
    return found


def with_everything_on_record(case: TakeoverCase, care: User, coordinator: User) -> None:
    """Decisions, consents, contract, contacts and baseline, so that only steps are left."""
    adopted = Decision.Outcome.ADOPTED
    for is_policy in (True, False):
        decision = Decision(body="Stadtvertretung", decided_on=TODAY, subject="Beitritt", outcome=adopted)
        actions.record_resolution(case=case, is_policy=is_policy, decision=decision, by=care, now=NOW)
    for consent in case.consents.all():
        decision = Decision(body="Amtsausschuss", decided_on=TODAY, subject="Zustimmung", outcome=adopted)
        actions.record_consent(consent=consent, decision=decision, by=care, now=NOW)
    TakeoverCase.objects.filter(pk=case.pk).update(agreement=cleared_agreement(case.authority))
    actions.save_baseline(case=case, values={"people": 2}, by=care, now=NOW)
    ContactFactory(authority=case.authority, role=Contact.Role.AUTHORITY_HEAD)
    name_emergency_contact(coordinator.contacts.get())


def test_a_case_begins_with_the_steps_of_the_published_way_and_makes_a_prospect(
    template: None, care: User, town: Authority, carriers: list[Authority], browser: Browser
) -> None:
    response = browser(care).post(
        "/takeovers/new/",
        {
            "authority": town.pk,
            "kind": "joining",
            "started_on": "2026-03-02",
            "scopes": ["core_it", "school_it"],
            "planned_on": "2026-07-01",
        },
        follow=True,
    )
    page = response.content.decode()
    case = TakeoverCase.objects.get()
    assert "Das Vorhaben ist angelegt." in page
    assert "Grundsatzbeschluss" in page
    assert AuthorityRole.objects.get(authority=town).role == AuthorityRole.Role.PROSPECT
    assert {row.carrier.name for row in case.consents.all()} == {"Amt Eins", "Stadt Zwei"}
    assert case.tasks.filter(scope__scope="school_it").count() == case.tasks.filter(scope__scope="core_it").count() > 10
    live = case.tasks.get(scope__scope="core_it", title="Vereinbarung zur Auftragsverarbeitung schließen")
    assert live.due_on == date(2026, 5, 2), "60 days before the planned start"


def test_a_second_case_of_the_same_authority_is_refused_in_words(
    case: TakeoverCase, care: User, browser: Browser
) -> None:
    response = browser(care).post(
        "/takeovers/new/", {"authority": case.authority_id, "kind": "joining", "started_on": "2026-03-02"}
    )
    assert "Für diese Behörde läuft schon ein Vorhaben." in response.content.decode()
    assert TakeoverCase.objects.count() == 1


def test_a_decision_is_a_fact_and_no_tick(case: TakeoverCase, care: User, browser: Browser) -> None:
    client, step = browser(care), task(case, "Grundsatzbeschluss fassen")
    refused = client.post(f"/takeovers/tasks/{step.pk}/settle/", {"remark": ""}).content.decode()
    assert "Der Beschluss ist noch nicht eingetragen." in refused
    votes = {"votes_for": 17, "votes_against": 3, "abstentions": 2, "biased": 1}
    client.post(
        f"/takeovers/{case.pk}/policy-resolution/",
        {
            "body": "Stadtvertretung",
            "decided_on": "2026-02-26",
            "paper_number": "BV/2026/012",
            "subject": "Prüfung",
            "outcome": "adopted",
            **votes,
        },
    )
    page = client.post(f"/takeovers/tasks/{step.pk}/settle/", {"remark": ""}, follow=True).content.decode()
    assert "Der Schritt ist erledigt." in page
    assert "17 Ja, 3 Nein, 2 Enthaltungen, 1 befangen" in page
    assert "Vorlage BV/2026/012" in page


def test_a_rejected_resolution_proves_nothing(case: TakeoverCase, care: User) -> None:
    decision = Decision(body="Stadtvertretung", decided_on=TODAY, subject="Beitritt", outcome=Decision.Outcome.REJECTED)
    actions.record_resolution(case=case, is_policy=False, decision=decision, by=care, now=NOW)
    standing = Standing(TakeoverCase.objects.get(pk=case.pk), TODAY)
    assert "abgelehnt" in standing.hindrance(task(case, "Beschluss über den Beitritt fassen"))


def test_every_carrier_must_agree(case: TakeoverCase, care: User, browser: Browser) -> None:
    client = browser(care)
    first, second = case.consents.order_by("carrier__name")
    form = {"body": "Amtsausschuss", "decided_on": "2026-02-27", "subject": "Zustimmung"}
    client.post(
        f"/takeovers/consents/{first.pk}/decision/", {**form, "outcome": "adopted", "votes_for": 9, "votes_against": 1}
    )
    client.post(f"/takeovers/consents/{second.pk}/decision/", {**form, "outcome": "deferred"})
    assert [row.answer for row in case.consents.order_by("carrier__name")] == [
        Consent.Answer.AGREED,
        Consent.Answer.OPEN,
    ]
    step = task(case, "Zustimmung aller Träger liegt vor")
    page = client.post(f"/takeovers/tasks/{step.pk}/settle/", {"remark": ""}).content.decode()
    assert "1 von 2 Trägern haben zugestimmt." in page
    client.post(f"/takeovers/consents/{second.pk}/decision/", {**form, "outcome": "adopted"})
    page = client.post(f"/takeovers/tasks/{step.pk}/settle/", {"remark": ""}, follow=True).content.decode()
    assert "9 : 1" in page
    assert "2 von 2 Trägern haben zugestimmt." in page


def test_nothing_is_carried_out_before_the_rechtsaufsicht_has_cleared_it(
    case: TakeoverCase, care: User, coordinator: User
) -> None:
    with_everything_on_record(case, care, coordinator)
    Agreement.objects.filter(authority=case.authority).update(
        state=State.NOTIFIED, cleared_on=None, published_on=None, clearance=""
    )
    settle_all(case, care)
    standing = Standing(TakeoverCase.objects.get(pk=case.pk), TODAY)
    link_up = next(row for row in standing.tasks if row.title == "Netzanbindung herstellen")
    assert "Freigabe abwarten" in standing.hindrance(link_up)
    assert not link_up.is_settled
    assert not standing.passage(Gate.EXECUTION, None).is_open


def test_the_whole_way_to_operation_and_acceptance(
    case: TakeoverCase, care: User, coordinator: User, browser: Browser
) -> None:
    client, scope = browser(care), case.scopes.get()
    with_everything_on_record(case, care, coordinator)
    too_early = client.post(f"/takeovers/scopes/{scope.pk}/live/", {"day": "2026-07-01"}).content.decode()
    assert "Die Sperre „Vollzug“ ist noch zu." in too_early
    settle_all(case, care)
    no_inventory = client.post(f"/takeovers/scopes/{scope.pk}/live/", {"day": "2026-07-01"}).content.decode()
    assert "Die Sperre „Betriebsaufnahme“ ist noch zu. Es fehlt: Bestand aufnehmen und bestätigen." in no_inventory
    assert not TaskTransfer.objects.filter(authority=case.authority).exists()

    [WorkstationFactory(authority=case.authority) for _ in range(3)]
    client.post(f"/takeovers/scopes/{scope.pk}/inventory/", {"day": "2026-07-01"})
    client.post(f"/takeovers/snapshots/{case.authority.inventory_snapshots.get().pk}/sign-off/")
    settle_all(case, care)
    client.post(f"/takeovers/scopes/{scope.pk}/live/", {"day": "2026-07-01"})
    client.post(f"/takeovers/{case.pk}/accede/", {"day": "2026-10-01"})
    transfer = TaskTransfer.objects.get(authority=case.authority)
    assert (transfer.resolved_on, transfer.contracted_on, transfer.starts_on, transfer.workstations_at_start) == (
        TODAY, date(2026, 1, 13), date(2026, 7, 1), 3,
    )  # fmt: skip
    roles = AuthorityRole.objects.filter(authority=case.authority).order_by("valid_from")
    assert [(row.role, row.valid_from, row.valid_until) for row in roles] == [
        ("prospect", TODAY, date(2026, 6, 30)),
        ("customer", date(2026, 7, 1), date(2026, 9, 30)),
        ("carrier", date(2026, 10, 1), None),
    ]
    early = client.post(f"/takeovers/{case.pk}/complete/", {"day": "2026-11-02"}).content.decode()
    assert "Es ist noch offen:" in early
    settle_all(case, care)
    page = client.post(f"/takeovers/{case.pk}/complete/", {"day": "2026-11-02"}, follow=True).content.decode()
    assert "Das Vorhaben ist abgeschlossen." in page


def test_only_who_leads_opens_a_gate_and_the_reason_stays(
    case: TakeoverCase, care: User, lead: User, browser: Browser
) -> None:
    address = f"/takeovers/{case.pk}/gates/execution/"
    assert browser(care).get(address).status_code == 403
    client = browser(lead)
    assert "Freigabe abwarten" in client.get(address).content.decode()
    empty = client.post(address, {"reason": " "}).content.decode()
    assert "Bitte ausfüllen: Begründung" in empty
    page = client.post(address, {"reason": "Die Rechtsaufsicht hat mündlich zugesagt."}, follow=True).content.decode()
    assert "Die Rechtsaufsicht hat mündlich zugesagt." in page
    assert Standing(case, TODAY).passage(Gate.EXECUTION, None).is_open
    again = client.post(address, {"reason": "Noch einmal."}).content.decode()
    assert "Diese Sperre ist schon offen." in again
    override = GateOverride.objects.get()
    assert "Freigabe abwarten" in override.missing
    assert override.by == lead


def test_what_a_gate_asks_for_is_not_left_out_without_who_leads(
    case: TakeoverCase, care: User, browser: Browser
) -> None:
    step = task(case, "Freigabe abwarten")
    page = browser(care).post(f"/takeovers/tasks/{step.pk}/skip/", {"remark": "Nicht nötig."}).content.decode()
    assert "Nur die Leitung kann darauf verzichten." in page
    free = task(case, "Vertraulichkeit vereinbaren")
    page = (
        browser(care).post(f"/takeovers/tasks/{free.pk}/skip/", {"remark": "Liegt vor."}, follow=True).content.decode()
    )
    assert "Der Schritt entfällt." in page


def test_a_later_planned_start_moves_the_days_of_open_steps(case: TakeoverCase, care: User, browser: Browser) -> None:
    scope = case.scopes.get()
    browser(care).post(f"/takeovers/scopes/{scope.pk}/plan/", {"day": "2026-08-01"})
    step = case.tasks.get(title="Vereinbarung zur Auftragsverarbeitung schließen")
    assert step.due_on == date(2026, 6, 2)


def test_a_step_that_two_people_tick_is_ticked_once(transactional_db: None, care: User, case: TakeoverCase) -> None:
    step, said = task(case, "Erstgespräch führen"), []
    ready = threading.Barrier(2)

    def tick() -> None:
        try:
            ready.wait()
            actions.settle_task(task=step, by=care, now=NOW)
        except Exception as error:  # noqa: BLE001 – what the second is told
            said.append(str(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=tick) for _ in range(2)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert len(said) == 1
    assert "schon erledigt" in said[0]
    assert CaseEvent.objects.filter(task=step, kind=CaseEvent.Kind.SETTLED).count() == 1


def test_files_that_are_not_allowed_are_refused_and_nothing_is_ticked(
    case: TakeoverCase, care: User, browser: Browser
) -> None:
    step = task(case, "Vertraulichkeit vereinbaren")
    bad = minutes()
    bad.name = "makro.exe"
    page = browser(care).post(f"/takeovers/tasks/{step.pk}/settle/", {"remark": "", "files": [bad]}).content.decode()
    assert "aus Sicherheitsgründen nicht erlaubt" in page
    assert CaseTask.objects.get(pk=step.pk).state == CaseTask.State.OPEN

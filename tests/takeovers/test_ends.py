"""A „no“ is kept as well as a „yes“; and how an authority leaves."""

from collections.abc import Callable
from datetime import date

from django.test import Client

from accounts.models import User
from contracts.models import Decision
from customers.models import Authority, AuthorityRole, TaskTransfer
from takeovers import actions
from takeovers.actions import WantedScope
from takeovers.models import CaseKind, TakeoverCase
from tests.factories import AgreementFactory, AuthorityRoleFactory, TaskTransferFactory
from tests.takeovers.conftest import NOW, TODAY, settle_all

Browser = Callable[[User], Client]


def test_a_no_keeps_reasons_and_a_day_to_ask_again(case: TakeoverCase, care: User, browser: Browser) -> None:
    client = browser(care)
    silent = client.post(f"/takeovers/{case.pk}/end/", {"state": "declined", "on": "2026-04-01"}).content.decode()
    assert "Bitte nennen Sie den Grund" in silent
    page = client.post(
        f"/takeovers/{case.pk}/end/",
        {
            "state": "declined",
            "on": "2026-04-01",
            "reasons": ["cost", "staff_capacity"],
            "reason": "Erst die E-Akte.",
            "follow_up_on": "2026-10-01",
        },
        follow=True,
    ).content.decode()
    assert "Kosten, keine Kraft für ein weiteres Vorhaben" in page
    assert "Erst die E-Akte." in page
    role = AuthorityRole.objects.get(authority=case.authority)
    assert (role.outcome, role.valid_until) == ("declined", date(2026, 4, 1))
    assert "1 Vorhaben" in client.get("/takeovers/?due=now").content.decode()
    assert "Keine Vorhaben" in client.get("/takeovers/?due=later").content.decode()


def test_an_ended_case_takes_no_more_ticks_but_a_note(case: TakeoverCase, care: User, browser: Browser) -> None:
    client, step = browser(care), case.tasks.first()
    assert step
    client.post(f"/takeovers/{case.pk}/end/", {"state": "withdrawn", "on": "2026-04-01", "reasons": ["other"]})
    page = client.post(f"/takeovers/tasks/{step.pk}/settle/", {"remark": ""}).content.decode()
    assert "Dieses Vorhaben ist inzwischen beendet." in page
    page = client.post(f"/takeovers/{case.pk}/note/", {"text": "Anruf: es bleibt dabei."}, follow=True).content.decode()
    assert "Anruf: es bleibt dabei." in page


def test_the_operation_in_house_is_told_in_numbers_and_words(case: TakeoverCase, care: User, browser: Browser) -> None:
    client = browser(care)
    client.post(
        f"/takeovers/{case.pk}/baseline/",
        {"told_on": "2026-03-01", "own_share": "0.10", "people": "3", "data_location": "Rathaus"},
    )
    client.post(
        f"/takeovers/{case.pk}/baseline/new/",
        {"kind": "lease", "name": "Drucker", "what": "Tausch bei Bedarf", "yearly_cost": "1200.50"},
    )
    page = client.get(f"/takeovers/{case.pk}/").content.decode()
    assert "0,10 Vollzeitstellen, 3 Beschäftigte" in page
    assert "1.200,50 €" in page
    item = case.baseline.items.get()
    client.post(f"/takeovers/baseline-items/{item.pk}/remove/")
    assert not case.baseline.items.exists()


def test_an_authority_leaves_in_order(
    template: None, care: User, lead: User, town: Authority, browser: Browser
) -> None:
    role = AuthorityRoleFactory(authority=town, role=AuthorityRole.Role.CUSTOMER, valid_from=date(2020, 1, 1))
    TaskTransferFactory(authority=town, scope="core_it", starts_on=date(2020, 1, 1))
    case = actions.open_case(
        authority=town, kind=CaseKind.LEAVING, started_on=TODAY, scopes=[WantedScope("core_it", planned_on=date(2026, 12, 31))], by=care, now=NOW,
    )  # fmt: skip
    scope, client = case.scopes.get(), browser(care)
    shut = client.post(f"/takeovers/scopes/{scope.pk}/end/", {"day": "2026-12-31"}).content.decode()
    assert "Die Sperre „Vollzug“ ist noch zu." in shut
    decision = Decision(body="Stadtvertretung", decided_on=TODAY, subject="Austritt", outcome=Decision.Outcome.ADOPTED)
    actions.record_resolution(case=case, is_policy=False, decision=decision, by=care, now=NOW)
    agreement = AgreementFactory(
        authority=town, scope="core_it", subject="", state="effective", signed_on=date(2019, 1, 1), effective_from=date(2020, 1, 1),
        effective_until=date(2026, 12, 31), ending="by_authority", ending_on=TODAY,
    )  # fmt: skip
    TakeoverCase.objects.filter(pk=case.pk).update(agreement=agreement)
    settle_all(case, care)
    client.post(f"/takeovers/scopes/{scope.pk}/end/", {"day": "2026-12-31"})
    assert TaskTransfer.objects.get(authority=town).ends_on == date(2026, 12, 31)
    role.refresh_from_db()
    former = AuthorityRole.objects.get(authority=town, role=AuthorityRole.Role.FORMER)
    assert (role.valid_until, former.valid_from) == (date(2026, 12, 31), date(2027, 1, 1))
    settle_all(case, care)
    page = client.post(f"/takeovers/{case.pk}/complete/", {"day": "2027-03-31"}, follow=True).content.decode()
    assert "Das Vorhaben ist abgeschlossen." in page


def test_what_came_by_a_case_goes_by_another(case: TakeoverCase, care: User, lead: User, browser: Browser) -> None:
    for gate in ("execution", "go_live"):
        browser(lead).post(f"/takeovers/{case.pk}/gates/{gate}/", {"reason": "Für die Prüfung des Endes."})
    client, came = browser(care), case.scopes.get()
    client.post(f"/takeovers/scopes/{came.pk}/live/", {"day": "2026-04-01"})
    TakeoverCase.objects.filter(pk=case.pk).update(state="completed", ended_on=date(2026, 4, 2))
    leaving = actions.open_case(
        authority=case.authority, kind=CaseKind.LEAVING, started_on=date(2026, 5, 1), scopes=[WantedScope("core_it")],
        by=care, now=NOW,
    )  # fmt: skip
    browser(lead).post(f"/takeovers/{leaving.pk}/gates/execution/", {"reason": "Für die Prüfung des Endes."})
    page = client.post(f"/takeovers/scopes/{leaving.scopes.get().pk}/end/", {"day": "2026-12-31"}, follow=True)
    assert "Das Ende des Betriebs ist eingetragen." in page.content.decode()
    transfer = TaskTransfer.objects.get(authority=case.authority)
    assert (transfer.starts_on, transfer.ends_on) == (date(2026, 4, 1), date(2026, 12, 31))
    assert set(transfer.case_scopes.all()) == {came, leaving.scopes.get()}


def test_who_is_no_customer_cannot_leave(template: None, care: User, town: Authority, browser: Browser) -> None:
    page = (
        browser(care)
        .post("/takeovers/new/", {"authority": town.pk, "kind": "leaving", "started_on": "2026-03-02"})
        .content.decode()
    )
    assert "Austreten kann nur, wer an diesem Tag Kunde oder Träger ist." in page

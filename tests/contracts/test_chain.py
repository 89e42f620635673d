"""The way of an agreement through its pages: each step with its day, its precondition, and the way back."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from contracts import actions
from contracts.lifecycle import BINDS_NOBODY, CHAIN, STEPS, State, before, chain, may_follow, steps_of
from contracts.models import Agreement, Decision
from customers.models import Authority, TaskTransfer
from tests.factories import AgreementFactory, DecisionFactory, HolidayFactory

TODAY = date(2026, 11, 26)  # a Thursday
Scope = TaskTransfer.Scope


@pytest.fixture(autouse=True)
def today() -> Any:
    """Every test of this file plays on one day."""
    with time_machine.travel(f"{TODAY}T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def keeper(customer_care: User, client_for: Callable[[User], Client]) -> Client:
    """The browser of somebody who keeps agreements."""
    return client_for(customer_care)


@pytest.fixture
def draft(ludwigslust: Authority) -> Agreement:
    return AgreementFactory(authority=ludwigslust, scope=Scope.CORE_IT, subject="", name="Beitritt zur KSM")


def step(client: Client, agreement: Agreement, slug: str, **said: object) -> Any:
    """Enter a step on its page."""
    response = client.post(reverse("contracts:step", args=[agreement.pk, slug]), said)
    agreement.refresh_from_db()
    return response


def refused(response: HttpResponse, sentence: str) -> None:
    assert response.status_code == 200
    assert sentence in response.content.decode()


def test_a_contract_goes_its_whole_way_and_its_page_says_where_it_stands(
    keeper: Client, draft: Agreement, ludwigslust: Authority
) -> None:
    decision = DecisionFactory(authority=ludwigslust, decided_on=date(2026, 3, 12))
    step(keeper, draft, "resolve", day="2026-03-12", decision=decision.pk)
    assert (draft.state, draft.resolved_on, draft.decision) == (State.RESOLVED, date(2026, 3, 12), decision)
    step(keeper, draft, "sign", day="2026-04-01")
    step(keeper, draft, "notify", day="2026-04-10", complete_on="2026-04-20")
    assert (draft.state, draft.standstill_until) == (State.NOTIFIED, date(2026, 6, 22))  # 20 June is a Saturday
    step(keeper, draft, "clear", clearance="period", day="2026-06-23")
    assert (draft.state, draft.clearance) == (State.CLEARED, Agreement.Clearance.PERIOD)
    step(keeper, draft, "publish", day="2026-07-02", publication="Amtsblatt 7/2026")
    step(keeper, draft, "take-effect", day="2026-01-01")  # retroactive
    assert (draft.state, draft.effective_from) == (State.EFFECTIVE, date(2026, 1, 1))
    page = keeper.get(draft.get_absolute_url()).content.decode()
    for words in ("Amtsblatt 7/2026", "22.06.2026", "Frist ohne Beanstandung abgelaufen", decision.get_absolute_url()):
        assert words in page
    assert page.count('aria-current="step"') == 1


def test_a_service_contract_without_notice_skips_the_rechtsaufsicht(keeper: Client, ludwigslust: Authority) -> None:
    agreement = AgreementFactory(authority=ludwigslust, kind=Agreement.Kind.SERVICE, needs_notice=False)
    step(keeper, agreement, "resolve", day="2026-03-12")
    step(keeper, agreement, "sign", day="2026-04-01")
    page = keeper.get(agreement.get_absolute_url()).content.decode()
    assert "In Kraft setzen" in page
    assert "Anzeige festhalten" not in page
    with pytest.raises(ValidationError, match="passt nicht mehr"):
        actions.notify(agreement=agreement, by=keeper_of(keeper), now=timezone.now(), day=TODAY)
    step(keeper, agreement, "take-effect", day="2026-05-01")
    assert agreement.state == State.EFFECTIVE


def keeper_of(client: Client) -> User:
    return User.objects.get(pk=client.session["_auth_user_id"])


def test_a_public_law_contract_needs_an_adopted_decision_of_the_same_authority(
    keeper: Client, draft: Agreement, ludwigslust: Authority
) -> None:
    refused(
        step(keeper, draft, "resolve", day="2026-03-12"), "einen öffentlich-rechtlichen Vertrag beschließt das Gremium"
    )
    rejected = DecisionFactory(authority=ludwigslust, outcome=Decision.Outcome.REJECTED)
    foreign = DecisionFactory()
    for decision in (rejected, foreign):
        refused(step(keeper, draft, "resolve", day="2026-03-12", decision=decision.pk), "Bitte")
        with pytest.raises(ValidationError, match="angenommenen Beschluss dieser Behörde"):
            actions.resolve(agreement=draft, by=keeper_of(keeper), now=timezone.now(), day=TODAY, decision=decision)
    own = DecisionFactory(authority=ludwigslust, decided_on=date(2026, 3, 12))
    refused(step(keeper, draft, "resolve", day="2026-03-13", decision=own.pk), "ist vom 12.03.2026")
    assert draft.state == State.DRAFTED


def test_what_has_not_happened_yet_is_not_entered_and_order_is_kept(keeper: Client, ludwigslust: Authority) -> None:
    agreement = AgreementFactory(authority=ludwigslust, state=State.RESOLVED, resolved_on=date(2026, 3, 12))
    refused(step(keeper, agreement, "sign", day="2026-11-27"), "Der Tag liegt in der Zukunft")
    refused(step(keeper, agreement, "sign", day="2026-03-11"), "vor dem Beschluss am 12.03.2026")
    refused(step(keeper, agreement, "sign", day=""), "Bitte ausfüllen")
    assert agreement.state == State.RESOLVED


@pytest.fixture
def notified(ludwigslust: Authority) -> Agreement:
    """The two months run until 2 December."""
    return AgreementFactory(
        authority=ludwigslust, state=State.NOTIFIED, signed_on=date(2026, 9, 1), notified_on=date(2026, 10, 2),
        complete_on=date(2026, 10, 2), standstill_until=date(2026, 12, 2),
    )  # fmt: skip


def test_nothing_is_cleared_before_the_two_months_are_over(
    keeper: Client, customer_care: User, notified: Agreement
) -> None:
    refused(step(keeper, notified, "clear", clearance="period", day="2026-11-26"), "läuft bis zum 02.12.2026")
    assert notified.state == State.NOTIFIED
    assert "kann bis zum 02.12.2026 beanstanden" in keeper.get(notified.get_absolute_url()).content.decode()
    with time_machine.travel("2026-12-03T10:00:00+01:00", tick=False):
        cleared = actions.clear(
            agreement=notified, by=customer_care, now=timezone.now(), day=date(2026, 12, 3), clearance="period"
        )
    assert cleared.state == State.CLEARED


def test_a_declaration_clears_earlier_and_names_its_file_number(keeper: Client, notified: Agreement) -> None:
    refused(
        step(keeper, notified, "clear", clearance="declaration", day="2026-11-20"), "Bitte geben Sie das Aktenzeichen"
    )
    step(keeper, notified, "clear", clearance="declaration", day="2026-11-20", reference="II 300 – 173")
    assert (notified.state, notified.clearance_reference) == (State.CLEARED, "II 300 – 173")


def test_an_objection_says_what_is_wrong_and_leads_to_a_new_notice(keeper: Client, notified: Agreement) -> None:
    refused(step(keeper, notified, "object", day="2026-11-10", objection=" "), "Bitte ausfüllen")
    step(keeper, notified, "object", day="2026-11-10", objection="Die Satzung fehlt.")
    assert notified.state == State.OBJECTED
    assert "Die Satzung fehlt." in keeper.get(notified.get_absolute_url()).content.decode()
    HolidayFactory(day=date(2027, 1, 20))
    step(keeper, notified, "notify", day="2026-11-20")
    assert (notified.state, notified.objection, notified.standstill_until) == (State.NOTIFIED, "", date(2027, 1, 21))


def test_a_second_contract_for_the_same_task_waits_until_the_first_has_ended(
    keeper: Client, draft: Agreement, ludwigslust: Authority
) -> None:
    AgreementFactory(
        authority=ludwigslust, scope=Scope.CORE_IT, subject="", state=State.EFFECTIVE,
        effective_from=date(2016, 4, 1), effective_until=date(2026, 12, 31),
    )  # fmt: skip
    decision = DecisionFactory(authority=ludwigslust, decided_on=None)
    refused(step(keeper, draft, "resolve", day="2026-11-20", decision=decision.pk), "gibt es in diesem Zeitraum schon")
    edit = reverse("contracts:edit_agreement", args=[draft.pk])
    form = keeper.get(edit).context["form"]
    values = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    values |= {"effective_from": "2027-01-01", "warn_days": "180,90,30", "needs_notice": "on"}
    assert keeper.post(edit, values).status_code == 302
    step(keeper, draft, "resolve", day="2026-11-20", decision=decision.pk)
    assert draft.state == State.RESOLVED


def test_a_step_entered_by_mistake_is_taken_back_with_a_reason(keeper: Client, notified: Agreement) -> None:
    refused(step(keeper, notified, "take-back", seen="notified", reason=""), "Bitte ausfüllen: Begründung")
    refused(
        step(keeper, notified, "take-back", seen="signed", reason="Verwechselt"), "lässt sich nicht mehr zurücknehmen"
    )
    step(keeper, notified, "take-back", seen="notified", reason="Verwechselt")
    assert (notified.state, notified.notified_on, notified.standstill_until) == (State.SIGNED, None, None)
    assert notified.last_reason == "Verwechselt"


@pytest.mark.parametrize("needs_notice", [True, False])
def test_every_state_can_be_taken_back_to_where_it_came_from(needs_notice: bool, customer_care: User) -> None:
    for state in State:
        if not needs_notice and state not in (*chain(needs_notice=False), State.WITHDRAWN):
            continue
        agreement = AgreementFactory(
            kind=Agreement.Kind.SERVICE, needs_notice=needs_notice, state=state,
            objected_on=TODAY if state == State.OBJECTED else None,
        )  # fmt: skip
        previous = agreement.state_before
        if previous is None:
            assert state == State.DRAFTED
            continue
        assert may_follow(previous, state, needs_notice=needs_notice)
        taken = actions.take_back(agreement=agreement, by=customer_care, seen=state, reason="Versehen")
        assert taken.state == previous


def test_withdrawn_comes_back_to_the_last_step_that_has_a_day(keeper: Client, notified: Agreement) -> None:
    step(keeper, notified, "withdraw", reason="Die Stadt hat es sich anders überlegt.")
    assert notified.state == State.WITHDRAWN
    assert "Nicht zustande gekommen" in keeper.get(notified.get_absolute_url()).content.decode()
    step(keeper, notified, "take-back", seen="withdrawn", reason="Doch")
    assert (notified.state, notified.standstill_until) == (State.NOTIFIED, date(2026, 12, 2))


@pytest.fixture
def in_force(ludwigslust: Authority) -> Agreement:
    """Half a year's notice to the end of a year."""
    return AgreementFactory(authority=ludwigslust, state=State.EFFECTIVE, effective_from=date(2020, 1, 1))


def test_notice_keeps_to_the_terms_and_the_page_says_the_earliest_end(keeper: Client, in_force: Agreement) -> None:
    page = keeper.get(reverse("contracts:step", args=[in_force.pk, "end"])).content.decode()
    assert "bis zum 30.06.2027 zugeht" in page
    assert 'value="2027-12-31"' in page
    said = {"ending": "by_authority", "day": "2026-11-26"}
    refused(step(keeper, in_force, "end", **said, ends_on="2026-12-31"), "frühestens am 31.12.2027")
    refused(
        step(keeper, in_force, "end", **said, ends_on="2028-06-30"),
        "Gekündigt werden kann nur zum Ende eines Kalenderjahres",
    )
    step(keeper, in_force, "end", **said, ends_on="2027-12-31")
    assert (in_force.state, in_force.effective_until) == (State.EFFECTIVE, date(2027, 12, 31))
    assert "Kündigung durch die Behörde vom 26.11.2026" in keeper.get(in_force.get_absolute_url()).content.decode()
    refused(step(keeper, in_force, "end", **said, ends_on="2028-12-31"), "schon eingetragen")


def test_ending_outside_of_the_terms_needs_a_reason_and_can_be_called_off(keeper: Client, in_force: Agreement) -> None:
    said = {"ending": "mutual", "day": "2026-11-26", "ends_on": "2026-12-15"}
    refused(step(keeper, in_force, "end", **said), "Bitte begründen Sie das.")
    refused(step(keeper, in_force, "end", **said | {"ends_on": "2026-11-25"}, reason="x"), "vor dem Tag der Erklärung")
    step(keeper, in_force, "end", **said, reason="Die Stadt geht einen anderen Weg.")
    assert in_force.effective_until == date(2026, 12, 15)
    refused(
        step(keeper, in_force, "take-back", seen="effective", reason="x"), "zuerst die Kündigung oder Aufhebung zurück"
    )
    step(keeper, in_force, "call-off-end", reason="Sie bleibt.")
    assert not in_force.ending
    assert in_force.effective_until is None


def test_notice_without_known_terms_asks_for_them(keeper: Client, ludwigslust: Authority) -> None:
    agreement = AgreementFactory(
        authority=ludwigslust, state=State.EFFECTIVE, notice_months=None, notice_to="", effective_from=None
    )
    said = {"ending": "by_provider", "day": "2026-11-26", "ends_on": "2027-12-31"}
    refused(step(keeper, agreement, "end", **said), "Die Kündigungsfrist ist nicht eingetragen")


def test_on_its_day_an_agreement_begins_and_after_its_last_it_ends(ludwigslust: Authority) -> None:
    planned, tomorrow, unpublished = (
        AgreementFactory(authority=ludwigslust, state=state, effective_from=day)
        for state, day in (
            (State.PUBLISHED, TODAY), (State.PUBLISHED, TODAY + timedelta(days=1)), (State.SIGNED, TODAY),
        )
    )  # fmt: skip
    over, last_day = (
        AgreementFactory(authority=ludwigslust, state=State.EFFECTIVE, effective_until=day)
        for day in (TODAY - timedelta(days=1), TODAY)
    )
    assert actions.follow_the_calendar(now=timezone.now()) == 2
    assert actions.follow_the_calendar(now=timezone.now()) == 0
    states = [Agreement.objects.get(pk=row.pk).state for row in (planned, tomorrow, unpublished, over, last_day)]
    assert states == [State.EFFECTIVE, State.PUBLISHED, State.SIGNED, State.ENDED, State.EFFECTIVE]


def test_a_page_left_open_too_long_leads_back(keeper: Client, in_force: Agreement) -> None:
    response = keeper.get(reverse("contracts:step", args=[in_force.pk, "sign"]), follow=True)
    assert "passt nicht: Die Vereinbarung ist „In Kraft“" in response.content.decode()
    assert keeper.get(reverse("contracts:step", args=[in_force.pk, "nonsense"])).status_code == 404


def test_nobody_who_only_looks_takes_a_step(manager: User, coordinator: User, notified: Agreement) -> None:
    for person in (manager, coordinator):
        with pytest.raises(PermissionDenied):
            actions.withdraw(agreement=notified, by=person, reason="Nein")


def test_the_table_of_steps_leads_from_draft_to_end_and_knows_every_state() -> None:
    assert set(STEPS) == set(State)
    for needs_notice in (True, False):
        way = chain(needs_notice=needs_notice)
        assert way[0] == State.DRAFTED
        assert [steps_of(state, needs_notice=needs_notice)[0] for state in way[:-1]] == way[1:]
        assert [before(state, needs_notice=needs_notice) for state in way[1:]] == way[:-1]
    assert [state for state in CHAIN if state in BINDS_NOBODY] == [State.DRAFTED]

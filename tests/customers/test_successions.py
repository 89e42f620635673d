"""Authorities that give way to another: what ends, what goes on, what refuses, and where the old keys lead."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.models import User
from customers.actions import save_contact
from customers.models import Authority, Contact, Membership, Succession
from tests.factories import (
    AuthorityFactory,
    AuthorityRoleFactory,
    ContactFactory,
    MembershipFactory,
    SuccessionFactory,
    TaskTransferFactory,
)

Kind = Authority.Kind
THE_DAY = date(2019, 5, 26)
DAY_BEFORE = THE_DAY - timedelta(days=1)


@pytest.fixture
def care(client_for: Callable[[User], Client], customer_care: User) -> Client:
    return client_for(customer_care)


@pytest.fixture
def old(db: None) -> Authority:
    return AuthorityFactory(name="Gemeinde Alt", kind=Kind.AMT_MEMBER_MUNICIPALITY, ags="13099001", ars="130995999001")


@pytest.fixture
def new(db: None) -> Authority:
    return AuthorityFactory(name="Gemeinde Neu", kind=Kind.AMT_MEMBER_MUNICIPALITY, ags="13099002", ars="130995999002")


def form(successor: Authority, **typed: Any) -> dict[str, Any]:
    return {
        "kind": "incorporation", "successor": successor.pk, "effective_on": "2019-05-26", "hands_over": "on",
        "source": "Amtsblatt", "certainty": "A", **typed,
    }  # fmt: skip


def send(client: Client, authority: Authority, typed: dict[str, Any]) -> tuple[str, Any]:
    """Look at the preview, then do what it says; gives the preview and the last answer."""
    url = f"/authorities/{authority.pk}/merge/"
    preview = client.post(url, typed)
    seen = preview.context.get("seen", "")
    return preview.content.decode(), client.post(url, {**typed, "seen": seen})


def test_all_that_held_ends_the_day_before(care: Client, old: Authority, new: Authority) -> None:
    amt = AuthorityFactory(name="Amt Muster", kind=Kind.AMT)
    membership = MembershipFactory(member=old, body=amt)
    role = AuthorityRoleFactory(authority=old, valid_from=date(2016, 1, 1))
    task = TaskTransferFactory(authority=old, starts_on=date(2016, 1, 1))
    past = AuthorityRoleFactory(authority=old, role="prospect", valid_until=date(2015, 12, 31))
    of_new = AuthorityRoleFactory(authority=new, role="carrier")

    preview, answer = send(care, old, form(new))
    for words in (
        "Vorschau",
        "25.05.2019",
        "Gemeinde Alt gehört zum Amt Muster",
        "Rolle „Kunde“",
        "Aufgabe „gesamte IT“",
    ):
        assert words in preview
    assert answer.status_code == 302
    for row in (membership, role, task, past, of_new):
        row.refresh_from_db()
    assert membership.valid_until == role.valid_until == task.ends_on == DAY_BEFORE
    assert past.valid_until == date(2015, 12, 31)
    assert of_new.valid_until is None
    succession = Succession.objects.get()
    assert (succession.predecessor, succession.successor, succession.effective_on) == (old, new, THE_DAY)
    assert (succession.source, succession.certainty) == ("Amtsblatt", "A")


def test_preview_alone_changes_nothing(care: Client, old: Authority, new: Authority) -> None:
    role = AuthorityRoleFactory(authority=old)
    url = f"/authorities/{old.pk}/merge/"
    care.post(url, form(new))
    stale = care.post(url, form(new)).context["seen"]
    TaskTransferFactory(authority=old)
    again = care.post(url, {**form(new), "seen": stale})
    assert again.status_code == 200, "what ends is not what was seen"
    assert "gesamte IT" in again.content.decode()
    role.refresh_from_db()
    assert role.valid_until is None
    assert not Succession.objects.exists()


def test_what_begins_later_stands_against_it(care: Client, old: Authority, new: Authority) -> None:
    TaskTransferFactory(authority=old, starts_on=date(2020, 1, 1))
    held = AuthorityRoleFactory(authority=old)
    preview, answer = send(care, old, form(new))
    assert "beginnt erst am 01.01.2020" in preview
    assert answer.status_code == 200
    held.refresh_from_db()
    assert held.valid_until is None
    assert not Succession.objects.exists()


def test_amt_that_is_dissolved_hands_over_its_municipalities(care: Client, old: Authority, new: Authority) -> None:
    gone = AuthorityFactory(name="Amt Alt", kind=Kind.AMT)
    heir = AuthorityFactory(name="Amt Neu", kind=Kind.AMT)
    school = AuthorityFactory(name="Schule am See", kind=Kind.SCHOOL)
    for member in (old, new):
        MembershipFactory(member=member, body=gone)
    MembershipFactory(member=school, body=gone, kind=Membership.Kind.SCHOOL_OF)
    MembershipFactory(member=new, body=gone, kind=Membership.Kind.MANAGING_MUNICIPALITY_OF)
    preview, answer = send(care, gone, form(heir, kind="dissolution"))
    assert answer.status_code == 302
    assert "Schule am See in Trägerschaft von Amt Neu" in preview
    assert set(heir.members.values_list("member__name", "kind", "valid_from", "valid_until")) == {
        ("Gemeinde Alt", "member_of_amt", THE_DAY, None),
        ("Gemeinde Neu", "member_of_amt", THE_DAY, None),
        ("Schule am See", "school_of", THE_DAY, None),
    }
    assert set(gone.members.values_list("valid_until", flat=True)) == {DAY_BEFORE}


def test_members_stay_behind_if_wished_and_never_join_a_town(care: Client, old: Authority, new: Authority) -> None:
    gone = AuthorityFactory(name="Amt Alt", kind=Kind.AMT)
    MembershipFactory(member=old, body=gone)
    _, answer = send(care, gone, form(new, kind="dissolution"))
    assert answer.status_code == 302
    assert not new.members.exists(), "a municipality is no Amt"
    assert old.memberships.get().valid_until == DAY_BEFORE


def test_several_merge_into_one_on_a_day(care: Client, old: Authority, new: Authority) -> None:
    third = AuthorityFactory(
        name="Gemeinde Dritt", kind=Kind.AMT_MEMBER_MUNICIPALITY, ags="13099004", ars="130995999004"
    )
    amt = AuthorityFactory(kind=Kind.AMT)
    for member in (old, third):
        MembershipFactory(member=member, body=amt)
    MembershipFactory(member=third, body=old, kind=Membership.Kind.OWNED_BY)
    preview, answer = send(care, old, form(new, kind="merger", others=[third.pk]))
    assert answer.status_code == 302
    assert "gehen auf in Gemeinde Neu" in " ".join(preview.split())
    assert Succession.objects.filter(successor=new, effective_on=THE_DAY).count() == 2
    assert not new.members.exists(), "who ends too goes nowhere"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"kind": "dissolution"}, "Aufgelöst wird hier nur ein Amt."),
        ({"effective_on": ""}, "Bitte ausfüllen: Wirksam am"),
        ({"successor": ""}, "Bitte auswählen: Nachfolgerin"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(
    typed: dict[str, Any], sentence: str, care: Client, old: Authority, new: Authority
) -> None:
    _, answer = send(care, old, {**form(new), **typed})
    assert sentence in answer.content.decode()
    assert not Succession.objects.exists()


def test_nobody_succeeds_themselves_or_who_is_gone(care: Client, old: Authority, new: Authority) -> None:
    send(care, old, form(new))
    third = AuthorityFactory(name="Gemeinde Dritt")
    assert old not in care.get(f"/authorities/{third.pk}/merge/").context["form"].fields["successor"].queryset
    back = Succession(predecessor=new, successor=old, effective_on=THE_DAY + timedelta(days=9), kind="merger")
    with pytest.raises(ValidationError, match="selbst nicht mehr"):
        back.full_clean()
    earlier = Succession(predecessor=new, successor=third, effective_on=THE_DAY, kind="merger")
    with pytest.raises(ValidationError, match="oder später eine andere auf"):
        earlier.full_clean()


def test_database_keeps_successions_sound(old: Authority, new: Authority) -> None:
    SuccessionFactory(predecessor=old, successor=new)
    SuccessionFactory(predecessor=old, successor=AuthorityFactory())  # divided on the same day
    wrong = (
        {"predecessor": old, "successor": old},
        {"predecessor": old, "successor": new},
        {"predecessor": old, "successor": AuthorityFactory(), "effective_on": date(2020, 1, 1)},
    )
    for fields in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Succession(**{"effective_on": THE_DAY, "kind": "merger", **fields}).save()


def test_old_key_leads_to_the_successor(
    care: Client, client_for: Callable[[User], Client], old: Authority, new: Authority
) -> None:
    SuccessionFactory(predecessor=old, successor=new, effective_on=THE_DAY)
    listed = care.get("/authorities/?ags=13099001").content.decode()
    assert "Gemeinde Alt" in listed
    assert "aufgegangen in Gemeinde Neu am 26.05.2019" in listed
    page = care.get(f"/authorities/{old.pk}/").content.decode()
    assert f'aufgegangen in <a class="ku-link" href="/authorities/{new.pk}/">Gemeinde Neu</a>' in page
    assert "26.05.2019" in page
    after = care.get(f"/authorities/{new.pk}/").content.decode()
    assert "Hervorgegangen aus" in after
    assert "13099001" in after
    contact = ContactFactory(authority=new, user=None)
    assert contact.authority == new


def test_contact_reads_what_their_authority_came_from(
    client_for: Callable[[User], Client], reporter: User, ludwigslust: Authority, old: Authority
) -> None:
    SuccessionFactory(predecessor=old, successor=ludwigslust)
    own = client_for(reporter).get(f"/authorities/{ludwigslust.pk}/").content.decode()
    assert "Gemeinde Alt" in own
    assert f"/authorities/{old.pk}/" not in own


def test_tree_shows_a_body_until_its_last_day(care: Client, old: Authority, new: Authority) -> None:
    SuccessionFactory(predecessor=old, successor=new, effective_on=THE_DAY)
    tree = "/authorities/tree/"
    assert "Gemeinde Alt" in care.get(tree, {"show": "all", "day": "2019-05-25"}).content.decode()
    assert "Gemeinde Alt" not in care.get(tree, {"show": "all", "day": "2019-05-26"}).content.decode()


def test_nobody_new_is_entered_for_a_body_that_is_no_more(
    care: Client, client_for: Callable[[User], Client], service_desk: User, old: Authority, new: Authority
) -> None:
    AuthorityRoleFactory(authority=old, role="customer")
    send(care, old, form(new))
    desk = client_for(service_desk)
    assert old not in desk.get("/tickets/open/").context["form"].fields["authority"].queryset
    assert desk.get(f"/tickets/open/{old.pk}/").status_code == 404
    with pytest.raises(ValidationError, match="gibt es nicht mehr"):
        save_contact(contact=Contact(authority=old, last_name="Neu"))
    typed = {"role": "customer", "valid_from": "2020-01-01", "ends_previous": "on"}
    refused = care.post(f"/authorities/{old.pk}/roles/add/", typed).content.decode()
    assert "gibt es seit dem 26.05.2019 nicht mehr" in refused

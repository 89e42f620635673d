"""Roles that a directory proposes: shown first, applied by somebody who may, checked again when applied."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from accounts import roles
from accounts.granting import held_roles
from accounts.models import RoleProposal, User
from accounts.sign_in.actions import apply_proposal, propose_roles
from accounts.sign_in.providers import read
from tests.accounts.sign_in.conftest import content_of, text_of
from tests.factories import UserFactory
from tests.people import employed, widened, with_fresh_rights

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User], Client]

DIRECTORY = read(
    """
    [[openid_connect]]
    key = "kreis"
    name = "Verzeichnis des Kreises"
    server = "https://login.kreis.example"
    client_id = "ksm"
    client_secret = "x"
    match = { claim = "preferred_username", account = "username" }
    [openid_connect.groups]
    claim = "groups"
    roles = { GG-Desk = "service-desk", GG-Leitung = "management", GG-Admin = "administration" }
    """
)["kreis"]


def proposed(user: User, *groups: str) -> RoleProposal | None:
    return propose_roles(user=user, provider=DIRECTORY, groups=groups, now=timezone.now())


def keys(user: User) -> set[str]:
    return {role.key for role in held_roles(with_fresh_rights(user))}


def decide(client: Client, proposal: RoleProposal, what: str = "apply") -> Any:
    return client.post(f"/role-proposals/{proposal.pk}/", {what: ""})


def test_preview_shows_who_gains_and_loses_what(administrator: User, manager: User, client_for: ClientFor) -> None:
    proposal = proposed(manager, "GG-Desk")
    client = client_for(administrator)
    row = content_of(client.get("/role-proposals/"))
    assert str(manager) in row
    page = content_of(client.get(proposal.get_absolute_url()))
    assert "<dt>Hat heute</dt><dd>Leitung</dd>" in page
    assert "<dt>Erhält</dt><dd>Benutzerservice</dd>" in page
    assert "<dt>Verliert</dt><dd>Leitung</dd>" in page
    assert keys(manager) == {"management"}


def test_applied_proposal_gives_and_takes(administrator: User, manager: User, client_for: ClientFor) -> None:
    proposal = proposed(manager, "GG-Desk")
    assert decide(client_for(administrator), proposal)["Location"] == "/role-proposals/"
    assert keys(manager) == {"service-desk"}
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_by) == ("applied", administrator)


def test_rejected_proposal_changes_nothing_and_does_not_come_back(
    administrator: User, manager: User, client_for: ClientFor
) -> None:
    decide(client_for(administrator), proposed(manager, "GG-Desk"), "reject")
    assert keys(manager) == {"management"}
    assert proposed(manager, "GG-Desk") is None
    assert proposed(manager, "GG-Desk", "GG-Leitung") is not None  # something else is worth asking


def test_roles_the_directory_knows_nothing_of_stay(administrator: User, client_for: ClientFor) -> None:
    user = employed(roles.ON_SITE, roles.MANAGEMENT)
    proposal = proposed(user, "GG-Desk")
    assert proposal.take == ["management"]
    decide(client_for(administrator), proposal)
    assert keys(user) == {"on-site", "service-desk"}


def test_newer_groups_replace_an_open_proposal_and_fitting_ones_settle_it(manager: User) -> None:
    first = proposed(manager, "GG-Desk")
    second = proposed(manager, "GG-Desk", "GG-Leitung")
    assert (first.pk, second.give, second.take) == (second.pk, ["service-desk"], [])
    assert proposed(manager, "GG-Leitung") is None
    first.refresh_from_db()
    assert first.state == "withdrawn"


def test_nobody_decides_about_themselves(administrator: User, client_for: ClientFor) -> None:
    proposal = proposed(administrator, "GG-Leitung")
    assert "immer jemand anderes" in text_of(decide(client_for(administrator), proposal))
    assert keys(administrator) == {"administration"}


def test_nobody_gives_more_than_they_hold(
    db: None, manager: User, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = employed(widened(roles.DATA_PROTECTION, "accounts.decide_roleproposal", monkeypatch=monkeypatch))
    proposal = proposed(manager, "GG-Admin")
    client = client_for(clerk)
    client.get(proposal.get_absolute_url())
    response = decide(client, proposal)
    assert response.status_code == 200
    assert keys(manager) == {"management"}
    assert proposal.is_open


def test_applying_looks_at_the_roles_as_they_are_then(administrator: User, manager: User) -> None:
    proposal = proposed(manager, "GG-Desk")
    apply_proposal(proposal=proposal, by=with_fresh_rights(administrator), now=timezone.now())
    with pytest.raises(ValidationError, match="schon entschieden"):
        apply_proposal(proposal=proposal, by=with_fresh_rights(administrator), now=timezone.now())


def test_person_without_a_team_is_first_entered_there(administrator: User) -> None:
    proposal = proposed(UserFactory(), "GG-Desk")
    with pytest.raises(ValidationError, match="keinem Team"):
        apply_proposal(proposal=proposal, by=administrator, now=timezone.now())


def test_superuser_is_never_proposed(manager: User) -> None:
    assert "superuser" not in {role.key for role in roles.ALL_ROLES}
    proposal = proposed(manager, "GG-Desk", "GG-Leitung", "GG-Admin", "superuser", "Domain Admins")
    assert proposal.give == ["administration", "service-desk"]
    assert not with_fresh_rights(manager).is_superuser


def test_colleagues_without_the_right_do_not_see_proposals(
    service_desk: User, manager: User, client_for: ClientFor
) -> None:
    proposal = proposed(manager, "GG-Desk")
    client = client_for(service_desk)
    assert client.get("/role-proposals/").status_code == 403
    assert decide(client, proposal).status_code == 403
    assert not RoleProposal.objects.visible_to(service_desk).exists()


def test_empty_list_explains_itself(administrator: User, client_for: ClientFor) -> None:
    assert "Nichts zu entscheiden" in content_of(client_for(administrator).get("/role-proposals/"))


def test_database_keeps_one_open_proposal_per_person_and_refuses_half_decisions(manager: User) -> None:
    proposal = proposed(manager, "GG-Desk")
    now = timezone.now()
    for broken in (
        {"user": manager, "directory": "x", "give": ["a"], "proposed_at": now},
        {"user": UserFactory(), "directory": "x", "proposed_at": now},
        {"user": UserFactory(), "directory": "x", "give": ["a"], "proposed_at": now, "state": "applied"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            RoleProposal.objects.create(**broken)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleProposal.objects.filter(pk=proposal.pk).update(state="applied", decided_at=now, decided_by=manager)

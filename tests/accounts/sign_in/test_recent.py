"""Every address at which something sensitive is done asks again who it is, once the sign-in is a while ago."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import roles
from accounts.models import RoleProposal, User
from customers.models import Authority
from tests.factories import ContactFactory, UserFactory
from tests.people import employed

pytestmark = pytest.mark.django_db

# who, by which method, the name of the address, and which row it is about
SENSITIVE = [
    ("administrator", "get", "admin:accounts_user_add", ""),
    ("administrator", "get", "admin:accounts_user_change", "user"),
    ("administrator", "post", "admin:accounts_user_change", "user"),
    ("administrator", "post", "admin:accounts_user_changelist", ""),
    ("administrator", "get", "admin:accounts_user_delete", "user"),
    ("administrator", "get", "admin:auth_user_password_change", "user"),
    ("administrator", "get", "admin:accounts_staffmember_add", ""),
    ("administrator", "post", "admin:accounts_staffmember_changelist", ""),
    ("administrator", "get", "admin:accounts_staffmember_change", "member"),
    ("administrator", "get", "admin:accounts_staffmember_delete", "member"),
    ("administrator", "get", "admin:customers_contact_add", ""),
    ("administrator", "get", "admin:customers_contact_change", "contact"),
    ("administrator", "post", "admin:customers_contact_change", "contact"),
    ("administrator", "post", "admin:customers_contact_changelist", ""),
    ("administrator", "get", "admin:customers_contact_delete", "contact"),
    ("administrator", "get", "accounts:reset_second_factor", "user"),
    ("administrator", "post", "accounts:reset_second_factor", "user"),
    ("administrator", "get", "accounts:role_proposal", "proposal"),
    ("administrator", "post", "accounts:role_proposal", "proposal"),
    ("data_protection", "post", "privacy:person", "person"),
    ("data_protection", "get", "privacy:erase", "person"),
    ("data_protection", "post", "privacy:erase", "person"),
    ("reporter", "post", "privacy:own", ""),
    ("reporter", "get", "accounts:password", ""),
    ("reporter", "post", "accounts:password", ""),
    ("reporter", "get", "mfa_activate_totp", ""),
    ("reporter", "post", "mfa_deactivate_totp", ""),
    ("reporter", "get", "mfa_add_webauthn", ""),
    ("reporter", "post", "mfa_edit_webauthn", "user"),
    ("reporter", "post", "mfa_remove_webauthn", "user"),
    ("reporter", "get", "mfa_view_recovery_codes", ""),
    ("reporter", "post", "mfa_generate_recovery_codes", ""),
]


def arguments(row: str, authority: Authority) -> list[Any]:
    """What the address of a page about such a row is made of."""
    member = employed(roles.SERVICE_DESK)
    contact = ContactFactory(authority=authority)
    proposal = RoleProposal.objects.create(
        user=member, directory="Kreis", give=[roles.ON_SITE.key], proposed_at=timezone.now()
    )
    rows: dict[str, Model | None] = {
        "user": UserFactory(), "member": member.staff_profile, "contact": contact, "proposal": proposal,
    }  # fmt: skip
    if row == "person":
        return ["contact", contact.pk]
    found = rows.get(row)
    return [found.pk] if found else []


@pytest.mark.parametrize(("who", "method", "name", "row"), SENSITIVE)
def test_sensitive_address_asks_again_after_a_quarter_of_an_hour(
    who: str,
    method: str,
    name: str,
    row: str,
    request: pytest.FixtureRequest,
    client_for: Callable[[User], Client],
    ludwigslust: Authority,
) -> None:
    with time_machine.travel(datetime(2026, 11, 12, 9, 0, tzinfo=UTC), tick=False) as clock:
        url = reverse(name, args=arguments(row, ludwigslust))
        client = client_for(request.getfixturevalue(who))
        clock.shift(timedelta(minutes=16))
        assert getattr(client, method)(url).get("Location", "").startswith("/login/again/")
        client = client_for(request.getfixturevalue(who))
        response = getattr(client, method)(url)
        assert not response.get("Location", "").startswith("/login/again/")
        if response.streaming:  # a file is read to its end, which closes it
            b"".join(response)


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("administrator", "admin:accounts_user_changelist"),
        ("administrator", "admin:accounts_staffmember_changelist"),
        ("administrator", "admin:customers_contact_changelist"),
        ("data_protection", "privacy:persons"),
        ("reporter", "privacy:own"),
    ],
)
def test_looking_needs_no_new_proof(
    who: str, name: str, request: pytest.FixtureRequest, client_for: Callable[[User], Client]
) -> None:
    with time_machine.travel(datetime(2026, 11, 12, 9, 0, tzinfo=UTC), tick=False) as clock:
        client = client_for(request.getfixturevalue(who))
        clock.shift(timedelta(minutes=16))
        assert client.get(reverse(name)).status_code == 200

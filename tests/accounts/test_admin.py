"""Accounts and staff in the web admin: rights come from roles, and nobody gives more than they hold."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from accounts import roles
from accounts.models import StaffMember, User
from customers.models import Authority
from tests.factories import PASSWORD, ProviderFactory, TeamFactory, UserFactory
from tests.people import contact_at, employed


@pytest.fixture
def keeper(administrator: User, client_for: Callable[[User], Client]) -> Client:
    """The browser of somebody who keeps all accounts."""
    return client_for(administrator)


def staff_form(user: User, *held: roles.Role) -> dict[str, Any]:
    return {
        "user": user.pk, "provider": ProviderFactory().pk, "team": TeamFactory().pk,
        "job_title": "Technik", "phone": "", "roles": [role.key for role in held],
    }  # fmt: skip


def account_form(user: User, **typed: Any) -> dict[str, Any]:
    return {
        "username": user.username,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "email": user.email,
        "is_active": "on",
        **typed,
    }


def role_names(user: User) -> set[str]:
    return {group.name for group in User.objects.get(pk=user.pk).groups.all()}


def url_of_member(user: User, page: str = "change") -> str:
    return reverse(f"admin:accounts_staffmember_{page}", args=[StaffMember.objects.get(user=user).pk])


def test_new_account_has_a_password_and_no_rights(keeper: Client, client: Client) -> None:
    typed = {
        "username": "neu", "first_name": "Neele", "last_name": "Neumann", "email": "neele@ksm.example",
        "usable_password": "true", "password1": "Ludwigslust-2026!", "password2": "Ludwigslust-2026!",
    }  # fmt: skip
    assert keeper.post(reverse("admin:accounts_user_add"), typed).status_code == 302
    user = User.objects.get(username="neu")
    assert str(user) == "Neele Neumann"
    assert (user.is_staff, user.is_superuser, user.groups.count()) == (False, False, 0)
    assert client.login(username="neu", password="Ludwigslust-2026!")


def test_rights_cannot_be_typed_into_the_account(keeper: Client) -> None:
    user = UserFactory()
    typed = account_form(
        user, first_name="Ida", is_staff="on", is_superuser="on", groups=[1, 2, 3], user_permissions=[1]
    )
    assert keeper.post(reverse("admin:accounts_user_change", args=[user.pk]), typed).status_code == 302
    user.refresh_from_db()
    assert (user.first_name, user.is_staff, user.is_superuser, user.groups.count(), user.user_permissions.count()) == (
        "Ida",
        False,
        False,
        0,
        0,
    )


def test_second_account_with_the_same_address_is_refused_with_a_sentence(keeper: Client) -> None:
    first, second = UserFactory(email="eine@ksm.example"), UserFactory()
    response = keeper.post(
        reverse("admin:accounts_user_change", args=[second.pk]), account_form(second, email="EINE@ksm.example")
    )
    assert "Zu dieser E-Mail-Adresse gibt es schon ein Konto." in response.content.decode()
    assert first.email == "eine@ksm.example"


def test_nobody_changes_an_account_that_may_do_more(keeper: Client) -> None:
    root = User.objects.create_superuser("wurzel", "", PASSWORD)
    change = reverse("admin:accounts_user_change", args=[root.pk])
    assert keeper.post(change, account_form(root, first_name="Gekapert")).status_code == 403
    password = {"usable_password": "true", "password1": "Anderes-2026!", "password2": "Anderes-2026!"}
    assert keeper.post(reverse("admin:auth_user_password_change", args=[root.pk]), password).status_code == 403
    assert keeper.post(reverse("admin:accounts_user_delete", args=[root.pk]), {"post": "yes"}).status_code == 403
    assert User.objects.get(pk=root.pk).check_password(PASSWORD)


def test_nobody_locks_themselves_out(keeper: Client, administrator: User) -> None:
    typed = account_form(administrator)
    del typed["is_active"]
    keeper.post(reverse("admin:accounts_user_change", args=[administrator.pk]), typed)
    assert (
        keeper.post(reverse("admin:accounts_user_delete", args=[administrator.pk]), {"post": "yes"}).status_code == 403
    )
    assert User.objects.get(pk=administrator.pk).is_active


def test_new_name_of_an_account_is_the_name_in_the_staff_list(keeper: Client, service_desk: User) -> None:
    keeper.post(
        reverse("admin:accounts_user_change", args=[service_desk.pk]),
        account_form(service_desk, first_name="Ute", last_name="Umbenannt"),
    )
    assert StaffMember.objects.get(user=service_desk).display_name == "Ute Umbenannt"


def test_new_member_of_staff_is_employed_with_the_chosen_roles(keeper: Client) -> None:
    user = UserFactory()
    response = keeper.post(
        reverse("admin:accounts_staffmember_add"), staff_form(user, roles.SERVICE_DESK, roles.ON_SITE)
    )
    assert response.status_code == 302
    assert role_names(user) == {roles.SERVICE_DESK.name, roles.ON_SITE.name}
    assert StaffMember.objects.get(user=user).display_name == str(user)
    assert User.objects.get(pk=user.pk).is_staff


def test_roles_of_a_member_of_staff_are_changed(keeper: Client, service_desk: User) -> None:
    assert keeper.post(url_of_member(service_desk), staff_form(service_desk, roles.MANAGEMENT)).status_code == 302
    assert role_names(service_desk) == {roles.MANAGEMENT.name}
    assert not User.objects.get(pk=service_desk.pk).is_staff


def test_member_of_staff_without_a_role_is_refused(keeper: Client) -> None:
    user = UserFactory()
    response = keeper.post(reverse("admin:accounts_staffmember_add"), staff_form(user))
    assert response.context["adminform"].form.errors["roles"]
    assert not StaffMember.objects.filter(user=user).exists()


def test_nobody_changes_their_own_roles(keeper: Client, administrator: User) -> None:
    keeper.post(url_of_member(administrator), staff_form(administrator, roles.ADMINISTRATION, roles.DATA_PROTECTION))
    assert role_names(administrator) == {roles.ADMINISTRATION.name}


def test_nobody_gives_a_role_that_may_do_more_than_themselves(
    known_roles: None, client_for: Callable[[User], Client]
) -> None:
    clerk = employed(roles.DATA_PROTECTION)
    for codename in ("add_staffmember", "change_staffmember", "view_staffmember", "view_user"):
        clerk.user_permissions.add(Permission.objects.get(codename=codename))
    user = UserFactory()
    response = client_for(clerk).post(reverse("admin:accounts_staffmember_add"), staff_form(user, roles.ADMINISTRATION))
    assert "Über die Rolle „Administration“ können Sie nicht entscheiden." in response.content.decode()
    assert not StaffMember.objects.filter(user=user).exists()


def test_contact_of_an_authority_cannot_become_staff(keeper: Client, ludwigslust: Authority) -> None:
    user = contact_at(ludwigslust)
    response = keeper.post(reverse("admin:accounts_staffmember_add"), staff_form(user, roles.SERVICE_DESK))
    assert "Dieses Konto gehört zu einer Ansprechperson einer Behörde." in response.content.decode()


def test_who_leaves_the_staff_loses_all_roles(keeper: Client, service_desk: User) -> None:
    keeper.post(url_of_member(service_desk, "delete"), {"post": "yes"})
    assert not StaffMember.objects.filter(user=service_desk).exists()
    assert role_names(service_desk) == set()
    assert not User.objects.get(pk=service_desk.pk).is_staff

"""Accounts and staff in the web admin: rights come from roles, and nobody gives more than they hold."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db.models import Max
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import access, roles
from accounts.granting import held_roles
from accounts.models import StaffMember, User
from customers.models import Authority
from history.models import LogEntry
from tests.factories import PASSWORD, ProviderFactory, TeamFactory, UserFactory
from tests.people import contact_at, employed, widened


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
        **role_table(
            user,
            *(
                {"role": row.role, "valid_from": day.strftime("%d.%m.%Y") if (day := row.valid_from) else ""}
                for row in user.role_assignments.order_by("pk")
            ),
        ),
        **typed,
    }


def role_names(user: User) -> set[str]:
    return {role.name for role in held_roles(user)}


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
    assert (user.is_staff, user.is_superuser, user.get_all_permissions()) == (False, False, set())
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


def test_nobody_changes_an_account_that_will_be_allowed_more_tomorrow(
    service_desk: User, client_for: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    keeping = ("accounts.view_user", "accounts.change_user")
    widened(roles.SERVICE_DESK, *keeping, monkeypatch=monkeypatch)
    tomorrow = timezone.localdate() + timedelta(days=1)
    account = UserFactory()
    change = reverse("admin:accounts_user_change", args=[account.pk])
    password = {"usable_password": "true", "password1": "Anderes-2026!", "password2": "Anderes-2026!"}
    desk = client_for(service_desk)
    assert desk.get(change).status_code == 200
    assert desk.post(change, account_form(account, first_name="Erlaubt")).status_code == 302
    account.role_assignments.create(role=roles.ADMINISTRATION.key, valid_from=tomorrow)
    assert desk.post(reverse("admin:auth_user_password_change", args=[account.pk]), password).status_code == 403
    assert desk.post(change, account_form(account, first_name="Gekapert")).status_code == 403
    assert desk.get(reverse("accounts:reset_second_factor", args=[account.pk])).status_code == 403
    account.refresh_from_db()
    assert (account.first_name, account.check_password(PASSWORD)) == ("Erlaubt", True)


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
    db: None, client_for: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    hiring = (
        "accounts.add_staffmember",
        "accounts.change_staffmember",
        "accounts.view_staffmember",
        "accounts.view_user",
    )
    personnel = roles.Role(roles.ON_SITE.key, "Personal", "Stellt ein.", hiring, uses_admin=True)
    monkeypatch.setitem(access.STAFF_ROLE, roles.ON_SITE.key, personnel)
    monkeypatch.setattr(access, "ALL_ROLES", (*roles.ALL_ROLES, personnel))
    clerk, user = employed(roles.ON_SITE), UserFactory()
    response = client_for(clerk).post(reverse("admin:accounts_staffmember_add"), staff_form(user, roles.ADMINISTRATION))
    assert "Über die Rolle „Administration“ können Sie nicht entscheiden." in response.content.decode()
    assert not StaffMember.objects.filter(user=user).exists()


def role_table(user: User, *rows: dict[str, Any]) -> dict[str, Any]:
    """The table of roles on an account's page as a browser sends it."""
    stored = list(user.role_assignments.order_by("pk"))
    typed: dict[str, Any] = {
        "role_assignments-TOTAL_FORMS": len(rows), "role_assignments-INITIAL_FORMS": len(stored),
        "role_assignments-MIN_NUM_FORMS": 0, "role_assignments-MAX_NUM_FORMS": 1000,
    }  # fmt: skip
    for number, row in enumerate(rows):
        key = stored[number].pk if number < len(stored) else ""
        typed |= {f"role_assignments-{number}-id": key, f"role_assignments-{number}-user": user.pk}
        typed |= {f"role_assignments-{number}-{name}": value for name, value in row.items()}
    return typed


def test_role_is_given_for_a_time_on_the_page_of_the_account(keeper: Client, service_desk: User) -> None:
    rows = [
        {"role": "service-desk", "valid_from": "01.01.2026"},
        {"role": "on-site", "valid_from": "01.01.2027", "valid_until": "31.01.2027"},
    ]
    change = reverse("admin:accounts_user_change", args=[service_desk.pk])
    response = keeper.post(change, account_form(service_desk, **role_table(service_desk, *rows)))
    assert response.status_code == 302
    given = {(row.role, row.valid_until) for row in service_desk.role_assignments.all()}
    assert given == {("service-desk", None), ("on-site", date(2027, 1, 31))}


def test_roles_given_and_taken_on_the_page_of_the_account_are_in_the_log(
    keeper: Client, administrator: User, service_desk: User
) -> None:
    first = {"role": "service-desk", "valid_from": "01.01.2026"}
    later = {"role": "on-site", "valid_from": "01.01.2127", "valid_until": "31.01.2127"}
    change = reverse("admin:accounts_user_change", args=[service_desk.pk])
    before = LogEntry.objects.aggregate(Max("pk"))["pk__max"]
    assert keeper.post(change, account_form(service_desk, **role_table(service_desk, first, later))).status_code == 302
    taken = {**first, "DELETE": "on"}
    assert keeper.post(change, account_form(service_desk, **role_table(service_desk, taken, later))).status_code == 302
    entries = LogEntry.objects.filter(pk__gt=before, about=service_desk).order_by("pk")
    assert [(entry.kind, entry.subject, entry.user) for entry in entries] == [
        ("roles_given", "Vor-Ort-Service ab 01.01.2127 bis 31.01.2127", administrator),
        ("roles_taken", "Benutzerservice", administrator),
    ]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"role": "service-desk", "valid_from": "01.02.2027"}, "Diese Rolle hat die Person in diesem Zeitraum schon."),
        (
            {"role": "on-site", "valid_from": "02.02.2027", "valid_until": "01.02.2027"},
            "Das Ende liegt vor dem Beginn.",
        ),
    ],
)
def test_period_that_cannot_be_is_refused_in_words(
    keeper: Client, service_desk: User, row: dict[str, str], sentence: str
) -> None:
    rows = [{"role": "service-desk", "valid_from": "01.01.2026"}, row]
    change = reverse("admin:accounts_user_change", args=[service_desk.pk])
    response = keeper.post(change, account_form(service_desk, **role_table(service_desk, *rows)))
    assert sentence in response.content.decode()
    assert service_desk.role_assignments.count() == 1


def test_nobody_gives_themselves_a_role_on_the_page_of_their_account(keeper: Client, administrator: User) -> None:
    rows = [{"role": "administration", "valid_from": "01.01.2026"}, {"role": "data-protection"}]
    change = reverse("admin:accounts_user_change", args=[administrator.pk])
    response = keeper.post(change, account_form(administrator, **role_table(administrator, *rows)))
    assert "Die eigenen Rollen ändert immer jemand anderes." in response.content.decode()
    assert role_names(administrator) == {roles.ADMINISTRATION.name}


def test_contact_of_an_authority_cannot_become_staff(keeper: Client, ludwigslust: Authority) -> None:
    user = contact_at(ludwigslust)
    response = keeper.post(reverse("admin:accounts_staffmember_add"), staff_form(user, roles.SERVICE_DESK))
    assert "Dieses Konto gehört zu einer Ansprechperson einer Behörde." in response.content.decode()


def test_who_leaves_the_staff_loses_all_roles(keeper: Client, service_desk: User) -> None:
    keeper.post(url_of_member(service_desk, "delete"), {"post": "yes"})
    assert not StaffMember.objects.filter(user=service_desk).exists()
    assert role_names(service_desk) == set()
    assert not User.objects.get(pk=service_desk.pk).is_staff

"""Makes the people of the load in a process of its own: accounts with a role or a contact, each with a session.

Nobody types a password here: signing in costs much computing on purpose and happens once a day.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

PASSED_OVER = "benutzerservice"
"""The account of the demo whose team the agents belong to."""


def main(agents: int, contacts: int, to: Path) -> None:
    """Write the cookies of so many people of each kind into a file."""
    import django

    django.setup()
    from accounts.scope import as_command

    with as_command("load"):
        cookies = {
            "agents": [session(user) for user in employ(agents)],
            "contacts": [session(user) for user in give_accounts(contacts)],
        }
    to.write_text(json.dumps(cookies))


def employ(count: int) -> list[object]:
    """Members of the team that sees new reports first."""
    from accounts import roles
    from accounts.actions import employ as make_member
    from accounts.models import StaffMember, User

    model = StaffMember.objects.select_related("provider", "team").get(user__username=PASSED_OVER)
    made: list[object] = []
    for number in range(1, count + 1):
        user = User(username=f"last-service-{number}", first_name="Kraft", last_name=f"Nummer {number}", is_demo=True)
        user.set_unusable_password()
        user.save()
        make_member(user=user, provider=model.provider, team=model.team, roles=[roles.SERVICE_DESK])
        made.append(user)
    return made


def give_accounts(count: int) -> list[object]:
    """Accounts for contacts without one who have reported before."""
    from accounts.models import User
    from customers.actions import save_contact
    from customers.models import Authority, Contact

    served = Authority.objects.filter(contacts__user__isnull=False)
    rows = Contact.objects.filter(user=None, is_active=True, role=Contact.Role.REPORTER, tickets__isnull=False)
    chosen = rows.filter(authority__in=served).distinct().order_by("-pk")[:count]
    made: list[object] = []
    for number, contact in enumerate(chosen, 1):
        user = User(username=f"last-{number}", first_name=contact.first_name, last_name=contact.last_name, is_demo=True)
        user.set_unusable_password()
        user.save()
        contact.user = user
        save_contact(contact=contact)
        made.append(user)
    if len(made) < count:
        raise RuntimeError(f"only {len(made)} contacts could be given an account")
    return made


def session(user: object) -> dict[str, str]:
    """The cookie of somebody who has signed in."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(user)  # type: ignore[arg-type]  # one of our own accounts
    return {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))

"""The physical limit of a Django page: signed in, one query, fifty rows of seven columns in a plain template, nothing else.

It reads the same rows in the same database, past the wall between authorities, and keeps its own sessions in a schema of its
own. `python -m tools.bench.bare` makes that; gunicorn serves `application`.
"""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import urlsplit

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application

from tools.bench import database

ROLE = SCHEMA = "bench_bare"
ACCOUNT, PASSWORD = "bare", "bare"  # of a database of the bench
ROWS = """<!doctype html><title>Bare</title><table>{% for row in rows %}<tr>
<td>{{ row.number }}</td><td>{{ row.subject }}</td><td>{{ row.authority.name }}</td>
<td>{{ row.requester.first_name }} {{ row.requester.last_name }}</td><td>{{ row.state }}</td><td>{{ row.priority }}</td>
<td>{{ row.created_at|date:"d.m.Y H:i" }}</td></tr>{% endfor %}</table>"""
LOGIN = """<!doctype html><title>Bare</title><form method="post">{% csrf_token %}{{ form.as_p }}<button>Sign in</button></form>"""


def prepare(size: int) -> None:
    """The role, which passes by the wall and reads all, and a schema for what it keeps."""
    with database.superuser(database.name_of(size)) as connection:
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone():
            connection.execute(f"CREATE ROLE {ROLE} LOGIN BYPASSRLS")
        connection.execute(f"GRANT pg_read_all_data TO {ROLE}")
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA} AUTHORIZATION {ROLE}")


if not settings.configured and "BARE_DATABASE" in os.environ:
    settings.configure(
        SECRET_KEY="only-for-the-bench",  # noqa: S106  # of a server that only the bench reaches
        ALLOWED_HOSTS=["*"],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": urlsplit(os.environ["BARE_DATABASE"]).path[1:],
                "USER": ROLE,
                "HOST": os.environ["BARE_SOCKET"],
                "OPTIONS": {"options": f"-c search_path={SCHEMA}"},
                "CONN_MAX_AGE": 60,
            }
        },
        INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {
                    "loaders": [
                        (
                            "django.template.loaders.cached.Loader",
                            [("django.template.loaders.locmem.Loader", {"rows.html": ROWS, "login.html": LOGIN})],
                        )
                    ]
                },
            }
        ],
        ROOT_URLCONF="tools.bench.bare_pages",
        LOGIN_URL="/login/",
        LOGIN_REDIRECT_URL="/",
        USE_TZ=True,
        TIME_ZONE="Europe/Berlin",
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    )
    application = get_wsgi_application()


def make() -> None:
    """Tables for accounts and sessions, and one account."""
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from django.contrib.auth.models import User

    if not User.objects.filter(username=ACCOUNT).exists():
        User.objects.create_user(ACCOUNT, password=PASSWORD)


def environment(size: int) -> dict[str, str]:
    """What the process of this module is started with."""
    url: Any = database.url(database.name_of(size), ROLE)
    return {"BARE_DATABASE": url, "BARE_SOCKET": database.socket_folder()}


if __name__ == "__main__":
    make()

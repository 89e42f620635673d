"""The worker as in operation, a process of its own, on the database of the tests."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection


def do_the_waiting_jobs(var: Path, **environment: str) -> None:
    """Do all jobs that are due, and end; `var` is the worker's folder, with the attachments in `media`."""
    command = [sys.executable, "manage.py", "procrastinate", "worker", "--one-shot"]
    done = subprocess.run(
        command,
        cwd=settings.BASE_DIR,
        env=environment_of_processes(var, **environment),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def environment_of_processes(var: Path, **more: str) -> dict[str, str]:
    """What a process of its own needs to work on the database of the tests, with `var` as its folder."""
    given = {"KSM_DEMO": "true", "KSM_CONNECTION_MAX_AGE": "0", "KSM_VAR_DIR": str(var)}
    return {"PATH": os.environ["PATH"], "DATABASE_URL": database_url(), **given, **more}


def database_url(role: str = "") -> str:
    """The address of the test's database, for the owner of its tables or another role that needs no password here."""
    database = connection.settings_dict | ({"USER": role, "PASSWORD": ""} if role else {})
    host = database["HOST"] or database["OPTIONS"].get("host", "")
    person = ":".join(quote(part, safe="") for part in (database["USER"], database["PASSWORD"]) if part)
    port = f"&port={database['PORT']}" if database["PORT"] else ""
    return f"postgresql://{person}@/{database['NAME']}?host={quote(host, safe='')}{port}"

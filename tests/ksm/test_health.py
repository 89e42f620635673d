"""What the container platform and the monitoring ask: does the process live, can people work."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

ROOT = Path(__file__).resolve().parents[2]


def test_live_asks_no_database(client: Client) -> None:
    answer = client.get("/health/live")
    assert answer.status_code == 200
    assert answer.content == b"live\n"


@pytest.mark.django_db
def test_ready_with_database_and_migrations(client: Client) -> None:
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.content) == (200, b"ready\n")


@pytest.mark.django_db
def test_not_ready_while_a_migration_is_missing(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'tickets'")
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.content) == (503, b"migrations are missing\n")


def test_foreign_host_name_is_a_bad_request(client: Client) -> None:
    answer = client.get("/health/live", headers={"host": "somewhere-else.example"})
    assert answer.status_code == 400


def test_health_check_of_the_container_tells_that_nobody_answers() -> None:
    """Nothing listens on its port here, or something does that is not ready for this host name."""
    command = [sys.executable, "tools/health_check.py"]
    done = subprocess.run(command, cwd=ROOT, env={"KSM_HOSTS": "nobody.example"}, check=False, capture_output=True)
    assert done.returncode == 1

"""Static files in production: kept for ever by browsers, by names that change with what is in them."""

import re
from pathlib import Path

import pytest

from tests.test_settings import PRODUCTION, run

ASK = """
import django
django.setup()
import re
from django.test import Client
from django.contrib.staticfiles.storage import staticfiles_storage as storage
client, asked = Client(), {"secure": True, "headers": {"host": "intranet.example", "accept-encoding": "br"}}
page = client.get("/login/", **asked).content.decode()
for path in [*re.findall(r'(?:href|src)="(/static/[^"#?]+)', page), storage.url("admin/js/vendor/select2/i18n/de.js")]:
    answer = client.get(path, **asked)
    print(answer.status_code, path, answer.headers.get("Content-Encoding", "-"), answer.headers.get("Cache-Control", "-"))
print(client.get("/static/app.css", **asked).status_code, "/static/app.css", "-", "-")
"""


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, str, str]]:
    """What the files of the sign-in page are answered with: status, encoding and how long they are kept."""
    own = {"KSM_VAR_DIR": str(tmp_path_factory.mktemp("var")), "DJANGO_SETTINGS_MODULE": "ksm.settings"}
    collected = run("manage.py", "collectstatic", "--noinput", environment=PRODUCTION | own)
    assert collected.returncode == 0, collected.stderr
    done = run("-c", ASK, environment=PRODUCTION | own)
    assert done.returncode == 0, done.stderr
    lines = [line.split(" ", 3) for line in done.stdout.splitlines()]
    return {path: (status, encoding, kept) for status, path, encoding, kept in lines}


def test_files_of_a_page_are_compressed_and_kept_for_ever(answers: dict[str, tuple[str, str, str]]) -> None:
    named = {path: answer for path, answer in answers.items() if path != "/static/app.css"}
    assert {Path(path).suffix for path in named} >= {".css", ".js"}
    for path, (status, encoding, kept) in named.items():
        assert status == "200", path
        assert re.search(r"\.[0-9a-f]{12}\.", path), path
        assert "immutable" in kept, path
        assert encoding == "br" or Path(path).suffix not in {".css", ".js"}, path


def test_no_file_is_served_under_a_name_that_stays(answers: dict[str, tuple[str, str, str]]) -> None:
    assert answers["/static/app.css"][0] == "404"

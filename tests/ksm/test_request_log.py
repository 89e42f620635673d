"""What is searched for and what a directory sends back stays out of the log of the process."""

import pytest
from django.test import Client


@pytest.mark.django_db
def test_log_holds_the_path_and_nothing_behind_the_question_mark(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO"):
        Client().get("/login/", {"next": "/tickets/?q=Kowalewski", "code": "geheim-4711"})
    written = str([(record.msg, record.args) for record in caplog.records])
    assert "GET /login/" in written
    assert "geheim-4711" not in written
    assert "Kowalewski" not in written


@pytest.mark.django_db
def test_log_holds_no_key_that_is_part_of_an_address(caplog: pytest.LogCaptureFixture) -> None:
    Client().post("/inventory/agent/geheim-4711/", data=b"", content_type="application/xml")
    assert "Forbidden: /inventory/agent/…/" in caplog.text
    assert "geheim-4711" not in str([(record.msg, record.args) for record in caplog.records])

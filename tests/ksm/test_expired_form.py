"""A form that was open too long is refused in plain German."""

import pytest
from django.test import Client


@pytest.mark.django_db
def test_expired_form_says_what_to_do() -> None:
    response = Client(enforce_csrf_checks=True).post("/login/", {"username": "x", "password": "y"})
    assert response.status_code == 403
    page = response.content.decode()
    assert "Dieses Formular ist abgelaufen" in page
    assert "DEBUG" not in page

"""A forgotten password: a letter for whoever has an account, the same page for everybody."""

import re
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from accounts.models import User
from accounts.tasks import send_link_to_new_password
from tests.accounts.sign_in.conftest import text_of
from tests.accounts.sign_in.test_second_factor import SECRET
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
NEW = "Ganz-neu-2026!"


def ask(email: str) -> Any:
    return Client().post("/login/forgotten/", {"email": email})


def letter() -> str:
    """Do the job that the page ordered, and read the letter."""
    job = ProcrastinateJob.objects.latest("id")
    send_link_to_new_password(**job.args)
    return str(mail.outbox[-1].body) if mail.outbox else ""


def link_in(text: str) -> str:
    return re.search(r"http://testserver(/login/new-password/\S+)", text)[1]


def test_letter_leads_to_a_new_password_and_the_second_factor_stays() -> None:
    user = UserFactory(username="anke", email="anke@ksm.example")
    TOTP.activate(user, SECRET)
    assert ask("Anke@KSM.example")["Location"] == "/login/forgotten/sent/"
    text = letter()
    assert mail.outbox[0].to == ["anke@ksm.example"]
    client = Client()
    page = client.get(link_in(text), follow=True)
    assert "Neues Kennwort wählen" in text_of(page)
    done = client.post(page.request["PATH_INFO"], {"new_password1": NEW, "new_password2": NEW})
    assert done["Location"] == "/login/new-password/done/"
    assert User.objects.get(pk=user.pk).check_password(NEW)
    assert client.post("/login/", {"username": "anke", "password": NEW})["Location"] == "/login/code/"


def test_link_works_once() -> None:
    UserFactory(email="anke@ksm.example")
    ask("anke@ksm.example")
    link = link_in(letter())
    client = Client()
    page = client.get(link, follow=True)
    client.post(page.request["PATH_INFO"], {"new_password1": NEW, "new_password2": NEW})
    assert "gilt nicht mehr" in text_of(Client().get(link, follow=True))


def test_answer_and_work_are_the_same_for_strangers() -> None:
    UserFactory(email="frueher@ksm.example", is_active=False)
    User.objects.create_user("verzeichnis", "v@ksm.example")
    for email in ("niemand@ksm.example", "frueher@ksm.example", "v@ksm.example"):
        assert ask(email)["Location"] == "/login/forgotten/sent/"
        assert ProcrastinateJob.objects.latest("id").args["account"] == 0
        letter()
    assert mail.outbox == []


def test_address_is_not_kept_in_the_job() -> None:
    ask("niemand@ksm.example")
    assert "niemand" not in str(ProcrastinateJob.objects.latest("id").args)


def test_asking_is_braked_per_address() -> None:
    UserFactory(email="anke@ksm.example")
    assert [ask("anke@ksm.example").status_code for _ in range(6)] == [302] * 5 + [429]
    assert ask("jemand-anderes@ksm.example").status_code == 302


def test_without_mail_the_page_says_whom_to_ask(settings: Settings) -> None:
    settings.MAIL_WORKS = False
    html = text_of(Client().get("/login/forgotten/"))
    assert "wenden Sie sich an den Benutzerservice" in html
    assert "Kennwort vergessen?" not in text_of(Client().get("/login/"))

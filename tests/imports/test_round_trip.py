"""What is exported in the shape of an import changes nothing when it is imported again, whatever stands in it."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import example, given, settings
from hypothesis import strategies as st

from accounts.models import User
from customers.importing.sites import rooms_in_words, rooms_of
from customers.models import Authority, Contact, Room, Site
from history.models import LogEntry
from imports.fields import escaped, unescaped
from imports.sheets.cells import plain
from tests.factories import (
    AuthorityFactory,
    AuthorityRoleFactory,
    ContactFactory,
    MembershipFactory,
    RoomFactory,
    SiteFactory,
)
from tests.imports.files_of_rows import checked

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=25)
DANGEROUS = [
    "=1+1",
    "+49 385",
    "-1",
    "@SUM(A1)",
    "'=1",
    "''=1",
    "(leer)",
    "'(LEER)",
    "\t=1",
    "\u200b=1",
    '"',
    ";",
    "#N/A",
    "0385",
    "a\r\nb",
]
TEXT = st.one_of(WORDS, st.sampled_from(DANGEROUS))


@pytest.fixture
def care(customer_care: User, client_for: Callable[[User], Client]) -> Client:
    """The browser of somebody who keeps customer data."""
    return client_for(customer_care)


def exported(client: Client, kind: str, file_format: str) -> SimpleUploadedFile:
    response = client.get(reverse("imports:export", args=[kind, file_format]))
    assert response.status_code == 200
    return SimpleUploadedFile(f"export.{file_format}", b"".join(response))


@given(TEXT)
@example("''(leer)")
def test_text_comes_back_from_its_escaped_form(text: str) -> None:
    assert unescaped(escaped(text)) == plain(text)


@given(st.lists(WORDS.map(plain).filter(bool), unique=True, max_size=5))
def test_rooms_come_back_from_one_cell(names: list[str]) -> None:
    assert list(rooms_of(plain(rooms_in_words(names)))) == names


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_everything_comes_back_unchanged(file_format: str, care: Client, ludwigslust: Authority) -> None:
    amt = AuthorityFactory(key="amt-x", name="=Amt; X", kind=Authority.Kind.AMT, ars="130765654", ags="")
    MembershipFactory(member=ludwigslust, body=amt, valid_from=date(2020, 1, 1), valid_until=date(2024, 12, 31))
    town = AuthorityFactory(key="dorf", kind=Authority.Kind.AMT_MEMBER_MUNICIPALITY, ars="", ags="", postcode="01234")
    MembershipFactory(member=town, body=amt, valid_from=None)
    AuthorityRoleFactory(authority=town, role="carrier", valid_from=date(2025, 1, 1), valid_until=None)
    ContactFactory(authority=town, email="", first_name="Ohne", last_name="Adresse", role="authority_head")
    ContactFactory(authority=town, email="", first_name="Ohne", last_name="Adresse-Zwei", is_active=False)
    site = SiteFactory(authority=town, key="haus")
    for name in ("Keller; links", "A|B", "a\\b", "-1"):
        RoomFactory(site=site, name=name)
    for kind in ("authorities", "contacts", "sites"):
        run = checked(care, kind, exported(care, kind, file_format))
        problems = list(run.rows.exclude(outcome="same").values_list("title", "changes", "problems"))
        assert problems == []
        assert run.rows_same > 0
    assert LogEntry.objects.filter(kind=LogEntry.Kind.EXPORTED, subject__contains="zum Importieren").count() == 3


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_any_text_comes_back_unchanged(file_format: str, care: Client, ludwigslust: Authority) -> None:
    """Many contacts in one file, each with texts that somebody might store in one way or another."""

    @settings(max_examples=5)
    @given(st.lists(st.tuples(TEXT, TEXT, TEXT), min_size=15, max_size=25))
    def comes_back(texts: list[tuple[str, str, str]]) -> None:
        with transaction.atomic():
            Contact.objects.bulk_create(
                Contact(authority=ludwigslust, email=f"p{number}@lwl.example", first_name=one[:80], last_name=f"n{two}"[:80], function=three, phone=one[:40])
                for number, (one, two, three) in enumerate(texts)
            )  # fmt: skip
            run = checked(care, "contacts", exported(care, "contacts", file_format))
            found = list(run.rows.exclude(outcome="same").values_list("title", "changes", "problems"))
            transaction.set_rollback(True)
        assert found == []

    comes_back()


def test_export_is_for_those_who_may_import(
    service_desk: User, care: Client, client_for: Callable[[User], Client], ludwigslust: Authority
) -> None:
    assert client_for(service_desk).get(reverse("imports:export", args=["contacts", "csv"])).status_code == 403
    assert care.get(reverse("imports:export", args=["contacts", "pdf"])).status_code == 404
    assert care.get(reverse("imports:export", args=["secrets", "csv"])).status_code == 404
    assert Site.objects.count() == Room.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "kind"), [("customers:authorities", "authorities"), ("customers:contacts", "contacts")]
)
def test_lists_lead_to_import_and_export(
    name: str, kind: str, care: Client, coordinator: User, client_for: Callable[[User], Client]
) -> None:
    page = care.get(reverse(name)).content.decode()
    for file_format in ("csv", "xlsx"):
        assert reverse("imports:export", args=[kind, file_format]) in page
    assert f"{reverse('imports:add')}?kind={kind}" in page
    assert "/imports/" not in client_for(coordinator).get(reverse(name)).content.decode()

"""Promise over all pages: the title of the window tells the pages of a person apart."""

import re
from collections import Counter

import pytest
from django.test import Client

from accounts.roles import ADMINISTRATION
from tests.addresses import DOWNLOADS, FRAGMENTS
from tests.page_access import PAGES
from tests.test_pages import own_address
from tests.world import World

NO_PAGES = (*DOWNLOADS, *FRAGMENTS)
TITLE = re.compile(r"<title>\s*(.*?)\s*</title>", re.DOTALL)


@pytest.mark.parametrize("column", [ADMINISTRATION.key, "it-coordinator"])
def test_titles_tell_the_pages_of_a_person_apart(column: str, world: World, db: None) -> None:
    client = Client()
    client.force_login(world.people[column])
    names = [
        name for name, page in PAGES.items() if page.access[column] == "+" and not page.post and name not in NO_PAGES
    ]
    titles = Counter(title_of(client, own_address(name, world)) for name in names)
    assert [title for title, count in titles.items() if count > 1] == []
    assert all(re.fullmatch(r"\S.* – KSM Servicebetrieb", title) for title in titles), titles


def title_of(client: Client, url: str) -> str:
    found = TITLE.search(client.get(url, follow=True).content.decode())
    return " ".join(found[1].split()) if found else f"{url} has no title"

"""How the way itself is kept: drafted, published once, followed by the next version."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from accounts.models import User
from takeovers import actions
from takeovers.models import CaseKind, ProcessTemplate, TakeoverCase
from tests.factories import AuthorityFactory
from tests.takeovers.conftest import NOW

Browser = Callable[[User], Client]
LIST = "/admin/takeovers/processtemplate/"


def deed(client: Client, name: str, template: ProcessTemplate) -> str:
    response = client.post(LIST, {"action": name, "_selected_action": [template.pk]}, follow=True)
    return str(response.content.decode())


def test_a_new_version_holds_for_new_cases_only(case: TakeoverCase, care: User, browser: Browser) -> None:
    client = browser(care)
    assert "Fassung 2 ist als Entwurf angelegt." in deed(client, "draft_next", case.template)
    draft = ProcessTemplate.objects.get(kind="joining", version=2)
    assert draft.phases.count() == case.template.phases.count()
    assert "ist noch ein Entwurf" in deed(client, "draft_next", case.template)
    draft.phases.get(key="interest").tasks.update(title="Kennenlernen")
    assert "ist veröffentlicht." in deed(client, "publish", draft)
    assert "ist schon veröffentlicht." in deed(client, "publish", draft)
    in_a_month = timezone.localdate() + timedelta(days=30)
    later = actions.open_case(
        authority=AuthorityFactory(), kind=CaseKind.JOINING, started_on=in_a_month, scopes=[], by=care, now=NOW
    )
    assert later.template == draft
    assert later.tasks.filter(title="Kennenlernen").exists()
    assert not case.tasks.filter(title="Kennenlernen").exists()


def test_what_is_published_is_only_read(template: None, care: User, browser: Browser) -> None:
    published = ProcessTemplate.objects.get(kind="joining")
    client = browser(care)
    assert "Speichern" not in client.get(f"{LIST}{published.pk}/change/").content.decode()
    assert client.post(f"{LIST}{published.pk}/change/", {"note": "heimlich"}).status_code == 403

"""What the authority sees and does of its own way."""

from collections.abc import Callable

from django.test import Client

from accounts.models import User
from takeovers import actions
from takeovers.models import CaseTask, TakeoverCase
from tests.factories import AuthorityFactory, WorkstationFactory
from tests.people import contact_at
from tests.takeovers.conftest import NOW, TODAY, minutes, task

Browser = Callable[[User], Client]


def test_the_coordinator_ticks_the_own_part_with_its_proof(
    case: TakeoverCase, coordinator: User, care: User, browser: Browser
) -> None:
    client, step = browser(coordinator), task(case, "Standorte, Nutzende und Geräte erheben")
    page = client.get(f"/takeovers/{case.pk}/").content.decode()
    assert "Erledigen" in page
    refused = client.post(f"/takeovers/tasks/{step.pk}/settle/", {"remark": "Liste anbei."}).content.decode()
    assert "Es fehlt eine Datei als Nachweis." in refused
    assert "Liste anbei." in refused, "nothing typed is lost"
    done = client.post(
        f"/takeovers/tasks/{step.pk}/settle/", {"remark": "Liste anbei.", "files": [minutes()]}, follow=True
    ).content.decode()
    assert "Der Schritt ist erledigt." in done
    evidence = CaseTask.objects.get(pk=step.pk).evidence.get()
    assert b"".join(client.get(f"/takeovers/evidence/{evidence.pk}/")).startswith(b"%PDF")
    seen = browser(care).get(f"/takeovers/{case.pk}/").content.decode()
    assert "Liste anbei." in seen
    assert str(coordinator) in seen


def test_the_side_of_the_service_is_read_and_not_ticked(
    case: TakeoverCase, coordinator: User, browser: Browser
) -> None:
    client, step = browser(coordinator), task(case, "Erstgespräch führen")
    assert client.get(f"/takeovers/tasks/{step.pk}/").status_code == 200
    assert client.get(f"/takeovers/tasks/{step.pk}/settle/").status_code == 404
    assert client.post(f"/takeovers/tasks/{step.pk}/settle/", {"remark": ""}).status_code == 404


def test_what_the_service_keeps_to_itself_stays_there(
    case: TakeoverCase, coordinator: User, care: User, browser: Browser
) -> None:
    actions.write_note(case=case, text="Die Leitung zögert.", is_shared=False, by=care, now=NOW)
    actions.write_note(case=case, text="Termin am Montag.", is_shared=True, by=care, now=NOW)
    TakeoverCase.objects.filter(pk=case.pk).update(note="Vorsichtig sein.")
    page = browser(coordinator).get(f"/takeovers/{case.pk}/").content.decode()
    assert "Termin am Montag." in page
    assert "Die Leitung zögert." not in page
    assert "Vorsichtig sein." not in page


def test_others_find_nothing(case: TakeoverCase, coordinator: User, browser: Browser) -> None:
    stranger = contact_at(AuthorityFactory(), "it_coordinator")
    reporter = contact_at(case.authority)
    step = task(case, "Standorte, Nutzende und Geräte erheben")
    assert browser(stranger).get(f"/takeovers/{case.pk}/").status_code == 404
    assert browser(stranger).post(f"/takeovers/tasks/{step.pk}/settle/", {"remark": ""}).status_code == 404
    assert browser(reporter).get(f"/takeovers/{case.pk}/").status_code == 403


def test_the_coordinator_confirms_the_inventory(
    case: TakeoverCase, coordinator: User, care: User, browser: Browser
) -> None:
    WorkstationFactory(authority=case.authority)
    snapshot = actions.take_inventory(scope=case.scopes.get(), effective_on=TODAY, by=care, now=NOW)
    page = browser(coordinator).post(f"/takeovers/snapshots/{snapshot.pk}/sign-off/", follow=True).content.decode()
    assert "Der Bestand ist bestätigt." in page
    snapshot.refresh_from_db()
    assert snapshot.signed_off_by == coordinator

"""What a form that is sent with a progress bar is answered."""

from collections.abc import Callable

from django.test import Client

from accounts.models import User

UPLOAD = {"X-Upload": "1"}


def test_upload_is_told_where_it_leads_and_the_next_page_still_has_its_message(
    reporter: User, client_for: Callable[[User], Client]
) -> None:
    client = client_for(reporter)
    typed = {"density": "compact", "upload_is_whole": "yes"}
    told = client.post("/preferences/", typed, headers=UPLOAD)
    plain = client.post("/preferences/", typed)
    assert (told.status_code, told["X-Leads-To"], told.content) == (204, plain["Location"], b"")
    assert told.cookies.keys() >= plain.cookies.keys() - {"sessionid"}
    assert Client().post("/portal/report/", {}, headers=UPLOAD)["X-Leads-To"].startswith("/login/")
    assert client.get("/preferences/", headers=UPLOAD).status_code == 200


def test_upload_that_was_stopped_on_its_way_counts_for_nothing(
    reporter: User, client_for: Callable[[User], Client]
) -> None:
    client = client_for(reporter)
    client.post("/preferences/", {"theme": "dark"})
    assert client.post("/preferences/", {"theme": "light"}, headers=UPLOAD).status_code == 400
    assert 'theme="dark"' in client.get("/preferences/").content.decode()

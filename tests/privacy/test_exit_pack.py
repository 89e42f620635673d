"""What a leaving authority is given back: everything of its own, nothing of another, and each fetching on record."""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from accounts.models import User
from accounts.scope import as_authority
from customers.models import Authority
from files.models import StoredFile
from history.models import LogEntry
from ksm.isolation import rules
from privacy.actions import enforce_retention
from privacy.handed_back import HANDED_BACK, STAYS
from privacy.models import ExitPack
from privacy.tasks import make_exit_pack
from takeovers.models import Evidence, TakeoverCase
from tests.factories import AuthorityRoleFactory, EvidenceFactory, TicketFactory
from tests.isolation.foreign_world import MARK, build_marked
from tests.world import World
from tickets.models import Ticket

Pack = dict[str, bytes]
INTERNAL = {
    "inner_agreement_document",
    "inner_plan_document", "inner_case_event", "note", "note_attachment", "inner_link", "inner_event",
    "draft_handover", "draft_handover_item",
    "planned_change",
}  # fmt: skip
"""Own rows of the small world that staff keep to themselves."""


@pytest.fixture
def marked(db: None) -> World:
    return build_marked()


def sent(client: Client, address: str) -> bytes:
    """A file as it comes through the front door."""
    return b"".join(client.post(address).streaming_content)  # type: ignore[attr-defined]


def ordered(client: Client, authority: Authority) -> ExitPack:
    """Ordered on its page and made by its job, as a worker would run it."""
    client.post(reverse("privacy:order-exit-pack"), {"authority": authority.pk})
    (job,) = ProcrastinateJob.objects.filter(task_name="privacy.tasks.make_exit_pack")
    make_exit_pack(**job.args)
    return ExitPack.objects.filter(authority=authority).latest("pk")


def unpacked(content: bytes) -> Pack:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def table(pack: Pack, name: str) -> list[dict[str, Any]]:
    """The rows of the one table whose file is called like that."""
    (path,) = (path for path in pack if path.endswith(f"-{name}.json"))
    rows: list[dict[str, Any]] = json.loads(pack[path])
    return rows


def numbers(pack: Pack, number: int) -> set[int]:
    """The keys of the rows in the table with this number; none where it has no rows and so no file."""
    paths = [path for path in pack if path.startswith(f"tabellen/{number:02d}-") and path.endswith(".json")]
    return {row["Nr."] for path in paths for row in json.loads(pack[path])}


def test_every_table_is_handed_back_or_says_why_not() -> None:
    """What the wall shows to an authority is all there, so that a new table cannot be forgotten."""
    walled = {label for label, condition in rules.PORTAL_READS.items() if condition != "false"}
    labels = [part.label for part in HANDED_BACK]
    assert len(labels) == len(set(labels))
    assert set(labels) | set(STAYS) == walled
    assert not set(labels) & set(STAYS)
    assert {label for label in labels if issubclass(apps.get_model(label), StoredFile)} == {
        "takeovers.Evidence",
        "contracts.AgreementDocument",
        "continuity.PlanDocument",
        "handovers.HandoverDocument",
        "processing.SignedPaper",
        "processing.IssuedDocument",
        "tickets.Attachment",
    }


def test_everything_of_its_own_comes_along_and_nothing_of_another(
    marked: World, client_for: Callable[[User], Client]
) -> None:
    """The mark on all that the other authority has is nowhere; each own row of each table is there."""
    authority = marked.own["authority"]
    assert isinstance(authority, Authority)
    client = client_for(marked.people["administration"])
    row = ordered(client, authority)
    content = sent(client, row.get_absolute_url())
    assert hashlib.sha256(content).hexdigest() == row.sha256
    pack = unpacked(content)
    for path, data in pack.items():
        assert MARK.encode() not in data, path
        assert MARK not in path
    lines = {part.label: numbers(pack, number) for number, part in enumerate(HANDED_BACK, 1)}
    for part in HANDED_BACK:
        with as_authority(authority.pk):
            keys = set(part.model._default_manager.filter(part.only(authority.pk)).values_list("pk", flat=True))
        assert lines[part.label] == keys, part.label
    assert lines["customers.Authority"] == {authority.pk}  # not the bodies that it belongs to, whose names it may know
    assert lines["contracts.ServiceAgreement"] == {marked.own["service_agreement"].pk}  # not what holds for all
    own = {(type(row)._meta.label, row.pk): kind for kind, row in marked.own.items()}
    missing = {kind for (label, key), kind in own.items() if label in lines and key not in lines[label]}
    assert missing == INTERNAL


def test_the_pack_can_be_read_and_checked_without_this_system(
    marked: World, client_for: Callable[[User], Client]
) -> None:
    """Open formats, German headings, words and numbers side by side, a list of checksums that is right."""
    authority, ticket = marked.own["authority"], marked.own["ticket"]
    assert isinstance(authority, Authority)
    assert isinstance(ticket, Ticket)
    Ticket.objects.filter(pk=ticket.pk).update(subject="=1+1 Übertrag")
    TakeoverCase.objects.filter(authority=authority).update(note="Nur unter uns")
    client = client_for(marked.people["data-protection"])
    pack = unpacked(sent(client, ordered(client, authority).get_absolute_url()))
    for line in pack["pruefsummen.sha256"].decode().splitlines():
        digest, path = line.split("  ")
        assert hashlib.sha256(pack[path]).hexdigest() == digest
    listed = {line.split("  ")[1] for line in pack["pruefsummen.sha256"].decode().splitlines()}
    assert set(pack) == {*listed, "pruefsummen.sha256"}
    (path,) = (path for path in pack if path.endswith("-meldungen.csv"))
    assert pack[path].startswith(b"\xef\xbb\xbf")
    lines = list(csv.DictReader(io.StringIO(pack[path].decode("utf-8-sig")), delimiter=";"))
    (read,) = (row for row in lines if row["Nr."] == str(ticket.pk))
    assert read["Betreff"] == "'=1+1 Übertrag"
    assert (read["Behörde"], read["Behörde, Nr."]) == (str(authority), str(authority.pk))
    (raw,) = (row for row in table(pack, "meldungen") if row["Nr."] == ticket.pk)
    assert raw["Betreff"] == "=1+1 Übertrag"
    assert raw["Gemeldet am"] == ticket.created_at.isoformat()
    (proof,) = (row for row in table(pack, "nachweise") if row["Nr."] == marked.own["evidence"].pk)
    assert pack[proof["Datei"]] == b"Beschluss\n"
    assert pack["uebersicht.pdf"].startswith(b"%PDF-")
    readme = pack["LIESMICH.txt"].decode("utf-8-sig")
    assert f"Austrittspaket für {authority.name}" in readme
    assert "Meine Daten" in readme
    assert not any(b"Nur unter uns" in data for data in pack.values())


def test_files_without_a_verdict_or_lost_are_named_instead(
    marked: World, client_for: Callable[[User], Client], settings: Settings
) -> None:
    """Only what the scanner has not objected to comes along; everything else is told with its reason."""
    authority, task = marked.own["authority"], marked.own["case_task"]
    assert isinstance(authority, Authority)
    lost = EvidenceFactory(task=task, scan=Evidence.Scan.CLEAN, scanned_at=timezone.now())
    default_storage.delete(str(lost.file))
    EvidenceFactory(
        task=task, file="", scan=Evidence.Scan.INFECTED, scanned_at=timezone.now(), malware="Eicar", name="boese.pdf"
    )
    Evidence.objects.filter(pk=marked.own["evidence"].pk).update(scan=Evidence.Scan.WAITING)
    client = client_for(marked.people["administration"])
    pack = unpacked(sent(client, ordered(client, authority).get_absolute_url()))
    assert {row["Datei"] for row in table(pack, "nachweise")} == {
        "nicht enthalten: noch nicht auf Schadsoftware geprüft",
        "nicht enthalten: Schadsoftware gefunden",
        "nicht enthalten: nicht mehr vorhanden",
    }
    assert "boese.pdf: Schadsoftware gefunden" in pack["LIESMICH.txt"].decode("utf-8-sig")


def test_each_fetching_is_on_record_and_after_thirty_days_the_file_is_gone(
    ludwigslust: Authority, administrator: User, client_for: Callable[[User], Client]
) -> None:
    client = client_for(administrator)
    row = ordered(client, ludwigslust)
    name, address = str(row.file), row.get_absolute_url()
    assert not LogEntry.objects.filter(kind=LogEntry.Kind.DATA_DOWNLOADED).exists()
    sent(client, address)
    (entry,) = LogEntry.objects.filter(kind=LogEntry.Kind.DATA_DOWNLOADED)
    assert (entry.user, entry.subject) == (administrator, f"Austrittspaket Nr. {row.pk}: {ludwigslust}")
    assert row.sha256 in client.get(address).content.decode()
    assert ludwigslust.name in client.get(reverse("privacy:exit-packs")).content.decode()

    enforce_retention(now=timezone.now() + timedelta(days=30))
    assert default_storage.exists(name)
    enforce_retention(now=timezone.now() + timedelta(days=31))
    row.refresh_from_db()
    assert (row.state, str(row.file)) == (ExitPack.State.EXPIRED, "")
    client = client_for(administrator)  # the session is over, too
    assert client.post(address).status_code == 302
    page = client.get(address).content.decode()
    assert "Die Datei ist gelöscht" in page
    assert row.sha256 in page
    enforce_retention(now=timezone.now() + timedelta(days=3 * 366 + 31))
    assert not ExitPack.objects.exists()


def test_what_fails_says_so_and_can_be_tried_again(
    ludwigslust: Authority, administrator: User, client_for: Callable[[User], Client], settings: Settings
) -> None:
    """Nobody waits for a job that has died, and two do not run beside each other."""
    client, order = client_for(administrator), reverse("privacy:order-exit-pack")
    client.post(order, {"authority": ludwigslust.pk})
    row = ExitPack.objects.get()
    assert "wird erstellt" in client.get(row.get_absolute_url()).content.decode()
    assert client.get(reverse("privacy:exit-pack-progress", args=[row.pk])).status_code == 200
    again = client.post(order, {"authority": ludwigslust.pk}).content.decode()
    assert "wird gerade ein Austrittspaket erstellt" in again
    ExitPack.objects.update(uploaded_at=timezone.now() - timedelta(hours=7))
    client.post(order, {"authority": ludwigslust.pk})
    assert sorted(ExitPack.objects.values_list("state", flat=True)) == ["failed", "making"]
    second = ExitPack.objects.get(state="making")
    default_storage.save("in-the-way", ContentFile(b""))
    settings.MEDIA_ROOT = default_storage.path("in-the-way")  # a file where the folder should be
    with pytest.raises(OSError, match="in-the-way"):
        make_exit_pack(pack=second.pk)
    assert "konnte nicht erstellt werden" in client.get(second.get_absolute_url()).content.decode()


def test_memory_stays_flat_and_queries_follow_the_portions(
    ludwigslust: Authority,
    administrator: User,
    client_for: Callable[[User], Client],
    django_assert_max_num_queries: Any,
) -> None:
    """Twenty more reports cost no more queries: names are looked up for a portion at a time."""
    AuthorityRoleFactory(authority=ludwigslust)
    TicketFactory.create_batch(20, authority=ludwigslust)
    client = client_for(administrator)
    client.post(reverse("privacy:order-exit-pack"), {"authority": ludwigslust.pk})
    with django_assert_max_num_queries(60 + 12 * len(HANDED_BACK)):
        make_exit_pack(pack=ExitPack.objects.get().pk)
    assert ExitPack.objects.get().is_ready

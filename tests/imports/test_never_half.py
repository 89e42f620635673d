"""All or nothing, once: two jobs at the same moment, a last row that is refused, a fault in the middle."""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, connections, transaction
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from accounts.models import User
from customers.models import Authority, Contact
from history.changes import events_of
from history.models import LogEntry
from imports.lifecycle import State
from imports.models import Import
from imports.tasks import apply_import, check_import, remove_imports_without_row
from privacy.expiry import discard_imports
from tests import clamd
from tests.factories import ContactFactory, ImportFactory
from tests.imports.files_of_rows import checked, csv_file, upload
from workstations.models import Workstation

HEAD = ["Behörde", "Nachname", "E-Mail"]


@pytest.fixture
def care(customer_care: User, client_for: Callable[[User], Client]) -> Client:
    """The browser of somebody who keeps customer data."""
    return client_for(customer_care)


def jobs() -> int:
    return ProcrastinateJob.objects.filter(task_name="imports.tasks.apply_import").count()


def many(count: int) -> list[list[str]]:
    return [HEAD, *(["stadt-ludwigslust", f"Muster{number}", f"m{number}@lwl.example"] for number in range(count))]


@pytest.mark.django_db(transaction=True)
def test_two_jobs_at_once_store_everything_once(care: Client, ludwigslust: Authority) -> None:
    run = checked(care, "contacts", csv_file(many(40)))
    assert care.post(f"/imports/{run.pk}/apply/").status_code == 302

    def job() -> None:
        try:
            apply_import(run.pk)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(job), pool.submit(job)]:
            done.result()
    run.refresh_from_db()
    assert run.state == State.APPLIED
    assert Contact.objects.filter(last_name__startswith="Muster").count() == 40
    assert LogEntry.objects.filter(kind=LogEntry.Kind.IMPORTED).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_once_start_one_job(care: Client, ludwigslust: Authority) -> None:
    run = checked(care, "contacts", csv_file(many(3)))

    before = jobs()

    def click(client: Client) -> int:
        try:
            return client.post(f"/imports/{run.pk}/apply/").status_code
        finally:
            connections.close_all()

    other = Client()
    other.cookies = care.cookies
    with ThreadPoolExecutor(2) as pool:
        answers = [pool.submit(click, client) for client in (care, other)]
        assert sorted(answer.result() for answer in answers) == [200, 302]
    assert jobs() == before + 1


@pytest.mark.django_db(transaction=True)
def test_progress_is_seen_while_the_job_is_at_work(
    care: Client, ludwigslust: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("imports.progress.EVERY", 0)
    seen: list[int] = []

    def look(pk: int) -> None:
        try:
            seen.append(Import.objects.get(pk=pk).rows_done)
        finally:
            connections.close_all()

    run = checked(care, "contacts", csv_file(many(60)))
    assert care.post(f"/imports/{run.pk}/apply/").status_code == 302
    with connection.cursor() as cursor:  # whoever stores a contact waits a moment, so that there is something to see
        cursor.execute("""
            CREATE FUNCTION slowly() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.02); RETURN NEW; END';
            CREATE TRIGGER slowly BEFORE INSERT ON customers_contact FOR EACH ROW EXECUTE FUNCTION slowly()
        """)
    try:
        with ThreadPoolExecutor(2) as pool:
            work = pool.submit(lambda: (apply_import(run.pk), connections.close_all()))
            while not work.done():
                pool.submit(look, run.pk).result()
            work.result()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER slowly ON customers_contact; DROP FUNCTION slowly()")
    assert any(seen)
    run.refresh_from_db()
    assert run.state == State.APPLIED


@pytest.mark.django_db(transaction=True)
def test_progress_counts_the_rows_that_are_compared_again_without_the_wrong_ones(
    care: Client, ludwigslust: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("imports.progress.EVERY", 0)
    run = checked(care, "contacts", csv_file([*many(20), ["gibt-es-nicht", "Muster", ""]]))
    assert (run.rows_new, run.rows_wrong) == (20, 1)
    totals = events_of(Import, run.pk).values_list("rows_all", flat=True)
    assert {21, 41} <= set(totals), "one pass over all rows, one over the good ones"


@contextmanager
def held_up(task: Callable[[int], None], run: Import, by: str) -> Iterator[None]:
    """The job of an import stands still in the middle of its comparison while this is open, and is done afterwards."""

    def work() -> None:
        try:
            task(run.pk)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {by} IN ACCESS EXCLUSIVE MODE")
            job = pool.submit(work)
            for _ in range(200):
                cursor.execute("SELECT count(*) FROM pg_locks WHERE relation = %s::regclass AND NOT granted", [by])
                if cursor.fetchone()[0]:
                    break
                time.sleep(0.05)
            else:
                pytest.fail("the job never asked for the rows")
            yield
        job.result()


@pytest.fixture
def places(on_site: User, client_for: Callable[[User], Client]) -> Client:
    """The browser of somebody who keeps workstations; no page of an import asks for these."""
    return client_for(on_site)


def of_places() -> list[list[str]]:
    return [["Inventarnummer", "Rechnername", "Behörde"], ["AP-1", "pc-1", "stadt-ludwigslust"]]


@pytest.mark.django_db(transaction=True)
def test_nobody_throws_away_what_is_just_being_checked(places: Client, ludwigslust: Authority) -> None:
    run = uploaded(places, of_places(), "workstations")
    discard = f"/imports/{run.pk}/discard/"
    with held_up(check_import, run, by="workstations_workstation"), ThreadPoolExecutor(1) as pool:

        def click() -> str:
            try:
                return places.post(discard).content.decode()
            finally:
                connections.close_all()

        assert "wird geprüft" in pool.submit(click).result()
    run.refresh_from_db()
    assert (run.state, run.rows.count()) == (State.CHECKED, 1)
    assert run.file.storage.exists(str(run.file.name))
    assert places.post(discard).status_code == 302


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("task", [check_import, apply_import])
def test_what_was_thrown_away_under_a_job_does_not_come_back(
    task: Callable[[int], None], places: Client, ludwigslust: Authority
) -> None:
    run = uploaded(places, of_places(), "workstations")
    if task is apply_import:
        check_import(run.pk)
        assert places.post(f"/imports/{run.pk}/apply/").status_code == 302

    def expire() -> None:
        try:
            with transaction.atomic():
                discard_imports(Import, [run.pk], timezone.now())
        finally:
            connections.close_all()

    with held_up(task, run, by="workstations_workstation"), ThreadPoolExecutor(1) as pool:
        pool.submit(expire).result()
    run.refresh_from_db()
    assert (run.state, run.file.name, run.samples, run.rows.count()) == (State.DISCARDED, "", [], 0)
    assert run.ended_at
    assert not Workstation.objects.exists()


def test_last_row_that_the_database_refuses_takes_all_others_with_it(care: Client, ludwigslust: Authority) -> None:
    run = checked(care, "contacts", csv_file(many(700)))
    care.post(f"/imports/{run.pk}/apply/")
    with connection.cursor() as cursor:  # somebody else takes the last address after everything was compared
        cursor.execute(
            """
            CREATE FUNCTION be_quicker() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF NEW.email = 'm699@lwl.example' THEN
                    INSERT INTO customers_contact (authority_id, first_name, last_name, function, role, email, phone, is_active, is_served_by_mail, is_demo)
                    VALUES (NEW.authority_id, '', 'Schneller', '', 'reporter', 'M699@lwl.example', '', true, true, false);
                    NEW.email := 'M699@lwl.example';
                END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER be_quicker BEFORE INSERT ON customers_contact FOR EACH ROW
            WHEN (NEW.last_name <> 'Schneller') EXECUTE FUNCTION be_quicker()
            """
        )
    apply_import(run.pk)
    run.refresh_from_db()
    assert (run.state, run.applied_by) == (State.CHECKED, None)
    assert "Es wurde nichts übernommen" in run.remark
    assert "E-Mail-Adresse" in run.remark
    assert Contact.objects.filter(email__icontains="@lwl.example").count() == 0
    assert not LogEntry.objects.filter(kind=LogEntry.Kind.IMPORTED).exists()
    assert run.file


def test_fault_of_ours_lets_nobody_wait(care: Client, ludwigslust: Authority, tmp_path: Path) -> None:
    run = checked(care, "contacts", csv_file(many(2)))
    care.post(f"/imports/{run.pk}/apply/")
    name = run.file.path
    Path(name).rename(tmp_path / "elsewhere")
    with pytest.raises(FileNotFoundError):
        apply_import(run.pk)
    run.refresh_from_db()
    assert run.state == State.CHECKED
    assert "nicht verursacht" in run.remark
    (tmp_path / "elsewhere").rename(name)
    care.post(f"/imports/{run.pk}/apply/")
    apply_import(run.pk)
    assert Contact.objects.filter(last_name__startswith="Muster").count() == 2


@pytest.fixture
def scanner(settings: Settings) -> Iterator[clamd.Scanner]:
    """A real virus scanner on a socket; the folder's name is short, since the address of a socket has to be."""
    if not clamd.is_installed():
        message = f"no clamd: install the package {clamd.PACKAGE}"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with tempfile.TemporaryDirectory(prefix="clamd") as folder:
        running = clamd.Scanner(Path(folder))
        settings.CLAMAV = running.address
        running.start()
        yield running
        running.stop()


def uploaded(client: Client, content: list[list[str]], kind: str = "contacts") -> Import:
    """The import whose columns are chosen and whose job waits."""
    url = upload(client, kind, csv_file(content))["Location"]
    form = client.get(url).context["form"]
    client.post(url, {name: str(form[name].value()) for name in form.fields})
    return Import.objects.latest("pk")


def test_file_with_malware_is_deleted_and_one_without_goes_on(
    care: Client, ludwigslust: Authority, scanner: clamd.Scanner, django_capture_on_commit_callbacks: Callable
) -> None:
    run = uploaded(care, [HEAD, ["stadt-ludwigslust", clamd.EICAR.decode(), ""]])
    storage, name = run.file.storage, run.file.name
    with django_capture_on_commit_callbacks(execute=True):
        check_import(run.pk)
    run.refresh_from_db()
    assert run.state == State.DISCARDED
    assert "Schadsoftware gefunden" in care.get(run.get_absolute_url()).content.decode()
    assert not storage.exists(name)
    assert checked(care, "contacts", csv_file(many(2))).state == State.CHECKED


def test_without_an_answer_of_the_scanner_nothing_is_read(
    care: Client, ludwigslust: Authority, settings: Settings
) -> None:
    settings.CLAMAV = "/nonexistent/clamd.ctl"
    run = uploaded(care, many(2))
    check_import(run.pk)
    run.refresh_from_db()
    assert (run.state, run.rows.count()) == (State.FAILED, 0)
    assert "Virenscanner antwortet nicht" in care.get(run.get_absolute_url()).content.decode()


def test_files_that_no_import_names_go(db: None) -> None:
    kept, orphan = ImportFactory(), ImportFactory()
    path = Path(orphan.file.path)
    for one in (path, Path(kept.file.path)):
        old = (timezone.now() - timedelta(hours=2)).timestamp()
        os.utime(one, (old, old))
    Import.objects.filter(pk=orphan.pk).delete()
    assert remove_imports_without_row(0) >= 1
    assert not path.exists()
    assert Path(kept.file.path).exists()


def test_contact_of_another_kind_of_change_is_locked_while_applying(care: Client, ludwigslust: Authority) -> None:
    """Nothing is applied over what somebody changed in between, be it only the address a row is found by."""
    contact = ContactFactory(authority=ludwigslust, email="a@lwl.example", last_name="A")
    run = checked(care, "contacts", csv_file([HEAD, ["stadt-ludwigslust", "B", "a@lwl.example"]]))
    Contact.objects.filter(pk=contact.pk).update(email="b@lwl.example")
    care.post(f"/imports/{run.pk}/apply/")
    apply_import(run.pk)
    run.refresh_from_db()
    assert (run.state, run.rows.get().outcome, run.rows.get().has_moved) == (State.CHECKED, "new", True)
    assert Contact.objects.count() == 1

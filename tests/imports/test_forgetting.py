"""Files and rows of imports are kept for fourteen days, their numbers for a year."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from imports.lifecycle import State
from imports.models import Import, ImportRow
from privacy.actions import enforce_retention
from tests.factories import ImportFactory, ImportRowFactory


def test_file_that_nobody_imported_goes_after_fourteen_days(
    db: None, django_capture_on_commit_callbacks: Callable
) -> None:
    now = timezone.now()
    old, young = (ImportFactory(uploaded_at=now - timedelta(days=age), samples=[["Muster"]]) for age in (16, 13))
    for run in (old, young):
        ImportRowFactory(run=run)
    storage, name = old.file.storage, old.file.name
    with django_capture_on_commit_callbacks(execute=True):
        enforce_retention(now=now)
    old.refresh_from_db()
    young.refresh_from_db()
    assert (old.state, old.samples, old.rows.count()) == (State.DISCARDED, [], 0)
    assert not storage.exists(name)
    assert (young.state, young.samples, young.rows.count()) == (State.CHECKED, [["Muster"]], 1)
    assert young.file.storage.exists(young.file.name)


def test_rows_of_an_applied_import_go_after_fourteen_days_and_its_numbers_after_a_year(db: None) -> None:
    now = timezone.now()
    young, old, ancient = (_applied(now - timedelta(days=age)) for age in (13, 16, 400))
    enforce_retention(now=now)
    assert set(Import.objects.values_list("pk", flat=True)) == {young.pk, old.pk}
    assert not Import.objects.filter(pk=ancient.pk).exists()
    assert list(ImportRow.objects.values_list("run", flat=True)) == [young.pk]


def _applied(ended_at: object) -> Import:
    run = ImportFactory(rows_new=1)
    Import.objects.filter(pk=run.pk).update(state=State.APPLIED, file="", applied_by=run.uploaded_by, ended_at=ended_at)
    ImportRowFactory(run=run)
    return run

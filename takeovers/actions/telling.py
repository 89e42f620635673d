"""What an authority tells of its own operation, entered while one talks."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from takeovers.actions.steps import Kind, lock, record, require_staff
from takeovers.models import Baseline, BaselineItem, TakeoverCase


@transaction.atomic
def save_baseline(*, case: TakeoverCase, values: dict[str, Any], by: User, now: datetime) -> Baseline:
    """Enter or correct what was told; also after a case ended, since it may be asked for again."""
    require_staff(by)
    current = lock(case, must_be_open=False)
    baseline = Baseline.objects.filter(case=current).first() or Baseline(case=current, is_demo=current.is_demo)
    for name, value in values.items():
        setattr(baseline, name, value)
    baseline.full_clean()
    is_new = baseline.pk is None
    baseline.save()
    record(current, Kind.EDITED, "Ausgangslage erfasst" if is_new else "Ausgangslage geändert", by=by, now=now)
    return baseline


@transaction.atomic
def save_item(*, item: BaselineItem, by: User, now: datetime) -> BaselineItem:
    """Enter or change a supplier, a lease, a running project."""
    require_staff(by)
    lock(item.baseline.case, must_be_open=False)
    item.full_clean()
    item.save()
    return item


@transaction.atomic
def remove_item(*, item: BaselineItem, by: User, now: datetime) -> None:
    """Take out what was entered by mistake; the change history keeps it."""
    require_staff(by)
    lock(item.baseline.case, must_be_open=False)
    item.delete()

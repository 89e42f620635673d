"""How far a stock-taking has come: by authority and by room, never by person."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import Count, Q

from stocktaking.lifecycle import DIFFERENCES, Answer
from stocktaking.querysets import CampaignDeviceQuerySet


class Progress(NamedTuple):
    """So many devices, and what has been found out about them."""

    all: int = 0
    open: int = 0
    confirmed: int = 0
    elsewhere: int = 0
    missing: int = 0
    gone: int = 0
    to_settle: int = 0

    @property
    def answered(self) -> int:
        """About how many something is known."""
        return self.all - self.open

    @property
    def differences(self) -> int:
        """How many are otherwise than the stock says."""
        return self.elsewhere + self.missing + self.gone

    @property
    def percent(self) -> int:
        """How much is answered; all of it only when nothing is open."""
        return self.answered * 100 // self.all if self.all else 0


class Part(NamedTuple):
    """The progress of one authority or one room; `key` says by which values its rows are found."""

    key: tuple[Any, ...]
    progress: Progress


def overall(rows: CampaignDeviceQuerySet) -> Progress:
    """Of all these rows together, in one query."""
    return Progress(**rows.aggregate(**_counts()))


def by(rows: CampaignDeviceQuerySet, *names: str) -> list[Part]:
    """The same for each authority, site or room, in one query; `names` are the columns that tell them apart."""
    counted: Any = rows.order_by(*names).values(*names).annotate(**_counts())
    return [
        Part(tuple(row[name] for name in names), Progress(**{name: row[name] for name in _counts()}))
        for row in counted
    ]  # fmt: skip


def _counts() -> dict[str, Count]:
    def those(answers: Sequence[Answer], **more: Any) -> Count:
        return Count("pk", filter=Q(answer__in=answers, **more))

    return {
        "all": Count("pk"),
        "open": those([Answer.OPEN]),
        "confirmed": those([Answer.CONFIRMED]),
        "elsewhere": those([Answer.ELSEWHERE]),
        "missing": those([Answer.MISSING]),
        "gone": those([Answer.GONE]),
        "to_settle": those(DIFFERENCES, settled_at__isnull=True),
    }

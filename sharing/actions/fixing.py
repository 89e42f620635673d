"""Fixing an apportionment so that nobody changes it any more, and correcting one by another."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.access import require_staff
from applications.models import SpecialistApplication
from history.numbering import next_of_year
from sharing.draft import Draft, Line, draft_of
from sharing.models import (
    Apportionment,
    ApportionmentCost,
    ApportionmentCounter,
    CostItem,
    Share,
    ShareWeight,
)

if TYPE_CHECKING:
    from accounts.models import User

FIXED = "Die Kostenteilung dieses Jahres ist schon festgeschrieben. Ein Fehler wird mit einer Berichtigung geändert."
OTHERS = (
    "Inzwischen hat sich die Berechnung geändert. Bitte prüfen Sie den neuen Stand und bestätigen Sie dann noch einmal."
)


@transaction.atomic
def fix(
    *, application: SpecialistApplication, year: int, seen: str | None = None, by: "User", now: datetime
) -> Apportionment:
    """Fix the shares of a year as they are computed now; `seen` is the mark of the draft that the person had before them."""
    require_staff(by, "sharing.add_apportionment")
    locked = _locked(application)
    if Apportionment.objects.filter(application=locked, year=year).exists():
        raise ValidationError(FIXED)
    return _stored(_ready(locked, year, seen, by, now), by, now)


@transaction.atomic
def correct(
    *, apportionment: Apportionment, reason: str, seen: str | None = None, by: "User", now: datetime
) -> Apportionment:
    """Fix the shares anew as they are computed now; the wrong ones stay on record, and the new ones say why."""
    require_staff(by, "sharing.add_apportionment")
    locked = _locked(apportionment.application)
    if Apportionment.objects.filter(corrects=apportionment).exists():
        raise ValidationError("Zu dieser Kostenteilung gibt es schon eine Berichtigung.")
    if not reason.strip():
        raise ValidationError({"reason": "Bitte nennen Sie den Grund der Berichtigung."})
    draft = _ready(locked, apportionment.year, seen, by, now)
    return _stored(draft, by, now, corrects=apportionment, reason=reason.strip())


def _locked(application: SpecialistApplication) -> SpecialistApplication:
    """Whoever fixes the same instance at the same moment waits here and then finds it fixed."""
    return SpecialistApplication.objects.select_for_update(of=("self",)).get(pk=application.pk)


def _ready(application: SpecialistApplication, year: int, seen: str | None, by: "User", now: datetime) -> Draft:
    draft = draft_of(application, year, by, today=timezone.localdate(now))
    if draft.gaps:
        raise ValidationError([gap.words for gap in draft.gaps])
    if seen is not None and seen != draft.mark:
        raise ValidationError(OTHERS, code="stale")
    return draft


def _stored(
    draft: Draft, by: "User", now: datetime, *, corrects: Apportionment | None = None, reason: str = ""
) -> Apportionment:
    key, day = draft.key, draft.reference_on
    if key is None or day is None:  # a draft without gaps has both
        raise ValidationError("Für dieses Jahr gilt kein Verteilschlüssel.")
    row = Apportionment(
        number=next_number(now), application=draft.application, application_name=draft.application.name,
        year=draft.year, key_in_words=key.in_words(), agreed_in=key.agreed_in, reference_on=day,
        recurring_total=draft.recurring, one_off_total=draft.one_off,
        share_count=len(draft.lines), cost_count=len(draft.costs),
        corrects=corrects, reason=reason, fixed_at=now, fixed_by=by, is_demo=draft.application.is_demo,
    )  # fmt: skip
    row.full_clean()
    row.save(force_insert=True)
    ApportionmentCost.objects.bulk_create([_cost(row, cost) for cost in draft.costs])
    shares = Share.objects.bulk_create([_share(row, line) for line in draft.lines])
    ShareWeight.objects.bulk_create(
        ShareWeight(
            share=share, basis=one.basis, per_mille=one.per_mille, weight=one.weight, total=one.total, origin=one.origin
        )
        for share, line in zip(shares, draft.lines, strict=True)
        for one in line.weights
    )
    return row


def _cost(row: Apportionment, cost: CostItem) -> ApportionmentCost:
    names = ("kind", "label", "amount", "is_one_off", "source", "dated_on")
    return ApportionmentCost(apportionment=row, **{name: getattr(cost, name) for name in names})


def _share(row: Apportionment, line: Line) -> Share:
    share = Share(
        apportionment=row, authority=line.authority, authority_name=line.authority.name,
        recurring=line.recurring, one_off=line.one_off,
    )  # fmt: skip
    if quote := line.quote:
        share.quote_annual, share.quote_one_off = quote.annual_amount, quote.one_off_amount
        share.quote_vendor, share.quote_dated_on = quote.vendor, quote.dated_on
        share.quote_source, share.quote_certainty = quote.source, quote.certainty
        share.saving = line.saving
    return share


def next_number(now: datetime) -> str:
    """The next number of the year, such as KT-2026-0001; two at the same moment never get the same."""
    year = timezone.localtime(now).year
    return f"KT-{year}-{next_of_year(ApportionmentCounter, year):04d}"

"""Keeping processing agreements: what they say, which Fachverfahren they cover, their signed papers."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from accounts.access import require_staff
from accounts.models import User
from applications.models import SpecialistApplication
from customers.models import Authority
from files.actions import keep
from files.kinds import Upload, check_files
from processing.actions.steps import change, store
from processing.models import CoveredApplication, ProcessingAgreement, SignedPaper


@transaction.atomic
def draft_agreement(*, authority: Authority, by: User, is_demo: bool = False, **said: Any) -> ProcessingAgreement:
    """Enter an agreement; until it is signed it covers nothing."""
    require_staff(by, "processing.add_processingagreement")
    row: ProcessingAgreement = store(ProcessingAgreement(authority=authority, is_demo=is_demo, **said))
    return row


@transaction.atomic
def change_agreement(
    *, agreement: ProcessingAgreement, by: User, version: int | None = None, **said: Any
) -> ProcessingAgreement:
    """Correct what it says; of another authority it would be another agreement."""
    require_staff(by, "processing.change_processingagreement")
    said.pop("authority", None)
    row: ProcessingAgreement = change(agreement, version, said)
    return row


@transaction.atomic
def cover(
    *, agreement: ProcessingAgreement, application: SpecialistApplication, since: date, by: User, is_demo: bool = False
) -> CoveredApplication:
    """Let an agreement cover a Fachverfahren that its authority uses."""
    require_staff(by, "processing.add_coveredapplication")
    current = _locked(agreement)
    if not application.uses.filter(authority=current.authority_id).exists():
        raise ValidationError({"application": "Diese Behörde nutzt das Fachverfahren nicht."})
    others = current.covered.filter(application=application, until__gte=since)
    if others.exists():
        raise ValidationError({"since": "An diesem Tag ist das Fachverfahren von der Vereinbarung schon erfasst."})
    row: CoveredApplication = store(
        CoveredApplication(agreement=current, application=application, since=since, is_demo=is_demo or current.is_demo)
    )
    return row


@transaction.atomic
def stop_covering(*, covered: CoveredApplication, until: date, by: User) -> CoveredApplication:
    """From the day after on the agreement covers it no longer."""
    require_staff(by, "processing.change_coveredapplication")
    current = CoveredApplication.objects.select_for_update(of=("self",)).get(pk=covered.pk)
    if current.until is not None:
        raise ValidationError(f"Das Ende ist schon eingetragen: {current.until:%d.%m.%Y}.", code="step")
    current.until = until
    row: CoveredApplication = store(current)
    return row


@transaction.atomic
def add_paper(*, agreement: ProcessingAgreement, file: Upload, title: str, by: User, now: datetime) -> SignedPaper:
    """File a signed paper; under a title that is there already it is the next version."""
    require_staff(by, "processing.add_signedpaper")
    check_files([file])
    current = _locked(agreement)
    title = " ".join(title.split())
    newest = current.papers.filter(title__iexact=title).aggregate(number=Max("edition"))["number"] or 0
    row = SignedPaper(agreement=current, title=title, edition=newest + 1)
    row.clean_fields(exclude=["file", "name", "size", "content_type", "uploaded_at"])
    return keep(row=row, file=file, by=by, now=now)


def _locked(agreement: ProcessingAgreement) -> ProcessingAgreement:
    return ProcessingAgreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)

"""Service specifications and papers: each new version is kept beside those before it."""

from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from accounts.models import User
from contracts.actions.steps import lock, require_keeper
from contracts.models import Agreement, AgreementDocument, ServiceSpecification
from files.actions import keep
from files.kinds import Upload, check_files

SPECIFIES = "contracts.add_servicespecification"
FILES = "contracts.add_agreementdocument"


@transaction.atomic
def add_specification(*, agreement: Agreement, by: User, number: str, **said: Any) -> ServiceSpecification:
    """Say what exactly is done under an agreement."""
    require_keeper(by, SPECIFIES)
    current = lock(agreement)
    if current.specifications.filter(number__iexact=number.strip()).exists():
        raise ValidationError({"number": "Diese Nummer gibt es schon. Legen Sie dort eine neue Fassung an."})
    row = ServiceSpecification(agreement=current, number=number.strip(), is_demo=current.is_demo, **said)
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def renew_specification(
    *, specification: ServiceSpecification, by: User, valid_from: date, **said: Any
) -> ServiceSpecification:
    """A new version from a day on; the one before ends the day before, and its words stay as they were."""
    require_keeper(by, SPECIFIES)
    current = lock(specification.agreement)
    newest = current.specifications.filter(number__iexact=specification.number).latest("version")
    if newest.pk != specification.pk:
        raise ValidationError(f"Inzwischen gibt es schon Fassung {newest.version}.", code="step")
    if valid_from <= newest.valid_from:
        raise ValidationError(
            {"valid_from": f"Die bisherige Fassung gilt ab {newest.valid_from:%d.%m.%Y}; die neue beginnt danach."}
        )
    if newest.valid_until is None or newest.valid_until >= valid_from:
        newest.valid_until = valid_from - timedelta(days=1)
        newest.save(update_fields=["valid_until"])
    row = ServiceSpecification(
        agreement=current, number=newest.number, version=newest.version + 1, valid_from=valid_from,
        is_demo=newest.is_demo, **said,
    )  # fmt: skip
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def add_document(
    *, agreement: Agreement, by: User, now: datetime, file: Upload, kind: str, title: str, is_internal: bool = False
) -> AgreementDocument:
    """File a paper; under a title that is there already it is the next version."""
    require_keeper(by, FILES)
    check_files([file])
    current = lock(agreement)
    title = " ".join(title.split())
    alike = current.documents.filter(kind=kind, title__iexact=title)
    newest = alike.aggregate(number=Max("version"))["number"] or 0
    row = AgreementDocument(agreement=current, kind=kind, title=title, version=newest + 1, is_internal=is_internal)
    row.clean_fields(exclude=["file", "name", "size", "content_type", "uploaded_at"])
    return keep(row=row, file=file, by=by, now=now)


def renew_document(*, document: AgreementDocument, by: User, now: datetime, file: Upload) -> AgreementDocument:
    """File the next version of a paper."""
    return add_document(
        agreement=document.agreement, by=by, now=now, file=file, kind=document.kind, title=document.title,
        is_internal=document.is_internal,
    )  # fmt: skip

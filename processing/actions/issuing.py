"""Issuing a register or an annex: the data of the day are frozen as a version, unless nothing has changed."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from accounts.access import require_staff
from customers.models import Authority
from files.models import StoredFile
from processing.documents import Content, annex_of, digest_of, register_of
from processing.models import IssuedDocument, ProcessingAgreement, SecurityMeasure
from processing.paper import document_of, title_of

if TYPE_CHECKING:
    from accounts.models import User

Kind = IssuedDocument.Kind


@transaction.atomic
def issue(
    *, authority: Authority, by: "User", now: datetime, agreement: ProcessingAgreement | None = None, shown: str = ""
) -> IssuedDocument:
    """Freeze the register of an authority, or the annex to one of its agreements, as the next version.

    `shown` is the digest of what the person had before them; of anything else nothing is issued. Whoever comes second at
    the same moment finds that nothing has changed.
    """
    require_staff(by, "processing.add_issueddocument")
    Authority.objects.select_for_update(no_key=True).get(pk=authority.pk)  # one after the other
    _hold_measures(authority)
    day = timezone.localdate(now)
    content = annex_of(agreement, day) if agreement else register_of(authority, day)
    digest = digest_of(content)
    last = last_issued(authority, agreement)
    if last and last.sha256 == digest:
        raise ValidationError(unchanged(last), code="unchanged")
    if shown and shown != digest:
        raise ValidationError(
            "Inzwischen haben sich Angaben geändert. Bitte sehen Sie den neuen Stand an und stellen Sie dann noch einmal aus.",
            code="stale",
        )
    if not content["applications"]:
        raise ValidationError(
            "Die Vereinbarung erfasst kein Fachverfahren." if agreement else "Diese Behörde nutzt kein Fachverfahren."
        )
    return _store(content, digest, authority, agreement, (last.number if last else 0) + 1, by, now)


def last_issued(authority: Authority, agreement: ProcessingAgreement | None) -> IssuedDocument | None:
    """The newest version."""
    kind = Kind.ANNEX if agreement else Kind.REGISTER
    rows = IssuedDocument.objects.filter(authority=authority, kind=kind, agreement=agreement)
    return rows.order_by("-number").first()


def unchanged(last: IssuedDocument) -> str:
    """The sentence for a document that would say the same as the one before."""
    day = timezone.localtime(last.uploaded_at)
    return f"Seit Fassung {last.number} vom {day:%d.%m.%Y} hat sich nichts geändert. Diese Fassung gilt weiter."


def _hold_measures(authority: Authority) -> None:
    """Whoever corrects a measure at this moment waits, and then finds it in a document."""
    providers = ProcessingAgreement.objects.filter(authority=authority).values("provider")
    measures = SecurityMeasure.objects.select_for_update(no_key=True, of=("self",)).filter(provider__in=providers)
    list(measures.order_by("pk").values_list("pk"))


def _store(
    content: Content,
    digest: str,
    authority: Authority,
    agreement: ProcessingAgreement | None,
    number: int,
    by: "User",
    now: datetime,
) -> IssuedDocument:
    pdf = document_of(content, number=number, issued_at=now)
    row = IssuedDocument(
        kind=content["kind"], authority=authority, agreement=agreement, number=number, content=content, sha256=digest,
        is_demo=content["is_demo"], name=f"{title_of(content['kind'], authority, number)}.pdf", size=len(pdf),
        content_type="application/pdf", uploaded_by=by, uploaded_at=now,
        scan=StoredFile.Scan.CLEAN, scanned_at=now,  # made here and brought by nobody
    )  # fmt: skip
    row.file.save("processing.pdf", ContentFile(pdf), save=False)
    row.save()
    return row

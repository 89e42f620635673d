"""Keeping the register and the catalogue of measures."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.access import require_staff
from accounts.models import User
from applications.models import SpecialistApplication
from processing.actions.steps import change, locked, store
from processing.models import IssuedDocument, RegisterEntry, SecurityMeasure

KEPT = ("provider", "code")
"""What is the same in all editions of a measure."""


@transaction.atomic
def save_entry(
    *,
    by: User,
    application: SpecialistApplication | None = None,
    entry: RegisterEntry | None = None,
    version: int | None = None,
    **said: Any,
) -> RegisterEntry:
    """Enter what the register says of a Fachverfahren, or change it."""
    require_staff(by, "processing.change_registerentry" if entry else "processing.add_registerentry")
    row: RegisterEntry
    if entry:
        row = change(entry, version, said)
        return row
    if RegisterEntry.objects.filter(application=application).exists():
        raise ValidationError({"application": "Dieses Fachverfahren steht schon im Verzeichnis."})
    row = store(RegisterEntry(application=application, **said))
    return row


@transaction.atomic
def add_measure(*, by: User, **said: Any) -> SecurityMeasure:
    """Enter a measure that the catalogue does not have yet."""
    require_staff(by, "processing.add_securitymeasure")
    provider, code = said.get("provider"), str(said.get("code", "")).strip()
    if SecurityMeasure.objects.filter(provider=provider, code__iexact=code).exists():
        raise ValidationError({"code": "Dieses Kürzel gibt es schon. Legen Sie dort eine neue Fassung an."})
    row: SecurityMeasure = store(SecurityMeasure(**{**said, "code": code}))
    return row


@transaction.atomic
def change_measure(*, measure: SecurityMeasure, by: User, version: int | None = None, **said: Any) -> SecurityMeasure:
    """Correct a measure that stands in no document yet; of any other only the end is set."""
    require_staff(by, "processing.change_securitymeasure")
    current = locked(measure)  # a document that is issued at this moment names it before or after, and never in between
    fixed = [name for name in said if name != "valid_until" and getattr(current, name) != said[name]]
    if fixed and is_issued(current):
        raise ValidationError(
            {fixed[0]: "Diese Fassung steht in einem ausgestellten Dokument. Bitte legen Sie eine neue Fassung an."}
        )
    row: SecurityMeasure = change(measure, version, {name: said[name] for name in said if name not in KEPT})
    return row


@transaction.atomic
def renew_measure(*, measure: SecurityMeasure, by: User, valid_from: date, **said: Any) -> SecurityMeasure:
    """A new edition from a day on; the one before ends the day before, and its words stay as they were."""
    require_staff(by, "processing.add_securitymeasure")
    editions = SecurityMeasure.objects.select_for_update(of=("self",)).filter(
        provider=measure.provider_id, code__iexact=measure.code
    )
    newest = editions.latest("edition")
    if newest.pk != measure.pk:
        raise ValidationError(f"Inzwischen gibt es schon Fassung {newest.edition}.", code="step")
    if valid_from <= newest.valid_from:
        raise ValidationError(
            {"valid_from": f"Die bisherige Fassung gilt ab {newest.valid_from:%d.%m.%Y}; die neue beginnt danach."}
        )
    if newest.valid_until is None or newest.valid_until >= valid_from:
        newest.valid_until = valid_from - timedelta(days=1)
        newest.version += 1
        newest.save(update_fields=["valid_until", "version"])
    row: SecurityMeasure = store(
        SecurityMeasure(
            provider=newest.provider, code=newest.code, edition=newest.edition + 1, valid_from=valid_from,
            **{"is_demo": newest.is_demo, **said},
        )
    )  # fmt: skip
    return row


def is_issued(measure: SecurityMeasure) -> bool:
    """Whether a document names this edition."""
    return IssuedDocument.objects.filter(content__contains={"measures": [{"key": measure.pk}]}).exists()

"""What the documents say, composed from the data of a day.

The content is plain data that names its rows (`id`), so that two versions can be compared; it holds no day on which it was
composed, so that the same data give the same content.
"""

import json
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from typing import Any

from accounts.models import Provider
from applications.models import ApplicationData, ApplicationUse, SpecialistApplication
from customers.models import Authority
from history.validity import valid_on
from processing.models import (
    CoveredApplication,
    IssuedDocument,
    ProcessingAgreement,
    RegisterEntry,
    SecurityMeasure,
    SubProcessing,
)

Kind = IssuedDocument.Kind
Content = dict[str, Any]


def register_of(authority: Authority, day: date) -> Content:
    """The register for an authority: everything that is processed for it on a day."""
    uses = ApplicationUse.objects.filter(authority=authority).current(day)
    applications = SpecialistApplication.objects.filter(pk__in=uses.values("application"))
    agreements = list(
        ProcessingAgreement.objects.in_force(day).filter(authority=authority).select_related("provider").order_by("pk")
    )
    providers = {agreement.provider_id: agreement.provider for agreement in agreements}
    covered: dict[int, list[int]] = {}
    for row in CoveredApplication.objects.open_on(day).filter(agreement__in=agreements).order_by("agreement__number"):
        covered.setdefault(row.application_id, []).append(row.agreement_id)
    numbers = {agreement.pk: agreement.number for agreement in agreements}
    content = _content(Kind.REGISTER, authority, list(providers.values()), applications, day)
    for part in content["applications"]:
        part["agreements"] = ", ".join(numbers[key] for key in covered.get(part["key"], []))
    content["agreements"] = [_agreement(agreement) for agreement in agreements]
    return content


def annex_of(agreement: ProcessingAgreement, day: date) -> Content:
    """The annex to an agreement: what it covers on a day, who works on it, and how it is protected."""
    covered = CoveredApplication.objects.open_on(day).filter(agreement=agreement)
    applications = SpecialistApplication.objects.filter(pk__in=covered.values("application"))
    content = _content(Kind.ANNEX, agreement.authority, [agreement.provider], applications, day)
    content["agreements"] = [_agreement(agreement)]
    return content


def digest_of(content: Content) -> str:
    """One word that is the same for the same content alone."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def _content(
    kind: IssuedDocument.Kind, authority: Authority, providers: Sequence[Provider], applications: Any, day: date
) -> Content:
    rows = list(applications.select_related("product", "register_entry").order_by("name", "pk"))
    data: dict[int, list[ApplicationData]] = {}
    held = ApplicationData.objects.filter(application__in=rows).select_related("category")
    for one in held.order_by("category__name", "pk"):
        data.setdefault(one.application_id, []).append(one)
    tasks = SubProcessing.objects.open_on(day).filter(application__in=rows).select_related("sub_processor")
    names = {row.pk: row.name for row in rows}
    measures = SecurityMeasure.objects.filter(valid_on(day), provider__in=providers).select_related("provider")
    return {
        "kind": str(kind),
        "authority": {"name": authority.name, "address": _address(authority)},
        "processors": [
            {"name": one.name, "address": _address(one), "officer_contact": one.officer_contact} for one in providers
        ],
        "applications": [_application(row, data.get(row.pk, [])) for row in rows],
        "sub_processors": [
            _task(one, names[one.application_id]) for one in tasks.order_by("sub_processor__name", "task", "pk")
        ],
        "measures": [_measure(one) for one in measures.order_by("provider__code", "group", "code", "pk")],
        "is_demo": authority.is_demo or any(row.is_demo for row in rows),
    }


def _address(place: Any) -> str:
    town = " ".join(filter(None, [getattr(place, "postcode", ""), place.city]))
    return ", ".join(filter(None, [place.street, town]))


def _agreement(agreement: ProcessingAgreement) -> Content:
    return {
        "key": agreement.pk,
        "id": agreement.pk,
        "name": agreement.number,
        "subject": agreement.subject,
        "provider": agreement.provider.name,
        "signed_on": _day(agreement.signed_on),
        "valid_from": _day(agreement.valid_from),
        "valid_until": _day(agreement.valid_until),
        "instructions": agreement.instructions,
        "breach_contact": agreement.breach_contact,
        "officer_contact": agreement.officer_contact,
    }


def _application(row: SpecialistApplication, data: Sequence[ApplicationData]) -> Content:
    entry: RegisterEntry | None = getattr(row, "register_entry", None)
    said = (
        "purpose",
        "processing_kinds",
        "recipients",
        "third_country",
        "third_country_safeguard",
        "erasure",
        "special_reason",
    )
    return {
        "key": row.pk,
        "id": row.pk,
        "name": row.name,
        "product": str(row.product),
        "hosting": row.get_hosting_display(),
        "legal_basis": row.legal_basis,
        **{name: getattr(entry, name) if entry else "" for name in said},
        "data": [
            {
                "name": one.category.name, "is_special": one.category.is_special, "persons": one.persons,
                "kept_for": one.kept_for,
            }
            for one in data
        ],
    }  # fmt: skip


def _task(row: SubProcessing, application: str) -> Content:
    company = row.sub_processor
    return {
        "key": row.pk,
        "id": row.pk,
        "name": f"{company.name}: {row.task}",
        "company": company.name,
        "seat": ", ".join(filter(None, [company.seat, company.country])),
        "safeguard": company.safeguard if company.is_third_country else "",
        "application": application,
        "task": row.task,
        "since": _day(row.since),
    }


def _measure(row: SecurityMeasure) -> Content:
    return {
        "key": row.pk,
        "id": f"{row.provider.code} {row.code}",
        "name": f"{row.code} {row.title}",
        "group": row.get_group_display(),
        "code": row.code,
        "title": row.title,
        "text": row.text,
        "edition": row.edition,
        "provider": row.provider.name,
    }


def _day(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else ""

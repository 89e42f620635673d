"""Valid rows of the processing on behalf: agreements, register, sub-processors, measures, documents."""

from datetime import date

import factory
from django.db import models
from django.utils import timezone

from customers.models import Authority
from processing.models import (
    CoveredApplication,
    IssuedDocument,
    ProcessingAgreement,
    RegisterEntry,
    SecurityMeasure,
    SignedPaper,
    SubProcessing,
    SubProcessor,
    SubProcessorApproval,
)
from tests.documents import small
from tests.factories import (
    ApplicationDataFactory,
    ApplicationUseFactory,
    AuthorityFactory,
    DataCategoryFactory,
    ProviderFactory,
    SpecialistApplicationFactory,
    ValidFactory,
)


class ProcessingAgreementFactory(ValidFactory[ProcessingAgreement]):
    """Signed and in force."""

    class Meta:
        model = ProcessingAgreement

    authority = factory.SubFactory(AuthorityFactory)
    provider = factory.SubFactory(ProviderFactory)
    number = factory.Sequence(lambda n: f"AVV-{n}")
    subject = "Betrieb von Fachverfahren"
    officer_contact = "Datenschutzbeauftragte Stelle, datenschutz@behoerde.example"
    signed_on = date(2020, 1, 1)
    valid_from = date(2020, 1, 1)


class SignedPaperFactory(ValidFactory[SignedPaper]):
    class Meta:
        model = SignedPaper

    agreement = factory.SubFactory(ProcessingAgreementFactory)
    title = factory.Sequence(lambda n: f"Vereinbarung {n}")
    file = factory.django.FileField(filename="avv.txt", data=b"Zwischen")
    name = "avv.txt"
    size = 8
    content_type = "text/plain"
    uploaded_at = factory.LazyFunction(timezone.now)


class CoveredApplicationFactory(ValidFactory[CoveredApplication]):
    class Meta:
        model = CoveredApplication

    agreement = factory.SubFactory(ProcessingAgreementFactory)
    application = factory.LazyAttribute(
        lambda row: ApplicationUseFactory(authority=row.agreement.authority).application
    )
    since = date(2020, 1, 1)


class SubProcessorFactory(ValidFactory[SubProcessor]):
    class Meta:
        model = SubProcessor

    name = factory.Sequence(lambda n: f"Muster Unterauftrag {n} GmbH")
    seat = "Musterstadt"


class SubProcessingFactory(ValidFactory[SubProcessing]):
    class Meta:
        model = SubProcessing

    sub_processor = factory.SubFactory(SubProcessorFactory)
    application = factory.SubFactory(SpecialistApplicationFactory)
    task = "Fernwartung"
    since = date(2021, 1, 1)


class SubProcessorApprovalFactory(ValidFactory[SubProcessorApproval]):
    """Told, and not yet answered."""

    class Meta:
        model = SubProcessorApproval

    agreement = factory.SubFactory(ProcessingAgreementFactory)
    sub_processing = factory.LazyAttribute(
        lambda row: SubProcessingFactory(
            application=ApplicationUseFactory(authority=row.agreement.authority).application
        )
    )
    informed_on = date(2026, 1, 5)


class SecurityMeasureFactory(ValidFactory[SecurityMeasure]):
    class Meta:
        model = SecurityMeasure

    provider = factory.SubFactory(ProviderFactory)
    group = SecurityMeasure.Group.PHYSICAL
    code = factory.Sequence(lambda n: f"Z-{n:02d}")
    title = "Schließanlage"
    text = "Das Rechenzentrum ist mit Karte und PIN gesichert."
    valid_from = date(2020, 1, 1)


class RegisterEntryFactory(ValidFactory[RegisterEntry]):
    class Meta:
        model = RegisterEntry

    application = factory.SubFactory(SpecialistApplicationFactory)
    purpose = "Führen des Melderegisters"
    processing_kinds = "Betreiben, sichern, fernwarten"


class IssuedDocumentFactory(ValidFactory[IssuedDocument]):
    """A register."""

    class Meta:
        model = IssuedDocument

    kind = IssuedDocument.Kind.REGISTER
    authority = factory.SubFactory(AuthorityFactory)
    number = factory.Sequence(lambda n: n + 1)
    content = factory.LazyFunction(lambda: {"kind": "register", "applications": [], "measures": []})
    sha256 = "0" * 64
    file = factory.django.FileField(filename="processing.pdf", data=small("Verzeichnis"))
    name = factory.LazyAttribute(lambda row: f"Verzeichnis {row.number}.pdf")
    size = 8
    content_type = "application/pdf"
    uploaded_at = factory.LazyFunction(timezone.now)
    scan = IssuedDocument.Scan.CLEAN
    scanned_at = factory.LazyFunction(timezone.now)


def processed_for(authority: Authority) -> dict[str, models.Model]:
    """An agreement of an authority with one of everything that hangs on it."""
    agreement = ProcessingAgreementFactory(authority=authority)
    covered = CoveredApplicationFactory(agreement=agreement)
    task = SubProcessingFactory(application=covered.application)
    ApplicationDataFactory(application=covered.application, category=DataCategoryFactory())
    return {
        "processing_agreement": agreement,
        "signed_paper": SignedPaperFactory(agreement=agreement),
        "covered_application": covered,
        "sub_processing": task,
        "sub_processor": task.sub_processor,
        "sub_processor_approval": SubProcessorApprovalFactory(agreement=agreement, sub_processing=task),
        "security_measure": SecurityMeasureFactory(provider=agreement.provider),
        "register_entry": RegisterEntryFactory(application=covered.application),
        "issued_document": IssuedDocumentFactory(authority=authority),
    }

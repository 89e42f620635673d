"""One authority with an agreement, a Fachverfahren that it covers, data, a sub-processor and a measure."""

from dataclasses import dataclass
from datetime import date

import pytest

from applications.models import ApplicationUse, SpecialistApplication
from customers.models import Authority
from processing.models import ProcessingAgreement, SecurityMeasure, SubProcessing
from tests.factories import ApplicationDataFactory, ApplicationUseFactory, DataCategoryFactory
from tests.factories_processing import (
    CoveredApplicationFactory,
    ProcessingAgreementFactory,
    RegisterEntryFactory,
    SecurityMeasureFactory,
    SubProcessingFactory,
    SubProcessorApprovalFactory,
)


@dataclass(frozen=True)
class Setting:
    """What the tests begin with: nothing is missing."""

    use: ApplicationUse
    agreement: ProcessingAgreement
    task: SubProcessing
    measure: SecurityMeasure

    @property
    def application(self) -> SpecialistApplication:
        return self.use.application

    @property
    def authority(self) -> Authority:
        return self.use.authority


def complete(authority: Authority) -> Setting:
    """A use about which nothing is missing."""
    use = ApplicationUseFactory(
        authority=authority, application__name="Einwohnerwesen", application__legal_basis="§ 55 BMG"
    )
    agreement = ProcessingAgreementFactory(authority=authority, number="AVV-7", instructions="Nur in Textform.")
    CoveredApplicationFactory(agreement=agreement, application=use.application)
    RegisterEntryFactory(application=use.application)
    ApplicationDataFactory(
        application=use.application, category=DataCategoryFactory(name="Religionszugehörigkeit", is_special=True),
        persons="Einwohnerinnen und Einwohner", kept_for="55 Jahre nach dem Wegzug",
    )  # fmt: skip
    task = SubProcessingFactory(application=use.application, sub_processor__name="Muster Fernwartung GmbH")
    SubProcessorApprovalFactory(agreement=agreement, sub_processing=task, objection_until=date(2026, 2, 5))
    measure = SecurityMeasureFactory(provider=agreement.provider, code="Z-01")
    return Setting(use, agreement, task, measure)


@pytest.fixture
def setting(ludwigslust: Authority) -> Setting:
    """Everything is there for Stadt Ludwigslust."""
    return complete(ludwigslust)

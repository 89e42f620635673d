"""Rows of needs, plans, papers, exercises and deviations for tests."""

from datetime import date

import factory
from django.utils import timezone

from continuity.models import ContinuityPlan, Exercise, PlanDocument, ProtectionDeviation, ProtectionNeed
from tests.factories import InfrastructureItemFactory, SpecialistApplicationFactory, UserFactory, ValidFactory


class ProtectionNeedFactory(ValidFactory[ProtectionNeed]):
    """Normal throughout."""

    class Meta:
        model = ProtectionNeed

    application = factory.SubFactory(SpecialistApplicationFactory)
    confidentiality = 1
    confidentiality_reason = "Keine besonderen Daten."
    integrity = 1
    integrity_reason = "Fehler fallen auf."
    availability = 1
    availability_reason = "Ein Tag ist zu überbrücken."
    assessed_on = date(2026, 1, 15)


class ProtectionDeviationFactory(ValidFactory[ProtectionDeviation]):
    """Raised for a reason of its own, where nothing is inherited."""

    class Meta:
        model = ProtectionDeviation

    item = factory.SubFactory(InfrastructureItemFactory)
    value = "availability"
    effect = "other"
    level = 2
    reason = "Alles hängt daran."
    decided_on = date(2026, 2, 1)


class ContinuityPlanFactory(ValidFactory[ContinuityPlan]):
    """Times, rank and a way to go on."""

    class Meta:
        model = ContinuityPlan

    application = factory.SubFactory(SpecialistApplicationFactory)
    mtpd_hours = 72
    rto_hours = 24
    rpo_hours = 4
    paper_fallback = "Vordrucke im Schrank."
    restart_rank = 3
    rank_agreed_on = date(2026, 3, 1)
    rank_agreed_with = "Runde der IT-Koordinationen"


class PlanDocumentFactory(ValidFactory[PlanDocument]):
    """A small text."""

    class Meta:
        model = PlanDocument

    application = factory.SubFactory(SpecialistApplicationFactory)
    title = factory.Sequence(lambda n: f"Wiederanlaufplan {n}")
    file = factory.django.FileField(filename="plan.txt", data=b"Zuerst")
    name = "plan.txt"
    size = 6
    content_type = "text/plain"
    uploaded_by = factory.SubFactory(UserFactory)
    uploaded_at = factory.LazyFunction(timezone.now)


class ExerciseFactory(ValidFactory[Exercise]):
    """One that went well."""

    class Meta:
        model = Exercise

    application = factory.SubFactory(SpecialistApplicationFactory)
    held_on = date(2026, 6, 1)
    kind = Exercise.Kind.TABLETOP
    outcome = Exercise.Outcome.PASSED

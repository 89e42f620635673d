"""Keeping services to the public, and saying which Fachverfahren serve them."""

from collections.abc import Collection
from typing import Any

from django.db import transaction

from accounts.models import User
from applications.actions.keeping import require, store
from applications.models import ProvidedService, PublicService, SpecialistApplication


@transaction.atomic
def keep_service(*, service: PublicService, by: User, version: int | None = None, **values: Any) -> PublicService:
    """Enter a service to the public, or correct it; its key is checked."""
    return store(service, values, by=by, version=version)


@transaction.atomic
def serve(*, application: SpecialistApplication, service: PublicService, by: User) -> ProvidedService:
    """Say that a Fachverfahren serves a service."""
    require(by, "add", ProvidedService)
    row = ProvidedService(application=application, service=service, is_demo=application.is_demo or service.is_demo)
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def no_longer_serve(*, provided: ProvidedService, by: User) -> None:
    """Take it back: it was wrong, or is no longer so."""
    require(by, "delete", ProvidedService)
    provided.delete()


@transaction.atomic
def set_servers(*, service: PublicService, applications: Collection[SpecialistApplication], by: User) -> None:
    """Say which Fachverfahren serve a service, and that no other does."""
    wanted = {application.pk: application for application in applications}
    for provided in ProvidedService.objects.select_for_update().filter(service=service):
        if wanted.pop(provided.application_id, None) is None:
            no_longer_serve(provided=provided, by=by)
    for application in wanted.values():
        serve(application=application, service=service, by=by)

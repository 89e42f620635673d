"""How the way of a case is kept: a version is drafted, published once, and followed by the next."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import User
from takeovers.models import ProcessTemplate, TemplatePhase


@transaction.atomic
def publish_template(*, template: ProcessTemplate, on: date, by: User) -> ProcessTemplate:
    """From a day on new cases follow this version; it does not change any more."""
    _require(by)
    current = ProcessTemplate.objects.select_for_update().get(pk=template.pk)
    if current.published_on:
        raise ValidationError(f"{current} ist schon veröffentlicht.")
    if not TemplatePhase.objects.filter(template=current, tasks__isnull=False).exists():
        raise ValidationError(f"{current} hat noch keine Schritte.")
    current.published_on = on
    current.save(update_fields=["published_on"])
    return current


@transaction.atomic
def draft_next_version(*, template: ProcessTemplate, by: User) -> ProcessTemplate:
    """Copy a version with its phases and steps, so that the copy can be changed."""
    _require(by)
    # The versions of a kind are numbered one after the other, so only one may be drafted at a time.
    newest = ProcessTemplate.objects.select_for_update().filter(kind=template.kind).first() or template
    if newest.published_on is None:
        raise ValidationError(f"{newest} ist noch ein Entwurf. Bitte ändern Sie diesen.")
    draft = ProcessTemplate.objects.create(kind=template.kind, version=newest.version + 1, is_demo=template.is_demo)
    for phase in template.phases.prefetch_related("tasks"):
        tasks = list(phase.tasks.all())
        phase.pk, phase.template = None, draft
        phase._state.adding = True
        phase.save()
        for task in tasks:
            task.pk, task.phase = None, phase
            task._state.adding = True
            task.save()
    return draft


def _require(by: User) -> None:
    if not by.has_perm("takeovers.change_processtemplate"):
        raise PermissionDenied

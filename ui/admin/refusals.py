"""What the database or an action refuses, said in words above the form."""

from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from psycopg import errors

BY_PEOPLE = (errors.UniqueViolation, errors.ExclusionViolation, errors.CheckViolation)
SAME_ELSEWHERE = "Diese Angaben gibt es schon. Bitte prüfen Sie, was eindeutig sein muss."


def in_words(error: IntegrityError | ValidationError) -> str:
    """The sentence for an error that people can cause; every other error is raised again, it is a fault of ours."""
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    cause = error.__cause__
    if not isinstance(cause, BY_PEOPLE):
        raise error
    name = cause.diag.constraint_name
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if constraint.name == name:
                return str(constraint.get_violation_error_message())
    return SAME_ELSEWHERE


def refused(form: Any, text: str) -> Any:
    """The same form, whose answer to everything is this sentence."""

    class RefusedForm(form):
        def clean(self) -> Any:
            cleaned = super().clean()
            self.add_error(None, text)
            return cleaned

    return RefusedForm

"""What a template puts into the form of a new report, and what still waits to be filled in."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Form

from accounts.models import User
from customers.models import Authority
from tickets.models import TicketTemplate
from tickets.placeholders import fill_known, open_in

WORDS = ("subject", "description")
FIELDS = ("kind", "category", "impact", "urgency", *WORDS)
"""The fields of the form that a template can fill."""


def known_before(authority: Authority, user: User, chosen: Mapping[str, Any]) -> dict[str, str]:
    """What can stand in placeholders while a report is still being written; what is unknown is empty."""
    category = chosen.get("category")
    return {
        "behoerde": str(authority),
        "mein_name": str(user),
        "ansprechperson": str(chosen.get("requester") or ""),
        "arbeitsplatz": str(chosen.get("workstation") or ""),
        "fachverfahren": str(chosen.get("application") or ""),
        "team": str(category.team) if category else "",
    }


def put_in(
    form: Form, template: TicketTemplate, before: TicketTemplate | None, authority: Authority, user: User
) -> None:
    """Let an unbound form begin with what a template says, wherever nobody has written or chosen anything yet.

    What a template chosen before has put in, and what the form itself proposes, nobody has written.
    """
    chosen = {name: _row(form, name) for name in ("requester", "workstation", "application", "category")}
    if chosen["category"] is None and template.category and template.category.is_active:
        chosen["category"] = template.category
    values = known_before(authority, user, chosen)
    earlier, now = (_said_by(row, values) if row else {} for row in (before, template))
    for name in FIELDS:
        field = form.fields[name]
        typed = fill_known(_plain(form.initial.get(name)), values)
        is_untouched = typed in ("", _plain(field.initial), earlier.get(name, ""))
        if is_untouched and (name in now or name in earlier):
            form.initial[name] = now.get(name, field.initial)
        elif name in WORDS:
            form.initial[name] = typed


def finished(texts: Mapping[str, str], values: Mapping[str, str]) -> dict[str, str]:
    """The words of a report with everything known in their placeholders; refused while one of them is still open."""
    filled = {name: fill_known(text, values) for name, text in texts.items()}
    missing = {name: ["{{" + word + "}}" for word in open_in(text)] for name, text in filled.items()}
    if errors := {
        name: f"Bitte ersetzen Sie noch {', '.join(words)}, oder wählen Sie oben aus, was dort hingehört."
        for name, words in missing.items()
        if words
    }:
        raise ValidationError(errors)
    return filled


def _said_by(template: TicketTemplate, values: Mapping[str, str]) -> dict[str, str]:
    category = template.category_id if template.category and template.category.is_active else None
    said = {name: getattr(template, name) for name in FIELDS} | {"category": category}
    texts = {name: fill_known(getattr(template, name), values) for name in WORDS}
    return {name: _plain(value) for name, value in (said | texts).items() if value not in (None, "")}


def _plain(value: Any) -> str:
    """A value as a form sends it."""
    value = value.value if hasattr(value, "value") else value
    return "" if value is None else str(value).replace("\r\n", "\n")


def _row(form: Form, name: str) -> Any:
    try:
        return form.fields[name].clean(form.initial.get(name))
    except ValidationError:
        return None

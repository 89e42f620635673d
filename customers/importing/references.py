"""How a file names an authority: by its key, by an official key, or by a name that only one bears."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models

from customers.models import Authority
from imports.kinds import Entry, Kind


class References:
    """All authorities by what they can be named by."""

    def __init__(self, authorities: Iterable[Authority]) -> None:
        self.by_key: dict[str, Authority] = {}
        self.by_ars: dict[str, Authority] = {}
        self.by_ags: dict[str, Authority] = {}
        self.by_name: dict[str, list[Authority]] = {}
        for authority in authorities:
            self.by_key[authority.key] = authority
            self.by_ars[authority.ars] = authority
            self.by_ags[authority.ags] = authority
            for name in {authority.name.casefold(), authority.short_name.casefold()}:
                self.by_name.setdefault(name, []).append(authority)

    def find(self, text: str) -> Authority:
        """The one authority that a text names; raises a ValidationError if it names none or several."""
        found = self.by_key.get(text) or self.by_ars.get(text) or self.by_ags.get(text)
        if found is not None and text:
            return found
        named = self.by_name.get(text.casefold(), [])
        if len(named) == 1:
            return named[0]
        if named:
            raise ValidationError(f"Mehrere Behörden heißen „{text[:80]}“. Bitte geben Sie den Schlüssel an.")
        raise ValidationError(f"Eine Behörde „{text[:80]}“ gibt es nicht.")


def let_rules_speak(kind: Kind, entry: Entry, row: models.Model, names: Iterable[str]) -> None:
    """What the model's own checks of these fields say, noted at the columns they are about."""
    known = set(names)
    others = {field.name for field in row._meta.fields} - known
    try:
        row.clean_fields(exclude=others)
        row.clean()
    except ValidationError as error:
        for name, texts in messages_of(error).items():
            entry.refuse(kind.label_of(name), " ".join(texts))


def messages_of(error: ValidationError) -> dict[str, list[str]]:
    """The sentences of an error by the field that they are about."""
    found: dict[str, list[str]] = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    return found

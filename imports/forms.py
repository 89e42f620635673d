"""What is asked on the way of a file into the stock."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from imports.kinds import Kind
from imports.models import Import
from imports.sheets import MOST_BYTES, MOST_ROWS
from imports.sheets.cells import letters
from ui import cells
from ui.forms import FileDropWidget, KernForm, MultipleFileField, TilesWidget

LEFT_OUT = ""
HOW_MUCH = f"Höchstens {cells.file_size(MOST_BYTES)} und {cells.number(MOST_ROWS)} Zeilen."


class UploadForm(KernForm):
    """What is imported, and the file."""

    kind = forms.ChoiceField(label="Was möchten Sie importieren?")
    file = MultipleFileField(
        label="Datei",
        max_bytes=MOST_BYTES,
        max_files=1,
        widget=FileDropWidget(attrs={"multiple": False, "accept": ".csv,.txt,.xlsx"}, max_bytes=MOST_BYTES),
        help_text=f"CSV oder Excel (.xlsx) mit Überschriften in der ersten Zeile. {HOW_MUCH}",
    )

    def __init__(self, *args: Any, kinds: Sequence[Kind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["kind"]
        field.widget = TilesWidget(icons={kind.key: kind.icon for kind in kinds})
        field.choices = [(kind.key, kind.label) for kind in kinds]


class MappingForm(KernForm):
    """For each column of the file the field that it holds."""

    def __init__(self, *args: Any, run: Import, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.run = run
        kind = run.of_kind
        choices = [
            (LEFT_OUT, "nicht übernehmen"),
            *((field.key, f"{field.label} (nötig)" if field.is_required else field.label) for field in kind.fields),
        ]
        chosen = {column: key for key, column in run.mapping.items()}
        for number, heading in enumerate(run.headings):
            self.fields[f"column_{number}"] = forms.ChoiceField(
                label=f"Feld für Spalte {letters(number)}: {heading}",
                choices=choices,
                required=False,
                initial=chosen.get(number, LEFT_OUT),
            )

    def columns(self) -> list[tuple[str, str, list[str], BoundField]]:
        """Each column with its letters, its heading, the first cells and the choice of a field."""
        return [
            (letters(number), heading, [row[number] for row in self.run.samples if number < len(row) and row[number]], self[f"column_{number}"])
            for number, heading in enumerate(self.run.headings)
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """No two columns can hold the same field."""
        columns: dict[str, int] = {}
        for number in range(len(self.run.headings)):
            key = self.cleaned_data.get(f"column_{number}", LEFT_OUT)
            if key in columns:
                label, other = self.run.of_kind.label_of(key), letters(columns[key])
                self.add_error(
                    f"column_{number}", ValidationError(f"„{label}“ ist schon der Spalte {other} zugeordnet.")
                )
            elif key:
                columns[key] = number
        return {"mapping": columns}

"""The shares of a year as they would be today, as rows of a file: what an authority asks for before they are fixed."""

from collections.abc import Iterator
from typing import Any

from sharing.draft import Draft
from sharing.showing import quote_in_words, weights_in_words

HEADINGS = [
    "Fachverfahren", "Jahr", "Behörde", "Gewicht", "Anteil", "davon einmalig", "Angebot im Jahr", "Angebot einmalig",
    "Angebot und Quelle", "Einsparung im Jahr",
]  # fmt: skip


class DraftFile:
    """One row for each authority; amounts in euro, empty where there is no offer to compare with."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft

    def export_headings(self) -> list[str]:
        """One for each column."""
        return HEADINGS

    def export_rows(self) -> Iterator[list[Any]]:
        """In the order of the page."""
        for line in self.draft.lines:
            quote = line.quote
            yield [
                self.draft.application.name, self.draft.year, line.authority.name, weights_in_words(line.weights),
                line.amount, line.one_off, quote.annual_amount if quote else None, quote.one_off_amount if quote else None,
                quote_in_words(line), line.saving,
            ]  # fmt: skip

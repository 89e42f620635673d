"""An apportionment on paper: all of it for the service, or the share of one authority without a word about the others."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from sharing.draft import saving_of
from sharing.models import Apportionment, ApportionmentCost, Share, ShareWeight
from sharing.showing import (
    euro,
    quote_of_share,
    saving_in_words,
    total_saving_in_words,
    weight_in_words,
    weights_in_words,
)
from ui import cells
from ui.pdf import part, pdf

HOW = """Jeder Anteil ist sein Teil der Kosten in ganzen Cent; die übrigen Cent gehen der Reihe nach an die größten Reste, sodass \
alle Anteile zusammen genau die Kosten ergeben.

Die Einsparung ist das jährliche Angebot für den Alleinbetrieb abzüglich des Anteils an den laufenden Kosten. Einmalige Kosten \
fallen in verschiedene Jahre; sie sind genannt, aber nicht verglichen. Ohne Angebot gibt es keine Grundlage, und geschätzt wird nicht.

Diese Zahlen wurden festgeschrieben und ändern sich nicht mehr. Ein Fehler wird mit einer Berichtigung geändert."""


def document_of_all(
    row: Apportionment,
    shares: Sequence[Share],
    weights: Mapping[int, Sequence[ShareWeight]],
    costs: Sequence[ApportionmentCost],
) -> bytes:
    """Costs, shares and savings of all authorities."""
    saving = saving_of([share.saving for share in shares])
    data = {
        **_head(row, ""),
        "figures": [
            {"label": "Kosten", "value": euro(row.total)},
            {"label": "Behörden", "value": cells.number(row.share_count)},
        ],
        "sections": [
            _facts(row, [("Einsparung im Jahr", total_saving_in_words(saving))]),
            *([part("Grund der Berichtigung", hint=row.reason)] if row.reason else []),
            part("Kosten", headings=("Kosten", "Art", "Betrag", "Beleg"), rows=[_cost(cost) for cost in costs]),
            part(
                "Anteile",
                headings=("Behörde", "Gewicht", "Anteil", "Einsparung im Jahr"),
                rows=[
                    *(
                        [
                            share.authority_name,
                            weights_in_words(weights.get(share.pk, ())),
                            euro(share.amount),
                            saving_in_words(share.saving),
                        ]
                        for share in shares
                    ),
                    ["Zusammen", "", euro(row.total), ""],
                ],
            ),
            part(
                "Angebote für den Alleinbetrieb",
                headings=("Behörde", "Jährlich", "Einmalig", "Angebot"),
                rows=[
                    [share.authority_name, euro(share.quote_annual), euro(share.quote_one_off), quote_of_share(share)]
                    for share in shares
                ],
            ),
            part("So wurde gerechnet", hint=HOW),
        ],
    }
    return pdf("sheet.typ", data, title=f"Kostenteilung {row.number}")


def document_of_one(share: Share, weights: Sequence[ShareWeight]) -> bytes:
    """The share of one authority: its own weight and that of all together, its offer and its saving."""
    row = share.apportionment
    offer = [
        ("Angebot", quote_of_share(share)),
        ("Jährliche Kosten laut Angebot", euro(share.quote_annual)),
        ("Einmalige Kosten laut Angebot", euro(share.quote_one_off)),
        ("Einsparung im Jahr", saving_in_words(share.saving)),
    ]
    data = {
        **_head(row, share.authority_name),
        "figures": [
            {"label": "Anteil", "value": euro(share.amount)},
            {"label": "Einsparung im Jahr", "value": saving_in_words(share.saving)},
        ],
        "sections": [
            _facts(row, [("davon laufend", euro(share.recurring)), ("davon einmalig", euro(share.one_off))]),
            part(
                "Eigenes Gewicht",
                headings=("Gewicht", "Herkunft"),
                rows=[[weight_in_words(one), one.origin] for one in weights],
            ),
            part("Verglichen mit dem Alleinbetrieb", properties=[pair for pair in offer if pair[1]]),
            part("So wurde gerechnet", hint=HOW),
        ],
    }
    return pdf("sheet.typ", data, title=f"Kostenanteil {row.number}: {share.authority_name}")


def file_name(row: Apportionment, whose: str = "") -> str:
    """The name under which it is kept, such as „Kostenteilung KT-2026-0001 Ludwigslust“."""
    return f"Kostenteilung {row.number} {whose}".strip()


def _head(row: Apportionment, whose: str) -> dict[str, Any]:
    parts = [row.application_name, str(row.year), *([whose] if whose else [])]
    correction: Apportionment | None = getattr(row, "correction", None)
    return {
        "subtitle": ", ".join(parts) + (" (Demodaten)" if row.is_demo else ""),
        "stand": f"Festgeschrieben am {timezone.localtime(row.fixed_at):%d.%m.%Y, %H:%M} Uhr",
        "notices": [f"Diese Kostenteilung gilt nicht mehr; sie ist berichtigt durch {correction.number}."]
        if correction
        else [],
    }


def _facts(row: Apportionment, further: Sequence[tuple[str, str]]) -> Mapping[str, Any]:
    return part(
        "Angaben",
        properties=[
            ("Kostenteilung", row.number),
            *([("berichtigt", row.corrects.number)] if row.corrects else []),
            ("Kosten aller zusammen", euro(row.total)),
            ("davon einmalig", euro(row.one_off_total)),
            ("Geteilt nach", row.key_in_words),
            *([("Vereinbart in", row.agreed_in)] if row.agreed_in else []),
            ("Stichtag", f"{row.reference_on:%d.%m.%Y}"),
            *further,
        ],
    )


def _cost(cost: ApportionmentCost) -> list[str]:
    often = ", einmalig" if cost.is_one_off else ""
    day = f" vom {cost.dated_on:%d.%m.%Y}" if cost.dated_on else ""
    return [cost.label, f"{cost.get_kind_display()}{often}", euro(cost.amount), f"{cost.source}{day}"]

"""The restart order on paper, for the day on which nothing else can be read."""

from collections.abc import Sequence
from datetime import date

from continuity.house import Line, Restart
from continuity.wording import hours_in_words, some_of
from customers.models import Authority
from dependencies.circles import in_words
from dependencies.nodes import Node
from ui import cells
from ui.pdf import part, pdf

MOST_NAMES = 12
HOW = """Was gebraucht wird, läuft vor dem an, was es braucht. Unter dem, was bereit ist, kommt zuerst, was den besseren Rang \
hat; Infrastruktur übernimmt den besten Rang der Fachverfahren, die sie brauchen. Die Ränge sind vereinbart, die Beziehungen \
eingetragen; was fehlt, steht oben. Wiederanlaufzeit (RTO) und tolerierbare Ausfallzeit (MTPD) zählen ab dem Ausfall; bei \
Infrastruktur sind es die kürzesten der Fachverfahren, die sie brauchen."""

NUMBERING = "Die Schritte tragen die Nummern der Reihenfolge des Hauses; wo welche fehlen, läuft etwas an, das nur andere Behörden brauchen."


def document(found: Restart, day: date, *, authority: Authority | None, is_demo: bool) -> bytes:
    """The order with its circles and gaps as PDF; on that of one authority stands no word about others."""
    whose = authority.name if authority else "ganzes Haus"
    headings = HEADINGS if authority is None else tuple(words for words in HEADINGS if words != USERS)
    data = {
        "subtitle": whose + (" (Demodaten)" if is_demo else "") + (f". {NUMBERING}" if authority else ""),
        "stand": f"Stand {day:%d.%m.%Y}",
        "notices": [f"{in_words(circle_of(circle), found.names)}." for circle in found.circles],
        "figures": [
            {"label": "Schritte", "value": cells.number(len({line.number for line in found.lines}))},
            {"label": "Fachverfahren", "value": cells.number(sum(line.is_application for line in found.lines))},
        ],
        "sections": [
            part(
                "Reihenfolge",
                headings=headings,
                hint="Nichts ist eingetragen.",
                rows=[_row(line, found, names_users=authority is None) for line in found.lines],
            ),
            part("Lücken", headings=("Was fehlt", "Fachverfahren"), rows=_gaps(found), hint="Keine."),
            part("So wurde geordnet", hint=HOW),
        ],
    }
    return pdf("sheet.typ", data, title=f"Wiederanlauf: {whose}")


USERS = "Behörden"
HEADINGS = ("Schritt", "Was", "Zeiten", USERS, "Warum hier")


def circle_of(keys: Sequence[int]) -> Sequence[int]:
    """A circle as it is named: back at its beginning."""
    return [*keys, keys[0]]


def _row(line: Line, found: Restart, *, names_users: bool) -> list[str]:
    times = [
        f"RTO {hours_in_words(line.rto.hours)}" if line.rto else "",
        f"MTPD {hours_in_words(line.mtpd.hours)}" if line.mtpd else "",
    ]
    names = [row.short_name for key, row in found.authorities.items() if key in line.authorities]
    node = Node.of(line.row)
    return [
        cells.number(line.number),
        f"{node.name} ({node.sort})",
        "\n".join(filter(None, times)),
        *([some_of(names)] if names_users else []),
        found.why(line),
    ]


def _gaps(found: Restart) -> list[list[str]]:
    rows = [[gap.label, some_of([row.name for row in rows], MOST_NAMES)] for gap, rows in found.gaps.items()]
    late = [found.late_in_words(one) for one in found.too_late]
    return [*rows, *([["soll später laufen als gebraucht", some_of(late, MOST_NAMES)]] if late else [])]

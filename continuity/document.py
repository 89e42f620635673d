"""The restart order on paper, of the house and of what one authority uses, for the day on which nothing else can be read."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from applications.models import SpecialistApplication
from continuity.forms import rank_of
from continuity.house import Line, Restart
from continuity.wording import NOTHING_PLANNED, hours_in_words, loss_in_words, some_of
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


def own_document(applications: Sequence[SpecialistApplication], day: date, *, whose: str, is_demo: bool) -> bytes:
    """The Fachverfahren of an authority in the agreed order, and how work goes on without each of them."""
    rows = [[rank_in_words(row), row.name, own_time(row)] for row in applications]
    data = {
        "subtitle": whose + (" (Demodaten)" if is_demo else ""),
        "stand": f"Stand {day:%d.%m.%Y}",
        "notices": [],
        "figures": [{"label": "Fachverfahren", "value": cells.number(len(applications))}],
        "sections": [
            part("Reihenfolge", headings=("Rang", "Fachverfahren", "Soll wieder laufen in"), rows=rows, hint=NONE_USED),
            part("Ränge", hint=OWN_RANKS),
            *(_plan_of(row) for row in applications),
        ],
    }
    return pdf("sheet.typ", data, title=OWN_TITLE)


OWN_TITLE = "Wiederanlauf Ihrer Fachverfahren"
OWN_RANKS = (
    "Die Ränge gelten für das ganze Haus: Wo welche fehlen, stehen Fachverfahren, die nur andere Behörden nutzen."
)
NONE_USED = "Ihre Behörde nutzt zurzeit kein Fachverfahren."


def rank_in_words(application: SpecialistApplication) -> str:
    """The agreed rank."""
    rank = rank_of(application)
    return cells.number(rank) if rank else "noch keiner"


def own_time(application: SpecialistApplication) -> str:
    """In what time it is to run again."""
    plan = getattr(application, "continuity_plan", None)
    return hours_in_words(plan.rto_hours if plan else None) or "noch nicht festgelegt"


def _plan_of(application: SpecialistApplication) -> Mapping[str, Any]:
    facts = _facts(application)
    return part(application.name, properties=facts, hint="" if facts else NOTHING_PLANNED)


def _facts(application: SpecialistApplication) -> list[tuple[str, str]]:
    plan = getattr(application, "continuity_plan", None)
    if plan is None:
        return []
    said = (
        ("Wiederanlaufzeit (RTO)", hours_in_words(plan.rto_hours)),
        ("Längste tolerierbare Ausfallzeit (MTPD)", hours_in_words(plan.mtpd_hours)),
        ("Größter Datenverlust (RPO)", loss_in_words(plan.rpo_hours)),
        ("Notbetriebsniveau", plan.minimum_operation),
        ("Ersatzverfahren auf Papier", plan.paper_fallback),
    )
    return [(words, value) for words, value in said if value]

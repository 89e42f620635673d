"""The frozen content of a document on paper: tagged for every reader, from the layout of the house."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils import timezone

from customers.models import Authority
from processing.documents import Content
from processing.models import IssuedDocument
from ui.pdf import pdf

Kind = IssuedDocument.Kind
TITLES = {
    Kind.REGISTER: "Verzeichnis der Verarbeitungen (Art. 30 Abs. 2 DSGVO)",
    Kind.ANNEX: "Anlage zur Vereinbarung zur Auftragsverarbeitung",
}
DUTIES = """Der Auftragsverarbeiter verarbeitet die Daten nur auf dokumentierte Weisung und verpflichtet alle, die damit \
arbeiten, zur Vertraulichkeit. Er unterstützt bei Anträgen betroffener Personen, bei der Meldung von Verletzungen und bei der \
Folgenabschätzung, löscht oder gibt die Daten am Ende zurück und weist das alles auf Verlangen nach (Art. 28 Abs. 3 DSGVO)."""


def title_of(kind: str, authority: Authority, number: int) -> str:
    """Under which name a version is known."""
    return f"{Kind(kind).label} {authority.short_name or authority.name}, Fassung {number}"


def document_of(content: Content, *, number: int, issued_at: datetime) -> bytes:
    """The PDF of a frozen content."""
    kind = Kind(content["kind"])
    data = {
        "stand": f"Fassung {number} vom {timezone.localtime(issued_at):%d.%m.%Y}",
        "subtitle": f"{content['authority']['name']}, Fassung {number}"
        + (" (Demodaten)" if content["is_demo"] else ""),
        "notices": _notices(content),
        "sections": [_parties(content), *_agreements(content), *_applications(content), *_others(content)],
    }
    return pdf("processing.typ", data, title=TITLES[kind])


def _notices(content: Content) -> list[str]:
    unsaid = [one["name"] for one in content["applications"] if not one["purpose"]]
    # Versions from before these contacts were kept have no such column.
    parties = [
        *content["processors"],
        *({**one, "name": f"Vereinbarung {one['name']}"} for one in content["agreements"]),
    ]
    silent = [one["name"] for one in parties if one.get("officer_contact") == ""]
    return [
        f"{words}: {', '.join(names)}."
        for words, names in (
            ("Ohne Eintrag im Verzeichnis", unsaid),
            ("Datenschutzbeauftragte sind nicht eingetragen", silent),
        )
        if names
    ]


def _parties(content: Content) -> Content:
    authority = content["authority"]
    properties = [("Verantwortlicher", ", ".join(filter(None, [authority["name"], authority["address"]])))]
    for one in content["processors"]:
        properties.append(("Auftragsverarbeiter", ", ".join(filter(None, [one["name"], one["address"]]))))
        properties.append((f"Datenschutzbeauftragte, {one['name']}", one.get("officer_contact", "")))
    return _part("Verantwortlicher und Auftragsverarbeiter", properties)


def _agreements(content: Content) -> list[Content]:
    parts = []
    for one in content["agreements"]:
        ends = f" bis {one['valid_until']}" if one["valid_until"] else ", bis auf Weiteres"
        properties = [
            ("Gegenstand", one["subject"]),
            ("Auftragsverarbeiter", one["provider"]),
            ("Unterzeichnet am", one["signed_on"]),
            ("Dauer", f"ab {one['valid_from']}{ends}" if one["valid_from"] else ""),
            ("Weisungen", one["instructions"]),
            ("Verletzungen werden gemeldet an", one["breach_contact"]),
            ("Datenschutzbeauftragte der Behörde", one.get("officer_contact", "")),
        ]
        parts.append(_part(f"Vereinbarung {one['name']}", properties))
    if content["kind"] == Kind.ANNEX:
        parts.append({**_part("Pflichten des Auftragsverarbeiters", []), "words": DUTIES})
    return parts


def _applications(content: Content) -> list[Content]:
    parts = [_part("Verarbeitungen", [], words="" if content["applications"] else "Zurzeit keine.")]
    for one in content["applications"]:
        properties = [
            ("Zweck", one["purpose"]),
            ("Kategorien von Verarbeitungen", one["processing_kinds"]),
            ("Rechtsgrundlage", one["legal_basis"]),
            ("Vereinbarung", one.get("agreements", "")),
            ("Betrieb", one["hosting"]),
            ("Empfänger", one["recipients"]),
            ("Übermittlung in ein Drittland", one["third_country"] or "keine"),
            ("Garantien für das Drittland", one["third_country_safeguard"]),
            ("Grund für besondere Kategorien", one["special_reason"]),
            ("Abweichende Löschregel", one["erasure"]),
        ]
        rows = [
            [row["name"], "Art. 9 oder 10" if row["is_special"] else "", row["persons"], row["kept_for"]]
            for row in one["data"]
        ]
        headings = ["Daten", "Besondere Kategorie", "Betroffene Personen", "Löschfrist"]
        parts.append(
            _part(one["name"], properties, headings, rows, level=3, hint="Datenkategorien sind nicht eingetragen.")
        )
    return parts


def _others(content: Content) -> list[Content]:
    tasks = [
        [one["company"], one["seat"] + (f"; {one['safeguard']}" if one["safeguard"] else ""), one["application"], one["task"], one["since"]]
        for one in content["sub_processors"]
    ]  # fmt: skip
    measures = [[one["group"], one["name"], one["text"]] for one in content["measures"]]
    return [
        _part(
            "Unterauftragsverarbeiter", [], ["Name", "Sitz", "Fachverfahren", "Aufgabe", "Seit"], tasks,
            hint="Keine.",
        ),
        _part(
            "Technische und organisatorische Maßnahmen (Art. 32 DSGVO)", [], ["Bereich", "Maßnahme", "Inhalt"], measures,
            hint="Keine eingetragen.",
        ),
    ]  # fmt: skip


def _part(
    title: str,
    properties: Sequence[tuple[str, str]],
    headings: Sequence[str] = (),
    rows: Sequence[Sequence[str]] = (),
    *,
    level: int = 2,
    hint: str = "",
    words: str = "",
) -> Content:
    said: list[Mapping[str, str]] = [{"label": label, "value": value} for label, value in properties if value]
    return {
        "title": title, "level": level, "words": words, "properties": said, "headings": list(headings),
        "rows": [list(row) for row in rows], "hint": hint,
    }  # fmt: skip

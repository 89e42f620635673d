"""Invented services that authorities can order, with the questions of their forms."""

from typing import NamedTuple

from catalogue.conditions import Operator
from catalogue.models import FormField

Kind = FormField.Kind


class Question(NamedTuple):
    """A question as the catalogue keeps it; `when` names what earlier answers have to be."""

    key: str
    label: str
    kind: str = Kind.TEXT
    is_required: bool = True
    choices: tuple[str, ...] = ()
    help_text: str = ""
    when: tuple[tuple[str, Operator, str], ...] = ()
    needs_all: bool = True
    minimum: int | None = None
    maximum: int | None = None


class Offer(NamedTuple):
    """A service with its form."""

    area: str
    title: str
    summary: str
    included: str
    your_part: str
    delivery: str
    category: str
    subject: str
    questions: tuple[Question, ...]
    needs_approval: bool = False


def heading(key: str, label: str, help_text: str = "", **more: tuple[tuple[str, Operator, str], ...]) -> Question:
    """A heading between questions."""
    return Question(key, label, Kind.HEADING, False, (), help_text, **more)  # type: ignore[arg-type]  # only `when`


DEVICES, ACCESS, STAFF, ROOMS = "Geräte", "Zugänge und Programme", "Personal", "Räume und Technik"
AREAS = {STAFF: "badge", DEVICES: "devices", ACCESS: "key", ROOMS: "meeting_room"}

YES = Operator.IS
NEW_DEVICE = (("geraet", YES, "Neues Notebook"),)
OFFERS = (
    Offer(
        STAFF, "Neue Mitarbeiterin oder neuer Mitarbeiter",
        "Konto, Postfach, Arbeitsplatz und Rechte für jemanden, der bei Ihnen anfängt.",
        "Konto und Postfach\nArbeitsplatz mit Telefon\nRechte in den Fachverfahren\nEinweisung am ersten Tag",
        "Bestellen Sie mindestens zehn Arbeitstage vorher.\nAm ersten Tag ist jemand vor Ort.",
        "fertig zum ersten Arbeitstag", "zugang", "Neu ab {{beginn}}: {{name}}",
        (
            heading("wer", "Wer fängt an?"),
            Question("name", "Vor- und Nachname", minimum=3, maximum=100),
            Question("beginn", "Erster Arbeitstag", Kind.DAY),
            Question("befristet", "Ist die Stelle befristet?", Kind.YES_NO),
            Question("ende", "Letzter Arbeitstag", Kind.DAY, when=(("befristet", YES, "ja"),)),
            Question("ort", "Wo wird gearbeitet?", Kind.PLACE),
            Question("leitung", "Wer ist für Rückfragen da?", Kind.PERSON, is_required=False),
            heading("technik", "Was wird gebraucht?"),
            Question("geraet", "Rechner", Kind.ONE_OF, choices=("Neues Notebook", "Vorhandener IT-Arbeitsplatz", "Keiner")),
            Question("vorhanden", "Welcher IT-Arbeitsplatz?", Kind.WORKSTATION, when=(("geraet", YES, "Vorhandener IT-Arbeitsplatz"),)),
            Question("zuhause", "Wird auch zu Hause gearbeitet?", Kind.YES_NO, when=NEW_DEVICE),
            Question("dock", "Dockingstation und Bildschirme für zu Hause?", Kind.YES_NO, when=(*NEW_DEVICE, ("zuhause", YES, "ja"))),
            Question("telefon", "Telefon", Kind.SOME_OF, False, ("Festnetz am Platz", "Rufnummer am Rechner", "Diensthandy")),
            heading("rechte", "Welche Rechte?"),
            Question("vorbild", "Rechte wie eine Kollegin oder ein Kollege?", Kind.YES_NO),
            Question("wie", "Wie wer?", Kind.TEXT, when=(("vorbild", YES, "ja"),), help_text="Name genügt"),
            Question("verfahren", "Fachverfahren", Kind.APPLICATION, False, when=(("vorbild", YES, "nein"),)),
            Question("ordner", "Gemeinsame Ordner", Kind.LONG_TEXT, False, when=(("vorbild", YES, "nein"),)),
        ), needs_approval=True,
    ),
    Offer(
        STAFF, "Austritt", "Konto sperren, Geräte zurücknehmen und Daten übergeben, wenn jemand aufhört.",
        "Sperre des Kontos zum letzten Tag\nÜbergabe von Postfach und Ordnern\nRücknahme der Geräte",
        "Die Geräte liegen am letzten Tag bereit.", "zum letzten Arbeitstag", "zugang", "Austritt zum {{letzter}}: {{name}}",
        (
            Question("name", "Wer hört auf?", minimum=3, maximum=100),
            Question("letzter", "Letzter Arbeitstag", Kind.DAY),
            Question("post", "Was wird aus dem Postfach?", Kind.ONE_OF, choices=("Weiterleiten", "Nur Abwesenheitshinweis", "Schließen")),
            Question("an", "Weiterleiten an", Kind.EMAIL, when=(("post", YES, "Weiterleiten"),)),
            Question("geraete", "Welche Geräte kommen zurück?", Kind.SOME_OF, False, ("Notebook", "Diensthandy", "Schlüsselkarte", "Anderes")),
            Question("anderes", "Welche anderen?", when=(("geraete", Operator.CONTAINS, "Anderes"),)),
        ), needs_approval=True,
    ),
    Offer(
        DEVICES, "Zusätzlicher Bildschirm", "Ein weiterer Bildschirm für einen IT-Arbeitsplatz.",
        "Bildschirm mit Kabel\nAufbau durch den Vor-Ort-Service", "Am Platz ist eine Steckdose frei.",
        "meist innerhalb von zehn Arbeitstagen", "arbeitsplatz", "Bildschirm für {{platz}}",
        (
            Question("platz", "Für welchen IT-Arbeitsplatz?", Kind.WORKSTATION),
            Question("groesse", "Größe", Kind.ONE_OF, choices=("24 Zoll", "27 Zoll", "34 Zoll, breit")),
            Question("grund", "Warum so groß?", Kind.LONG_TEXT, when=(("groesse", YES, "34 Zoll, breit"),)),
        ), needs_approval=True,
    ),
    Offer(
        DEVICES, "Notebook-Leihe", "Ein Notebook für einige Tage, etwa für eine Schulung oder eine Sitzung.",
        "Notebook mit Netzteil und Tasche", "Abholen und zurückbringen am Service-Point.",
        "innerhalb von zwei Arbeitstagen", "arbeitsplatz", "Notebook-Leihe ab {{von}}",
        (
            Question("von", "Ab wann?", Kind.DAY),
            Question("bis", "Bis wann?", Kind.DAY),
            Question("anzahl", "Wie viele Notebooks?", Kind.NUMBER, minimum=1, maximum=10),
            Question("vorfuehren", "Wird damit etwas vorgeführt?", Kind.YES_NO),
            Question("beamer", "Einen Beamer dazu?", Kind.YES_NO, when=(("vorfuehren", YES, "ja"),)),
        ),
    ),
    Offer(
        ACCESS, "Berechtigung im Fachverfahren", "Rechte in einem Fachverfahren erteilen, ändern oder entziehen.",
        "Einrichtung der Rechte durch die Anwendungsbetreuung", "Eine Schulung ist erfolgt oder geplant.",
        "innerhalb von drei Arbeitstagen", "fachverfahren", "{{was}}: {{verfahren}}",
        (
            Question("verfahren", "Welches Fachverfahren?", Kind.APPLICATION),
            Question("was", "Was soll geschehen?", Kind.ONE_OF, choices=("Rechte erteilen", "Rechte ändern", "Rechte entziehen")),
            Question("person", "Für wen?", minimum=3),
            Question("rechte", "Welche Rechte?", Kind.LONG_TEXT, when=(("was", Operator.IS_NOT, "Rechte entziehen"),)),
        ), needs_approval=True,
    ),
    Offer(
        ACCESS, "Postfach oder Verteiler", "Ein gemeinsames Postfach oder ein Verteiler für mehrere Personen.",
        "Einrichtung und Rechte für die genannten Personen", "Eine Person ist für das Postfach verantwortlich.",
        "innerhalb von fünf Arbeitstagen", "zugang", "{{art}}: {{adresse}}",
        (
            Question("art", "Was brauchen Sie?", Kind.ONE_OF, choices=("Gemeinsames Postfach", "Verteiler")),
            Question("adresse", "Gewünschte Adresse", Kind.EMAIL),
            Question("personen", "Wer soll dazugehören?", Kind.LONG_TEXT),
            Question("senden", "Wer darf in diesem Namen senden?", Kind.LONG_TEXT, False, when=(("art", YES, "Gemeinsames Postfach"),)),
        ),
    ),
    Offer(
        ACCESS, "VPN-Zugang", "Von unterwegs oder zu Hause sicher im Netz der Verwaltung arbeiten.",
        "Zugang mit zweiter Stufe\nAnleitung", "Sie haben ein dienstliches Gerät.", "innerhalb von drei Arbeitstagen",
        "telefon-netz", "VPN-Zugang für {{platz}}",
        (
            Question("platz", "Mit welchem Gerät?", Kind.WORKSTATION),
            Question("dauer", "Wie lange?", Kind.ONE_OF, choices=("Dauerhaft", "Für eine Zeit")),
            Question("bis", "Bis wann?", Kind.DAY, when=(("dauer", YES, "Für eine Zeit"),)),
        ),
    ),
    Offer(
        ACCESS, "Programm installieren", "Ein Programm auf einem IT-Arbeitsplatz einrichten.",
        "Prüfung, Einrichtung und erste Hilfe", "Ist eine Lizenz nötig, liegt sie vor oder ist bestellt.",
        "innerhalb von fünf Arbeitstagen", "arbeitsplatz", "{{programm}} auf {{platz}}",
        (
            Question("programm", "Welches Programm?", minimum=2),
            Question("platz", "Auf welchem IT-Arbeitsplatz?", Kind.WORKSTATION),
            Question("lizenz", "Kostet es etwas?", Kind.ONE_OF, choices=("Nein", "Ja, Lizenz liegt vor", "Weiß ich nicht")),
            Question("nummer", "Bestellnummer der Lizenz", is_required=False, when=(("lizenz", Operator.CONTAINS, "Ja"),)),
        ),
    ),
    Offer(
        ROOMS, "Raum- und Videotechnik", "Beamer, Kamera und Mikrofone für eine Sitzung oder Videokonferenz.",
        "Aufbau und Probe\nBegleitung auf Wunsch", "Der Raum ist reserviert und eine Stunde vorher offen.",
        "bei Bestellung fünf Arbeitstage vorher", "anderes", "Technik am {{tag}}: {{raum}}",
        (
            Question("tag", "Wann?", Kind.DAY),
            Question("raum", "Wo?", Kind.PLACE),
            Question("personen", "Wie viele Personen?", Kind.NUMBER, minimum=1, maximum=500),
            Question("technik", "Was wird gebraucht?", Kind.SOME_OF, choices=("Beamer", "Kamera", "Mikrofone", "Aufzeichnung")),
            Question("oeffentlich", "Ist die Sitzung öffentlich?", Kind.YES_NO, when=(("technik", Operator.CONTAINS, "Aufzeichnung"), ("personen", Operator.AT_LEAST, "50")), needs_all=False),
            Question("begleitung", "Soll jemand dabei sein?", Kind.YES_NO, when=(("personen", Operator.AT_LEAST, "20"),)),
        ),
    ),
)  # fmt: skip

"""Invented reports in the words of an office: frequent words, rare ones, German compounds and slips of the pen.

Words come with frequencies as in real language (the one on place n occurs about 1/n as often as the first), so that a
search meets what it meets in operation: words in nearly every report, words in every twelfth, words that occur once.
"""

from __future__ import annotations

from itertools import accumulate, product
from random import Random

MOST_FREQUENT = """bitte hallo danke grüße freundliche geht funktioniert leider schon heute wieder neue seit problem
fehler melden kollegin kollege rechner programm einmal dringend arbeiten anmelden meldung nichts erscheint neustart
hilfe gestern hinweis datei arbeitsplatz öffnen ordner zugriff benötigen telefon fenster bildschirm system starten
angezeigt seite büro termin vorgang läuft langsam prüfen kennwort konto eingerichtet gelöst erledigt rückmeldung server
netzwerk papier schließen liste frau herr morgen montag raum gerät anzeige gesperrt verbindung abgelaufen einrichten
drucker scanner maus tastatur kabel lizenz update version postfach e-mail anhang kalender formular bescheid akte bürger
amt kasse rechnung buchung tabelle vorlage laufwerk speicher sicherung zertifikat signatur stick ausweis lesegerät
kamera headset dock notebook monitor akku netzteil steckdose dose leitung vermittlung durchwahl anrufer mailbox fax
kopierer toner trommel walze einzug fach stau streifen blass farbe schwarz duplex warteschlange treiber port adresse
gruppe recht rolle freigabe vertretung einstellung ausscheiden umzug schulung auskunft bestellung lieferung garantie
austausch reparatur wartung ausfall störung verzögert abgestürzt eingefroren hängt flackert rauscht knackt piept blinkt
klemmt wackelt riecht quietscht überhitzt leer voll doppelt falsch verschoben gelöscht verschwunden unleserlich
""".split()

BEFORE = """Abfall Abgaben Adress Akten Amts Anlagen Antrags Arbeitsplatz Archiv Ausländer Ausweis Bau Beihilfe Berichts
Bescheid Besucher Betreuungs Bibliotheks Bild Brand Bürger Daten Dienst Druck Ehe Eigentums Einwohner Energie Etagen
Fahr Familien Feuerwehr Finanz Firmen Flur Formular Forst Friedhofs Führerschein Garten Gäste Gebühren Geburts Gehalts
Gemeinde Geräte Gesundheits Gewerbe Grundbuch Grundstücks Gutachten Hafen Haupt Haus Haushalts Hochbau Hunde Inventar
Jagd Jugend Kassen Kataster Kinder Kita Klima Kranken Kreis Kultur Kunden Laden Land Lehrer Leih Lohn Mahn Markt Melde
Miet Mobil Museums Nachlass Netz Notfall Ordnungs Orts Park Pass Patienten Personal Pflege Plan Post Presse Prüf Rats
Raum Rechnungs Rechts Reise Renten Rettungs Sach Sammel Satzungs Schloss Schul Schüler Schwer Sitzungs Sozial Spiel
Sport Stadt Standes Statistik Steuer Straßen Tages Technik Theater Tiefbau Tier Touristen Trauungs Umwelt Unfall
Unterhalts Urkunden Urlaubs Vereins Vergabe Verkehrs Vermessungs Vertrags Verwaltungs Veterinär Vollstreckungs Vorgangs
Waffen Wahl Wald Wasser Werk Wetter Wirtschafts Wohn Zahlungs Zeit Zeugnis Zivil Zoll Zufahrts Zulassungs Zustell
""".split()

BEHIND = """abfrage ablage abrechnung akte amt anfrage anhang anlage anmeldung anschluss antrag anwendung anzeige archiv
aufgabe auftrag auskunft ausdruck ausfall ausgabe austausch auswertung ausweis bearbeitung bericht bescheid
bescheinigung bestand bildschirm blatt brief buch buchung datei daten datenbank dienst drucker eingabe einstellung
eintrag empfang entwurf erfassung erlaubnis fach fahrzeug fehler fenster formular freigabe frist gebühr gerät
genehmigung gruppe halle kabel kalender kamera karte kasse kennung kennwort konto kontrolle kopie laufwerk lese leser
liste lizenz mappe maske meldung menü mitteilung modul nachricht nachweis netz nummer ordner ort papier plan platz
postfach programm protokoll prüfung raum rechner rechnung recht register sache saldo scanner schein schlüssel schnitt
seite server signatur sitzung speicher sperre stelle stempel steuerung system tabelle tafel telefon termin terminal text
übergabe übersicht übertragung unterlagen urkunde verfahren vermerk verteiler vertrag verwaltung verzeichnis vordruck
vorgang vorlage wagen warteschlange werk zähler zeichnung zeile zertifikat zettel zugang zugriff zuordnung zustellung
""".split()

BETWEEN = """der die das ist und nicht im auf mit zu ich wir den ein eine es sich auch beim noch aber wenn am für von
hat kann wird nach bei mehr alle dem""".split()

RARE = "zwiebelfisch"
"""Stands in one of 200,000 reports; for whoever looks for it."""
ONCE_IN = 200_000
SLIPS = 0.004
NUMBERS = 0.02


class Writer:
    """Writes subjects and texts; the same ones for the same size of the bench."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 – no secret
        compounds = [f"{before}{behind}" for before, behind in product(BEFORE, BEHIND)]
        Random(1).shuffle(compounds)  # noqa: S311 – the order is the frequency, and always the same
        self.words = [*MOST_FREQUENT, *compounds]
        self.shares = list(accumulate(1 / place for place in range(1, len(self.words) + 1)))
        self._stock: list[str] = []
        self._next = 0

    def subject(self, number: int) -> str:
        """Three to six words; every so often one that is hardly ever written."""
        words = self._take(self.random.randint(3, 6))
        if number % ONCE_IN == ONCE_IN // 2:
            words.append(RARE)
        return " ".join(words)[:160].capitalize()

    def text(self, longest: int) -> str:
        """A few sentences."""
        words = self._take(self.random.randint(longest // 3, longest))
        return f"{' '.join(words)}.".capitalize()

    def file_name(self) -> str:
        """The name of a file, as people or devices give it."""
        return f"{'_'.join(self._take(2))}.{self.random.choice(('png', 'pdf', 'docx', 'jpg'))}"[:200]

    def _take(self, count: int) -> list[str]:
        if self._next + count > len(self._stock):
            self._stock, self._next = self._more(), 0
        self._next += count
        return self._stock[self._next - count : self._next]

    def _more(self) -> list[str]:
        random = self.random
        words = random.choices(self.words, cum_weights=self.shares, k=50_000)
        for _ in range(int(len(words) * SLIPS)):
            place = random.randrange(len(words))
            words[place] = self._slip(words[place])
        for _ in range(int(len(words) * NUMBERS)):
            words[random.randrange(len(words))] = str(random.randrange(10**6))
        # Small words stand between them; the search passes by, and the passage has to.
        small = random.choices(BETWEEN, k=len(words))
        return [
            f"{one} {word}" if place % 2 else word for place, (one, word) in enumerate(zip(small, words, strict=True))
        ]

    def _slip(self, word: str) -> str:
        place = self.random.randrange(len(word))
        letter = self.random.choice("abcdefghijklmnoprstuvwz")
        return word[:place] + self.random.choice(("", letter, letter + word[place])) + word[place + 1 :]

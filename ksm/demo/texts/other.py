"""Cases that fit nowhere else."""

from ksm.demo.texts.case import Case

CASES = (
    Case(
        ("Leihgerät für Messe", "Beamer für Veranstaltung ausleihen", "Notebook für Wahlhelferschulung"),
        ("Für eine Veranstaltung am Donnerstag brauchen wir einen Beamer und ein Notebook.",),
        ("Die Geräte liegen am Service-Point bereit.", "Die Geräte sind zurück, vielen Dank."), is_request=True, weight=3,
    ),
    Case(
        ("Altgeräte abholen", "Entsorgung alter Bildschirme"),
        ("Im Keller stehen sechs alte Bildschirme und zwei Rechner.",), ("Die Geräte sind abgeholt, die Datenträger werden vernichtet.",), is_request=True, weight=3,
    ),
    Case(
        ("Schulung für neue Kolleginnen", "Einweisung in die E-Akte gewünscht"),
        ("Vier neue Kolleginnen brauchen eine Einweisung.",), ("Der Termin ist vereinbart, die Einladung ist verschickt.",), is_request=True, weight=2,
    ),
    Case(
        ("Anzeige im Wartebereich falsch", "Aufrufanlage zeigt keine Nummern"),
        ("Die Anzeige im Wartebereich bleibt dunkel, wir rufen von Hand auf.",), ("Der Anzeigerechner ist neu gestartet und zeigt wieder Nummern.",), is_urgent=True, weight=2,
    ),
    Case(
        ("Ausstattung für Sitzungssaal", "Angebot für Konferenztechnik"),
        ("Der Sitzungssaal soll Kamera und Mikrofone bekommen. Bitte um Beratung.",), ("Die Kundenbetreuung hat sich gemeldet und ein Angebot zugesagt.",), is_request=True, weight=2,
    ),
    Case(
        ("Kassenautomat ohne Verbindung", "Kartenzahlung nicht möglich"),
        ("Am Schalter kann niemand mit Karte zahlen.",), ("Die Verbindung zum Zahlungsdienst steht wieder.",), ("Dienstleister des Automaten ist informiert.",), is_urgent=True, weight=2,
    ),
    Case(
        ("Uhrzeit am Rechner falsch", "Zeiterfassung bucht falsche Zeit"),
        ("Das Terminal zeigt eine Stunde zu wenig.",), ("Die Zeit wird wieder vom zentralen Dienst geholt.",), weight=2,
    ),
    Case(
        ("Frage zum Datenschutz bei Dateiversand", "Große Datei sicher verschicken"),
        ("Ich muss einem Ingenieurbüro Pläne mit 400 MB schicken. Wie geht das?",), ("Bitte nutzen Sie den Austauschordner, die Freigabe für das Büro ist eingerichtet.",), is_request=True, weight=2,
    ),
    Case(
        ("Inventarschild fehlt", "Gerät ohne Inventarnummer gefunden"),
        ("Beim Umräumen ist ein Bildschirm ohne Schild aufgetaucht.",), ("Das Gerät ist zugeordnet, das Schild ist angebracht.",), is_request=True, weight=1,
    ),
)  # fmt: skip

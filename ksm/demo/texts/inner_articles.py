"""What the invented service has written down for itself."""

from ksm.demo.texts.articles import ACCOUNT, MAIL, PRINTING, SAFETY, WORKPLACE, Text

INTERNAL = (
    Text(ACCOUNT, "Kennwort zurücksetzen: Identität prüfen", "Erst zurückrufen, dann zurücksetzen. Welche Nummern gelten und was zu notieren ist.", """
1. Rufen Sie die Person unter der Rufnummer zurück, die im Bestand steht; nie unter einer, die sie am Telefon nennt.
2. Steht keine Nummer da, geht es über die IT-Koordination der Behörde.
3. Setzen Sie ein Kennwort, das bei der ersten Anmeldung geändert werden muss, und geben Sie es mündlich weiter.
4. Notieren Sie an der Meldung „Identität durch Rückruf geprüft“. Das Kennwort selbst steht nirgends.
""", "Passwort Rückruf Identitätsprüfung", age=45),
    Text(PRINTING, "Druckwarteschlange auf dem Server leeren", "Wenn ein Auftrag sich nicht löschen lässt, hängt der Druckdienst.", """
1. Kündigen Sie es im Amt an: Alle wartenden Aufträge gehen verloren.
2. Druckdienst anhalten, Ordner der wartenden Aufträge leeren, Druckdienst starten.
3. Testseite drucken. Bleibt der erste Auftrag wieder stehen, ist oft eine einzelne Datei schuld: nachfragen, woraus gedruckt wurde.
""", "Spooler Druckserver Auftrag hängt", age=80),
    Text(MAIL, "Rechte an einem gemeinsamen Postfach vergeben", "Wer zustimmen muss und worauf beim Eintragen zu achten ist.", """
- Zustimmung der Amtsleitung liegt an der Meldung; ein Telefonat genügt nicht.
- Rechte gehören an die Gruppe des Postfachs, nicht an einzelne Konten.
- Senden im Namen der Adresse ist ein eigenes Recht und wird oft vergessen.
- Beim Ausscheiden prüft die Checkliste „Konto löschen“ auch diese Gruppen.
""", "Funktionspostfach Berechtigung Gruppe", age=100),
    Text(SAFETY, "Verdacht auf Schadsoftware: die ersten zehn Minuten", "Trennen, nicht ausschalten, festhalten, weitersagen.", """
1. Gerät vom Netz trennen lassen, aber **eingeschaltet** lassen.
2. Festhalten, was die Person gesehen und wann sie was getan hat.
3. Konto der Person sperren und laufende Sitzungen beenden.
4. Informationssicherheit anrufen. Erst danach wird am Gerät etwas verändert.
5. Nach weiteren Meldungen derselben Behörde suchen; im Zweifel zur Großstörung erklären.
""", "Virus Trojaner Verschlüsselung Sicherheitsvorfall Notfall", age=300),
    Text(WORKPLACE, "VPN-Verbindung: Fehlersuche in der Leitung", "In welcher Reihenfolge wir prüfen, wenn die Selbsthilfe nicht reicht.", """
| Beobachtung | Wahrscheinliche Ursache | Nächster Schritt |
|---|---|---|
| Anmeldung wird abgelehnt | Kennwort abgelaufen, Konto gesperrt | Konto prüfen |
| Verbindung steht, Laufwerke fehlen | Namensauflösung | neu verbinden, sonst Infrastruktur |
| Abbruch nach einigen Minuten | WLAN zu Hause, Stromsparen | Kabel probieren lassen |
""", "Fernzugriff Homeoffice Tunnel", age=70),
)  # fmt: skip
UNFINISHED = Text(PRINTING, "Neuen Multifunktionsdrucker in Betrieb nehmen", "Noch in Arbeit: was beim Aufstellen zu prüfen ist.", """
- Standort und Netzdose mit der Behörde abstimmen
- Gerät im Bestand anlegen, bevor es aufgestellt wird
- Scan-Ziele der bisherigen Geräte übernehmen
""", "Aufstellen Inbetriebnahme Kopierer", age=3)  # fmt: skip

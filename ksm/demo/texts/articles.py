"""Help that the invented service has written for its authorities: general knowledge of office IT."""

from typing import NamedTuple


class Text(NamedTuple):
    """One article. `age` says how many days ago it was published."""

    topic: str
    title: str
    summary: str
    body: str
    keywords: str = ""
    age: int = 60
    is_pinned: bool = False


ACCOUNT, WORKPLACE, PRINTING, MAIL, MEETING, SAFETY = (
    "Anmeldung und Kennwort", "Arbeitsplatz", "Drucken und Scannen", "E-Mail und Kalender", "Telefon und Videokonferenz", "Sicherheit",
)  # fmt: skip
TOPICS = (ACCOUNT, WORKPLACE, PRINTING, MAIL, MEETING, SAFETY)

FOR_ALL = (
    Text(ACCOUNT, "Kennwort vergessen oder abgelaufen", "Was Sie selbst tun können und wann wir Ihnen ein neues Kennwort geben.", """
## Kennwort abgelaufen

1. Melden Sie sich wie gewohnt an.
2. Folgen Sie der Aufforderung, ein neues Kennwort zu vergeben.
3. Geben Sie das neue Kennwort auch an Ihrem Diensthandy ein. Dort bleibt sonst das alte gespeichert und sperrt nach einigen Versuchen Ihr Konto.

## Kennwort vergessen

Melden Sie sich telefonisch oder bitten Sie eine Kollegin oder einen Kollegen, eine Störung für Sie zu melden. Wir rufen Sie unter der bekannten Rufnummer zurück, bevor wir ein neues Kennwort vergeben. Das schützt Ihr Konto vor Fremden.

## Ein gutes Kennwort

- Lang ist besser als kompliziert: mehrere Wörter hintereinander lassen sich gut merken.
- Verwenden Sie es nirgendwo sonst, auch nicht privat.
- Geben Sie es niemandem weiter. Wir fragen nie danach, auch nicht am Telefon.
""", "Passwort zurücksetzen Anmeldung Login Konto gesperrt", age=40, is_pinned=True),
    Text(ACCOUNT, "Zweite Stufe bei der Anmeldung einrichten", "So richten Sie die App mit den sechsstelligen Codes ein, und was Sie beim Wechsel des Handys tun.", """
## Einrichten

1. Installieren Sie auf Ihrem Diensthandy die App, die Ihre Behörde dafür vorsieht.
2. Melden Sie sich an. Auf der Seite erscheint ein Bild aus schwarzen und weißen Quadraten.
3. Wählen Sie in der App „Hinzufügen“ und halten Sie die Kamera auf das Bild.
4. Geben Sie den sechsstelligen Code ein, den die App zeigt.
5. Bewahren Sie die Wiederherstellungscodes getrennt vom Handy auf, am besten ausgedruckt und verschlossen.

## Neues Handy

Richten Sie die App auf dem neuen Gerät ein, *bevor* Sie das alte zurückgeben. Ist das alte schon weg, melden Sie eine Störung; wir setzen die zweite Stufe zurück.

## Wichtig

Geben Sie einen Code nur ein, wenn Sie sich selbst gerade anmelden. Fragt Sie jemand danach, ist es ein Betrugsversuch.
""", "MFA 2FA Zwei-Faktor Authentifizierung Authenticator Code App", age=25, is_pinned=True),
    Text(ACCOUNT, "Konto ist gesperrt", "Nach mehreren falschen Kennwörtern sperrt sich ein Konto. Meist hilft Warten; oft ist ein gespeichertes altes Kennwort schuld.", """
1. Warten Sie eine Viertelstunde und versuchen Sie es dann einmal in Ruhe. Achten Sie auf die Feststelltaste.
2. Sperrt sich das Konto wieder, ist wahrscheinlich irgendwo noch das alte Kennwort gespeichert: auf dem Handy, im Tablet oder an einem zweiten Rechner.
3. Hilft das nicht, melden Sie eine Störung und schreiben Sie dazu, an welchen Geräten Sie angemeldet sind.
""", "Anmeldung nicht möglich Benutzerkonto Fehlversuche entsperren", age=90),
    Text(WORKPLACE, "Bildschirm sperren, wenn Sie den Platz verlassen", "Mit Windows-Taste und L ist der Bildschirm sofort gesperrt.", """
Drücken Sie die **Windows-Taste** und **L** gleichzeitig. Ihre Programme bleiben offen; weiter geht es mit Ihrem Kennwort.

Das gilt auch für die kurze Pause: In Räumen mit Publikumsverkehr kann sonst jeder lesen, was offen ist, und in Ihrem Namen schreiben.
""", "Bildschirmsperre Sperren Pause Publikum Abmelden", age=120),
    Text(WORKPLACE, "Rechner ist langsam oder ein Programm reagiert nicht", "Drei Schritte, die in den meisten Fällen helfen, bevor Sie uns rufen.", """
1. Warten Sie eine Minute. Nach dem Einschalten arbeiten im Hintergrund oft noch Aktualisierungen.
2. Schließen Sie, was Sie nicht brauchen, vor allem viele offene Reiter im Browser.
3. Starten Sie den Rechner über **Neu starten** neu, nicht über Herunterfahren: nur der Neustart räumt ganz auf.

Ein Programm, das nicht mehr reagiert, beenden Sie mit **Strg + Umschalt + Esc**: Programm auswählen, „Task beenden“. Nicht gespeicherte Eingaben gehen dabei verloren.

Bleibt es langsam, melden Sie eine Störung und schreiben Sie, *was* langsam ist: alles, ein Programm oder nur das Öffnen von Dateien.
""", "hängt eingefroren PC Computer neu starten Leistung träge", age=75),
    Text(WORKPLACE, "Kein Netz oder Internet am Arbeitsplatz", "Erst das Kabel, dann der Nachbarplatz: So finden Sie heraus, ob es nur Sie betrifft.", """
1. Sitzt das Netzwerkkabel an Rechner und Dose fest? Ziehen Sie es ab und stecken Sie es wieder ein, bis es einrastet.
2. Funktioniert das Telefon noch? Viele Rechner hängen am Netzanschluss des Telefons.
3. Geht es am Nachbarplatz? Wenn auch dort nichts geht, ist meist ein Verteiler ausgefallen; bitte melden Sie das gleich und als dringend.
4. Starten Sie den Rechner neu.
""", "Netzwerk LAN Verbindung offline WLAN Netzwerkkabel", age=150),
    Text(WORKPLACE, "Von zu Hause arbeiten: Verbindung über VPN", "So verbinden Sie Ihr Dienstgerät mit dem Netz Ihrer Behörde, und was Sie tun, wenn es nicht klappt.", """
## Verbinden

1. Stellen Sie zuerst die Verbindung mit dem Internet her, zum Beispiel mit dem WLAN zu Hause.
2. Öffnen Sie das VPN-Programm und wählen Sie „Verbinden“.
3. Melden Sie sich mit Ihrem Kennwort und der zweiten Stufe an.

## Wenn es nicht klappt

- Öffnet sich im Browser irgendeine Seite? Wenn nein, liegt es am Internet zu Hause.
- In Hotels und Zügen müssen Sie sich oft erst auf einer Seite im Browser anmelden.
- Trennen Sie die Verbindung und verbinden Sie neu. Nach dem Ruhezustand hilft oft nur ein Neustart.

## Bitte beachten

Nur Dienstgeräte dürfen verbunden werden. Sperren Sie auch zu Hause den Bildschirm, wenn Sie den Platz verlassen.
""", "Homeoffice mobiles Arbeiten Telearbeit Fernzugriff Tunnel", age=30, is_pinned=True),
    Text(WORKPLACE, "Datei gelöscht oder überschrieben", "Was im Netzlaufwerk liegt, wird gesichert. Je genauer Ihre Angaben, desto schneller ist die Datei zurück.", """
1. Sehen Sie im Papierkorb nach.
2. Im Netzlaufwerk: Rechtsklick auf den Ordner, **Vorgängerversionen wiederherstellen**. Wenn dort ein passender Stand steht, öffnen Sie ihn und kopieren Sie die Datei heraus.
3. Sonst melden Sie eine Störung mit diesen Angaben: Laufwerk und Ordner, Name der Datei, wann sie zuletzt da war.

Was nur auf dem Schreibtisch des Rechners lag, können wir meist nicht zurückholen. Legen Sie Dienstliches deshalb im Netzlaufwerk ab.
""", "Wiederherstellung Datensicherung Backup Papierkorb Laufwerk Ordner", age=200),
    Text(PRINTING, "Drucker druckt nicht", "Papier, Toner, Warteschlange: vier Handgriffe, die fast immer helfen.", """
1. Was zeigt das Display? Papier nachlegen, Klappen schließen, Toner tauschen.
2. Ist der richtige Drucker ausgewählt? Nach einem Umzug oder einer Aktualisierung steht oft ein anderer als Standard da.
3. Öffnen Sie die Warteschlange: **Start → Drucker**, Drucker auswählen, „Warteschlange öffnen“. Brechen Sie den ersten Auftrag ab, wenn er hängt.
4. Schalten Sie den Drucker aus, warten Sie eine halbe Minute und schalten Sie ihn wieder ein.

Druckt auch sonst niemand im Raum, melden Sie bitte eine Störung mit der Nummer auf dem Aufkleber des Geräts.
""", "Druckauftrag Warteschlange Toner Papierstau offline Ausdruck", age=20, is_pinned=True),
    Text(PRINTING, "Papierstau beheben", "Langsam und in Laufrichtung ziehen, dann alle Klappen schließen.", """
1. Schalten Sie das Gerät **nicht** aus; das Display zeigt, wo das Papier steckt.
2. Öffnen Sie die angezeigte Klappe und ziehen Sie das Blatt mit beiden Händen langsam in Laufrichtung heraus.
3. Sehen Sie nach, ob ein abgerissenes Stück zurückgeblieben ist.
4. Schließen Sie alle Klappen fest. Der Auftrag läuft meist von selbst weiter.

Vorsicht: Die Walzen im Inneren können heiß sein. Fassen Sie keine Flächen mit Warnzeichen an.
""", "Drucker Papier steckt Einzug Klappe Kopierer", age=110),
    Text(PRINTING, "Scan kommt nicht an", "Prüfen Sie Ziel und Größe; große Vorlagen werden oft still verworfen.", """
1. Steht am Gerät das richtige Ziel, also Ihr Ordner oder Ihre Adresse?
2. Scannen Sie eine einzelne Seite in Schwarz-Weiß. Kommt sie an, war die Datei zu groß: Wählen Sie 300 dpi und Graustufen, und teilen Sie lange Vorlagen.
3. Sehen Sie im Ordner für unerwünschte E-Mails nach.
""", "Scanner einscannen Scan-Ordner Multifunktionsgerät Kopierer E-Mail", age=130),
    Text(MAIL, "Gemeinsames Postfach öffnen", "Ein Postfach, in dem mehrere arbeiten, erscheint nach der Freigabe von selbst unter Ihrem eigenen.", """
1. Starten Sie das E-Mail-Programm neu, nachdem Sie freigeschaltet wurden.
2. Das Postfach steht links unter Ihrem eigenen. Es kann bis zu einer Stunde dauern.
3. Wählen Sie beim Schreiben im Feld **Von** die gemeinsame Adresse, damit die Antwort auch dorthin kommt.

Sie brauchen noch eine Freigabe? Fragen Sie etwas an und nennen Sie die Adresse des Postfachs und die Person, die dem Zugriff zugestimmt hat.
""", "Funktionspostfach Sammelpostfach Gruppenpostfach Freigabe Outlook Vertretung", age=55),
    Text(MAIL, "Abwesenheit einrichten und vertreten lassen", "Automatische Antwort und Vertretung in wenigen Schritten.", """
1. Öffnen Sie **Datei → Automatische Antworten**.
2. Tragen Sie Beginn und Ende ein; dann müssen Sie nicht ans Ausschalten denken.
3. Nennen Sie eine Vertretung mit Funktion und Rufnummer. Schreiben Sie nicht, warum Sie abwesend sind.
4. Der Text für Personen außerhalb steht auf einem eigenen Reiter. Halten Sie ihn kurz.
""", "Abwesenheitsnotiz Urlaub automatische Antwort Outlook Vertretung", age=170),
    Text(MAIL, "E-Mail kommt nicht an oder ist zu groß", "Große Dateien gehören nicht in eine E-Mail; so kommen sie trotzdem an.", """
## Anhang zu groß

Die meisten Postfächer nehmen nur Anhänge bis etwa 20 MB an. Verkleinern Sie Bilder, teilen Sie Unterlagen auf, oder nutzen Sie die Dateiablage, die Ihre Behörde für den Austausch vorsieht.

## Antwort mit Fehlermeldung

Kommt sofort eine Nachricht „Unzustellbar“ zurück, stimmt meist die Adresse nicht. Prüfen Sie jeden Buchstaben. Bleibt es dabei, melden Sie eine Störung und hängen Sie diese Nachricht an.
""", "Anhang Unzustellbar Postfach voll Größe senden empfangen", age=95),
    Text(MEETING, "Ton und Bild in der Videokonferenz", "Wenn niemand Sie hört oder sieht, hilft fast immer einer dieser vier Handgriffe.", """
1. Ist das Mikrofon im Programm eingeschaltet, und am Headset auch?
2. Ist das richtige Gerät gewählt? **Einstellungen → Geräte**: Lautsprecher, Mikrofon und Kamera müssen Ihr Headset und Ihre Kamera nennen.
3. Schiebt sich vor die Kamera ein Schutz?
4. Verlassen Sie die Besprechung und treten Sie wieder bei. Hilft das nicht, starten Sie den Rechner neu.

Ruckelt das Bild, schalten Sie Ihre Kamera aus: Der Ton braucht viel weniger Leitung.
""", "Teams Videokonferenz Mikrofon Kamera Headset Besprechung Ton kein Bild", age=45, is_pinned=True),
    Text(MEETING, "Besprechungsraum mit Bildschirm benutzen", "Kabel anstecken, Eingang wählen, Ton prüfen.", """
1. Schalten Sie den Bildschirm ein und stecken Sie das Kabel am Notebook an.
2. Drücken Sie **Windows-Taste + P** und wählen Sie „Duplizieren“.
3. Bleibt der Bildschirm schwarz, wählen Sie mit der Fernbedienung den Eingang, der am Kabel steht.
4. Bei Videokonferenzen wählen Sie Mikrofon und Lautsprecher des Raums, nicht die des Notebooks.

Bitte stecken Sie alles am Ende wieder so, wie Sie es vorgefunden haben.
""", "Sitzungssaal Beamer Präsentation HDMI Bildschirm Raum", age=140),
    Text(MEETING, "Rufumleitung am Telefon einschalten", "So leiten Sie Ihre Durchwahl für den Urlaub um.", """
1. Drücken Sie die Taste **Umleitung** und wählen Sie „alle Anrufe“.
2. Geben Sie die Durchwahl Ihrer Vertretung ein und bestätigen Sie.
3. Rufen Sie Ihre eigene Nummer von einem anderen Telefon an. Klingelt es bei der Vertretung, ist alles richtig.

Für einen Sammelruf oder eine ganze Abteilung fragen Sie bitte etwas an.
""", "Weiterleitung Anrufe Durchwahl Vertretung Telefonanlage", age=160),
    Text(SAFETY, "Verdächtige E-Mail erkannt: was nun?", "Nicht anklicken, nicht weiterleiten, melden. Und wenn Sie schon geklickt haben: sofort anrufen.", """
## Daran erkennen Sie sie

- Sie drängt: „sofort“, „letzte Mahnung“, „Konto wird gesperrt“.
- Der Name stimmt, die Adresse dahinter nicht.
- Sie sollen ein Kennwort oder einen Code eingeben oder einen Anhang öffnen, den Sie nicht erwarten.

## Das tun Sie

1. Klicken Sie auf nichts und antworten Sie nicht.
2. Fragen Sie im Zweifel die Person, von der sie kommen soll, *telefonisch* und unter der Nummer, die Sie kennen.
3. Melden Sie eine Störung und hängen Sie die E-Mail als Datei an.

## Schon geklickt oder ein Kennwort eingegeben?

Rufen Sie uns **sofort** an und ziehen Sie das Netzwerkkabel. Niemand macht Ihnen einen Vorwurf: Je früher wir es wissen, desto weniger passiert.
""", "Phishing Spam Betrug Virus Trojaner Anhang Link Schadsoftware", age=15, is_pinned=True),
    Text(SAFETY, "Fremde USB-Sticks und Speicherkarten", "Stecken Sie nichts ein, was Sie nicht kennen. Wir prüfen Datenträger für Sie.", """
Gefundene oder mitgebrachte Datenträger können beim Einstecken Schaden anrichten, auch wenn nichts geöffnet wird.

- Bitten Sie Bürgerinnen und Bürger, Unterlagen auf dem vorgesehenen elektronischen Weg einzureichen.
- Geben Sie gefundene Datenträger am Service-Point ab.
- Brauchen Sie Daten von einem Stick, melden Sie sich bei uns; wir prüfen ihn an einem getrennten Rechner.
""", "Stick Speicherkarte externe Festplatte Schadsoftware", age=210),
    Text(SAFETY, "Diensthandy oder Notebook verloren", "Melden Sie den Verlust sofort, auch nachts und am Wochenende: Wir können das Gerät sperren.", """
1. Rufen Sie uns an. Nennen Sie Gerät und Rufnummer, wenn Sie sie wissen.
2. Ändern Sie Ihr Kennwort an einem anderen Gerät.
3. Sagen Sie Ihrer Vorgesetzten oder Ihrem Vorgesetzten und dem Datenschutz Ihrer Behörde Bescheid; für eine Meldung an die Aufsicht bleiben nur 72 Stunden.
4. Bei Diebstahl: Anzeige bei der Polizei, das Aktenzeichen bitte an uns.
""", "gestohlen Diebstahl Smartphone Laptop Verlust sperren orten", age=380),
)  # fmt: skip

FOR_LUDWIGSLUST = Text(WORKPLACE, "WLAN für Gäste im Rathaus", "Am Empfang gibt es Zugangscodes für einen Tag.", """
1. Lassen Sie sich am Empfang einen Zugangscode geben; er gilt einen Tag.
2. Wählen Sie am Gerät das Netz für Gäste und öffnen Sie im Browser irgendeine Seite.
3. Geben Sie den Code ein und bestätigen Sie die Nutzungsbedingungen.

Dienstgeräte gehören nicht in dieses Netz.
""", "Gastzugang Besucher WLAN Sitzung", age=35)  # fmt: skip

FOR_USERS = Text(WORKPLACE, "{app}: Anmeldung schlägt fehl", "Meist ist das Kennwort des Fachverfahrens abgelaufen; es ist ein anderes als das von Windows.", """
1. Das Fachverfahren hat ein **eigenes Kennwort**. Prüfen Sie, ob Sie versehentlich das von Windows eingeben.
2. Starten Sie das Programm neu. Nach einer Aktualisierung fragt es manchmal erst beim zweiten Mal richtig.
3. Kann sich auch in Ihrem Amt niemand anmelden, melden Sie bitte eine Störung und wählen Sie das Fachverfahren aus.
""", "Login Fachanwendung Kennwort abgelaufen", age=50)  # fmt: skip

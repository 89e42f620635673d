"""Cases about Fachverfahren and programs."""

from ksm.demo.texts.case import Case

CASES = (
    Case(
        ("{app} startet nicht", "{app} lässt sich nicht öffnen", "{app}: Fehlermeldung beim Start"),
        ("Nach dem Anmelden erscheint nur ein leeres Fenster.", "Beim Start kommt die Meldung, dass keine Verbindung zum Server besteht."),
        ("Der Dienst auf dem Anwendungsserver ist neu gestartet, das Programm öffnet sich wieder.", "Die Verknüpfung zeigte auf die alte Fassung und ist ersetzt."),
        ("Dienst hing nach der nächtlichen Sicherung.", "Auch bei zwei anderen Behörden, gleiche Ursache."),
        (("Welche Meldung erscheint genau? Ein Bild davon hilft uns.", "Dort steht „Keine Verbindung zum Anwendungsserver“."),), is_urgent=True, weight=5,
    ),
    Case(
        ("{app} ist sehr langsam", "{app}: lange Wartezeiten beim Suchen"),
        ("Eine Suche dauert länger als eine Minute, am Schalter warten die Leute.", "Seit dem letzten Update dauert jeder Wechsel der Maske sehr lange."),
        ("Ein fehlender Index in der Datenbank ist ergänzt, die Suche dauert wieder unter zwei Sekunden.", "Der Server hatte zu wenig Arbeitsspeicher, er ist erweitert."),
        ("Mit der Infrastruktur abgestimmt: Auslastung der Datenbank geprüft.",), is_urgent=True, weight=3,
    ),
    Case(
        ("Berechtigung in {app} fehlt", "Zugriff auf {app} für Vertretung", "{app}: Rechte erweitern"),
        ("Ich übernehme ab nächster Woche die Vertretung und brauche dieselben Rechte wie die Kollegin.", "Beim Öffnen des Vorgangs kommt „keine Berechtigung“."),
        ("Die Rechte sind eingetragen und gelten ab der nächsten Anmeldung.",), ("Freigabe der IT-Koordination liegt vor.",),
        (("Bitte lassen Sie die Freigabe durch Ihre IT-Koordination bestätigen. Liegt sie vor?", "Ja, die Freigabe ist erteilt."),), is_request=True, weight=5,
    ),
    Case(
        ("{app}: Bescheid wird falsch gedruckt", "Vorlage in {app} fehlerhaft"),
        ("Im Bescheid steht noch die alte Bankverbindung.", "Die Vorlage zeigt Platzhalter statt der Anschrift."),
        ("Die Vorlage ist berichtigt. Bitte erzeugen Sie den Bescheid noch einmal.",), ("Vorlage liegt beim Hersteller in Prüfung.",), weight=3,
    ),
    Case(
        ("{app}: Update einspielen", "Neue Fassung von {app} gewünscht"),
        ("Der Hersteller hat eine neue Fassung angekündigt, die wir für den Jahreswechsel brauchen.",),
        ("Die neue Fassung ist am Abend eingespielt und von Ihnen geprüft.",), ("Wartungsfenster mit allen Behörden abgestimmt.",), is_request=True,
    ),
    Case(
        ("{app}: Daten werden nicht übertragen", "Schnittstelle von {app} steht"),
        ("Seit gestern werden keine Datensätze an das Finanzwesen übergeben.", "Die Rückmeldungen der Nacht fehlen."),
        ("Das Zertifikat der Schnittstelle war abgelaufen. Es ist erneuert, die Daten sind nachgeholt.", "Die Übertragung ist wieder angelaufen, alle Datensätze sind angekommen."),
        ("Protokoll der Schnittstelle beim Hersteller eingereicht.",), is_urgent=True, weight=3,
    ),
    Case(
        ("{app}: Programm stürzt beim Speichern ab", "{app} schließt sich von selbst"),
        ("Beim Speichern schließt sich das Programm, die Eingaben sind weg.",),
        ("Der Fehler ist mit der neuen Fassung behoben.", "Das Profil war beschädigt und ist neu angelegt."),
        ("Beim Hersteller gemeldet, Vorgang läuft.",), (("Passiert das bei jedem Vorgang oder nur bei einem bestimmten?", "Nur bei Vorgängen mit Anhang."),), weight=3,
    ),
    Case(
        ("Frage zur Bedienung von {app}", "{app}: Wie wird ein Vorgang storniert?", "Auswertung in {app}"),
        ("Ich finde die Funktion zum Stornieren nicht mehr.", "Wie bekomme ich eine Liste aller offenen Vorgänge des Jahres?"),
        ("Wir haben es am Telefon gemeinsam durchgespielt. Eine kurze Anleitung hängt an der E-Akte.", "Die Auswertung ist angelegt, Sie finden sie unter „Eigene Listen“."), is_request=True, weight=3,
    ),
    Case(
        ("{app}: Anhang lässt sich nicht öffnen", "Dokumente in {app} nicht lesbar"),
        ("Die angehängten Dokumente werden nur als leere Seite gezeigt.",),
        ("Das Anzeigeprogramm war veraltet und ist erneuert.",), weight=2,
    ),
    Case(
        ("{app}: Signaturkarte wird nicht erkannt", "Kartenleser in {app} ohne Funktion"),
        ("Beim Signieren kommt „Karte nicht gefunden“.",),
        ("Der Treiber des Lesers ist neu installiert, die Karte wird erkannt.",), weight=2,
    ),
    Case(
        ("Neue Nutzerin in {app} anlegen", "{app}: Zugang für Auszubildende"),
        ("Unsere Auszubildende ist jetzt vier Monate im Amt und braucht einen Zugang mit Leserechten.",),
        ("Der Zugang ist eingerichtet, das Erstkennwort ist telefonisch übergeben.",), ("Nutzerzahl im Verfahren angepasst.",), is_request=True, weight=3,
    ),
    Case(
        ("Tabelle öffnet sich schreibgeschützt", "Makro in der Tabelle läuft nicht"),
        ("Die gemeinsame Tabelle ist immer gesperrt, obwohl niemand sie offen hat.", "Seit dem Update läuft das Makro für die Gebühren nicht mehr."),
        ("Eine hängende Sitzung hielt die Datei offen. Sie ist beendet.", "Das Makro ist signiert und läuft wieder."), weight=2,
    ),
)  # fmt: skip

OUTAGE = (
    Case(
        ("{app} nicht erreichbar", "{app} ausgefallen", "{app}: keine Verbindung", "Meldestelle steht, {app} geht nicht"),
        ("Kein Arbeitsplatz kommt in das Verfahren, der Schalter ist voll.", "Seit dem Öffnen geht nichts mehr, wir schicken die Leute nach Hause.", "Alle Plätze zeigen „Server nicht verfügbar“."),
        ("Der Anwendungsserver läuft wieder, das Verfahren ist für alle Behörden verfügbar.", "Die Störung im Rechenzentrum ist behoben. Bitte melden Sie sich neu an."),
        ("Teil der Großstörung, Ursache in der Datenbank.", "Zur Großstörung, Rückmeldung nach Wiederanlauf."), is_urgent=True,
    ),
)  # fmt: skip

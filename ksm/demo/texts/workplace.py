"""Cases about the computer at the desk."""

from ksm.demo.texts.case import Case

CASES = (
    Case(
        ("Notebook startet nicht", "Rechner fährt nicht hoch", "PC bleibt beim Start schwarz"),
        ("Das Gerät zeigt nur einen schwarzen Bildschirm, die Lampe am Netzteil leuchtet.", "Nach dem Einschalten läuft kurz der Lüfter, dann passiert nichts mehr."),
        ("Das Gerät war tief entladen. Nach einem Neustart mit gedrückter Einschalttaste läuft es wieder.", "Der Arbeitsspeicher saß locker. Er ist neu eingesetzt, das Gerät startet wieder."),
        ("Ferndiagnose nicht möglich, Gerät muss an den Tisch.",),
        (("Leuchtet am Gerät eine Lampe, wenn das Netzteil angeschlossen ist?", "Ja, die weiße Lampe an der Seite leuchtet."),), is_urgent=True, weight=4,
    ),
    Case(
        ("Rechner ist sehr langsam", "Notebook seit dem Wochenende sehr langsam", "Programme öffnen sich nur sehr langsam"),
        ("Das Anmelden dauert fast zehn Minuten, danach hängt jedes Programm.", "Seit einigen Tagen braucht jeder Klick mehrere Sekunden."),
        ("Die Festplatte war fast voll. Wir haben alte Profile entfernt, die Anmeldung dauert jetzt unter einer Minute.", "Ein Update war hängen geblieben. Es ist jetzt eingespielt, bitte starten Sie morgens einmal neu."),
        ("Datenträger zu 97 % belegt, drei alte Benutzerprofile.", "Update-Dienst steht, per Fernwartung angestoßen."),
        (("Ist das in allen Programmen so oder nur in einem bestimmten?", "In allen, auch im Browser."),), weight=5,
    ),
    Case(
        ("Zweiter Bildschirm bleibt schwarz", "Monitor wird nicht erkannt", "Bildschirm flackert"),
        ("Seit heute früh wird der zweite Bildschirm nicht mehr erkannt. Kabel habe ich geprüft.", "Der rechte Bildschirm flackert alle paar Sekunden."),
        ("Der Treiber der Dockingstation ist erneuert, beide Bildschirme werden erkannt.", "Das Anzeigekabel war defekt. Wir haben es getauscht."),
        ("Dockingstation einmal stromlos gemacht, ohne Wirkung.",), weight=4,
    ),
    Case(
        ("Maus und Tastatur reagieren nicht", "Funktastatur ohne Verbindung"),
        ("Die Tastatur schreibt nicht mehr, die Maus bleibt stehen.", "Nach dem Batteriewechsel findet der Rechner die Tastatur nicht."),
        ("Der Empfänger ist neu gekoppelt. Bitte den USB-Anschluss an der Rückseite nicht mehr wechseln.", "Tastatur und Maus sind getauscht."), weight=3,
    ),
    Case(
        ("Akku hält nur noch kurz", "Notebook geht ohne Netzteil aus"),
        ("Ohne Netzteil geht das Notebook nach zehn Minuten aus. Ich bin oft im Außendienst.",),
        ("Der Akku war verschlissen und ist getauscht.", "Ein Ersatzgerät ist eingerichtet, die Daten sind übernommen."),
        ("Akku bei 31 % der ursprünglichen Leistung, Tausch beauftragt.",),
    ),
    Case(
        ("Blauer Bildschirm nach dem Start", "Rechner stürzt immer wieder ab"),
        ("Zwei- bis dreimal am Tag kommt ein blauer Bildschirm, danach startet der Rechner neu.", "Der Rechner stürzt beim Öffnen großer Dateien ab."),
        ("Ein fehlerhafter Treiber war die Ursache. Die neue Fassung ist eingespielt.", "Der Datenträger war beschädigt und ist getauscht, Ihre Dateien sind vollständig."),
        ("Speicherabbild gesichert, weist auf den Grafiktreiber.",), is_urgent=True,
    ),
    Case(
        ("Neuer Arbeitsplatz für Kollegin", "Arbeitsplatz einrichten zum Monatsbeginn", "Ausstattung für neuen Mitarbeiter"),
        ("Zum Monatsersten beginnt eine neue Kollegin im {room}. Wir brauchen Notebook, zwei Bildschirme und Telefon.",),
        ("Der Arbeitsplatz ist aufgebaut und getestet. Die Zugangsdaten liegen im verschlossenen Umschlag bei Ihnen.",),
        ("Gerät aus dem Lager reserviert.",), (("Welche Fachverfahren werden gebraucht?", "Finanzwesen und E-Akte, wie beim Vorgänger."),), is_request=True, weight=3,
    ),
    Case(
        ("Umzug in ein anderes Büro", "Arbeitsplatz in Raum {room} versetzen"),
        ("Am Freitag ziehe ich in ein anderes Büro. Bitte Rechner und Telefon mitnehmen.",),
        ("Der Umzug ist erledigt, Netz und Telefon sind am neuen Platz geprüft.",), ("Dose am neuen Platz muss noch gepatcht werden.",), is_request=True,
    ),
    Case(
        ("Ton in Videokonferenz fehlt", "Mikrofon wird nicht erkannt", "Headset ohne Ton"),
        ("In der Videokonferenz hört mich niemand.", "Das Headset funktioniert am Telefon, aber nicht in der Videokonferenz."),
        ("Das Headset war nicht als Standardgerät eingestellt. Es ist jetzt fest vorgegeben.", "Die Freigabe des Mikrofons ist gesetzt."), weight=3,
    ),
    Case(
        ("Datei versehentlich gelöscht", "Ordner auf dem Laufwerk verschwunden"),
        ("Der Ordner mit den Vorlagen ist seit gestern nicht mehr da.", "Ich habe versehentlich eine Tabelle gelöscht, die ich heute noch brauche."),
        ("Der Ordner ist aus der Datensicherung von gestern Abend wiederhergestellt.", "Die Datei lag im Papierkorb des Laufwerks und ist zurückgelegt."),
        (), (("Wie heißt der Ordner genau und wann haben Sie ihn zuletzt gesehen?", "Er heißt „Vorlagen neu“, gestern Nachmittag war er noch da."),), weight=3,
    ),
    Case(
        ("Installation eines Programms", "PDF-Programm wird benötigt", "Software zum Bearbeiten von Bildern"),
        ("Für die neue Broschüre brauche ich ein Programm, mit dem ich Bilder bearbeiten kann.", "Bitte das PDF-Programm mit Formularfunktion installieren."),
        ("Das Programm ist freigegeben und installiert.", "Das Programm steht jetzt im Softwareverzeichnis, Sie können es selbst installieren."),
        ("Lizenz vorhanden, Freigabe der IT-Koordination liegt vor.",), is_request=True, weight=3,
    ),
    Case(
        ("Lüfter ist sehr laut", "Rechner brummt laut"),
        ("Der Rechner unter dem Tisch ist so laut, dass man kaum telefonieren kann.",),
        ("Der Lüfter ist gereinigt, das Geräusch ist weg.", "Der Lüfter ist getauscht."), weight=1,
    ),
)  # fmt: skip

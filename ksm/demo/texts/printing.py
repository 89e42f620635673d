"""Cases about printers and scanners."""

from ksm.demo.texts.case import Case

CASES = (
    Case(
        ("Drucker druckt nicht", "Drucker in Raum {room} reagiert nicht", "Druckaufträge bleiben hängen"),
        ("Alle Aufträge bleiben in der Warteschlange stehen.", "Der Drucker zeigt „bereit“, aber es kommt kein Papier."),
        ("Die Warteschlange war blockiert. Sie ist geleert, der Drucker arbeitet wieder.", "Der Drucker hatte eine falsche Netzadresse. Er ist neu eingebunden."),
        ("Druckdienst neu gestartet.", "Adresse doppelt vergeben, Reservierung angelegt."),
        (("Sind andere Kolleginnen und Kollegen auch betroffen?", "Ja, alle auf unserem Flur."),), weight=6,
    ),
    Case(
        ("Papierstau am Etagendrucker", "Drucker meldet Papierstau", "Papierstau lässt sich nicht beheben"),
        ("Es ist kein Papier zu sehen, trotzdem meldet das Gerät einen Stau.", "Der Stau kommt nach jeder zweiten Seite wieder."),
        ("Ein Papierrest in der Wendeeinheit ist entfernt.", "Die Einzugsrolle ist getauscht."), ("Vor-Ort-Termin nötig.",), weight=4,
    ),
    Case(
        ("Toner ist leer", "Toner für Drucker in Raum {room}", "Ersatz für Tonerkassette"),
        ("Der Drucker meldet, dass der Toner fast leer ist. Bitte neuen liefern.", "Schwarz ist leer, Ersatz haben wir nicht mehr."),
        ("Der Toner ist geliefert und eingesetzt.", "Zwei Kassetten liegen am Service-Point bereit."), is_request=True, weight=4,
    ),
    Case(
        ("Ausdrucke haben Streifen", "Druckbild ist blass", "Schwarze Streifen auf jeder Seite"),
        ("Auf jeder Seite ist links ein schwarzer Streifen. Bescheide können so nicht verschickt werden.", "Die Ausdrucke sind kaum noch lesbar."),
        ("Die Bildtrommel ist getauscht, das Druckbild ist in Ordnung.", "Der Belichter ist gereinigt."), weight=3,
    ),
    Case(
        ("Scannen in den Ordner geht nicht", "Scan kommt nicht an", "Scanner meldet Fehler beim Senden"),
        ("Ich scanne, aber im Ordner liegt nichts.", "Das Gerät meldet „Senden fehlgeschlagen“."),
        ("Das Kennwort des Scan-Kontos war abgelaufen. Es ist erneuert.", "Der Zielordner war umbenannt, das Profil ist angepasst."),
        ("Scan-Konto gesperrt seit gestern.",), (("Welches Profil wählen Sie am Gerät aus?", "Das mit meinem Namen, so wie immer."),), weight=4,
    ),
    Case(
        ("Falsches Papierfach wird gewählt", "Bescheide werden auf Briefbogen gedruckt"),
        ("Bescheide kommen auf blankem Papier statt auf dem Briefbogen.",),
        ("Die Zuordnung der Fächer ist richtiggestellt.",), weight=2,
    ),
    Case(
        ("Drucker für zweiten Arbeitsplatz einrichten", "Bitte Etagendrucker verbinden"),
        ("Ich arbeite jetzt auch im {room} und brauche dort den Drucker.",),
        ("Der Drucker ist an Ihrem Konto eingerichtet und erscheint nach der nächsten Anmeldung.",), is_request=True, weight=3,
    ),
    Case(
        ("Ausweisleser am Drucker reagiert nicht", "Abholen am Drucker mit Karte geht nicht"),
        ("Die Karte wird nicht erkannt, alle müssen die Nummer eintippen.",),
        ("Der Leser ist neu gestartet und erkennt die Karten wieder.", "Der Leser war defekt und ist getauscht."), weight=2,
    ),
    Case(
        ("Etikettendrucker druckt versetzt", "Etiketten werden falsch bedruckt"),
        ("Der Text steht halb neben dem Etikett.",), ("Das Format war verstellt, die Vorlage ist neu hinterlegt.",), weight=1,
    ),
    Case(
        ("Farbdrucker druckt nur schwarz", "Farbe fehlt im Ausdruck"),
        ("Für die Sitzung brauchen wir farbige Pläne, das Gerät druckt nur schwarz.",),
        ("Die Voreinstellung stand auf Schwarzweiß. Für Ihr Amt ist Farbe jetzt freigegeben.",), weight=2,
    ),
)  # fmt: skip

"""Cases about accounts and passwords."""

from ksm.demo.texts.case import Case

CASES = (
    Case(
        ("Kennwort vergessen", "Kennwort zurücksetzen", "Anmeldung nicht möglich"),
        ("Nach dem Urlaub fällt mir das Kennwort nicht mehr ein.", "Mein Kennwort ist abgelaufen, ein neues nimmt das System nicht an."),
        ("Das Kennwort ist zurückgesetzt und telefonisch übergeben.", "Das neue Kennwort war zu kurz. Wir haben es gemeinsam gesetzt."),
        ("Identität durch Rückruf geprüft.",), weight=7,
    ),
    Case(
        ("Konto ist gesperrt", "Benutzerkonto gesperrt nach Fehlversuchen"),
        ("Nach drei Versuchen ist mein Konto gesperrt.", "Die Anmeldung meldet, dass das Konto gesperrt ist."),
        ("Das Konto ist entsperrt. Auf dem Telefon war noch das alte Kennwort gespeichert.", "Das Konto ist entsperrt."), ("Sperre kommt vom Mobiltelefon.",), weight=5,
    ),
    Case(
        ("Zugriff auf Laufwerk fehlt", "Ordner „Bauamt“ nicht erreichbar", "Rechte auf gemeinsamen Ordner"),
        ("Seit meinem Wechsel in die Kämmerei sehe ich das Laufwerk nicht.", "Beim Öffnen des Ordners erscheint „Zugriff verweigert“."),
        ("Die Gruppe ist eingetragen. Bitte einmal ab- und wieder anmelden.",), ("Wechsel laut Personalmeldung bestätigt.",),
        (("Wer in Ihrem Amt gibt den Zugriff frei?", "Die Amtsleitung, sie hat heute zugestimmt."),), is_request=True, weight=4,
    ),
    Case(
        ("Neues Konto für Mitarbeiterin", "Konto für neuen Kollegen anlegen", "Zugang für Praktikantin"),
        ("Am Ersten beginnt ein neuer Kollege in der Kämmerei.", "Für vier Wochen kommt eine Praktikantin, sie braucht nur Lesezugriff."),
        ("Konto und Postfach sind angelegt, die Unterlagen liegen bei Ihrer IT-Koordination.",), (),
        (("Bis zu welchem Tag soll das Konto gelten?", "Unbefristet."),), is_request=True, weight=3,
    ),
    Case(
        ("Konto löschen nach Ausscheiden", "Mitarbeiter verlässt das Haus"),
        ("Der Kollege geht zum Monatsende in den Ruhestand. Bitte Konto sperren und Postfach übergeben.",),
        ("Das Konto ist gesperrt, das Postfach ist für die Vertretung freigegeben.",), is_request=True, weight=2,
    ),
    Case(
        ("Zweiter Faktor funktioniert nicht", "Neues Mobiltelefon, Anmeldung von außen geht nicht"),
        ("Nach dem Wechsel des Telefons komme ich von zu Hause nicht mehr hinein.",),
        ("Der zweite Faktor ist neu eingerichtet und geprüft.",), ("Identität vor Ort geprüft.",), weight=3,
    ),
    Case(
        ("Gruppenpostfach wird nicht angezeigt", "Zugriff auf Postfach der Vertretung"),
        ("Das Gruppenpostfach des Ordnungsamtes fehlt seit gestern.", "Während des Urlaubs brauche ich das Postfach der Kollegin."),
        ("Das Postfach ist wieder eingebunden.", "Der Zugriff ist befristet eingetragen und endet von selbst."), weight=3,
    ),
    Case(
        ("Anmeldung von zu Hause geht nicht", "Fernzugang wird abgelehnt"),
        ("Der Fernzugang meldet „Zertifikat ungültig“.", "Seit heute kommt beim Fernzugang keine Abfrage mehr."),
        ("Das Zertifikat ist erneuert.", "Der Fernzugang ist wieder freigeschaltet."), weight=3,
    ),
    Case(
        ("Verdächtige E-Mail erhalten", "E-Mail mit unbekanntem Anhang geöffnet"),
        ("Ich habe eine E-Mail mit einer Rechnung bekommen, die ich nicht zuordnen kann. Geöffnet habe ich sie nicht.", "Leider habe ich den Anhang geöffnet, es kam aber nur eine leere Seite."),
        ("Die Nachricht war schädlich und ist in allen Postfächern entfernt. Ihr Rechner ist geprüft und sauber.", "Die Nachricht war echt. Vielen Dank für Ihre Vorsicht."),
        ("Kopf der Nachricht an die Informationssicherheit gegeben.",), is_urgent=True, weight=2,
    ),
    Case(
        ("Namensänderung nach Heirat", "Anzeigename ändern"),
        ("Bitte ändern Sie Anzeigenamen und Adresse, die Unterlagen hat die Personalstelle.",),
        ("Name und Adresse sind geändert, die alte Adresse bleibt ein Jahr gültig.",), is_request=True, weight=1,
    ),
)  # fmt: skip

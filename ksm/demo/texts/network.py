"""Cases about telephones and the network."""

from ksm.demo.texts.case import Case

CASES = (
    Case(
        ("Telefon ohne Funktion", "Telefon bleibt stumm", "Kein Freizeichen am Telefon"),
        ("Das Display ist dunkel, anrufen kann mich niemand.", "Man hört mich, aber ich höre nichts."),
        ("Der Anschluss war am Verteiler abgeschaltet und ist wieder aktiv.", "Das Telefon ist getauscht."), ("Anschluss am Verteiler geprüft.",), weight=5,
    ),
    Case(
        ("Kein Internet im ganzen Flur", "Netz ausgefallen", "Netzwerk im Erdgeschoss gestört"),
        ("Auf der ganzen Etage geht weder Telefon noch Rechner.", "Seit acht Uhr kein Netz im Bürgerbüro."),
        ("Ein Verteiler war ausgefallen und ist getauscht.", "Nach einem Stromausfall ist der Verteiler neu gestartet."), ("Verteiler antwortet nicht, Kollege ist unterwegs.",), is_urgent=True, weight=3,
    ),
    Case(
        ("Rufumleitung einrichten", "Durchwahl umleiten während des Urlaubs", "Sammelruf ändern"),
        ("Ab Montag soll meine Durchwahl zur Vertretung gehen.", "Der Sammelruf des Bürgerbüros soll künftig vier Plätze haben."),
        ("Die Umleitung ist eingetragen.", "Der Sammelruf ist geändert und geprüft."), is_request=True, weight=4,
    ),
    Case(
        ("WLAN im Sitzungssaal geht nicht", "WLAN bricht ab", "Kein WLAN für Gäste"),
        ("Heute Abend tagt der Ausschuss, die Tablets bekommen keine Verbindung.", "Das WLAN bricht alle paar Minuten ab."),
        ("Der Sender im Saal ist neu gestartet, alle Geräte sind verbunden.", "Der Sender ist durch ein neueres Gerät ersetzt."), weight=4,
    ),
    Case(
        ("Videokonferenz bricht ab", "Verbindung zu langsam für Videokonferenz"),
        ("Bild und Ton bleiben immer wieder stehen.",),
        ("Eine Sicherung lief tagsüber und hat die Leitung belegt. Sie läuft jetzt nachts.", "Die Anbindung des Hauses ist auf höhere Bandbreite umgestellt."), weight=3,
    ),
    Case(
        ("Netzdose ohne Verbindung", "Netzwerkdose freischalten in Raum {room}"),
        ("Im {room} soll ein weiterer Platz entstehen, die Dose ist nicht angeschlossen.",),
        ("Die Dose ist angeschlossen und geprüft.",), is_request=True, weight=3,
    ),
    Case(
        ("Anrufbeantworter besprechen", "Ansage außerhalb der Sprechzeiten"),
        ("Die Ansage nennt noch die alten Sprechzeiten.",), ("Die neue Ansage ist eingespielt.",), is_request=True, weight=2,
    ),
    Case(
        ("Diensthandy bekommt keine E-Mail", "Mobiltelefon synchronisiert nicht"),
        ("Seit dem Wochenende kommen auf dem Mobiltelefon keine Nachrichten mehr an.",),
        ("Das Gerät ist neu angemeldet, alle Nachrichten sind da.",), weight=3,
    ),
    Case(
        ("Telefonnummer wird nicht angezeigt", "Anrufer sehen falsche Nummer"),
        ("Angerufene sehen die Nummer der Zentrale statt meiner Durchwahl.",), ("Die Rufnummernanzeige ist berichtigt.",), weight=2,
    ),
    Case(
        ("Interne Webseite nicht erreichbar", "Seite des Landesnetzes lädt nicht"),
        ("Die Seite lädt endlos und bricht dann ab.",), ("Eine Regel der Firewall ist angepasst, die Seite lädt wieder.",),
        ("Regel mit der Informationssicherheit abgestimmt.",), weight=2,
    ),
)  # fmt: skip

"""Phrases that go with any case."""

DETAILS = (
    "Das ist seit heute Morgen so.", "Seit gestern Nachmittag ist das so.", "Ein Neustart hat nichts geändert.",
    "Die Kollegin nebenan hat dasselbe.", "Andere sind nicht betroffen.", "Ich bin bis 15 Uhr erreichbar.",
    "Am besten erreichen Sie mich vormittags.", "Dienstag ist Sprechtag, bis dahin brauchen wir es.", "Vielen Dank im Voraus.",
    "Es eilt nicht.", "Wir sitzen in Raum {room}.", "Es betrifft das Gerät {device}.",
)  # fmt: skip
FIRST_REPLIES = (
    "wir haben Ihre Meldung aufgenommen und sehen uns das an.", "vielen Dank für den Hinweis, wir prüfen das gerade.",
    "wir melden uns heute noch mit einem Ergebnis.", "die Ursache ist eingegrenzt, wir arbeiten an der Lösung.",
    "ein Kollege kommt bei Ihnen vorbei.", "wir schalten uns gern mit Fernwartung auf, bitte lassen Sie das Gerät eingeschaltet.",
)  # fmt: skip
NOTES = (
    "Rückruf versucht, niemand erreicht.", "Mit dem Kollegen abgestimmt, ich übernehme.", "Gleiches Bild wie in der vorigen Woche.",
    "Fernwartung vereinbart.", "Gerät ist noch in der Garantie.", "Bitte beim nächsten Vor-Ort-Termin mit erledigen.",
)  # fmt: skip
QUESTIONS = (
    ("Können Sie uns bitte ein Bild der Meldung schicken?", "Das Bild hängt an, mehr wird nicht gezeigt."),
    ("Wann passt Ihnen ein Termin vor Ort?", "Donnerstag ab neun Uhr ist jemand da."),
    ("Tritt das nach einem Neustart noch auf?", "Ja, nach dem Neustart ist es unverändert."),
    ("An welchem Gerät genau ist das aufgetreten?", "Am Gerät {device}."),
)
VENDOR_NOTES = (
    "Beim Hersteller gemeldet, Rückmeldung angekündigt.", "Ersatzteil bestellt, Lieferung in den nächsten Tagen.",
    "Hersteller bestätigt den Fehler, Korrektur folgt.", "Garantiefall eröffnet, Techniker kommt.",
)  # fmt: skip
OBJECTIONS = (
    "Leider tritt es wieder auf.", "Heute früh war es wieder wie vorher.", "Am zweiten Arbeitsplatz besteht der Fehler noch.",
)  # fmt: skip
SECOND_SOLUTIONS = (
    "Die eigentliche Ursache ist jetzt gefunden und behoben.", "Das Gerät ist getauscht, der Fehler ist nicht mehr aufgetreten.",
)  # fmt: skip
SPOKEN_ANSWERS = ("Am Telefon: {answer}", "Rückruf, Antwort: {answer}")

"""What the invented service tells its authorities: one text of each kind, one of them over."""

from datetime import datetime, timedelta

from announcements.models import Announcement
from customers.models import Authority

Kind = Announcement.Kind


def announce(now: datetime) -> None:
    """A hint for all, a maintenance to come, a restriction at one town, and one that is over."""
    hint = "Ihre Meldungen sehen Sie jetzt im Portal. Dort lesen Sie auch unsere Antworten und können Dateien anhängen."
    tonight = "Am Freitag ab 18:00 Uhr spielen wir Updates ein. Die Anmeldung kann bis 20:00 Uhr unterbrochen sein. Bitte speichern Sie vorher Ihre Arbeit."
    slow = "Der Scan-Dienst im Rathaus arbeitet zurzeit langsam. Wir kennen die Ursache und arbeiten daran; Sie brauchen nichts zu melden."
    over = "Die Telefonanlage ist wieder in vollem Betrieb."
    rows = (
        (Kind.HINT, "Meldungen im Portal verfolgen", hint, timedelta(days=-20), None, True),
        (Kind.MAINTENANCE, "Updates am Freitagabend", tonight, timedelta(days=-1), timedelta(days=3), True),
        (Kind.RESTRICTION, "Scannen dauert länger", slow, timedelta(hours=-3), timedelta(days=1), False),
        (Kind.RESTRICTION, "Telefonanlage gestört", over, timedelta(days=-9), timedelta(days=-8), True),
    )
    for kind, title, text, begins, ends, is_for_all in rows:
        announcement = Announcement.objects.create(
            kind=kind, title=title, text=text, is_for_all=is_for_all, is_demo=True,
            shown_from=now + begins, shown_until=now + ends if ends else None,
        )  # fmt: skip
        if not is_for_all:
            announcement.authorities.set(Authority.objects.filter(key="stadt-ludwigslust"))

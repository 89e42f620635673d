"""Why somebody whom a directory knows is not let in, in words for them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accounts.models import User

NO_ACCOUNT = "Für Sie ist hier kein Konto eingerichtet."
NOT_BY_DIRECTORY = "Dieses Konto wird nur mit Kennwort und zweiter Stufe benutzt, nicht über ein Verzeichnis."
MORE_RIGHTS = "Ihr Konto darf mehr, als Ihre Gruppen im Verzeichnis sagen. Deshalb wird es nicht von selbst verbunden."
SOMEBODY_ELSE = "Ihr Konto ist schon mit einer anderen Person desselben Verzeichnisses verbunden."
NOT_NAMED = "Ihr Verzeichnis hat nicht gesagt, wer Sie sind."
NOT_VERIFIED = "Ihr Verzeichnis hat Ihre E-Mail-Adresse nicht bestätigt."
NOT_BELIEVED = "Die Antwort Ihres Verzeichnisses passt nicht zu dieser Anmeldung."
NOT_FRESH = "Ihr Verzeichnis hat nicht bestätigt, dass Sie sich eben erst dort angemeldet haben."


class Refused(Exception):
    """Somebody is not let in; `account` is whose door it was, as far as that is known."""

    def __init__(self, reason: str, account: "User | None" = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.account = account

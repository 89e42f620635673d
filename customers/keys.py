"""Official keys of German municipalities and how they hang together.

AGS (Amtlicher Gemeindeschlüssel, 8 digits): Land 2, Regierungsbezirk 1, Kreis 2, Gemeinde 3.
ARS (Amtlicher Regionalschlüssel, 12 digits): Land 2, Regierungsbezirk 1, Kreis 2, Gemeindeverband 4, Gemeinde 3.
A Gemeinde's AGS is the first five and the last three digits of its ARS. A Landkreis has an ARS of 5 digits,
an Amt one of 9; neither has an AGS. Mecklenburg-Vorpommern is Land 13, and numbers its Gemeindeverbände so: an Amt is
a 5, the last digit of the Kreis and its own number; a Gemeinde without an Amt is a 0 and its own number.
"""

import re
from typing import NamedTuple

LAND = "13"
AGS_LENGTH = 8
ARS_LENGTH_DISTRICT = 5


class ArsForm(NamedTuple):
    """How the ARS of a kind of body is built: so many digits, a pattern (PostgreSQL reads it too), and the rule in words."""

    length: int
    pattern: str
    rule: str


ARS_OF_DISTRICT = ArsForm(ARS_LENGTH_DISTRICT, r"^13[0-9]{3}$", "")
ARS_OF_AMT = ArsForm(
    9,
    r"^13[0-9]{2}([0-9])5\1[0-9]{2}$",
    "Im ARS eines Amtes folgen auf den Kreis eine 5, die letzte Ziffer des Kreises und die Nummer des Amtes.",
)
ARS_IN_AMT = ArsForm(
    12,
    r"^13[0-9]{2}([0-9])5\1[0-9]{2}[0-9]{3}$",
    "Im ARS einer amtsangehörigen Gemeinde folgen auf den Kreis eine 5, die letzte Ziffer des Kreises, die Nummer des Amtes und die der Gemeinde.",
)
ARS_WITHOUT_AMT = ArsForm(
    12,
    r"^13[0-9]{3}0([0-9]{3})\1$",
    "Im ARS einer Gemeinde ohne Amt folgen auf den Kreis eine 0 und zweimal die Nummer der Gemeinde.",
)


def ags_problem(ags: str) -> str:
    """Say in German what is wrong with an AGS, or return an empty string."""
    if not ags.isascii() or not ags.isdigit():
        return "Der AGS besteht nur aus Ziffern."
    if len(ags) != AGS_LENGTH:
        return f"Der AGS hat 8 Ziffern, nicht {len(ags)}."
    if not ags.startswith(LAND):
        return "Der AGS beginnt in Mecklenburg-Vorpommern mit 13."
    return ""


def ars_problem(ars: str, form: ArsForm) -> str:
    """Say in German what is wrong with an ARS that must have a form, or return an empty string."""
    if not ars.isascii() or not ars.isdigit():
        return "Der ARS besteht nur aus Ziffern."
    if len(ars) != form.length:
        return f"Der ARS hat für diese Art {form.length} Ziffern, nicht {len(ars)}."
    if not ars.startswith(LAND):
        return "Der ARS beginnt in Mecklenburg-Vorpommern mit 13."
    return "" if re.match(form.pattern, ars) else form.rule


def ags_of(ars: str) -> str:
    """The AGS inside a municipality's ARS of 12 digits: the first five and the last three."""
    return ars[:5] + ars[-3:]

"""Official keys of German municipalities and how they hang together.

AGS (Amtlicher Gemeindeschlüssel, 8 digits): Land 2, Regierungsbezirk 1, Kreis 2, Gemeinde 3.
ARS (Amtlicher Regionalschlüssel, 12 digits): Land 2, Regierungsbezirk 1, Kreis 2, Gemeindeverband 4, Gemeinde 3.
A Gemeinde's AGS is the first five and the last three digits of its ARS. A Landkreis has an ARS of 5 digits,
an Amt one of 9; neither has an AGS. Mecklenburg-Vorpommern is Land 13.
"""

LAND = "13"
AGS_LENGTH = 8
ARS_LENGTH_DISTRICT = 5
ARS_LENGTH_AMT = 9
ARS_LENGTH_MUNICIPALITY = 12


def ags_problem(ags: str) -> str:
    """Say in German what is wrong with an AGS, or return an empty string."""
    if not ags.isascii() or not ags.isdigit():
        return "Der AGS besteht nur aus Ziffern."
    if len(ags) != AGS_LENGTH:
        return f"Der AGS hat 8 Ziffern, nicht {len(ags)}."
    if not ags.startswith(LAND):
        return "Der AGS beginnt in Mecklenburg-Vorpommern mit 13."
    return ""


def ars_problem(ars: str, length: int) -> str:
    """Say in German what is wrong with an ARS that must have `length` digits, or return an empty string."""
    if not ars.isascii() or not ars.isdigit():
        return "Der ARS besteht nur aus Ziffern."
    if len(ars) != length:
        return f"Der ARS hat für diese Art {length} Ziffern, nicht {len(ars)}."
    if not ars.startswith(LAND):
        return "Der ARS beginnt in Mecklenburg-Vorpommern mit 13."
    return ""


def ags_of(ars: str) -> str:
    """The AGS inside a municipality's ARS of 12 digits: the first five and the last three."""
    return ars[:5] + ars[-3:]

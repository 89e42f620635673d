"""Days of public holidays from rules: a fixed day of the year, or a distance from Easter Sunday."""

import re
from datetime import date, timedelta

FIXED = re.compile(r"fixed:(\d\d)-(\d\d)")
EASTER = re.compile(r"easter:([+-]\d{1,3})")
A_LEAP_YEAR = 2024


def easter_sunday(year: int) -> date:
    """Easter Sunday of a Gregorian year, by the rule of Meeus, Jones and Butcher (anonymous, Nature 1876)."""
    golden = year % 19
    century, year_of_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon_shift + 15) % 30
    leaps, leap_rest = divmod(year_of_century, 4)
    weekday = (32 + 2 * century_rest + 2 * leaps - epact - leap_rest) % 7
    correction = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * correction + 114, 31)
    return date(year, month, day + 1)


def rule_problem(rule: str) -> str:
    """Say in German what is wrong with a rule, or return an empty string."""
    if EASTER.fullmatch(rule):
        return ""
    if fixed := FIXED.fullmatch(rule):
        try:
            date(A_LEAP_YEAR, int(fixed[1]), int(fixed[2]))
        except ValueError:
            return f"„{rule}“ nennt keinen Tag des Jahres."
        return "" if rule != "fixed:02-29" else "Der 29. Februar fehlt in den meisten Jahren."
    return f"„{rule}“ ist keine Regel der Form fixed:12-25 oder easter:+39."


def day_of(rule: str, year: int) -> date:
    """The day of a valid rule in a year."""
    if easter := EASTER.fullmatch(rule):
        return easter_sunday(year) + timedelta(days=int(easter[1]))
    return date.fromisoformat(f"{year:04}-{rule.removeprefix('fixed:')}")

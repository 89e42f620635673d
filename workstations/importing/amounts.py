"""Prices, sizes and addresses of network cards: how a cell becomes a value, and a value the same cell again."""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from django.core.exceptions import ValidationError

THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+")
PRICE = re.compile(r"-?\d{1,12}(\.\d{1,2})?")
GIB = re.compile(r"(\d+)\s*g(i?b|byte)?", re.IGNORECASE)
MIB = re.compile(r"(\d+)\s*(m(i?b|byte)?)?", re.IGNORECASE)
TIB = re.compile(r"(\d+)\s*t(i?b|byte)?", re.IGNORECASE)
MAC = re.compile(r"[0-9a-f]{12}", re.IGNORECASE)
LARGEST = 2_147_483_647


def price(text: str) -> Decimal:
    """A price in euro as people write it: 1.234,50 €."""
    digits = re.sub(r"€|eur(o)?|\s", "", text, flags=re.IGNORECASE)
    if "," in digits:
        digits = digits.replace(".", "").replace(",", ".")
    elif THOUSANDS.fullmatch(digits):
        digits = digits.replace(".", "")
    if not PRICE.fullmatch(digits):
        raise ValidationError(f"„{text[:40]}“ ist kein Preis. Bitte schreiben Sie ihn so: 1.234,50.")
    return Decimal(digits).quantize(Decimal("0.01"))


def written_price(value: Decimal | None) -> str:
    return "" if value is None else f"{value:.2f}".replace(".", ",")


def mebibytes(text: str) -> int:
    """Memory, in MiB unless the cell says GB."""
    if found := GIB.fullmatch(text):
        return _bounded(int(found[1]) * 1024)
    return _whole(text, MIB)


def gibibytes(text: str) -> int:
    """Storage, in GiB unless the cell says TB."""
    if found := TIB.fullmatch(text):
        return _bounded(int(found[1]) * 1024)
    if found := GIB.fullmatch(text):
        return _bounded(int(found[1]))
    return _whole(text, re.compile(r"(\d+)"))


def whole(text: str) -> int:
    """A number without decimals; points between thousands may stand."""
    return _whole(text.replace(".", "") if THOUSANDS.fullmatch(text) else text, re.compile(r"(\d+)"))


def written_whole(value: int | None) -> str:
    return "" if value is None else str(value)


def addresses(text: str) -> tuple[str, ...]:
    """The addresses of network cards that a cell lists, each as aa:bb:cc:dd:ee:ff."""
    found = []
    for part in re.split(r"[\s;|,]+", text.strip()):
        digits = re.sub(r"[:.\-]", "", part)
        if not MAC.fullmatch(digits):
            raise ValidationError(
                f"„{part[:40]}“ ist keine MAC-Adresse. Bitte schreiben Sie sie so: 00:11:22:33:44:55."
            )
        found.append(":".join(digits[at : at + 2] for at in range(0, 12, 2)).lower())
    return tuple(dict.fromkeys(found))


def written_addresses(value: Sequence[str]) -> str:
    return " | ".join(value)


def yes_or_no(text: str) -> bool:
    """Whether a cell says yes."""
    words: dict[str, bool] = {"ja": True, "j": True, "x": True, "1": True, "wahr": True, "true": True}
    words |= dict.fromkeys(("nein", "n", "0", "falsch", "false"), False)
    try:
        return words[text.casefold()]
    except KeyError:
        raise ValidationError(f"„{text[:40]}“ ist hier nicht möglich. Möglich sind: ja, nein.") from None


def written_yes(value: bool) -> str:
    return "ja" if value else ""


def shortened(length: int | None) -> Callable[[str], str]:
    """Reads a text that is not longer than its column."""

    def read(text: str) -> str:
        if length and len(text) > length:
            raise ValidationError(f"Hier sind höchstens {length} Zeichen möglich; es sind {len(text)}.")
        return text

    return read


def _whole(text: str, pattern: re.Pattern[str]) -> int:
    found = pattern.fullmatch(text.strip())
    if not found:
        raise ValidationError(f"„{text[:40]}“ ist keine ganze Zahl.")
    return _bounded(int(found[1]))


def _bounded(value: int) -> int:
    if value > LARGEST:
        raise ValidationError("Diese Zahl ist zu groß.")
    return value

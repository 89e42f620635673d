"""Who is named by @Name in a text."""

from collections.abc import Mapping
from typing import TypeVar

Key = TypeVar("Key")


def named_in(text: str, names: Mapping[Key, str]) -> list[Key]:
    """The keys whose name stands behind an @ in the text, in the order of `names`.

    Where one name begins another, such as „Anke Muster“ and „Anke Musterfrau“, only the longer one that stands there
    counts; two people of the same name are both meant.
    """
    longest_first = sorted({name for name in names.values() if name}, key=len, reverse=True)
    found: set[str] = set()
    rest = text.casefold()
    for name in longest_first:
        sign = f"@{name.casefold()}"
        if sign in rest:
            found.add(name)
            rest = rest.replace(sign, " ")
    return [key for key, name in names.items() if name in found]

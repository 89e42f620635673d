"""Unpacks the fonts of the front end for PDF documents: var/fonts with TrueType files, and which characters they have.

Browsers take WOFF2, documents take TrueType. Fira Sans is the type of the house; Noto Sans has the letters of DIN 91379
that Fira Sans lacks, such as Ḫ and Ẕ. Nothing is fetched: both come with the design system.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKED = ROOT / "node_modules" / "@kern-ux" / "native" / "dist" / "fonts"
TARGET = ROOT / "var" / "fonts"
FONTS = (
    "fira-sans/FiraSans-Regular",
    "fira-sans/FiraSans-Medium",
    "fira-sans/FiraSans-SemiBold",
    "noto-sans/NotoSans-Regular",
    "noto-sans/NotoSans-Bold",
)


def main() -> None:
    unfinished = TARGET.with_suffix(".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    characters = [unpack(PACKED / f"{name}.woff2", unfinished / f"{Path(name).name}.ttf") for name in FONTS]
    # What one family has in one weight it must have in the others, or a heading would lose a letter.
    fira, noto = set.intersection(*characters[:3]), set.intersection(*characters[3:])
    (unfinished / "characters.json").write_text(json.dumps(list(ranges(fira | noto))), encoding="utf-8")
    shutil.rmtree(TARGET, ignore_errors=True)
    unfinished.rename(TARGET)


def unpack(source: Path, target: Path) -> set[int]:
    """Write the font as TrueType; returns the code points it has a picture for."""
    from fontTools.ttLib import TTFont

    with TTFont(source) as font:
        font.flavor = None
        font.save(target)
        return set(font.getBestCmap())


def ranges(points: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The code points as ranges, first and last included."""
    first = last = None
    for point in sorted(points):
        if last is not None and point == last + 1:
            last = point
            continue
        if first is not None and last is not None:
            yield first, last
        first = last = point
    if first is not None and last is not None:
        yield first, last


if __name__ == "__main__":
    main()

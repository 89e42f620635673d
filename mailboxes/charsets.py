"""Turns bytes into text whatever they claim to be. Pure functions; never raises."""

import codecs
import re

ALIASES = {
    "unicode-1-1-utf-7": "utf-7", "x-unknown": "", "unknown-8bit": "", "default": "", "iso-8859-8-i": "iso-8859-8",
    "x-mac-roman": "mac-roman", "windows-1252http-equivcontent-type": "cp1252", "ansi": "cp1252", "us-ascii": "",
    "ascii": "", "ansi_x3.4-1968": "", "cp-850": "cp850", "utf8mb4": "utf-8", "unicode": "utf-8",
    # What names itself Latin 1 is nearly always what Windows makes of it: with quotation marks and the euro sign.
    "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252",
}  # fmt: skip
NO_TEXT = {"base64", "hex", "bz2", "zip", "zlib", "uu", "quopri", "rot13", "rot_13", "idna", "punycode", "unicode_escape",
           "raw_unicode_escape", "undefined"}  # fmt: skip
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
"""Control characters, halves of characters, and those that turn the direction of writing."""


def text_of(data: bytes, charset: str) -> str:
    """The text that bytes most likely mean: in the named charset, else UTF-8, else that of Windows."""
    name = _known(charset)
    if name:
        try:
            return tidy(data.decode(name))
        except (UnicodeError, ValueError):
            pass
    try:
        return tidy(data.decode("utf-8"))
    except UnicodeError:
        return tidy(data.decode("cp1252", "replace"))


def tidy(text: str) -> str:
    """Text with plain line ends and without what cannot be seen or stored."""
    return UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\x0c", "\n"))


def _known(charset: str) -> str:
    plain = charset.strip().strip("\"'").lower()
    plain = ALIASES.get(plain, plain)
    if not plain or not plain.isascii() or "\x00" in plain:
        return ""
    try:
        name = codecs.lookup(plain).name
    except (LookupError, ValueError):
        return ""
    return "" if name in NO_TEXT or plain in NO_TEXT else name

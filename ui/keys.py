"""Keys of rows as they come in addresses and forms, from wherever."""

LONGEST = 18  # digits; more than the database counts, and Python refuses to read thousands of them


def key_of(text: str) -> int | None:
    """The key, or None where it can be none; addresses know no digits but 0 to 9."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST else None

"""Keys of rows as they come in addresses and forms, from wherever."""

LONGEST = 18  # digits; more than the database counts, and Python refuses to read thousands of them


def key_of(text: str) -> int | None:
    """The key, or None where it can be none."""
    return int(text) if text.isdecimal() and len(text) <= LONGEST else None

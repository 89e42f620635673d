"""A browser in words that its owner recognises."""

BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrom", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "Mac"),
    ("CrOS", "Chromebook"), ("Linux", "Linux"),
)  # fmt: skip


def in_words(user_agent: str) -> str:
    """„Firefox unter Windows“, as far as the browser tells."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "Unbekannter Browser")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    return f"{browser} unter {system}" if system else browser

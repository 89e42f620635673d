"""Tells what somebody wrote in a mail from what they merely sent back with it.

Pure functions without database. The forms are those of Outlook, Thunderbird, Gmail and Apple Mail in German and English.
"""

import re

QUOTED = re.compile(r"\s*>")
# „Am 16.11.26 um 09:12 schrieb Anke Muster:“, “On Mon, 16 Nov 2026 at 09:12, Anke Muster wrote:”
ATTRIBUTION = re.compile(
    r"\s*(?:>\s*)?(?:(?:Am|Il|Le|On)\b[^\n]{4,200}?(?:\n[^\n]{0,200}?)?(?:schrieb|wrote|schreef)\b[^\n]{0,200}?(?:\n[^\n]{0,120}?)?:\s*"
    r"|[^\n]{3,120}\b(?:schrieb am|wrote on|hat am)\b[^\n]{4,120}(?:geschrieben)?:\s*"
    r"|\d{4}-\d\d-\d\d[^\n]{3,120}<[^\n>]+@[^\n>]+>:\s*)$"
)
SEPARATOR = re.compile(
    r"\s*(?:-{2,}\s*(?:Ursprüngliche Nachricht|Urspr(?:ü|ue)ngliche Mail|Originalnachricht|Original-Nachricht|Original Message"
    r"|Originalmail|Weitergeleitete Nachricht|Forwarded message|Urspr\. Nachricht)\s*-{2,}"
    r"|(?:Anfang der weitergeleiteten Nachricht|Begin forwarded message):)\s*$",
    re.IGNORECASE,
)
FIELD = re.compile(
    r"\s*\**(Von|From|Gesendet|Sent|Datum|Date|An|To|Cc|Betreff|Subject|Absender)\**\s*:\**\s?.*", re.IGNORECASE
)
FIRST_FIELD = re.compile(r"\s*\**(Von|From|Absender)\**\s*:\**\s?\S.*", re.IGNORECASE)
RULE = re.compile(r"\s*[_-]{5,}\s*$")


def split(text: str) -> tuple[str, str]:
    """What was written, and what was quoted below or above it; either may be empty.

    Where answers stand between quoted lines nothing is taken apart, since neither makes sense without the other.
    """
    lines = text.strip("\n").split("\n")
    begin = _beginning_of_history(lines)
    own, quoted = lines[:begin], lines[begin:]
    if not quoted:
        own, quoted = _trailing(lines)
    if not quoted or not "".join(own).strip():  # perhaps the answer stands below
        below, above = _leading(lines)
        if "".join(below).strip():
            own, quoted = below, above
    return "\n".join(own).strip(), "\n".join(quoted).strip()


def mark(quoted: str) -> str:
    """Quoted text with the mark before each line by which it is folded when it is shown."""
    return "\n".join(line if QUOTED.match(line) else f"> {line}".rstrip() for line in quoted.split("\n"))


def _beginning_of_history(lines: list[str]) -> int:
    """The line from which on everything is an older mail: behind a separator or a block of its headers."""
    written = [at for at, line in enumerate(lines) if line.strip() and not QUOTED.match(line)]
    last_written = written[-1] if written else 0
    for at, line in enumerate(lines):
        if SEPARATOR.match(line) or (FIRST_FIELD.match(line) and _is_header_block(lines[at : at + 8])):
            begin = at
            while begin and (RULE.match(lines[begin - 1]) or not lines[begin - 1].strip()):
                begin -= 1
            return begin
        length = _attribution(lines, at)
        if length and last_written < at + length:
            return at
    return len(lines)


def _is_header_block(lines: list[str]) -> bool:
    names = {found[1].lower() for line in lines if (found := FIELD.match(line))}
    return len(names) >= 3 and bool(names & {"betreff", "subject", "gesendet", "sent", "datum", "date"})


def _attribution(lines: list[str], at: int) -> int:
    """Over how many lines, up to three, stands here who wrote the quoted lines that follow; 0 where nothing does."""
    if not lines[at].strip() or QUOTED.match(lines[at]):
        return 0
    for length in (1, 2, 3):
        if not _is_attribution(lines[at : at + length]):
            continue
        following = next((line for line in lines[at + length :] if line.strip()), "")
        return length if QUOTED.match(following) else 0
    return 0


def _is_attribution(lines: list[str]) -> bool:
    # Asked first, since it costs nothing: a long text must not keep the expression busy.
    if not lines or not lines[-1].rstrip().endswith(":") or any(len(line) > 400 for line in lines):
        return False
    return ATTRIBUTION.match("\n".join(lines)) is not None


def _trailing(lines: list[str]) -> tuple[list[str], list[str]]:
    end = len(lines)
    while end and (QUOTED.match(lines[end - 1]) or not lines[end - 1].strip()):
        end -= 1
    quoted = lines[end:]
    return (lines[:end], quoted) if any(QUOTED.match(line) for line in quoted) else (lines, [])


def _leading(lines: list[str]) -> tuple[list[str], list[str]]:
    begin = 0
    for length in (1, 2, 3):
        if _is_attribution(lines[:length]):
            begin = length
            break
    while begin < len(lines) and (QUOTED.match(lines[begin]) or not lines[begin].strip()):
        begin += 1
    rest = lines[begin:]
    is_clear = any(map(QUOTED.match, lines[:begin])) and not any(map(QUOTED.match, rest))
    return (rest, lines[:begin]) if is_clear else (lines, [])

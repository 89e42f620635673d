"""A filled-in form in words: what becomes the subject, the text and the rows of the report."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from applications.models import SpecialistApplication
from workstations.models import Workstation

PLACEHOLDER = re.compile(r"\{\{\s*([a-z][a-z0-9_]*)\s*\}\}")
ANYTHING_LIKE_IT = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
SHORTEST_SUBJECT, LONGEST_SUBJECT = 3, 160


def named_in(subject: str) -> list[str]:
    """What stands in the placeholders of a subject, each once; also what could be no key."""
    return list(dict.fromkeys(ANYTHING_LIKE_IT.findall(subject)))


class Filled(NamedTuple):
    """What somebody answered: questions and answers as people read them, and the things that were named."""

    rows: Sequence[tuple[str, str]] = ()
    words: Mapping[str, str] | None = None  # the answers by the keys of their questions
    workstation: Workstation | None = None
    application: SpecialistApplication | None = None

    def subject(self, pattern: str, title: str) -> str:
        """The subject of the report, with answers put in; where one is missing or says too little, the title of the service."""
        words = self.words or {}
        if not pattern or any(not words.get(key) for key in PLACEHOLDER.findall(pattern)):
            return title
        text = PLACEHOLDER.sub(lambda found: words[found[1]], pattern)
        subject = " ".join(text.split())[:LONGEST_SUBJECT]
        return subject if len(subject) >= SHORTEST_SUBJECT else title

    def text(self) -> str:
        """All of it as the text of the report, so that search and letters have it."""
        return "\n".join(f"{label}: {value}" for label, value in self.rows)
